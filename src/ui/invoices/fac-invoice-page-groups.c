/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-page-groups.h"

/* in their order on the page */
static const FacInvoiceGroup *const groups[] = {
  &_fac_invoice_group_requests,
  &_fac_invoice_group_payments,
  &_fac_invoice_group_related,
  &_fac_invoice_group_fiscal,
  &_fac_invoice_group_qr,
  &_fac_invoice_group_sent,
  &_fac_invoice_group_history,
};

void
_fac_invoice_page_install_groups (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (groups[i]->install != NULL)
      groups[i]->install (widget_class);
}

void
_fac_invoice_page_make_groups (FacInvoicePage *self)
{
  GtkWidget *before = NULL;

  self->group_widgets = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      GtkWidget *widget = groups[i]->make (self);

      if (gtk_widget_get_parent (widget) == NULL)
        gtk_box_append (self->groups, widget);
      gtk_box_reorder_child_after (self->groups, widget, before);
      g_ptr_array_add (self->group_widgets, widget);
      before = widget;
    }
}

void
_fac_invoice_page_update_groups (FacInvoicePage *self)
{
  const FacInvoice *invoice = fac_issued_document_get_invoice (self->document);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    groups[i]->update (self, g_ptr_array_index (self->group_widgets, i), invoice);
}
