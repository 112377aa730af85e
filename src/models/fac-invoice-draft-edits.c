/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-draft-private.h"

#include "fac-text.h"
#include "fac-unread.h"

#include <string.h>

#define KEPT_CHANGES 500

/* One undoable step: either the header as it was and is, or lines taken out of and put into a
 * place. */
typedef struct
{
  FacInvoice *before; /* header without lines, or NULL */
  FacInvoice *after;
  guint       position;
  GPtrArray  *removed; /* FacInvoiceLine, or NULL */
  GPtrArray  *added;
} Change;

static void
change_free (Change *change)
{
  g_clear_pointer (&change->before, fac_invoice_unref);
  g_clear_pointer (&change->after, fac_invoice_unref);
  g_clear_pointer (&change->removed, g_ptr_array_unref);
  g_clear_pointer (&change->added, g_ptr_array_unref);
  g_free (change);
}

static void
clear_queue (GQueue *queue)
{
  g_queue_clear_full (queue, (GDestroyNotify) change_free);
}

void
_fac_invoice_draft_clear_history (FacInvoiceDraft *self)
{
  clear_queue (&self->undo);
  clear_queue (&self->redo);
}

static FacInvoice *
copy_header (FacInvoice *invoice)
{
  GPtrArray *lines = invoice->lines;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  FacInvoice *copy;

  invoice->lines = none;
  copy = fac_invoice_copy (invoice);
  invoice->lines = lines;
  return copy;
}

static void
use_header (FacInvoiceDraft *self, FacInvoice *header)
{
  FacInvoice *next = fac_invoice_copy (header);
  GPtrArray *no_lines = next->lines;

  next->lines = self->invoice->lines;
  self->invoice->lines = no_lines;
  /* it may be another document than it was when the step was made */
  fac_set_string (&next->id, self->invoice->id);
  fac_set_string (&next->remote_id, self->invoice->remote_id);
  /* it belongs to what is on the screen now */
  g_strfreev (next->unread);
  next->unread = g_steal_pointer (&self->invoice->unread);
  fac_invoice_unref (self->invoice);
  self->invoice = next;
}

static GPtrArray *
new_lines (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fac_invoice_line_free);
}

static GPtrArray *
copy_lines (GPtrArray *lines, guint position, guint n_lines)
{
  GPtrArray *copies = new_lines ();

  for (guint i = 0; i < n_lines; i++)
    g_ptr_array_add (copies, fac_invoice_line_copy (lines->pdata[position + i]));
  return copies;
}

static void
splice (FacInvoiceDraft *self, guint position, guint n_removed, GPtrArray *added)
{
  GPtrArray *lines = self->invoice->lines;

  if (n_removed > 0)
    g_ptr_array_remove_range (lines, position, n_removed);
  for (guint i = 0; i < added->len; i++)
    g_ptr_array_insert (lines, (int) (position + i), fac_invoice_line_copy (added->pdata[i]));
}

static void
push (FacInvoiceDraft *self, Change *change)
{
  clear_queue (&self->redo);
  g_queue_push_head (&self->undo, change);
  if (g_queue_get_length (&self->undo) > KEPT_CHANGES)
    change_free (g_queue_pop_tail (&self->undo));
  _fac_invoice_draft_notify_history (self);
}

/* Each key typed in a cell writes its line anew: for undo that is one step. */
static gboolean
join (FacInvoiceDraft *self, guint position, guint n_removed, GPtrArray *added)
{
  Change *typed = self->typed;

  if (!self->typing || typed == NULL || typed != g_queue_peek_head (&self->undo)
      || typed->position != position
      || n_removed != 1 || added->len != 1 || typed->added == NULL || typed->added->len != 1)
    return FALSE;
  g_ptr_array_unref (typed->added);
  typed->added = g_ptr_array_ref (added);
  splice (self, position, 1, added);
  return TRUE;
}

static void
record (FacInvoiceDraft *self, guint position, guint n_removed, GPtrArray *added)
{
  Change *change = g_new0 (Change, 1);

  change->position = position;
  change->removed = copy_lines (self->invoice->lines, position, n_removed);
  change->added = g_ptr_array_ref (added);
  splice (self, position, n_removed, added);
  push (self, change);
  if (self->typing)
    self->typed = change;
}

static void
change_lines (FacInvoiceDraft *self, guint position, guint n_removed, GPtrArray *added)
{
  if (!join (self, position, n_removed, added))
    record (self, position, n_removed, added);
  _fac_invoice_draft_changed (self);
  _fac_invoice_draft_emit_lines_changed (self, position, n_removed, added->len);
}

static gboolean
join_header (FacInvoiceDraft *self, Change *change)
{
  Change *typed = self->typed;

  if (!self->typing || typed == NULL || typed != g_queue_peek_head (&self->undo) || typed->before
      == NULL)
    return FALSE;
  fac_invoice_unref (typed->after);
  typed->after = fac_invoice_ref (change->after);
  change_free (change);
  return TRUE;
}

void
fac_invoice_draft_edit (FacInvoiceDraft *self, FacInvoiceEdit edit, gpointer data)
{
  Change *change = g_new0 (Change, 1);

  change->before = copy_header (self->invoice);
  edit (self->invoice, data);
  change->after = copy_header (self->invoice);
  if (fac_invoice_equal_content (change->before, change->after))
    {
      change_free (change);
      return;
    }
  if (!join_header (self, change))
    {
      push (self, change);
      self->typed = self->typing ? change : NULL;
    }
  _fac_invoice_draft_changed (self);
}

void
fac_invoice_draft_keep_unread (FacInvoiceDraft *self, const char *field, const char *text)
{
  if (!fac_unread_put (&self->invoice->unread, field, text))
    return;
  self->serial++;
  _fac_invoice_draft_schedule_save (self);
  _fac_invoice_draft_notify_saved (self);
}

static void
put_customer (FacInvoice *invoice, gpointer data)
{
  const FacCustomer *customer = data;

  g_clear_pointer (&invoice->customer, fac_customer_unref);
  if (customer == NULL)
    return;
  invoice->customer = fac_customer_copy (customer);
  /* what a customer uses invoices for says nothing of what lowers them; a payment's is CP01 by rule */
  if (invoice->type != FAC_INVOICE_INGRESO)
    return;
  if (!fac_text_is_empty (customer->default_invoice_use))
    fac_set_string (&invoice->use, customer->default_invoice_use);
  else if (g_strcmp0 (customer->tax_system, "616") == 0 || g_strcmp0 (customer->tax_system, "605")
           == 0)
    fac_set_string (&invoice->use, "S01"); /* G03 is not allowed for these regimes */
}

void
fac_invoice_draft_set_customer (FacInvoiceDraft *self, const FacCustomer *customer)
{
  fac_invoice_draft_edit (self, put_customer, (gpointer) customer);
}

typedef struct
{
  const char *method;
  const char *form;
} Payment;

static void
put_payment (FacInvoice *invoice, gpointer data)
{
  const Payment *payment = data;

  fac_set_string (&invoice->payment_method, payment->method);
  fac_set_string (&invoice->payment_form, payment->form);
}

void
fac_invoice_draft_set_method (FacInvoiceDraft *self, const char *method)
{
  gboolean deferred = g_strcmp0 (method, "PPD") == 0;
  const char *former = self->form_before_ppd != NULL ? self->form_before_ppd : "03";
  const char *form = self->invoice->payment_form;
  g_autofree char *kept = NULL;

  if (deferred && g_strcmp0 (form, "99") != 0)
    fac_set_string (&self->form_before_ppd, form);
  if (deferred)
    form = "99";
  else if (g_strcmp0 (form, "99") == 0)
    form = former;
  kept = g_strdup (form);
  fac_invoice_draft_edit (self, put_payment, &(Payment) { method, kept });
}

void
fac_invoice_draft_insert_lines (FacInvoiceDraft *self, guint position, FacInvoiceLine **lines,
                                guint n_lines)
{
  g_autoptr (GPtrArray) added = new_lines ();

  for (guint i = 0; i < n_lines; i++)
    g_ptr_array_add (added, fac_invoice_line_copy (lines[i]));
  change_lines (self, MIN (position, self->invoice->lines->len), 0, added);
}

void
fac_invoice_draft_remove_lines (FacInvoiceDraft *self, guint position, guint n_lines)
{
  g_autoptr (GPtrArray) none = new_lines ();

  g_return_if_fail (position + n_lines <= self->invoice->lines->len);
  change_lines (self, position, n_lines, none);
}

void
fac_invoice_draft_replace_line (FacInvoiceDraft *self, guint position, const FacInvoiceLine *line)
{
  g_autoptr (GPtrArray) added = new_lines ();

  g_return_if_fail (position < self->invoice->lines->len);
  if (fac_invoice_line_equal (self->invoice->lines->pdata[position], line))
    return;
  g_ptr_array_add (added, fac_invoice_line_copy (line));
  change_lines (self, position, 1, added);
}

void
fac_invoice_draft_replace_lines (FacInvoiceDraft *self, guint position, FacInvoiceLine **lines,
                                 guint n_lines)
{
  g_autoptr (GPtrArray) added = new_lines ();

  g_return_if_fail (position + n_lines <= self->invoice->lines->len);
  for (guint i = 0; i < n_lines; i++)
    g_ptr_array_add (added, fac_invoice_line_copy (lines[i]));
  change_lines (self, position, n_lines, added);
}

void
fac_invoice_draft_move_line (FacInvoiceDraft *self, guint from, guint to)
{
  guint first = MIN (from, to);
  guint n_lines = MAX (from, to) - first + 1;
  g_autoptr (GPtrArray) moved = NULL;
  FacInvoiceLine *line;

  g_return_if_fail (first + n_lines <= self->invoice->lines->len);
  if (from == to)
    return;
  moved = copy_lines (self->invoice->lines, first, n_lines);
  line = g_ptr_array_steal_index (moved, from - first);
  g_ptr_array_insert (moved, (int) (to - first), line);
  change_lines (self, first, n_lines, moved);
}

void
fac_invoice_draft_begin_typing (FacInvoiceDraft *self)
{
  self->typing = TRUE;
  self->typed = NULL;
}

void
fac_invoice_draft_end_typing (FacInvoiceDraft *self)
{
  self->typing = FALSE;
  self->typed = NULL;
}

static void
apply (FacInvoiceDraft *self, Change *change, gboolean back)
{
  GPtrArray *out = back ? change->added : change->removed;
  GPtrArray *in = back ? change->removed : change->added;

  if (change->before != NULL)
    {
      use_header (self, back ? change->before : change->after);
      _fac_invoice_draft_changed (self);
      return;
    }
  splice (self, change->position, out->len, in);
  _fac_invoice_draft_changed (self);
  _fac_invoice_draft_emit_lines_changed (self, change->position, out->len, in->len);
}

static void
walk (FacInvoiceDraft *self, GQueue *from, GQueue *to, gboolean back)
{
  Change *change = g_queue_pop_head (from);

  if (change == NULL)
    return;
  g_queue_push_head (to, change);
  apply (self, change, back);
  _fac_invoice_draft_notify_history (self);
}

void
fac_invoice_draft_undo (FacInvoiceDraft *self)
{
  walk (self, &self->undo, &self->redo, TRUE);
}

void
fac_invoice_draft_redo (FacInvoiceDraft *self)
{
  walk (self, &self->redo, &self->undo, FALSE);
}
