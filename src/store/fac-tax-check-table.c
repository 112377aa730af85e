/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-tax-check-table.h"

#include "fac-customer-table.h"
#include "fac-sql.h"

gboolean
fac_tax_check_table_put_validation (FacDb *db, const char *id, const FacTaxValidation *validation,
                                    GError **error)
{
  g_autoptr (GBytes) content = fac_tax_validation_to_bytes (validation);

  return fac_sql_run (db, error,
                      "INSERT OR REPLACE INTO customer_validations (customer, at, valid, content)"
                      " SELECT seq, ?2, ?3, ?4 FROM customers WHERE id = ?1",
                      "tlib", id, validation->at, validation->valid, content);
}

FacTaxValidation *
fac_tax_check_table_validation (FacDb *db, const char *id, GError **error)
{
  FacStatement *row = fac_sql_find (db, error,
                                    "SELECT v.content FROM customer_validations v JOIN customers c"
                                    " ON c.seq = v.customer WHERE c.id = ?", "t", id);
  g_autoptr (GBytes) content = fac_sql_blob (row);

  return content != NULL ? fac_tax_validation_from_bytes (content) : NULL;
}

gboolean
fac_tax_check_table_put_report (FacDb *db, const FacTaxIdReport *report, GError **error)
{
  g_autoptr (GBytes) content = fac_tax_id_report_to_bytes (report);

  return fac_sql_run (db, error,
                      "INSERT OR REPLACE INTO tax_id_reports (tax_id, at, situation, content, body)"
                      " VALUES (?, ?, ?, ?, ?)", "tlibb", report->tax_id, report->at,
                      (int) report->situation, content, report->body);
}

FacTaxIdReport *
fac_tax_check_table_report (FacDb *db, const char *tax_id, GError **error)
{
  FacStatement *row = fac_sql_find (db, error,
                                    "SELECT content, body FROM tax_id_reports WHERE tax_id = ?",
                                    "t", tax_id);
  g_autoptr (GBytes) content = row != NULL ? fac_statement_blob (row, 0) : NULL;
  g_autoptr (GBytes) body = row != NULL ? fac_statement_blob (row, 1) : NULL;
  FacTaxIdReport *report;

  if (row != NULL)
    fac_statement_reset (row);
  report = content != NULL ? fac_tax_id_report_from_bytes (content) : NULL;
  if (report != NULL)
    report->body = g_steal_pointer (&body);
  return report;
}
