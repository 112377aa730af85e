/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-filters.h"

#include "fac-status-pill.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define MONTHS 18

enum { STATUS, TYPE, MONTH, METHOD, N_FILTERS };

/* One button with a menu of choices; its label tells the choice, its dress that something is
 * hidden. */
typedef struct
{
  FacListPage   *page; /* borrowed: the buttons live in it */
  GtkMenuButton *buttons[N_FILTERS];
  GSimpleAction *actions[N_FILTERS];
} Filters;

static const char *const names[] = { "status", "type", "month", "method" };

static const struct { const char *key; const char *word; } types[] = {
  { "I", N_("Invoice") }, { "E", N_("Credit note") }, { "P", N_("Payment") },
  { "N", N_("Payroll receipt") }, { "T", N_("Transfer") },
};

static const char *
title_of (int which)
{
  const char *const titles[] = { N_("Status"), N_("Type"), N_("Month"), N_("Method") };

  return _(titles[which]);
}

static GDateTime *
month_start (int back)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) first = g_date_time_new_local (g_date_time_get_year (now),
                                                       g_date_time_get_month (now), 1,
                                                       0, 0, 0);

  return g_date_time_add_months (first, -back);
}

static char *
month_label (int back)
{
  g_autoptr (GDateTime) start = month_start (back);

  /* Translators: a month in a menu: "November 2026" (strftime) */
  return g_date_time_format (start, _("%B %Y"));
}

static void
show_choice (Filters *filters, int which, const char *label)
{
  GtkWidget *button = GTK_WIDGET (filters->buttons[which]);
  g_autofree char *spoken = NULL;

  gtk_menu_button_set_label (filters->buttons[which], label != NULL ? label : title_of (which));
  if (label != NULL)
    gtk_widget_add_css_class (button, "filtering");
  else
    gtk_widget_remove_css_class (button, "filtering");
  /* Translators: a filter button for assistive technology: what it filters by, and the choice */
  spoken = g_strdup_printf (_("%1$s: %2$s"), title_of (which), label != NULL ? label
                            : C_("filter", "all"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
put_status (FacQuery *query, const char *choice)
{
  query->statuses = 0;
  for (int i = 0; i < FAC_DOCUMENT_N_STATUSES; i++)
    if (g_str_equal (choice, fac_document_status_nick ((FacDocumentStatus) i)))
      query->statuses = 1u << i;
}

static void
put_month (FacQuery *query, const char *choice)
{
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) to = NULL;

  query->date_from = 0;
  query->date_to = 0;
  if (*choice == '\0')
    return;
  from = month_start ((int) g_ascii_strtoll (choice, NULL, 10));
  to = g_date_time_add_months (from, 1);
  query->date_from = g_date_time_to_unix (from) * G_USEC_PER_SEC;
  query->date_to = g_date_time_to_unix (to) * G_USEC_PER_SEC;
}

static const char *
type_word (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].key, key))
      return _(types[i].word);
  return NULL;
}

static char *
choice_label (int which, const char *choice)
{
  if (*choice == '\0')
    return NULL;
  if (which == TYPE)
    return g_strdup (type_word (choice));
  if (which == MONTH)
    return month_label ((int) g_ascii_strtoll (choice, NULL, 10));
  if (which == METHOD)
    return g_strdup (choice);
  for (int i = 0; i < FAC_DOCUMENT_N_STATUSES; i++)
    if (g_str_equal (choice, fac_document_status_nick ((FacDocumentStatus) i)))
      return g_strdup (fac_status_label ((FacDocumentStatus) i));
  return NULL;
}

static void
on_chosen (GSimpleAction *action, GVariant *state, gpointer data)
{
  Filters *filters = data;
  const char *choice = g_variant_get_string (state, NULL);
  g_autoptr (FacQuery) query = fac_query_copy (fac_list_page_get_query (filters->page));
  int which = 0;
  g_autofree char *label = NULL;

  while (filters->actions[which] != action)
    which++;
  g_simple_action_set_state (action, state);
  label = choice_label (which, choice);
  show_choice (filters, which, label);
  if (which == STATUS)
    put_status (query, choice);
  else if (which == MONTH)
    put_month (query, choice);
  else if (which == TYPE)
    fac_set_string (&query->type, *choice != '\0' ? choice : NULL);
  else
    fac_set_string (&query->payment_method, *choice != '\0' ? choice : NULL);
  fac_list_page_set_query (filters->page, query);
}

/* The list shows everything again: the buttons say so. */
static void
on_cleared (FacListPage *page, Filters *filters)
{
  for (int i = 0; i < N_FILTERS; i++)
    {
      g_simple_action_set_state (filters->actions[i], g_variant_new_string (""));
      show_choice (filters, i, NULL);
    }
}

static void
add_choice (GMenu *menu, int which, const char *label, const char *choice)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  g_autofree char *action = g_strdup_printf ("filter.%s", names[which]);

  g_menu_item_set_action_and_target (item, action, "s", choice);
  g_menu_append_item (menu, item);
}

static GMenuModel *
new_menu (int which)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();
  g_autoptr (GMenu) choices = g_menu_new ();

  add_choice (all, which, C_("filter", "All"), "");
  if (which == STATUS)
    for (int i = 0; i < FAC_DOCUMENT_N_STATUSES; i++)
      add_choice (choices, which, fac_status_label ((FacDocumentStatus) i),
                  fac_document_status_nick ((FacDocumentStatus) i));
  else if (which == TYPE)
    for (guint i = 0; i < G_N_ELEMENTS (types); i++)
      add_choice (choices, which, _(types[i].word), types[i].key);
  else if (which == MONTH)
    for (int i = 0; i < MONTHS; i++)
      {
        g_autofree char *label = month_label (i);
        g_autofree char *choice = g_strdup_printf ("%d", i);

        add_choice (choices, which, label, choice);
      }
  else
    {
      add_choice (choices, which, _("PUE · paid at once"), "PUE");
      add_choice (choices, which, _("PPD · paid later or in parts"), "PPD");
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (choices));
  return G_MENU_MODEL (menu);
}

static void
add_button (Filters *filters, GSimpleActionGroup *group, int which)
{
  g_autoptr (GMenuModel) menu = new_menu (which);
  GtkWidget *button = gtk_menu_button_new ();

  filters->actions[which] = g_simple_action_new_stateful (names[which], G_VARIANT_TYPE_STRING,
                                                          g_variant_new_string (""));
  g_signal_connect (filters->actions[which], "change-state", G_CALLBACK (on_chosen), filters);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (filters->actions[which]));
  g_object_unref (filters->actions[which]);
  filters->buttons[which] = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_menu_model (filters->buttons[which], menu);
  gtk_menu_button_set_always_show_arrow (filters->buttons[which], TRUE);
  gtk_widget_add_css_class (button, "filter-button");
  show_choice (filters, which, NULL);
  fac_list_page_add_filter (filters->page, button);
}

void
fac_invoice_filters_add (FacListPage *page)
{
  Filters *filters = g_new0 (Filters, 1);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  filters->page = page;
  for (int i = 0; i < N_FILTERS; i++)
    add_button (filters, group, i);
  gtk_widget_insert_action_group (GTK_WIDGET (page), "filter", G_ACTION_GROUP (group));
  g_signal_connect (page, "cleared", G_CALLBACK (on_cleared), filters);
  g_object_set_data_full (G_OBJECT (page), "fac-invoice-filters", filters, g_free);
}
