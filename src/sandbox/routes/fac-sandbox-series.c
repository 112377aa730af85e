/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-json.h"
#include "fac-sandbox-organization.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-validate.h"
#include "fac-sql.h"

#define TYPES "I E P N T"
/* This name is an operation. */
#define RESERVED "default-series"

static const FacField create_fields[] = {
  { "series", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 55, NULL, NULL, "^[^[:cntrl:]]+$" },
  { "next_folio", FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED | FAC_FIELD_POSITIVE },
  { "next_folio_test", FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED | FAC_FIELD_POSITIVE },
};
static const FacSchema create_schema = FAC_SCHEMA (create_fields);

static const FacField update_fields[] = {
  { "next_folio", FAC_FIELD_INTEGER, FAC_FIELD_POSITIVE },
  { "next_folio_test", FAC_FIELD_INTEGER, FAC_FIELD_POSITIVE },
};
static const FacSchema update_schema = FAC_SCHEMA (update_fields);

static const FacField default_fields[] = {
  { "type", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 0, 0, TYPES },
  { "series", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 25, NULL, NULL, "^[^[:cntrl:]]+$" },
};
static const FacSchema default_schema = FAC_SCHEMA (default_fields);

/* Of which type of document @series is the default one; NULL: of none. */
static const char *
default_of (FacSandboxCompany *company, const char *series)
{
  static const char *const types[] = { "I", "E", "P", "N", "T" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (fac_sandbox_company_series (company, types[i]), series) == 0)
      return types[i];
  return NULL;
}

static gboolean
has_counter (FacSandbox *sandbox, const char *organization, const char *series, GError **error)
{
  return fac_sql_any (fac_sql_find (sandbox->db, error,
                                    "SELECT 1 FROM folios WHERE organization = ? AND series = ?"
                                    " AND NOT hidden", "tt", organization, series));
}

static gboolean
exists (FacSandboxRequest *request, FacSandboxCompany *company, const char *series, GError **error)
{
  return !g_str_equal (series, FAC_SANDBOX_RECEIPTS)
    && (default_of (company, series) != NULL
        || has_counter (request->sandbox, company->id, series, error));
}

static void
write_series (FacJsonWriter *writer, FacSandboxRequest *request, FacSandboxCompany *company,
              const char *series)
{
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "series", series);
  fac_json_writer_int (writer, "next_folio",
                       fac_sandbox_folio_next (request->sandbox, company->id, TRUE, series));
  fac_json_writer_int (writer, "next_folio_test",
                       fac_sandbox_folio_next (request->sandbox, company->id, FALSE, series));
  fac_json_writer_end_object (writer);
}

static FacSandboxAnswer *
answer_series (FacSandboxRequest *request, FacSandboxCompany *company, const char *series)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  write_series (writer, request, company, series);
  return fac_sandbox_answer_writer (200, writer);
}

/* Those that were created or used, and the defaults. */
static GPtrArray *
all_series (FacSandboxRequest *request, FacSandboxCompany *company, GError **error)
{
  g_auto (GStrv) types = g_strsplit (TYPES, " ", -1);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  FacStatement *select = fac_db_prepare (request->sandbox->db,
                                         "SELECT DISTINCT series FROM folios WHERE NOT hidden"
                                         " AND organization = ?1 AND series <> ?2"
                                         " ORDER BY series", error);

  if (select == NULL)
    return names;
  fac_statement_bind_text (select, 1, company->id);
  fac_statement_bind_text (select, 2, FAC_SANDBOX_RECEIPTS);
  while (fac_statement_step (select, error))
    g_ptr_array_add (names, fac_statement_dup (select, 0));
  fac_statement_reset (select);
  for (char **type = types; *type != NULL; type++)
    {
      const char *series = fac_sandbox_company_series (company, *type);

      if (series != NULL
          && !g_ptr_array_find_with_equal_func (names, series, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (series));
    }
  return names;
}

static FacSandboxAnswer *
on_list (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) error = NULL;

  if (company == NULL)
    return answer;
  names = all_series (request, company, &error);
  if (error != NULL)
    return fac_sandbox_error_internal (error);
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_begin_array (writer, "data");
  for (guint i = 0; i < names->len; i++)
    write_series (writer, request, company, g_ptr_array_index (names, i));
  fac_json_writer_end_array (writer);
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

/* Sets the counters that the body names. */
static FacSandboxAnswer *
set_counters (FacSandboxRequest *request, FacSandboxCompany *company, const char *series)
{
  static const struct { const char *name; gboolean livemode; } counters[] = {
    { "next_folio", TRUE }, { "next_folio_test", FALSE },
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (counters); i++)
    {
      gint64 next = fac_json_int (fac_json_get (request->body, counters[i].name), 0);

      if (next > 0 && !fac_sandbox_folio_set (request->sandbox, company->id, counters[i].livemode,
                                              series, next, &error))
        return fac_sandbox_error_internal (error);
    }
  return answer_series (request, company, series);
}

static FacSandboxAnswer *
on_create (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company =
    fac_sandbox_organization_begin (request, &create_schema, &answer);
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  const char *series;
  gboolean found;

  if (company == NULL)
    return answer;
  series = fac_sandbox_json_text (request->body, "series");
  if (g_str_equal (series, RESERVED))
    {
      fac_sandbox_fault (faults, "not_allowed", "series", "Ese nombre está reservado.");
      return fac_sandbox_error_invalid (faults);
    }
  found = exists (request, company, series, &error);
  if (error != NULL)
    return fac_sandbox_error_internal (error);
  return found ? fac_sandbox_error (409, "series_already_exists")
               : set_counters (request, company, series);
}

/* NULL with @answer when there is none. */
static const char *
find_series (FacSandboxRequest *request, FacSandboxCompany *company, FacSandboxAnswer **answer)
{
  const char *series = fac_sandbox_request_param (request, 1);
  g_autoptr (GError) error = NULL;

  if (exists (request, company, series, &error))
    return series;
  *answer = fac_sandbox_error_missing (error, "series_not_found");
  return NULL;
}

static FacSandboxAnswer *
on_update (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company =
    fac_sandbox_organization_begin (request, &update_schema, &answer);
  const char *series = company != NULL ? find_series (request, company, &answer) : NULL;

  return series != NULL ? set_counters (request, company, series) : answer;
}

static FacSandboxAnswer *
on_default (FacSandboxRequest *request)
{
  static const char *const before[] = { "color", NULL };
  static const char *const after[] = { "pdf_extra", NULL };
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company =
    fac_sandbox_organization_begin (request, &default_schema, &answer);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_auto (GStrv) types = g_strsplit (TYPES, " ", -1);
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GError) error = NULL;
  const char *changed;

  if (company == NULL)
    return answer;
  changed = fac_sandbox_json_text (request->body, "type");
  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_json_members (writer, company->customization, before);
  fac_json_writer_begin_object (writer, "default_series");
  for (char **type = types; *type != NULL; type++)
    fac_json_writer_string (writer, *type, g_str_equal (*type, changed)
                            ? fac_sandbox_json_text (request->body, "series")
                            : fac_sandbox_company_series (company, *type));
  fac_json_writer_end_object (writer);
  fac_sandbox_json_members (writer, company->customization, after);
  fac_json_writer_end_object (writer);
  json = fac_json_writer_finish (writer);
  if (!fac_sandbox_company_set (request->sandbox, company, "customization", json, &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_answer_ok ();
}

static gboolean
hide (FacSandboxRequest *request, FacSandboxCompany *company, const char *series, GError **error)
{
  FacStatement *update = fac_db_prepare (request->sandbox->db,
                                         "UPDATE folios SET hidden = 1 WHERE organization = ?1"
                                         " AND series = ?2", error);

  if (update == NULL)
    return FALSE;
  fac_statement_bind_text (update, 1, company->id);
  fac_statement_bind_text (update, 2, series);
  return fac_statement_run (update, error);
}

static FacSandboxAnswer *
on_delete (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  const char *series = company != NULL ? find_series (request, company, &answer) : NULL;
  g_autoptr (GError) error = NULL;

  if (series == NULL)
    return answer;
  if (default_of (company, series) != NULL)
    return fac_sandbox_error_text (400, "invalid_operation",
                                   "Es la serie predeterminada de un tipo de documento.");
  if (!hide (request, company, series, &error))
    return fac_sandbox_error_internal (error);
  return answer_series (request, company, series);
}

const FacSandboxRoute fac_sandbox_series_routes[] = {
  { "GET", "/organizations/{id}/series-group", FAC_ROLE_OWNER, NULL, FALSE, on_list },
  { "POST", "/organizations/{id}/series-group", FAC_ROLE_OWNER, NULL, TRUE, on_create },
  { "PUT", "/organizations/{id}/series-group/default-series", FAC_ROLE_OWNER, NULL, TRUE,
    on_default },
  { "PUT", "/organizations/{id}/series-group/{series}", FAC_ROLE_OWNER, NULL, TRUE, on_update },
  { "DELETE", "/organizations/{id}/series-group/{series}", FAC_ROLE_OWNER, NULL, FALSE,
    on_delete },
  { NULL }
};
