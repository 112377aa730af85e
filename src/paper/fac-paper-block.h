/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-paper-node.h"

G_BEGIN_DECLS

#define FAC_PAPER_MAX_COLUMNS 8

/** FacPaperCell: TEXT wraps; KEY and NUMBER (at the right) are one line that is written smaller when it is long. */
typedef enum { FAC_CELL_TEXT, FAC_CELL_KEY, FAC_CELL_NUMBER } FacPaperCell;

/** FacPaperColumn: @width: points; 0 for the one that takes the rest. */
typedef struct
{
  const char  *heading;
  double       width;
  FacPaperCell kind;
} FacPaperColumn;

/** FacPaperTable: a table that repeats its head on every page. */
typedef struct
{
  FacPaper             *paper;
  const FacPaperColumn *columns;
  guint                 n_columns;
  double                x[FAC_PAPER_MAX_COLUMNS];
  double                width[FAC_PAPER_MAX_COLUMNS];
} FacPaperTable;

/** _fac_paper_section: a title, on the next page when hardly anything would go below it. */
void _fac_paper_section (FacPaper *self, const char *title);
/** _fac_paper_paragraph: small text over the whole width, over as many pages as it takes. */
void _fac_paper_paragraph (FacPaper *self, const char *text);

/** _fac_paper_facts_new: labels and values by turns. */
GPtrArray *_fac_paper_facts_new  (void);
/** _fac_paper_facts_take: adds one unless @value is NULL or empty. @value: (transfer full) (nullable) */
void       _fac_paper_facts_take (GPtrArray *facts, const char *label, char *value);
/** _fac_paper_facts_add: adds the attributes that are there. */
void       _fac_paper_facts_add  (GPtrArray *facts, FacPaper *self, const FacPaperNode *node,
                                  const FacPaperLabel *labels, gsize n_labels);
/** _fac_paper_facts_draw: in @columns from @x to the right margin; takes @facts. */
void       _fac_paper_facts_draw (GPtrArray *facts, FacPaper *self, double x, guint columns);

/** _fac_paper_table_begin: shares the width out among @columns and draws the head. */
void _fac_paper_table_begin (FacPaperTable *self, FacPaper *paper, const FacPaperColumn *columns, guint n_columns);
/** _fac_paper_table_take: a row; @detail goes below it over the whole width. Frees the @cells and @detail. */
void _fac_paper_table_take  (FacPaperTable *self, char **cells, char *detail);
/** _fac_paper_table_end: no further page gets this head. */
void _fac_paper_table_end   (FacPaperTable *self);

G_END_DECLS
