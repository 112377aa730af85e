/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"

#include <glib-object.h>

G_BEGIN_DECLS

/** FacAge: how long ago an invoice that is not paid was issued, in days. */
typedef enum
{
  FAC_AGE_30,  /* 0 to 30 */
  FAC_AGE_60,  /* 31 to 60 */
  FAC_AGE_90,  /* 61 to 90 */
  FAC_AGE_MORE /* above 90 */
} FacAge;

#define FAC_N_AGES 4

/** FacReceivable: what is not paid in one currency, by age. */
typedef struct
{
  char       currency[4];
  FacDecimal due[FAC_N_AGES];
  guint      count[FAC_N_AGES];
} FacReceivable;

/** FacReceivables: what is not paid by all customers. Reference counted, never changed. @currencies: (element-type
 * FacReceivable), MXN first; @n_deposits: payments that arrived and have no stamped document;
 * @first_paid_at: when the oldest of them arrived, 0 none;
 * @n_differences: invoices of which the service says that less is owed than what is stored here comes to. */
typedef struct
{
  GArray *currencies;
  guint   n_deposits;
  gint64  first_paid_at;
  guint   n_differences;
} FacReceivables;

/** fac_receivables_new: empty. Returns: (transfer full) */
FacReceivables *fac_receivables_new   (void);
/** fac_receivables_ref: one more reference, on any thread. Returns: (transfer full) */
FacReceivables *fac_receivables_ref   (FacReceivables *self);
/** fac_receivables_unref: lets one reference go, on any thread; the last one frees it. */
void            fac_receivables_unref (FacReceivables *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacReceivables, fac_receivables_unref)

/** fac_receivables_add: one more invoice of @age of which @due is not paid. */
void            fac_receivables_add   (FacReceivables *self, const char *currency, FacAge age, FacDecimal due);
/** fac_receivable_sum: of all ages. */
FacDecimal      fac_receivable_sum    (const FacReceivable *self);

/** fac_age_of: of an invoice of @date at @now, both microseconds UTC. */
FacAge          fac_age_of            (gint64 date, gint64 now);
/** fac_age_days: whole days since @date, 0 at least. */
int             fac_age_days          (gint64 date, gint64 now);
/** fac_age_dates: the dates of invoices of @age at @now: @from ≤ date < @to, 0 open. */
void            fac_age_dates         (FacAge age, gint64 now, gint64 *from, gint64 *to);

G_END_DECLS
