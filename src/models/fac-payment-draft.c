/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-draft-private.h"

#include "fac-money.h"
#include "fac-payment-allocation.h"
#include "fac-payment-deadline.h"
#include "fac-text.h"
#include "fac-workspace-private.h"

#define SETTLE_MS 60 /* a burst of changes is followed by one look */
#define RATE_DECIMALS 6

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacPaymentDraft, fac_payment_draft, G_TYPE_OBJECT)

/* ---- edits ----------------------------------------------------------------------------------- */

typedef struct
{
  FacPaymentDraft *self;
  FacPaymentEdit   edit;
  gpointer         data;
} Edit;

static FacPayment *
payment_of (FacInvoice *invoice, guint index)
{
  if (invoice->payments->len == 0)
    g_ptr_array_add (invoice->payments, fac_payment_new ());
  return g_ptr_array_index (invoice->payments, MIN (index, invoice->payments->len - 1));
}

static void
apply (FacInvoice *invoice, gpointer data)
{
  const Edit *edit = data;

  edit->edit (payment_of (invoice, edit->self->index), edit->data);
}

/* What follows is an undoable step of its own, unless it goes on with the one before. */
void
_fac_payment_draft_begin_step (FacPaymentDraft *self, const char *field)
{
  if (field != NULL && g_strcmp0 (self->step, field) == 0)
    return;
  fac_set_string (&self->step, field);
  fac_invoice_draft_end_typing (self->draft);
  fac_invoice_draft_begin_typing (self->draft);
}

void
_fac_payment_draft_change (FacPaymentDraft *self, FacPaymentEdit edit, gpointer data)
{
  Edit step = { self, edit, data };

  _fac_payment_draft_change_document (self, apply, &step);
}

void
_fac_payment_draft_change_document (FacPaymentDraft *self, void (*edit) (FacInvoice *, gpointer),
                                    gpointer data)
{
  self->own_edit = TRUE;
  fac_invoice_draft_edit (self->draft, edit, data);
  self->own_edit = FALSE;
}

void
_fac_payment_draft_tell (FacPaymentDraft *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static FacDecimal
rate_of (const char *currency, gpointer data)
{
  return fac_payment_draft_get_rate (data, currency);
}

static const FacOpenInvoice *
find_first (FacPaymentDraft *self)
{
  for (guint i = 0; self->first != NULL && i < self->seen->len; i++)
    if (g_str_equal (((const FacOpenInvoice *) self->seen->pdata[i])->id, self->first))
      return self->seen->pdata[i];
  return NULL;
}

static FacDecimal
equivalence_for (FacPaymentDraft *self, const FacPayment *payment, const char *currency)
{
  return fac_payment_equivalence (payment->currency, payment->exchange, currency,
                                  fac_payment_draft_get_rate (self, currency));
}

/* Of the invoice that the person came from as much as arrived; the rest to the others. */
static gboolean
propose_first (FacPaymentDraft *self, FacPayment *payment)
{
  const FacOpenInvoice *first = find_first (self);
  FacDecimal equivalence = first != NULL ? equivalence_for (self, payment, first->currency)
                                         : FAC_DECIMAL_ZERO;
  FacDecimal balance, wanted;

  if (fac_decimal_sign (equivalence) <= 0 || payment->deposit.overflow)
    return FALSE;
  balance = fac_open_invoice_free_balance (first);
  wanted = fac_decimal_mul (payment->deposit, equivalence, 2, FAC_ROUND_HALF_UP);
  if (fac_decimal_compare (fac_payment_cost (balance, equivalence, payment->currency),
                           payment->deposit) < 0)
    return FALSE;
  g_ptr_array_set_size (payment->parts, 0);
  fac_payment_put (payment, first, fac_decimal_compare (wanted, balance) < 0 ? wanted : balance,
                   equivalence);
  fac_payment_settle (payment);
  return TRUE;
}

static void
put_proposal (FacPayment *payment, gpointer data)
{
  FacPaymentDraft *self = data;

  if (!propose_first (self, payment))
    fac_payment_propose (payment, self->seen, rate_of, self);
}

/* Amounts given by hand stay as they are: only what they are worth in the payment changes. */
static void
put_equivalences (FacPayment *payment, gpointer data)
{
  for (guint i = 0; i < payment->parts->len; i++)
    {
      FacPaymentPart *part = payment->parts->pdata[i];

      part->equivalence = equivalence_for (data, payment, part->currency);
    }
  fac_payment_settle (payment);
}

/* The deposits after the one that changed follow it. */
static void
follow (FacPaymentDraft *self)
{
  if (fac_payment_draft_get_n (self) > 1)
    _fac_payment_draft_renew (self);
}

static void
give_anew (FacPaymentDraft *self)
{
  _fac_payment_draft_change (self, self->by_hand ? put_equivalences : put_proposal, self);
  follow (self);
  _fac_payment_draft_read_taxes (self);
  _fac_payment_draft_tell (self);
}

/* ---- the invoices ---------------------------------------------------------------------------- */

static void
keep_taxes (GPtrArray *open, GPtrArray *before)
{
  for (guint i = 0; i < open->len; i++)
    for (guint j = 0; j < before->len; j++)
      {
        FacOpenInvoice *now = open->pdata[i];
        const FacOpenInvoice *then = before->pdata[j];

        if (!then->taxes_known || !g_str_equal (now->id, then->id))
          continue;
        now->taxes_known = TRUE;
        fac_set_string (&now->taxability, then->taxability);
        g_array_append_vals (now->taxes, then->taxes->data, then->taxes->len);
      }
}

static void
put_first_deposit (FacPayment *payment, gpointer data)
{
  const FacOpenInvoice *first = data;

  fac_set_string (&payment->currency, first->currency);
  if (g_str_equal (first->currency, "MXN"))
    payment->exchange = fac_decimal_from_int (1);
  else
    payment->exchange = first->exchange;
  payment->deposit = fac_open_invoice_free_balance (first);
}

/* Who comes from an invoice has most often been paid all of it. */
static void
begin_first (FacPaymentDraft *self)
{
  const FacOpenInvoice *first = find_first (self);
  const FacPayment *payment = fac_payment_draft_get_payment (self);

  if (first != NULL && fac_decimal_is_zero (payment->deposit) && payment->parts->len == 0)
    {
      _fac_payment_draft_begin_step (self, NULL);
      _fac_payment_draft_change (self, put_first_deposit, (gpointer) first);
      _fac_payment_draft_change (self, put_proposal, self);
    }
}

static void
on_open_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacPaymentDraft) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = fac_store_get_open_invoices_finish (FAC_STORE (source), result,
                                                                   &error);

  self->looking = FALSE;
  if (self->workspace == NULL)
    return;
  if (open == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("The invoices that are owed cannot be read: %s", error->message);
      _fac_payment_draft_tell (self);
      return;
    }
  keep_taxes (open, self->open);
  g_ptr_array_unref (self->open);
  self->open = g_steal_pointer (&open);
  _fac_payment_draft_look_again (self);
  begin_first (self);
  if (fac_payment_draft_get_n (self) > 1
      || fac_payment_draft_get_payment (self)->parts->len > 0)
    _fac_payment_draft_renew (self);
  else if (!self->by_hand)
    _fac_payment_draft_change (self, put_proposal, self);
  _fac_payment_draft_read_taxes (self);
  _fac_payment_draft_tell (self);
}

static void
look (FacPaymentDraft *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  const char *customer = invoice->customer != NULL ? invoice->customer->id : NULL;
  const gboolean other = g_strcmp0 (self->customer, customer) != 0;

  self->looking = TRUE;
  fac_set_string (&self->customer, customer);
  fac_store_get_open_invoices_async (fac_workspace_get_store (self->workspace), self->customer,
                                     invoice->id, self->closing, on_open_found,
                                     g_object_ref (self));
  if (other)
    _fac_payment_draft_recall_bank (self);
}

static gboolean
on_settled (gpointer data)
{
  FacPaymentDraft *self = data;

  self->settle_timer = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
on_workspace_changed (FacWorkspace *workspace, FacEntity entity, const char *id,
                      FacPaymentDraft *self)
{
  if (entity != FAC_ENTITY_INVOICE || self->settle_timer != 0
      || g_strcmp0 (id, fac_invoice_draft_get_invoice (self->draft)->id) == 0)
    return;
  self->settle_timer = g_timeout_add (SETTLE_MS, on_settled, self);
}

static void
forget_parts (FacInvoice *invoice, gpointer data)
{
  for (guint i = 0; i < invoice->payments->len; i++)
    g_ptr_array_set_size (((FacPayment *) invoice->payments->pdata[i])->parts, 0);
}

/* Another customer owes other invoices. Undo also comes here. */
static void
on_draft_changed (FacPaymentDraft *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  const char *customer = invoice->customer != NULL ? invoice->customer->id : NULL;

  if (self->own_edit)
    return;
  fac_set_string (&self->step, NULL);
  self->index = MIN (self->index, fac_payment_draft_get_n (self) - 1);
  _fac_payment_draft_look_again (self);
  if (g_strcmp0 (customer, self->customer) != 0)
    {
      if (self->customer != NULL)
        _fac_payment_draft_change_document (self, forget_parts, NULL);
      self->by_hand = FALSE;
      self->begun = TRUE;
      look (self);
    }
  else
    _fac_payment_draft_read_taxes (self);
  _fac_payment_draft_tell (self);
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
fac_payment_draft_dispose (GObject *object)
{
  FacPaymentDraft *self = FAC_PAYMENT_DRAFT (object);

  g_cancellable_cancel (self->closing);
  g_clear_handle_id (&self->settle_timer, g_source_remove);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_payment_draft_parent_class)->dispose (object);
}

static void
fac_payment_draft_finalize (GObject *object)
{
  FacPaymentDraft *self = FAC_PAYMENT_DRAFT (object);

  g_clear_object (&self->closing);
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->seen);
  g_clear_pointer (&self->last, fac_payment_free);
  g_hash_table_unref (self->rates);
  g_free (self->customer);
  g_free (self->first);
  g_free (self->step);
  G_OBJECT_CLASS (fac_payment_draft_parent_class)->finalize (object);
}

static void
fac_payment_draft_class_init (FacPaymentDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_payment_draft_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_payment_draft_finalize;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_PAYMENT_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fac_payment_draft_init (FacPaymentDraft *self)
{
  self->open = fac_open_invoices_new ();
  self->seen = g_ptr_array_ref (self->open);
  self->rates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->closing = g_cancellable_new ();
}

/* Noon stands for a day without an hour; this morning it is still to come. */
gint64
_fac_payment_draft_today (FacWorkspace *workspace)
{
  const gint64 now = fac_clock_now (workspace->clock);
  const gint64 today = MIN (now, fac_payment_noon (workspace->organization, now));

  return today - today % G_USEC_PER_SEC;
}

FacInvoice *
fac_payment_draft_new_invoice (FacWorkspace *workspace)
{
  FacInvoice *invoice = fac_invoice_new (FAC_INVOICE_PAGO);
  FacPayment *payment = payment_of (invoice, 0);

  payment->date = _fac_payment_draft_today (workspace);
  fac_invoice_settle_kind (invoice);
  return invoice;
}

/* What a draft that was written before says of the rates of that day. */
void
_fac_payment_draft_recall_rates (FacPaymentDraft *self)
{
  const FacPayment *payment = fac_payment_draft_get_payment (self);

  g_hash_table_remove_all (self->rates);
  for (guint i = 0; i < payment->parts->len; i++)
    {
      const FacPaymentPart *part = payment->parts->pdata[i];
      FacDecimal rate;

      if (part->currency == NULL || fac_decimal_sign (part->equivalence) <= 0
          || g_strcmp0 (part->currency, payment->currency) == 0)
        continue;
      rate = fac_decimal_div (payment->exchange, part->equivalence, RATE_DECIMALS,
                              FAC_ROUND_HALF_UP);
      g_hash_table_insert (self->rates, g_strdup (part->currency),
                           g_memdup2 (&rate, sizeof rate));
    }
  self->by_hand = payment->parts->len > 0;
}

FacPaymentDraft *
fac_payment_draft_new (FacWorkspace *workspace, FacInvoiceDraft *draft, const char *invoice_id)
{
  FacPaymentDraft *self = g_object_new (FAC_TYPE_PAYMENT_DRAFT, NULL);

  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);
  self->first = g_strdup (invoice_id);
  g_signal_connect_swapped (draft, "changed", G_CALLBACK (on_draft_changed), self);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed), self, 0);
  _fac_payment_draft_recall_rates (self);
  self->begun = !self->by_hand
                && fac_decimal_is_zero (fac_payment_draft_get_payment (self)->deposit);
  look (self);
  return self;
}

const FacPayment *
fac_payment_draft_get_payment (FacPaymentDraft *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);

  /* one that came without any gets it: there is always something to show */
  return payment_of ((FacInvoice *) invoice, self->index);
}

GPtrArray *
fac_payment_draft_get_open (FacPaymentDraft *self)
{
  return self->seen;
}

gboolean
fac_payment_draft_is_loading (FacPaymentDraft *self)
{
  return self->looking;
}

gboolean
fac_payment_draft_is_proposed (FacPaymentDraft *self)
{
  return !self->by_hand;
}

void
fac_payment_draft_edit (FacPaymentDraft *self, const char *field, FacPaymentEdit edit,
                        gpointer data)
{
  _fac_payment_draft_begin_step (self, field);
  _fac_payment_draft_change (self, edit, data);
  _fac_payment_draft_tell (self);
}

void
fac_payment_draft_set_customer (FacPaymentDraft *self, const FacCustomer *customer)
{
  _fac_payment_draft_begin_step (self, NULL);
  fac_invoice_draft_set_customer (self->draft, customer);
}

typedef struct
{
  FacDecimal  deposit;
  const char *currency;
  FacDecimal  exchange;
} Money;

static void
put_money (FacPayment *payment, gpointer data)
{
  const Money *money = data;

  payment->deposit = money->deposit;
  fac_set_string (&payment->currency, money->currency);
  payment->exchange = money->exchange;
}

void
fac_payment_draft_set_money (FacPaymentDraft *self, FacDecimal deposit, const char *currency,
                             FacDecimal exchange)
{
  Money money = { deposit, currency, exchange };

  if (g_str_equal (currency, "MXN"))
    money.exchange = fac_decimal_from_int (1);
  _fac_payment_draft_begin_step (self, "money");
  _fac_payment_draft_change (self, put_money, &money);
  give_anew (self);
}

FacDecimal
fac_payment_draft_get_rate (FacPaymentDraft *self, const char *currency)
{
  const FacPayment *payment = fac_payment_draft_get_payment (self);
  const FacDecimal *rate;

  if (g_strcmp0 (currency, "MXN") == 0)
    return fac_decimal_from_int (1);
  if (g_strcmp0 (currency, payment->currency) == 0)
    return payment->exchange;
  rate = g_hash_table_lookup (self->rates, currency != NULL ? currency : "");
  return rate != NULL ? *rate : FAC_DECIMAL_ZERO;
}

void
fac_payment_draft_set_rate (FacPaymentDraft *self, const char *currency, FacDecimal rate)
{
  g_hash_table_insert (self->rates, g_strdup (currency), g_memdup2 (&rate, sizeof rate));
  _fac_payment_draft_begin_step (self, currency);
  give_anew (self);
}

char **
fac_payment_draft_get_currencies (FacPaymentDraft *self)
{
  const FacPayment *payment = fac_payment_draft_get_payment (self);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->open->len; i++)
    {
      const char *currency = ((const FacOpenInvoice *) self->open->pdata[i])->currency;

      if (g_strcmp0 (currency, "MXN") != 0 && g_strcmp0 (currency, payment->currency) != 0
          && !g_ptr_array_find_with_equal_func (list, currency, g_str_equal, NULL))
        g_ptr_array_add (list, g_strdup (currency));
    }
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

typedef struct
{
  FacPaymentDraft      *self;
  const FacOpenInvoice *open;
  FacDecimal            amount;
} Gift;

static void
put_gift (FacPayment *payment, gpointer data)
{
  const Gift *gift = data;

  fac_payment_put (payment, gift->open, gift->amount,
                   equivalence_for (gift->self, payment, gift->open->currency));
  fac_payment_settle (payment);
}

void
fac_payment_draft_give (FacPaymentDraft *self, const FacOpenInvoice *open, FacDecimal amount)
{
  Gift gift = { self, open, amount };

  self->by_hand = TRUE;
  _fac_payment_draft_begin_step (self, open->uuid);
  _fac_payment_draft_change (self, put_gift, &gift);
  follow (self);
  _fac_payment_draft_read_taxes (self);
  _fac_payment_draft_tell (self);
}

void
fac_payment_draft_propose (FacPaymentDraft *self)
{
  self->by_hand = FALSE;
  _fac_payment_draft_begin_step (self, NULL);
  give_anew (self);
}
