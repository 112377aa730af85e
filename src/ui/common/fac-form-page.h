/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_FORM_PAGE (fac_form_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (FacFormPage, fac_form_page, FAC, FORM_PAGE, FacPage)

/**
 * FacFormPageClass:
 * @store: hands the form's object to the workspace; @send %FALSE is an autosave. Ends with fac_form_page_stored()
 * @revert: the person gave up: put back what was there before, or delete what is new
 * @is_sendable: whether it is complete enough to be sent
 * @explain: Save was pressed and it is not: shows what is missing
 *
 * A form that is written within a second of the first unsaved change, and sent with Save (Ctrl+S).
 * Signal "saved" (const char *id): it was saved, the page is about to close.
 */
struct _FacFormPageClass
{
  FacPageClass parent_class;

  void     (*store)       (FacFormPage *self, gboolean send);
  void     (*revert)      (FacFormPage *self);
  gboolean (*is_sendable) (FacFormPage *self);
  void     (*explain)     (FacFormPage *self);
};

/** fac_form_page_changed: the person changed something. */
void fac_form_page_changed (FacFormPage *self);
/** fac_form_page_stored: the answer to @store. */
void fac_form_page_stored  (FacFormPage *self, gboolean sent, const GError *error);
gboolean fac_form_page_is_dirty (FacFormPage *self);

G_END_DECLS
