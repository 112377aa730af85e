/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-paged-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FacListColumn: one column of a list. @title marked with N_(); @order: the FacOrder that its header sorts by, −1 none;
 * @chars: natural width in characters, @least: the narrowest (0: a few); @sort_title: name in the sort menu
 * and for who does not see (NULL: @title).
 * @marked: the cell also shows that the row waits for a decision (with @text alone).
 * Either @text (transfer full; content is the row's FacCustomer, FacProduct or FacDocumentSummary), or @make and @show.
 */
typedef struct
{
  const char *title;
  const char *sort_title;
  int         order;
  guint       chars;
  guint       least;
  gboolean    expand;
  gboolean    numeric;
  gboolean    dim;
  gboolean    marked;
  char      *(*text) (gconstpointer content);
  GtkWidget *(*make) (void);
  void       (*show) (GtkWidget *cell, gconstpointer content);
} FacListColumn;

/** FacCompactLayout: the same row in two lines: title and amount over detail and badge. Members but @title may be
 * NULL. @checks: a mark before them tells whether the row is selected. */
typedef struct
{
  char      *(*title)  (gconstpointer content);
  char      *(*detail) (gconstpointer content);
  char      *(*amount) (gconstpointer content);
  GtkWidget *(*make)   (void);
  void       (*show)   (GtkWidget *badge, gconstpointer content);
  gboolean     checks;
} FacCompactLayout;

/** fac_list_or_dash: what a cell shows of @text (nullable), which may be empty. Returns: (transfer full) */
char                *fac_list_or_dash (const char *text);
/** fac_list_column_new: a column whose sorter tells fac_list_columns_find_order() what was clicked. */
GtkColumnViewColumn *fac_list_column_new (const FacListColumn *column);
/** fac_list_columns_align: titles over numbers go to the right, as the numbers do. */
void                 fac_list_columns_align (GtkColumnView *view, const FacListColumn *columns, guint n_columns);
/** fac_list_check_column_new: a narrow column of marks that tell which rows are selected. */
GtkColumnViewColumn *fac_list_check_column_new (void);
GtkListItemFactory  *fac_compact_factory_new (const FacCompactLayout *layout);
/** fac_list_columns_find_order: what the headers of @view sort by. Returns: %FALSE when by nothing */
gboolean fac_list_columns_find_order (GtkColumnView *view, FacOrder *order, gboolean *descending);
/** fac_list_cell_get_position: the row that a widget inside a cell belongs to, or GTK_INVALID_LIST_POSITION. */
guint    fac_list_cell_get_position (GtkWidget *widget);

G_END_DECLS
