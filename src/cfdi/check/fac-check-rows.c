/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-rows.h"

const xmlNode *
fac_check_at (FacCheck *check, const xmlNode *node, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);

  if (path[0] == '/')
    node = check->root;
  for (gsize i = 0; steps[i] != NULL && node != NULL; i++)
    if (g_str_equal (steps[i], ".."))
      node = node->parent;
    else if (steps[i][0] != '\0')
      node = fac_check_child (node, steps[i]);
  return node;
}

/* "A/B/@C" is an attribute of the element at "A/B". */
static const xmlNode *
owner_of (FacCheck *check, const xmlNode *node, const char *what, const char **name)
{
  const char *at = g_strrstr (what, "@");
  g_autofree char *path = at != NULL ? g_strndup (what, (gsize)(at - what)) : g_strdup (what);

  *name = at != NULL ? at + 1 : NULL;
  return fac_check_at (check, node, path);
}

static gboolean
fits (const char *text, const char *shape)
{
  g_autofree char *whole = g_strconcat ("^(?:", shape, ")$", NULL);

  return g_regex_match_simple (whole, text, G_REGEX_DOLLAR_ENDONLY, 0);
}

static gboolean
holds (FacCheck *check, const xmlNode *node, const FacClause *clause)
{
  const char *name;
  const xmlNode *owner = owner_of (check, node, clause->what, &name);
  const char *text = name != NULL ? fac_check_get (check, owner, name) : NULL;
  const gboolean there = name != NULL ? text != NULL : owner != NULL;

  switch (clause->kind)
    {
    case FAC_LACKS:
      return !there;
    case FAC_IS:
      return there && fac_check_is (check, owner, name, clause->value);
    case FAC_IS_NOT:
      return there && !fac_check_is (check, owner, name, clause->value);
    case FAC_NOT:
      return !there || !fac_check_is (check, owner, name, clause->value);
    case FAC_LIKE:
      return there && fits (text, clause->value);
    case FAC_UNLIKE:
      return there && !fits (text, clause->value);
    case FAC_NO_KEY:
      return there && fac_check_unknown (check, owner, name, clause->value);
    case FAC_HAS:
    case FAC_CLAUSE_NONE:
    default:
      return there;
    }
}

static gboolean
is_last (const FacCheckRow *row, gsize index)
{
  return index == G_N_ELEMENTS (row->clauses) || row->clauses[index].kind == FAC_CLAUSE_NONE;
}

static const char *
told_attribute (const FacCheckRow *row)
{
  for (gsize i = 0; !is_last (row, i); i++)
    if (row->clauses[i].what[0] == '@' && row->clauses[i].kind != FAC_LACKS)
      return row->clauses[i].what + 1;
  return NULL;
}

static void
check_node (FacCheck *check, const xmlNode *node, const FacCheckRow *row)
{
  for (gsize i = 0; !is_last (row, i); i++)
    if (!holds (check, node, &row->clauses[i]))
      return;
  fac_check_rule (check, TRUE, row->code, node, told_attribute (row));
}

void
fac_check_rows (FacCheck *check, const xmlNode *top, const FacCheckRow *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      const char *path = rows[i].path;
      g_autoptr (GPtrArray) nodes = NULL;

      if (path[0] == '\0')
        {
          check_node (check, top, &rows[i]);
          continue;
        }
      nodes = path[0] == '/' ? fac_check_all (check->root, path + 1) : fac_check_all (top, path);
      for (guint j = 0; j < nodes->len; j++)
        check_node (check, g_ptr_array_index (nodes, j), &rows[i]);
    }
}
