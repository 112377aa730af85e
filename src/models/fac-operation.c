/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-operation-private.h"

G_DEFINE_FINAL_TYPE (FacOperation, fac_operation, G_TYPE_OBJECT)

static void
fac_operation_finalize (GObject *object)
{
  fac_outbox_entry_unref (FAC_OPERATION (object)->entry);
  G_OBJECT_CLASS (fac_operation_parent_class)->finalize (object);
}

static void
fac_operation_class_init (FacOperationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_operation_finalize;
}

static void
fac_operation_init (FacOperation *self)
{
}

FacOperation *
_fac_operation_new (FacOutboxEntry *entry, gboolean blocked)
{
  FacOperation *self = g_object_new (FAC_TYPE_OPERATION, NULL);

  self->entry = fac_outbox_entry_ref (entry);
  self->blocked = blocked;
  return self;
}

FacOperationVerb
fac_operation_get_verb (FacOperation *self)
{
  switch (self->entry->verb)
    {
    case FAC_OUTBOX_CREATE:
      return FAC_OPERATION_CREATE;
    case FAC_OUTBOX_DELETE:
      return FAC_OPERATION_DELETE;
    case FAC_OUTBOX_STAMP:
      return FAC_OPERATION_STAMP;
    case FAC_OUTBOX_CANCEL:
      return FAC_OPERATION_CANCEL;
    case FAC_OUTBOX_EMAIL:
      return FAC_OPERATION_EMAIL;
    case FAC_OUTBOX_UPDATE:
    default:
      return FAC_OPERATION_UPDATE;
    }
}

FacOperationState
fac_operation_get_state (FacOperation *self)
{
  switch (self->entry->state)
    {
    case FAC_OUTBOX_CLAIMED:
      return FAC_OPERATION_SENDING;
    case FAC_OUTBOX_UNSURE:
      return FAC_OPERATION_RESOLVING;
    case FAC_OUTBOX_POLLING:
      return FAC_OPERATION_AT_SAT;
    case FAC_OUTBOX_REFUSED:
      return FAC_OPERATION_REFUSED;
    case FAC_OUTBOX_PAUSED:
      return FAC_OPERATION_PAUSED;
    case FAC_OUTBOX_CONFLICT:
      return FAC_OPERATION_CONFLICT;
    case FAC_OUTBOX_QUEUED:
    default:
      return self->blocked ? FAC_OPERATION_BLOCKED : FAC_OPERATION_WAITS;
    }
}

FacEntity
fac_operation_get_entity (FacOperation *self)
{
  return self->entry->entity;
}

const char *
fac_operation_get_object_id (FacOperation *self)
{
  return self->entry->object_id;
}

const char *
fac_operation_get_title (FacOperation *self)
{
  return self->entry->title;
}

gint64
fac_operation_get_created_at (FacOperation *self)
{
  return self->entry->created_at;
}

gint64
fac_operation_get_due_at (FacOperation *self)
{
  return self->entry->due_at;
}

int
fac_operation_get_attempts (FacOperation *self)
{
  return self->entry->attempts;
}

const char *
fac_operation_get_error_message (FacOperation *self)
{
  return self->entry->error_message;
}

const char *
fac_operation_get_error_code (FacOperation *self)
{
  return self->entry->error_code;
}

const char *
fac_operation_get_log_id (FacOperation *self)
{
  return self->entry->error_log_id;
}
