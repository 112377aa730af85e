/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-operation-private.h"

#include "fac-document-request.h"
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
         && g_strcmp0 (a->needs, b->needs) == 0 && g_strcmp0 (a->error_code, b->error_code) == 0
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
      return g_strcmp0 (self->entry->error_code, FAC_OUTBOX_EMAIL_UNSURE) == 0
               ? FAC_OPERATION_UNKNOWN : FAC_OPERATION_REFUSED;
    case FAC_OUTBOX_PAUSED:
      return FAC_OPERATION_PAUSED;
    case FAC_OUTBOX_CONFLICT:
      return FAC_OPERATION_CONFLICT;
    case FAC_OUTBOX_QUEUED:
    default:
      return self->blocker != NULL || self->entry->needs != NULL ? FAC_OPERATION_BLOCKED
                                                                 : FAC_OPERATION_WAITS;
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

const char *
fac_operation_get_needs (FacOperation *self)
{
  return self->entry->needs;
}

FacOperation *
fac_operation_get_blocker (FacOperation *self)
{
  return self->blocker != NULL ? _fac_operation_new (self->blocker, NULL) : NULL;
}

static char *
money_text (FacDecimal total, const char *currency)
{
  g_autofree char *amount = fac_money_format (fac_money (total, currency));

  return g_strconcat ("$", amount, NULL);
}

static char *
describe_request (const FacDocumentRequest *request)
{
  g_autofree char *total = money_text (request->total, request->currency);
  g_autofree char *to = request->addresses != NULL ? g_strjoinv (", ", request->addresses) : NULL;
  const char *parts[4] = { NULL };
  guint n = 0;

  if (request->folio != NULL)
    parts[n++] = request->folio;
  parts[n++] = total;
  if (to != NULL)
    parts[n++] = to;
  return g_strjoinv (" · ", (char **) parts);
}

static char *
describe_invoice (const FacInvoice *invoice)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  g_autofree char *folio = fac_invoice_folio (invoice);
  g_autofree char *total = NULL;
  g_autofree char *lines = NULL;

  if (invoice->type == FAC_INVOICE_NOMINA)
    return money_text (invoice->total, invoice->currency);
  fac_invoice_totals_compute (totals, invoice);
  total = money_text (totals->total, invoice->currency);
  lines = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u line", "%u lines", invoice->lines->len),
    invoice->lines->len);
  if (folio == NULL)
    return g_strjoin (" · ", total, lines, NULL);
  return g_strjoin (" · ", folio, total, lines, NULL);
}

/* Returns: (transfer full) (nullable): the document that waits whole */
static FacInvoice *
read_invoice (const FacOutboxEntry *entry)
{
  g_autoptr (GVariant) content = NULL;

  if (entry->entity != FAC_ENTITY_INVOICE || entry->payload == NULL
      || g_bytes_get_size (entry->payload) == 0 || entry->verb == FAC_OUTBOX_CANCEL
      || entry->verb == FAC_OUTBOX_EMAIL)
    return NULL;
  content = fac_variant_from_bytes (entry->payload);
  return content != NULL ? fac_invoice_from_variant (content) : NULL;
}

char
fac_operation_get_document_type (FacOperation *self)
{
  g_autoptr (FacInvoice) invoice = read_invoice (self->entry);

  return invoice != NULL ? (char) invoice->type : '\0';
}

char *
fac_operation_describe_document (FacOperation *self)
{
  const FacOutboxEntry *entry = self->entry;
  g_autoptr (FacInvoice) invoice = NULL;

  if (entry->entity != FAC_ENTITY_INVOICE || entry->payload == NULL
      || g_bytes_get_size (entry->payload) == 0)
    return NULL;
  if (entry->verb == FAC_OUTBOX_CANCEL || entry->verb == FAC_OUTBOX_EMAIL)
    {
      g_autoptr (FacDocumentRequest) request = fac_document_request_read (entry->payload);

      return request != NULL ? describe_request (request) : NULL;
    }
  invoice = read_invoice (entry);
  return invoice != NULL ? describe_invoice (invoice) : NULL;
}
