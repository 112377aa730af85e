/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-error-presenter.h"
#include "fac-invoice-draft.h"

G_BEGIN_DECLS

struct _FacInvoiceDraft
{
  GObject parent_instance;

  FacWorkspace     *workspace;
  FacInvoice       *invoice; /* ours alone: copied before it leaves */
  FacInvoiceTotals *totals;
  GPtrArray        *findings;
  GQueue            undo; /* of Change, newest first */
  GQueue            redo;
  gboolean          typing;
  gpointer          typed; /* the newest Change, while further ones join it */
  char             *form_before_ppd;

  FacErrorText     *refusal;       /* why it was not stamped last time (nullable) */
  FacInvoice       *refused;       /* what was not stamped then */
  gboolean          was_stored;    /* opened from the store */
  guint64           serial;        /* grows with each change */
  guint64           saved_serial;  /* what the store has */
  guint64           saving_serial; /* on its way, 0 none */
  char             *saving_id;     /* whose save that is */
  guint             save_id;
  guint             check_id;
};

/** _fac_invoice_draft_changed: after every change of self->invoice: totals, findings, autosave, signals. */
void _fac_invoice_draft_changed (FacInvoiceDraft *self);
/** _fac_invoice_draft_check_now: findings of the present content. */
void _fac_invoice_draft_check_now (FacInvoiceDraft *self);
void _fac_invoice_draft_notify_saved (FacInvoiceDraft *self);
void _fac_invoice_draft_emit_lines_changed (FacInvoiceDraft *self, guint position, guint removed, guint added);
void _fac_invoice_draft_emit_save_failed (FacInvoiceDraft *self, const GError *error);
/** _fac_invoice_draft_move: from now on this is the draft @id, which keeps what was written of the former one. */
void _fac_invoice_draft_move (FacInvoiceDraft *self, const char *id);
/** _fac_invoice_draft_keep: @copy, which could not be saved because of @error, is kept as a draft of its own where that
 * is why, and this goes on with it. Ends @task: %TRUE when it is kept, else @error. */
void _fac_invoice_draft_keep (FacInvoiceDraft *self, FacInvoice *copy, const GError *error, GTask *task);
/** _fac_invoice_draft_notify_history: can-undo and can-redo may have changed. */
void _fac_invoice_draft_notify_history (FacInvoiceDraft *self);
/** _fac_invoice_draft_clear_history: forgets undo and redo. */
void _fac_invoice_draft_clear_history (FacInvoiceDraft *self);
/** _fac_invoice_draft_schedule_save: the autosave's timer, at most a second after the first unsaved change. */
void _fac_invoice_draft_schedule_save (FacInvoiceDraft *self);

G_END_DECLS
