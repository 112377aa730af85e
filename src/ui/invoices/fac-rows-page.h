/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"
#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_ROWS_PAGE (fac_rows_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (FacRowsPage, fac_rows_page, FAC, ROWS_PAGE, FacPage)

/**
 * FacRowsPageClass:
 * @load: asks for what is shown, and calls fac_rows_page_begin(), adds the rows, and fac_rows_page_end()
 *
 * A page of a few documents in groups, each in words; read again whenever a document changes.
 */
struct _FacRowsPageClass
{
  FacPageClass parent_class;

  void (*load) (FacRowsPage *self);
};

/** fac_rows_page_set_empty: what is said when there is none. */
void       fac_rows_page_set_empty (FacRowsPage *self, const char *icon, const char *title, const char *body);
/** fac_rows_page_begin: all rows go. */
void       fac_rows_page_begin     (FacRowsPage *self);
/** fac_rows_page_add_group: what follows stands under @title. */
void       fac_rows_page_add_group (FacRowsPage *self, const char *title, const char *description);
/** fac_rows_page_add: a row about @summary, which opens it; @suffix: (nullable): a control at its end. */
GtkWidget *fac_rows_page_add       (FacRowsPage *self, const FacDocumentSummary *summary, const char *title,
                                    const char *subtitle, GtkWidget *suffix);
/** fac_rows_page_end: that is all; what came meanwhile is read then. */
void       fac_rows_page_end       (FacRowsPage *self);

G_END_DECLS
