/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-list-columns.h"
#include "fac-page.h"
#include "fac-paged-model.h"

G_BEGIN_DECLS

#define FAC_TYPE_LIST_PAGE (fac_list_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (FacListPage, fac_list_page, FAC, LIST_PAGE, FacPage)

/**
 * FacListPageClass:
 * @entity, @columns, @n_columns, @compact: what is listed and how
 * @title: (nullable) of the page, marked with N_()
 * @limit: (nullable) what of them, and in which order at first: changes a query that asks for all
 * @search_hint … @empty_action: texts marked with N_(); @empty_action is a detailed action name
 * @describe: how many there are, in words, for the subtitle. Returns: (transfer full)
 * @activate: Enter or double click
 * @remove: Delete
 * @multiple: several rows can be chosen (Ctrl and Shift, Ctrl+A, Space, or the selection mode for fingers)
 * @row_menu: menu of a row; its actions work on fac_list_page_get_selected(), as "list.open" and "list.remove" do.
 *   Returns: (transfer full)
 *
 * A searchable list in four honest states over a FacPagedModel; below 640 px rows of two lines instead of columns.
 * Signals: "choice-changed": other rows are chosen; "shown": the frame that draws the first data, or the honest state
 * that there is none, begins.
 */
struct _FacListPageClass
{
  FacPageClass parent_class;

  FacEntity            entity;
  const FacListColumn *columns;
  guint                n_columns;
  FacCompactLayout     compact;
  const char          *title;
  void               (*limit) (FacQuery *query);
  const char          *search_hint;
  const char          *empty_icon;
  const char          *empty_title;
  const char          *empty_body;
  const char          *empty_label;
  const char          *empty_action;
  gboolean             multiple;

  char       *(*describe) (FacListPage *self, guint n_items);
  void        (*activate) (FacListPage *self, FacRow *row);
  void        (*remove)   (FacListPage *self, FacRow *row);
  GMenuModel *(*row_menu) (FacListPage *self, FacRow *row);
};

/** fac_list_page_get_query: what is shown now; copy it, change the copy, set that. */
FacQuery *fac_list_page_get_query    (FacListPage *self);
void      fac_list_page_set_query    (FacListPage *self, FacQuery *query);
/** fac_list_page_set_customer: lists only what is of @customer, under their name. */
void      fac_list_page_set_customer (FacListPage *self, const FacCustomer *customer);
/** fac_list_page_add_filter: a button beside the search entry. */
void      fac_list_page_add_filter   (FacListPage *self, GtkWidget *filter);
/** fac_list_page_get_selected: the one row that is selected, else the one with the focus. Returns: (transfer none)
 * (nullable): a row that is loaded */
FacRow   *fac_list_page_get_selected (FacListPage *self);
FacPagedModel *fac_list_page_get_model (FacListPage *self);
/** fac_list_page_count_chosen: how many rows something is to be done with: those that are selected when there is more
 * than one, or in selection mode; else 0. */
guint     fac_list_page_count_chosen    (FacListPage *self);
/** fac_list_page_is_choosing: whether a click chooses a row instead of opening it. */
gboolean  fac_list_page_is_choosing     (FacListPage *self);
/** fac_list_page_dup_chosen_keys: their sort keys, in the order of the list. Returns: (transfer full) (element-type
 * gint64) */
GArray   *fac_list_page_dup_chosen_keys (FacListPage *self);
/** fac_list_page_leave_choice: as Esc: the mode ends, and of several rows one stays selected. */
void      fac_list_page_leave_choice    (FacListPage *self);
/** fac_list_page_set_foot: what stands below the rows; it shows and hides itself. */
void      fac_list_page_set_foot        (FacListPage *self, GtkWidget *foot);

G_END_DECLS
