/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-rules.h"

#include "fac-ids.h"
#include "fac-line-complement.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <string.h>

#define EXTERNAL_ID_LENGTH 100
#define PERMIT_SHORTEST 15
#define PERMIT_LONGEST 35

/* ---- XML ------------------------------------------------------------------------------------ */

static void
check_xml (FacRules *self, const char *field, const char *xml, const FacInvoice *invoice,
           gboolean one_root)
{
  g_autofree char *name = NULL;

  if (fac_text_is_empty (xml) || self->context == NULL || self->context->check_xml == NULL)
    return;
  switch (self->context->check_xml (xml, invoice->namespaces, one_root, &name))
    {
    case FAC_XML_BROKEN:
      fac_rules_error (self, field, "xml-broken", N_("This is not well-formed XML."));
      break;
    case FAC_XML_UNDECLARED:
      fac_rules_error1 (self, field, "xml-prefix",
                        N_("The prefix of “%1” is not declared: add its namespace."),
                        name != NULL ? name : "");
      break;
    case FAC_XML_NO_ROOT:
      fac_rules_error (self, field, "xml-root", N_("There is no XML element in it."));
      break;
    case FAC_XML_MANY_ROOTS:
      fac_rules_error (self, field, "xml-root", N_("It must have exactly one root element."));
      break;
    case FAC_XML_FINE:
    default:
      break;
    }
}

static gboolean
is_prefix (const char *text)
{
  if (!g_ascii_isalpha (*text) && *text != '_')
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("_-.", *text) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_reserved (const char *prefix)
{
  static const char *const own[] = { "cfdi", "xsi", "tfd", NULL };

  return g_strv_contains (own, prefix) || g_str_has_prefix (prefix, "xml");
}

static gboolean
is_repeated (const FacInvoice *invoice, guint index)
{
  const FacNamespace *space = g_ptr_array_index (invoice->namespaces, index);

  for (guint i = 0; i < index; i++)
    if (g_strcmp0 (((const FacNamespace *) invoice->namespaces->pdata[i])->prefix,
                   space->prefix) == 0)
      return TRUE;
  return FALSE;
}

static void
check_namespaces (FacRules *self, const FacInvoice *invoice)
{
  for (guint i = 0; i < invoice->namespaces->len; i++)
    {
      const FacNamespace *space = g_ptr_array_index (invoice->namespaces, i);
      g_autofree char *prefix = g_strdup_printf ("namespaces.%u.prefix", i);
      g_autofree char *uri = g_strdup_printf ("namespaces.%u.uri", i);
      g_autofree char *place = g_strdup_printf ("namespaces.%u.schema_location", i);

      if (fac_text_is_empty (space->prefix))
        fac_rules_error (self, prefix, "namespace-prefix", N_("Write the prefix."));
      else if (!is_prefix (space->prefix) || is_reserved (space->prefix))
        fac_rules_error1 (self, prefix, "namespace-prefix",
                          N_("“%1” cannot be the prefix of a namespace."), space->prefix);
      else if (is_repeated (invoice, i))
        fac_rules_error1 (self, prefix, "namespace-twice", N_("The prefix “%1” is there twice."),
                          space->prefix);
      if (fac_text_is_empty (space->uri))
        fac_rules_error (self, uri, "namespace-uri", N_("Write the address of the namespace."));
      if (fac_text_is_empty (space->schema_location))
        fac_rules_error (self, place, "namespace-schema", N_("Write where its schema is."));
    }
}

/* ---- complements of the document ------------------------------------------------------------ */

gboolean
fac_rules_has_foreign_trade (const FacInvoice *invoice)
{
  for (guint i = 0; i < invoice->complements->len; i++)
    {
      const FacComplement *complement = g_ptr_array_index (invoice->complements, i);

      if (g_strcmp0 (complement->type, "comercio_exterior") == 0
          || (g_strcmp0 (complement->type, "custom") == 0 && complement->data != NULL
              && strstr (complement->data, "ComercioExterior") != NULL))
        return TRUE;
    }
  return FALSE;
}

static void
check_complements (FacRules *self, const FacInvoice *invoice)
{
  for (guint i = 0; i < invoice->complements->len; i++)
    {
      const FacComplement *complement = g_ptr_array_index (invoice->complements, i);
      g_autofree char *field = g_strdup_printf ("complements.%u.data", i);

      if (g_strcmp0 (complement->type, "custom") != 0)
        continue;
      if (fac_text_is_empty (complement->data))
        fac_rules_error (self, field, "xml-missing", N_("Write the XML of the complement."));
      check_xml (self, field, complement->data, invoice, TRUE);
    }
}

static void
check_legends (FacRules *self, const FacInvoice *invoice)
{
  for (guint i = 0; i < invoice->legends->len; i++)
    {
      const FacLegend *legend = g_ptr_array_index (invoice->legends, i);
      g_autofree char *text = g_strdup_printf ("legends.%u.text", i);

      if (fac_text_is_empty (legend->text))
        fac_rules_error (self, text, "legend-missing", N_("Write the text of the legend."));
    }
  if (invoice->legends->len > 0 && invoice->type != FAC_INVOICE_INGRESO
      && invoice->type != FAC_INVOICE_TRASLADO)
    fac_rules_error (self, "legends", "legends-not-allowed",
                     N_("Only invoices and transfers may have tax legends."));
}

/* ---- complements of a line ------------------------------------------------------------------ */

static gboolean
matches (const char *text, const char *pattern)
{
  return g_regex_match_simple (pattern, text, 0, 0);
}

static void
check_school (FacRules *self, char **data)
{
  const char *curp = fac_line_complement_get (data, "CURP");
  const char *level = fac_line_complement_get (data, "nivelEducativo");
  const char *payer = fac_line_complement_get (data, "rfcPago");
  FacTaxIdProblem problem = fac_text_is_empty (payer) ? FAC_TAX_ID_OK : fac_tax_id_check (payer);

  if (!fac_text_is_empty (curp)
      && !matches (curp, "^[A-Z][AEIOUX][A-Z]{2}[0-9]{2}[01][0-9][0-3][0-9][MHX][A-Z]{2}"
                         "[BCDFGHJKLMNÑPQRSTVWXYZ]{3}[0-9A-Z][0-9]$"))
    fac_rules_error1 (self, "complement.CURP", "curp-shape", N_("“%1” is not a CURP."), curp);
  if (!fac_text_is_empty (level) && !g_strv_contains (fac_line_complement_levels (), level))
    fac_rules_error (self, "complement.nivelEducativo", "school-level",
                     N_("Choose the level of education."));
  if (problem != FAC_TAX_ID_OK && problem != FAC_TAX_ID_CHECK_DIGIT)
    fac_rules_error (self, "complement.rfcPago", "rfc-shape",
                     N_("The RFC of who pays is not well written."));
}

static void
check_fuel (FacRules *self, const FacInvoiceLine *line)
{
  char **data = line->complement_data;
  const char *permit = fac_line_complement_get (data, "numero_permiso");
  const char *kind = fac_line_complement_get (data, "tipo_permiso");
  const char *product = fac_line_complement_get (data, "sub_producto_hyp");
  const char *key = fac_line_complement_get (data, "clave_hyp");
  glong length = fac_text_is_empty (permit) ? PERMIT_SHORTEST : g_utf8_strlen (permit, -1);

  if (length < PERMIT_SHORTEST || length > PERMIT_LONGEST)
    fac_rules_error (self, "complement.numero_permiso", "permit-shape",
                     N_("The number of a permit has 15 to 35 characters."));
  if (!fac_text_is_empty (kind) && !matches (kind, "^PER(0[1-9]|1[01])$"))
    fac_rules_error (self, "complement.tipo_permiso", "permit-kind",
                     N_("The kind of permit is one from PER01 to PER11."));
  if (!fac_text_is_empty (product) && !matches (product, "^SP(1[6-9]|2[2-5]|48)$"))
    fac_rules_error (self, "complement.sub_producto_hyp", "fuel-product",
                     N_("The SAT has no such fuel: SP16 to SP19, SP22 to SP25 or SP48."));
  if (fac_text_is_empty (key))
    key = line->product->product_key;
  if (!fac_text_is_empty (key) && !matches (key, "^(15101514|15101515|15101505)$"))
    fac_rules_error (self, "complement.clave_hyp", "fuel-key",
                     N_("The key of the fuel is 15101505, 15101514 or 15101515."));
}

void
fac_rules_line_complement (FacRules *self, const FacInvoice *invoice, const FacInvoiceLine *line)
{
  FacLineComplementKind kind = fac_line_complement_kind (line);
  gsize n;
  const FacLineComplementField *fields = fac_line_complement_fields (kind, &n);

  for (gsize i = 0; i < n; i++)
    {
      const char *value = fac_line_complement_get (line->complement_data, fields[i].name);
      g_autofree char *field = g_strconcat ("complement.", fields[i].name, NULL);

      if (fields[i].needed && fac_text_is_empty (value))
        fac_rules_error (self, field, "complement-missing",
                         N_("The complement of the line is not complete."));
    }
  if (kind == FAC_LINE_COMPLEMENT_IEDU)
    check_school (self, line->complement_data);
  else if (kind == FAC_LINE_COMPLEMENT_HYDROCARBONS)
    check_fuel (self, line);
  else if (kind == FAC_LINE_COMPLEMENT_XML && *line->complement != '{')
    check_xml (self, "complement", line->complement, invoice, FALSE);
}

/* ---- all of it ------------------------------------------------------------------------------ */

void
fac_rules_content (FacRules *self, const FacInvoice *invoice)
{
  check_complements (self, invoice);
  check_legends (self, invoice);
  check_xml (self, "addenda", invoice->addenda, invoice, FALSE);
  check_namespaces (self, invoice);
  if (fac_text_is_empty (invoice->external_id))
    return;
  if (g_utf8_strlen (invoice->external_id, -1) > EXTERNAL_ID_LENGTH)
    fac_rules_error (self, "external_id", "text-too-long",
                     N_("Your own number may have at most 100 characters."));
  else if (fac_id_is_uuid (invoice->external_id))
    fac_rules_error (self, "external_id", "external-id-shape",
                     N_("Your own number cannot have the form of a UUID."));
}
