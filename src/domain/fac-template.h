/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice.h"

G_BEGIN_DECLS

/** FacTemplate: a document that new ones are begun from, and its name. Copies of @invoice are made with
 * fac_invoice_duplicate(). */
typedef struct
{
  char       *name;
  FacInvoice *invoice;
} FacTemplate;

/** fac_template_new: @name is copied, @invoice referenced. Returns: (transfer full) */
FacTemplate *fac_template_new  (const char *name, FacInvoice *invoice);
/** fac_template_free: frees it with all it owns. */
void         fac_template_free (FacTemplate *self);

G_END_DECLS
