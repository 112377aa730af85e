/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-outbox-entry.h"
#include "fac-outbox-model.h"

G_BEGIN_DECLS

struct _FacOperation
{
  GObject parent_instance;

  FacOutboxEntry *entry;
  gboolean        blocked; /* an operation it waits for was refused */
};

FacOperation *_fac_operation_new (FacOutboxEntry *entry, gboolean blocked);

G_END_DECLS
