/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sat-private.h"

#include "fac-money.h"

#include <libxml/parser.h>

#include <string.h>

char *
fac_sat_text (xmlNode *node, const char *name)
{
  xmlChar *text = node != NULL ? xmlGetNoNsProp (node, BAD_CAST name) : NULL;
  char *copy = g_strdup ((const char *) text);

  xmlFree (text);
  return copy;
}

gboolean
fac_sat_has (xmlNode *node, const char *name)
{
  return node != NULL && xmlHasProp (node, BAD_CAST name) != NULL;
}

gboolean
fac_sat_is (xmlNode *node, const char *name, const char *value)
{
  g_autofree char *text = fac_sat_text (node, name);

  return g_strcmp0 (text, value) == 0;
}

gboolean
fac_sat_number (xmlNode *node, const char *name, FacDecimal *out)
{
  g_autofree char *text = fac_sat_text (node, name);

  *out = FAC_DECIMAL_ZERO;
  return text != NULL && fac_decimal_parse (text, -1, out);
}

FacDecimal
fac_sat_value (xmlNode *node, const char *name)
{
  FacDecimal value;

  fac_sat_number (node, name, &value);
  return value;
}

static xmlNode *
first_named (xmlNode *node, const char *name)
{
  while (node != NULL
         && (node->type != XML_ELEMENT_NODE || !g_str_equal ((const char *) node->name, name)))
    node = node->next;
  return node;
}

xmlNode *
fac_sat_child (xmlNode *node, const char *name)
{
  return node != NULL ? first_named (node->children, name) : NULL;
}

xmlNode *
fac_sat_next (xmlNode *node, const char *name)
{
  return first_named (node->next, name);
}

gboolean
fac_sat_unknown (FacSat *sat, xmlNode *node, const char *name, const char *catalog)
{
  g_autofree char *key = fac_sat_text (node, name);

  return key != NULL && fac_catalog_source_knows (sat->catalog, catalog, key) == FAC_KNOWN_NO;
}

void
fac_sat_find (FacSat *sat, const char *code, int line)
{
  FacSatFinding *finding = g_new0 (FacSatFinding, 1);

  finding->code = code;
  finding->line = line;
  finding->inner = -1;
  g_ptr_array_add (sat->findings, finding);
}

void
fac_sat_find_if (FacSat *sat, gboolean broken, const char *code, int line)
{
  if (broken)
    fac_sat_find (sat, code, line);
}

FacDecimal
fac_sat_round (FacDecimal value, guint decimals)
{
  return fac_decimal_round (value, decimals, FAC_ROUND_HALF_UP);
}

/* 10^-scale / 2 */
static FacDecimal
half_unit (guint scale)
{
  return fac_decimal_make (5, scale + 1);
}

gboolean
fac_sat_product_fits (FacDecimal a, FacDecimal b, gboolean b_exact, FacDecimal result)
{
  const FacDecimal hair = fac_decimal_make (1, FAC_DECIMAL_MAX_SCALE);
  FacDecimal low_a = fac_decimal_sub (a, half_unit (a.scale));
  FacDecimal high_a = fac_decimal_sub (fac_decimal_add (a, half_unit (a.scale)), hair);
  FacDecimal low_b = b, high_b = b, low, high;

  if (!b_exact)
    {
      low_b = fac_decimal_sub (b, half_unit (b.scale));
      high_b = fac_decimal_sub (fac_decimal_add (b, half_unit (b.scale)), hair);
    }
  low = fac_decimal_mul (low_a, low_b, result.scale, FAC_ROUND_DOWN);
  high = fac_decimal_mul (high_a, high_b, result.scale, FAC_ROUND_UP);
  return fac_decimal_compare (low, result) <= 0 && fac_decimal_compare (result, high) <= 0;
}

static void
find_nodes (FacSat *sat)
{
  xmlNode *lines = fac_sat_child (sat->root, "Conceptos");
  g_autofree char *currency = fac_sat_text (sat->root, "Moneda");

  sat->period = fac_sat_child (sat->root, "InformacionGlobal");
  sat->issuer = fac_sat_child (sat->root, "Emisor");
  sat->receiver = fac_sat_child (sat->root, "Receptor");
  sat->summary = fac_sat_child (sat->root, "Impuestos");
  sat->complement = fac_sat_child (sat->root, "Complemento");
  sat->decimals = fac_currency_decimals (currency);
  for (xmlNode *line = fac_sat_child (lines,
                                      "Concepto"); line != NULL; line =
                                        fac_sat_next (line, "Concepto"))
    g_ptr_array_add (sat->lines, line);
}

/* '?' when it is no type at all (CFDI40121). */
static char
read_type (xmlNode *root)
{
  g_autofree char *type = fac_sat_text (root, "TipoDeComprobante");

  return type != NULL && strlen (type) == 1 && strchr ("IEPNT", type[0]) != NULL ? type[0] : '?';
}

static gboolean
is_invoice (FacSat *sat)
{
  return sat->root != NULL && g_str_equal ((const char *) sat->root->name, "Comprobante")
    && sat->root->ns != NULL
    && g_str_equal ((const char *) sat->root->ns->href, "http://www.sat.gob.mx/cfd/4")
    && fac_sat_is (sat->root, "Version", "4.0")
    && fac_sat_child (sat->root, "Emisor") != NULL && fac_sat_child (sat->root, "Receptor") != NULL
    && fac_sat_child (fac_sat_child (sat->root, "Conceptos"), "Concepto") != NULL;
}

static void
free_finding (FacSatFinding *finding)
{
  g_free (finding->path);
  g_free (finding->text);
  g_free (finding);
}

GPtrArray *
fac_sat_check (GBytes *xml, FacCatalogSource *catalog, gint64 now, GTimeZone *zone)
{
  gsize length;
  const char *data = g_bytes_get_data (xml, &length);
  xmlDoc *document = length <= G_MAXINT
    ? xmlReadMemory (data, (int) length, NULL, NULL,
                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                     | XML_PARSE_HUGE)
    : NULL;
  FacSat sat = { .catalog = catalog, .now = now, .zone = zone };

  sat.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) free_finding);
  sat.root = document != NULL && document->intSubset == NULL
    ? xmlDocGetRootElement (document) : NULL;
  sat.type = read_type (sat.root);
  if (fac_sat_is_retention (&sat))
    {
      fac_sat_check_retention (&sat);
      fac_sat_check_seal (&sat, xml);
      fac_sat_check_structure (&sat);
    }
  else if (!is_invoice (&sat))
    fac_sat_find (&sat, "301", -1);
  else
    {
      sat.lines = g_ptr_array_new ();
      find_nodes (&sat);
      fac_sat_find_if (&sat, sat.type == '?', "CFDI40121", -1);
      fac_sat_check_header (&sat);
      fac_sat_check_period (&sat);
      fac_sat_check_parties (&sat);
      fac_sat_check_lines (&sat);
      fac_sat_check_summary (&sat);
      fac_sat_check_pagos (&sat);
      fac_sat_check_nomina (&sat);
      fac_sat_check_comercio_exterior (&sat);
      fac_sat_check_carta_porte (&sat);
      fac_sat_check_seal (&sat, xml);
      fac_sat_check_structure (&sat);
      g_ptr_array_unref (sat.lines);
    }
  xmlFreeDoc (document);
  return sat.findings;
}
