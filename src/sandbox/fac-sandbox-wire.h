/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-answer.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/** FacSandboxWireEnd: how a connection that was taken from the server ends. */
typedef enum
{
  FAC_WIRE_CLOSE,
  FAC_WIRE_RESET
} FacSandboxWireEnd;

/** fac_sandbox_wire_text: status line, @headers and body as they go over the wire. Returns: (transfer full) */
GBytes *fac_sandbox_wire_text (FacSandboxAnswer *answer, SoupMessageHeaders *headers);

/**
 * fac_sandbox_wire_take: takes the connection of @message, which is paused and has no answer yet, from the server;
 * sends @bytes (nullable), spread over @milliseconds, and ends it as @end says. Once the main loop turns.
 */
void fac_sandbox_wire_take (SoupServerMessage *message, GBytes *bytes, guint milliseconds, FacSandboxWireEnd end);

G_END_DECLS
