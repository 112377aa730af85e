/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-json.h"
#include "fac-sandbox-keys.h"
#include "fac-sandbox-organization.h"
#include "fac-sandbox-pages.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-validate.h"

#include "fac-text.h"

#include <string.h>

static const FacField create_fields[] = {
  { "name", FAC_FIELD_STRING, FAC_FIELD_REQUIRED, 1, 100 },
};
static const FacSchema create_schema = FAC_SCHEMA (create_fields);

static FacSandboxAnswer *
on_create (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FacSandboxCompany) company = NULL;
  g_autofree char *test_key = NULL;
  g_autofree char *id = NULL;

  fac_sandbox_validate (request->body, &create_schema, FALSE, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  id = fac_sandbox_company_create (request->sandbox,
                                   fac_sandbox_json_text (request->body, "name"), &error);
  if (id != NULL)
    test_key = fac_sandbox_key_add (request->sandbox, id, FAC_ROLE_TEST, &error);
  if (test_key != NULL)
    company = fac_sandbox_company_load (request->sandbox, id, &error);
  return company != NULL ? fac_sandbox_organization_answer (request, company)
                         : fac_sandbox_error_internal (error);
}

/* Without accents, the way the question is written: few enough to be read one by one. */
static gboolean
has_words (FacSandboxCompany *company, const char *words)
{
  static const char *const members[] = { "name", "legal_name", "tax_id" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = fac_sandbox_json_text (company->legal, members[i]);
      g_autofree char *folded = fac_text_fold (text != NULL ? text : "");

      if (strstr (folded, words) != NULL)
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
read_ids (FacSandbox *sandbox, const FacSandboxDates *dates, GError **error)
{
  FacStatement *select = fac_db_prepare (sandbox->db,
                                         "SELECT id FROM organizations WHERE deleted_at IS NULL"
                                         " AND created_at BETWEEN ?1 AND ?2"
                                         " ORDER BY created_at DESC, id DESC", error);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  if (select == NULL)
    return ids;
  fac_statement_bind_int (select, 1, dates->from);
  fac_statement_bind_int (select, 2, dates->to);
  while (fac_statement_step (select, error))
    g_ptr_array_add (ids, fac_statement_dup (select, 0));
  fac_statement_reset (select);
  return ids;
}

static GPtrArray *
find_companies (FacSandboxRequest *request, const FacSandboxDates *dates, GError **error)
{
  const char *q = fac_sandbox_request_query (request, "q");
  g_autofree char *words = fac_text_fold (q != NULL ? q : "");
  g_autoptr (GPtrArray) ids = read_ids (request->sandbox, dates, error);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_sandbox_company_free);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (FacSandboxCompany) company =
        fac_sandbox_company_load (request->sandbox, g_ptr_array_index (ids, i), NULL);

      if (company != NULL && has_words (company, words))
        g_ptr_array_add (found, g_steal_pointer (&company));
    }
  return found;
}

static FacSandboxAnswer *
on_list (FacSandboxRequest *request)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  FacSandboxDates dates = fac_sandbox_request_dates (request, faults);
  FacSandboxPage page;
  FacSandboxAnswer *refusal = fac_sandbox_page_read (request, 50, &page);
  gint64 from;

  if (refusal != NULL)
    return refusal;
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  found = find_companies (request, &dates, &error);
  if (error != NULL)
    return fac_sandbox_error_internal (error);
  from = fac_sandbox_page_offset (&page);
  fac_sandbox_page_begin (writer, &page, found->len);
  for (gint64 i = from; i < from + page.limit && i < found->len; i++)
    fac_sandbox_organization_write (writer, request, g_ptr_array_index (found, (guint) i));
  return fac_sandbox_page_end (writer);
}

static FacSandboxAnswer *
on_me (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = NULL;

  g_ptr_array_add (request->params, g_strdup ("me"));
  company = fac_sandbox_organization_load (request, &answer);
  return company != NULL ? fac_sandbox_organization_answer (request, company) : answer;
}

static FacSandboxAnswer *
on_get (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);

  return company != NULL ? fac_sandbox_organization_answer (request, company) : answer;
}

static gboolean
mark_deleted (FacSandboxRequest *request, const char *id, GError **error)
{
  FacStatement *update = fac_db_prepare (request->sandbox->db,
                                         "UPDATE organizations SET deleted_at = ?2, domain = NULL"
                                         " WHERE id = ?1", error);

  if (update == NULL)
    return FALSE;
  fac_statement_bind_text (update, 1, id);
  fac_statement_bind_int (update, 2, request->now);
  return fac_statement_run (update, error)
    && fac_sandbox_keys_remove_all (request->sandbox, id, error);
}

/* Its documents stay in the state, as they stay with the SAT, but no key reaches them. */
static FacSandboxAnswer *
on_delete (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (GError) error = NULL;

  if (company == NULL)
    return answer;
  if (g_str_equal (company->id, request->sandbox->organization))
    return fac_sandbox_error_text (400, "invalid_operation",
                                   "La empresa de ejemplo no se puede borrar.");
  answer = fac_sandbox_organization_answer (request, company);
  if (mark_deleted (request, company->id, &error))
    return answer;
  fac_sandbox_answer_free (answer);
  return fac_sandbox_error_internal (error);
}

const FacSandboxRoute fac_sandbox_organizations_routes[] = {
  { "GET", "/organizations", FAC_ROLE_USER, "q " FAC_SANDBOX_DATE_QUERY " " FAC_SANDBOX_PAGE_QUERY,
    FALSE, on_list },
  { "POST", "/organizations", FAC_ROLE_USER, NULL, TRUE, on_create },
  { "GET", "/organizations/me", FAC_ROLE_SECRET, NULL, FALSE, on_me },
  { "GET", "/organizations/{id}", FAC_ROLE_ANY, NULL, FALSE, on_get },
  { "DELETE", "/organizations/{id}", FAC_ROLE_USER, NULL, FALSE, on_delete },
  { NULL }
};
