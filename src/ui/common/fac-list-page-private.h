/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-breakpoint-bin.h"
#include "fac-list-page.h"
#include "fac-typed-search.h"
#include "fac-wrap-box.h"

G_BEGIN_DECLS

typedef struct
{
  FacBreakpointBin   *breakpoint;
  GtkBox             *toolbar;
  GtkBox             *search_line;
  GtkSearchEntry     *search;
  FacWrapBox         *filters;
  GtkMenuButton      *sort_button;
  GtkToggleButton    *choose_button;
  AdwBin             *foot;
  GtkStack           *stack;
  GtkSpinner         *spinner;
  GtkColumnView      *columns;
  GtkListView        *compact;
  AdwStatusPage      *empty;
  GtkButton          *empty_button;
  AdwStatusPage      *failed;

  FacQuery           *query;
  FacPagedModel      *model;
  GtkSelectionModel  *selection;  /* GtkSingleSelection, or GtkMultiSelection where several can be chosen */
  GSimpleActionGroup *actions;
  FacTypedSearch      typed;

  guint               spinner_timer;
  gboolean            setting_order;
  gboolean            shown;
  gboolean            wants_focus;

  GtkColumnViewColumn *checks;     /* shown while rows are being chosen (nullable) */
  FacCompactLayout     choosing_layout;
  guint                choice_idle;
} FacListPagePrivate;

FacListPagePrivate *_fac_list_page_private (FacListPage *self);

/** _fac_list_page_add_actions: the actions "list.…" of the page. */
void _fac_list_page_add_actions       (FacListPage *self);
/** _fac_list_page_add_controllers: Delete, the keys of the row menu and the secondary click on one of its lists. */
void _fac_list_page_add_controllers   (FacListPage *self, GtkWidget *view);
/** _fac_list_page_show_order: puts the arrow of the header where the query says. */
void _fac_list_page_show_order        (FacListPage *self);
void _fac_list_page_on_header_clicked (FacListPage *self);
/** _fac_list_page_new_query: for all that belongs into the list, in its first order. Returns: (transfer full) */
FacQuery *_fac_list_page_new_query    (FacListPage *self);

/* Choosing several rows (fac-list-page-choice.c). */

/** _fac_list_page_make_selection: the selection over the model of the page, and its controllers. */
void _fac_list_page_make_selection    (FacListPage *self);
/** _fac_list_page_select_only: that row alone. */
void _fac_list_page_select_only       (FacListPage *self, guint position);
/** _fac_list_page_follow_choice: the form of the list changed: what shows the mode does too. */
void _fac_list_page_follow_choice     (FacListPage *self);

G_END_DECLS
