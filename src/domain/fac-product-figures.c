/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-product-figures.h"

#include <string.h>

/* ---- object ---------------------------------------------------------------------------------- */

static void
sale_free (gpointer data)
{
  FacSale *sale = data;

  g_clear_pointer (&sale->document, fac_document_summary_unref);
  g_free (sale);
}

static void
customer_free (gpointer data)
{
  FacSalesCustomer *customer = data;

  g_free (customer->id);
  g_free (customer->name);
  g_array_unref (customer->totals);
  g_free (customer);
}

static GArray *
totals_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (FacSalesTotal));
}

FacProductFigures *
fac_product_figures_new (guint limit)
{
  FacProductFigures *self = g_atomic_rc_box_new0 (FacProductFigures);

  self->months = g_array_new (FALSE, FALSE, sizeof (FacSalesMonth));
  self->totals = totals_new ();
  self->credit = totals_new ();
  self->customers = g_ptr_array_new_with_free_func (customer_free);
  self->sales = g_ptr_array_new_with_free_func (sale_free);
  self->drafts = g_ptr_array_new_with_free_func (sale_free);
  self->limit = limit;
  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->buyers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

FacProductFigures *
fac_product_figures_ref (FacProductFigures *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  FacProductFigures *self = data;

  g_array_unref (self->months);
  g_array_unref (self->totals);
  g_array_unref (self->credit);
  g_ptr_array_unref (self->customers);
  g_ptr_array_unref (self->sales);
  g_ptr_array_unref (self->drafts);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->buyers, g_hash_table_unref);
}

void
fac_product_figures_unref (FacProductFigures *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* ---- sums ------------------------------------------------------------------------------------ */

static void
add_to (FacSalesTotal *total, const FacSaleLine *line, gboolean new_document)
{
  total->quantity = fac_decimal_add (total->quantity, line->quantity);
  total->amount = fac_decimal_add (total->amount, line->amount);
  total->documents += new_document;
}

static FacSalesTotal
no_sales_in (const char *currency)
{
  FacSalesTotal total = { .quantity = FAC_DECIMAL_ZERO, .amount = FAC_DECIMAL_ZERO };

  g_strlcpy (total.currency, currency, sizeof total.currency);
  return total;
}

/* Pesos first, the others as they come. */
static FacSalesTotal *
total_in (GArray *totals, const char *currency)
{
  const FacSalesTotal total = no_sales_in (currency);
  const gboolean pesos = g_str_equal (currency, "MXN");

  for (guint i = 0; i < totals->len; i++)
    if (g_str_equal (g_array_index (totals, FacSalesTotal, i).currency, total.currency))
      return &g_array_index (totals, FacSalesTotal, i);
  g_array_insert_val (totals, pesos ? 0 : totals->len, total);
  return &g_array_index (totals, FacSalesTotal, pesos ? 0 : totals->len - 1);
}

/* The month that the person's calendar shows for it. */
static int
month_of (gint64 microseconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (microseconds / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_get_year (time) * 100 + g_date_time_get_month (time) : 0;
}

static FacSalesTotal *
month_in (GArray *months, int month, const char *currency)
{
  FacSalesMonth sum = { .month = month, .total = no_sales_in (currency) };

  /* documents come roughly in the order of their dates */
  for (guint i = months->len; i > 0; i--)
    {
      FacSalesMonth *known = &g_array_index (months, FacSalesMonth, i - 1);

      if (known->month == month && g_str_equal (known->total.currency, sum.total.currency))
        return &known->total;
    }
  g_array_append_val (months, sum);
  return &g_array_index (months, FacSalesMonth, months->len - 1).total;
}

static FacSalesCustomer *
buyer_of (FacProductFigures *self, const FacSaleLine *line)
{
  const char *name = line->customer_name != NULL ? line->customer_name : "";
  g_autofree char *key = line->customer != 0
                           ? g_strdup_printf ("%" G_GINT64_FORMAT, line->customer)
                           : g_strconcat ("name ", name, NULL);
  FacSalesCustomer *buyer = g_hash_table_lookup (self->buyers, key);

  if (buyer != NULL)
    return buyer;
  buyer = g_new0 (FacSalesCustomer, 1);
  buyer->customer = line->customer;
  buyer->name = g_strdup (name);
  buyer->totals = totals_new ();
  buyer->pesos = FAC_DECIMAL_ZERO;
  g_ptr_array_add (self->customers, buyer);
  g_hash_table_insert (self->buyers, g_steal_pointer (&key), buyer);
  return buyer;
}

static FacDecimal
in_pesos (const FacSaleLine *line)
{
  return g_str_equal (line->currency, "MXN")
           ? line->amount : fac_decimal_mul (line->amount, line->exchange, 6, FAC_ROUND_HALF_UP);
}

static void
add_sale (FacProductFigures *self, const FacSaleLine *line, gboolean new_document)
{
  FacSalesCustomer *buyer = buyer_of (self, line);

  add_to (total_in (self->totals, line->currency), line, new_document);
  add_to (month_in (self->months, month_of (line->date), line->currency), line, new_document);
  add_to (total_in (buyer->totals, line->currency), line, new_document);
  buyer->pesos = fac_decimal_add (buyer->pesos, in_pesos (line));
  self->last_sold = MAX (self->last_sold, line->date);
}

/* ---- lists ----------------------------------------------------------------------------------- */

static int
newest_first (gconstpointer a, gconstpointer b)
{
  const FacSale *one = *(const FacSale *const *) a;
  const FacSale *two = *(const FacSale *const *) b;

  return (one->key < two->key) - (one->key > two->key);
}

static void
cut (GPtrArray *sales, guint limit)
{
  g_ptr_array_sort (sales, newest_first);
  if (sales->len > limit)
    g_ptr_array_set_size (sales, (int) limit);
}

static void
keep (FacProductFigures *self, GPtrArray *sales, const FacSaleLine *line)
{
  FacSale *sale = g_new0 (FacSale, 1);

  sale->key = line->key;
  sale->quantity = line->quantity;
  sale->unit_price = line->unit_price;
  sale->amount = line->amount;
  g_ptr_array_add (sales, sale);
  if (sales->len >= 4 * (self->limit + 64))
    cut (sales, self->limit);
}

static gboolean
note_document (FacProductFigures *self, gint64 document)
{
  if (!g_hash_table_add (self->seen, g_memdup2 (&document, sizeof document)))
    return FALSE;
  self->n_documents++;
  return TRUE;
}

void
fac_product_figures_add (FacProductFigures *self, const FacSaleLine *line)
{
  const gboolean stamped = line->status == FAC_STATUS_TIMBRADA
                           || line->status == FAC_STATUS_EN_CANCELACION;
  gboolean new_document;

  if (line->type != 'I' && line->type != 'E')
    return;
  new_document = note_document (self, line->document);
  if (!stamped && line->status != FAC_STATUS_CANCELADA)
    {
      self->n_drafts++;
      keep (self, self->drafts, line);
      return;
    }
  self->n_sales++;
  keep (self, self->sales, line);
  if (stamped && line->type == 'I')
    add_sale (self, line, new_document);
  else if (stamped)
    add_to (total_in (self->credit, line->currency), line, new_document);
}

/* ---- end ------------------------------------------------------------------------------------- */

static int
compare_months (gconstpointer a, gconstpointer b)
{
  const FacSalesMonth *one = a;
  const FacSalesMonth *two = b;
  const gboolean pesos = g_str_equal (one->total.currency, "MXN");

  if (one->month != two->month)
    return two->month - one->month;
  if (pesos != g_str_equal (two->total.currency, "MXN"))
    return pesos ? -1 : 1;
  return strcmp (one->total.currency, two->total.currency);
}

static int
compare_customers (gconstpointer a, gconstpointer b)
{
  const FacSalesCustomer *one = *(const FacSalesCustomer *const *) a;
  const FacSalesCustomer *two = *(const FacSalesCustomer *const *) b;
  const int order = fac_decimal_compare (two->pesos, one->pesos);

  return order != 0 ? order : strcmp (one->name, two->name);
}

void
fac_product_figures_end (FacProductFigures *self)
{
  g_array_sort (self->months, compare_months);
  cut (self->sales, self->limit);
  cut (self->drafts, self->limit);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->buyers, g_hash_table_unref);
  g_ptr_array_sort (self->customers, compare_customers);
  if (self->customers->len > FAC_SALES_CUSTOMERS)
    g_ptr_array_set_size (self->customers, FAC_SALES_CUSTOMERS);
}
