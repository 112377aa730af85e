/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-error.h"
#include "fac-ids.h"
#include "fac-json-writer.h"
#include "fac-sandbox-certificates.h"
#include "fac-sandbox-cfdi.h"
#include "fac-sandbox-invoice-verb.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-judge.h"
#include "fac-sandbox-pages.h"
#include "fac-sandbox-retention-verb.h"
#include "fac-sandbox-routes.h"
#include "fac-text.h"

#include <string.h>

FacSandboxRetention *
fac_sandbox_retention_named (FacSandboxRequest *request, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  FacSandboxRetention *retention =
    fac_sandbox_retention_load (request, fac_sandbox_request_param (request, 0), &error);

  if (retention == NULL)
    *answer = fac_sandbox_error_missing (error, "retention_not_found");
  return retention;
}

static FacSandboxAnswer *
answer_with (FacSandboxRetention *retention)
{
  return fac_sandbox_answer_text (200, retention->body);
}

static gboolean
seal (FacSandboxRequest *request, FacSandboxRetention *retention, GError **error)
{
  FacSandbox *sandbox = request->sandbox;
  g_autofree char *lower = fac_id_new ();
  g_autofree char *uuid = g_ascii_strup (lower, -1);
  g_autofree char *time = fac_sandbox_cfdi_local (sandbox, retention->document->lugar_exp_retenc,
                                                  request->now);

  if (!fac_retencion_seal (retention->document, fac_sandbox_csd (sandbox, request->organization),
                           error)
      || !fac_retencion_stamp (retention->document, sandbox->pac, uuid, time,
                               fac_certificate_get_rfc (sandbox->pac), error))
    return FALSE;
  retention->xml = fac_retencion_write (retention->document, error);
  return retention->xml != NULL;
}

static FacSandboxAnswer *
judge (FacSandboxRequest *request, FacSandboxRetention *retention)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  fac_sandbox_judge (request, retention->xml, retention->document->lugar_exp_retenc, NULL, faults);
  return faults->len > 0
    ? fac_sandbox_error_faults (400, "retention_stamping_validation_error", faults) : NULL;
}

static FacSandboxAnswer *
stamp (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxRetention *retention)
{
  FacSandboxAnswer *refusal;
  g_autoptr (GError) error = NULL;

  if (fac_sandbox_csd (request->sandbox, request->organization) == NULL)
    return fac_sandbox_error (400, "csd_required");
  retention->document = fac_sandbox_retention_build (request, company,
                                                     fac_json_root (retention->input));
  if (!seal (request, retention, &error))
    return g_error_matches (error, FAC_ERROR, FAC_ERROR_INVALID)
      ? fac_sandbox_error (400, "invalid_retention_complement")
      : fac_sandbox_error_internal (error);
  refusal = judge (request, retention);
  if (refusal != NULL)
    return refusal;
  fac_set_string (&retention->status, "valid");
  if (!fac_sandbox_retention_store (request, company, retention, &error))
    return fac_sandbox_error_internal (error);
  return answer_with (retention);
}

static FacSandboxAnswer *
store_draft (FacSandboxRequest *request, FacSandboxCompany *company,
             FacSandboxRetention *retention)
{
  g_autoptr (GError) error = NULL;

  if (!fac_sandbox_retention_store (request, company, retention, &error))
    return fac_sandbox_error_internal (error);
  return answer_with (retention);
}

static FacSandboxAnswer *
replay (FacSandboxRequest *request, const char *key, const char *hash)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxRetention) known = key != NULL
    ? fac_sandbox_retention_by_key (request, key, &error) : NULL;

  if (error != NULL)
    return fac_sandbox_error_internal (error);
  if (known == NULL)
    return NULL;
  return g_strcmp0 (known->payload_hash, hash) == 0
    ? answer_with (known) : fac_sandbox_error (409, "idempotency_key_in_use");
}

static FacSandboxAnswer *
on_create (FacSandboxRequest *request)
{
  const char *key = fac_sandbox_json_text (request->body, "idempotency_key");
  gboolean draft = g_strcmp0 (fac_sandbox_json_text (request->body, "status"), "draft") == 0;
  g_autofree char *hash = fac_sandbox_json_hash (request->body);
  g_autoptr (GPtrArray) missing = fac_sandbox_faults_new ();
  g_autoptr (FacSandboxRetention) retention = fac_sandbox_retention_new ();
  g_autoptr (FacSandboxCompany) company = NULL;
  FacSandboxAnswer *answer = replay (request, key, hash);

  if (answer == NULL)
    company = fac_sandbox_verb_company (request, &answer);
  if (company == NULL)
    return answer;
  retention->input = fac_sandbox_retention_read (request, (FacJsonValue) { 0 }, draft, &answer);
  if (retention->input == NULL)
    return answer;
  retention->id = fac_sandbox_new_id (request->sandbox);
  retention->created_at = request->now;
  retention->status = g_strdup ("draft");
  retention->idempotency_key = g_strdup (key);
  retention->payload_hash = g_steal_pointer (&hash);
  if (draft)
    return store_draft (request, company, retention);
  fac_sandbox_retention_missing (fac_json_root (retention->input), missing);
  return missing->len > 0 ? fac_sandbox_error_invalid (missing)
                          : stamp (request, company, retention);
}

#define FILTER \
  " FROM retentions WHERE organization = ?1 AND livemode = ?2" \
  " AND (?3 IS NULL OR instr (search, ?3) > 0) AND (?4 IS NULL OR customer = ?4)" \
  " AND created_at BETWEEN ?5 AND ?6" \
  " AND (?7 IS NULL OR status IN (SELECT value FROM json_each (?7)))"

/* Returns: (transfer full) (nullable): the statuses asked for as a JSON array. */
static char *
read_statuses (FacSandboxRequest *request, GPtrArray *faults)
{
  static const char *const known[] = { "draft", "pending", "valid", "canceled", "failed", NULL };
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  if (fac_sandbox_request_query (request, "status") == NULL)
    return NULL;
  fac_json_writer_begin_array (writer, NULL);
  for (guint i = 0; i + 1 < request->query->len; i += 2)
    {
      const char *value = g_ptr_array_index (request->query, i + 1);

      if (!g_str_equal (g_ptr_array_index (request->query, i), "status"))
        continue;
      if (!g_strv_contains (known, value))
        fac_sandbox_fault_in (faults, "query", "invalid_value", "status",
                              "No existe el estado «%s».", value);
      fac_json_writer_string (writer, NULL, value);
    }
  fac_json_writer_end_array (writer);
  return fac_json_writer_finish_text (writer);
}

static FacStatement *
prepare_list (FacSandboxRequest *request, const char *sql, const FacSandboxListing *list,
              const char *statuses, GError **error)
{
  FacStatement *statement = fac_sandbox_request_prepare (request, sql, error);

  if (statement == NULL)
    return NULL;
  fac_statement_bind_text (statement, 3, list->words);
  fac_statement_bind_text (statement, 4, fac_sandbox_request_query (request, "customer"));
  fac_statement_bind_int (statement, 5, list->dates.from);
  fac_statement_bind_int (statement, 6, list->dates.to);
  fac_statement_bind_text (statement, 7, statuses);
  return statement;
}

static FacSandboxAnswer *
on_list (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *statuses = read_statuses (request, faults);
  g_auto (FacSandboxListing) list = { NULL };
  FacSandboxAnswer *refusal = fac_sandbox_listing_read (request, faults, &list);
  FacStatement *count, *rows;

  if (refusal != NULL)
    return refusal;
  count = prepare_list (request, "SELECT count(*)" FILTER, &list, statuses, &error);
  rows = count != NULL
    ? prepare_list (request, "SELECT body" FILTER " ORDER BY created_at DESC, id DESC"
                    " LIMIT ?8 OFFSET ?9", &list, statuses, &error) : NULL;
  if (rows == NULL)
    return fac_sandbox_error_internal (error);
  fac_sandbox_page_bind (&list.page, rows, 8);
  return fac_sandbox_page_query (&list.page, count, rows);
}

static FacSandboxAnswer *
on_get (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxRetention) retention = fac_sandbox_retention_named (request, &answer);

  return retention != NULL ? answer_with (retention) : answer;
}

/* Returns: (transfer full) (nullable): %NULL with @answer set when it is no draft. */
static FacSandboxRetention *
find_draft (FacSandboxRequest *request, FacSandboxCompany **company, FacSandboxAnswer **answer)
{
  g_autoptr (FacSandboxRetention) retention = fac_sandbox_retention_named (request, answer);

  if (retention != NULL && !g_str_equal (retention->status, "draft"))
    {
      *answer = fac_sandbox_error_text (409, "conflict", "La retención ya está timbrada.");
      return NULL;
    }
  if (retention != NULL)
    *company = fac_sandbox_verb_company (request, answer);
  return *company != NULL ? g_steal_pointer (&retention) : NULL;
}

static FacSandboxAnswer *
change_key (FacSandboxRequest *request, FacSandboxRetention *retention)
{
  const char *key = fac_sandbox_json_text (request->body, "idempotency_key");
  g_autoptr (FacSandboxRetention) known = NULL;

  if (key == NULL || g_strcmp0 (key, retention->idempotency_key) == 0)
    return NULL;
  known = fac_sandbox_retention_by_key (request, key, NULL);
  if (known != NULL)
    return fac_sandbox_error (409, "idempotency_key_in_use");
  fac_set_string (&retention->idempotency_key, key);
  return NULL;
}

static FacSandboxAnswer *
on_update (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = NULL;
  g_autoptr (FacSandboxRetention) retention = find_draft (request, &company, &answer);
  FacJson *input;

  if (retention == NULL)
    return answer;
  answer = change_key (request, retention);
  if (answer != NULL)
    return answer;
  input = fac_sandbox_retention_read (request, fac_json_root (retention->input), TRUE, &answer);
  if (input == NULL)
    return answer;
  fac_json_unref (retention->input);
  retention->input = input;
  return store_draft (request, company, retention);
}

static FacSandboxAnswer *
on_stamp (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) missing = fac_sandbox_faults_new ();
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = NULL;
  g_autoptr (FacSandboxRetention) retention = find_draft (request, &company, &answer);

  if (retention == NULL)
    return answer;
  fac_sandbox_retention_not_ready (request, company, retention, missing);
  return missing->len > 0 ? fac_sandbox_error_faults (400, "draft_not_ready_to_stamp", missing)
                          : stamp (request, company, retention);
}

static FacJson *
copy_input (FacSandboxRetention *old)
{
  static const char *const own[] = { "external_id", "idempotency_key", NULL };
  g_autoptr (GBytes) rest = fac_json_without (fac_json_root (old->input), own);

  return fac_json_parse (rest, NULL);
}

static FacSandboxAnswer *
on_copy (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxRetention) old = fac_sandbox_retention_named (request, &answer);
  g_autoptr (FacSandboxRetention) copy = fac_sandbox_retention_new ();
  g_autoptr (FacSandboxCompany) company = old != NULL ? fac_sandbox_verb_company (request, &answer)
                                                      : NULL;

  if (company == NULL)
    return answer;
  copy->input = copy_input (old);
  g_return_val_if_fail (copy->input != NULL, fac_sandbox_error (500, "internal_error"));
  copy->id = fac_sandbox_new_id (request->sandbox);
  copy->created_at = request->now;
  copy->status = g_strdup ("draft");
  return store_draft (request, company, copy);
}

static FacSandboxAnswer *
check_motive (FacSandboxRequest *request)
{
  static const char *const motives[] = { "01", "02", "03", "04", NULL };
  const char *motive = fac_sandbox_request_query (request, "motive");
  const char *substitution = fac_sandbox_request_query (request, "substitution");

  if (motive == NULL)
    return fac_sandbox_error_query ("required", "motive", "El motivo es obligatorio.");
  if (!g_strv_contains (motives, motive))
    return fac_sandbox_error_query ("invalid_value", "motive",
                                    "El motivo debe ser 01, 02, 03 o 04.");
  if (g_str_equal (motive, "01") && substitution == NULL)
    return fac_sandbox_error_query ("required", "substitution",
                                    "El motivo 01 necesita la retención que sustituye.");
  if (!g_str_equal (motive, "01") && substitution != NULL)
    return fac_sandbox_error_query ("not_allowed", "substitution",
                                    "Sólo el motivo 01 lleva sustitución.");
  return NULL;
}

/* Returns: (transfer full) (nullable): the UUID of the valid retention that takes the place of @retention. */
static char *
find_substitution (FacSandboxRequest *request, FacSandboxRetention *retention, const char *name)
{
  FacStatement *select =
    fac_sandbox_request_prepare (request,
      "SELECT uuid FROM retentions WHERE organization = ?1 AND livemode = ?2"
      " AND (id = ?3 OR uuid = upper (?3)) AND id <> ?4 AND status = 'valid'", NULL);
  char *uuid = NULL;

  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 3, name);
  fac_statement_bind_text (select, 4, retention->id);
  if (fac_statement_step (select, NULL))
    uuid = fac_statement_dup (select, 0);
  fac_statement_reset (select);
  return uuid;
}

static FacSandboxAnswer *
on_delete (FacSandboxRequest *request)
{
  const char *name = fac_sandbox_request_query (request, "substitution");
  FacSandboxAnswer *answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxRetention) retention = fac_sandbox_retention_named (request, &answer);
  g_autofree char *uuid = NULL;

  if (retention == NULL)
    return answer;
  if (g_str_equal (retention->status, "draft"))
    return fac_sandbox_retention_remove (request, retention, &error)
      ? answer_with (retention) : fac_sandbox_error_internal (error);
  answer = check_motive (request);
  if (answer != NULL)
    return answer;
  if (!g_str_equal (retention->status, "valid"))
    return fac_sandbox_error (409, "retention_not_cancelable");
  uuid = name != NULL ? find_substitution (request, retention, name) : NULL;
  if (name != NULL && uuid == NULL)
    return fac_sandbox_error_query ("not_found", "substitution",
                                    "No existe la retención que sustituye.");
  if (!fac_sandbox_retention_cancel (request, retention,
                                     fac_sandbox_request_query (request, "motive"), uuid, &error))
    return fac_sandbox_error_internal (error);
  return answer_with (retention);
}

const FacSandboxRoute fac_sandbox_retentions_routes[] = {
  { "POST", "/retentions", FAC_ROLE_SECRET, NULL, TRUE, on_create },
  { "GET", "/retentions", FAC_ROLE_SECRET,
    "q customer status " FAC_SANDBOX_DATE_QUERY " " FAC_SANDBOX_PAGE_QUERY, FALSE, on_list },
  { "GET", "/retentions/{id}", FAC_ROLE_SECRET, NULL, FALSE, on_get },
  { "PUT", "/retentions/{id}", FAC_ROLE_SECRET, NULL, TRUE, on_update },
  { "DELETE", "/retentions/{id}", FAC_ROLE_SECRET, "motive substitution", FALSE, on_delete },
  { "POST", "/retentions/{id}/copy", FAC_ROLE_SECRET, NULL, FALSE, on_copy },
  { "POST", "/retentions/{id}/stamp", FAC_ROLE_SECRET, NULL, FALSE, on_stamp },
  { NULL }
};
