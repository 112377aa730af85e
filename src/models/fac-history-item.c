/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-history-item-private.h"

G_DEFINE_FINAL_TYPE (FacHistoryItem, fac_history_item, G_TYPE_OBJECT)

static void
fac_history_item_finalize (GObject *object)
{
  FacHistoryItem *self = FAC_HISTORY_ITEM (object);

  g_free (self->kind);
  g_free (self->detail);
  G_OBJECT_CLASS (fac_history_item_parent_class)->finalize (object);
}

static void
fac_history_item_class_init (FacHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_history_item_finalize;
}

static void
fac_history_item_init (FacHistoryItem *self)
{
}

FacHistoryItem *
_fac_history_item_new (const FacHistoryEvent *event)
{
  FacHistoryItem *self = g_object_new (FAC_TYPE_HISTORY_ITEM, NULL);

  self->at = event->at;
  self->kind = g_strdup (event->kind);
  self->detail = g_strdup (event->detail);
  return self;
}

gint64
fac_history_item_get_at (FacHistoryItem *self)
{
  return self->at;
}

const char *
fac_history_item_get_kind (FacHistoryItem *self)
{
  return self->kind;
}

const char *
fac_history_item_get_detail (FacHistoryItem *self)
{
  return self->detail;
}
