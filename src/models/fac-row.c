/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-row-private.h"

#include "fac-customer.h"
#include "fac-document-summary.h"
#include "fac-product.h"

enum
{
  PROP_0,
  PROP_LOADED,
  PROP_CONTENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FacRow, fac_row, G_TYPE_OBJECT)

static GType
content_type (FacEntity entity)
{
  switch (entity)
    {
    case FAC_ENTITY_CUSTOMER:
      return FAC_TYPE_CUSTOMER;
    case FAC_ENTITY_PRODUCT:
      return FAC_TYPE_PRODUCT;
    case FAC_ENTITY_INVOICE:
    case FAC_ENTITY_ORGANIZATION:
    case FAC_ENTITY_OUTBOX:
    default:
      return FAC_TYPE_DOCUMENT_SUMMARY;
    }
}

static void
fac_row_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  FacRow *self = FAC_ROW (object);

  switch (property)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, fac_row_is_loaded (self));
      break;
    case PROP_CONTENT:
      g_value_set_pointer (value, self->content);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
clear_content (FacRow *self)
{
  if (self->content != NULL)
    g_boxed_free (content_type (self->entity), self->content);
  self->content = NULL;
}

static void
fac_row_finalize (GObject *object)
{
  clear_content (FAC_ROW (object));
  G_OBJECT_CLASS (fac_row_parent_class)->finalize (object);
}

static void
fac_row_class_init (FacRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fac_row_get_property;
  object_class->finalize = fac_row_finalize;
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONTENT] = g_param_spec_pointer ("content", NULL, NULL,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fac_row_init (FacRow *self)
{
}

FacRow *
_fac_row_new (FacEntity entity)
{
  FacRow *self = g_object_new (FAC_TYPE_ROW, NULL);

  self->entity = entity;
  return self;
}

void
_fac_row_set_content (FacRow *self, gconstpointer content)
{
  gboolean was_loaded = self->content != NULL;

  if (self->content == content)
    return;
  clear_content (self);
  /* the contents are reference counted boxed values: copying one takes a reference */
  if (content != NULL)
    self->content = g_boxed_copy (content_type (self->entity), content);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTENT]);
  if (was_loaded != (content != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

gboolean
fac_row_is_loaded (FacRow *self)
{
  return self->content != NULL;
}

gconstpointer
fac_row_get_content (FacRow *self)
{
  return self->content;
}

const char *
fac_row_get_id (FacRow *self)
{
  if (self->content == NULL)
    return NULL;
  switch (self->entity)
    {
    case FAC_ENTITY_CUSTOMER:
      return ((FacCustomer *) self->content)->id;
    case FAC_ENTITY_PRODUCT:
      return ((FacProduct *) self->content)->id;
    case FAC_ENTITY_INVOICE:
    case FAC_ENTITY_ORGANIZATION:
    case FAC_ENTITY_OUTBOX:
    default:
      return ((FacDocumentSummary *) self->content)->id;
    }
}
