/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-store-checks.h"

#include "fac-customer-table.h"
#include "fac-sql.h"
#include "fac-store-private.h"
#include "fac-tax-check-table.h"

/* An operation that waits has not reached the service, whatever the row says. */
#define IS_SENT \
  "t.offline_state = 0 AND t.remote_id IS NOT NULL AND NOT EXISTS" \
  " (SELECT 1 FROM outbox o WHERE o.object_id = t.id AND o.entity = 0)"

G_STATIC_ASSERT (FAC_ENTITY_CUSTOMER == 0);

typedef struct
{
  char             *id;
  char             *tax_id;
  FacTaxValidation *validation;
  FacTaxIdReport   *report;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->id);
  g_free (request->tax_id);
  g_clear_pointer (&request->validation, fac_tax_validation_unref);
  g_clear_pointer (&request->report, fac_tax_id_report_unref);
  g_free (request);
}

/* ---- writing -------------------------------------------------------------------------------- */

static gboolean
save_validation (FacStoreSession *session, gpointer data, GError **error)
{
  const Request *request = data;

  return fac_tax_check_table_put_validation (session->db, request->id, request->validation, error);
}

static gboolean
save_report (FacStoreSession *session, gpointer data, GError **error)
{
  const Request *request = data;

  return fac_tax_check_table_put_report (session->db, request->report, error);
}

void
fac_store_save_validation_async (FacStore *self, const char *id, FacTaxValidation *validation,
                                 GAsyncReadyCallback callback, gpointer data)
{
  Request *request = g_new0 (Request, 1);

  request->id = g_strdup (id);
  request->validation = fac_tax_validation_ref (validation);
  _fac_store_write (self, save_validation, request, request_free, fac_store_save_validation_async,
                    callback, data);
}

void
fac_store_save_report_async (FacStore *self, FacTaxIdReport *report, GAsyncReadyCallback callback,
                             gpointer data)
{
  Request *request = g_new0 (Request, 1);

  request->report = fac_tax_id_report_ref (report);
  _fac_store_write (self, save_report, request, request_free, fac_store_save_report_async,
                    callback, data);
}

/* ---- reading -------------------------------------------------------------------------------- */

static gboolean
find_customer (FacDb *db, FacCustomerCheck *check, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_find (db, &failure,
                                    "SELECT " FAC_CUSTOMER_COLUMNS ", " IS_SENT
                                    " FROM customers t WHERE t.id = ?", "t", id);

  if (row != NULL)
    {
      check->customer = fac_customer_read (row);
      check->sent = fac_statement_int (row, FAC_CUSTOMER_N_COLUMNS) != 0;
      fac_statement_reset (row);
    }
  if (failure == NULL)
    check->validation = fac_tax_check_table_validation (db, id, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gpointer
read_check (FacDb *db, gpointer data, GError **error)
{
  const Request *request = data;
  g_autoptr (FacCustomerCheck) check = g_new0 (FacCustomerCheck, 1);
  g_autoptr (GError) failure = NULL;

  if (request->id != NULL && !find_customer (db, check, request->id, error))
    return NULL;
  if (request->tax_id != NULL)
    check->report = fac_tax_check_table_report (db, request->tax_id, &failure);
  if (failure == NULL)
    return g_steal_pointer (&check);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static void
free_check (gpointer data)
{
  fac_customer_check_free (data);
}

void
fac_store_get_check_async (FacStore *self, const char *id, const char *tax_id,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Request *request = g_new0 (Request, 1);

  request->id = g_strdup (id);
  request->tax_id = g_strdup (tax_id);
  _fac_store_read (self, read_check, request, request_free, free_check, fac_store_get_check_async,
                   cancellable, callback, data);
}

FacCustomerCheck *
fac_store_get_check_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_get_check_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static FacCustomerCheck *
check_from_row (FacStatement *row)
{
  FacCustomerCheck *check = g_new0 (FacCustomerCheck, 1);
  g_autoptr (GBytes) content = fac_statement_blob (row, FAC_CUSTOMER_N_COLUMNS + 1);

  check->customer = fac_customer_read (row);
  check->sent = fac_statement_int (row, FAC_CUSTOMER_N_COLUMNS) != 0;
  if (content != NULL)
    check->validation = fac_tax_validation_from_bytes (content);
  return check;
}

static gpointer
read_all (FacDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (free_check);
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       "SELECT " FAC_CUSTOMER_COLUMNS ", " IS_SENT ", v.content"
                                       " FROM customers t LEFT JOIN customer_validations v"
                                       " ON v.customer = t.seq WHERE t.offline_state <> 3"
                                       " ORDER BY t.name_key, t.seq", "");

  while (row != NULL && fac_statement_step (row, &failure))
    g_ptr_array_add (checks, check_from_row (row));
  if (row != NULL)
    fac_statement_reset (row);
  if (failure == NULL)
    return g_steal_pointer (&checks);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

void
fac_store_all_checks_async (FacStore *self, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  _fac_store_read (self, read_all, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                   fac_store_all_checks_async, cancellable, callback, data);
}

GPtrArray *
fac_store_all_checks_finish (FacStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fac_store_all_checks_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
