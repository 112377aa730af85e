/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What cells of lists of customers show; @content is a row's FacCustomer. All text is (transfer full). */

char *fac_customer_cell_name   (gconstpointer content);
char *fac_customer_cell_tax_id (gconstpointer content);

G_END_DECLS
