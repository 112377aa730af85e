/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_PAGE (fac_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (FacPage, fac_page, FAC, PAGE, AdwBin)

/**
 * FacPageClass:
 * @search: puts the cursor into the page's search entry (Ctrl+F)
 * @open: root pages: shows the object with this local id, %NULL starts a new one (Ctrl+N)
 * @focus: puts the cursor where one goes on when the page comes to the front; %NULL: the first place of its content
 * @leave: asked before the page goes away by the person's wish; %FALSE when the page asks something first
 *   and calls fac_page_close() by itself
 * @flush: the window closes: hand every unsaved change to the workspace now (writes are not lost once queued)
 * @is_blank: whether it is about something new of which nothing was written yet; %NULL: never
 *
 * One page of the window: header bar with back button, test strip, service notice, content, and the sync
 * row at the foot while the sidebar is hidden. Properties: "workspace" (construct only), "title", "subtitle",
 * "content", "start" and "end" (widgets of the header bar), "folded", "can-go-back", "object-id" (local id of what it
 * shows, so that the next start can come back to it).
 */
struct _FacPageClass
{
  AdwBinClass parent_class;

  void     (*search) (FacPage *self);
  void     (*focus)  (FacPage *self);
  void     (*open)   (FacPage *self, const char *id);
  gboolean (*leave)  (FacPage *self);
  void     (*flush)  (FacPage *self);
  gboolean (*is_blank) (FacPage *self);
};

FacWorkspace *fac_page_get_workspace   (FacPage *self);
const char   *fac_page_get_title       (FacPage *self);
void          fac_page_set_title       (FacPage *self, const char *title);
void          fac_page_set_subtitle    (FacPage *self, const char *subtitle);
void          fac_page_set_content     (FacPage *self, GtkWidget *content);
void          fac_page_set_start       (FacPage *self, GtkWidget *widget);
void          fac_page_set_end         (FacPage *self, GtkWidget *widget);
/** fac_page_add_banner: something lasting about what the page shows, above its content and below what stands there. */
void          fac_page_add_banner      (FacPage *self, GtkWidget *widget);
/** fac_page_clear_banners: takes all of them away. */
void          fac_page_clear_banners   (FacPage *self);
const char   *fac_page_get_object_id   (FacPage *self);
void          fac_page_set_object_id   (FacPage *self, const char *id);
gboolean      fac_page_get_folded      (FacPage *self);
void          fac_page_set_folded      (FacPage *self, gboolean folded);
void          fac_page_set_can_go_back (FacPage *self, gboolean can_go_back);
/** fac_page_set_root: root pages show the sync row at their foot when folded. */
void          fac_page_set_root        (FacPage *self, gboolean root);

/** fac_page_focus: puts the cursor into the first control of the content. */
void          fac_page_focus  (FacPage *self);
void          fac_page_search (FacPage *self);
void          fac_page_open   (FacPage *self, const char *id);
gboolean      fac_page_leave  (FacPage *self);
void          fac_page_flush  (FacPage *self);
gboolean      fac_page_is_blank (FacPage *self);
/** fac_page_close: takes the page off the window, without asking. */
void          fac_page_close  (FacPage *self);

G_END_DECLS
