/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-json-writer.h"
#include "fac-sandbox-amounts.h"
#include "fac-test.h"

#include <string.h>

/* The sandbox's own arithmetic against tests/golden/totals: inputs above "expect", figures
 * below. */
typedef struct
{
  FacJsonWriter *writer;
  char          *currency;
  gboolean       in_line;
  GPtrArray     *locals; /* words of the line's local taxes */
  FacJson       *json;
  FacCfdi       *cfdi;
  guint          line, tax, groups;
} Case;

static const char *
option (char **words, const char *name)
{
  gsize length = strlen (name);

  for (gsize i = 0; words[i] != NULL; i++)
    if (strncmp (words[i], name, length) == 0 && words[i][length] == '=')
      return words[i] + length + 1;
  return NULL;
}

static gboolean
has_word (char **words, const char *word)
{
  return g_strv_contains ((const char *const *) words, word);
}

static void
raw_number (FacJsonWriter *writer, const char *name, const char *text)
{
  if (text != NULL)
    fac_json_writer_raw (writer, name, text, strlen (text));
}

static void
write_tax (FacJsonWriter *writer, char **words, const char *rate)
{
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "type", words[1]);
  raw_number (writer, "rate", rate);
  raw_number (writer, "base", option (words, "base"));
  fac_json_writer_string_if (writer, "ieps_mode", option (words, "mode"));
  fac_json_writer_boolean (writer, "withholding", has_word (words, "withheld"));
  if (rate != words[2])
    fac_json_writer_string (writer, "factor", words[2]);
  fac_json_writer_end_object (writer);
}

static void
end_line (Case *self)
{
  if (!self->in_line)
    return;
  fac_json_writer_end_array (self->writer);
  fac_json_writer_begin_array (self->writer, "local_taxes");
  for (guint i = 0; i < self->locals->len; i++)
    {
      char **words = g_ptr_array_index (self->locals, i);

      write_tax (self->writer, words, words[2]);
    }
  g_ptr_array_set_size (self->locals, 0);
  fac_json_writer_end_array (self->writer);
  fac_json_writer_end_object (self->writer);
  fac_json_writer_end_object (self->writer);
  self->in_line = FALSE;
}

static void
begin_line (Case *self, char **words)
{
  end_line (self);
  self->in_line = TRUE;
  fac_json_writer_begin_object (self->writer, NULL);
  raw_number (self->writer, "quantity", option (words, "quantity"));
  raw_number (self->writer, "discount", option (words, "discount"));
  fac_json_writer_begin_object (self->writer, "product");
  raw_number (self->writer, "price", option (words, "price"));
  fac_json_writer_boolean (self->writer, "tax_included", has_word (words, "included"));
  fac_json_writer_begin_array (self->writer, "taxes");
}

static void
read_input (Case *self, char **words)
{
  if (g_str_equal (words[0], "currency"))
    self->currency = g_strdup (words[1]);
  else if (g_str_equal (words[0], "line"))
    begin_line (self, words);
  else if (g_str_equal (words[0], "local"))
    g_ptr_array_add (self->locals, g_strdupv (words));
  else
    write_tax (self->writer, words, words[3]);
}

static void
compute (Case *self)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  FacJsonValue items;

  end_line (self);
  fac_json_writer_end_array (self->writer);
  bytes = fac_json_writer_finish (self->writer);
  self->json = fac_json_parse (bytes, &error);
  g_assert_no_error (error);
  items = fac_json_root (self->json);
  self->cfdi = fac_cfdi_new ();
  self->cfdi->moneda = g_strdup (self->currency);
  for (guint i = 0; i < fac_json_length (items); i++)
    {
      FacCfdiConcepto *concepto = fac_cfdi_concepto_new ();

      fac_json_decimal (fac_json_get (fac_json_at (items, i), "quantity"), &concepto->cantidad);
      g_ptr_array_add (self->cfdi->conceptos, concepto);
    }
  fac_sandbox_amounts_fill (self->cfdi, items);
}

static void
assert_number (FacDecimal value, const char *expected)
{
  g_autofree char *text = fac_decimal_to_string (value);
  FacDecimal other;

  g_assert_true (fac_decimal_parse (expected, -1, &other));
  if (!fac_decimal_equal (value, other))
    g_assert_cmpstr (text, ==, expected);
}

static gboolean
is_group (const FacCfdiTax *group, char **words)
{
  gboolean withheld = g_str_equal (words[0], "withheld");
  FacDecimal rate;

  if (group->retencion != withheld || !g_str_equal (fac_tax_kind_to_api (group->impuesto),
                                                    words[1]))
    return FALSE;
  if (withheld)
    return TRUE;
  return g_str_equal (fac_tax_factor_to_text (group->tipo_factor), words[2])
    && (!fac_decimal_parse (words[3], -1, &rate) || fac_decimal_equal (rate, group->tasa_o_cuota));
}

static void
check_group (Case *self, char **words)
{
  guint found = 0;

  for (guint i = 0; i < self->cfdi->impuestos->len; i++)
    {
      FacCfdiTax *group = &g_array_index (self->cfdi->impuestos, FacCfdiTax, i);

      if (!is_group (group, words))
        continue;
      assert_number (group->base, option (words, "base"));
      assert_number (group->importe, option (words, "amount"));
      found++;
    }
  g_assert_cmpuint (found, ==, 1);
  self->groups++;
}

static void
check_local (Case *self, char **words)
{
  guint found = 0;

  for (guint i = 0; i < self->cfdi->locales->len; i++)
    {
      FacCfdiLocalTax *local = g_ptr_array_index (self->cfdi->locales, i);
      FacDecimal rate, percent;

      g_assert_true (fac_decimal_parse (words[2], -1, &rate));
      percent = fac_decimal_mul (rate, fac_decimal_from_int (100), 2, FAC_ROUND_HALF_UP);
      if (!g_str_equal (local->nombre, words[1]) || !fac_decimal_equal (local->tasa, percent)
          || local->retencion != has_word (words, "withheld"))
        continue;
      assert_number (local->importe, option (words, "amount"));
      found++;
    }
  g_assert_cmpuint (found, ==, 1);
}

static void
check_line (Case *self, char **words)
{
  const FacCfdiConcepto *concepto = g_ptr_array_index (self->cfdi->conceptos, self->line++);

  assert_number (concepto->valor_unitario, option (words, "unit"));
  assert_number (concepto->importe, option (words, "amount"));
  assert_number (concepto->descuento, option (words, "discount"));
  self->tax = 0;
}

static void
check_tax (Case *self, char **words)
{
  const FacCfdiConcepto *concepto = g_ptr_array_index (self->cfdi->conceptos, self->line - 1);
  const FacCfdiTax *tax = &g_array_index (concepto->taxes, FacCfdiTax, self->tax++);

  assert_number (tax->base, option (words, "base"));
  assert_number (tax->importe, option (words, "amount"));
}

static void
check_figure (Case *self, char **words)
{
  if (g_str_equal (words[0], "line"))
    check_line (self, words);
  else if (g_str_equal (words[0], "tax"))
    check_tax (self, words);
  else if (g_str_equal (words[0], "withheld") || g_str_equal (words[0], "transferred"))
    check_group (self, words);
  else if (g_str_equal (words[0], "local"))
    check_local (self, words);
  else if (g_str_equal (words[0], "subtotal"))
    assert_number (self->cfdi->sub_total, words[1]);
  else if (g_str_equal (words[0], "discount"))
    g_assert_cmpint (self->cfdi->has_descuento, ==, !g_str_equal (words[1], "none"));
  else
    assert_number (self->cfdi->total, words[1]);
}

static void
run_lines (Case *self, char **lines)
{
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (*line), " ", -1);

      if (words[0] == NULL || *words[0] == '\0' || *words[0] == '#')
        continue;
      if (g_str_equal (words[0], "expect"))
        compute (self);
      else if (self->cfdi != NULL)
        check_figure (self, words);
      else
        read_input (self, words);
    }
  g_assert_nonnull (self->cfdi);
}

static void
test_golden (gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  Case self = { 0 };

  g_file_get_contents (data, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  self.writer = fac_json_writer_new ();
  self.locals = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  fac_json_writer_begin_array (self.writer, NULL);
  run_lines (&self, lines);
  g_assert_cmpuint (self.line, ==, self.cfdi->conceptos->len);
  g_assert_cmpuint (self.groups, ==, self.cfdi->impuestos->len);
  g_ptr_array_unref (self.locals);
  fac_json_writer_free (self.writer);
  fac_json_unref (self.json);
  fac_cfdi_unref (self.cfdi);
  g_free (self.currency);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint cases = 0;

  g_test_init (&argc, &argv, NULL);
  folder = fac_test_file ("golden/totals");
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      {
        g_autofree char *path = g_strconcat ("/sandbox/amounts/", name, NULL);

        g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_golden,
                                   g_free);
        cases++;
      }
  g_assert_cmpuint (cases, >=, 60);
  return g_test_run ();
}
