/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-edit.h"

#include "fac-test.h"

static FacInvoiceLine *
new_line (const char *quantity, const char *price)
{
  g_autoptr (FacProduct) product = fac_product_new ();
  FacInvoiceLine *line = fac_invoice_line_new (product);

  g_assert_true (fac_line_set_text (line, FAC_LINE_QUANTITY, quantity));
  g_assert_true (fac_line_set_text (line, FAC_LINE_PRICE, price));
  return line;
}

static void
assert_text (const FacInvoiceLine *line, FacLineColumn column, const char *expected)
{
  g_autofree char *text = fac_line_text (line, FAC_DECIMAL_ZERO, 2, column);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_decimal (FacDecimal value, const char *expected)
{
  g_autofree char *text = fac_decimal_to_string (value);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_numbers (void)
{
  g_autoptr (FacInvoiceLine) line = new_line ("12.50", "$ 1,800");

  assert_text (line, FAC_LINE_QUANTITY, "12.5");
  assert_text (line, FAC_LINE_PRICE, "1,800.00");
  g_assert_false (fac_line_set_text (line, FAC_LINE_QUANTITY, "many"));
  g_assert_false (fac_line_set_text (line, FAC_LINE_QUANTITY, "-2"));
  g_assert_false (fac_line_set_text (line, FAC_LINE_PRICE, "1.1234567"));
  assert_text (line, FAC_LINE_QUANTITY, "12.5");
  assert_text (line, FAC_LINE_PRICE, "1,800.00");
}

/* what is refused has words for it, and only what is refused */
static void
test_problems (void)
{
  static const struct { FacLineColumn column; const char *text; } wrong[] = {
    { FAC_LINE_QUANTITY, "" }, { FAC_LINE_QUANTITY, "dos" }, { FAC_LINE_QUANTITY, "-2" },
    { FAC_LINE_QUANTITY, "1.1234567" }, { FAC_LINE_QUANTITY, "$5" }, { FAC_LINE_QUANTITY, "5 %" },
    { FAC_LINE_PRICE, "16 %" }, { FAC_LINE_PRICE, "12a" }, { FAC_LINE_PRICE, "1.2.3" },
    { FAC_LINE_PRICE, "99999999999999999999999999999999999999999999" },
    { FAC_LINE_DISCOUNT, "101 %" }, { FAC_LINE_DISCOUNT, "% 5" }, { FAC_LINE_DISCOUNT, "-1" },
  };
  static const struct { FacLineColumn column; const char *text; } right[] = {
    { FAC_LINE_QUANTITY, "0.5" }, { FAC_LINE_PRICE, "" }, { FAC_LINE_PRICE, "$ 1,234.50" },
    { FAC_LINE_DISCOUNT, "" }, { FAC_LINE_DISCOUNT, "100 %" }, { FAC_LINE_DISCOUNT, "101" },
    { FAC_LINE_DESCRIPTION, "" },
  };
  g_autoptr (FacInvoiceLine) line = new_line ("2", "100");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (fac_line_set_text (line, wrong[i].column, wrong[i].text));
      g_assert_nonnull (fac_line_problem (wrong[i].column, wrong[i].text));
    }
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_assert_true (fac_line_set_text (line, right[i].column, right[i].text));
      g_assert_null (fac_line_problem (right[i].column, right[i].text));
    }
}

static void
test_discount_amount (void)
{
  g_autoptr (FacInvoiceLine) line = new_line ("2", "100");

  g_assert_true (fac_line_set_text (line, FAC_LINE_DISCOUNT, "11.50"));
  g_assert_false (line->has_discount_percent);
  assert_decimal (line->discount, "11.50");
  assert_text (line, FAC_LINE_DISCOUNT, "11.50");
  g_assert_true (fac_line_set_text (line, FAC_LINE_DISCOUNT, ""));
  assert_text (line, FAC_LINE_DISCOUNT, "");
}

static void
test_discount_percent (void)
{
  g_autoptr (FacInvoiceLine) line = new_line ("12.5", "18.40");

  g_assert_true (fac_line_set_text (line, FAC_LINE_DISCOUNT, "5 %"));
  assert_decimal (line->discount, "11.50");
  assert_text (line, FAC_LINE_DISCOUNT, "5 %");
  /* It stays five percent whatever changes. */
  g_assert_true (fac_line_set_text (line, FAC_LINE_QUANTITY, "25"));
  assert_decimal (line->discount, "23.00");
  g_assert_true (fac_line_set_text (line, FAC_LINE_PRICE, "10"));
  assert_decimal (line->discount, "12.50");
  g_assert_false (fac_line_set_text (line, FAC_LINE_DISCOUNT, "101 %"));
  assert_decimal (line->discount, "12.50");
}

static void
test_discount_tax_included (void)
{
  g_autoptr (FacInvoiceLine) line = new_line ("1", "116");

  line->product->tax_included = TRUE;
  g_assert_true (fac_line_set_text (line, FAC_LINE_DISCOUNT, "10%"));
  assert_decimal (line->discount, "10.00");
}

static void
test_fields (void)
{
  guint line = 99;
  FacLineColumn column;

  g_assert_true (fac_line_find_field ("items.3.product.price", &line, &column));
  g_assert_cmpuint (line, ==, 3);
  g_assert_cmpint (column, ==, FAC_LINE_PRICE);
  g_assert_true (fac_line_find_field ("items.12.product.product_key", &line, &column));
  g_assert_cmpuint (line, ==, 12);
  g_assert_cmpint (column, ==, FAC_LINE_DESCRIPTION);
  g_assert_false (fac_line_find_field ("items", &line, &column));
  g_assert_false (fac_line_find_field ("payment_form", &line, &column));
}

static void
assert_pasted (const char *text, guint index, const char *quantity, const char *unit,
               const char *description,
               const char *price, const char *discount)
{
  guint n_left = 0;
  g_autoptr (GPtrArray) lines = fac_lines_from_text (text, &n_left);
  const FacInvoiceLine *line;

  g_assert_cmpuint (n_left, ==, 0);
  g_assert_cmpuint (lines->len, >, index);
  line = lines->pdata[index];
  assert_text (line, FAC_LINE_QUANTITY, quantity);
  assert_text (line, FAC_LINE_UNIT, unit);
  assert_text (line, FAC_LINE_DESCRIPTION, description);
  assert_text (line, FAC_LINE_PRICE, price);
  assert_text (line, FAC_LINE_DISCOUNT, discount);
}

static void
test_paste (void)
{
  assert_pasted ("10\tH87\tTaladro inalámbrico\t250.00\n5\tH87\tBrocas\t100\t5 %\n", 1, "5", "H87",
                 "Brocas",
                 "100.00", "5 %");
  assert_pasted ("Taladro\t250.00", 0, "1", "H87", "Taladro", "250.00", "");
  assert_pasted ("Taladro\t3\t250.00", 0, "3", "H87", "Taladro", "250.00", "");
  assert_pasted ("12.5\tCable THW\t18.40\r\n", 0, "12.5", "H87", "Cable THW", "18.40", "");
  assert_pasted ("Precio\tDescripción\tCantidad\tUnidad\n$1,800.00\t\"Instalación\"\t2\tE48", 0,
                 "2", "E48",
                 "Instalación", "1,800.00", "");
  assert_pasted ("Sólo texto", 0, "1", "H87", "Sólo texto", "0.00", "");
}

static void
test_paste_csv (void)
{
  assert_pasted ("Cantidad,Descripción,Precio\r\n2,\"Taladro, inalámbrico\",\"1,250.00\"\r\n", 0, "2", "H87",
                 "Taladro, inalámbrico", "1,250.00", "");
  assert_pasted ("3,Martillo,249.90\n1,Brocas,100\n", 1, "1", "H87", "Brocas", "100.00", "");
  assert_pasted ("3;Martillo;249.90\n1;\"Brocas; 5\";100\n", 1, "1", "H87", "Brocas; 5", "100.00", "");
  assert_pasted ("3,Martillo,249.90", 0, "3", "H87", "Martillo", "249.90", "");
  /* words with commas are no rows of a CSV */
  assert_pasted ("Renta, noviembre", 0, "1", "H87", "Renta, noviembre", "0.00", "");
  assert_pasted ("Renta, 2026", 0, "1", "H87", "Renta, 2026", "0.00", "");
  assert_pasted ("Taladro, con brocas, y estuche\nMartillo\n", 0, "1", "H87", "Taladro, con brocas, y estuche", "0.00", "");
  assert_pasted ("Tornillo, chico\t5\t1.50\n", 0, "5", "H87", "Tornillo, chico", "1.50", "");
}

static void
test_paste_nothing (void)
{
  guint left_blank = 1, left_heads = 1;
  g_autoptr (GPtrArray) none = fac_lines_from_text ("\n \r\n\t\n", &left_blank);
  g_autoptr (GPtrArray) heads = fac_lines_from_text ("Cantidad\tDescripción\tPrecio\n",
                                                     &left_heads);

  g_assert_cmpuint (left_blank + left_heads, ==, 0);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (heads->len, ==, 0);
}

/* quantity, description, price, amount: what invoices of others look like */
static void
test_paste_amounts (void)
{
  assert_pasted ("3\tTaladro\t250\t750", 0, "3", "H87", "Taladro", "250.00", "");
  assert_pasted ("3\tTaladro\t$250.00\t$750.00\n2\tBroca\t7\t5", 1, "2", "H87", "Broca", "7.00",
                 "5.00");
  assert_pasted ("Cantidad\tDescripción\tPrecio\tDescuento\n3\tTaladro\t250\t750", 0, "3", "H87",
                 "Taladro", "250.00", "750.00");
  assert_pasted ("Taladro\t$250.00\t10 %", 0, "1", "H87", "Taladro", "250.00", "10 %");
}

/* spreadsheets quote a cell with a line end in it; inches are no such quotes */
static void
test_paste_quoted (void)
{
  assert_pasted ("3\t\"Tubo\nrojo\"\t5\n1\tCodo\t7", 0, "3", "H87", "Tubo rojo", "5.00", "");
  assert_pasted ("3\t\"Tubo\nrojo\"\t5\n1\tCodo\t7", 1, "1", "H87", "Codo", "7.00", "");
  assert_pasted ("2\t\"Tubo de 3\"\"\r\nrojo\"\t5", 0, "2", "H87", "Tubo de 3\" rojo", "5.00", "");
  assert_pasted ("2\t\"1/2\" tubo\t5\n1\tNiple \"X\"\t7", 0, "2", "H87", "\"1/2\" tubo", "5.00",
                 "");
  assert_pasted ("2\t\"1/2\" tubo\t5\n1\tNiple \"X\"\t7", 1, "1", "H87", "Niple \"X\"", "7.00", "");
  assert_pasted ("2\tTubo 1/2\"\t5\n1\tCodo\t7", 1, "1", "H87", "Codo", "7.00", "");
}

/* nobody wrote one piece, or no discount: it is asked for again */
static void
test_paste_unreadable (void)
{
  const char *heads = "Cantidad\tDescripción\tPrecio\tDescuento\n";
  static const struct { const char *row; const char *texts[3]; } rows[] = {
    { "12x\tTubo\t5\t1", { "—", "5.00", "1.00" } },
    { "-3\tTubo\t5\t1", { "—", "5.00", "1.00" } },
    { "3\tTubo\t1.234,5\t1", { "3", "—", "1.00" } },
    { "3\tTubo\t1.2345678\t1", { "3", "—", "1.00" } },
    { "3\tTubo\t5\t120 %", { "3", "5.00", "—" } },
    { "3\tTubo\t5\tdiez", { "3", "5.00", "—" } },
    { "\tTubo\t\t", { "1", "0.00", "" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat (heads, rows[i].row, NULL);

      assert_pasted (text, 0, rows[i].texts[0], "H87", "Tubo", rows[i].texts[1], rows[i].texts[2]);
    }
  assert_pasted ("-3\tTubo\t5", 0, "—", "H87", "Tubo", "5.00", "");
}

static void
test_paste_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = NULL;
  guint n_left = 0;

  for (int i = 0; i < 5003; i++)
    g_string_append (text, "2\tTubo\t5\r\n\r\n");
  lines = fac_lines_from_text (text->str, &n_left);
  g_assert_cmpuint (lines->len, ==, 5000);
  g_assert_cmpuint (n_left, ==, 3);
}

static void
test_copy_paste (void)
{
  const GDestroyNotify free_line = (GDestroyNotify) fac_invoice_line_free;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);
  g_autofree char *text = NULL;

  g_ptr_array_add (lines, new_line ("3", "7.25"));
  g_ptr_array_add (lines, new_line ("1", "99"));
  fac_line_set_text (lines->pdata[0], FAC_LINE_DESCRIPTION, "Con\ttabulador");
  fac_line_set_text (lines->pdata[1], FAC_LINE_DESCRIPTION, "Otra cosa");
  fac_line_set_text (lines->pdata[1], FAC_LINE_DISCOUNT, "10 %");
  text = fac_lines_to_text (lines, 0, 2);
  assert_pasted (text, 0, "3", "H87", "Con tabulador", "7.25", "");
  assert_pasted (text, 1, "1", "H87", "Otra cosa", "99.00", "10 %");
}

/* what the service sent and is no number leaves its field empty: it is to be written again */
static void
test_unreadable (void)
{
  static const FacLineColumn columns[] = { FAC_LINE_QUANTITY, FAC_LINE_PRICE, FAC_LINE_DISCOUNT };
  g_autoptr (FacInvoiceLine) line = new_line ("1", "100");

  line->quantity = line->discount = line->product->price = fac_decimal_overflowed ();
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *edited = fac_line_edit_text (line, columns[i]);

      assert_text (line, columns[i], "—");
      g_assert_cmpstr (edited, ==, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/line-edit/numbers", test_numbers);
  g_test_add_func ("/ui/line-edit/problems", test_problems);
  g_test_add_func ("/ui/line-edit/unreadable", test_unreadable);
  g_test_add_func ("/ui/line-edit/discount-amount", test_discount_amount);
  g_test_add_func ("/ui/line-edit/discount-percent", test_discount_percent);
  g_test_add_func ("/ui/line-edit/discount-tax-included", test_discount_tax_included);
  g_test_add_func ("/ui/line-edit/fields", test_fields);
  g_test_add_func ("/ui/line-edit/paste", test_paste);
  g_test_add_func ("/ui/line-edit/paste-csv", test_paste_csv);
  g_test_add_func ("/ui/line-edit/paste-nothing", test_paste_nothing);
  g_test_add_func ("/ui/line-edit/paste-amounts", test_paste_amounts);
  g_test_add_func ("/ui/line-edit/paste-quoted", test_paste_quoted);
  g_test_add_func ("/ui/line-edit/paste-unreadable", test_paste_unreadable);
  g_test_add_func ("/ui/line-edit/paste-many", test_paste_many);
  g_test_add_func ("/ui/line-edit/copy-paste", test_copy_paste);
  return g_test_run ();
}
