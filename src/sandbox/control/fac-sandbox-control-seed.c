/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-company.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-seed.h"
#include "fac-sandbox-validate.h"

#define MOST 5000000
/* Rows of one transaction: large enough that the disk is waited for seldom. */
#define BATCH 20000

static const FacField fields[] = {
  { "customers", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
  { "products", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
  { "invoices", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
  { "receipts", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
  { "seed", FAC_FIELD_INTEGER, FAC_FIELD_NOT_NEGATIVE },
};
static const FacSchema schema = FAC_SCHEMA (fields);

typedef struct
{
  FacSandboxSeed    *seed;
  FacSandboxCompany *company;
  const char        *series;
  gint64             first_folio;
  guint              invoices;
} Sowing;

typedef gboolean (*Sow) (Sowing *sowing, guint index, GError **error);

static gboolean
sow_customer (Sowing *sowing, guint index, GError **error)
{
  return fac_sandbox_seed_customer (sowing->seed, index, error);
}

static gboolean
sow_product (Sowing *sowing, guint index, GError **error)
{
  return fac_sandbox_seed_product (sowing->seed, index, error);
}

static gboolean
sow_invoice (Sowing *sowing, guint index, GError **error)
{
  return fac_sandbox_seed_invoice (sowing->seed, index, sowing->invoices, sowing->series,
                                   sowing->first_folio + index, error);
}

static gboolean
sow_batch (Sowing *sowing, Sow sow, guint from, guint to, GError **error)
{
  FacSandboxRequest *request = sowing->seed->request;

  if (!fac_db_begin (request->sandbox->db, FAC_DB_WRITE, error))
    return FALSE;
  for (guint i = from; i < to; i++)
    if (!sow (sowing, i, error))
      {
        fac_db_rollback (request->sandbox->db);
        return FALSE;
      }
  if (sow == sow_invoice
      && !fac_sandbox_folio_take (request->sandbox, request->organization, request->livemode,
                                  sowing->series, sowing->first_folio + to - 1, error))
    {
      fac_db_rollback (request->sandbox->db);
      return FALSE;
    }
  return fac_db_commit (request->sandbox->db, error);
}

static gboolean
sow_all (Sowing *sowing, Sow sow, guint count, GError **error)
{
  for (guint from = 0; from < count; from += BATCH)
    if (!sow_batch (sowing, sow, from, MIN (count, from + BATCH), error))
      return FALSE;
  return TRUE;
}

static guint
count_of (FacSandboxRequest *request, const char *name)
{
  return (guint) fac_json_int (fac_json_get (request->body, name), 0);
}

static FacSandboxAnswer *
check (FacSandboxRequest *request)
{
  static const char *const names[] = { "customers", "products", "invoices", "receipts" };
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  fac_sandbox_validate (request->body, &schema, FALSE, faults);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (fac_json_int (fac_json_get (request->body, names[i]), 0) > MOST)
      fac_sandbox_fault (faults, "too_large", names[i], "Se siembran hasta %d.", MOST);
  if (faults->len == 0 && count_of (request, "receipts") > 0)
    fac_sandbox_fault (faults, "feature_not_available", "receipts",
                       "El servicio de práctica todavía no tiene recibos.");
  if (faults->len == 0 && count_of (request, "invoices") > 0
      && (count_of (request, "customers") == 0 || count_of (request, "products") == 0))
    fac_sandbox_fault (faults, "required", "customers",
                       "Para sembrar facturas se necesitan clientes y productos.");
  return faults->len > 0 ? fac_sandbox_error_invalid (faults) : NULL;
}

static gboolean
sow (FacSandboxRequest *request, Sowing *sowing, GError **error)
{
  const guint customers = count_of (request, "customers");
  const guint products = count_of (request, "products");

  sowing->series = fac_sandbox_company_series (sowing->company, "I");
  sowing->first_folio = fac_sandbox_folio_next (request->sandbox, request->organization, FALSE,
                                                sowing->series);
  sowing->invoices = count_of (request, "invoices");
  return sow_all (sowing, sow_customer, customers, error)
    && sow_all (sowing, sow_product, products, error)
    && sow_all (sowing, sow_invoice, sowing->invoices, error);
}

static FacSandboxAnswer *
answer_counts (FacSandboxRequest *request)
{
  static const char *const names[] = { "customers", "products", "invoices", NULL };
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  for (const char *const *name = names; *name != NULL; name++)
    fac_json_writer_int (writer, *name, count_of (request, *name));
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

/* Into the test world of the example company. */
static FacSandboxAnswer *
on_seed (FacSandboxRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxSeed) seed = NULL;
  g_autoptr (FacSandboxCompany) company = NULL;
  FacSandboxAnswer *refusal = check (request);
  Sowing sowing = { 0 };

  if (refusal != NULL)
    return refusal;
  request->organization = g_strdup (request->sandbox->organization);
  company = fac_sandbox_company_load (request->sandbox, request->organization, &error);
  if (company == NULL)
    return fac_sandbox_error_internal (error);
  seed = fac_sandbox_seed_new (request, count_of (request, "seed"));
  sowing.seed = seed;
  sowing.company = company;
  return sow (request, &sowing, &error) ? answer_counts (request)
                                        : fac_sandbox_error_internal (error);
}

const FacSandboxRoute fac_sandbox_control_seed_routes[] = {
  { "POST", "/_sandbox/seed", 0, NULL, TRUE, on_seed,
    FAC_ROUTE_CONTROL | FAC_ROUTE_NO_TRANSACTION },
  { NULL }
};
