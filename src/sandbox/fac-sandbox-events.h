/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-jobs.h"
#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/**
 * fac_sandbox_event: something happened in the world of @request: it is kept, and delivered to the webhooks that asked
 * for @type. Inside the request's transaction.
 * @kind: of the resource ("invoice", …); @object: as it is answered now, JSON text
 * @messages: (nullable): related_resource_messages, JSON text of an array
 */
gboolean fac_sandbox_event (FacSandboxRequest *request, const char *type, const char *kind, const char *object,
                            const char *messages, GError **error);
/** fac_sandbox_event_find: the body of event @id as it is delivered. Returns: (transfer full) (nullable) */
char *fac_sandbox_event_find (FacSandboxRequest *request, const char *id, GError **error);
/** fac_sandbox_event_known: whether there is an event @type that one can ask for. */
gboolean fac_sandbox_event_known (const char *type);
/** fac_sandbox_event_sign: the signature of @body under @secret: HMAC-SHA256 as lower case hex. Returns: (transfer
 * full) */
char *fac_sandbox_event_sign (const char *secret, const char *body, gsize length);

/** fac_sandbox_delivery_jobs: "webhook": a delivery is due. */
extern const FacSandboxJobKind fac_sandbox_delivery_jobs[];

G_END_DECLS
