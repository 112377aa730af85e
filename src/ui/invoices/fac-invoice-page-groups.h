/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-page-private.h"

G_BEGIN_DECLS

/*
 * The facts beside the paper are groups, one file each. To add one: write fac-invoice-page-NAME.c with a
 * FacInvoiceGroup in it, declare it below, and put it into the table of fac-invoice-page-groups.c, which is their order
 * on the page. What can be done with the document is in the table of fac-invoice-page-primary.c.
 */

/**
 * FacInvoiceGroup:
 * @install: (nullable): its actions "invoice.…", which it enables with _fac_invoice_page_enable()
 * @make: its widget, once: one of the template, or a new one, which the page takes
 * @update: the document or what is known of it changed: fills @group and shows or hides it. @invoice is %NULL before
 *   the first answer, which is also when actions are to be disabled
 */
typedef struct
{
  void       (*install) (GtkWidgetClass *widget_class);
  GtkWidget *(*make)    (FacInvoicePage *self);
  void       (*update)  (FacInvoicePage *self, GtkWidget *group, const FacInvoice *invoice);
} FacInvoiceGroup;

extern const FacInvoiceGroup _fac_invoice_group_requests;
extern const FacInvoiceGroup _fac_invoice_group_payments;
extern const FacInvoiceGroup _fac_invoice_group_related;
extern const FacInvoiceGroup _fac_invoice_group_fiscal;
extern const FacInvoiceGroup _fac_invoice_group_qr;
extern const FacInvoiceGroup _fac_invoice_group_sent;
extern const FacInvoiceGroup _fac_invoice_group_history;

G_END_DECLS
