/* SPDX-License-Identifier: GPL-3.0-or-later */
/* To whom it was sent, when, and what came of it. What waits in the queue has a row of its own. */
#include "fac-invoice-page-groups.h"

#include "fac-fact-rows.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

/* @to: the detail tells the addresses, else why */
static const struct { const char *kind; const char *icon; gboolean to; } outcomes[] = {
  { "emailed", "emblem-ok-symbolic", TRUE },
  { "email-taken", "emblem-ok-symbolic", TRUE },
  { "email-unsure", "dialog-question-symbolic", FALSE },
  { "email-refused", "dialog-error-symbolic", FALSE },
};

/* Returns: -1 when it is about no sending */
static int
find_outcome (FacHistoryItem *event)
{
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_strcmp0 (outcomes[i].kind, fac_history_item_get_kind (event)) == 0)
      return (int) i;
  return -1;
}

static GtkWidget *
new_row (FacHistoryItem *event, int outcome)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (outcomes[outcome].icon);
  const char *what = _fac_invoice_page_history_word (fac_history_item_get_kind (event));
  const char *detail = fac_history_item_get_detail (event);
  const gboolean to = outcomes[outcome].to && !fac_text_is_empty (detail);
  const char *second = to ? what : detail;
  g_autofree char *when = fac_ui_date_time (fac_history_item_get_at (event));
  g_autofree char *subtitle = fac_text_is_empty (second) ? g_strdup (when)
                              : g_strdup_printf ("%s · %s", second, when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), to ? detail : what);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 4);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}

static void
update_sent (FacInvoicePage *self, GtkWidget *group, const FacInvoice *invoice)
{
  GListModel *history = fac_issued_document_get_history (self->document);
  GtkListBox *list = g_object_get_data (G_OBJECT (group), "list");
  guint n = 0;

  fac_fact_list_clear (list);
  for (guint i = 0; i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr (FacHistoryItem) event = g_list_model_get_item (history, i);

      const int outcome = find_outcome (event);

      if (outcome < 0)
        continue;
      gtk_list_box_append (list, new_row (event, outcome));
      n++;
    }
  gtk_widget_set_visible (group, n > 0);
}

static GtkWidget *
make_sent (FacInvoicePage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list = gtk_list_box_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Sent to"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Sent to"), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  gtk_widget_set_visible (group, FALSE);
  g_object_set_data (G_OBJECT (group), "list", list);
  return group;
}

const FacInvoiceGroup _fac_invoice_group_sent = { NULL, make_sent, update_sent };
