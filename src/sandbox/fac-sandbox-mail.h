/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox.h"

G_BEGIN_DECLS

/** FacSandboxAttachment: one file of a message; borrowed. */
typedef struct
{
  const char *name;
  const char *content_type;
  GBytes     *bytes;
} FacSandboxAttachment;

/** FacSandboxMail: a message to be sent; borrowed. @to ends with %NULL; @reply_to, @attachments: (nullable) */
typedef struct
{
  const char                 *from_name;
  const char                 *reply_to;
  const char *const          *to;
  const char                 *subject;
  const char                 *text;
  const char                 *html;
  const FacSandboxAttachment *attachments;
  guint                       n_attachments;
} FacSandboxMail;

/** FacSandboxEnvelope: what a message takes from the service, so that it can be written on any thread. */
typedef struct _FacSandboxEnvelope FacSandboxEnvelope;

/** fac_sandbox_envelope_new: on the main thread; the messages lie in the order of their envelopes. */
FacSandboxEnvelope *fac_sandbox_envelope_new  (FacSandbox *sandbox, GError **error);
void                fac_sandbox_envelope_free (FacSandboxEnvelope *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandboxEnvelope, fac_sandbox_envelope_free)
/** fac_sandbox_envelope_send: as fac_sandbox_mail_send(), on any thread. */
gboolean            fac_sandbox_envelope_send (FacSandboxEnvelope *self, const FacSandboxMail *mail, GError **error);

/**
 * fac_sandbox_mail_send: writes the message as "mail/ID.eml" in the state folder, ID growing with time; and hands it to
 * the SMTP server on loopback when one is configured (sandbox->smtp), without waiting for it.
 */
gboolean fac_sandbox_mail_send (FacSandbox *sandbox, const FacSandboxMail *mail, GError **error);

/** fac_sandbox_mail_bounces: whether an address is of the domain invalid, to which nothing can be delivered. */
gboolean fac_sandbox_mail_bounces (const char *address);

/** fac_sandbox_smtp_submit: hands @message (a whole .eml) to "host:port" on another thread; a failure is only told on
 * stderr. @to ends with %NULL. */
void fac_sandbox_smtp_submit (const char *server, const char *from, const char *const *to, GBytes *message);

G_END_DECLS
