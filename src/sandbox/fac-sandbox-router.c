/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-router.h"

#include "fac-sandbox-auth.h"
#include "fac-sandbox-routes.h"

#include <string.h>

/* Compares part by part. Returns: the number of literal parts that matched, −1 when it does not
 * match. */
static int
match (const char *pattern, const char *path, GPtrArray *params)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  int literal = 0;
  guint i;

  for (i = 0; wanted[i] != NULL && parts[i] != NULL; i++)
    {
      if (wanted[i][0] != '{')
        {
          if (!g_str_equal (wanted[i], parts[i]))
            return -1;
          literal++;
          continue;
        }
      if (*parts[i] == '\0')
        return -1;
      if (params != NULL)
        {
          char *part = g_uri_unescape_string (parts[i], NULL);

          g_ptr_array_add (params, part != NULL ? part : g_strdup (parts[i]));
        }
    }
  return wanted[i] == NULL && parts[i] == NULL ? literal : -1;
}

const FacSandboxRoute *
fac_sandbox_route_find (const char *method, const char *path, GPtrArray *params)
{
  const FacSandboxRoute *const tables[] = {
    fac_sandbox_check_routes, fac_sandbox_organizations_routes, fac_sandbox_customers_routes,
    fac_sandbox_products_routes, fac_sandbox_invoices_routes, fac_sandbox_invoice_list_routes,
    fac_sandbox_invoice_files_routes, fac_sandbox_catalogs_routes,
  };
  const FacSandboxRoute *best = NULL;
  int best_literal = -1;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const FacSandboxRoute *route = tables[i]; route->method != NULL; route++)
      {
        int literal = g_str_equal (route->method, method) ? match (route->pattern, path, NULL) : -1;

        if (literal > best_literal)
          {
            best = route;
            best_literal = literal;
          }
      }
  if (best != NULL && params != NULL)
    match (best->pattern, path, params);
  return best;
}

static gboolean
names_contain (const char *names, const char *name)
{
  g_auto (GStrv) each = g_strsplit (names != NULL ? names : "", " ", -1);

  return g_strv_contains ((const char *const *) each, name);
}

static FacSandboxAnswer *
check_query (FacSandboxRequest *request, const FacSandboxRoute *route)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  for (guint i = 0; i + 1 < request->query->len; i += 2)
    {
      const char *name = g_ptr_array_index (request->query, i);

      if (!names_contain (route->query, name))
        fac_sandbox_fault_in (faults, "query", "unknown_field", name,
                              "El parámetro «%s» no existe.", name);
    }
  return faults->len > 0 ? fac_sandbox_error_invalid (faults) : NULL;
}

static FacSandboxAnswer *
read_body (FacSandboxRequest *request, const FacSandboxRoute *route, GBytes *body)
{
  g_autoptr (GError) error = NULL;

  if (body == NULL || g_bytes_get_size (body) == 0)
    return route->takes_body ? fac_sandbox_error (400, "invalid_json") : NULL;
  request->json = fac_json_parse (body, &error);
  if (request->json == NULL)
    return fac_sandbox_error (400, "invalid_json");
  request->body = fac_json_root (request->json);
  if (fac_json_kind (request->body) != FAC_JSON_OBJECT)
    return fac_sandbox_error_text (400, "invalid_json",
                                   "El cuerpo de la petición debe ser un objeto JSON.");
  if (!route->takes_body && fac_json_length (request->body) > 0)
    return fac_sandbox_error_text (400, "invalid_request", "Esta operación no lleva cuerpo.");
  return NULL;
}

/* The answer to a change leaves only after its commit: what was acknowledged survives a crash. */
static FacSandboxAnswer *
run_in_transaction (FacSandboxRequest *request, const FacSandboxRoute *route)
{
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer;

  if (!fac_db_begin (request->sandbox->db, FAC_DB_WRITE, &error))
    return fac_sandbox_error_internal (error);
  answer = route->handler (request);
  if (answer->status >= 400)
    {
      fac_db_rollback (request->sandbox->db);
      return answer;
    }
  if (fac_db_commit (request->sandbox->db, &error))
    return answer;
  fac_db_rollback (request->sandbox->db);
  fac_sandbox_answer_free (answer);
  return fac_sandbox_error_internal (error);
}

FacSandboxAnswer *
fac_sandbox_dispatch (FacSandbox *sandbox, const char *method, const char *path, const char *query,
                      const char *authorization, GBytes *body)
{
  g_autoptr (FacSandboxRequest) request = fac_sandbox_request_new (sandbox, method, query);
  const FacSandboxRoute *route = fac_sandbox_route_find (method, path, request->params);
  FacSandboxAnswer *refusal;

  refusal = fac_sandbox_authenticate (request, authorization, route != NULL
                                      ? route->roles : FAC_ROLE_ANY);
  if (refusal != NULL)
    return refusal;
  if (route == NULL)
    return fac_sandbox_error (404, "not_found");
  refusal = check_query (request, route);
  if (refusal == NULL)
    refusal = read_body (request, route, body);
  if (refusal != NULL)
    return refusal;
  if (g_str_equal (method, "GET"))
    return route->handler (request);
  return run_in_transaction (request, route);
}
