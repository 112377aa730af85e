/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-cells.h"

#include "fac-customer.h"
#include "fac-list-columns.h"
#include "fac-text.h"

#include <glib/gi18n.h>

char *
fac_customer_cell_name (gconstpointer content)
{
  const FacCustomer *customer = content;

  return g_strdup (fac_text_is_empty (customer->legal_name) ? _("Without name")
                   : customer->legal_name);
}

char *
fac_customer_cell_tax_id (gconstpointer content)
{
  return fac_list_or_dash (((const FacCustomer *) content)->tax_id);
}
