/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-paper.h"
#include "fac-sheet.h"

G_BEGIN_DECLS

typedef struct _FacPaperNode FacPaperNode;

/** FacPaper: what the parts of the document share while it is drawn. */
typedef struct
{
  const FacCfdi       *cfdi;
  const FacPaperStyle *style;
  FacCatalogSource    *catalog;
  FacSheet            *sheet;
  FacPaperNode        *complements; /* (nullable) */
  const char          *qr;          /* (nullable): instead of the document's own */
  /* the head of the table that is being drawn, repeated on every page; NULL between tables */
  void               (*head) (gpointer data);
  gpointer             head_data;
} FacPaper;

/* Whether option @name is on; what no options are given for is shown. */
#define _fac_paper_shows(self, name) ((self)->style->options == NULL || (self)->style->options->name)
/* Whether option @name was asked for. */
#define _fac_paper_wants(self, name) ((self)->style->options != NULL && (self)->style->options->name)

/* fac-paper-text: Spanish words for keys, dates and amounts; all (transfer full) */
/** _fac_paper_words: "601 General de Ley…", "" without key. */
char *_fac_paper_words    (FacPaper *self, const char *catalog, const char *key);
/** _fac_paper_date: "19 nov 2026 16:20". */
char *_fac_paper_date     (const char *fecha, gboolean seconds);
/** _fac_paper_amount: two decimals. */
char *_fac_paper_amount   (FacDecimal amount);
/** _fac_paper_price: two to six decimals. */
char *_fac_paper_price    (FacDecimal amount);
/** _fac_paper_tax: "IVA 16 %", "Ret. ISR 10 %". */
char *_fac_paper_tax      (const FacCfdiTax *tax);
/** _fac_paper_tax_line: "IVA 16 % sobre 2,500.00 = 400.00". */
char *_fac_paper_tax_line (const FacCfdiTax *tax);
/** _fac_paper_bind: takes @text: a short fact stays on one line, an enormous one may break. */
char *_fac_paper_bind     (char *text);
/** _fac_paper_folio: "A 1203" or "". */
char *_fac_paper_folio    (const FacCfdi *cfdi);
/** _fac_paper_title: "FACTURA", "NOTA DE CRÉDITO" … */
char *_fac_paper_title    (const FacCfdi *cfdi);

/** FAC_PAPER_RETENCION: what stands for the type of a Retenciones, which has none. */
#define FAC_PAPER_RETENCION "R"

#define FAC_PAPER_QR_SIDE 92.0 /* 3.2 cm: more than the 2.75 cm asked for */

/** _fac_paper_draw_head: letterhead and parties of the first page. */
void _fac_paper_draw_head   (FacPaper *self);
/** _fac_paper_draw_lines: the table over as many pages as it takes. */
void _fac_paper_draw_lines  (FacPaper *self);
/** _fac_paper_draw_complements: what each one has to show. */
void _fac_paper_draw_complements (FacPaper *self);
/** _fac_paper_draw_totals: taxes, sums and total, with the notes beside or below them. */
void _fac_paper_draw_totals (FacPaper *self);
/** _fac_paper_totals_height: what the totals take right after the lines; 0 when they stand elsewhere. */
double _fac_paper_totals_height (FacPaper *self);
/** _fac_paper_draw_seals: QR, seals, certificates: at the foot of the last page. */
void _fac_paper_draw_seals  (FacPaper *self);
/** _fac_paper_continue: a new page with the small running head. */
void _fac_paper_continue    (FacPaper *self);
/** _fac_paper_draw_qr: @text as a QR of FAC_PAPER_QR_SIDE. */
void _fac_paper_draw_qr (FacPaper *self, const char *text, double x, double y);
/** _fac_paper_flow: @text in a column over as many pages as it takes. */
void _fac_paper_flow (FacPaper *self, double x, double width, const FacLettering *lettering, const char *text);
/** _fac_paper_write: the finished pages. Returns: (transfer full) (nullable): PDF */
GBytes *_fac_paper_write (FacPaper *self, GError **error);
/** _fac_paper_draw_frame: watermark and footer of page @page of @pages, on the finished document. */
void _fac_paper_draw_frame  (FacPaper *self, cairo_t *cr, guint page, guint pages);

G_END_DECLS
