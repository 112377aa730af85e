/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-rules.h"

#include "fac-sandbox-register.h"
#include "fac-tax-id.h"

#include <string.h>

#define OPERATORS "=#~^?<>"

xmlNode *
fac_sat_at (FacSat *sat, xmlNode *node, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);

  if (path[0] == '/')
    node = sat->root;
  for (guint i = 0; steps[i] != NULL && node != NULL; i++)
    if (g_str_equal (steps[i], ".."))
      node = node->parent;
    else if (steps[i][0] != '\0')
      node = fac_sat_child (node, steps[i]);
  return node;
}

static gboolean
is_unregistered (FacSat *sat, const char *rfc)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  FacSandboxTaxpayer taxpayer = { .tax_id = rfc };

  if (rfc == NULL || fac_tax_id_is_generic (rfc))
    return FALSE;
  fac_sandbox_register_check (sat->catalog, &taxpayer, "", faults);
  return faults->len > 0;
}

static gboolean
is_in (const char *list, const char *text)
{
  g_auto (GStrv) each = g_strsplit (list, "|", -1);

  return g_strv_contains ((const char *const *) each, text);
}

static gboolean
matches (const char *regex, const char *text)
{
  g_autofree char *whole = g_strconcat ("^(?:", regex, ")$", NULL);

  return g_regex_match_simple (whole, text, G_REGEX_DOLLAR_ENDONLY, 0);
}

static gboolean
is_unknown (FacSat *sat, const char *list, const char *text)
{
  if (g_str_equal (list, "rfc"))
    return is_unregistered (sat, text);
  return fac_catalog_source_knows (sat->catalog, list, text) == FAC_KNOWN_NO;
}

/* "Child@Name". Returns: (transfer full) (nullable) */
static char *
dereference (FacSat *sat, xmlNode *node, const char *reference)
{
  const char *at = strchr (reference, '@');
  g_autofree char *path = at != NULL ? g_strndup (reference, (gsize) (at - reference)) : NULL;

  return fac_sat_text (path != NULL ? fac_sat_at (sat, node, path) : node,
                       at != NULL ? at + 1 : reference);
}

static gboolean
read_operand (FacSat *sat, xmlNode *node, const char *text, FacDecimal *value)
{
  g_autofree char *found = NULL;

  if (fac_decimal_parse (text, -1, value))
    return TRUE;
  found = dereference (sat, node, text);
  return found != NULL && fac_decimal_parse (found, -1, value);
}

static gboolean
compares (FacSat *sat, xmlNode *node, const char *text, char operator, const char *other)
{
  FacDecimal a, b;
  int order;

  if (!fac_decimal_parse (text, -1, &a) || !read_operand (sat, node, other, &b))
    return FALSE;
  order = fac_decimal_compare (a, b);
  return operator == '<' ? order < 0 : order > 0;
}

static gboolean
holds_one (FacSat *sat, xmlNode *node, const char *condition)
{
  gsize length = strcspn (condition, OPERATORS);
  g_autofree char *reference = g_strndup (condition, length);
  const char *value = condition[length] != '\0' ? condition + length + 1 : NULL;
  g_autofree char *text = NULL;

  if (g_str_has_suffix (reference, "/"))
    return fac_sat_at (sat, node, reference) != NULL;
  text = dereference (sat, node, reference);
  if (text == NULL || value == NULL)
    return text != NULL;
  switch (condition[length])
    {
    case '=':
      return is_in (value, text);
    case '#':
      return !is_in (value, text);
    case '~':
      return matches (value, text);
    case '^':
      return !matches (value, text);
    case '?':
      return is_unknown (sat, value, text);
    default:
      return compares (sat, node, text, condition[length], value);
    }
}

gboolean
fac_sat_holds (FacSat *sat, xmlNode *node, const char *text)
{
  g_auto (GStrv) each = g_strsplit (text, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    {
      gboolean denied = each[i][0] == '!';

      if (holds_one (sat, node, each[i] + denied) == denied)
        return FALSE;
    }
  return TRUE;
}

typedef void (*Visitor) (FacSat *sat, xmlNode *node, gpointer data);

static void
visit (FacSat *sat, xmlNode *node, char **steps, Visitor visitor, gpointer data)
{
  if (node == NULL)
    return;
  if (steps[0] == NULL)
    {
      visitor (sat, node, data);
      return;
    }
  for (xmlNode *child = fac_sat_child (node, steps[0]); child != NULL;
       child = fac_sat_next (child, steps[0]))
    visit (sat, child, steps + 1, visitor, data);
}

static void
visit_path (FacSat *sat, xmlNode *node, const char *path, Visitor visitor, gpointer data)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);

  visit (sat, node, steps, visitor, data);
}

static int
position (xmlNode *node)
{
  int index = 0;

  for (xmlNode *before = node->prev; before != NULL; before = before->prev)
    index += before->type == XML_ELEMENT_NODE && xmlStrEqual (before->name, node->name);
  return index;
}

/* Which line, payment or withheld tax, and which document of the payment, an element belongs to. */
static void
locate (xmlNode *node, FacSatFinding *finding)
{
  for (; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent)
    if (xmlStrEqual (node->name, BAD_CAST "Concepto") || xmlStrEqual (node->name, BAD_CAST "Pago")
        || xmlStrEqual (node->name, BAD_CAST "ImpRetenidos"))
      finding->line = position (node);
    else if (xmlStrEqual (node->name, BAD_CAST "DoctoRelacionado"))
      finding->inner = position (node);
}

/* Several lines of a matrix may forbid the same thing. */
static gboolean
is_found (FacSat *sat, const FacSatFinding *finding)
{
  for (guint i = 0; i < sat->findings->len; i++)
    {
      const FacSatFinding *other = g_ptr_array_index (sat->findings, i);

      if (g_str_equal (other->code, finding->code) && other->line == finding->line
          && other->inner == finding->inner)
        return TRUE;
    }
  return FALSE;
}

static void
on_rule (FacSat *sat, xmlNode *node, gpointer data)
{
  const FacSatRule *rule = data;
  FacSatFinding finding = { rule->code, -1, -1 };

  if (rule->broken != NULL && !fac_sat_holds (sat, node, rule->broken))
    return;
  if (rule->test != NULL && !rule->test (sat, node))
    return;
  locate (node, &finding);
  if (is_found (sat, &finding))
    return;
  fac_sat_find (sat, rule->code, finding.line);
  ((FacSatFinding *) g_ptr_array_index (sat->findings, sat->findings->len - 1))->inner =
    finding.inner;
}

void
fac_sat_apply (FacSat *sat, const FacSatRule *rules, gsize n_rules)
{
  for (gsize i = 0; i < n_rules; i++)
    visit_path (sat, sat->root, rules[i].at, on_rule, (gpointer) &rules[i]);
}

typedef struct
{
  const char *name;
  const char *only;
  FacDecimal  sum;
  guint       count;
} Sum;

static void
on_summand (FacSat *sat, xmlNode *node, gpointer data)
{
  Sum *sum = data;

  if (sum->only != NULL && !fac_sat_holds (sat, node, sum->only))
    return;
  sum->count++;
  if (sum->name != NULL)
    sum->sum = fac_decimal_add (sum->sum, fac_sat_value (node, sum->name));
}

FacDecimal
fac_sat_sum (FacSat *sat, xmlNode *node, const char *path, const char *name, const char *only)
{
  Sum sum = { name, only, FAC_DECIMAL_ZERO, 0 };

  visit_path (sat, node, path, on_summand, &sum);
  return sum.sum;
}

guint
fac_sat_count (FacSat *sat, xmlNode *node, const char *path, const char *only)
{
  Sum sum = { NULL, only, FAC_DECIMAL_ZERO, 0 };

  visit_path (sat, node, path, on_summand, &sum);
  return sum.count;
}

gboolean
fac_sat_differs (xmlNode *node, const char *name, gboolean wanted, FacDecimal value)
{
  FacDecimal stated;

  if (!fac_sat_number (node, name, &stated))
    return wanted;
  return !wanted || !fac_decimal_equal (stated, value);
}

static guint
count_deep (xmlNode *node, const char *name, xmlNode *home)
{
  guint count = 0;

  for (; node != NULL; node = node->next)
    {
      count += node->type == XML_ELEMENT_NODE && node->parent != home
        && xmlStrEqual (node->name, BAD_CAST name);
      if (node->type == XML_ELEMENT_NODE)
        count += count_deep (node->children, name, home);
    }
  return count;
}

gboolean
fac_sat_strays (FacSat *sat, const char *name)
{
  return count_deep (fac_sat_child (sat->root, "Conceptos"), name, sat->complement) > 0;
}

/* c_Pais gives a shape for these only. */
gboolean
fac_sat_foreign_id_wrong (const char *country, const char *id)
{
  return id != NULL && (g_strcmp0 (country, "USA") == 0 || g_strcmp0 (country, "CAN") == 0)
    && !matches ("[0-9]{9}", id);
}

/* The official rate is simulated (README.md); c_Moneda allows a variation of 500 % upwards. */
gboolean
fac_sat_rate_far (const char *currency, FacDecimal rate)
{
  static const struct { const char *currency; gint64 cents; } official[] = {
    { "USD", 1800 }, { "EUR", 2000 }, { "GBP", 2400 }, { "CAD", 1300 }, { "JPY", 12 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (official); i++)
    if (g_strcmp0 (currency, official[i].currency) == 0)
      return fac_decimal_compare (rate, fac_decimal_make (official[i].cents * 6, 2)) > 0;
  return FALSE;
}
