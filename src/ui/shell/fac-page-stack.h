/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_PAGE_STACK (fac_page_stack_get_type ())
G_DECLARE_FINAL_TYPE (FacPageStack, fac_page_stack, FAC, PAGE_STACK, AdwBin)

/** FacPageStack: a root page and the pages opened over it. Signal "changed": another page is in front, or it shows
 * another object. */
GtkWidget *fac_page_stack_new       (FacPage *root);
FacPage   *fac_page_stack_get_root  (FacPageStack *self);
FacPage   *fac_page_stack_get_front (FacPageStack *self);
guint      fac_page_stack_get_depth (FacPageStack *self); /* pages over the root */
void       fac_page_stack_push      (FacPageStack *self, FacPage *page);
/** fac_page_stack_pop: takes @page and what lies over it away, without asking. */
void       fac_page_stack_pop       (FacPageStack *self, FacPage *page);
/** fac_page_stack_find: the page that shows the object @id. Returns: (nullable) */
FacPage   *fac_page_stack_find      (FacPageStack *self, const char *id);
/** fac_page_stack_open_new: opens a new object of the place, or goes on with the one that nothing was written in. */
void       fac_page_stack_open_new  (FacPageStack *self);
void       fac_page_stack_set_folded (FacPageStack *self, gboolean folded);
void       fac_page_stack_flush     (FacPageStack *self);

G_END_DECLS
