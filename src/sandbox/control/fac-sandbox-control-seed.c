/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-company.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-seed.h"
#include "fac-sandbox-validate.h"
#include "fac-json-writer.h"

#include <string.h>

#define MOST 5000000
/* Rows of one transaction, after which others have their turn. */
#define BATCH 500

static const FacField fields[] = {
  { "customers", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
  { "products", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
  { "invoices", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
  { "receipts", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
  { "seed", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
};
static const FacSchema schema = FAC_SCHEMA (fields);

#define N_KINDS 4
static const char *const kinds[N_KINDS] = { "customers", "products", "invoices", "receipts" };

/* The sowing goes on after its request is over: it has one of its own. */
typedef struct
{
  FacSandboxRequest *request;
  FacSandboxSeed    *seed;
  FacSandboxCompany *company;
  guint              counts[N_KINDS];
  gint64             first_folio;   /* of the kind that is being sown */
  guint              kind;
  guint              index;
  gboolean           begun;
  gboolean           answered;
} Sowing;

/* A small cache would write what is random in so many rows again and again. Nothing is lost by a
 * kill; only a power cut could take the last seconds. */
#define IN_A_HURRY \
  "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 64000"
#define AS_USUAL \
  "PRAGMA synchronous = FULL; PRAGMA cache_size = -512; PRAGMA wal_autocheckpoint = 16000"

static void
sowing_free (gpointer data)
{
  Sowing *self = data;

  if (self->request != NULL)
    fac_db_exec (self->request->sandbox->db, AS_USUAL, NULL);

  g_clear_pointer (&self->seed, fac_sandbox_seed_free);
  g_clear_pointer (&self->company, fac_sandbox_company_free);
  g_clear_pointer (&self->request, fac_sandbox_request_free);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sowing, sowing_free)

static const char *
series_of (Sowing *self)
{
  return self->kind == 2 ? fac_sandbox_company_series (self->company, "I")
         : self->kind == 3 ? FAC_SANDBOX_RECEIPTS : NULL;
}

/* Whoever makes documents meanwhile gets folios behind these. */
static gboolean
take_folios (Sowing *self, GError **error)
{
  FacSandboxRequest *request = self->request;
  const char *series = series_of (self);

  if (series == NULL || self->index > 0 || self->counts[self->kind] == 0)
    return TRUE;
  self->first_folio = fac_sandbox_folio_next (request->sandbox, request->organization, FALSE,
                                              series);
  return fac_sandbox_folio_take (request->sandbox, request->organization, FALSE, series,
                                 self->first_folio + self->counts[self->kind] - 1, error);
}

static gboolean
sow_one (Sowing *self, guint index, GError **error)
{
  const guint count = self->counts[self->kind];

  switch (self->kind)
    {
    case 0:
      return fac_sandbox_seed_customer (self->seed, index, error);
    case 1:
      return fac_sandbox_seed_product (self->seed, index, error);
    case 2:
      return fac_sandbox_seed_invoice (self->seed, index, count, series_of (self),
                                       self->first_folio + index, error);
    default:
      return fac_sandbox_seed_receipt (self->seed, self->company, index, count,
                                       self->first_folio + index, error);
    }
}

static gboolean
sow_batch (Sowing *self, GError **error)
{
  FacDb *db = self->request->sandbox->db;
  const guint end = MIN (self->counts[self->kind], self->index + BATCH);
  gboolean done;

  if (!fac_db_begin (db, FAC_DB_WRITE, error))
    return FALSE;
  done = take_folios (self, error);
  for (; done && self->index < end; self->index++)
    done = sow_one (self, self->index, error);
  if (!done)
    {
      fac_db_rollback (db);
      return FALSE;
    }
  if (self->index == self->counts[self->kind])
    {
      self->kind++;
      self->index = 0;
    }
  return fac_db_commit (db, error);
}

static guint
count_of (FacSandboxRequest *request, const char *name)
{
  return (guint) fac_json_int (fac_json_get (request->body, name), 0);
}

static FacSandboxAnswer *
check (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  fac_sandbox_validate (request->body, &schema, FALSE, faults);
  for (gsize i = 0; i < N_KINDS; i++)
    if (fac_json_int (fac_json_get (request->body, kinds[i]), 0) > MOST)
      fac_sandbox_fault (faults, "too_large", kinds[i], "Se siembran hasta %d.", MOST);
  if (faults->len == 0 && count_of (request, "invoices") > 0
      && (count_of (request, "customers") == 0 || count_of (request, "products") == 0))
    fac_sandbox_fault (faults, "required", "customers",
                       "Para sembrar facturas se necesitan clientes y productos.");
  if (faults->len == 0 && count_of (request, "receipts") > 0
      && count_of (request, "products") == 0)
    fac_sandbox_fault (faults, "required", "products",
                       "Para sembrar recibos se necesitan productos.");
  return faults->len > 0 ? fac_sandbox_error_invalid (faults) : NULL;
}

/* The counts, without the end of their object. */
static GBytes *
write_counts (Sowing *self)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GBytes) whole = NULL;

  fac_json_writer_begin_object (writer, NULL);
  for (guint i = 0; i < N_KINDS; i++)
    fac_json_writer_int (writer, kinds[i], self->counts[i]);
  fac_json_writer_end_object (writer);
  whole = fac_json_writer_finish (writer);
  return g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) - 1);
}

/* The status has left already: what went wrong joins the counts, in the members of any error. */
static GBytes *
write_failure (const GError *problem)
{
  g_autoptr (FacSandboxAnswer) failure = fac_sandbox_error_internal (problem);
  gsize length;
  const char *body = g_bytes_get_data (failure->body, &length);
  g_autofree char *rest = g_strdup_printf (",%.*s", (int) length - 1, body + 1);

  return g_bytes_new (rest, strlen (rest));
}

/* One object, begun at once; blanks inside it keep the answer going while there is more to sow. */
static GBytes *
sow_more (gpointer data)
{
  Sowing *self = data;
  g_autoptr (GError) error = NULL;

  if (self->answered)
    return NULL;
  if (!self->begun)
    {
      self->begun = TRUE;
      return write_counts (self);
    }
  if (self->kind < N_KINDS && sow_batch (self, &error))
    return g_bytes_new_static ("\n", 1);
  self->answered = TRUE;
  return error != NULL ? write_failure (error) : g_bytes_new_static ("}", 1);
}

/* Into the test world of the example company. */
static FacSandboxAnswer *
on_seed (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Sowing) sowing = NULL;
  FacSandboxAnswer *refusal = check (request);

  if (refusal != NULL)
    return refusal;
  sowing = g_new0 (Sowing, 1);
  sowing->request = fac_sandbox_request_new (request->sandbox, "POST", NULL, NULL, NULL);
  sowing->request->organization = g_strdup (request->sandbox->organization);
  sowing->request->now = request->now;
  sowing->company = fac_sandbox_company_load (request->sandbox, request->sandbox->organization,
                                              &error);
  if (sowing->company == NULL
      || !fac_db_exec (request->sandbox->db, IN_A_HURRY, &error))
    return fac_sandbox_error_internal (error);
  for (guint i = 0; i < N_KINDS; i++)
    sowing->counts[i] = count_of (request, kinds[i]);
  sowing->seed = fac_sandbox_seed_new (sowing->request, count_of (request, "seed"));
  return fac_sandbox_answer_stream ("application/json; charset=utf-8", sow_more,
                                    g_steal_pointer (&sowing), sowing_free);
}

const FacSandboxRoute fac_sandbox_control_seed_routes[] = {
  { "POST", "/_sandbox/seed", 0, NULL, TRUE, on_seed,
    FAC_ROUTE_CONTROL | FAC_ROUTE_NO_TRANSACTION },
  { NULL }
};
