/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/** FacSandboxDraw: a PDF from what was gathered for it; on any thread, so without database and request. Returns:
 * (transfer full) (nullable) */
typedef GBytes *(*FacSandboxDraw) (gpointer data, GError **error);

/** FacSandboxPaper: a PDF that is yet to be drawn, on a worker thread. */
typedef struct _FacSandboxPaper FacSandboxPaper;

/** fac_sandbox_paper_new: takes @data. */
FacSandboxPaper *fac_sandbox_paper_new  (FacSandboxDraw draw, gpointer data, GDestroyNotify free_data);
void             fac_sandbox_paper_free (FacSandboxPaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandboxPaper, fac_sandbox_paper_free)

/** FacSandboxLetter: a message that takes a PDF along; it owns its members. @xml, @xml_name: (nullable) */
typedef struct
{
  char   *from_name;
  char  **to;
  char   *subject;
  char   *text;
  char   *html;
  char   *pdf_name;
  char   *xml_name;
  GBytes *xml;
} FacSandboxLetter;

void fac_sandbox_letter_free (FacSandboxLetter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandboxLetter, fac_sandbox_letter_free)

/** fac_sandbox_paper_answer: the PDF; takes @self, as all of these do. */
FacSandboxAnswer *fac_sandbox_paper_answer (FacSandboxPaper *self, const char *filename);
/** fac_sandbox_paper_pack: @stem.zip with @stem.pdf and @xml. @time: of its files */
FacSandboxAnswer *fac_sandbox_paper_pack (FacSandboxPaper *self, const char *stem, GBytes *xml, gint64 time);
/** fac_sandbox_paper_post: {"ok": true} once @letter (taken) lies in the mail with the PDF. */
FacSandboxAnswer *fac_sandbox_paper_post (FacSandboxPaper *self, FacSandbox *sandbox, FacSandboxLetter *letter);
/** fac_sandbox_paper_offer: a SignedDownloadUrl of the PDF, which is kept as it was drawn. */
FacSandboxAnswer *fac_sandbox_paper_offer (FacSandboxPaper *self, FacSandboxRequest *request, const char *filename);

G_END_DECLS
