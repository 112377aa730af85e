/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-line-edit.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** FacLineLayout: where the cells of a row lie; in the narrow form the description stands over the others. */
typedef struct
{
  GdkRectangle cells[FAC_LINE_N_COLUMNS];
  int          height;
  gboolean     narrow;
  gboolean     tight; /* wide, with less room around the texts for the sake of the description */
} FacLineLayout;

/** fac_line_layout_compute: for @width pixels; @em is the width of a digit and @text the height of a line of text. */
void fac_line_layout_compute (FacLineLayout *self, int width, int em, int text, gboolean narrow);
/** fac_line_layout_find: the cell at a place of a row. */
FacLineColumn fac_line_layout_find (const FacLineLayout *self, int x, int y);

#define FAC_TYPE_LINE_ROW (fac_line_row_get_type ())
G_DECLARE_FINAL_TYPE (FacLineRow, fac_line_row, FAC, LINE_ROW, GtkWidget)

typedef enum
{
  FAC_LINE_ROW_NEW      = 1 << 0, /* the empty one at the end */
  FAC_LINE_ROW_SELECTED = 1 << 1,
  FAC_LINE_ROW_HEAD     = 1 << 2
} FacLineRowFlags;

/** FacLineRow: one row of the grid, made of labels; used again for other lines. */
GtkWidget *fac_line_row_new        (void);
void       fac_line_row_set_layout (FacLineRow *self, const FacLineLayout *layout); /* borrowed, of the grid */
void       fac_line_row_set_text   (FacLineRow *self, FacLineColumn column, const char *text);
void       fac_line_row_set_state  (FacLineRow *self, guint index, FacLineRowFlags flags, int current);
/** fac_line_row_set_mark: "wrong", "doubtful" or NULL on a cell. */
void       fac_line_row_set_mark   (FacLineRow *self, FacLineColumn column, const char *mark);
/** fac_line_row_get_index: the line it shows, G_MAXUINT none yet. */
guint      fac_line_row_get_index  (FacLineRow *self);

G_END_DECLS
