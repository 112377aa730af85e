/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FacErrorText: an error for people: what happened, what to do, and the field it is about (API path, nullable).
 * Translated; the words of known codes are the catalogue's (fac-error-catalog.h), then @original (nullable) has the
 * message as it came.
 */
typedef struct
{
  char *title;
  char *body;
  char *field;
  char *reference; /* code and log id, for support; nullable */
  char *original;
} FacErrorText;

/** fac_error_present: never empty; unknown codes show the original message, code and log id. Cancellation gives NULL.
 * Returns: (transfer full) (nullable) */
FacErrorText *fac_error_present (const GError *error);
/** fac_error_present_code: the same from stored parts (code, message, path, log id). */
FacErrorText *fac_error_present_code (const char *code, const char *message, const char *path, const char *log_id);
/** fac_error_present_waiting: the same of an operation that will be tried again: nothing was refused. */
FacErrorText *fac_error_present_waiting (const char *code, const char *message, const char *log_id);
/** fac_error_present_scoped: likewise, where numbers mean what they mean in @scope (fac-error-catalog.h, nullable). */
FacErrorText *fac_error_present_scoped (const char *scope, const char *code, const char *message, const char *path,
                                        const char *log_id);
/** fac_error_text_lines: @title, and @body beneath it. Returns: (transfer full) */
char         *fac_error_text_lines (const FacErrorText *self);
void          fac_error_text_free (FacErrorText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacErrorText, fac_error_text_free)

G_END_DECLS
