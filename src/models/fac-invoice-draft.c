/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-draft-private.h"
#include "fac-workspace-private.h"

#include "fac-complement-data.h"
#include "fac-refusal.h"
#include "fac-text.h"
#include "fac-xml-fragment.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_0,
  PROP_SAVED,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_READY,
  N_PROPS
};

enum
{
  CHANGED,
  TOTALS_CHANGED,
  FINDINGS_CHANGED,
  LINES_CHANGED,
  SAVE_FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacInvoiceDraft, fac_invoice_draft, G_TYPE_OBJECT)

static void
notify_draft (FacInvoiceDraft *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static FacRulesContext
rules_context (FacInvoiceDraft *self)
{
  return (FacRulesContext) {
    .organization = self->workspace->organization,
    .catalog = FAC_CATALOG_SOURCE (self->workspace->catalog),
    .now = fac_clock_now (self->workspace->clock),
    .check_xml = fac_xml_fragment_check,
  };
}

/* what the SAT said last time, until the person changed what it is about; it may be asked again */
static void
add_refusal (FacInvoiceDraft *self)
{
  const FacErrorText *refusal = self->refusal;

  if (refusal != NULL && fac_refusal_stands (refusal, self->refused, self->invoice))
    g_ptr_array_insert (self->findings, 0,
                        fac_finding_new (refusal->field != NULL ? refusal->field : "",
                                         FAC_FINDING_WARNING, "refused",
                                         N_("It was not stamped: %1"), refusal->title, NULL));
}

void
_fac_invoice_draft_check_now (FacInvoiceDraft *self)
{
  const FacRulesContext context = rules_context (self);

  g_clear_handle_id (&self->check_id, g_source_remove);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = fac_invoice_check (self->invoice, self->totals, &context);
  add_refusal (self);
  g_signal_emit (self, signals[FINDINGS_CHANGED], 0);
  notify_draft (self, PROP_READY);
}

static gboolean
on_check (gpointer data)
{
  FacInvoiceDraft *self = data;

  self->check_id = 0;
  _fac_invoice_draft_check_now (self);
  return G_SOURCE_REMOVE;
}

void
_fac_invoice_draft_changed (FacInvoiceDraft *self)
{
  self->serial++;
  fac_invoice_totals_compute (self->totals, self->invoice);
  self->invoice->total = self->totals->total;
  if (self->check_id == 0)
    self->check_id = g_idle_add (on_check, self);
  _fac_invoice_draft_schedule_save (self);
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[TOTALS_CHANGED], 0);
  notify_draft (self, PROP_SAVED);
}

void
_fac_invoice_draft_notify_saved (FacInvoiceDraft *self)
{
  notify_draft (self, PROP_SAVED);
}

void
_fac_invoice_draft_notify_history (FacInvoiceDraft *self)
{
  notify_draft (self, PROP_CAN_UNDO);
  notify_draft (self, PROP_CAN_REDO);
}

void
_fac_invoice_draft_emit_lines_changed (FacInvoiceDraft *self, guint position, guint removed,
                                       guint added)
{
  g_signal_emit (self, signals[LINES_CHANGED], 0, position, removed, added);
}

void
_fac_invoice_draft_emit_save_failed (FacInvoiceDraft *self, const GError *error)
{
  g_signal_emit (self, signals[SAVE_FAILED], 0, error);
}

static void
fac_invoice_draft_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  FacInvoiceDraft *self = FAC_INVOICE_DRAFT (object);

  switch (property)
    {
    case PROP_SAVED:
      g_value_set_boolean (value, fac_invoice_draft_is_saved (self));
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, !g_queue_is_empty (&self->undo));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, !g_queue_is_empty (&self->redo));
      break;
    case PROP_READY:
      g_value_set_boolean (value, fac_invoice_draft_is_ready (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
fac_invoice_draft_dispose (GObject *object)
{
  FacInvoiceDraft *self = FAC_INVOICE_DRAFT (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_handle_id (&self->check_id, g_source_remove);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_invoice_draft_parent_class)->dispose (object);
}

static void
fac_invoice_draft_finalize (GObject *object)
{
  FacInvoiceDraft *self = FAC_INVOICE_DRAFT (object);

  _fac_invoice_draft_clear_history (self);
  g_clear_pointer (&self->invoice, fac_invoice_unref);
  g_clear_pointer (&self->totals, fac_invoice_totals_free);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->refusal, fac_error_text_free);
  g_clear_pointer (&self->refused, fac_invoice_unref);
  g_free (self->form_before_ppd);
  g_free (self->saving_id);
  G_OBJECT_CLASS (fac_invoice_draft_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, guint n_params, GType first, GType second, GType third)
{
  return g_signal_new (name, FAC_TYPE_INVOICE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_params, first, second, third);
}

static void
fac_invoice_draft_class_init (FacInvoiceDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const char *const names[] = { NULL, "saved", "can-undo", "can-redo", "ready" };

  object_class->get_property = fac_invoice_draft_get_property;
  object_class->dispose = fac_invoice_draft_dispose;
  object_class->finalize = fac_invoice_draft_finalize;
  for (guint i = PROP_SAVED; i < N_PROPS; i++)
    properties[i] = g_param_spec_boolean (names[i], NULL, NULL, FALSE,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = new_signal ("changed", 0, G_TYPE_NONE, G_TYPE_NONE, G_TYPE_NONE);
  signals[TOTALS_CHANGED] = new_signal ("totals-changed", 0, G_TYPE_NONE, G_TYPE_NONE, G_TYPE_NONE);
  signals[FINDINGS_CHANGED] = new_signal ("findings-changed", 0, G_TYPE_NONE, G_TYPE_NONE,
                                          G_TYPE_NONE);
  signals[LINES_CHANGED] = new_signal ("lines-changed", 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
  signals[SAVE_FAILED] = new_signal ("save-failed", 1, G_TYPE_ERROR, G_TYPE_NONE, G_TYPE_NONE);
}

static void
fac_invoice_draft_init (FacInvoiceDraft *self)
{
  self->totals = fac_invoice_totals_new ();
  self->findings = fac_findings_new ();
  g_queue_init (&self->undo);
  g_queue_init (&self->redo);
}

static void
on_overtaken (FacWorkspace *workspace, const char *id, const char *draft_id, FacInvoiceDraft *self)
{
  if (self->workspace != NULL && g_strcmp0 (self->invoice->id, id) == 0)
    _fac_invoice_draft_move (self, draft_id);
}

FacInvoiceDraft *
fac_invoice_draft_new (FacWorkspace *workspace, FacInvoice *invoice_or_null)
{
  FacInvoiceDraft *self = g_object_new (FAC_TYPE_INVOICE_DRAFT, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "overtaken", G_CALLBACK (on_overtaken), self, 0);
  self->invoice = invoice_or_null != NULL ? fac_invoice_copy (invoice_or_null)
                                          : fac_invoice_new (FAC_INVOICE_INGRESO);
  if (self->invoice->created_at == 0)
    self->invoice->created_at = fac_clock_now (workspace->clock);
  fac_invoice_totals_compute (self->totals, self->invoice);
  _fac_invoice_draft_check_now (self);
  return self;
}

void
_fac_invoice_draft_move (FacInvoiceDraft *self, const char *id)
{
  FacInvoice *invoice = self->invoice;

  fac_set_string (&invoice->id, id);
  g_clear_pointer (&invoice->remote_id, g_free);
  g_clear_pointer (&invoice->idempotency_key, g_free);
  g_clear_pointer (&invoice->uuid, g_free);
  g_clear_pointer (&invoice->folio_number, g_free);
  invoice->status = FAC_STATUS_BORRADOR;
  self->was_stored = TRUE;
  g_clear_pointer (&self->refusal, fac_error_text_free);
  _fac_invoice_draft_check_now (self);
  g_signal_emit (self, signals[CHANGED], 0);
  notify_draft (self, PROP_SAVED);
}

const FacInvoice *
fac_invoice_draft_get_invoice (FacInvoiceDraft *self)
{
  return self->invoice;
}

const FacInvoiceTotals *
fac_invoice_draft_get_totals (FacInvoiceDraft *self)
{
  return self->totals;
}

FacPayroll *
fac_invoice_draft_dup_payroll (FacInvoiceDraft *self)
{
  return self->invoice->type == FAC_INVOICE_NOMINA ? fac_complement_data_payroll (self->invoice)
                                                   : NULL;
}

GPtrArray *
fac_invoice_draft_get_findings (FacInvoiceDraft *self)
{
  return self->findings;
}

void
fac_invoice_draft_check (FacInvoiceDraft *self)
{
  _fac_invoice_draft_check_now (self);
}

gboolean
fac_invoice_draft_is_ready (FacInvoiceDraft *self)
{
  return !fac_findings_has_errors (self->findings);
}

gboolean
fac_invoice_draft_is_empty (FacInvoiceDraft *self)
{
  if (self->invoice->customer != NULL || self->invoice->unread != NULL)
    return FALSE;
  for (guint i = 0; i < self->invoice->payments->len; i++)
    if (!fac_decimal_is_zero (((const FacPayment *) self->invoice->payments->pdata[i])->deposit))
      return FALSE;
  for (guint i = 0; i < self->invoice->lines->len; i++)
    {
      const FacInvoiceLine *line = self->invoice->lines->pdata[i];

      if (!fac_text_is_empty (line->product->description)
          || !fac_decimal_is_zero (line->product->price))
        return FALSE;
    }
  return TRUE;
}

gboolean
fac_invoice_draft_is_saved (FacInvoiceDraft *self)
{
  return self->saved_serial == self->serial;
}
