/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#include "fac-text.h"

#define MOST_FAULTS 200 /* of one document; hostile input must not fill the memory */
#define MOST_SHOWN 120  /* characters of a value */
#define MOST_NOTES 50

static void
append_step (const xmlNode *node, GString *path)
{
  guint before = 0, behind = 0;

  for (const xmlNode *each = node->prev; each != NULL; each = each->prev)
    before += each->type == XML_ELEMENT_NODE && xmlStrEqual (each->name, node->name);
  for (const xmlNode *each = node->next; each != NULL && behind == 0; each = each->next)
    behind += each->type == XML_ELEMENT_NODE && xmlStrEqual (each->name, node->name);
  if (path->len > 0)
    g_string_append_c (path, '/');
  g_string_append (path, (const char *)node->name);
  if (before + behind > 0)
    g_string_append_printf (path, "[%u]", before + 1);
}

static void
append_path (const xmlNode *node, GString *path)
{
  if (node->parent != NULL && node->parent->type == XML_ELEMENT_NODE)
    append_path (node->parent, path);
  append_step (node, path);
}

static char *
place_of (const xmlNode *node, const char *name)
{
  g_autoptr (GString) path = g_string_new (NULL);

  if (node == NULL)
    return NULL;
  append_path (node, path);
  if (name != NULL)
    g_string_append_printf (path, "/@%s", name);
  return g_strdup (path->str);
}

static FacCfdiFault *
add_fault (FacCheck *check, FacCheckPart part, const char *code, const xmlNode *node,
           const char *name)
{
  FacCfdiFault *fault;
  const char *found = name != NULL ? fac_check_get (check, node, name) : NULL;

  if (check->verdict->faults->len >= MOST_FAULTS)
    return NULL;
  fault = g_new0 (FacCfdiFault, 1);
  fault->part = part;
  fault->code = g_strdup (code);
  fault->where = place_of (node, name);
  fault->found = found != NULL ? fac_text_cut (found, MOST_SHOWN) : NULL;
  g_ptr_array_add (check->verdict->faults, fault);
  return fault;
}

void
fac_check_fault (FacCheck *check, FacCheckPart part, const char *code, const xmlNode *node,
                 const char *name, char *text)
{
  FacCfdiFault *fault = add_fault (check, part, code, node, name);

  if (fault != NULL)
    fault->text = text;
  else
    g_free (text);
}

/* The codes are those of CFDI 4.0: older documents had others, which nobody looks up any more. */
static const char *
code_of (FacCheck *check, const char *code, FacCheckPart part)
{
  if (check->old && (g_str_has_prefix (code, "CFDI4") || g_str_has_prefix (code, "Reten2")))
    return part == FAC_CHECK_SUMS ? "SUM" : "RULE";
  return code;
}

gboolean
fac_check_rule (FacCheck *check, gboolean broken, const char *code, const xmlNode *node,
                const char *name)
{
  if (broken)
    add_fault (check, FAC_CHECK_RULES, code_of (check, code, FAC_CHECK_RULES), node, name);
  return broken;
}

void
fac_check_equal (FacCheck *check, const xmlNode *node, const char *name, FacDecimal wanted,
                 const char *code)
{
  const FacDecimal found = fac_check_value (check, node, name);
  FacCfdiFault *fault;

  if (fac_decimal_equal (found, wanted))
    return;
  fault = add_fault (check, FAC_CHECK_SUMS, code_of (check, code, FAC_CHECK_SUMS), node, name);
  if (fault != NULL && !wanted.overflow)
    fault->wanted = fac_decimal_to_string (wanted);
}

void
fac_check_differs (FacCheck *check, gboolean broken, const char *code, const xmlNode *node,
                   const char *name)
{
  if (broken)
    add_fault (check, FAC_CHECK_SUMS, code_of (check, code, FAC_CHECK_SUMS), node, name);
}

gboolean
fac_check_unknown (FacCheck *check, const xmlNode *node, const char *name, const char *list)
{
  const char *key = fac_check_get (check, node, name);

  return key != NULL && check->catalog != NULL
         && fac_catalog_source_knows (check->catalog, list, key) == FAC_KNOWN_NO;
}

void
fac_check_unchecked (FacCheck *check, char *text)
{
  GPtrArray *notes = check->verdict->unchecked;

  for (guint i = 0; i < notes->len; i++)
    if (g_str_equal (g_ptr_array_index (notes, i), text))
      {
        g_free (text);
        return;
      }
  if (notes->len < MOST_NOTES)
    g_ptr_array_add (notes, text);
  else
    g_free (text);
}
