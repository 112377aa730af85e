/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json-writer.h"

G_BEGIN_DECLS

typedef struct _FacSandboxAnswer FacSandboxAnswer;

/** FacSandboxWork: makes the real answer on a worker thread; touches neither database nor request. Returns: (transfer
 * full): never %NULL */
typedef FacSandboxAnswer *(*FacSandboxWork) (gpointer data);

/** FacSandboxThen: what is left of an answer, on the main thread once the work is done, in a transaction of its own.
 * Returns: (transfer full): never %NULL */
typedef FacSandboxAnswer *(*FacSandboxThen) (gpointer data);

/** FacSandboxNext: the next piece of a long answer, on the main thread. Returns: (transfer full) (nullable): %NULL at
 * the end */
typedef GBytes *(*FacSandboxNext) (gpointer data);

/**
 * FacSandboxAnswer: what goes back to the client.
 * @content_type: (nullable): a constant; %NULL when there is no body
 * @filename: (nullable): makes it an attachment
 * @headers: (nullable) (element-type utf8): further ones, names and values in turn
 * @work: (nullable): the rest is made by this, see fac_sandbox_answer_work()
 * @then: (nullable): of what @work returned: the rest is made by this, see fac_sandbox_answer_then()
 * @next: (nullable): gives the body piece by piece, see fac_sandbox_answer_stream()
 * @data: of @work, @then and @next
 */
struct _FacSandboxAnswer
{
  guint          status;
  GBytes        *body;
  const char    *content_type;
  char          *filename;
  GPtrArray     *headers;
  FacSandboxWork work;
  FacSandboxThen then;
  FacSandboxNext next;
  gpointer       data;
  GDestroyNotify free_data;
};

/** fac_sandbox_answer_json: takes @body, JSON text. */
FacSandboxAnswer *fac_sandbox_answer_json (guint status, GBytes *body);
/** fac_sandbox_answer_text: a copy of @body, JSON text. */
FacSandboxAnswer *fac_sandbox_answer_text (guint status, const char *body);
/** fac_sandbox_answer_writer: what @writer holds, which is left empty. */
FacSandboxAnswer *fac_sandbox_answer_writer (guint status, FacJsonWriter *writer);
/** fac_sandbox_answer_file: takes @body; @content_type is a constant. */
FacSandboxAnswer *fac_sandbox_answer_file (GBytes *body, const char *content_type, const char *filename);
/** fac_sandbox_answer_html: takes @page, a whole HTML document. It may use styles of its own, but no script. */
FacSandboxAnswer *fac_sandbox_answer_html (guint status, char *page);
/** fac_sandbox_answer_empty: a status without body (204, 303 …). */
FacSandboxAnswer *fac_sandbox_answer_empty (guint status);
/** fac_sandbox_answer_header: one more header. */
void fac_sandbox_answer_header (FacSandboxAnswer *self, const char *name, const char *value);
/** fac_sandbox_answer_work: slow work (drawing a PDF) that must not hold up other requests: when the handler is done
 * and its transaction committed, @work is run on a worker thread with @data, and what it returns is sent. */
FacSandboxAnswer *fac_sandbox_answer_work (FacSandboxWork work, gpointer data, GDestroyNotify free_data);
/** fac_sandbox_answer_then: returned by a #FacSandboxWork whose result must be stored before the answer leaves. */
FacSandboxAnswer *fac_sandbox_answer_then (FacSandboxThen then, gpointer data, GDestroyNotify free_data);
/** fac_sandbox_answer_stream: a 200 of any length in bounded memory: @next is asked for more when the client has read
 * what came before. */
FacSandboxAnswer *fac_sandbox_answer_stream (const char *content_type, FacSandboxNext next, gpointer data,
                                             GDestroyNotify free_data);
void fac_sandbox_answer_free (FacSandboxAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandboxAnswer, fac_sandbox_answer_free)

G_END_DECLS
