/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-job-private.h"

struct _FacImportItem
{
  GObject parent_instance;

  FacImportSource     *source;
  const FacImportLine *line;
  char                *detail; /* once asked for */
};

G_DEFINE_FINAL_TYPE (FacImportItem, fac_import_item, G_TYPE_OBJECT)

static void
fac_import_item_finalize (GObject *object)
{
  FacImportItem *self = FAC_IMPORT_ITEM (object);

  g_clear_pointer (&self->source, _fac_import_source_unref);
  g_free (self->detail);
  G_OBJECT_CLASS (fac_import_item_parent_class)->finalize (object);
}

static void
fac_import_item_class_init (FacImportItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_import_item_finalize;
}

static void
fac_import_item_init (FacImportItem *self)
{
}

guint
fac_import_item_get_line (FacImportItem *self)
{
  return self->line->line;
}

FacImportKind
fac_import_item_get_kind (FacImportItem *self)
{
  return (FacImportKind) self->line->outcome;
}

const char *
fac_import_item_get_title (FacImportItem *self)
{
  return self->line->title != NULL ? self->line->title : "—";
}

const char *
fac_import_item_get_detail (FacImportItem *self)
{
  if (self->detail == NULL)
    self->detail = _fac_import_detail (self->source, self->line);
  return self->detail;
}

/* ---- the list: an item is made when a row of the screen asks for it ----------------------------- */

#define FAC_TYPE_IMPORT_ITEMS (fac_import_items_get_type ())
G_DECLARE_FINAL_TYPE (FacImportItems, fac_import_items, FAC, IMPORT_ITEMS, GObject)

struct _FacImportItems
{
  GObject parent_instance;

  FacImportSource *source; /* (nullable) */
  GArray          *places; /* of guint: which lines */
};

static GType
get_item_type (GListModel *model)
{
  return FAC_TYPE_IMPORT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return FAC_IMPORT_ITEMS (model)->places->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  FacImportItems *self = FAC_IMPORT_ITEMS (model);
  FacImportItem *item;

  if (position >= self->places->len)
    return NULL;
  item = g_object_new (FAC_TYPE_IMPORT_ITEM, NULL);
  item->source = _fac_import_source_ref (self->source);
  item->line = g_ptr_array_index (self->source->plan->lines,
                                  g_array_index (self->places, guint, position));
  return item;
}

static void
list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FacImportItems, fac_import_items, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_init))

static void
fac_import_items_finalize (GObject *object)
{
  FacImportItems *self = FAC_IMPORT_ITEMS (object);

  g_clear_pointer (&self->source, _fac_import_source_unref);
  g_array_unref (self->places);
  G_OBJECT_CLASS (fac_import_items_parent_class)->finalize (object);
}

static void
fac_import_items_class_init (FacImportItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_import_items_finalize;
}

static void
fac_import_items_init (FacImportItems *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (guint));
}

GListModel *
_fac_import_items_new (FacImportSource *source, int kind)
{
  FacImportItems *self = g_object_new (FAC_TYPE_IMPORT_ITEMS, NULL);

  self->source = source != NULL ? _fac_import_source_ref (source) : NULL;
  for (guint i = 0; source != NULL && i < source->plan->lines->len; i++)
    {
      const FacImportLine *line = g_ptr_array_index (source->plan->lines, i);

      if (kind < 0 || (int) line->outcome == kind)
        g_array_append_val (self->places, i);
    }
  return G_LIST_MODEL (self);
}
