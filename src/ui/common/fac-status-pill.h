/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-status.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAC_TYPE_STATUS_PILL (fac_status_pill_get_type ())
G_DECLARE_FINAL_TYPE (FacStatusPill, fac_status_pill, FAC, STATUS_PILL, GtkWidget)

/** FacStatusPill: the state of a document as icon, word and colour. */
GtkWidget *fac_status_pill_new (void);
void       fac_status_pill_set_status (FacStatusPill *self, FacDocumentStatus status);
/** fac_status_label: the state in a translated word. */
const char *fac_status_label (FacDocumentStatus status);

G_END_DECLS
