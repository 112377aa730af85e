/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-router.h"

#include "fac-sandbox-auth.h"
#include "fac-sandbox-control.h"
#include "fac-sandbox-routes.h"

#include <string.h>

#define OUTSIDE (FAC_ROUTE_WEB | FAC_ROUTE_CONTROL)

static const FacSandboxRoute *const tables[] = {
  fac_sandbox_check_routes, fac_sandbox_organizations_routes, fac_sandbox_customers_routes,
  fac_sandbox_products_routes, fac_sandbox_invoices_routes, fac_sandbox_invoice_list_routes,
  fac_sandbox_invoice_files_routes, fac_sandbox_catalogs_routes, fac_sandbox_complement_catalogs_routes,
  fac_sandbox_invoice_cancel_routes, fac_sandbox_invoice_copy_routes,
  fac_sandbox_invoice_preview_routes, fac_sandbox_invoice_urls_routes, fac_sandbox_downloads_routes,
  fac_sandbox_payments_routes, fac_sandbox_tools_routes, fac_sandbox_customer_verbs_routes,
  fac_sandbox_invoice_email_routes, fac_sandbox_zip_requests_routes,
  fac_sandbox_receipts_routes, fac_sandbox_receipt_files_routes, fac_sandbox_receipt_global_routes,
  fac_sandbox_receipt_invoice_routes, fac_sandbox_webhooks_routes,
  fac_sandbox_self_invoice_routes, fac_sandbox_tax_info_routes,
  fac_sandbox_organization_settings_routes, fac_sandbox_domain_routes, fac_sandbox_api_keys_routes,
  fac_sandbox_series_routes, fac_sandbox_certificate_upload_routes, fac_sandbox_logo_routes,
  fac_sandbox_roles_routes, fac_sandbox_team_routes, fac_sandbox_invites_routes,
  fac_sandbox_retentions_routes, fac_sandbox_retention_files_routes,
  fac_sandbox_control_cancellations_routes,
  fac_sandbox_control_clock_routes, fac_sandbox_control_faults_routes,
  fac_sandbox_control_mail_routes, fac_sandbox_control_seed_routes,
  fac_sandbox_control_state_routes,
};

/* Compares part by part. Returns: how well it matches, one bit a part with the first part highest;
 * −1 when it does not. */
static gint64
match (const char *pattern, const char *path)
{
  gint64 literal = 1;

  while (*pattern == '/' && *path == '/')
    {
      gsize wanted = strcspn (++pattern, "/"), length = strcspn (++path, "/");
      gboolean open = *pattern == '{';

      if (open ? length == 0 : wanted != length || strncmp (pattern, path, length) != 0)
        return -1;
      literal = literal << 1 | !open;
      pattern += wanted;
      path += length;
    }
  return *pattern == '\0' && *path == '\0' ? literal : -1;
}

static void
take_params (const char *pattern, const char *path, GPtrArray *params)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = 0; wanted[i] != NULL; i++)
    if (*wanted[i] == '{')
      {
        char *part = g_uri_unescape_string (parts[i], NULL);

        g_ptr_array_add (params, part != NULL ? part : g_strdup (parts[i]));
      }
}

const FacSandboxRoute *
fac_sandbox_route_find (const char *method, const char *path, FacSandboxRouteFlags kind,
                        GPtrArray *params)
{
  const FacSandboxRoute *best = NULL;
  gint64 best_match = -1;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const FacSandboxRoute *route = tables[i]; route->method != NULL; route++)
      {
        gint64 quality;

        if ((route->flags & OUTSIDE) != kind || !g_str_equal (route->method, method))
          continue;
        quality = match (route->pattern, path);
        if (quality > best_match)
          {
            best = route;
            best_match = quality;
          }
      }
  if (best != NULL && params != NULL)
    take_params (best->pattern, path, params);
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
  static const char *const flags[] = { "async", "createEditLink", NULL };
  static const char *const truths[] = { "true", "false", "1", "0", "", NULL };
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  for (guint i = 0; i + 1 < request->query->len; i += 2)
    {
      const char *name = g_ptr_array_index (request->query, i);

      if (!names_contain (route->query, name))
        fac_sandbox_fault_in (faults, "query", "unknown_field", name,
                              "El parámetro «%s» no existe.", name);
      else if (g_strv_contains (flags, name)
               && !g_strv_contains (truths, g_ptr_array_index (request->query, i + 1)))
        fac_sandbox_fault_in (faults, "query", "invalid_type", name,
                              "El parámetro «%s» debe ser verdadero o falso.", name);
    }
  return faults->len > 0 ? fac_sandbox_error_invalid (faults) : NULL;
}

static FacSandboxAnswer *
read_body (FacSandboxRequest *request, const FacSandboxRoute *route)
{
  GBytes *body = request->raw;
  g_autoptr (GError) error = NULL;

  if (route->flags & FAC_ROUTE_MULTIPART)
    return fac_sandbox_request_read_parts (request);
  if (route->flags & FAC_ROUTE_WEB)
    {
      fac_sandbox_request_read_form (request);
      return NULL;
    }
  if (body == NULL || g_bytes_get_size (body) == 0)
    return route->takes_body && !(route->flags & FAC_ROUTE_BODY_OPTIONAL) ? fac_sandbox_error (400, "invalid_json") : NULL;
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

static FacSandboxAnswer *
run (FacSandboxRequest *request, const FacSandboxRoute *route)
{
  FacSandboxAnswer *refusal = NULL;

  /* a page's address may carry what its visitor's other programs added to it */
  if (!(route->flags & FAC_ROUTE_WEB))
    refusal = check_query (request, route);
  if (refusal == NULL)
    refusal = read_body (request, route);
  if (refusal != NULL)
    return refusal;
  if (g_str_equal (request->method, "GET") || (route->flags & FAC_ROUTE_NO_TRANSACTION))
    return route->handler (request);
  return run_in_transaction (request, route);
}

FacSandboxAnswer *
fac_sandbox_dispatch (FacSandbox *sandbox, const char *method, const char *path, const char *query,
                      SoupMessageHeaders *headers, GBytes *body, FacSandboxPac pac)
{
  g_autoptr (FacSandboxRequest) request = fac_sandbox_request_new (sandbox, method, query, headers,
                                                                   body);
  const FacSandboxRoute *route = fac_sandbox_route_find (method, path, 0, request->params);
  FacSandboxAnswer *refusal;

  request->pac = pac;
  refusal = fac_sandbox_authenticate (request,
                                      fac_sandbox_request_header (request, "Authorization"),
                                      route != NULL ? route->roles : FAC_ROLE_ANY);
  if (refusal != NULL)
    return refusal;
  if (route == NULL)
    return fac_sandbox_error (404, "not_found");
  return run (request, route);
}

FacSandboxAnswer *
fac_sandbox_dispatch_outside (FacSandbox *sandbox, const char *method, const char *path,
                              const char *query, SoupMessageHeaders *headers, GBytes *body)
{
  gboolean control = g_str_has_prefix (path, "/_sandbox/");
  g_autoptr (FacSandboxRequest) request = NULL;
  const FacSandboxRoute *route;
  FacSandboxAnswer *refusal = NULL;

  if (control && sandbox->control == NULL)
    return fac_sandbox_error (404, "not_found");
  request = fac_sandbox_request_new (sandbox, method, query, headers, body);
  route = fac_sandbox_route_find (method, path, control ? FAC_ROUTE_CONTROL : FAC_ROUTE_WEB,
                                  request->params);
  if (control)
    refusal = fac_sandbox_control_authenticate (request);
  if (refusal != NULL)
    return refusal;
  return route != NULL ? run (request, route) : fac_sandbox_error (404, "not_found");
}
