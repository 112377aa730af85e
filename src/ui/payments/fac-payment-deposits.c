/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-deposits.h"

#include "fac-money.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

struct _FacPaymentDeposits
{
  AdwBin parent_instance;

  GtkListBox      *list;
  FacPaymentDraft *draft; /* borrowed: the page keeps it longer */
  GPtrArray       *rows;  /* AdwActionRow, borrowed */
  gboolean         filling;
};

G_DEFINE_FINAL_TYPE (FacPaymentDeposits, fac_payment_deposits, ADW_TYPE_BIN)

static guint
index_of (FacPaymentDeposits *self, GtkWidget *row)
{
  guint index = 0;

  g_ptr_array_find (self->rows, row, &index);
  return index;
}

static void
on_remove (GtkWidget *button, FacPaymentDeposits *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);

  fac_payment_draft_remove (self->draft, index_of (self, row));
}

static void
on_activated (FacPaymentDeposits *self, GtkListBoxRow *row)
{
  if (!self->filling)
    fac_payment_draft_select (self->draft, index_of (self, GTK_WIDGET (row)));
}

static void
add_row (FacPaymentDeposits *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  g_signal_connect (remove, "clicked", G_CALLBACK (on_remove), self);
  g_object_set_data (G_OBJECT (row), "mark", mark);
  g_object_set_data (G_OBJECT (row), "remove", remove);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_list_box_append (self->list, row);
  g_ptr_array_add (self->rows, row);
}

static void
drop_row (FacPaymentDeposits *self)
{
  gtk_list_box_remove (self->list, self->rows->pdata[self->rows->len - 1]);
  g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
}

static void
show_row (FacPaymentDeposits *self, guint index)
{
  const FacPayment *payment = fac_payment_draft_get_nth (self->draft, index);
  GtkWidget *row = self->rows->pdata[index];
  const guint n_parts = payment->parts->len;
  g_autofree char *money = fac_money_format (fac_money (payment->deposit, payment->currency));
  /* Translators: %1$u counts deposits, %2$s is an amount: "Deposit 2: 1,160.00" */
  g_autofree char *title = g_strdup_printf (_("Deposit %1$u: %2$s"), index + 1, money);
  g_autofree char *day = fac_ui_date (payment->date);
  /* Translators: %1$s is a day ("5 Dec 2026"), %2$u how many invoices are paid */
  g_autofree char *detail = g_strdup_printf (ngettext ("%1$s · %2$u invoice", "%1$s · %2$u invoices",
                                                       n_parts), day, n_parts);
  /* Translators: %u counts deposits */
  g_autofree char *spoken = g_strdup_printf (_("Remove deposit %u"), index + 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  gtk_widget_set_opacity (g_object_get_data (G_OBJECT (row), "mark"),
                          index == fac_payment_draft_get_index (self->draft) ? 1 : 0);
  fac_ui_name_control (g_object_get_data (G_OBJECT (row), "remove"), spoken);
  gtk_widget_set_tooltip_text (g_object_get_data (G_OBJECT (row), "remove"), spoken);
}

void
fac_payment_deposits_show (FacPaymentDeposits *self)
{
  const guint n = fac_payment_draft_get_n (self->draft);

  self->filling = TRUE;
  while (self->rows->len > n)
    drop_row (self);
  while (self->rows->len < n)
    add_row (self);
  for (guint i = 0; i < n; i++)
    show_row (self, i);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 1);
  self->filling = FALSE;
}

static void
fac_payment_deposits_finalize (GObject *object)
{
  g_ptr_array_unref (FAC_PAYMENT_DEPOSITS (object)->rows);
  G_OBJECT_CLASS (fac_payment_deposits_parent_class)->finalize (object);
}

static void
fac_payment_deposits_class_init (FacPaymentDepositsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_payment_deposits_finalize;
}

static void
fac_payment_deposits_init (FacPaymentDeposits *self)
{
  self->rows = g_ptr_array_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Deposits of this payment"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_activated), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
fac_payment_deposits_set_draft (FacPaymentDeposits *self, FacPaymentDraft *draft)
{
  self->draft = draft;
  fac_payment_deposits_show (self);
}
