/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-operation-private.h"

#include "fac-invoice-totals.h"
#include "fac-money.h"
#include "fac-variant.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (FacOperation, fac_operation, G_TYPE_OBJECT)

static void
fac_operation_finalize (GObject *object)
{
  FacOperation *self = FAC_OPERATION (object);

  fac_outbox_entry_unref (self->entry);
  g_clear_pointer (&self->blocker, fac_outbox_entry_unref);
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
_fac_operation_new (FacOutboxEntry *entry, FacOutboxEntry *blocker)
{
  FacOperation *self = g_object_new (FAC_TYPE_OPERATION, NULL);

  self->entry = fac_outbox_entry_ref (entry);
  self->blocker = blocker != NULL ? fac_outbox_entry_ref (blocker) : NULL;
  return self;
}

static gboolean
same_entry (const FacOutboxEntry *a, const FacOutboxEntry *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->id == b->id && a->state == b->state && a->attempts == b->attempts
         && a->due_at == b->due_at && g_strcmp0 (a->title, b->title) == 0
         && g_strcmp0 (a->payload_hash, b->payload_hash) == 0
         && g_strcmp0 (a->error_message, b->error_message) == 0
         && g_strcmp0 (a->error_log_id, b->error_log_id) == 0;
}

gboolean
_fac_operation_same (FacOperation *a, FacOperation *b)
{
  return same_entry (a->entry, b->entry) && same_entry (a->blocker, b->blocker);
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
      return self->blocker != NULL ? FAC_OPERATION_BLOCKED : FAC_OPERATION_WAITS;
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

FacOperation *
fac_operation_get_blocker (FacOperation *self)
{
  return self->blocker != NULL ? _fac_operation_new (self->blocker, NULL) : NULL;
}

char *
fac_operation_describe_document (FacOperation *self)
{
  g_autoptr (GVariant) content = NULL;
  g_autoptr (FacInvoice) invoice = NULL;
  g_autoptr (FacInvoiceTotals) totals = NULL;
  g_autofree char *folio = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *total = NULL;
  g_autofree char *lines = NULL;

  if (self->entry->entity != FAC_ENTITY_INVOICE || self->entry->payload == NULL
      || g_bytes_get_size (self->entry->payload) == 0)
    return NULL;
  content = fac_variant_from_bytes (self->entry->payload);
  invoice = content != NULL ? fac_invoice_from_variant (content) : NULL;
  if (invoice == NULL)
    return NULL;
  totals = fac_invoice_totals_new ();
  fac_invoice_totals_compute (totals, invoice);
  folio = fac_invoice_folio (invoice);
  amount = fac_money_format (fac_money (totals->total, invoice->currency));
  total = g_strconcat ("$", amount, NULL);
  lines = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u line", "%u lines", invoice->lines->len),
    invoice->lines->len);
  if (folio == NULL)
    return g_strjoin (" · ", total, lines, NULL);
  return g_strjoin (" · ", folio, total, lines, NULL);
}
