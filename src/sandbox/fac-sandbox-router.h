/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/** FacSandboxHandler: answers one request. Returns: (transfer full): never %NULL */
typedef FacSandboxAnswer *(*FacSandboxHandler) (FacSandboxRequest *request);

/**
 * FacSandboxRouteFlags:
 * @FAC_ROUTE_MULTIPART: takes multipart/form-data: see fac_sandbox_request_part()
 * @FAC_ROUTE_WEB: a page outside /v2, for whom has its address: no key is asked for; what is posted to it is a form:
 *   see fac_sandbox_request_form()
 * @FAC_ROUTE_CONTROL: outside /v2, there with --control only; X-Control-Token instead of a key
 * @FAC_ROUTE_BODY_OPTIONAL: what takes a body goes without one too
 * @FAC_ROUTE_NO_TRANSACTION: commits by itself (several transactions, or none)
 */
typedef enum
{
  FAC_ROUTE_MULTIPART      = 1 << 0,
  FAC_ROUTE_WEB            = 1 << 1,
  FAC_ROUTE_CONTROL        = 1 << 2,
  FAC_ROUTE_NO_TRANSACTION = 1 << 3,
  FAC_ROUTE_BODY_OPTIONAL  = 1 << 4
} FacSandboxRouteFlags;

/**
 * FacSandboxRoute: one operation.
 * @pattern: "/customers/{id}": parts in braces match anything and become params
 * @roles: keys that may call it
 * @query: names of the query that it knows, separated by blanks; any other is refused
 * @takes_body: whether a JSON object is expected
 *
 * Methods other than GET run inside a write transaction that is committed before the answer leaves, or rolled
 * back when it is an error.
 */
typedef struct
{
  const char       *method;
  const char       *pattern;
  FacSandboxRole    roles;
  const char       *query;
  gboolean          takes_body;
  FacSandboxHandler handler;
  FacSandboxRouteFlags flags;
} FacSandboxRoute;

/** FAC_SANDBOX_PAGE_QUERY: names of pagination; FAC_SANDBOX_DATE_QUERY: of a date range. */
#define FAC_SANDBOX_PAGE_QUERY "page limit"
#define FAC_SANDBOX_DATE_QUERY "date[gt] date[gte] date[lt] date[lte]"

/**
 * fac_sandbox_route_find: the route for @method and @path (without "/v2"); the earlier a literal part stands where the
 * other has one in braces, the better.
 * @kind: FAC_ROUTE_WEB, FAC_ROUTE_CONTROL or 0 for the API's own
 * @params: (element-type utf8): filled with the unescaped parts in braces
 */
const FacSandboxRoute *fac_sandbox_route_find (const char *method, const char *path, FacSandboxRouteFlags kind,
                                               GPtrArray *params);

/** fac_sandbox_dispatch: routes, authenticates, checks and runs one request of the API. @pac: how stamping ends.
 * Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_dispatch (FacSandbox *sandbox, const char *method, const char *path, const char *query,
                                        SoupMessageHeaders *headers, GBytes *body, FacSandboxPac pac);
/** fac_sandbox_dispatch_outside: the same for what is served outside /v2: pages and the instrument's side. */
FacSandboxAnswer *fac_sandbox_dispatch_outside (FacSandbox *sandbox, const char *method, const char *path,
                                                const char *query, SoupMessageHeaders *headers, GBytes *body);

G_END_DECLS
