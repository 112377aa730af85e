/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-global-row.h"

#include "fac-catalog-source.h"
#include "fac-field-hint.h"
#include "fac-key-row.h"
#include "fac-local-time.h"
#include "fac-tax-id.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

/* c_Meses counts pairs of months from here on */
#define FIRST_PAIR 13

struct _FacGlobalRow
{
  AdwExpanderRow   parent_instance;

  AdwComboRow     *periodicity;
  FacKeyRow       *months;
  GtkWidget       *year;
  FacFieldHint    *year_hint;

  FacWorkspace    *workspace;
  FacInvoiceDraft *draft;
  gboolean         filling;
};

static const struct { const char *key; const char *name; } periods[] = {
  { NULL, N_("No period: not a global invoice") },
  { "day", N_("One day") },
  { "week", N_("One week") },
  { "fortnight", N_("Half a month") },
  { "month", N_("One month") },
  { "two_months", N_("Two months") },
};

G_DEFINE_FINAL_TYPE (FacGlobalRow, fac_global_row, ADW_TYPE_EXPANDER_ROW)

static gboolean
is_pair (const char *periodicity)
{
  return g_strcmp0 (periodicity, "two_months") == 0;
}

/* ---- showing -------------------------------------------------------------------------------- */

static void
offer_months (FacGlobalRow *self, gboolean pairs)
{
  GPtrArray *all = fac_workspace_list_catalog (self->workspace, FAC_CATALOG_MONTHS);
  g_autoptr (GPtrArray) some = g_ptr_array_new ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const FacCatalogEntry *entry = all->pdata[i];

      if ((g_ascii_strtoull (entry->key, NULL, 10) >= FIRST_PAIR) == pairs)
        g_ptr_array_add (some, (gpointer) entry);
    }
  fac_key_row_set_entries (self->months, some, NULL);
}

static void
show_period (FacGlobalRow *self, const FacGlobalInfo *global)
{
  g_autofree char *year = g_strdup_printf ("%d", global->year);

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (g_strcmp0 (periods[i].key, global->periodicity) == 0)
      adw_combo_row_set_selected (self->periodicity, i);
  fac_key_row_set_key (self->months, NULL);
  offer_months (self, is_pair (global->periodicity));
  fac_key_row_set_key (self->months, global->months);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->year)), year))
    gtk_editable_set_text (GTK_EDITABLE (self->year), year);
}

static void
show_draft (FacGlobalRow *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  const FacGlobalInfo *global = invoice->global;
  gboolean has_place = invoice->customer != NULL && fac_customer_is_public (invoice->customer)
                       && g_strcmp0 (invoice->customer->legal_name, FAC_NAME_PUBLIC) == 0;

  if (self->filling)
    return;
  self->filling = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), has_place || global != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->months), global != NULL);
  gtk_widget_set_visible (self->year, global != NULL);
  if (global != NULL)
    show_period (self, global);
  else
    adw_combo_row_set_selected (self->periodicity, 0);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 _(periods[adw_combo_row_get_selected (self->periodicity)].name));
  self->filling = FALSE;
}

/* ---- changes -------------------------------------------------------------------------------- */

static void
put_global (FacInvoice *invoice, gpointer data)
{
  const FacGlobalInfo *global = data;

  g_clear_pointer (&invoice->global, fac_global_info_free);
  if (global != NULL)
    invoice->global = fac_global_info_new (global->periodicity, global->months, global->year);
}

static void
put (FacGlobalRow *self, const char *periodicity, const char *months, int year)
{
  FacGlobalInfo global = { (char *) periodicity, (char *) months, year };

  fac_invoice_draft_edit (self->draft, put_global, periodicity != NULL ? &global : NULL);
}

static void
on_periodicity (FacGlobalRow *self)
{
  const FacGlobalInfo *present;
  const char *key = periods[MIN (adw_combo_row_get_selected (self->periodicity),
                                 G_N_ELEMENTS (periods) - 1)].key;
  g_autoptr (GDateTime) today = NULL;
  g_autofree char *months = NULL;
  int month;

  if (self->filling || self->draft == NULL)
    return;
  present = fac_invoice_draft_get_invoice (self->draft)->global;
  today = fac_local_time (fac_workspace_get_organization (self->workspace),
                          fac_clock_now (fac_workspace_get_clock (self->workspace)));
  month = today != NULL ? g_date_time_get_month (today) : 1;
  if (present != NULL && is_pair (present->periodicity) == is_pair (key))
    months = g_strdup (present->months);
  else
    months = g_strdup_printf ("%02d", is_pair (key) ? FIRST_PAIR + (month - 1) / 2 : month);
  put (self, key, months, present != NULL ? present->year
                          : today != NULL ? g_date_time_get_year (today) : 0);
}

static void
on_months (FacGlobalRow *self)
{
  const FacGlobalInfo *present = self->draft != NULL
                                 ? fac_invoice_draft_get_invoice (self->draft)->global : NULL;
  g_autofree char *periodicity = NULL;
  g_autofree char *months = NULL;

  if (self->filling || present == NULL)
    return;
  periodicity = g_strdup (present->periodicity);
  months = g_strdup (fac_key_row_get_key (self->months));
  put (self, periodicity, months, present->year);
}

static void
on_year (FacGlobalRow *self)
{
  const FacGlobalInfo *present = self->draft != NULL
                                 ? fac_invoice_draft_get_invoice (self->draft)->global : NULL;
  g_autofree char *periodicity = NULL;
  g_autofree char *months = NULL;
  guint64 year;

  if (self->filling || present == NULL)
    return;
  if (!g_ascii_string_to_unsigned (gtk_editable_get_text (GTK_EDITABLE (self->year)), 10, 0, 9999,
                                   &year, NULL))
    {
      fac_field_hint_say (self->year_hint, _("This is not a year: write it like 2026"),
                          FAC_FINDING_ERROR);
      return;
    }
  fac_field_hint_say (self->year_hint, NULL, FAC_FINDING_ERROR);
  periodicity = g_strdup (present->periodicity);
  months = g_strdup (present->months);
  /* what is being typed stays as it is */
  self->filling = TRUE;
  put (self, periodicity, months, (int) year);
  self->filling = FALSE;
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_global_row_dispose (GObject *object)
{
  FacGlobalRow *self = FAC_GLOBAL_ROW (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_global_row_parent_class)->dispose (object);
}

static void
fac_global_row_class_init (FacGlobalRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_global_row_dispose;
  g_type_ensure (FAC_TYPE_KEY_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/invoices/fac-global-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FacGlobalRow, periodicity);
  gtk_widget_class_bind_template_child (widget_class, FacGlobalRow, months);
  gtk_widget_class_bind_template_child (widget_class, FacGlobalRow, year);
  gtk_widget_class_bind_template_child (widget_class, FacGlobalRow, year_hint);
  gtk_widget_class_bind_template_callback (widget_class, on_periodicity);
  gtk_widget_class_bind_template_callback (widget_class, on_months);
  gtk_widget_class_bind_template_callback (widget_class, on_year);
}

static void
fac_global_row_init (FacGlobalRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->filling = TRUE;
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_field_hint_set_row (self->year_hint, self->year);
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    gtk_string_list_append (names, _(periods[i].name));
  fac_combo_widen (self->periodicity);
  adw_combo_row_set_model (self->periodicity, G_LIST_MODEL (names));
  self->filling = FALSE;
}

void
fac_global_row_set_draft (FacGlobalRow *self, FacWorkspace *workspace, FacInvoiceDraft *draft)
{
  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (show_draft), self, G_CONNECT_SWAPPED);
  show_draft (self);
}

gboolean
fac_global_row_focus (FacGlobalRow *self, const char *field)
{
  GtkWidget *row = GTK_WIDGET (self->periodicity);

  if (!g_str_has_prefix (field, "global"))
    return FALSE;
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  if (g_str_equal (field, "global.months"))
    row = GTK_WIDGET (self->months);
  else if (g_str_equal (field, "global.year"))
    row = self->year;
  return gtk_widget_grab_focus (row);
}
