/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-totals.h"
#include "fac-test.h"

#include <string.h>

/* Published documents: their lines go in, their own figures must come out. */

typedef struct
{
  FacInvoice *invoice;
  GHashTable *wanted;  /* attribute of the root or of the totals → text */
  GPtrArray  *amounts; /* Importe of the lines, then of their taxes, in the document's order */
  guint       depth_in_line;
  gboolean    usable;
} Sample;

static const char *
attribute (const char **names, const char **values, const char *name)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

static FacDecimal
decimal (const char *text)
{
  FacDecimal value;

  g_assert_true (fac_decimal_parse (text, -1, &value));
  return value;
}

static void
keep (Sample *self, const char **names, const char **values, const char *name)
{
  const char *value = attribute (names, values, name);

  if (value != NULL)
    g_hash_table_insert (self->wanted, g_strdup (name), g_strdup (value));
}

static void
start_line (Sample *self, const char **names, const char **values)
{
  g_autoptr(FacProduct) product = fac_product_new ();
  const char *discount = attribute (names, values, "Descuento");
  FacInvoiceLine *line;

  g_array_set_size (product->taxes, 0);
  product->price = decimal (attribute (names, values, "ValorUnitario"));
  line = fac_invoice_line_new (product);
  line->quantity = decimal (attribute (names, values, "Cantidad"));
  if (discount != NULL)
    line->discount = decimal (discount);
  g_ptr_array_add (self->invoice->lines, line);
  g_ptr_array_add (self->amounts, g_strdup (attribute (names, values, "Importe")));
}

static void
start_tax (Sample *self, gboolean withheld, const char **names, const char **values)
{
  FacInvoiceLine *line = g_ptr_array_index (self->invoice->lines, self->invoice->lines->len - 1);
  const char *rate = attribute (names, values, "TasaOCuota"),
      *amount = attribute (names, values, "Importe");
  FacTax tax = { .withholding = withheld };

  g_assert_true (fac_tax_kind_from_sat (attribute (names, values, "Impuesto"), &tax.kind));
  g_assert_true (fac_tax_factor_from_text (attribute (names, values, "TipoFactor"), &tax.factor));
  if (rate != NULL)
    tax.rate = decimal (rate);
  /* whether a quota enters the base of IVA is up to the good: the sample's fuel keeps it out */
  if (tax.factor == FAC_TAX_CUOTA)
    tax.ieps_mode = FAC_IEPS_BREAK_DOWN;
  g_array_append_val (line->product->taxes, tax);
  g_ptr_array_add (self->amounts, g_strdup (amount != NULL ? amount : "0"));
}

static void
on_start (GMarkupParseContext *context, const char *element, const char **names,
          const char **values,
          gpointer data, GError **error)
{
  Sample *self = data;

  if (g_str_equal (element, "cfdi:Comprobante"))
    {
      const char *type = attribute (names, values, "TipoDeComprobante");

      self->usable = g_str_equal (type, "I") || g_str_equal (type, "E");
      self->invoice->type = (FacInvoiceType) type[0];
      keep (self, names, values, "SubTotal");
      keep (self, names, values, "Descuento");
      keep (self, names, values, "Total");
      g_free (self->invoice->currency);
      self->invoice->currency = g_strdup (attribute (names, values, "Moneda"));
    }
  else if (!self->usable)
    return;
  else if (g_str_equal (element, "cfdi:Concepto"))
    {
      start_line (self, names, values);
      self->depth_in_line = 1;
    }
  else if (self->depth_in_line > 0 && g_str_equal (element, "cfdi:Traslado"))
    start_tax (self, FALSE, names, values);
  else if (self->depth_in_line > 0 && g_str_equal (element, "cfdi:Retencion"))
    start_tax (self, TRUE, names, values);
  else if (self->depth_in_line == 0 && g_str_equal (element, "cfdi:Impuestos"))
    {
      keep (self, names, values, "TotalImpuestosTrasladados");
      keep (self, names, values, "TotalImpuestosRetenidos");
    }
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Sample *self = data;

  if (g_str_equal (element, "cfdi:Concepto"))
    self->depth_in_line = 0;
}

static void
assert_wanted (Sample *self, const char *name, gboolean has, FacDecimal value)
{
  const char *wanted = g_hash_table_lookup (self->wanted, name);
  g_autofree char *text = fac_decimal_to_string (value);

  g_assert_cmpint (has, ==, wanted != NULL);
  if (wanted != NULL)
    g_assert_cmpstr (text, ==, wanted);
}

/* an amount written from a longer price than the document states: within half of its sixth decimal
 * (CFDI40167) */
static void
assert_amount (FacDecimal value, FacDecimal quantity, const char *wanted)
{
  FacDecimal off = fac_decimal_sub (value, decimal (wanted));
  FacDecimal most = fac_decimal_mul (quantity, fac_decimal_make (5, 7), 12, FAC_ROUND_UP);

  g_assert_cmpint (fac_decimal_compare (off, most), <=, 0);
  g_assert_cmpint (fac_decimal_compare (fac_decimal_neg (off), most), <=, 0);
}

static void
compare (Sample *self)
{
  g_autoptr(FacInvoiceTotals) totals = fac_invoice_totals_new ();
  guint at = 0;

  fac_invoice_totals_compute (totals, self->invoice);
  for (guint i = 0; i < totals->lines->len; i++)
    {
      const FacLineTotals *line = &g_array_index (totals->lines, FacLineTotals, i);

      assert_amount (line->amount,
                     ((FacInvoiceLine *) g_ptr_array_index (self->invoice->lines, i))->quantity,
                     g_ptr_array_index (self->amounts, at++));
      for (guint t = 0; t < line->n_taxes; t++)
        g_assert_true (fac_decimal_equal (g_array_index (totals->line_taxes, FacLineTax,
                                                         line->first_tax + t).amount,
                                          decimal (g_ptr_array_index (self->amounts, at++))));
    }
  g_assert_cmpuint (at, ==, self->amounts->len);
  assert_wanted (self, "SubTotal", TRUE, totals->subtotal);
  assert_wanted (self, "Descuento", totals->has_discount, totals->discount);
  assert_wanted (self, "TotalImpuestosTrasladados", totals->has_transferred, totals->transferred);
  assert_wanted (self, "TotalImpuestosRetenidos", totals->has_withheld, totals->withheld);
  assert_wanted (self, "Total", TRUE, totals->total);
}

static gboolean
check_sample (const char *path)
{
  static const GMarkupParser parser = { .start_element = on_start, .end_element = on_end };
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  g_autoptr(GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GPtrArray) amounts = g_ptr_array_new_with_free_func (g_free);
  Sample self = { .invoice = invoice, .wanted = wanted, .amounts = amounts };
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &self, NULL);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_markup_parse_context_parse (context, text, -1, &error);
  g_assert_no_error (error);
  if (self.usable)
    {
      g_test_message ("%s", path);
      compare (&self);
    }
  return self.usable;
}

static void
test_samples (void)
{
  g_autofree char *folder = fac_test_shared ("data/sat/samples");
  g_autoptr(GDir) dir = NULL;
  const char *name;
  guint n = 0;

  if (folder == NULL)
    {
      fac_test_skip_shared ("data/sat/samples");
      return;
    }
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".xml") && name[0] != 'r')
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        n += check_sample (path);
      }
  g_assert_cmpuint (n, >=, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/totals/samples", test_samples);
  return g_test_run ();
}
