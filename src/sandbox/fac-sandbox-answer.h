/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json-writer.h"

G_BEGIN_DECLS

/** FacSandboxAnswer: what goes back to the client. @filename: (nullable): makes it an attachment. */
typedef struct
{
  guint       status;
  GBytes     *body;
  const char *content_type;
  char       *filename;
} FacSandboxAnswer;

/** fac_sandbox_answer_json: takes @body, JSON text. */
FacSandboxAnswer *fac_sandbox_answer_json (guint status, GBytes *body);
/** fac_sandbox_answer_writer: what @writer holds, which is left empty. */
FacSandboxAnswer *fac_sandbox_answer_writer (guint status, FacJsonWriter *writer);
/** fac_sandbox_answer_file: takes @body; @content_type is a constant. */
FacSandboxAnswer *fac_sandbox_answer_file (GBytes *body, const char *content_type, const char *filename);
void fac_sandbox_answer_free (FacSandboxAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandboxAnswer, fac_sandbox_answer_free)

G_END_DECLS
