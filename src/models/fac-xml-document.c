/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-xml-document.h"

#include "fac-text.h"
#include "fac-worker.h"
#include "fac-xml-keys.h"
#include "fac-xml-node-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOWN_CHARACTERS 4000 /* more of one value holds the window up while it is laid out */

struct _FacXmlDocument
{
  GObject parent_instance;

  FacXmlOutline    *outline;
  GStrv             lines;
  GPtrArray        *folded; /* the lines, to be searched */
  GListStore       *root;
  FacCatalogSource *catalog;
  guint             found;      /* element */
  guint             found_line;
};

G_DEFINE_FINAL_TYPE (FacXmlDocument, fac_xml_document, G_TYPE_OBJECT)

char *
fac_xml_document_dup_words (FacXmlDocument *self, FacXmlNode *node)
{
  const char *name = fac_xml_node_get_name (node);
  const char *key = fac_xml_node_get_value (node);

  return name != NULL && key != NULL ? fac_xml_key_words (self->catalog, name, key) : NULL;
}

char *
fac_xml_document_dup_shown (const char *text)
{
  g_autofree char *start = NULL;
  const char *end;
  guint more;

  /* no character has less than a byte */
  if (text == NULL || strlen (text) <= SHOWN_CHARACTERS)
    return g_strdup (text);
  end = text;
  for (guint i = 0; i < SHOWN_CHARACTERS && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  more = (guint) g_utf8_strlen (end, -1);
  if (more == 0)
    return g_strdup (text);
  start = g_strndup (text, (gsize) (end - text));
  /* Translators: the beginning of a long text, and how much of it is not shown */
  return fac_text_printf (ngettext ("%1$s… (%2$'u more character)", "%1$s… (%2$'u more characters)",
                                    more), start, more);
}

/* ---- search ---------------------------------------------------------------------------------- */

/* where in the element: the attribute or text that has it; its own row when its name does */
static guint
place_in (const FacXmlElement *element, const char *wanted, gboolean *inside)
{
  g_autofree char *name = fac_text_fold (element->name);

  *inside = strstr (name, wanted) == NULL;
  for (guint i = 0; *inside && i < element->attributes->len; i++)
    {
      const FacXmlAttribute *at = &g_array_index (element->attributes, FacXmlAttribute, i);
      g_autofree char *both = g_strdup_printf ("%s %s", at->name, at->value);
      g_autofree char *folded = fac_text_fold (both);

      if (strstr (folded, wanted) != NULL)
        return i;
    }
  return element->attributes->len;
}

static GArray *
path_to (FacXmlDocument *self, guint index, const char *wanted)
{
  GArray *path = g_array_new (FALSE, FALSE, sizeof (guint));
  const FacXmlElement *element = self->outline->elements->pdata[index];
  gboolean inside;
  const guint place = place_in (element, wanted, &inside);

  if (inside)
    g_array_prepend_val (path, place);
  for (guint at = index; at != 0; at = ((FacXmlElement *) self->outline->elements->pdata[at])->parent)
    {
      const FacXmlElement *one = self->outline->elements->pdata[at];
      const FacXmlElement *above = self->outline->elements->pdata[one->parent];
      const guint position = above->attributes->len + (above->text != NULL ? 1 : 0) + one->place;

      g_array_prepend_val (path, position);
    }
  return path;
}

GArray *
fac_xml_document_find (FacXmlDocument *self, const char *text, gboolean again)
{
  const guint n = self->outline->elements->len;
  const guint first = again ? self->found + 1 : 0;
  g_autofree char *wanted = fac_text_fold (text);

  if (*wanted == '\0')
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      const guint at = (first + i) % n;

      if (strstr (((FacXmlElement *) self->outline->elements->pdata[at])->folded, wanted) != NULL)
        {
          self->found = at;
          return path_to (self, at, wanted);
        }
    }
  return NULL;
}

static void
fold_lines (FacXmlDocument *self)
{
  self->folded = g_ptr_array_new_with_free_func (g_free);
  for (char **line = self->lines; *line != NULL; line++)
    g_ptr_array_add (self->folded, fac_text_fold (*line));
}

int
fac_xml_document_find_line (FacXmlDocument *self, const char *text, gboolean again)
{
  g_autofree char *wanted = fac_text_fold (text);
  guint first;

  if (*wanted == '\0')
    return -1;
  first = again ? self->found_line + 1 : 0;
  for (guint i = 0; i < self->folded->len; i++)
    {
      const guint at = (first + i) % self->folded->len;

      if (strstr (self->folded->pdata[at], wanted) != NULL)
        {
          self->found_line = at;
          return (int) at;
        }
    }
  return -1;
}

/* ---- object ---------------------------------------------------------------------------------- */

GListModel *
fac_xml_document_get_root (FacXmlDocument *self)
{
  return G_LIST_MODEL (self->root);
}

const char *const *
fac_xml_document_get_lines (FacXmlDocument *self)
{
  return (const char *const *) self->lines;
}

static void
fac_xml_document_finalize (GObject *object)
{
  FacXmlDocument *self = FAC_XML_DOCUMENT (object);

  g_clear_pointer (&self->outline, fac_xml_outline_unref);
  g_clear_pointer (&self->folded, g_ptr_array_unref);
  g_strfreev (self->lines);
  g_clear_object (&self->root);
  g_clear_object (&self->catalog);
  G_OBJECT_CLASS (fac_xml_document_parent_class)->finalize (object);
}

static void
fac_xml_document_class_init (FacXmlDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_xml_document_finalize;
}

static void
fac_xml_document_init (FacXmlDocument *self)
{
}

static void
read_document (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  FacXmlOutline *outline = fac_xml_outline_read (data, &error);
  FacXmlDocument *self;

  if (outline == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self = g_object_new (FAC_TYPE_XML_DOCUMENT, NULL);
  self->outline = outline;
  self->lines = fac_xml_outline_lines (outline);
  fold_lines (self);
  g_task_return_pointer (task, self, g_object_unref);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacCatalogSource *catalog = g_task_get_task_data (task);
  GError *error = NULL;
  FacXmlDocument *self = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (FacXmlNode) root = NULL;

  if (self == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  root = _fac_xml_node_new (self->outline, 0);
  self->root = g_list_store_new (FAC_TYPE_XML_NODE);
  g_list_store_append (self->root, root);
  self->catalog = catalog != NULL ? g_object_ref (catalog) : NULL;
  g_task_return_pointer (task, self, g_object_unref);
}

void
fac_xml_document_open_async (GBytes *xml, FacCatalogSource *catalog, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GTask) reading = g_task_new (NULL, cancellable, on_read, task);

  if (catalog != NULL)
    g_task_set_task_data (task, g_object_ref (catalog), g_object_unref);
  g_task_set_task_data (reading, g_bytes_ref (xml), (GDestroyNotify) g_bytes_unref);
  fac_worker_run (reading, read_document);
}

FacXmlDocument *
fac_xml_document_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
