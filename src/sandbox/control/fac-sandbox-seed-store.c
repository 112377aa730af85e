/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-seed.h"

#include "fac-ids.h"
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-invoice-complete.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-products.h"
#include "fac-sandbox-receipt-row.h"
#include "fac-text.h"

#include <string.h>

#define SPAN (G_GINT64_CONSTANT (3) * 365 * 24 * 3600 * G_USEC_PER_SEC)
#define MONTH (G_GINT64_CONSTANT (30) * 24 * 3600 * G_USEC_PER_SEC)
#define KEY_LENGTH 8
/* odd and no multiple of 31: numbers that differ stay different in the ring of 62⁸ */
#define SCATTER G_GUINT64_CONSTANT (48271000003)
#define MOST G_GUINT64_CONSTANT (5000001)

static char *
finish (FacJsonWriter *writer)
{

  fac_json_writer_end_object (writer);
  return fac_json_writer_finish_text (writer);
}

static FacJson *
finish_json (FacJsonWriter *writer)
{
  g_autofree char *text = finish (writer);

  return fac_sandbox_json_load (text);
}

static void
begin_body (FacSandboxSeed *self, FacJsonWriter *writer, const char *id)
{
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", id);
  fac_json_writer_time (writer, "created_at", self->end - SPAN);
  fac_json_writer_boolean (writer, "livemode", self->request->livemode);
  fac_json_writer_string (writer, "organization", self->request->organization);
}

static FacStatement *
prepare (FacSandboxSeed *self, const char *sql, const char *id, GError **error)
{
  FacStatement *insert = fac_db_prepare (self->request->sandbox->db, sql, error);

  if (insert == NULL)
    return NULL;
  fac_statement_bind_text (insert, 1, self->request->organization);
  fac_statement_bind_int (insert, 2, self->request->livemode);
  fac_statement_bind_text (insert, 3, id);
  fac_statement_bind_int (insert, 4, self->end - SPAN);
  return insert;
}

gboolean
fac_sandbox_seed_customer (FacSandboxSeed *self, guint index, GError **error)
{
  static const char *const members[] = {
    "legal_name", "tax_id", "tax_system", "email", "address", NULL
  };
  g_autofree char *id = fac_sandbox_seed_id (self, 'c', index);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (FacJson) content = NULL;
  g_autofree char *hash = NULL, *body = NULL, *search = NULL, *both = NULL;
  FacStatement *insert;

  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_seed_write_customer (self, writer, index);
  content = finish_json (writer);
  hash = fac_sandbox_json_hash (fac_json_root (content));
  both = g_strjoin (" ", fac_sandbox_json_text (fac_json_root (content), "legal_name"),
                    fac_sandbox_json_text (fac_json_root (content), "tax_id"), NULL);
  search = fac_text_fold (both);
  begin_body (self, writer, id);
  fac_sandbox_json_members (writer, fac_json_root (content), members);
  fac_json_writer_time (writer, "sat_validated_at", self->end - SPAN);
  body = finish (writer);
  insert = prepare (self, "INSERT OR REPLACE INTO customers (organization, livemode, id,"
                          " created_at, search, content_hash, body)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", id, error);
  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 5, search);
  fac_statement_bind_text (insert, 6, hash);
  fac_statement_bind_text (insert, 7, body);
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", id);
  fac_sandbox_json_members (writer, fac_json_root (content), members);
  g_ptr_array_add (self->customers, finish (writer));
  return fac_statement_run (insert, error);
}

gboolean
fac_sandbox_seed_product (FacSandboxSeed *self, guint index, GError **error)
{
  g_autofree char *id = fac_sandbox_seed_id (self, 'd', index);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (FacJson) content = NULL;
  g_autofree char *body = NULL, *search = NULL, *both = NULL;
  FacStatement *insert;

  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_seed_write_product (self, writer, index);
  content = finish_json (writer);
  both = g_strjoin (" ", fac_sandbox_json_text (fac_json_root (content), "description"),
                    fac_sandbox_json_text (fac_json_root (content), "sku"), NULL);
  search = fac_text_fold (both);
  begin_body (self, writer, id);
  fac_sandbox_product_members (writer, (FacJsonValue) { 0 }, fac_json_root (content));
  body = finish (writer);
  insert = prepare (self, "INSERT OR REPLACE INTO products (organization, livemode, id,"
                          " created_at, search, sku, body)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", id, error);
  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 5, search);
  fac_statement_bind_text (insert, 6, fac_sandbox_json_text (fac_json_root (content), "sku"));
  fac_statement_bind_text (insert, 7, body);
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", id);
  fac_sandbox_product_members (writer, (FacJsonValue) { 0 }, fac_json_root (content));
  g_ptr_array_add (self->products, finish (writer));
  return fac_statement_run (insert, error);
}

static void
write_lines (FacSandboxSeed *self, FacJsonWriter *writer)
{
  guint lines = 1 + fac_sandbox_seed_pick (self, 3);

  fac_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < lines; i++)
    {
      const char *product = g_ptr_array_index (self->products,
                                               fac_sandbox_seed_pick (self, self->products->len));

      fac_json_writer_begin_object (writer, NULL);
      fac_json_writer_int (writer, "quantity", 1 + fac_sandbox_seed_pick (self, 12));
      fac_json_writer_int (writer, "discount", 0);
      fac_json_writer_raw (writer, "product", product, strlen (product));
      fac_json_writer_end_object (writer);
    }
  fac_json_writer_end_array (writer);
}

static FacJson *
make_input (FacSandboxSeed *self, guint index)
{
  static const char *const forms[] = { "03", "03", "04", "28", "01" };
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  const char *customer = g_ptr_array_index (self->customers,
                                            fac_sandbox_seed_pick (self, self->customers->len));
  gboolean deferred = fac_sandbox_seed_pick (self, 4) == 0;
  g_autofree char *order = g_strdup_printf ("PED-%07u", index + 1);

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "type", "I");
  fac_json_writer_string (writer, "payment_form", deferred
    ? "99" : forms[fac_sandbox_seed_pick (self, G_N_ELEMENTS (forms))]);
  fac_json_writer_string (writer, "payment_method", deferred ? "PPD" : "PUE");
  fac_json_writer_string (writer, "use", "G03");
  fac_json_writer_string (writer, "external_id", order);
  fac_json_writer_raw (writer, "customer", customer, strlen (customer));
  write_lines (self, writer);
  return finish_json (writer);
}

static char *
make_uuid (FacSandboxSeed *self)
{
  const guint32 a = g_rand_int (self->dice), b = g_rand_int (self->dice);
  const guint32 c = g_rand_int (self->dice), d = g_rand_int (self->dice);

  return g_strdup_printf ("%08X-%04X-4%03X-A%03X-%04X%08X", a, b >> 16, b & 0xfff, c >> 20,
                          c & 0xffff, d);
}

gboolean
fac_sandbox_seed_invoice (FacSandboxSeed *self, guint index, guint total, const char *series,
                          gint64 folio, GError **error)
{
  g_autoptr (FacSandboxInvoice) invoice = fac_sandbox_invoice_new ();
  g_autofree char *uuid = make_uuid (self);

  invoice->id = fac_sandbox_seed_id (self, 'f', index);
  /* so many seconds that two folios never swap places */
  invoice->date = self->end - SPAN / total * (gint64) (total - index);
  invoice->date -= invoice->date % G_USEC_PER_SEC;
  invoice->created_at = invoice->date;
  invoice->series = g_strdup (series);
  invoice->folio = folio;
  invoice->status = g_strdup ("valid");
  invoice->input = make_input (self, index);
  return fac_sandbox_invoice_store_bare (self->request, invoice, uuid, error);
}

/* A receipt's key of letters and digits, another one for each number and seed. */
static char *
make_key (FacSandboxSeed *self, guint index)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const guint n = sizeof letters - 1;
  char *key = g_new0 (char, KEY_LENGTH + 1);
  guint64 ring = 1, number;

  for (guint i = 0; i < KEY_LENGTH; i++)
    ring *= n;
  number = (guint64) ((unsigned __int128) (index + self->seed * MOST) * SCATTER % ring);
  for (guint i = 0; i < KEY_LENGTH; i++, number /= n)
    key[i] = letters[number % n];
  return key;
}

static FacJson *
make_receipt_input (FacSandboxSeed *self, guint index)
{
  static const char *const forms[] = { "01", "01", "04", "28", "03" };
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autofree char *ticket = g_strdup_printf ("TK-%07u", index + 1);

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "payment_form",
                          forms[fac_sandbox_seed_pick (self, G_N_ELEMENTS (forms))]);
  fac_json_writer_string (writer, "external_id", ticket);
  if (self->customers->len > 0 && fac_sandbox_seed_pick (self, 4) == 0)
    {
      const char *customer = g_ptr_array_index (self->customers,
                                                fac_sandbox_seed_pick (self, self->customers->len));

      fac_json_writer_raw (writer, "customer", customer, strlen (customer));
    }
  write_lines (self, writer);
  return finish_json (writer);
}

gboolean
fac_sandbox_seed_receipt (FacSandboxSeed *self, FacSandboxCompany *company, guint index,
                          guint total, gint64 folio, GError **error)
{
  static const char *const branches[] = { "Centro", "Norte", "Plaza" };
  g_autoptr (FacSandboxReceipt) receipt = fac_sandbox_receipt_new ();

  receipt->id = fac_sandbox_seed_id (self, 'r', index);
  receipt->organization = g_strdup (self->request->organization);
  receipt->livemode = self->request->livemode;
  receipt->date = self->end - MONTH / total * (gint64) (total - index);
  receipt->date -= receipt->date % G_USEC_PER_SEC;
  receipt->created_at = receipt->date;
  receipt->expires_at = fac_sandbox_receipt_expiry (self->request, company, receipt->date);
  receipt->status = g_strdup (fac_sandbox_seed_pick (self, 20) == 0 ? "canceled" : "open");
  receipt->key = make_key (self, index);
  receipt->folio = folio;
  receipt->branch = g_strdup (branches[fac_sandbox_seed_pick (self, G_N_ELEMENTS (branches))]);
  receipt->input = make_receipt_input (self, index);
  return fac_sandbox_receipt_store (self->request, company, receipt, error);
}
