/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-answer.h"

G_BEGIN_DECLS

/**
 * FacSandboxFault: one element of errors[] (API §1.6).
 * @source: "facturapi", "sat" or "pac"; @location: "body", "query", "params", "headers", "files" or %NULL
 */
typedef struct
{
  char       *code;
  const char *source;
  const char *location;
  char       *path;
  char       *message;
} FacSandboxFault;

/** fac_sandbox_faults_new: Returns: (transfer full) (element-type FacSandboxFault) */
GPtrArray *fac_sandbox_faults_new (void);
/** fac_sandbox_fault: a fault of the service itself in the body at @path (nullable). */
void fac_sandbox_fault (GPtrArray *faults, const char *code, const char *path, const char *format,
                        ...) G_GNUC_PRINTF (4, 5);
/** fac_sandbox_fault_in: as fac_sandbox_fault() in another @location. */
void fac_sandbox_fault_in (GPtrArray *faults, const char *location, const char *code, const char *path,
                           const char *format, ...) G_GNUC_PRINTF (5, 6);
/** fac_sandbox_fault_foreign: a fault that @source ("sat", "pac") found, under its own code. */
void fac_sandbox_fault_foreign (GPtrArray *faults, const char *source, const char *code, const char *path,
                                const char *message);

/** fac_sandbox_error: an error answer with the usual Spanish text of @code. Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_error (guint status, const char *code);
/** fac_sandbox_error_text: the same with another text. Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_error_text (guint status, const char *code, const char *message);
/** fac_sandbox_error_faults: with details; the message and the place are those of the first. Returns: (transfer
 * full) */
FacSandboxAnswer *fac_sandbox_error_faults (guint status, const char *code, GPtrArray *faults);
/** fac_sandbox_error_invalid: 400 invalid_request with details. Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_error_invalid (GPtrArray *faults);
/** fac_sandbox_error_internal: 500; the reason goes to stderr only. Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_error_internal (const GError *error);
/** fac_sandbox_error_missing: what was looked for was not found: 404 @code, or 500 when that is because of @error
 * (nullable). Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_error_missing (const GError *error, const char *code);
/** fac_sandbox_error_query: 400 invalid_request: one fault in the parameter @name. Returns: (transfer full) */
FacSandboxAnswer *fac_sandbox_error_query (const char *code, const char *name, const char *message);

G_END_DECLS
