/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-node.h"

#include <string.h>

#define MAX_DEPTH 100 /* as deep as the reader of documents goes */

static FacPaperNode *
new_node (const FacPaperNode *parent)
{
  FacPaperNode *self = g_new0 (FacPaperNode, 1);

  self->parent = parent;
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) _fac_paper_node_free);
  return self;
}

void
_fac_paper_node_free (FacPaperNode *self)
{
  g_free (self->ns);
  g_free (self->name);
  g_free (self->text);
  g_strfreev (self->attributes);
  g_ptr_array_unref (self->children);
  g_free (self);
}

static const char *
namespace_of (const FacPaperNode *node, const char *qualified)
{
  const char *colon = strchr (qualified, ':');
  g_autofree char *prefix = g_strndup (qualified, colon != NULL ? (gsize) (colon - qualified) : 0);
  g_autofree char *declared = g_strconcat (colon != NULL ? "xmlns:" : "xmlns", prefix, NULL);

  for (; node != NULL; node = node->parent)
    if (_fac_paper_node_get (node, declared) != NULL)
      return _fac_paper_node_get (node, declared);
  return NULL;
}

typedef struct
{
  FacPaperNode *open;
  guint         depth;
} Parser;

static void
on_start (GMarkupParseContext *context, const char *element, const char **names,
          const char **values, gpointer data, GError **error)
{
  Parser *parser = data;
  FacPaperNode *node = new_node (parser->open);
  const char *colon = strchr (element, ':');
  g_autoptr (GStrvBuilder) attributes = g_strv_builder_new ();

  for (gsize i = 0; names[i] != NULL; i++)
    g_strv_builder_add_many (attributes, names[i], values[i], NULL);
  node->attributes = g_strv_builder_end (attributes);
  node->name = g_strdup (colon != NULL ? colon + 1 : element);
  node->ns = g_strdup (namespace_of (node, element));
  g_ptr_array_add (parser->open->children, node);
  parser->open = node;
  if (++parser->depth > MAX_DEPTH)
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "depth");
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Parser *parser = data;

  parser->open = (FacPaperNode *) parser->open->parent;
  parser->depth--;
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
         GError **error)
{
  FacPaperNode *node = ((Parser *) data)->open;
  g_autofree char *piece = g_strstrip (g_strndup (text, length));
  char *whole;

  if (*piece == '\0')
    return;
  whole = node->text != NULL ? g_strdup_printf ("%s %s", node->text, piece) : g_strdup (piece);
  g_free (node->text);
  node->text = whole;
}

FacPaperNode *
_fac_paper_node_parse (const char *xml)
{
  static const GMarkupParser callbacks = {
    .start_element = on_start, .end_element = on_end, .text = on_text,
  };
  g_autoptr (FacPaperNode) top = new_node (NULL);
  g_autoptr (GMarkupParseContext) context = NULL;
  Parser parser = { top, 0 };
  FacPaperNode *root;

  if (xml == NULL || *xml == '\0')
    return NULL;
  context = g_markup_parse_context_new (&callbacks, G_MARKUP_TREAT_CDATA_AS_TEXT, &parser, NULL);
  /* several complements stand side by side */
  if (!g_markup_parse_context_parse (context, "<all>", -1, NULL)
      || !g_markup_parse_context_parse (context, xml, -1, NULL)
      || !g_markup_parse_context_parse (context, "</all>", -1, NULL)
      || !g_markup_parse_context_end_parse (context, NULL))
    return NULL;
  root = g_ptr_array_steal_index (top->children, 0);
  root->parent = NULL;
  return root;
}

gboolean
_fac_paper_node_is (const FacPaperNode *self, const char *ns)
{
  return self->ns != NULL && g_str_has_prefix (self->ns, ns);
}

const char *
_fac_paper_node_get (const FacPaperNode *self, const char *attribute)
{
  char **each = self != NULL ? self->attributes : NULL;

  for (; each != NULL && *each != NULL; each += 2)
    if (g_str_equal (each[0], attribute))
      return each[1];
  return NULL;
}

const FacPaperNode *
_fac_paper_node_next (const FacPaperNode *self, const char *name, guint *index)
{
  while (self != NULL && *index < self->children->len)
    {
      const FacPaperNode *child = self->children->pdata[(*index)++];

      if (g_str_equal (child->name, name))
        return child;
    }
  return NULL;
}

const FacPaperNode *
_fac_paper_node_child (const FacPaperNode *self, const char *name)
{
  guint index = 0;

  return _fac_paper_node_next (self, name, &index);
}

char *
_fac_paper_node_text (const FacPaperNode *self, const char *attribute)
{
  return g_strdup (_fac_paper_node_get (self, attribute));
}

char *
_fac_paper_node_number (const FacPaperNode *self, const char *attribute, guint min_decimals)
{
  const char *text = _fac_paper_node_get (self, attribute);
  FacDecimal value;

  if (text == NULL || !fac_decimal_parse (text, -1, &value))
    return g_strdup (text);
  return fac_decimal_format (value, min_decimals, 10);
}

char *
_fac_paper_node_date (const FacPaperNode *self, const char *attribute)
{
  const char *text = _fac_paper_node_get (self, attribute);

  return text != NULL ? _fac_paper_date (text, FALSE) : NULL;
}

char *
_fac_paper_node_words (FacPaper *paper, const FacPaperNode *self, const char *attribute,
                       const char *catalog)
{
  const char *key = _fac_paper_node_get (self, attribute);
  g_autofree char *full = NULL;
  g_autofree char *words = NULL;
  gsize prefix = strlen (attribute) + 1;

  if (key == NULL)
    return NULL;
  if (g_strcmp0 (catalog, FAC_PAPER_NUMBER) == 0)
    return _fac_paper_node_number (self, attribute, 0);
  if (catalog != NULL)
    return _fac_paper_words (paper, catalog, key);
  full = g_strdup_printf ("%s %s", attribute, key);
  words = _fac_paper_words (paper, FAC_CATALOG_COMPLEMENT_KEYS, full);
  /* without codes on paper the words are the name alone */
  return g_strdup (strncmp (words, full, prefix) == 0 ? words + prefix : words);
}

void
_fac_paper_join (GString *line, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, text);
}

char *
_fac_paper_node_summary (FacPaper *paper, const FacPaperNode *self, const FacPaperLabel *labels,
                         gsize n_labels)
{
  GString *line = g_string_new (NULL);

  for (gsize i = 0; i < n_labels; i++)
    {
      g_autofree char *words = _fac_paper_node_words (paper, self, labels[i].attribute,
                                                      labels[i].catalog);
      g_autofree char *text = words != NULL ? g_strdup_printf ("%s %s", labels[i].label, words)
                                            : NULL;

      _fac_paper_join (line, text);
    }
  return g_string_free (line, FALSE);
}

static void
append_part (GString *line, const char *separator, const char *label, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (line, "%s%s%s", line->len > 0 ? separator : "", label, text);
}

char *
_fac_paper_node_address (FacPaper *paper, const FacPaperNode *self)
{
  static const char *const places[] = { "Colonia", "Localidad", "Municipio" };
  GString *line = g_string_new (NULL);
  gboolean home = g_strcmp0 (_fac_paper_node_get (self, "Pais"), "MEX") == 0;
  g_autofree char *state = home ? _fac_paper_node_words (paper, self, "Estado", FAC_CATALOG_STATES)
                                : _fac_paper_node_text (self, "Estado");
  g_autofree char *country = _fac_paper_node_words (paper, self, "Pais", FAC_CATALOG_COUNTRIES);

  append_part (line, "", "", _fac_paper_node_get (self, "Calle"));
  append_part (line, " ", "", _fac_paper_node_get (self, "NumeroExterior"));
  append_part (line, " ", "int. ", _fac_paper_node_get (self, "NumeroInterior"));
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    append_part (line, ", ", i == 0 ? "col. " : "", _fac_paper_node_get (self, places[i]));
  append_part (line, ", ", "", state);
  append_part (line, ", ", "CP ", _fac_paper_node_get (self, "CodigoPostal"));
  append_part (line, ", ", "", country);
  append_part (line, " · ", "", _fac_paper_node_get (self, "Referencia"));
  return g_string_free (line, FALSE);
}
