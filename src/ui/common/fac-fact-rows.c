/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-fact-rows.h"

#include "fac-money.h"
#include "fac-text.h"

void
fac_fact_row_show (AdwActionRow *row, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (row), !fac_text_is_empty (text));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text != NULL ? text : "");
}

void
fac_fact_list_clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

char *
fac_fact_money (FacDecimal amount, const char *currency)
{
  const gboolean less = fac_decimal_sign (amount) < 0;
  g_autofree char *text = fac_money_format (fac_money (less ? fac_decimal_neg (amount) : amount,
                                                       currency));

  return g_strconcat (less ? "−$" : "$", text, NULL);
}
