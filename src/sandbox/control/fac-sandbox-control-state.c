/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-routes.h"

/* Rows of one piece of the answer. */
#define PIECE 500

#define WORLD "'id', id, 'organization', organization," \
  " 'livemode', json (CASE livemode WHEN 0 THEN 'false' ELSE 'true' END)"

/* One kind of document: how many there are, and each one's identity, as JSON, after the last id that
 * was written. */
typedef struct
{
  const char *name;
  const char *count;
  const char *rows;
} Kind;

static const Kind kinds[] = {
  { "organizations", "SELECT count(*) FROM organizations",
    "SELECT id, json_object ('id', id) FROM organizations WHERE id > ?1 ORDER BY id LIMIT ?2" },
  { "customers", "SELECT count(*) FROM customers",
    "SELECT id, json_object (" WORLD ") FROM customers WHERE id > ?1 ORDER BY id LIMIT ?2" },
  { "products", "SELECT count(*) FROM products",
    "SELECT id, json_object (" WORLD ", 'sku', sku) FROM products WHERE id > ?1"
    " ORDER BY id LIMIT ?2" },
  { "invoices", "SELECT count(*) FROM invoices",
    "SELECT id, json_object (" WORLD ", 'type', type, 'status', status, 'cancellation_status',"
    " cancellation_status, 'uuid', uuid, 'series', series, 'folio_number', folio_number,"
    " 'external_id', external_id, 'idempotency_key', idempotency_key, 'total', total)"
    " FROM invoices WHERE id > ?1 ORDER BY id LIMIT ?2" },
  { "receipts", "SELECT count(*) FROM receipts",
    "SELECT id, json_object (" WORLD ", 'status', status, 'key', key, 'folio_number', folio_number,"
    " 'invoice', invoice, 'external_id', json_extract (body, '$.external_id'), 'idempotency_key',"
    " idempotency_key) FROM receipts WHERE id > ?1 ORDER BY id LIMIT ?2" },
  { "retentions", "SELECT count(*) FROM retentions",
    "SELECT id, json_object (" WORLD ", 'status', status, 'uuid', uuid, 'external_id',"
    " json_extract (body, '$.external_id'), 'idempotency_key', idempotency_key) FROM retentions"
    " WHERE id > ?1 ORDER BY id LIMIT ?2" },
  { "webhooks", "SELECT count(*) FROM webhooks",
    "SELECT id, json_object (" WORLD ", 'url', url, 'status', status) FROM webhooks WHERE id > ?1"
    " ORDER BY id LIMIT ?2" },
  { "jobs", "SELECT count(*) FROM jobs",
    "SELECT id, json_object ('id', id, 'kind', kind, 'payload', payload) FROM jobs"
    " WHERE id > CAST (?1 AS INTEGER) ORDER BY id LIMIT ?2" },
};

typedef struct
{
  FacSandbox *sandbox;
  gsize       kind; /* being written; beyond the last: done */
  gboolean    started;
  char       *last;
} Walk;

static void
walk_free (gpointer data)
{
  Walk *walk = data;

  g_free (walk->last);
  g_free (walk);
}

static void
write_counts (Walk *walk, GString *out)
{
  g_string_append (out, "{\"counts\":{");
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      FacStatement *count = fac_db_prepare (walk->sandbox->db, kinds[i].count, NULL);
      gint64 number = 0;

      if (count != NULL && fac_statement_step (count, NULL))
        number = fac_statement_int (count, 0);
      if (count != NULL)
        fac_statement_reset (count);
      g_string_append_printf (out, "%s\"%s\":%" G_GINT64_FORMAT, i > 0 ? "," : "", kinds[i].name,
                              number);
    }
  g_string_append_c (out, '}');
}

/* Returns: how many rows there were */
static guint
write_rows (Walk *walk, GString *out)
{
  FacStatement *rows = fac_db_prepare (walk->sandbox->db, kinds[walk->kind].rows, NULL);
  guint n = 0;

  if (rows == NULL)
    return 0;
  fac_statement_bind_text (rows, 1, walk->last != NULL ? walk->last : "");
  fac_statement_bind_int (rows, 2, PIECE);
  while (fac_statement_step (rows, NULL))
    {
      if (walk->last != NULL)
        g_string_append (out, ",\n");
      g_string_append (out, fac_statement_text (rows, 1));
      g_free (walk->last);
      walk->last = fac_statement_dup (rows, 0);
      n++;
    }
  fac_statement_reset (rows);
  return n;
}

static GBytes *
on_next (gpointer data)
{
  Walk *walk = data;
  GString *out;

  if (walk->kind > G_N_ELEMENTS (kinds))
    return NULL;
  out = g_string_new (NULL);
  if (!walk->started)
    write_counts (walk, out);
  if (walk->kind == G_N_ELEMENTS (kinds))
    {
      g_string_append (out, "}\n");
      walk->kind++;
      return g_string_free_to_bytes (out);
    }
  walk->started = TRUE;
  if (walk->last == NULL)
    g_string_append_printf (out, ",\"%s\":[", kinds[walk->kind].name);
  if (write_rows (walk, out) < PIECE)
    {
      g_string_append (out, "]");
      g_clear_pointer (&walk->last, g_free);
      walk->kind++;
    }
  return g_string_free_to_bytes (out);
}

static FacSandboxAnswer *
on_state (FacSandboxRequest *request)
{
  Walk *walk = g_new0 (Walk, 1);

  walk->sandbox = request->sandbox;
  return fac_sandbox_answer_stream ("application/json; charset=utf-8", on_next, walk, walk_free);
}

const FacSandboxRoute fac_sandbox_control_state_routes[] = {
  { "GET", "/_sandbox/state", 0, NULL, FALSE, on_state, FAC_ROUTE_CONTROL },
  { NULL }
};
