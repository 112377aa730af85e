/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-line-grid.h"
#include "fac-line-row.h"
#include "fac-suggestions.h"
#include "fac-typed-search.h"

G_BEGIN_DECLS

struct _FacLineGrid
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget      *head;
  GPtrArray      *rows; /* (element-type FacLineRow): line i is shown by rows[i % len] */
  GtkWidget      *entry;
  GtkWidget      *problem; /* what is wrong with what is typed, in words, beneath the entry */
  FacSuggestions *suggestions;
  GtkWidget      *menu;

  /* owned */
  FacWorkspace    *workspace;
  FacInvoiceDraft *draft;
  GtkAdjustment   *adjustments[2];
  guint            policies[2];
  FacLineLayout    layout;
  GHashTable      *marks; /* line × columns + column → "wrong" or "doubtful" */
  int              em;
  int              text;
  gboolean         narrow;

  /* the position, kept by us */
  guint         line;
  FacLineColumn column;
  guint         anchor; /* other end of the selected lines */

  /* typing */
  gboolean      editing;
  gboolean      filling;       /* the entry is changed by us */
  gboolean      touched;       /* the draft was changed by this typing */
  gboolean      fresh;         /* typing in the empty row: Enter takes the first offer */
  FacTypedSearch typed;        /* wants a FacLineMove */
};

typedef enum { FAC_LINE_STAY, FAC_LINE_NEXT, FAC_LINE_PREVIOUS, FAC_LINE_DOWN, FAC_LINE_UP } FacLineMove;

/* fac-line-grid.c: lines and position */
guint                 _fac_line_grid_count   (FacLineGrid *self); /* without the empty row */
const FacInvoiceLine *_fac_line_grid_peek    (FacLineGrid *self, guint line); /* NULL for the empty row */
void                  _fac_line_grid_set_position (FacLineGrid *self, guint line, FacLineColumn column,
                                                   gboolean extend);
/** _fac_line_grid_move: Returns: %FALSE when there is nothing further that way */
gboolean              _fac_line_grid_move    (FacLineGrid *self, FacLineMove move);
void                  _fac_line_grid_selected_range (FacLineGrid *self, guint *first, guint *n_lines);
void                  _fac_line_grid_announce (FacLineGrid *self);
void                  _fac_line_grid_ask_details (FacLineGrid *self, guint line);

/* fac-line-grid-layout.c: rows in view */
void _fac_line_grid_layout_init (FacLineGrid *self);
void _fac_line_grid_update_rows (FacLineGrid *self);
void _fac_line_grid_reveal      (FacLineGrid *self);
void _fac_line_grid_set_adjustment (FacLineGrid *self, GtkOrientation orientation, GtkAdjustment *adjustment);
void _fac_line_grid_measure     (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                                 int *natural, int *minimum_baseline, int *natural_baseline);
void _fac_line_grid_allocate    (GtkWidget *widget, int width, int height, int baseline);
void _fac_line_grid_snapshot    (GtkWidget *widget, GtkSnapshot *snapshot);
/** _fac_line_grid_cell_at: Returns: %FALSE outside of the rows */
gboolean _fac_line_grid_cell_at (FacLineGrid *self, double x, double y, guint *line, FacLineColumn *column);
guint _fac_line_grid_page       (FacLineGrid *self);

/* fac-line-grid-editor.c: the floating editor */
void     _fac_line_grid_editor_init (FacLineGrid *self);
void     _fac_line_grid_begin  (FacLineGrid *self, const char *text); /* NULL: the cell's own text */
/* %FALSE: it stays with what is wrong, or goes when the offers are there */
gboolean _fac_line_grid_finish (FacLineGrid *self, FacLineMove move);
void     _fac_line_grid_say    (FacLineGrid *self, const char *problem); /* NULL: nothing is wrong */
void     _fac_line_grid_resume (FacLineGrid *self); /* goes on where something typed could not be read */
void     _fac_line_grid_cancel (FacLineGrid *self);
void     _fac_line_grid_write  (FacLineGrid *self, const FacInvoiceLine *line);
FacInvoiceLine *_fac_line_grid_copy_line (FacLineGrid *self); /* of the position; a new one for the empty row */

/* fac-line-grid-offers.c: what the editor offers while typing */
void _fac_line_grid_offer (FacLineGrid *self, const char *text);
void _fac_line_grid_stop_offers (FacLineGrid *self);
void _fac_line_grid_take  (FacLineGrid *self, const FacSuggestion *offer);

/* fac-line-grid-keys.c, -actions.c */
void _fac_line_grid_add_input (FacLineGrid *self);
void _fac_line_grid_install_actions (GtkWidgetClass *widget_class);
void _fac_line_grid_show_menu (FacLineGrid *self, double x, double y);

G_END_DECLS
