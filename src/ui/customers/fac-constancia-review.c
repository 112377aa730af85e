/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-constancia-review.h"

#include "fac-constancia-field.h"
#include "fac-constancia-systems-group.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define FIELDS_MOST 16

struct _FacConstanciaReview
{
  AdwWindow                  parent_instance;

  AdwWindowTitle            *title;
  GtkWidget                 *fill;
  AdwPreferencesGroup       *warnings;
  AdwPreferencesGroup       *tax;
  FacConstanciaSystemsGroup *systems;
  AdwPreferencesGroup       *address;
  AdwPreferencesGroup       *contact;
  AdwPreferencesGroup       *facts;
  GtkSwitch                 *takes[FIELDS_MOST]; /* NULL where there is nothing to take */

  FacConstancia             *constancia;
  FacCustomer               *customer;
};

G_DEFINE_FINAL_TYPE (FacConstanciaReview, fac_constancia_review, ADW_TYPE_WINDOW)

enum { TAKEN, N_SIGNALS };

static guint signals[N_SIGNALS];

/* ---- rows ----------------------------------------------------------------------------------- */

static AdwActionRow *
new_row (const char *title, const char *subtitle)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  return row;
}

static void
add_fact (FacConstanciaReview *self, const char *title, const char *value)
{
  AdwActionRow *row;

  if (fac_text_is_empty (value))
    return;
  row = new_row (title, value);
  gtk_widget_add_css_class (GTK_WIDGET (row), "read-field");
  gtk_widget_set_focusable (GTK_WIDGET (row), FALSE);
  adw_preferences_group_add (self->facts, GTK_WIDGET (row));
}

static void
warn (FacConstanciaReview *self, const char *text)
{
  AdwActionRow *row = new_row (text, "");
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_set_title_lines (row, 0);
  adw_action_row_add_prefix (row, icon);
  adw_preferences_group_add (self->warnings, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), TRUE);
}

/* an empty form has nothing to compare with */
static gboolean
is_empty (const FacCustomer *customer)
{
  return fac_text_is_empty (customer->tax_id) && fac_text_is_empty (customer->legal_name);
}

static char *
describe (FacConstanciaReview *self, const char *said, const char *has, FacConstanciaOffer offer)
{
  const char *now = said != NULL ? said : _("(empty)");

  if (offer == FAC_CONSTANCIA_SAME)
    /* Translators: %s is the value of a field, the same in the form and in the document */
    return g_strdup_printf (_("%s\nThe form says the same"), said);
  if (has == NULL && is_empty (self->customer))
    return g_strdup (now);
  if (has == NULL)
    /* Translators: %s is the value of a field that the form does not have yet */
    return g_strdup_printf (_("%s\nUntil now empty"), now);
  /* Translators: the first is what the document says, the second what is in the form */
  return g_strdup_printf (_("%1$s\nUntil now: %2$s"), now, has);
}

static GtkSwitch *
add_switch (AdwActionRow *row, gboolean active)
{
  GtkWidget *take = g_object_new (GTK_TYPE_SWITCH, "active", active, "valign", GTK_ALIGN_CENTER,
                                  NULL);

  adw_action_row_add_suffix (row, take);
  /* names it, too */
  adw_action_row_set_activatable_widget (row, take);
  return GTK_SWITCH (take);
}

static void
add_field (FacConstanciaReview *self, guint i, const FacConstanciaField *field)
{
  AdwPreferencesGroup *groups[] = { self->tax, self->address, self->contact };
  const FacConstanciaOffer offer = fac_constancia_field_offer (field, self->constancia,
                                                               self->customer);
  const char *has = fac_constancia_field_has (field, self->customer);
  g_autofree char *text = NULL;
  AdwActionRow *row;

  if (offer == FAC_CONSTANCIA_NOTHING)
    return;
  text = describe (self, fac_constancia_field_said (field, self->constancia), has, offer);
  row = new_row (_(field->title), text);
  gtk_widget_add_css_class (GTK_WIDGET (row), "read-field");
  if (offer == FAC_CONSTANCIA_SAME)
    gtk_widget_set_focusable (GTK_WIDGET (row), FALSE);
  else
    self->takes[i] = add_switch (row, offer == FAC_CONSTANCIA_TAKE);
  adw_preferences_group_add (groups[field->group], GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (groups[field->group]), TRUE);
}

/* ---- what is told --------------------------------------------------------------------------- */

/* Returns: (transfer full) (nullable) */
static char *
date_words (const char *iso)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *noon = iso != NULL ? g_strconcat (iso, "T12:00:00", NULL) : NULL;
  g_autoptr (GDateTime) time = noon != NULL ? g_date_time_new_from_iso8601 (noon, zone) : NULL;

  return time != NULL ? fac_ui_date (g_date_time_to_unix (time) * G_USEC_PER_SEC) : NULL;
}

static void
show_warnings (FacConstanciaReview *self)
{
  const FacConstancia *read = self->constancia;

  if (!fac_constancia_is_active (read))
    {
      /* Translators: %s is a state of the SAT's register, such as SUSPENDIDO */
      g_autofree char *text = read->status != NULL
          ? g_strdup_printf (_("The SAT has this taxpayer as %s. Ask before you invoice."),
                             read->status)
          : g_strdup (_("The constancia does not say whether the taxpayer is active."));

      warn (self, text);
    }
  if (read->sealed_rfc != NULL && !g_str_equal (read->sealed_rfc, read->rfc))
    {
      g_autofree char *text = g_strdup_printf (
        _("Its seal is about another RFC, %s. Somebody may have changed the document."),
        read->sealed_rfc);

      warn (self, text);
    }
}

static void
show_facts (FacConstanciaReview *self)
{
  const FacConstancia *read = self->constancia;
  g_autofree char *issued = date_words (read->issued);
  /* Translators: %s is a date */
  g_autofree char *subtitle = issued != NULL ? g_strdup_printf (_("Issued on %s"), issued) : NULL;

  adw_window_title_set_title (self->title, _("From the Constancia"));
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
  gtk_window_set_title (GTK_WINDOW (self), _("From the Constancia"));
  add_fact (self, _("State in the padrón"), read->status);
  add_fact (self, _("Régimen de capital (no part of the name)"), read->capital);
  add_fact (self, _("Trade name"), read->trade_name);
  add_fact (self, _("CURP"), read->curp);
  add_fact (self, _("idCIF"), read->id_cif);
}

/* ---- taking --------------------------------------------------------------------------------- */

static void
fill (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacConstanciaReview *self = FAC_CONSTANCIA_REVIEW (widget);
  g_autoptr (FacCustomer) taken = NULL;
  guint n;
  const FacConstanciaField *fields = fac_constancia_fields (&n);

  if (!fac_constancia_systems_group_is_chosen (self->systems))
    {
      fac_constancia_systems_group_ask (self->systems);
      return;
    }
  taken = fac_customer_copy (self->customer);
  for (guint i = 0; i < n; i++)
    if (self->takes[i] != NULL && gtk_switch_get_active (self->takes[i]))
      fac_constancia_field_take (&fields[i], self->constancia, taken);
  fac_constancia_systems_group_take (self->systems, taken);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[TAKEN], 0, taken);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_constancia_review_finalize (GObject *object)
{
  FacConstanciaReview *self = FAC_CONSTANCIA_REVIEW (object);

  g_clear_pointer (&self->constancia, fac_constancia_unref);
  g_clear_pointer (&self->customer, fac_customer_unref);
  G_OBJECT_CLASS (fac_constancia_review_parent_class)->finalize (object);
}

static void
fac_constancia_review_class_init (FacConstanciaReviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fac_constancia_review_finalize;
  signals[TAKEN] = g_signal_new ("taken", FAC_TYPE_CONSTANCIA_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, FAC_TYPE_CUSTOMER);
  g_type_ensure (FAC_TYPE_CONSTANCIA_SYSTEMS_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/customers/fac-constancia-review.ui");
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaReview, title);
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaReview, fill);
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaReview, warnings);
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaReview, tax);
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaReview, systems);
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaReview, address);
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaReview, contact);
  gtk_widget_class_bind_template_child (widget_class, FacConstanciaReview, facts);
  gtk_widget_class_install_action (widget_class, "constancia.fill", NULL, fill);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "constancia.fill", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "constancia.fill", NULL);
}

static void
fac_constancia_review_init (FacConstanciaReview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fac_constancia_review_new (GtkWindow *parent, FacWorkspace *workspace, FacConstancia *constancia,
                           const FacCustomer *customer)
{
  FacConstanciaReview *self = g_object_new (FAC_TYPE_CONSTANCIA_REVIEW, "transient-for", parent,
                                            NULL);
  guint n;
  const FacConstanciaField *fields = fac_constancia_fields (&n);

  g_return_val_if_fail (n <= FIELDS_MOST, NULL);
  self->constancia = fac_constancia_ref (constancia);
  self->customer = fac_customer_copy (customer);
  show_warnings (self);
  show_facts (self);
  gtk_widget_set_visible (GTK_WIDGET (self->address), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->contact), FALSE);
  for (guint i = 0; i < n; i++)
    add_field (self, i, &fields[i]);
  fac_constancia_systems_group_show (self->systems, workspace, constancia, customer);
  gtk_window_set_focus (GTK_WINDOW (self), self->fill);
  return GTK_WIDGET (self);
}
