/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-advance.h"

#include "fac-text.h"

#define UNIT_NAME "Actividad"
#define NOT_YET "00000000-0000-4000-8000-000000000000"

/* On paper, as the SAT's guide wants it. */
#define BILLED "Anticipo del bien o servicio"
#define APPLIED "Aplicación de anticipo"

gboolean
fac_advance_is (const FacInvoice *invoice)
{
  for (guint i = 0; i < invoice->lines->len; i++)
    {
      const FacProduct *product = ((FacInvoiceLine *) invoice->lines->pdata[i])->product;

      if (g_strcmp0 (product->product_key, FAC_ADVANCE_PRODUCT) != 0
          || g_strcmp0 (product->unit_key, FAC_ADVANCE_UNIT) != 0)
        return FALSE;
    }
  return invoice->type == FAC_INVOICE_INGRESO && invoice->lines->len > 0;
}

/* ---- the advance ----------------------------------------------------------------------------- */

static void
add_line (FacInvoice *invoice, const FacTaxPreset *taxes)
{
  g_autoptr (FacProduct) product = fac_product_new ();

  fac_set_string (&product->description, BILLED);
  fac_set_string (&product->product_key, FAC_ADVANCE_PRODUCT);
  fac_set_string (&product->unit_key, FAC_ADVANCE_UNIT);
  fac_set_string (&product->unit_name, UNIT_NAME);
  fac_set_string (&product->taxability, taxes->taxability);
  product->tax_included = FALSE;
  g_array_set_size (product->taxes, 0);
  g_array_append_vals (product->taxes, taxes->taxes, (guint) taxes->n_taxes);
  g_ptr_array_add (invoice->lines, fac_invoice_line_new (product));
}

FacInvoice *
fac_advance_invoice (const FacAdvanceTerms *terms, FacPriceTarget *near)
{
  g_autoptr (FacInvoice) invoice = fac_invoice_new (FAC_INVOICE_INGRESO);
  FacInvoiceLine *line;

  if (terms->customer != NULL)
    {
      g_clear_pointer (&invoice->customer, fac_customer_unref);
      invoice->customer = fac_customer_copy (terms->customer);
      if (!fac_text_is_empty (terms->customer->default_invoice_use))
        fac_set_string (&invoice->use, terms->customer->default_invoice_use);
    }
  fac_set_string (&invoice->payment_method, "PUE");
  fac_set_string (&invoice->payment_form, terms->payment_form);
  fac_set_string (&invoice->currency, terms->currency);
  invoice->exchange = terms->exchange;
  add_line (invoice, terms->taxes);
  line = g_ptr_array_index (invoice->lines, 0);
  *near = fac_price_target_find (invoice, 0, FAC_PRICE_GOAL_RECEIVED, terms->amount);
  if (!near->found)
    return NULL;
  line->product->price = near->price;
  invoice->total = terms->amount;
  return g_steal_pointer (&invoice);
}

/* ---- relations ------------------------------------------------------------------------------- */

static FacRelation *
find_relation (const FacInvoice *invoice, guint *index)
{
  for (guint i = 0; i < invoice->related_documents->len; i++)
    {
      FacRelation *relation = g_ptr_array_index (invoice->related_documents, i);

      if (index != NULL)
        *index = i;
      if (g_strcmp0 (relation->relationship, FAC_RELATION_ADVANCE) == 0)
        return relation;
    }
  return NULL;
}

static gboolean
names (const FacRelation *relation, const char *uuid)
{
  for (char **named = relation->documents; named != NULL && *named != NULL; named++)
    if (g_ascii_strcasecmp (*named, uuid) == 0)
      return TRUE;
  return FALSE;
}

gboolean
fac_advance_named (const FacInvoice *invoice, const char *uuid)
{
  for (guint i = 0; i < invoice->related_documents->len; i++)
    {
      const FacRelation *relation = g_ptr_array_index (invoice->related_documents, i);

      if (g_strcmp0 (relation->relationship, FAC_RELATION_ADVANCE) == 0 && names (relation, uuid))
        return TRUE;
    }
  return FALSE;
}

void
fac_advance_name (FacInvoice *invoice, const char *uuid)
{
  const char *const alone[] = { uuid, NULL };
  FacRelation *relation = find_relation (invoice, NULL);
  g_autoptr (GStrvBuilder) all = NULL;

  if (fac_advance_named (invoice, uuid))
    return;
  if (relation == NULL)
    {
      g_ptr_array_add (invoice->related_documents, fac_relation_new (FAC_RELATION_ADVANCE, alone));
      return;
    }
  all = g_strv_builder_new ();
  g_strv_builder_addv (all, (const char **) relation->documents);
  g_strv_builder_add (all, uuid);
  g_strfreev (relation->documents);
  relation->documents = g_strv_builder_end (all);
}

void
fac_advance_unname (FacInvoice *invoice, const char *uuid)
{
  while (fac_advance_named (invoice, uuid))
    {
      g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();
      guint index = 0;
      FacRelation *relation = find_relation (invoice, &index);

      /* several groups of one relation are legal: the first that names it */
      while (!names (relation, uuid))
        do
          relation = g_ptr_array_index (invoice->related_documents, ++index);
        while (g_strcmp0 (relation->relationship, FAC_RELATION_ADVANCE) != 0);
      for (char **named = relation->documents; *named != NULL; named++)
        if (g_ascii_strcasecmp (*named, uuid) != 0)
          g_strv_builder_add (rest, *named);
      g_strfreev (relation->documents);
      relation->documents = g_strv_builder_end (rest);
      if (relation->documents[0] == NULL)
        g_ptr_array_remove_index (invoice->related_documents, index);
    }
}

/* ---- the note -------------------------------------------------------------------------------- */

static gboolean
is_live (const FacInvoice *invoice)
{
  return invoice->status != FAC_STATUS_CANCELADA && invoice->status != FAC_STATUS_EN_CANCELACION;
}

static gboolean
same_receiver (const FacInvoice *a, const FacInvoice *b)
{
  const char *one = a->customer != NULL ? a->customer->tax_id : NULL;
  const char *other = b->customer != NULL ? b->customer->tax_id : NULL;

  return g_ascii_strcasecmp (one != NULL ? one : "", other != NULL ? other : "") == 0;
}

static FacCreditProblem
judge (const FacInvoice *advance, const FacInvoice *final)
{
  if (!fac_advance_is (advance) || final->type != FAC_INVOICE_INGRESO)
    return FAC_CREDIT_WRONG_TYPE;
  if (!is_live (advance) || !is_live (final))
    return FAC_CREDIT_CANCELLED;
  if (!same_receiver (advance, final))
    return FAC_CREDIT_OTHER_CUSTOMER;
  if (g_strcmp0 (advance->currency, final->currency) != 0)
    return FAC_CREDIT_OTHER_CURRENCY;
  return FAC_CREDIT_FINE;
}

/* As if it were stamped: what its note looks like is certain before. */
static FacCreditBasis *
basis_of (const FacInvoice *advance, FacDecimal applied, FacCreditProblem *problem)
{
  g_autoptr (FacCreditBasis) basis = fac_credit_basis_new ();
  g_autoptr (FacInvoice) stamped = fac_invoice_copy (advance);
  g_autoptr (FacInvoice) nothing = fac_invoice_new (FAC_INVOICE_EGRESO);
  const FacEarlierNote earlier = { nothing, applied };

  stamped->status = FAC_STATUS_TIMBRADA;
  if (fac_text_is_empty (stamped->uuid))
    fac_set_string (&stamped->uuid, NOT_YET);
  *problem = fac_credit_basis_add (basis, stamped, &earlier, 1);
  return *problem == FAC_CREDIT_FINE ? g_steal_pointer (&basis) : NULL;
}

static void
settle (FacInvoice *note, const FacInvoice *final)
{
  fac_set_string (&note->payment_form, FAC_FORM_ADVANCE);
  g_ptr_array_set_size (note->related_documents, 0);
  if (!fac_text_is_empty (final->uuid))
    fac_advance_name (note, final->uuid);
  for (guint i = 0; i < note->lines->len; i++)
    fac_set_string (&((FacInvoiceLine *) note->lines->pdata[i])->product->description, APPLIED);
}

FacInvoice *
fac_advance_apply (const FacInvoice *advance, FacDecimal applied, const FacInvoice *final,
                   FacDecimal amount, FacCreditProblem *problem)
{
  g_autoptr (FacCreditBasis) basis = NULL;
  FacInvoice *note;

  *problem = judge (advance, final);
  if (*problem == FAC_CREDIT_FINE)
    basis = basis_of (advance, applied, problem);
  if (basis == NULL)
    return NULL;
  if (fac_decimal_compare (amount, final->total) > 0)
    {
      *problem = FAC_CREDIT_TOO_MUCH;
      return NULL;
    }
  note = fac_credit_note_amount (basis, FAC_CREDIT_NOTE, amount, problem);
  if (note != NULL)
    settle (note, final);
  return note;
}
