/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-fiscal-group.h"

#include "fac-catalog-row.h"
#include "fac-customer-choices.h"
#include "fac-customer-sat-words.h"
#include "fac-field-hint.h"
#include "fac-key-row.h"
#include "fac-legal-name.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FacCustomerFiscalGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget          *tax_id;
  GtkLabel           *person;
  FacFieldHint       *tax_id_hint;
  GtkWidget          *name;
  FacFieldHint       *name_hint;
  GtkWidget          *clean_row;
  GtkWidget          *clean_button;
  FacKeyRow          *tax_system;
  FacFieldHint       *tax_system_hint;
  FacKeyRow          *use;
  FacFieldHint       *use_hint;
  GtkWidget          *zip;
  GtkLabel           *place;
  FacFieldHint       *zip_hint;
  FacFieldHint       *border_hint;
  GtkWidget          *public_row;
  GtkSwitch          *foreign;
  FacFieldHint       *foreign_hint;
  FacCatalogRow      *country;
  FacFieldHint       *country_hint;

  FacWorkspace       *workspace;
  char               *state;        /* what the postal code says */
  char               *municipality;
  char               *narrowed;     /* what régimen and use were narrowed for */

  gboolean            showing;
  gboolean            touched_tax_id;
  gboolean            touched_name;
  gboolean            touched_zip;
};

enum { CHANGED, JUDGE, PLACE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacCustomerFiscalGroup, fac_customer_fiscal_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
text_of (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
changed (FacCustomerFiscalGroup *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- callbacks ------------------------------------------------------------------------------ */

static void
on_changed (FacCustomerFiscalGroup *self)
{
  changed (self);
}

static void
on_tax_system_picked (FacCustomerFiscalGroup *self)
{
  changed (self);
}

static void
on_use_picked (FacCustomerFiscalGroup *self)
{
  changed (self);
}

static void
show_person (FacCustomerFiscalGroup *self, const char *rfc)
{
  const char *words = "";

  if (gtk_switch_get_active (self->foreign) || fac_tax_id_check (rfc) == FAC_TAX_ID_EMPTY)
    words = "";
  else if (g_str_equal (rfc, FAC_RFC_PUBLIC))
    words = _("General public");
  else if (fac_tax_id_person (rfc) == FAC_PERSON_MORAL)
    words = _("Persona moral");
  else if (fac_tax_id_person (rfc) == FAC_PERSON_FISICA)
    words = _("Persona física");
  gtk_label_set_label (self->person, words);
  gtk_widget_set_visible (GTK_WIDGET (self->person), *words != '\0');
}

/* As one writes an invoice to nobody in particular. */
static void
fill_public (FacCustomerFiscalGroup *self)
{
  const FacOrganization *organization = fac_workspace_get_organization (self->workspace);

  gtk_editable_set_text (GTK_EDITABLE (self->name), FAC_NAME_PUBLIC);
  fac_key_row_set_key (self->tax_system, "616");
  fac_key_row_set_key (self->use, "S01");
  if (*text_of (self->zip) == '\0' && organization->address->zip != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->zip), organization->address->zip);
}

static void
go_abroad (gpointer data)
{
  FacCustomerFiscalGroup *self = data;
  g_autofree char *rfc = fac_tax_id_normalize (text_of (self->tax_id));

  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL && g_str_equal (rfc, FAC_RFC_FOREIGN))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->tax_id), "");
      gtk_switch_set_active (self->foreign, TRUE);
    }
  g_object_unref (self);
}

static void
on_tax_id_changed (FacCustomerFiscalGroup *self)
{
  g_autofree char *rfc = fac_tax_id_normalize (text_of (self->tax_id));

  /* an RFC of full length is judged while it is typed; before that only when the cursor leaves */
  if (g_utf8_strlen (rfc, -1) >= 12)
    self->touched_tax_id = TRUE;
  show_person (self, rfc);
  if (!self->showing && g_str_equal (rfc, FAC_RFC_PUBLIC) && *text_of (self->name) == '\0')
    fill_public (self);
  /* whoever writes it means a customer abroad; the field is still being written */
  if (!self->showing && g_str_equal (rfc, FAC_RFC_FOREIGN))
    g_idle_add_once (go_abroad, g_object_ref (self));
  changed (self);
}

static void
on_public_clicked (FacCustomerFiscalGroup *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->tax_id), FAC_RFC_PUBLIC);
  gtk_widget_grab_focus (self->zip);
}

static void
show_place (FacCustomerFiscalGroup *self)
{
  g_autofree char *words = self->state == NULL        ? g_strdup ("")
                           : self->municipality == NULL ? g_strdup (self->state)
                                                        : g_strdup_printf ("%s\n%s",
                                                                           self->municipality,
                                                                           self->state);

  gtk_label_set_label (self->place, words);
  gtk_widget_set_visible (GTK_WIDGET (self->place), *words != '\0');
}

/* c_CodigoPostal in words: "Estado de México · Toluca" */
static void
take_place (FacCustomerFiscalGroup *self, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words != NULL ? words : "", " · ", 2);

  fac_set_string (&self->state, parts[0]);
  fac_set_string (&self->municipality, parts[0] != NULL ? parts[1] : NULL);
  show_place (self);
}

static void
look_up_place (FacCustomerFiscalGroup *self)
{
  const char *zip = text_of (self->zip);
  FacCatalogSource *catalog = FAC_CATALOG_SOURCE (fac_workspace_get_catalog (self->workspace));
  g_autoptr (FacCatalogEntry) entry = NULL;

  if (strlen (zip) == 5 && !gtk_switch_get_active (self->foreign))
    entry = fac_catalog_source_lookup (catalog, FAC_CATALOG_ZIPS, zip);
  take_place (self, entry != NULL ? entry->es : NULL);
  fac_field_hint_tell (self->border_hint,
                       entry != NULL ? fac_customer_border_words (self->workspace, zip) : NULL);
  if (!self->showing)
    g_signal_emit (self, signals[PLACE], 0, self->state, self->municipality);
}

static void
on_foreign_changed (FacCustomerFiscalGroup *self)
{
  gboolean foreign = gtk_switch_get_active (self->foreign);

  /* the usual case, and shown: an empty country would mean Mexico */
  if (foreign && fac_catalog_row_get_key (self->country) == NULL)
    fac_catalog_row_set_key (self->country, "USA", NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->tax_id),
                                 foreign ? _("Tax number in its country") : _("RFC"));
  gtk_widget_set_visible (GTK_WIDGET (self->country), foreign);
  fac_field_hint_tell (self->foreign_hint,
                       foreign ? _("Their invoices state régimen 616, use S01, your own postal code "
                                   "and the generic RFC by themselves.") : NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->zip),
                                 foreign ? _("Postal code")
                                         : _("Fiscal postal code"));
  look_up_place (self);
  gtk_widget_set_visible (GTK_WIDGET (self->tax_system), !foreign);
  gtk_widget_set_visible (GTK_WIDGET (self->use), !foreign);
  changed (self);
}

static void
on_zip_changed (FacCustomerFiscalGroup *self)
{
  if (strlen (text_of (self->zip)) >= 5)
    self->touched_zip = TRUE;
  look_up_place (self);
  changed (self);
}

/* names from abroad stay as they are but for what nobody sees */
static char *
clean_name (FacCustomerFiscalGroup *self)
{
  return gtk_switch_get_active (self->foreign)
           ? fac_text_visible (text_of (self->name))
           : fac_legal_name_clean_for (text_of (self->name), text_of (self->tax_id));
}

static void
on_clean_clicked (FacCustomerFiscalGroup *self)
{
  g_autofree char *clean = clean_name (self);

  gtk_editable_set_text (GTK_EDITABLE (self->name), clean);
  gtk_widget_grab_focus (self->name);
}

static void
on_focus_left (GtkEventControllerFocus *controller, FacCustomerFiscalGroup *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  g_autofree char *rfc = NULL;

  if (row == self->tax_id)
    {
      self->touched_tax_id = *text_of (row) != '\0' || self->touched_tax_id;
      rfc = gtk_switch_get_active (self->foreign)
              ? fac_foreign_number_normalize (fac_catalog_row_get_key (self->country),
                                              text_of (row))
              : fac_tax_id_normalize (text_of (row));
      if (rfc != NULL && !g_str_equal (rfc, text_of (row)))
        gtk_editable_set_text (GTK_EDITABLE (row), rfc);
    }
  else if (row == self->name)
    self->touched_name = *text_of (row) != '\0' || self->touched_name;
  else
    self->touched_zip = *text_of (row) != '\0' || self->touched_zip;
  g_signal_emit (self, signals[JUDGE], 0);
}

/* ---- narrowing ------------------------------------------------------------------------------ */

static void
narrow (FacCustomerFiscalGroup *self, const FacCustomer *customer)
{
  const char *rfc = customer->tax_id != NULL ? customer->tax_id : "";
  FacPersonKind person = fac_tax_id_person (rfc);
  g_autofree char *key = g_strdup_printf ("%d %s", person, customer->tax_system != NULL
                                          ? customer->tax_system : "");
  g_autoptr (GPtrArray) systems = NULL;
  g_autoptr (GPtrArray) uses = NULL;

  /* only when something changed: rebuilding would close a list that is open */
  if (g_strcmp0 (self->narrowed, key) == 0)
    return;
  fac_set_string (&self->narrowed, key);
  systems = fac_customer_systems (self->workspace, person);
  uses = fac_customer_uses (self->workspace, person, customer->tax_system);
  fac_key_row_set_entries (self->tax_system, systems, _("Not chosen yet"));
  fac_key_row_set_entries (self->use, uses, _("Asked for in each invoice"));
}

static void
show_clean (FacCustomerFiscalGroup *self)
{
  const char *name = text_of (self->name);
  g_autofree char *clean = clean_name (self);
  gboolean offer = *name != '\0' && *clean != '\0' && !g_str_equal (clean, name);

  gtk_widget_set_visible (self->clean_row, offer);
  if (offer)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->clean_row), clean);
}

/* ---- making --------------------------------------------------------------------------------- */

static void
watch_focus (FacCustomerFiscalGroup *self, GtkWidget *row)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (row, focus);
}

static void
fac_customer_fiscal_group_dispose (GObject *object)
{
  FacCustomerFiscalGroup *self = FAC_CUSTOMER_FISCAL_GROUP (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->municipality, g_free);
  g_clear_pointer (&self->narrowed, g_free);
  G_OBJECT_CLASS (fac_customer_fiscal_group_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/customers/fac-customer-fiscal-group.ui");
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, tax_id);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, person);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, tax_id_hint);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, name);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, name_hint);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, clean_row);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, clean_button);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, tax_system);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, tax_system_hint);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, use);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, use_hint);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, zip);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, place);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, zip_hint);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, border_hint);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, public_row);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, foreign_hint);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, foreign);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, country);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerFiscalGroup, country_hint);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_tax_id_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_zip_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_clean_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_public_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_tax_system_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_use_picked);
}

static void
fac_customer_fiscal_group_class_init (FacCustomerFiscalGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_customer_fiscal_group_dispose;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_CUSTOMER_FISCAL_GROUP, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[JUDGE] = g_signal_new ("judge", FAC_TYPE_CUSTOMER_FISCAL_GROUP, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[PLACE] = g_signal_new ("place", FAC_TYPE_CUSTOMER_FISCAL_GROUP, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  g_type_ensure (FAC_TYPE_KEY_ROW);
  g_type_ensure (FAC_TYPE_CATALOG_ROW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
fac_customer_fiscal_group_init (FacCustomerFiscalGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_field_hint_set_row (self->tax_id_hint, self->tax_id);
  fac_field_hint_set_row (self->name_hint, self->name);
  fac_field_hint_set_row (self->tax_system_hint, GTK_WIDGET (self->tax_system));
  fac_field_hint_set_row (self->use_hint, GTK_WIDGET (self->use));
  fac_field_hint_set_row (self->zip_hint, self->zip);
  fac_field_hint_set_row (self->country_hint, GTK_WIDGET (self->country));
  watch_focus (self, self->tax_id);
  watch_focus (self, self->name);
  watch_focus (self, self->zip);
  g_signal_connect_object (self->foreign, "notify::active", G_CALLBACK (on_foreign_changed), self,
                           G_CONNECT_SWAPPED);
}

void
fac_customer_fiscal_group_setup (FacCustomerFiscalGroup *self, FacWorkspace *workspace)
{
  self->workspace = g_object_ref (workspace);
  fac_catalog_row_setup (self->country, workspace, FAC_CATALOG_COUNTRIES);
}

static void
set_text (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

void
fac_customer_fiscal_group_show (FacCustomerFiscalGroup *self, const FacCustomer *customer)
{
  self->showing = TRUE;
  gtk_switch_set_active (self->foreign, fac_address_is_foreign (customer->address));
  set_text (self->tax_id, customer->tax_id);
  set_text (self->name, customer->legal_name);
  set_text (self->zip, customer->address->zip);
  narrow (self, customer);
  fac_key_row_set_key (self->tax_system, customer->tax_system);
  fac_key_row_set_key (self->use, customer->default_invoice_use);
  fac_catalog_row_set_key (self->country, customer->address->country, NULL);
  self->touched_tax_id = !fac_text_is_empty (customer->tax_id);
  self->touched_name = !fac_text_is_empty (customer->legal_name);
  self->touched_zip = !fac_text_is_empty (customer->address->zip);
  self->showing = FALSE;
}

static void
read_text (GtkWidget *row, char **field)
{
  g_autofree char *text = fac_text_line (text_of (row));

  fac_set_string (field, *text != '\0' ? text : NULL);
}

void
fac_customer_fiscal_group_read (FacCustomerFiscalGroup *self, FacCustomer *customer)
{
  gboolean foreign = gtk_switch_get_active (self->foreign);
  g_autofree char *rfc = NULL;

  read_text (self->tax_id, &customer->tax_id);
  read_text (self->name, &customer->legal_name);
  read_text (self->zip, &customer->address->zip);
  if (foreign)
    {
      fac_set_string (&customer->address->country, fac_catalog_row_get_key (self->country));
      fac_set_string (&customer->tax_system, "616");
      fac_set_string (&customer->default_invoice_use, "S01");
      return;
    }
  rfc = fac_tax_id_normalize (customer->tax_id);
  fac_set_string (&customer->tax_id, *rfc != '\0' ? rfc : NULL);
  fac_set_string (&customer->address->country, NULL);
  fac_set_string (&customer->tax_system, fac_key_row_get_key (self->tax_system));
  fac_set_string (&customer->default_invoice_use, fac_key_row_get_key (self->use));
}

/* What the SAT said of the name is not said by the row that offers another spelling. */
static gboolean
says_sat (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = findings->pdata[i];

      if (g_str_equal (finding->code, FAC_SAT_FINDING)
          && g_strcmp0 (finding->field, "legal_name") == 0)
        return TRUE;
    }
  return FALSE;
}

void
fac_customer_fiscal_group_judge (FacCustomerFiscalGroup *self, const FacCustomer *customer,
                                 GPtrArray *findings,
                                 gboolean all)
{
  gboolean foreign = gtk_switch_get_active (self->foreign);

  self->showing = TRUE;
  narrow (self, customer);
  show_clean (self);
  gtk_widget_set_visible (self->public_row, !foreign
                          && fac_text_is_empty (customer->tax_id)
                          && fac_text_is_empty (customer->legal_name));
  fac_field_hint_show (self->tax_id_hint, findings, "tax_id", all || self->touched_tax_id);
  fac_field_hint_show (self->name_hint, findings, "legal_name",
                       says_sat (findings)
                       || ((all || self->touched_name)
                           && !gtk_widget_get_visible (self->clean_row)));
  fac_field_hint_show (self->tax_system_hint, findings, "tax_system",
                       !foreign && (all || !fac_text_is_empty (customer->tax_system)));
  fac_field_hint_show (self->use_hint, findings, "default_invoice_use", !foreign);
  fac_field_hint_show (self->zip_hint, findings, "address.zip", all || self->touched_zip);
  fac_field_hint_show (self->country_hint, findings, "address.country", TRUE);
  self->showing = FALSE;
}

void
fac_customer_fiscal_group_get_place (FacCustomerFiscalGroup *self, const char **state,
                                     const char **municipality)
{
  *state = self->state;
  *municipality = self->municipality;
}

void
fac_customer_fiscal_group_focus (FacCustomerFiscalGroup *self)
{
  gtk_widget_grab_focus (self->tax_id);
}
