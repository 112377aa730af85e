/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-form.h"

#include "fac-customer-checks.h"
#include "fac-customer-contact-group.h"
#include "fac-customer-fill.h"
#include "fac-customer-fiscal-group.h"
#include "fac-customer-sat-group.h"
#include "fac-duplicate-hint.h"
#include "fac-invoice-editor.h"
#include "fac-refusal.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <glib/gi18n.h>

struct _FacCustomerForm
{
  FacFormPage              parent_instance;

  FacCustomerFiscalGroup  *fiscal;
  FacCustomerSatGroup     *sat;
  FacCustomerContactGroup *contact;
  FacDuplicateHint        *duplicate;

  FacConstancia           *waiting; /* until the customer is loaded */
  gboolean                 known;   /* it was sent while the form was open */
};

G_DEFINE_FINAL_TYPE (FacCustomerForm, fac_customer_form, FAC_TYPE_FORM_PAGE)

/* ---- what a customer is --------------------------------------------------------------------- */

static gpointer
make_customer (void)
{
  return fac_customer_new ();
}

static const char *
id_of (gconstpointer customer)
{
  return ((const FacCustomer *) customer)->id;
}

static const char *
name_of (gconstpointer customer)
{
  return ((const FacCustomer *) customer)->legal_name;
}

static gboolean
equal (gconstpointer a, gconstpointer b)
{
  return fac_customer_equal_content (a, b);
}

static gpointer
decode (GVariant *variant)
{
  return fac_customer_from_variant (variant);
}

static GPtrArray *
check (FacWorkspace *workspace, gconstpointer customer)
{
  return fac_workspace_check_customer (workspace, customer);
}

static gpointer
load_finish (FacWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return fac_workspace_get_customer_finish (workspace, result, error);
}

static void
save (FacWorkspace *workspace, gpointer customer, gboolean send, GAsyncReadyCallback callback,
      gpointer data)
{
  fac_workspace_save_customer_async (workspace, customer, send, callback, data);
}

static const FacFormKind customer_kind = {
  .entity = FAC_ENTITY_CUSTOMER,
  .type = fac_customer_get_type,
  .new_title = N_("New Customer"),
  .title = N_("Customer"),
  .make = make_customer,
  .get_id = id_of,
  .get_name = name_of,
  .equal = equal,
  .decode = decode,
  .check = check,
  .load = fac_workspace_get_customer_async,
  .load_finish = load_finish,
  .save = save,
};

/* ---- fields --------------------------------------------------------------------------------- */

static void
fill_now (gpointer data)
{
  FacCustomerForm *self = data;
  g_autoptr (FacConstancia) waiting = g_steal_pointer (&self->waiting);

  if (waiting != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    fac_customer_fill_begin (self, waiting);
  g_object_unref (self);
}

static void
show_groups (FacCustomerForm *self, const FacCustomer *customer)
{
  const char *state;
  const char *municipality;

  fac_customer_fiscal_group_show (self->fiscal, customer);
  fac_customer_contact_group_show (self->contact, customer);
  fac_customer_fiscal_group_get_place (self->fiscal, &state, &municipality);
  fac_customer_contact_group_know_place (self->contact, state, municipality);
}

static void
fac_customer_form_show (FacFormPage *page, gconstpointer customer)
{
  FacCustomerForm *self = FAC_CUSTOMER_FORM (page);

  show_groups (self, customer);
  fac_customer_sat_group_show (self->sat, customer);
  if (self->waiting != NULL)
    g_idle_add_once (fill_now, g_object_ref (self));
}

static gpointer
fac_customer_form_read (FacFormPage *page, gconstpointer before)
{
  FacCustomerForm *self = FAC_CUSTOMER_FORM (page);
  FacCustomer *customer = fac_customer_copy (before);

  fac_customer_contact_group_read (self->contact, customer);
  fac_customer_fiscal_group_read (self->fiscal, customer);
  return customer;
}

static void
fac_customer_form_judge (FacFormPage *page, gconstpointer customer, GPtrArray *findings,
                         gboolean all)
{
  FacCustomerForm *self = FAC_CUSTOMER_FORM (page);

  fac_duplicate_hint_follow (self->duplicate, fac_page_get_workspace (FAC_PAGE (page)), customer);
  fac_customer_sat_group_follow (self->sat, customer);
  fac_customer_sat_group_add (self->sat, customer, findings);
  fac_customer_fiscal_group_judge (self->fiscal, customer, findings, all);
  fac_customer_contact_group_judge (self->contact, findings, all);
}

static void
on_changed (FacFormPage *self)
{
  fac_form_page_changed (self);
}

static void
judge (FacFormPage *self)
{
  fac_form_page_judge (self);
}

/* Nothing is wrong with it, only missing. */
static gboolean
lacks_only (FacCustomerForm *self, const FacCustomer *customer)
{
  FacWorkspace *workspace = fac_page_get_workspace (FAC_PAGE (self));
  g_autoptr (GPtrArray) findings = fac_workspace_check_customer (workspace, customer);

  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = findings->pdata[i];

      if (finding->severity == FAC_FINDING_ERROR && !g_str_has_suffix (finding->code, "-missing"))
        return FALSE;
    }
  return fac_customer_is_incomplete (customer);
}

/* The service takes it once like this, and from then on only complete. */
static gboolean
is_there (FacCustomerForm *self, const FacCustomer *customer)
{
  return customer->remote_id != NULL || self->known;
}

static const char *
fac_customer_form_get_waiting (FacFormPage *page, gconstpointer object)
{
  FacCustomerForm *self = FAC_CUSTOMER_FORM (page);
  const FacCustomer *customer = object;

  if (is_there (self, customer) || fac_text_is_empty (customer->email)
      || !lacks_only (self, customer)
      || !fac_workspace_can_email_edit_link (fac_page_get_workspace (FAC_PAGE (page))))
    return NULL;
  return _("Its tax data is missing. It is kept and sent to the service like this; you can send "
           "the customer a link to write the data, or complete it yourself. Until then nothing "
           "can be invoiced to it.");
}

/* The service may have refused what was sent from here: then it takes it once like this, still. */
static void
on_refusal (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCustomerForm) self = data;
  FacRefusal *refusal = fac_refusal_load_finish (FAC_WORKSPACE (source), result, NULL);
  const gboolean refused = refusal != NULL;

  g_clear_pointer (&refusal, fac_refusal_free);
  if (!refused)
    fac_customer_sat_group_go (self->sat, TRUE);
  else if (!fac_form_page_send_waiting (FAC_FORM_PAGE (self)))
    fac_customer_sat_group_go (self->sat, FALSE);
}

static gboolean
prepare_link (FacCustomerForm *self, const FacCustomer *customer, const char *addressee)
{
  const gboolean there = is_there (self, customer);
  const gboolean certain = !there || customer->remote_id != NULL;
  g_autofree char *id = g_strdup (customer->id);

  /* from here on @customer may be gone: a field has changed */
  fac_customer_contact_group_take_email (self->contact, addressee);
  if (!there)
    return fac_form_page_send_waiting (FAC_FORM_PAGE (self));
  if (certain)
    fac_customer_sat_group_go (self->sat, TRUE);
  else
    fac_refusal_load_async (fac_page_get_workspace (FAC_PAGE (self)), id, NULL, on_refusal,
                            g_object_ref (self));
  return TRUE;
}

static void
on_prepare (FacCustomerForm *self)
{
  const char *addressee = fac_customer_sat_group_get_addressee (self->sat);
  const FacCustomer *customer = fac_form_page_get_object (FAC_FORM_PAGE (self));
  const gboolean waits = addressee != NULL && customer != NULL && lacks_only (self, customer);

  if (!(waits ? prepare_link (self, customer, addressee)
              : fac_form_page_send (FAC_FORM_PAGE (self))))
    fac_customer_sat_group_go (self->sat, FALSE);
}

static void
on_sent (FacCustomerForm *self, gboolean sent)
{
  self->known = self->known || sent;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customer.new-invoice",
                                 !fac_form_page_is_new (FAC_FORM_PAGE (self)));
  fac_customer_sat_group_go (self->sat, sent);
}

static void
on_place (FacCustomerForm *self, const char *state, const char *municipality)
{
  fac_customer_contact_group_set_place (self->contact, state, municipality);
}

static void
new_invoice (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const FacCustomer *customer = fac_form_page_get_object (FAC_FORM_PAGE (widget));
  g_autoptr (FacCustomer) copy = NULL;

  if (customer == NULL)
    return;
  copy = fac_customer_copy (customer);
  fac_page_flush (FAC_PAGE (widget));
  fac_invoice_editor_push_for (widget, fac_page_get_workspace (FAC_PAGE (widget)), copy);
}

/* ---- object --------------------------------------------------------------------------------- */

static GtkWidget *
make_button (const char *icon, const char *name, const char *tip, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_buttons (gboolean is_new)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (!is_new)
    gtk_box_append (GTK_BOX (box),
                    make_button ("document-new-symbolic", _("New invoice for this customer"),
                                 _("New invoice for this customer (Ctrl+Shift+N)"),
                                 "customer.new-invoice"));
  gtk_box_append (GTK_BOX (box),
                  make_button ("document-open-symbolic", _("Fill from a Constancia…"),
                               _("Fill from a Constancia… (Ctrl+Shift+O)"), "customer.fill"));
  return box;
}

/* before the button that stands above it */
static void
fac_customer_form_focus (FacPage *page)
{
  fac_customer_fiscal_group_focus (FAC_CUSTOMER_FORM (page)->fiscal);
}

static void
fac_customer_form_dispose (GObject *object)
{
  g_clear_pointer (&FAC_CUSTOMER_FORM (object)->waiting, fac_constancia_unref);
  G_OBJECT_CLASS (fac_customer_form_parent_class)->dispose (object);
}

static void
fac_customer_form_class_init (FacCustomerFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FacFormPageClass *form_class = FAC_FORM_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_customer_form_dispose;
  FAC_PAGE_CLASS (klass)->focus = fac_customer_form_focus;
  form_class->kind = &customer_kind;
  form_class->show = fac_customer_form_show;
  form_class->read = fac_customer_form_read;
  form_class->judge = fac_customer_form_judge;
  form_class->get_waiting = fac_customer_form_get_waiting;
  gtk_widget_class_install_action (widget_class, "customer.new-invoice", NULL, new_invoice);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "customer.new-invoice", NULL);
  fac_customer_fill_install (widget_class);
  g_type_ensure (FAC_TYPE_CUSTOMER_FISCAL_GROUP);
  g_type_ensure (FAC_TYPE_CUSTOMER_SAT_GROUP);
  g_type_ensure (FAC_TYPE_CUSTOMER_CONTACT_GROUP);
  g_type_ensure (FAC_TYPE_DUPLICATE_HINT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/customers/fac-customer-form.ui");
  gtk_widget_class_bind_template_child (widget_class, FacCustomerForm, fiscal);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerForm, sat);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerForm, contact);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerForm, duplicate);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_place);
  gtk_widget_class_bind_template_callback (widget_class, on_prepare);
  gtk_widget_class_bind_template_callback (widget_class, judge);
}

static void
fac_customer_form_init (FacCustomerForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

FacPage *
fac_customer_form_new (FacWorkspace *workspace, const char *id)
{
  FacCustomerForm *self = g_object_new (FAC_TYPE_CUSTOMER_FORM, "workspace", workspace, NULL);

  fac_customer_fiscal_group_setup (self->fiscal, workspace);
  fac_customer_sat_group_setup (self->sat, workspace);
  g_signal_connect (self, "sent", G_CALLBACK (on_sent), NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customer.new-invoice", id != NULL);
  fac_page_set_start (FAC_PAGE (self), make_buttons (id == NULL));
  fac_customer_fill_accept_drops (FAC_PAGE (self));
  fac_form_page_open (FAC_FORM_PAGE (self), id);
  return FAC_PAGE (self);
}

void
fac_customer_form_suggest (FacCustomerForm *self, const char *text)
{
  g_autofree char *rfc = fac_tax_id_normalize (text);
  FacTaxIdProblem problem = fac_tax_id_check (rfc);
  g_autoptr (FacCustomer) customer = NULL;

  if (!fac_form_page_is_new (FAC_FORM_PAGE (self)) || fac_text_is_empty (text))
    return;
  customer = fac_customer_copy (fac_form_page_get_object (FAC_FORM_PAGE (self)));
  if (problem == FAC_TAX_ID_OK || problem == FAC_TAX_ID_CHECK_DIGIT)
    fac_set_string (&customer->tax_id, rfc);
  else
    fac_set_string (&customer->legal_name, text);
  fac_customer_form_take (self, customer);
}

void
fac_customer_form_take (FacCustomerForm *self, const FacCustomer *customer)
{
  show_groups (self, customer);
  fac_form_page_changed (FAC_FORM_PAGE (self));
}

void
fac_customer_form_fill (FacCustomerForm *self, FacConstancia *constancia)
{
  g_clear_pointer (&self->waiting, fac_constancia_unref);
  if (fac_form_page_get_object (FAC_FORM_PAGE (self)) != NULL)
    fac_customer_fill_begin (self, constancia);
  else
    self->waiting = fac_constancia_ref (constancia);
}
