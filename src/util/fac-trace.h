/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fac_trace_install: from here on every message that leaves through GLib (g_log of any domain and level, structured
 * fields, g_print, g_printerr) is written without API keys. Call it first in main(), once.
 */
void fac_trace_install (void);

/**
 * fac_trace_redact: @text with every API key ("sk_test_…", "sk_live_…", "sk_user_…") and every credential behind
 * "Bearer" or "Basic" replaced, keeping its kind for the reader of a log.
 * Returns: (transfer full)
 */
char *fac_trace_redact (const char *text);

G_END_DECLS
