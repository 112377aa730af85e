/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-table.h"

#include "fac-invoice-totals.h"
#include "fac-sql.h"
#include "fac-text.h"

/* ---- names ----------------------------------------------------------------------------------- */

static char *
by_words (const FacProduct *product)
{
  g_autofree char *words = fac_text_fold (product->description != NULL ? product->description : "");

  return g_strdup_printf ("d:%s %s", product->product_key != NULL ? product->product_key : "",
                          words);
}

static char *
by_sku (const FacProduct *product)
{
  g_autofree char *sku = fac_text_fold (product->sku);

  return g_strconcat ("s:", sku, NULL);
}

static gboolean
is_saved (const FacInvoiceLine *line)
{
  return !fac_text_is_empty (line->product->remote_id)
         || (line->from_catalog && !fac_text_is_empty (line->product->id));
}

char *
fac_line_table_item (const FacInvoiceLine *line)
{
  const FacProduct *product = line->product;

  if (!fac_text_is_empty (product->remote_id))
    return g_strconcat ("r:", product->remote_id, NULL);
  if (is_saved (line))
    return g_strconcat ("l:", product->id, NULL);
  return fac_text_is_empty (product->sku) ? by_words (product) : by_sku (product);
}

char **
fac_line_table_items (const FacProduct *product)
{
  g_autoptr (GStrvBuilder) items = g_strv_builder_new ();
  g_autofree char *local = g_strconcat ("l:", product->id, NULL);
  g_autofree char *words = by_words (product);

  g_strv_builder_add (items, local);
  if (!fac_text_is_empty (product->remote_id))
    {
      g_autofree char *remote = g_strconcat ("r:", product->remote_id, NULL);

      g_strv_builder_add (items, remote);
    }
  if (!fac_text_is_empty (product->sku))
    {
      g_autofree char *sku = by_sku (product);

      g_strv_builder_add (items, sku);
    }
  if (!fac_text_is_empty (product->description))
    g_strv_builder_add (items, words);
  return g_strv_builder_end (items);
}

/* ---- rows ------------------------------------------------------------------------------------ */

#define INSERT_SQL \
  "INSERT INTO lines (document, position, item, product_key, unit_key, sku, description, quantity," \
  " unit_price, amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
/* Most of what a person changes is not in here, or in one line. */
#define UPSERT_SQL INSERT_SQL \
  " ON CONFLICT (document, position) DO UPDATE SET item = excluded.item," \
  " product_key = excluded.product_key, unit_key = excluded.unit_key, sku = excluded.sku," \
  " description = excluded.description, quantity = excluded.quantity," \
  " unit_price = excluded.unit_price, amount = excluded.amount" \
  " WHERE item <> excluded.item OR product_key IS NOT excluded.product_key" \
  " OR unit_key IS NOT excluded.unit_key OR sku IS NOT excluded.sku" \
  " OR description IS NOT excluded.description OR quantity <> excluded.quantity" \
  " OR unit_price <> excluded.unit_price OR amount <> excluded.amount"

static gboolean
put_line (FacDb *db, gint64 seq, guint position, gboolean fresh, const FacInvoiceLine *line,
          const FacLineTotals *totals, GError **error)
{
  const FacProduct *product = line->product;
  const gboolean saved = is_saved (line);
  const FacDecimal amount = fac_decimal_sub (totals->amount, totals->discount);
  g_autofree char *item = fac_line_table_item (line);

  return fac_sql_run (db, error, fresh ? INSERT_SQL : UPSERT_SQL, "litttttddd", seq, (int) position,
                      item, product->product_key, product->unit_key, saved ? NULL : product->sku,
                      saved ? NULL : product->description, fac_decimal_trim (line->quantity, 0),
                      fac_decimal_trim (totals->unit_price, 0), fac_decimal_trim (amount, 0));
}

static gboolean
put_lines (FacDb *db, gint64 seq, gboolean fresh, const FacInvoice *invoice, GError **error)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();

  fac_invoice_totals_compute (totals, invoice);
  for (guint i = 0; i < invoice->lines->len; i++)
    if (!put_line (db, seq, i, fresh, g_ptr_array_index (invoice->lines, i),
                   &g_array_index (totals->lines, FacLineTotals, i), error))
      return FALSE;
  return TRUE;
}

gboolean
fac_line_table_put (FacDb *db, gint64 seq, gboolean fresh, const FacInvoice *invoice,
                    GError **error)
{
  const guint n = invoice != NULL ? invoice->lines->len : 0;

  if (!fresh
      && (!fac_sql_run (db, error, "DELETE FROM lines WHERE document = ? AND position >= ?", "li",
                        seq, (int) n)
          || !fac_sql_run (db, error, "DELETE FROM unread_lines WHERE document = ?", "l", seq)))
    return FALSE;
  return n == 0 || put_lines (db, seq, fresh, invoice, error);
}
