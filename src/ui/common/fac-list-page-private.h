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
  GtkStack           *stack;
  GtkSpinner         *spinner;
  GtkColumnView      *columns;
  GtkListView        *compact;
  AdwStatusPage      *empty;
  GtkButton          *empty_button;
  AdwStatusPage      *failed;

  FacQuery           *query;
  FacPagedModel      *model;
  GtkSingleSelection *selection;
  GSimpleActionGroup *actions;
  FacTypedSearch      typed;

  guint               spinner_timer;
  gboolean            setting_order;
  gboolean            shown;
  gboolean            wants_focus;
} FacListPagePrivate;

FacListPagePrivate *_fac_list_page_private (FacListPage *self);

/** _fac_list_page_add_actions: the actions "list.…" of the page. */
void _fac_list_page_add_actions       (FacListPage *self);
/** _fac_list_page_add_controllers: Delete, the keys of the row menu and the secondary click on one of its lists. */
void _fac_list_page_add_controllers   (FacListPage *self, GtkWidget *view);
/** _fac_list_page_show_order: puts the arrow of the header where the query says. */
void _fac_list_page_show_order        (FacListPage *self);
void _fac_list_page_on_header_clicked (FacListPage *self);

G_END_DECLS
