/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-template.h"

FacTemplate *
fac_template_new (const char *name, FacInvoice *invoice)
{
  FacTemplate *self = g_new0 (FacTemplate, 1);

  self->name = g_strdup (name);
  self->invoice = fac_invoice_ref (invoice);
  return self;
}

void
fac_template_free (FacTemplate *self)
{
  g_free (self->name);
  g_clear_pointer (&self->invoice, fac_invoice_unref);
  g_free (self);
}
