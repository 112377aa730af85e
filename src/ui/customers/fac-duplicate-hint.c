/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-duplicate-hint.h"

#include "fac-customer-page.h"
#include "fac-page-host.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <glib/gi18n.h>

#define MOST_FOUND 8

struct _FacDuplicateHint
{
  AdwBin        parent_instance;

  AdwActionRow *row;
  char         *tax_id;   /* that was looked for last */
  char         *own_id;
  char         *other_id;
  GCancellable *looking;
};

G_DEFINE_FINAL_TYPE (FacDuplicateHint, fac_duplicate_hint, ADW_TYPE_BIN)

static void
show (FacDuplicateHint *self, const FacCustomer *other)
{
  const char *name = fac_text_is_empty (other->legal_name) ? _("Without name") : other->legal_name;

  fac_set_string (&self->other_id, other->id);
  adw_action_row_set_subtitle (self->row, name);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacDuplicateHint) self = data;
  g_autoptr (GPtrArray) found = fac_workspace_find_finish (FAC_WORKSPACE (source), result, NULL);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const FacCustomer *other = found->pdata[i];

      if (g_strcmp0 (other->id, self->own_id) != 0
          && g_strcmp0 (other->tax_id, self->tax_id) == 0)
        {
          show (self, other);
          return;
        }
    }
}

static void
on_open (FacDuplicateHint *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), FAC_TYPE_PAGE);

  fac_page_push (page, fac_customer_page_new (fac_page_get_workspace (FAC_PAGE (page)),
                                              self->other_id));
}

void
fac_duplicate_hint_follow (FacDuplicateHint *self, FacWorkspace *workspace,
                           const FacCustomer *customer)
{
  const FacTaxIdProblem problem =
      fac_tax_id_check (customer->tax_id != NULL ? customer->tax_id : "");
  const gboolean known = (problem == FAC_TAX_ID_OK || problem == FAC_TAX_ID_CHECK_DIGIT)
                         && g_strcmp0 (customer->tax_id, FAC_RFC_PUBLIC) != 0
                         && g_strcmp0 (customer->tax_id, FAC_RFC_FOREIGN) != 0;
  const char *tax_id = known ? customer->tax_id : NULL;
  g_autoptr (FacQuery) query = NULL;

  if (g_strcmp0 (tax_id, self->tax_id) == 0 && g_strcmp0 (customer->id, self->own_id) == 0)
    return;
  fac_set_string (&self->tax_id, tax_id);
  fac_set_string (&self->own_id, customer->id);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (tax_id == NULL)
    return;
  self->looking = g_cancellable_new ();
  query = fac_query_new (FAC_ENTITY_CUSTOMER);
  fac_set_string (&query->text, tax_id);
  query->by_name = TRUE;
  fac_workspace_find_async (workspace, query, MOST_FOUND, self->looking, on_found,
                            g_object_ref (self));
}

static void
fac_duplicate_hint_dispose (GObject *object)
{
  FacDuplicateHint *self = FAC_DUPLICATE_HINT (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->tax_id, g_free);
  g_clear_pointer (&self->own_id, g_free);
  g_clear_pointer (&self->other_id, g_free);
  G_OBJECT_CLASS (fac_duplicate_hint_parent_class)->dispose (object);
}

static void
fac_duplicate_hint_class_init (FacDuplicateHintClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_duplicate_hint_dispose;
}

static void
fac_duplicate_hint_init (FacDuplicateHint *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *button = gtk_button_new_with_mnemonic (_("See _Customer"));

  self->row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row),
                                 _("Another customer has this RFC already"));
  adw_action_row_set_title_lines (self->row, 2);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Warning"), -1);
  adw_action_row_add_prefix (self->row, icon);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_open), self);
  adw_action_row_add_suffix (self->row, button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->row));
  adw_bin_set_child (ADW_BIN (self), group);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
