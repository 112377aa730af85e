/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-table.h"

#include "fac-invoice-totals.h"
#include "fac-store-sql.h"

static gboolean
insert (FacDb *db, gint64 seq, guint position, const FacInvoiceLine *line,
        const FacLineTotals *totals,
        GError **error)
{
  const FacProduct *product = line->product;

  return fac_sql_run (db, error,
                      "INSERT INTO lines (document, position, product_id, product_key, sku, description, quantity,"
                      " unit_price, amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "littttddd", seq, (int) position, line->from_catalog ? product->id : NULL,
                      product->product_key, product->sku, product->description, line->quantity,
                      totals->unit_price, totals->amount);
}

gboolean
fac_line_table_put (FacDb *db, gint64 seq, const FacInvoice *invoice, GError **error)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();

  if (!fac_sql_run (db, error, "DELETE FROM lines WHERE document = ?", "l", seq))
    return FALSE;
  fac_invoice_totals_compute (totals, invoice);
  for (guint i = 0; i < invoice->lines->len; i++)
    if (!insert (db, seq, i, g_ptr_array_index (invoice->lines, i),
                 &g_array_index (totals->lines, FacLineTotals, i), error))
      return FALSE;
  return TRUE;
}
