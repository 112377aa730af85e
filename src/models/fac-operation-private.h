/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-outbox-entry.h"
#include "fac-outbox-model.h"

G_BEGIN_DECLS

struct _FacOperation
{
  GObject parent_instance;

  FacOutboxEntry *entry;
  FacOutboxEntry *blocker; /* (nullable): what must be done before it */
};

FacOperation *_fac_operation_new  (FacOutboxEntry *entry, FacOutboxEntry *blocker);
/** _fac_operation_same: whether both say the same to the person. */
gboolean      _fac_operation_same (FacOperation *a, FacOperation *b);

G_END_DECLS
