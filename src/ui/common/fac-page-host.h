/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_PAGE_HOST (fac_page_host_get_type ())
G_DECLARE_INTERFACE (FacPageHost, fac_page_host, FAC, PAGE_HOST, GtkWidget)

/** FacPageHostInterface: what pages ask of the window they lie in. */
struct _FacPageHostInterface
{
  GTypeInterface parent_iface;

  void (*push)  (FacPageHost *self, FacPage *page);
  void (*pop)   (FacPageHost *self, FacPage *page);
  void (*show)  (FacPageHost *self, FacEntity entity, const char *id);
  void (*toast) (FacPageHost *self, AdwToast *toast);
};

/** fac_page_push: lays @page over the page that @from is in. */
void fac_page_push (GtkWidget *from, FacPage *page);
/** fac_page_pop: takes @page away; what lay beneath comes back. */
void fac_page_pop  (FacPage *page);
/** fac_page_show: goes to the list of @entity and opens the object with local @id; %NULL: a new one. */
void fac_page_show (GtkWidget *from, FacEntity entity, const char *id);

/** fac_toast: short news. */
void fac_toast        (GtkWidget *from, const char *text);
/** fac_toast_here: short news about what is in @from; goes when @from is out of sight. */
void fac_toast_here   (GtkWidget *from, const char *text);
/** fac_toast_error: why something did not work, in words; silent for cancellation. */
void fac_toast_error  (GtkWidget *from, const GError *error);
/** fac_show_error: what was not done (@heading) and why, until the person closes it; silent for cancellation. */
void fac_show_error   (GtkWidget *from, const char *heading, const GError *error);
/**
 * fac_toast_undo: news with Undo; @undo runs with @data when it is pressed, @destroy in any case.
 * Returns: (transfer none) (nullable): %NULL when there is no window to show it
 */
AdwToast *fac_toast_undo (GtkWidget *from, const char *text, void (*undo) (gpointer data), gpointer data,
                          GDestroyNotify destroy);
/** FacTakeBack: takes @change (transfer full) back; @window (transfer full) tells what came of it. */
typedef void (*FacTakeBack) (FacWorkspace *workspace, gpointer change, GtkWidget *window);
/** fac_toast_take_back: news with Undo of @change (transfer full), which @drop frees when it stays. Returns: (transfer
 * none) */
AdwToast *fac_toast_take_back (GtkWidget *window, FacWorkspace *workspace, const char *text, gpointer change,
                               FacTakeBack take_back, GDestroyNotify drop);
/** fac_delete_with_undo: deletes an object of the workspace and offers Undo in a toast with @text. */
void fac_delete_with_undo (GtkWidget *from, FacWorkspace *workspace, FacEntity entity, const char *id,
                           const char *text);

G_END_DECLS
