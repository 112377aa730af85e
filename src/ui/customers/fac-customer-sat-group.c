/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-sat-group.h"

#include "fac-customer-checks.h"
#include "fac-customer-sat-words.h"
#include "fac-edit-link-dialog.h"
#include "fac-page-host.h"
#include "fac-tax-check-words.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

typedef enum { WANT_NOTHING, WANT_VALIDATION, WANT_LINK } Want;

struct _FacCustomerSatGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow       *validate_row;
  GtkSpinner         *validate_spinner;
  GtkWidget          *validate_button;
  AdwExpanderRow     *efos_row;
  GtkSpinner         *efos_spinner;
  GtkWidget          *efos_button;
  AdwActionRow       *link_row;
  GtkSpinner         *link_spinner;
  GtkWidget          *link_button;

  FacWorkspace       *workspace;
  FacCustomer        *customer;   /* as in the form */
  FacTaxValidation   *validation; /* (nullable) */
  FacTaxIdReport     *report;     /* (nullable) */
  char               *looked_for; /* the RFC whose report was read */
  GPtrArray          *evidence;   /* borrowed rows */
  Want                want;       /* once the form is saved */
  char               *address;    /* who gets the link */
  char               *validate_error;
  char               *efos_error;
  char               *link_news;
  GCancellable       *reading;
  gboolean            preparing;
  gboolean            validating;
  gboolean            listing;
  gboolean            linking;
};

enum { PREPARE, JUDGE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacCustomerSatGroup, fac_customer_sat_group, ADW_TYPE_PREFERENCES_GROUP)

static void read_known (FacCustomerSatGroup *self, const char *id);

/* ---- words ---------------------------------------------------------------------------------- */

/* Takes over @text. */
static char *
with_network (char *text, gboolean reachable, const char *why_not)
{
  char *whole;

  if (why_not == NULL && reachable)
    return text;
  whole = g_strdup_printf ("%s\n%s", text,
                           why_not != NULL ? why_not : _("Asking needs a connection."));
  g_free (text);
  return whole;
}

static void
spin (GtkSpinner *spinner, gboolean busy)
{
  gtk_widget_set_visible (GTK_WIDGET (spinner), busy);
  gtk_spinner_set_spinning (spinner, busy);
}

static void
show_validation (FacCustomerSatGroup *self, gboolean reachable)
{
  const char *why_not = fac_customer_sat_askable (self->customer);
  g_autofree char *text = NULL;

  if (self->preparing && self->want == WANT_VALIDATION)
    text = g_strdup (_("Saving first…"));
  else if (self->validating)
    text = g_strdup (_("Asking the SAT…"));
  else if (self->validate_error != NULL)
    text = g_strdup (self->validate_error);
  else
    text = with_network (fac_customer_sat_verdict (self->customer, self->validation), reachable,
                         why_not);
  adw_action_row_set_subtitle (self->validate_row, text);
  spin (self->validate_spinner, self->validating);
  gtk_widget_set_sensitive (self->validate_button, reachable && why_not == NULL
                            && !self->validating && !self->preparing);
}

static void
show_list (FacCustomerSatGroup *self, gboolean reachable)
{
  const char *why_not = fac_customer_sat_askable (self->customer);
  g_autofree char *text = NULL;

  if (self->listing)
    text = g_strdup (_("Looking it up…"));
  else if (self->efos_error != NULL)
    text = g_strdup (self->efos_error);
  else
    text = with_network (fac_customer_sat_list (self->report), reachable, why_not);
  adw_expander_row_set_subtitle (self->efos_row, text);
  spin (self->efos_spinner, self->listing);
  gtk_widget_set_sensitive (self->efos_button, reachable && why_not == NULL && !self->listing);
}

static void
show_link (FacCustomerSatGroup *self, gboolean reachable)
{
  g_autofree char *text = NULL;

  if (self->linking)
    text = g_strdup (_("Sending the link…"));
  else if (self->link_news != NULL)
    text = g_strdup (self->link_news);
  else
    text = with_network (g_strdup (_("By e-mail: a link that serves once, for 7 days.")), reachable,
                         reachable ? NULL : _("Sending it needs a connection."));
  adw_action_row_set_subtitle (self->link_row, text);
  spin (self->link_spinner, self->linking);
  gtk_widget_set_sensitive (self->link_button, reachable && !self->linking && !self->preparing);
}

static void
show_all (FacCustomerSatGroup *self)
{
  gboolean reachable;

  if (self->customer == NULL || self->workspace == NULL)
    return;
  reachable = fac_workspace_is_reachable (self->workspace);
  show_validation (self, reachable);
  show_list (self, reachable);
  show_link (self, reachable);
}

/* ---- evidence ------------------------------------------------------------------------------- */

static void
on_copy (FacCustomerSatGroup *self)
{
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  if (self->report == NULL)
    return;
  date = fac_ui_date_time (self->report->at);
  text = fac_efos_text (self->report, date);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  fac_toast (GTK_WIDGET (self), _("Evidence copied"));
}

static GtkWidget *
add_row (FacCustomerSatGroup *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_expander_row_add_row (self->efos_row, row);
  g_ptr_array_add (self->evidence, row);
  return row;
}

static void
show_evidence (FacCustomerSatGroup *self)
{
  const FacTaxIdReport *report = self->report;
  GtkWidget *copy;
  GtkWidget *row;

  for (guint i = 0; i < self->evidence->len; i++)
    adw_expander_row_remove (self->efos_row, self->evidence->pdata[i]);
  g_ptr_array_set_size (self->evidence, 0);
  /* being enabled would expand it */
  adw_expander_row_set_enable_expansion (self->efos_row, report != NULL);
  adw_expander_row_set_expanded (self->efos_row, FALSE);
  adw_expander_row_set_icon_name (self->efos_row, report != NULL && fac_efos_is_grave (report)
                                                    ? "dialog-warning-symbolic" : NULL);
  if (report == NULL)
    return;
  row = add_row (self, _("What it means"), fac_efos_meaning (report));
  copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  fac_ui_name_control (copy, _("Copy the evidence"));
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (copy, "flat");
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (on_copy), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), copy);
  if (!fac_text_is_empty (report->list_date))
    add_row (self, _("Date of the list"), report->list_date);
  for (guint i = 0; i < report->evidence->len; i++)
    {
      const FacTaxIdEvidence *entry = report->evidence->pdata[i];

      add_row (self, fac_efos_label (entry->name), entry->value);
    }
}

static void
take_report (FacCustomerSatGroup *self, FacTaxIdReport *report)
{
  g_clear_pointer (&self->report, fac_tax_id_report_unref);
  self->report = report;
  show_evidence (self);
}

/* ---- validation ----------------------------------------------------------------------------- */

/* Takes over @validation. */
static void
take_validation (FacCustomerSatGroup *self, FacTaxValidation *validation, const GError *error)
{
  self->validating = FALSE;
  g_clear_pointer (&self->validate_error, g_free);
  if (validation != NULL)
    {
      g_clear_pointer (&self->validation, fac_tax_validation_unref);
      self->validation = validation;
    }
  else
    self->validate_error = fac_check_error_words (error);
  show_all (self);
  g_signal_emit (self, signals[JUDGE], 0);
}

static void
on_validated (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCustomerSatGroup) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacTaxValidation) validation =
      fac_workspace_validate_customer_finish (FAC_WORKSPACE (source), result, &error);

  if (self->workspace != NULL)
    take_validation (self, g_steal_pointer (&validation), error);
}

static void
prepare (FacCustomerSatGroup *self, Want want)
{
  self->want = want;
  self->preparing = TRUE;
  g_clear_pointer (&self->validate_error, g_free);
  g_clear_pointer (&self->link_news, g_free);
  show_all (self);
  g_signal_emit (self, signals[PREPARE], 0);
}

static void
on_validate (FacCustomerSatGroup *self)
{
  prepare (self, WANT_VALIDATION);
}

/* ---- list of article 69-B ------------------------------------------------------------------- */

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCustomerSatGroup) self = data;
  g_autoptr (GError) error = NULL;
  FacTaxIdReport *report =
      fac_workspace_check_tax_id_finish (FAC_WORKSPACE (source), result, &error);

  self->listing = FALSE;
  if (self->workspace == NULL || self->customer == NULL
      || (report != NULL && g_strcmp0 (report->tax_id, self->customer->tax_id) != 0))
    g_clear_pointer (&report, fac_tax_id_report_unref);
  else if (report != NULL)
    {
      take_report (self, report);
      adw_expander_row_set_expanded (self->efos_row, fac_efos_is_grave (report));
    }
  else
    self->efos_error = fac_check_error_words (error);
  show_all (self);
}

static void
on_look_up (FacCustomerSatGroup *self)
{
  g_clear_pointer (&self->efos_error, g_free);
  self->listing = TRUE;
  show_all (self);
  fac_workspace_check_tax_id_async (self->workspace, self->customer->tax_id, NULL, on_listed,
                                    g_object_ref (self));
}

/* ---- edit link ------------------------------------------------------------------------------ */

static void
on_link_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCustomerSatGroup) self = data;
  g_autoptr (GError) error = NULL;

  self->linking = FALSE;
  g_clear_pointer (&self->link_news, g_free);
  if (fac_workspace_email_edit_link_finish (FAC_WORKSPACE (source), result, &error))
    self->link_news = g_strdup_printf (_("Sent to %s. It serves once, for 7 days; what the customer "
                                         "writes comes back by itself."), self->address);
  else
    self->link_news = fac_check_error_words (error);
  if (self->workspace != NULL)
    show_all (self);
}

static void
on_address (FacCustomerSatGroup *self, const char *address)
{
  fac_set_string (&self->address, address);
  prepare (self, WANT_LINK);
}

static void
on_send_link (FacCustomerSatGroup *self)
{
  GtkWindow *dialog = fac_edit_link_dialog_new (GTK_WIDGET (self), self->customer->email);

  g_signal_connect_object (dialog, "send", G_CALLBACK (on_address), self, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

/* ---- what is known -------------------------------------------------------------------------- */

static void
on_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCustomerSatGroup) self = data;
  g_autoptr (FacCustomerCheck) check =
      fac_workspace_get_check_finish (FAC_WORKSPACE (source), result, NULL);

  if (check == NULL || self->workspace == NULL)
    return;
  if (self->validation == NULL)
    self->validation = g_steal_pointer (&check->validation);
  take_report (self, g_steal_pointer (&check->report));
  show_all (self);
  g_signal_emit (self, signals[JUDGE], 0);
}

static void
read_known (FacCustomerSatGroup *self, const char *id)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  fac_set_string (&self->looked_for, self->customer->tax_id);
  fac_workspace_get_check_async (self->workspace, id, self->looked_for, self->reading, on_known,
                                 g_object_ref (self));
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_customer_sat_group_dispose (GObject *object)
{
  FacCustomerSatGroup *self = FAC_CUSTOMER_SAT_GROUP (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->customer, fac_customer_unref);
  g_clear_pointer (&self->validation, fac_tax_validation_unref);
  g_clear_pointer (&self->report, fac_tax_id_report_unref);
  G_OBJECT_CLASS (fac_customer_sat_group_parent_class)->dispose (object);
}

static void
fac_customer_sat_group_finalize (GObject *object)
{
  FacCustomerSatGroup *self = FAC_CUSTOMER_SAT_GROUP (object);

  g_ptr_array_unref (self->evidence);
  g_free (self->looked_for);
  g_free (self->address);
  g_free (self->validate_error);
  g_free (self->efos_error);
  g_free (self->link_news);
  G_OBJECT_CLASS (fac_customer_sat_group_parent_class)->finalize (object);
}

static void
fac_customer_sat_group_class_init (FacCustomerSatGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_customer_sat_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_customer_sat_group_finalize;
  signals[PREPARE] = g_signal_new ("prepare", FAC_TYPE_CUSTOMER_SAT_GROUP, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[JUDGE] = g_signal_new ("judge", FAC_TYPE_CUSTOMER_SAT_GROUP, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/customers/fac-customer-sat-group.ui");
  gtk_widget_class_bind_template_child (widget_class, FacCustomerSatGroup, validate_row);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerSatGroup, validate_spinner);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerSatGroup, validate_button);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerSatGroup, efos_row);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerSatGroup, efos_spinner);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerSatGroup, efos_button);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerSatGroup, link_row);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerSatGroup, link_spinner);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerSatGroup, link_button);
  gtk_widget_class_bind_template_callback (widget_class, on_validate);
  gtk_widget_class_bind_template_callback (widget_class, on_look_up);
  gtk_widget_class_bind_template_callback (widget_class, on_send_link);
}

static void
fac_customer_sat_group_init (FacCustomerSatGroup *self)
{
  self->evidence = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fac_customer_sat_group_setup (FacCustomerSatGroup *self, FacWorkspace *workspace)
{
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::online", G_CALLBACK (show_all), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::sync-state", G_CALLBACK (show_all), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->validate_row), fac_workspace_can_validate (workspace));
  gtk_widget_set_visible (GTK_WIDGET (self->efos_row), fac_workspace_can_check_tax_id (workspace));
  gtk_widget_set_visible (GTK_WIDGET (self->link_row),
                          fac_workspace_can_email_edit_link (workspace));
}

static void
take_customer (FacCustomerSatGroup *self, const FacCustomer *customer)
{
  g_clear_pointer (&self->customer, fac_customer_unref);
  self->customer = fac_customer_ref ((FacCustomer *) customer);
}

void
fac_customer_sat_group_show (FacCustomerSatGroup *self, const FacCustomer *customer)
{
  take_customer (self, customer);
  g_clear_pointer (&self->validation, fac_tax_validation_unref);
  show_evidence (self);
  show_all (self);
  read_known (self, customer->id);
}

void
fac_customer_sat_group_follow (FacCustomerSatGroup *self, const FacCustomer *customer)
{
  const gboolean first = self->customer == NULL;

  take_customer (self, customer);
  if (!first && g_strcmp0 (self->looked_for, customer->tax_id) != 0)
    {
      g_clear_pointer (&self->efos_error, g_free);
      take_report (self, NULL);
      read_known (self, NULL);
    }
  show_all (self);
}

void
fac_customer_sat_group_go (FacCustomerSatGroup *self, gboolean ready)
{
  const Want want = self->want;

  self->want = WANT_NOTHING;
  self->preparing = FALSE;
  if (ready && want == WANT_VALIDATION)
    {
      self->validating = TRUE;
      fac_workspace_validate_customer_async (self->workspace, self->customer->id, NULL,
                                             on_validated, g_object_ref (self));
    }
  else if (ready && want == WANT_LINK)
    {
      self->linking = TRUE;
      fac_workspace_email_edit_link_async (self->workspace, self->customer->id, self->address,
                                           NULL, on_link_sent, g_object_ref (self));
    }
  show_all (self);
}

const char *
fac_customer_sat_group_get_addressee (FacCustomerSatGroup *self)
{
  return self->want == WANT_LINK ? self->address : NULL;
}

void
fac_customer_sat_group_add (FacCustomerSatGroup *self, const FacCustomer *customer,
                            GPtrArray *findings)
{
  const FacTaxValidation *validation = self->validation;

  for (guint i = 0; validation != NULL && i < validation->faults->len; i++)
    {
      const FacTaxFault *fault = validation->faults->pdata[i];

      if (fac_tax_validation_stands (validation, fault, customer))
        g_ptr_array_insert (findings, 0,
                            fac_finding_new (fault->path, FAC_FINDING_ERROR, FAC_SAT_FINDING,
                                             N_("The SAT does not have it like this: %1"),
                                             fault->message, NULL));
    }
}
