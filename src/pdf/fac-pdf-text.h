/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FAC_PDF_TEXT_BYTES: the largest file whose text is taken out. FAC_PDF_TEXT_PAGES: the most pages of one.
 * FAC_PDF_TEXT_MOST: the most bytes of text. */
#define FAC_PDF_TEXT_BYTES (20u * 1024 * 1024)
#define FAC_PDF_TEXT_PAGES 100
#define FAC_PDF_TEXT_MOST  (1024u * 1024)

/** FAC_PDF_TEXT_PROGRAM: the program that reads one PDF from its standard input, writes its text and can do nothing
 * else. */
#define FAC_PDF_TEXT_PROGRAM "facturador-pdf-text"

/** FacPdfTextExit: how that program ends. */
typedef enum
{
  FAC_PDF_TEXT_OK,
  FAC_PDF_TEXT_FAILED,    /* it could not lock itself in, or be read from or written to */
  FAC_PDF_TEXT_CORRUPT,   /* no PDF, or a broken one */
  FAC_PDF_TEXT_ENCRYPTED, /* it asks for a password */
  FAC_PDF_TEXT_TOO_LARGE  /* file, pages or text over a limit above */
} FacPdfTextExit;

/**
 * fac_pdf_text_take_sync: the text of @bytes, page by page, each with a form feed at its end; lines are put together
 * from where the characters stand, so that what lies side by side on paper is on one line, apart by two blanks or more.
 * @problem: (out): why it is %NULL. Blocking, and for a process of its own: foreign files are hostile.
 * Returns: (transfer full) (nullable)
 */
char *fac_pdf_text_take_sync (GBytes *bytes, FacPdfTextExit *problem);
/** fac_pdf_text_warm_up: has Poppler open now what it opens with its first document, and keep it. */
void  fac_pdf_text_warm_up   (void);

G_END_DECLS
