/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-credit-note-private.h"

#include "fac-invoice-totals.h"
#include "fac-money.h"
#include "fac-product-price.h"
#include "fac-text.h"

#define LINE_KEY "84111506" /* Servicios de facturación */
#define UNIT_KEY "ACT"      /* Actividad */
#define UNIT_NAME "Actividad"
#define FORM_OTHER_TIME "99"
#define FORM_REMITTED "15" /* Condonación */
#define FORM_TRANSFER "03"
#define MOST_FOLIOS 8

static const FacCreditItem *
item_at (const FacCreditBasis *basis, guint i)
{
  return g_ptr_array_index (basis->items, i);
}

/* ---- the frame ------------------------------------------------------------------------------ */

/* A debt that is let off is remitted; what was paid goes back the way it came. */
static const char *
form_of (const FacInvoice *invoice)
{
  if (g_strcmp0 (invoice->payment_method, "PPD") == 0)
    return FORM_REMITTED;
  return fac_text_is_empty (invoice->payment_form)
         || g_str_equal (invoice->payment_form, FORM_OTHER_TIME)
         ? FORM_TRANSFER : invoice->payment_form;
}

static FacInvoice *
start (const FacCreditBasis *basis, const char *relationship)
{
  FacInvoice *note = fac_invoice_new (FAC_INVOICE_EGRESO);
  const FacInvoice *first = item_at (basis, 0)->invoice;
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();

  if (first->customer != NULL)
    {
      g_clear_pointer (&note->customer, fac_customer_unref);
      note->customer = fac_customer_copy (first->customer);
    }
  fac_set_string (&note->use, "G02");
  fac_set_string (&note->payment_method, "PUE");
  fac_set_string (&note->payment_form, form_of (first));
  fac_set_string (&note->currency, first->currency);
  note->exchange = first->exchange;
  fac_set_string (&note->place_of_issue, first->place_of_issue);
  for (guint i = 0; i < basis->items->len; i++)
    g_ptr_array_add (documents, item_at (basis, i)->invoice->uuid);
  g_ptr_array_add (documents, NULL);
  g_ptr_array_add (note->related_documents,
                   fac_relation_new (relationship, (const char *const *) documents->pdata));
  return note;
}

static FacInvoice *
fail (FacInvoice *note, FacCreditProblem why, FacCreditProblem *problem)
{
  g_clear_pointer (&note, fac_invoice_unref);
  *problem = why;
  return NULL;
}

static FacInvoice *
finish (FacInvoice *note, const FacDecimal *wanted, FacCreditProblem *problem)
{
  g_autoptr (FacInvoiceTotals) totals = NULL;

  if (wanted != NULL && !_fac_credit_note_settle (note, *wanted))
    return fail (note, FAC_CREDIT_NO_PRICE, problem);
  totals = fac_invoice_totals_new ();
  fac_invoice_totals_compute (totals, note);
  note->total = totals->total;
  *problem = FAC_CREDIT_FINE;
  return note;
}

/* ---- lines ---------------------------------------------------------------------------------- */

static FacDecimal
part_of (FacDecimal value, FacDecimal part, FacDecimal whole)
{
  /* one rounding: the product keeps all its digits */
  return fac_decimal_div (fac_decimal_mul (value, part, FAC_DECIMAL_MAX_SCALE, FAC_ROUND_HALF_UP),
                          whole, FAC_LINE_DECIMALS, FAC_ROUND_HALF_UP);
}

static void
shrink_bases (FacProduct *product, FacDecimal part, FacDecimal whole)
{
  for (guint i = 0; i < product->taxes->len; i++)
    {
      FacTax *tax = &g_array_index (product->taxes, FacTax, i);

      if (tax->has_base)
        tax->base = part_of (tax->base, part, whole);
    }
  for (guint i = 0; i < product->local_taxes->len; i++)
    {
      FacLocalTax *tax = &g_array_index (product->local_taxes, FacLocalTax, i);

      if (tax->has_base)
        tax->base = part_of (tax->base, part, whole);
    }
}

static void
add_line (FacInvoice *note, const FacInvoiceLine *sold, FacDecimal quantity)
{
  FacInvoiceLine *line = fac_invoice_line_copy (sold);

  if (!fac_decimal_equal (quantity, sold->quantity))
    {
      line->discount = part_of (sold->discount, quantity, sold->quantity);
      shrink_bases (line->product, quantity, sold->quantity);
      line->quantity = quantity;
    }
  /* what belongs to the sale itself: school fees, fuel */
  g_clear_pointer (&line->complement, g_free);
  g_ptr_array_add (note->lines, line);
}

static const FacDecimal *
left_at (const FacCreditItem *item, guint line)
{
  return &g_array_index (item->quantities, FacDecimal, line);
}

static gboolean
is_untouched (const FacCreditItem *item)
{
  return fac_decimal_is_zero (item->credited);
}

FacInvoice *
fac_credit_note_whole (const FacCreditBasis *basis, const char *relationship,
                       FacCreditProblem *problem)
{
  const FacDecimal left = fac_credit_basis_left (basis);
  gboolean untouched = TRUE;
  FacInvoice *note;

  if (basis->items->len == 0)
    return fail (NULL, FAC_CREDIT_NO_INVOICE, problem);
  note = start (basis, relationship);
  for (guint i = 0; i < basis->items->len; i++)
    {
      const FacCreditItem *item = item_at (basis, i);

      untouched = untouched && is_untouched (item);
      for (guint j = 0; j < item->invoice->lines->len; j++)
        if (fac_decimal_sign (*left_at (item, j)) > 0)
          add_line (note, g_ptr_array_index (item->invoice->lines, j), *left_at (item, j));
    }
  if (!untouched)
    {
      g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
      const FacDecimal cents = fac_decimal_make (5, fac_currency_decimals (note->currency));
      FacDecimal gap;

      fac_invoice_totals_compute (totals, note);
      gap = fac_decimal_sub (totals->total, left);
      if (note->lines->len == 0 || fac_decimal_compare (gap, cents) > 0
          || fac_decimal_compare (fac_decimal_neg (gap), cents) > 0)
        {
          fac_invoice_unref (note);
          return fac_credit_note_amount (basis, relationship, left, problem);
        }
    }
  return finish (note, &left, problem);
}

/* One line may be picked more than once. */
static FacDecimal
picked (const FacCreditPick *picks, gsize n_picks, const FacCreditPick *pick)
{
  FacDecimal sum = FAC_DECIMAL_ZERO;

  for (gsize i = 0; i < n_picks; i++)
    if (picks[i].item == pick->item && picks[i].line == pick->line)
      sum = fac_decimal_add (sum, picks[i].quantity);
  return sum;
}

static FacCreditProblem
judge_pick (const FacCreditBasis *basis, const FacCreditPick *picks, gsize n_picks,
            const FacCreditPick *pick)
{
  const FacCreditItem *item;

  if (pick->item >= basis->items->len)
    return FAC_CREDIT_NO_INVOICE;
  item = item_at (basis, pick->item);
  if (pick->line >= item->invoice->lines->len || fac_decimal_sign (pick->quantity) < 0
      || fac_decimal_compare (picked (picks, n_picks, pick), *left_at (item, pick->line)) > 0)
    return FAC_CREDIT_TOO_MUCH;
  if (fac_decimal_trim (pick->quantity, 0).scale > FAC_LINE_DECIMALS)
    return FAC_CREDIT_DECIMALS;
  return FAC_CREDIT_FINE;
}

/* Whether nothing of @basis stays behind. */
static gboolean
takes_all (const FacCreditBasis *basis, const FacCreditPick *picks, gsize n_picks)
{
  for (guint i = 0; i < basis->items->len; i++)
    for (guint j = 0; j < item_at (basis, i)->quantities->len; j++)
      {
        FacDecimal rest = *left_at (item_at (basis, i), j);

        for (gsize k = 0; k < n_picks; k++)
          if (picks[k].item == i && picks[k].line == j)
            rest = fac_decimal_sub (rest, picks[k].quantity);
        if (!fac_decimal_is_zero (rest))
          return FALSE;
      }
  return TRUE;
}

/* Whether what is picked of each invoice is left of that one: a note of an amount leaves all lines, but less money. */
static gboolean
fits_each (const FacCreditBasis *basis, const char *relationship, const FacCreditPick *picks,
           gsize n_picks)
{
  for (guint i = 0; i < basis->items->len; i++)
    {
      g_autoptr (FacInvoice) alone = start (basis, relationship);
      g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();

      for (gsize k = 0; k < n_picks; k++)
        if (picks[k].item == i && fac_decimal_sign (picks[k].quantity) > 0)
          add_line (alone, g_ptr_array_index (item_at (basis, i)->invoice->lines, picks[k].line),
                    picks[k].quantity);
      fac_invoice_totals_compute (totals, alone);
      if (fac_decimal_compare (totals->total, item_at (basis, i)->left) > 0)
        return FALSE;
    }
  return TRUE;
}

FacInvoice *
fac_credit_note_lines (const FacCreditBasis *basis, const char *relationship,
                       const FacCreditPick *picks, gsize n_picks, FacCreditProblem *problem)
{
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();
  FacInvoice *note;

  if (basis->items->len == 0)
    return fail (NULL, FAC_CREDIT_NO_INVOICE, problem);
  if (n_picks > 0 && takes_all (basis, picks, n_picks))
    return fac_credit_note_whole (basis, relationship, problem);
  note = start (basis, relationship);
  for (gsize i = 0; i < n_picks; i++)
    {
      const FacCreditProblem why = judge_pick (basis, picks, n_picks, &picks[i]);

      if (why != FAC_CREDIT_FINE)
        return fail (note, why, problem);
      if (fac_decimal_sign (picks[i].quantity) > 0)
        add_line (note, g_ptr_array_index (item_at (basis, picks[i].item)->invoice->lines,
                                           picks[i].line), picks[i].quantity);
    }
  if (note->lines->len == 0)
    return fail (note, FAC_CREDIT_NOTHING_CHOSEN, problem);
  if (!fits_each (basis, relationship, picks, n_picks))
    return fail (note, FAC_CREDIT_TOO_MUCH, problem);
  fac_invoice_totals_compute (totals, note);
  if (fac_decimal_compare (totals->total, fac_credit_basis_left (basis)) > 0)
    return fail (note, FAC_CREDIT_TOO_MUCH, problem);
  return finish (note, NULL, problem);
}

/* ---- an amount ------------------------------------------------------------------------------ */

/* What is taxed in one way: @tax_bases are those of the documents, where the price does not tell them. */
typedef struct
{
  const FacProduct *product;
  FacDecimal        net;
  GArray           *tax_bases;   /* (element-type FacDecimal) */
  GArray           *local_bases; /* (element-type FacDecimal) */
} Share;

static void
share_free (gpointer data)
{
  Share *share = data;

  g_array_unref (share->tax_bases);
  g_array_unref (share->local_bases);
  g_free (share);
}

static gboolean
same_taxes (const FacProduct *a, const FacProduct *b)
{
  if (g_strcmp0 (a->taxability, b->taxability) != 0 || a->taxes->len != b->taxes->len
      || a->local_taxes->len != b->local_taxes->len)
    return FALSE;
  for (guint i = 0; i < a->taxes->len; i++)
    {
      FacTax one = g_array_index (a->taxes, FacTax, i), other = g_array_index (b->taxes, FacTax, i);

      one.has_base = other.has_base = FALSE;
      if (!fac_tax_equal (&one, &other))
        return FALSE;
    }
  for (guint i = 0; i < a->local_taxes->len; i++)
    {
      FacLocalTax one = g_array_index (a->local_taxes, FacLocalTax, i);
      FacLocalTax other = g_array_index (b->local_taxes, FacLocalTax, i);

      one.has_base = other.has_base = FALSE;
      if (!fac_local_tax_equal (&one, &other))
        return FALSE;
    }
  return TRUE;
}

static Share *
share_of (GPtrArray *shares, const FacProduct *product)
{
  Share *share;

  for (guint i = 0; i < shares->len; i++)
    if (same_taxes (((Share *) g_ptr_array_index (shares, i))->product, product))
      return g_ptr_array_index (shares, i);
  share = g_new0 (Share, 1);
  share->product = product;
  share->tax_bases = g_array_new (FALSE, TRUE, sizeof (FacDecimal));
  share->local_bases = g_array_new (FALSE, TRUE, sizeof (FacDecimal));
  g_array_set_size (share->tax_bases, product->taxes->len);
  g_array_set_size (share->local_bases, product->local_taxes->len);
  g_ptr_array_add (shares, share);
  return share;
}

static void
add_to (GArray *bases, guint i, FacDecimal base)
{
  FacDecimal *sum = &g_array_index (bases, FacDecimal, i);

  *sum = fac_decimal_add (*sum, base);
}

static void
add_share (GPtrArray *shares, const FacInvoiceLine *line, const FacInvoiceTotals *totals, guint i)
{
  const FacLineTotals *figures = &g_array_index (totals->lines, FacLineTotals, i);
  const FacProduct *product = line->product;
  const FacDecimal net = fac_decimal_sub (figures->amount, figures->discount);
  Share *share = share_of (shares, product);
  guint shown = figures->first_tax;

  share->net = fac_decimal_add (share->net, net);
  for (guint j = 0; j < product->taxes->len; j++)
    if (!fac_tax_is_hidden (&g_array_index (product->taxes, FacTax, j)))
      add_to (share->tax_bases, j, g_array_index (totals->line_taxes, FacLineTax, shown++).base);
  for (guint j = 0; j < product->local_taxes->len; j++)
    {
      const FacLocalTax *tax = &g_array_index (product->local_taxes, FacLocalTax, j);

      add_to (share->local_bases, j, tax->has_base ? tax->base : net);
    }
}

static GPtrArray *
find_shares (const FacCreditBasis *basis)
{
  GPtrArray *shares = g_ptr_array_new_with_free_func (share_free);
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();

  for (guint i = 0; i < basis->items->len; i++)
    {
      const FacInvoice *invoice = item_at (basis, i)->invoice;

      fac_invoice_totals_compute (totals, invoice);
      for (guint j = 0; j < invoice->lines->len; j++)
        add_share (shares, g_ptr_array_index (invoice->lines, j), totals, j);
    }
  return shares;
}

/* Whether the price alone tells the bases of all taxes. */
static gboolean
is_plain (const FacProduct *product)
{
  for (guint i = 0; i < product->taxes->len; i++)
    {
      const FacTax *tax = &g_array_index (product->taxes, FacTax, i);

      if (tax->has_base || tax->factor == FAC_TAX_CUOTA || fac_tax_is_hidden (tax))
        return FALSE;
    }
  return TRUE;
}

static void
copy_taxes (FacProduct *product, const Share *share, FacDecimal part, FacDecimal whole)
{
  const gboolean plain = is_plain (share->product);

  for (guint i = 0; i < share->product->taxes->len; i++)
    {
      FacTax tax = g_array_index (share->product->taxes, FacTax, i);

      if (fac_tax_is_hidden (&tax))
        continue;
      if (!plain)
        {
          tax.ieps_mode = FAC_IEPS_BREAK_DOWN;
          tax.has_base = TRUE;
          tax.base = part_of (g_array_index (share->tax_bases, FacDecimal, i), part, whole);
        }
      g_array_append_val (product->taxes, tax);
    }
  for (guint i = 0; i < share->product->local_taxes->len; i++)
    {
      FacLocalTax tax = g_array_index (share->product->local_taxes, FacLocalTax, i);

      if (tax.has_base)
        tax.base = part_of (g_array_index (share->local_bases, FacDecimal, i), part, whole);
      g_array_append_val (product->local_taxes, tax);
    }
}

/* On paper, in Spanish as the paper is: "Devolución de la factura A 12". */
static char *
describe (const FacCreditBasis *basis, const char *relationship)
{
  const gboolean returned = g_strcmp0 (relationship, FAC_CREDIT_RETURNS) == 0;
  const char *what = returned ? "Devolución de" : "Descuento o bonificación de";
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  if (basis->items->len > MOST_FOLIOS)
    return g_strdup_printf ("%s %u facturas", what, basis->items->len);
  for (guint i = 0; i < basis->items->len; i++)
    {
      char *folio = fac_invoice_folio (item_at (basis, i)->invoice);

      g_ptr_array_add (names, folio != NULL ? folio : g_strdup (item_at (basis, i)->invoice->uuid));
    }
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);
  return g_strdup_printf (basis->items->len > 1 ? "%s las facturas %s" : "%s la factura %s", what,
                          list);
}

static void
add_share_line (FacInvoice *note, const Share *share, const char *description, gboolean lone,
                FacDecimal part, FacDecimal whole)
{
  g_autoptr (FacProduct) product = fac_product_new ();
  g_autofree char *taxes = NULL;

  g_array_set_size (product->taxes, 0);
  copy_taxes (product, share, part, whole);
  taxes = fac_taxes_label ((const FacTax *) (const void *) product->taxes->data,
                           product->taxes->len, NULL);
  g_free (product->description);
  product->description = lone || fac_text_is_empty (taxes)
                         ? g_strdup (description) : g_strdup_printf ("%s (%s)", description, taxes);
  fac_set_string (&product->product_key, LINE_KEY);
  fac_set_string (&product->unit_key, UNIT_KEY);
  fac_set_string (&product->unit_name, UNIT_NAME);
  fac_set_string (&product->taxability, share->product->taxability);
  product->tax_included = FALSE;
  product->price = part_of (share->net, part, whole);
  if (fac_decimal_sign (product->price) > 0)
    g_ptr_array_add (note->lines, fac_invoice_line_new (product));
}

FacInvoice *
fac_credit_note_amount (const FacCreditBasis *basis, const char *relationship, FacDecimal amount,
                        FacCreditProblem *problem)
{
  g_autoptr (GPtrArray) shares = NULL;
  g_autofree char *description = NULL;
  FacDecimal whole = FAC_DECIMAL_ZERO;
  FacInvoice *note;

  if (basis->items->len == 0)
    return fail (NULL, FAC_CREDIT_NO_INVOICE, problem);
  if (fac_decimal_sign (amount) <= 0)
    return fail (NULL, FAC_CREDIT_NOTHING_CHOSEN, problem);
  if (fac_decimal_compare (amount, fac_credit_basis_left (basis)) > 0)
    return fail (NULL, FAC_CREDIT_TOO_MUCH, problem);
  note = start (basis, relationship);
  if (fac_decimal_trim (amount, 0).scale > fac_currency_decimals (note->currency))
    return fail (note, FAC_CREDIT_DECIMALS, problem);
  for (guint i = 0; i < basis->items->len; i++)
    whole = fac_decimal_add (whole, item_at (basis, i)->invoice->total);
  shares = find_shares (basis);
  description = describe (basis, relationship);
  for (guint i = 0; i < shares->len; i++)
    add_share_line (note, g_ptr_array_index (shares, i), description, shares->len == 1, amount,
                    whole);
  return finish (note, &amount, problem);
}
