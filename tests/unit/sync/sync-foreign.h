/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync-fixture.h"

G_BEGIN_DECLS

#define DAY (24 * 3600 * (gint64) G_USEC_PER_SEC)

/* What others did at the service. Ages in microseconds. */

/** sy_make_foreign: a stamped document, @number seconds older than @age. Returns: (transfer full) */
FacInvoice    *sy_make_foreign         (guint number, gint64 age);
/** sy_add_foreign: @count documents, a second apart, the newest of them @age old. */
void           sy_add_foreign          (Fixture *self, guint count, gint64 age);
/** sy_add_issued: likewise, each with an XML that can be verified. */
void           sy_add_issued           (Fixture *self, guint count, gint64 age);
FacRemoteItem *sy_add_foreign_draft    (Fixture *self, gint64 age);
FacRemoteItem *sy_add_foreign_customer (Fixture *self, const char *name, gint64 age);
void           sy_add_foreign_products (Fixture *self, guint count);
void           sy_remove_foreign       (Fixture *self, FacEntity entity, const char *remote_id);
/** sy_refresh: F5. */
void           sy_refresh              (Fixture *self);

G_END_DECLS
