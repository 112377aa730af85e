/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-outbox-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_QUEUE_ROW (fac_queue_row_get_type ())
G_DECLARE_FINAL_TYPE (FacQueueRow, fac_queue_row, FAC, QUEUE_ROW, GtkListBoxRow)

/** FacQueueRow: one operation in words, with what can be done about it. */
GtkWidget *fac_queue_row_new    (FacWorkspace *workspace, FacOutboxModel *model, FacOperation *operation);
/** fac_queue_row_update: times passed. */
void       fac_queue_row_update (FacQueueRow *self);

G_END_DECLS
