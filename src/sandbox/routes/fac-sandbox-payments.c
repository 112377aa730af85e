/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-payments.h"

#include "fac-sandbox-errors.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"

#include <string.h>

/* Visits every element of related_documents of every payment. Returns: whether to go on. */
typedef gboolean (*Visitor) (FacJsonValue payment, FacJsonValue document, const char *path,
                             gpointer data);

static gboolean
visit_payments (FacJsonValue payments, guint complement, Visitor visitor, gpointer data)
{
  for (guint i = 0; i < fac_json_length (payments); i++)
    {
      FacJsonValue payment = fac_json_at (payments, i);
      FacJsonValue documents = fac_json_get (payment, "related_documents");

      for (guint j = 0; j < fac_json_length (documents); j++)
        {
          g_autofree char *path = g_strdup_printf ("complements.%u.data.%u.related_documents.%u.",
                                                   complement, i, j);

          if (!visitor (payment, fac_json_at (documents, j), path, data))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
visit (FacJsonValue input, Visitor visitor, gpointer data)
{
  FacJsonValue complements = fac_json_get (input, "complements");

  for (guint i = 0; i < fac_json_length (complements); i++)
    {
      FacJsonValue complement = fac_json_at (complements, i);

      if (g_strcmp0 (fac_sandbox_json_text (complement, "type"), "pago") == 0
          && !visit_payments (fac_json_get (complement, "data"), i, visitor, data))
        return FALSE;
    }
  return TRUE;
}

static FacSandboxInvoice *
find_by_uuid (FacSandboxRequest *request, const char *uuid, GError **error)
{
  g_autofree char *id = uuid == NULL ? NULL : fac_sandbox_request_find (request,
    "SELECT id FROM invoices WHERE uuid = upper (?3) AND organization = ?1 AND livemode = ?2",
    uuid, error);

  return id != NULL ? fac_sandbox_invoice_load (request, id, error) : NULL;
}

/* ---- a payment in whose place another is (c_TipoRelacion 04) ---------------------------------- */

static void
add_documents (GHashTable *uuids, FacJsonValue documents)
{
  for (guint i = 0; i < fac_json_length (documents); i++)
    {
      const char *uuid = fac_json_string (fac_json_at (documents, i));

      if (uuid != NULL)
        g_hash_table_add (uuids, g_ascii_strup (uuid, -1));
    }
}

static void
add_replaced (GHashTable *uuids, FacJsonValue input)
{
  FacJsonValue relations = fac_json_get (input, "related_documents");

  for (guint i = 0; i < fac_json_length (relations); i++)
    if (g_strcmp0 (fac_sandbox_json_text (fac_json_at (relations, i), "relationship"), "04") == 0)
      add_documents (uuids, fac_json_get (fac_json_at (relations, i), "documents"));
}

static GHashTable *
replaced_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Those whose place the payments of invoice @id take. */
static GHashTable *
replaced_of (FacSandboxRequest *request, const char *id, GError **error)
{
  g_autoptr (GHashTable) uuids = replaced_new ();
  g_autoptr (GError) problem = NULL;
  FacStatement *select = fac_db_prepare (request->sandbox->db,
                                         "SELECT i.input FROM invoice_payments p JOIN invoices i"
                                         " ON i.id = p.payment WHERE p.invoice = ?1", error);

  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 1, id);
  while (fac_statement_step (select, &problem))
    {
      g_autoptr (FacJson) input = fac_sandbox_json_load (fac_statement_text (select, 0));

      add_replaced (uuids, fac_json_root (input));
    }
  fac_statement_reset (select);
  if (problem == NULL)
    return g_steal_pointer (&uuids);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* What of invoice @id those pay that the new payment replaces: it may pay that again. */
static gboolean
sum_replaced (FacSandboxRequest *request, const char *id, GHashTable *uuids, FacDecimal *sum,
              GError **error)
{
  g_autoptr (GError) problem = NULL;
  FacStatement *select = fac_db_prepare (request->sandbox->db,
                                         "SELECT i.uuid, p.amount FROM invoice_payments p"
                                         " JOIN invoices i ON i.id = p.payment"
                                         " WHERE p.invoice = ?1", error);

  *sum = FAC_DECIMAL_ZERO;
  if (select == NULL)
    return FALSE;
  fac_statement_bind_text (select, 1, id);
  while (fac_statement_step (select, &problem))
    if (g_hash_table_contains (uuids, fac_statement_text (select, 0)))
      *sum = fac_decimal_add (*sum, fac_statement_decimal (select, 1));
  fac_statement_reset (select);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* ---- what is asked ---------------------------------------------------------------------------- */

typedef struct
{
  FacSandboxRequest *request;
  FacSandboxInvoice *payment;
  GHashTable        *replaced; /* folios fiscales of those whose place this one takes */
  GPtrArray         *faults;
  GHashTable        *paid; /* id of an invoice → its payments so far, as text */
  guint              position;
  GError            *error;
} Walk;

/* What this very request pays on the same invoice, with @amount. */
static FacDecimal
add_paid (Walk *walk, const char *id, FacDecimal amount)
{
  const char *before = g_hash_table_lookup (walk->paid, id);
  FacDecimal sum = FAC_DECIMAL_ZERO;

  if (before != NULL)
    fac_decimal_parse (before, -1, &sum);
  sum = fac_decimal_add (sum, amount);
  g_hash_table_replace (walk->paid, g_strdup (id), fac_decimal_to_string (sum));
  return sum;
}

static void
fault_at (Walk *walk, const char *path, const char *name, const char *code, const char *message)
{
  g_autofree char *whole = g_strconcat (path, name, NULL);

  fac_sandbox_fault (walk->faults, code, whole, "%s", message);
}

static gboolean
has_currency (FacJsonValue value, const char *currency)
{
  const char *own = fac_sandbox_json_text (value, "currency");

  return g_str_equal (own != NULL ? own : "MXN", currency);
}

/* Units of the document's currency for one of the payment's: a dollar is worth more than a peso. */
static void
check_exchange (Walk *walk, FacJsonValue payment, FacJsonValue document, const char *path)
{
  const FacDecimal one = fac_decimal_from_int (1);
  FacDecimal rate = fac_sandbox_json_number (document, "exchange", one);

  if (has_currency (payment, "MXN") && has_currency (document, "USD")
      && fac_decimal_compare (rate, one) > 0)
    fault_at (walk, path, "exchange", "exchange_rate_too_large",
              "Si se paga en pesos una factura en dólares, el tipo de cambio es de hasta 1.");
  if (has_currency (payment, "USD") && has_currency (document, "MXN")
      && fac_decimal_compare (rate, one) < 0)
    fault_at (walk, path, "exchange", "exchange_rate_too_small",
              "Si se paga en dólares una factura en pesos, el tipo de cambio es de 1 o más.");
}

static gboolean
check_document (FacJsonValue payment, FacJsonValue document, const char *path, gpointer data)
{
  Walk *walk = data;
  FacDecimal amount = fac_sandbox_json_number (document, "amount", FAC_DECIMAL_ZERO);
  g_autoptr (FacSandboxInvoice) invoice =
    find_by_uuid (walk->request, fac_sandbox_json_text (document, "uuid"), &walk->error);
  g_autoptr (FacJson) body = NULL;
  FacDecimal due, again;

  check_exchange (walk, payment, document, path);
  if (invoice == NULL)
    return walk->error == NULL;
  if (!sum_replaced (walk->request, invoice->id, walk->replaced, &again, &walk->error))
    return FALSE;
  body = fac_sandbox_json_load (invoice->body);
  if (!g_str_equal (invoice->status, "valid"))
    fault_at (walk, path, "uuid", "not_allowed", "La factura relacionada no está vigente.");
  else if (!fac_json_decimal (fac_json_get (fac_json_root (body), "amount_due"), &due))
    fault_at (walk, path, "uuid", "not_allowed",
              "La factura relacionada no es de pago en parcialidades o diferido (PPD).");
  else if (fac_decimal_compare (add_paid (walk, invoice->id, amount),
                                fac_decimal_add (due, again)) > 0)
    fault_at (walk, path, "amount", "amount_exceeds_related_document_balance",
              "El importe pagado es mayor que el saldo de la factura relacionada.");
  return TRUE;
}

gboolean
fac_sandbox_payment_check (FacSandboxRequest *request, FacJsonValue input, GPtrArray *faults,
                           GError **error)
{
  Walk walk = { .request = request, .faults = faults };
  gboolean done;

  walk.paid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  walk.replaced = replaced_new ();
  add_replaced (walk.replaced, input);
  done = visit (input, check_document, &walk);
  g_hash_table_unref (walk.paid);
  g_hash_table_unref (walk.replaced);
  if (walk.error != NULL)
    g_propagate_error (error, walk.error);
  return done;
}

/* Writes the sum paid on invoice @id and the payments' ids; one whose place another has taken pays no more. */
static gboolean
read_payments (FacSandboxRequest *request, const char *id, FacDecimal *paid, FacJsonWriter *ids,
               GError **error)
{
  FacStatement *select = fac_db_prepare (request->sandbox->db,
                                         "SELECT p.payment, p.amount, i.uuid FROM invoice_payments p"
                                         " JOIN invoices i ON i.id = p.payment WHERE p.invoice = ?1"
                                         " ORDER BY i.created_at, p.payment, p.position", error);
  g_autoptr (GHashTable) replaced = select != NULL ? replaced_of (request, id, error) : NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *last = NULL;

  *paid = FAC_DECIMAL_ZERO;
  if (replaced == NULL)
    return FALSE;
  fac_statement_bind_text (select, 1, id);
  while (fac_statement_step (select, &problem))
    {
      if (g_hash_table_contains (replaced, fac_statement_text (select, 2)))
        continue;
      *paid = fac_decimal_add (*paid, fac_statement_decimal (select, 1));
      if (g_strcmp0 (last, fac_statement_text (select, 0)) == 0)
        continue;
      g_free (last);
      last = fac_statement_dup (select, 0);
      fac_json_writer_string (ids, NULL, last);
    }
  fac_statement_reset (select);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* What is owed is always computed from all payments anew, so that no order of events can spoil it. */
static gboolean
refresh (FacSandboxRequest *request, const char *id, GError **error)
{
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_invoice_load (request, id, error);
  g_autoptr (FacJsonWriter) changes = fac_json_writer_new ();
  g_autoptr (FacJson) body = NULL;
  FacDecimal total, paid;

  if (invoice == NULL)
    return FALSE;
  body = fac_sandbox_json_load (invoice->body);
  total = fac_sandbox_json_number (fac_json_root (body), "total", FAC_DECIMAL_ZERO);
  fac_json_writer_begin_object (changes, NULL);
  fac_json_writer_begin_array (changes, "received_payment_ids");
  if (!read_payments (request, id, &paid, changes, error))
    return FALSE;
  fac_json_writer_end_array (changes);
  fac_json_writer_decimal (changes, "amount_due", fac_decimal_sub (total, paid));
  fac_json_writer_end_object (changes);
  return fac_sandbox_verb_amend (request, invoice, changes, error);
}

static gboolean
store_document (Walk *walk, const char *invoice, FacDecimal amount)
{
  FacStatement *insert = fac_db_prepare (walk->request->sandbox->db,
                                         "INSERT INTO invoice_payments (payment, position, invoice,"
                                         " amount) VALUES (?1, ?2, ?3, ?4)", &walk->error);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 1, walk->payment->id);
  fac_statement_bind_int (insert, 2, walk->position++);
  fac_statement_bind_text (insert, 3, invoice);
  fac_statement_bind_decimal (insert, 4, amount);
  return fac_statement_run (insert, &walk->error);
}

static gboolean
apply_document (FacJsonValue payment, FacJsonValue document, const char *path, gpointer data)
{
  Walk *walk = data;
  FacDecimal amount = fac_sandbox_json_number (document, "amount", FAC_DECIMAL_ZERO);
  g_autoptr (FacSandboxInvoice) invoice =
    find_by_uuid (walk->request, fac_sandbox_json_text (document, "uuid"), &walk->error);

  if (invoice == NULL)
    return walk->error == NULL;
  g_hash_table_add (walk->paid, g_strdup (invoice->id));
  return store_document (walk, invoice->id, amount)
    && refresh (walk->request, invoice->id, &walk->error);
}

static gboolean
write_targets (Walk *walk, GError **error)
{
  g_autoptr (FacJsonWriter) changes = fac_json_writer_new ();
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (walk->paid), (GCompareFunc) strcmp);

  fac_json_writer_begin_object (changes, NULL);
  fac_json_writer_begin_array (changes, "target_invoice_ids");
  for (const GList *id = ids; id != NULL; id = id->next)
    fac_json_writer_string (changes, NULL, id->data);
  fac_json_writer_end_array (changes);
  fac_json_writer_end_object (changes);
  return fac_sandbox_verb_amend (walk->request, walk->payment, changes, error);
}

gboolean
fac_sandbox_payment_apply (FacSandboxRequest *request, FacSandboxInvoice *payment, GError **error)
{
  Walk walk = { .request = request, .payment = payment };
  gboolean done;

  walk.paid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  done = visit (fac_json_root (payment->input), apply_document, &walk);
  if (walk.error != NULL)
    g_propagate_error (error, walk.error);
  if (done && g_hash_table_size (walk.paid) > 0)
    done = write_targets (&walk, error);
  g_hash_table_unref (walk.paid);
  return done;
}

static GPtrArray *
paid_invoices (FacSandboxRequest *request, const char *payment, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  FacStatement *select = fac_db_prepare (request->sandbox->db,
                                         "SELECT DISTINCT invoice FROM invoice_payments"
                                         " WHERE payment = ?1", error);
  g_autoptr (GError) problem = NULL;

  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 1, payment);
  while (fac_statement_step (select, &problem))
    g_ptr_array_add (ids, fac_statement_dup (select, 0));
  fac_statement_reset (select);
  if (problem == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

gboolean
fac_sandbox_payment_revert (FacSandboxRequest *request, const char *id, GError **error)
{
  g_autoptr (GPtrArray) ids = paid_invoices (request, id, error);
  FacStatement *remove;

  if (ids == NULL)
    return FALSE;
  remove = fac_db_prepare (request->sandbox->db, "DELETE FROM invoice_payments WHERE payment = ?1",
                           error);
  if (remove == NULL)
    return FALSE;
  fac_statement_bind_text (remove, 1, id);
  if (!fac_statement_run (remove, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!refresh (request, g_ptr_array_index (ids, i), error))
      return FALSE;
  return TRUE;
}

gboolean
fac_sandbox_payment_any (FacSandboxRequest *request, const char *id, gboolean *any, GError **error)
{
  FacStatement *select = fac_db_prepare (request->sandbox->db,
                                         "SELECT 1 FROM invoice_payments WHERE invoice = ?1 LIMIT 1",
                                         error);
  g_autoptr (GError) problem = NULL;

  if (select == NULL)
    return FALSE;
  fac_statement_bind_text (select, 1, id);
  *any = fac_statement_step (select, &problem);
  fac_statement_reset (select);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
