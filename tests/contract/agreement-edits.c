/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement-edits.h"

#include "fac-invoice-totals.h"
#include "fac-line-complement.h"
#include "fac-tax-id.h"
#include "fac-test.h"
#include "fac-text.h"

#include <string.h>

static void
set_taxes (FacProduct *product, const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, " ", -1);
  gboolean withheld = g_str_equal (words[0], "ISR") || strstr (value, "withheld") != NULL;
  const char *rate = NULL;
  FacTaxKind kind = FAC_TAX_IVA;
  FacTax tax;

  for (gsize i = 0; words[i] != NULL; i++)
    if (g_ascii_isdigit (words[i][0]))
      rate = words[i];
  if (g_str_equal (value, "none"))
    {
      g_array_set_size (product->taxes, 0);
      return;
    }
  if (!withheld && !g_str_equal (words[0], "IEPS") && strstr (value, "twice") == NULL)
    g_array_set_size (product->taxes, 0);
  g_assert_true (fac_tax_kind_from_api (words[0], &kind));
  tax = fac_tax_make (kind, strstr (value, "exempt") ? FAC_TAX_EXENTO
                            : strstr (value, "quota") ? FAC_TAX_CUOTA : FAC_TAX_TASA, withheld, rate);
  tax.ieps_mode = strstr (value, "included") ? FAC_IEPS_UNIT
                  : strstr (value, "broken") ? FAC_IEPS_BREAK_DOWN
                  : strstr (value, "subtracted") ? FAC_IEPS_SUBTRACT_BEFORE_BREAK_DOWN : FAC_IEPS_SUM_BEFORE_TAXES;
  g_array_append_val (product->taxes, tax);
}

static void
set_local (FacProduct *product, const char *name)
{
  FacLocalTax local = { .rate = fac_decimal_make (3, 2) };

  fac_local_tax_set_name (&local, name);
  g_array_append_val (product->local_taxes, local);
}

static void
set_text_list (char ***list, const char *text)
{
  g_strfreev (*list);
  *list = *text != '\0' ? g_strsplit (text, "\n", -1) : g_strsplit (" ", " ", 1);
}

static gboolean
change_third_party (FacInvoiceLine *line, const char *field, const char *value)
{
  FacThirdParty *third;

  if (!g_str_has_prefix (field, "third_"))
    return FALSE;
  /* another RFC comes with its own name, régimen and postal code: the register knows them */
  if (line->third_party == NULL || g_str_equal (field, "third_party"))
    {
      g_clear_pointer (&line->third_party, fac_third_party_free);
      third = line->third_party = fac_third_party_new ();
      fac_set_string (&third->legal_name, "XOCHILT CASAS CHAVEZ");
      fac_set_string (&third->tax_id, "CACX7605101P8");
      fac_set_string (&third->tax_system, "612");
      fac_set_string (&third->zip, "36257");
    }
  third = line->third_party;
  if (g_str_equal (field, "third_party"))
    fac_set_string (&third->tax_id, value);
  else if (g_str_equal (field, "third_zip"))
    fac_set_string (&third->zip, value);
  else if (g_str_equal (field, "third_system"))
    fac_set_string (&third->tax_system, value);
  else
    {
      fac_set_string (&third->tax_id, FAC_RFC_THIRD_PARTY);
      fac_set_string (&third->tax_system, value);
      fac_set_string (&third->zip, "50000"); /* the example company's */
    }
  return TRUE;
}

static gboolean
change_complement (FacInvoiceLine *line, const char *field, const char *value)
{
  const char *school[] = { "ANA LÓPEZ", "LOPA100101MDFPNNA1", "Primaria", "RVOE-1", NULL };
  const char *fuel[] = { "PER01", "PL/1234/EXP/ES/2015", "SP16", "15101514" };
  const struct { const char *field; FacLineComplementKind kind; guint at; } places[] = {
    { "school", FAC_LINE_COMPLEMENT_IEDU, 1 }, { "school_level", FAC_LINE_COMPLEMENT_IEDU, 2 },
    { "school_payer", FAC_LINE_COMPLEMENT_IEDU, 4 }, { "fuel", FAC_LINE_COMPLEMENT_HYDROCARBONS, 0 },
    { "fuel_permit", FAC_LINE_COMPLEMENT_HYDROCARBONS, 1 },
    { "fuel_product", FAC_LINE_COMPLEMENT_HYDROCARBONS, 2 },
  };

  if (g_str_equal (field, "line_complement"))
    {
      g_clear_pointer (&line->complement_data, g_strfreev);
      return fac_set_string (&line->complement, value), TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char **values = places[i].kind == FAC_LINE_COMPLEMENT_IEDU ? school : fuel;

      if (!g_str_equal (field, places[i].field))
        continue;
      values[places[i].at] = value;
      fac_set_string (&line->complement, NULL);
      g_strfreev (line->complement_data);
      line->complement_data = fac_line_complement_new (places[i].kind, values);
      return TRUE;
    }
  return FALSE;
}

static gboolean
change_part (FacInvoiceLine *line, const char *field, const char *value)
{
  FacPart *part;

  if (!g_str_has_prefix (field, "part"))
    return FALSE;
  if (line->parts == NULL)
    {
      line->parts = fac_parts_new ();
      part = fac_part_new ();
      part->description = g_strdup ("Pata");
      part->product_key = g_strdup ("26121600");
      g_ptr_array_add (line->parts, part);
    }
  part = line->parts->pdata[0];
  if (g_str_equal (field, "part"))
    fac_set_string (&part->product_key, value);
  else if (g_str_equal (field, "part_price"))
    part->has_unit_price = fac_decimal_parse (value, -1, &part->unit_price);
  else if (g_str_equal (field, "part_quantity"))
    fac_decimal_parse (value, -1, &part->quantity);
  else
    set_text_list (&part->customs_keys, value);
  return TRUE;
}

static gboolean
change_discount (FacInvoiceLine *line, const char *field, const char *value)
{
  if (!g_str_equal (field, "discount_percent"))
    return FALSE;
  line->has_discount_percent = TRUE;
  fac_decimal_parse (value, -1, &line->discount_percent);
  fac_invoice_line_apply_percent (line);
  return TRUE;
}

/* Returns: FALSE when @edit is none of the line's */
static gboolean
change_line (FacInvoiceLine *line, const AgreementEdit *edit, const char *value)
{
  const struct { const char *name; char **place; } texts[] = {
    { "description", &line->product->description }, { "product_key", &line->product->product_key },
    { "unit_key", &line->product->unit_key }, { "unit_name", &line->product->unit_name },
    { "sku", &line->product->sku }, { "taxability", &line->product->taxability },
  };
  const struct { const char *name; FacDecimal *place; } numbers[] = {
    { "price", &line->product->price }, { "quantity", &line->quantity }, { "discount", &line->discount },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (edit->field, texts[i].name))
      return fac_set_string (texts[i].place, value), TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_equal (edit->field, numbers[i].name))
      return fac_decimal_parse (value, -1, numbers[i].place), TRUE;
  if (g_str_equal (edit->field, "taxes"))
    return set_taxes (line->product, value), TRUE;
  if (g_str_equal (edit->field, "local"))
    return set_local (line->product, value), TRUE;
  if (g_str_equal (edit->field, "included"))
    return line->product->tax_included = TRUE;
  if (g_str_equal (edit->field, "account"))
    return set_text_list (&line->property_tax_account, value), TRUE;
  if (g_str_equal (edit->field, "customs"))
    return set_text_list (&line->customs_keys, value), TRUE;
  return change_third_party (line, edit->field, value) || change_complement (line, edit->field, value)
         || change_part (line, edit->field, value) || change_discount (line, edit->field, value);
}

static void
change_lines (FacInvoice *invoice, const char *value)
{
  if (g_str_equal (value, "none"))
    g_ptr_array_set_size (invoice->lines, 0);
  else if (invoice->lines->len > 0)
    g_ptr_array_add (invoice->lines, fac_invoice_line_copy (invoice->lines->pdata[0]));
}

static void
set_receiver (FacCustomer *customer, const char *kind)
{
  g_clear_pointer (&customer->remote_id, g_free);
  if (g_str_equal (kind, "person"))
    {
      fac_set_string (&customer->tax_id, "CACX7605101P8");
      fac_set_string (&customer->legal_name, "XOCHILT CASAS CHAVEZ");
      fac_set_string (&customer->tax_system, "612");
      fac_set_string (&customer->address->zip, "36257");
    }
  else if (g_str_equal (kind, "abroad"))
    {
      fac_set_string (&customer->tax_id, "123456789");
      fac_set_string (&customer->legal_name, "FOREIGN SUPPLIES INC");
      fac_set_string (&customer->tax_system, NULL);
      fac_set_string (&customer->address->country, "USA");
      fac_set_string (&customer->address->zip, "12345");
    }
  else
    {
      fac_set_string (&customer->tax_id, FAC_RFC_PUBLIC);
      fac_set_string (&customer->legal_name, g_str_equal (kind, "public") ? FAC_NAME_PUBLIC : "MOSTRADOR");
      fac_set_string (&customer->tax_system, "616");
      fac_set_string (&customer->address->zip, "50000"); /* the example company's */
    }
}

/* "-71h" */
static gint64
date_from (const char *text)
{
  gint64 hours = g_ascii_strtoll (text, NULL, 10), now = g_get_real_time ();

  return (now + hours * G_TIME_SPAN_HOUR) / G_USEC_PER_SEC * G_USEC_PER_SEC;
}

static void
add_namespaces (FacInvoice *invoice, const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, " ", 2);

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (invoice->namespaces,
                     fac_namespace_new (words[0], "urn:acme", "https://example.com/acme.xsd"));
}

/* Returns: FALSE when @field is none of these */
static gboolean
change_texts (FacInvoice *invoice, const char *field, const char *value)
{
  if (g_str_equal (field, "addenda"))
    fac_set_string (&invoice->addenda, value);
  else if (g_str_equal (field, "external_id"))
    fac_set_string (&invoice->external_id, value);
  else if (g_str_equal (field, "series"))
    fac_set_string (&invoice->series, value);
  else if (g_str_equal (field, "folio"))
    fac_set_string (&invoice->folio_number, value);
  else if (g_str_equal (field, "namespace"))
    add_namespaces (invoice, value);
  else if (g_str_equal (field, "complement"))
    g_ptr_array_add (invoice->complements, fac_complement_new ("custom", value));
  else if (g_str_equal (field, "legend"))
    g_ptr_array_add (invoice->legends, fac_legend_new (NULL, "Artículo 2", value));
  else if (g_str_equal (field, "type"))
    fac_invoice_set_type (invoice, (FacInvoiceType) value[0]);
  else if (g_str_equal (field, "receiver"))
    set_receiver (invoice->customer, value);
  else if (g_str_equal (field, "date"))
    invoice->date = g_str_equal (value, "now") ? date_from ("0h") : date_from (value);
  else
    return FALSE;
  return TRUE;
}

void
agreement_change (FacInvoice *invoice, const AgreementEdit *edit)
{
  g_autofree char *text = g_str_equal (edit->value, AGREEMENT_LONG) ? g_strnfill (1001, 'A') : g_strdup (edit->value);
  const char *unknown[] = { strstr (text, "wrong") ? "no-uuid" : "7B3FC188-DCE3-512C-9BEA-A2F2980FDC1F", NULL };
  const struct { const char *name; char **place; } texts[] = {
    { "customer.legal_name", &invoice->customer->legal_name }, { "customer.tax_id", &invoice->customer->tax_id },
    { "customer.tax_system", &invoice->customer->tax_system }, { "customer.zip", &invoice->customer->address->zip },
    { "use", &invoice->use }, { "payment_form", &invoice->payment_form }, { "currency", &invoice->currency },
    { "payment_method", &invoice->payment_method }, { "conditions", &invoice->conditions },
    { "export", &invoice->export_code }, { "place_of_issue", &invoice->place_of_issue },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (edit->field, texts[i].name))
      {
        fac_set_string (texts[i].place, text);
        if (g_str_equal (edit->field, "currency"))
          fac_decimal_parse ("17.5", -1, &invoice->exchange);
        return;
      }
  if (change_texts (invoice, edit->field, text))
    return;
  if (g_str_equal (edit->field, "exchange"))
    fac_decimal_parse (text, -1, &invoice->exchange);
  else if (g_str_equal (edit->field, "relation"))
    {
      text[2] = '\0';
      g_ptr_array_add (invoice->related_documents, fac_relation_new (text, unknown));
    }
  else if (g_str_equal (edit->field, "global"))
    {
      g_clear_pointer (&invoice->global, fac_global_info_free);
      invoice->global = fac_global_info_new ("month", text + strlen ("month "), 2026);
    }
  else if (g_str_equal (edit->field, "line"))
    change_lines (invoice, text);
  else
    for (guint i = 0; i < MIN (invoice->lines->len, 1); i++)
      g_assert_true (change_line (invoice->lines->pdata[i], edit, text));
}

static AgreementWhose
whose_is (const char *word)
{
  if (word == NULL || *word == '\0')
    return AGREEMENT_BOTH;
  return g_str_equal (word, "sat") ? AGREEMENT_SAT : AGREEMENT_SERVICE;
}

static void
edit_free (gpointer data)
{
  AgreementEdit *edit = data;

  g_free (edit->field);
  g_free (edit->value);
  g_free (edit);
}

GPtrArray *
agreement_read (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "contract", "agreement.tsv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *edits = g_ptr_array_new_with_free_func (edit_free);

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", 4);
      AgreementEdit *edit;

      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;
      edit = g_new0 (AgreementEdit, 1);
      edit->field = g_strdup (cells[0]);
      edit->value = g_strdup (cells[1] != NULL ? cells[1] : "");
      edit->whose = whose_is (cells[1] != NULL ? cells[2] : NULL);
      /* what is not agreed about says why */
      g_assert_true (edit->whose == AGREEMENT_BOTH || (cells[3] != NULL && *cells[3] != '\0'));
      g_ptr_array_add (edits, edit);
    }
  return edits;
}
