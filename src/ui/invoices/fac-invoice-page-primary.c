/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with the document: two buttons that matter as it is now, and a menu of the rest. */
#include "fac-invoice-page-private.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *action;
  const char *label;
  const char *tooltip; /* of a button */
  gboolean    ends;    /* a section of its own: it ends the document */
} Choice;

/* in the order of the menu */
static const Choice choices[] = {
  { "invoice.edit", N_("_Edit"), N_("Take it out of the queue and change it (Ctrl+E)"), FALSE },
  { "invoice.pay", N_("Register _Payment"), N_("Write down what arrived for it"), FALSE },
  { "invoice.email", N_("E-_mail…"), N_("Send PDF and XML through the service"), FALSE },
  { "invoice.credit", N_("Credit _Note…"), N_("Take a discount or a return off the invoice"), FALSE },
  { "invoice.duplicate", N_("D_uplicate"), N_("A new draft with the same content"), FALSE },
  { "invoice.replace", N_("Correct and _Replace…"),
    N_("A corrected copy takes its place, and this one is cancelled"), TRUE },
  { "invoice.cancel", N_("_Cancel…"), N_("Cancel it at the SAT"), TRUE },
};

#define N_BUTTONS 2

/* What one wants most of a document in each state, best first. */
static const char *const *
wanted_of (FacDocumentStatus status)
{
  static const char *const valid[] = { "invoice.pay", "invoice.email", "invoice.duplicate", NULL };
  static const char *const ended[] = { "invoice.duplicate", "invoice.email", NULL };
  static const char *const unsent[] = { "invoice.edit", "invoice.duplicate", NULL };

  switch (status)
    {
    case FAC_STATUS_TIMBRADA:
    case FAC_STATUS_EN_CANCELACION:
      return valid;
    case FAC_STATUS_CANCELADA:
      return ended;
    case FAC_STATUS_BORRADOR:
    case FAC_STATUS_EN_COLA:
    case FAC_STATUS_NO_TIMBRADA:
    case FAC_STATUS_ENVIANDOSE:
    case FAC_STATUS_EN_PROCESO:
    default:
      return unsent;
    }
}

/* one at most, and none where nothing is expected of the person */
static gboolean
is_suggested (FacDocumentStatus status, const char *action)
{
  if (status == FAC_STATUS_NO_TIMBRADA)
    return g_str_equal (action, "invoice.edit");
  return status == FAC_STATUS_TIMBRADA && !g_str_equal (action, "invoice.duplicate");
}

static const Choice *
find_choice (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (choices[i].action, action))
      return &choices[i];
  return NULL;
}

static gboolean
is_enabled (FacInvoicePage *self, const char *action)
{
  return g_hash_table_contains (self->enabled, action);
}

static void
show_button (GtkWidget *button, const Choice *choice, gboolean suggested)
{
  gtk_widget_set_visible (button, choice != NULL);
  if (choice == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (button), _(choice->label));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), choice->action);
  gtk_widget_set_tooltip_text (button, _(choice->tooltip));
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

/* a menu that is open is not changed by news that change nothing in it */
static void
fill_menu (FacInvoicePage *self, const Choice *const *shown)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) ways = g_menu_new ();
  g_autoptr (GMenu) ends = g_menu_new ();
  g_autoptr (GString) content = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      const Choice *choice = &choices[i];

      if (!is_enabled (self, choice->action) || choice == shown[0] || choice == shown[1])
        continue;
      g_menu_append (choice->ends ? ends : ways, _(choice->label), choice->action);
      g_string_append_printf (content, "%s ", choice->action);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->choices_button), content->len > 0);
  if (g_strcmp0 (self->choices, content->str) == 0)
    return;
  g_free (self->choices);
  self->choices = g_string_free (g_steal_pointer (&content), FALSE);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ways));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ends));
  gtk_menu_button_set_menu_model (self->choices_button, G_MENU_MODEL (menu));
}

void
_fac_invoice_page_enable (FacInvoicePage *self, const char *action, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
  if (enabled)
    g_hash_table_add (self->enabled, (gpointer) g_intern_string (action));
  else
    g_hash_table_remove (self->enabled, action);
}

void
_fac_invoice_page_show_choices (FacInvoicePage *self, const FacInvoice *invoice)
{
  const Choice *shown[N_BUTTONS] = { NULL, NULL };
  const char *const *wanted = wanted_of (invoice->status);
  guint n = 0;

  for (; *wanted != NULL && n < N_BUTTONS; wanted++)
    if (is_enabled (self, *wanted))
      shown[n++] = find_choice (*wanted);
  for (guint i = 0; i < N_BUTTONS; i++)
    show_button (self->choice_buttons[i], shown[i],
                 i == 0 && shown[i] != NULL && is_suggested (invoice->status, shown[i]->action));
  fill_menu (self, shown);
}
