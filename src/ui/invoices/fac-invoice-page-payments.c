/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-page-groups.h"

static GtkWidget *
make_payments (FacInvoicePage *self)
{
  self->payments = g_object_new (FAC_TYPE_INVOICE_PAYMENTS, NULL);
  return GTK_WIDGET (self->payments);
}

/* What is related is read once for both: fac-invoice-page-related.c fills this group, too. */
static void
update_payments (FacInvoicePage *self, GtkWidget *group, const FacInvoice *invoice)
{
  if (invoice == NULL)
    gtk_widget_set_visible (group, FALSE);
}

const FacInvoiceGroup _fac_invoice_group_payments = { NULL, make_payments, update_payments };
