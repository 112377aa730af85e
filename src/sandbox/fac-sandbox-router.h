/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/** FacSandboxHandler: answers one request. Returns: (transfer full): never %NULL */
typedef FacSandboxAnswer *(*FacSandboxHandler) (FacSandboxRequest *request);

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
} FacSandboxRoute;

/** FAC_SANDBOX_PAGE_QUERY: names of pagination; FAC_SANDBOX_DATE_QUERY: of a date range. */
#define FAC_SANDBOX_PAGE_QUERY "page limit"
#define FAC_SANDBOX_DATE_QUERY "date[gt] date[gte] date[lt] date[lte]"

/**
 * fac_sandbox_route_find: the route for @method and @path (without "/v2"); a literal part wins over one in braces.
 * @params: (element-type utf8): filled with the unescaped parts in braces
 */
const FacSandboxRoute *fac_sandbox_route_find (const char *method, const char *path, GPtrArray *params);

/** fac_sandbox_dispatch: routes, authenticates, checks and runs one request. Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_dispatch (FacSandbox *sandbox, const char *method, const char *path, const char *query,
                                        const char *authorization, GBytes *body);

G_END_DECLS
