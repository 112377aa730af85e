/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What pages about one customer or product say in rows. */

/** fac_fact_row_show: @row says @text; without any (%NULL or empty) it is not there. */
void  fac_fact_row_show   (AdwActionRow *row, const char *text);
/** fac_fact_list_clear: takes all rows out. */
void  fac_fact_list_clear (GtkListBox *list);
/** fac_fact_money: "$1,160.00", "−$580.00". Returns: (transfer full) */
char *fac_fact_money      (FacDecimal amount, const char *currency);

G_END_DECLS
