/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-issued-document.h"
#include "fac-store.h"

G_BEGIN_DECLS

struct _FacHistoryItem
{
  GObject parent_instance;

  gint64 at; /* microseconds UTC */
  char  *kind;
  char  *detail;
};

FacHistoryItem *_fac_history_item_new (const FacHistoryEvent *event);

G_END_DECLS
