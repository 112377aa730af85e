/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-contact-group.h"

#include "fac-email.h"
#include "fac-field-hint.h"
#include "fac-text.h"

struct _FacCustomerContactGroup
{
  AdwBin        parent_instance;

  GtkWidget    *email;
  FacFieldHint *email_hint;
  GtkWidget    *other_emails;
  FacFieldHint *other_emails_hint;
  GtkWidget    *phone;
  GtkWidget    *street;
  GtkWidget    *exterior;
  GtkWidget    *interior;
  GtkWidget    *neighborhood;
  GtkWidget    *city;
  GtkWidget    *municipality;
  GtkWidget    *state;
  GtkTextView  *notes;

  char         *told_state; /* what the postal code wrote, not the person */
  char         *told_municipality;

  gboolean      showing;
  gboolean      touched_email;
  gboolean      touched_others;
};

enum { CHANGED, JUDGE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacCustomerContactGroup, fac_customer_contact_group, ADW_TYPE_BIN)

static void
on_changed (FacCustomerContactGroup *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_text (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static const char *
text_of (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* Several addresses in the first field are what was pasted: the service takes one. */
static void
part_emails (FacCustomerContactGroup *self)
{
  g_autoptr (FacCustomer) customer = fac_customer_new ();
  g_auto (GStrv) addresses = fac_email_split (text_of (self->email));
  g_autofree char *all = NULL;

  if (g_strv_length (addresses) < 2)
    return;
  all = g_strjoin (", ", text_of (self->email), text_of (self->other_emails), NULL);
  fac_customer_set_emails (customer, all);
  set_text (self->email, customer->email);
  set_text (self->other_emails, customer->other_emails);
}

static void
on_email_left (FacCustomerContactGroup *self)
{
  part_emails (self);
  self->touched_email = *text_of (self->email) != '\0';
  g_signal_emit (self, signals[JUDGE], 0);
}

static void
on_other_emails_left (FacCustomerContactGroup *self)
{
  self->touched_others = *text_of (self->other_emails) != '\0';
  g_signal_emit (self, signals[JUDGE], 0);
}

static void
fac_customer_contact_group_finalize (GObject *object)
{
  FacCustomerContactGroup *self = FAC_CUSTOMER_CONTACT_GROUP (object);

  g_free (self->told_state);
  g_free (self->told_municipality);
  G_OBJECT_CLASS (fac_customer_contact_group_parent_class)->finalize (object);
}

static void
fac_customer_contact_group_class_init (FacCustomerContactGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fac_customer_contact_group_finalize;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_CUSTOMER_CONTACT_GROUP, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[JUDGE] = g_signal_new ("judge", FAC_TYPE_CUSTOMER_CONTACT_GROUP, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/customers/fac-customer-contact-group.ui");
  gtk_widget_class_bind_template_child (widget_class, FacCustomerContactGroup, email);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerContactGroup, email_hint);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerContactGroup, other_emails);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerContactGroup, other_emails_hint);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerContactGroup, phone);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerContactGroup, street);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerContactGroup, exterior);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerContactGroup, interior);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerContactGroup, neighborhood);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerContactGroup, city);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerContactGroup, municipality);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerContactGroup, state);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerContactGroup, notes);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
watch_focus (FacCustomerContactGroup *self, GtkWidget *row, GCallback on_left)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (focus, "leave", on_left, self);
  gtk_widget_add_controller (row, focus);
}

static void
fac_customer_contact_group_init (FacCustomerContactGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_field_hint_set_row (self->email_hint, self->email);
  fac_field_hint_set_row (self->other_emails_hint, self->other_emails);
  watch_focus (self, self->email, G_CALLBACK (on_email_left));
  watch_focus (self, self->other_emails, G_CALLBACK (on_other_emails_left));
  g_signal_connect_object (gtk_text_view_get_buffer (self->notes), "changed",
                           G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
read_text (GtkWidget *row, char **field)
{
  g_autofree char *text = fac_text_line (gtk_editable_get_text (GTK_EDITABLE (row)));

  fac_set_string (field, *text != '\0' ? text : NULL);
}

static void
read_other_emails (FacCustomerContactGroup *self, FacCustomer *customer)
{
  g_auto (GStrv) addresses = fac_email_split (text_of (self->other_emails));
  g_autofree char *text = g_strjoinv (", ", addresses);

  fac_set_string (&customer->other_emails, *text != '\0' ? text : NULL);
}

void
fac_customer_contact_group_show (FacCustomerContactGroup *self, const FacCustomer *customer)
{
  const FacAddress *address = customer->address;

  self->showing = TRUE;
  set_text (self->email, customer->email);
  set_text (self->other_emails, customer->other_emails);
  set_text (self->phone, customer->phone);
  set_text (self->street, address->street);
  set_text (self->exterior, address->exterior);
  set_text (self->interior, address->interior);
  set_text (self->neighborhood, address->neighborhood);
  set_text (self->city, address->city);
  set_text (self->municipality, address->municipality);
  set_text (self->state, address->state);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->notes),
                            customer->notes != NULL ? customer->notes : "", -1);
  self->touched_email = !fac_text_is_empty (customer->email);
  self->touched_others = !fac_text_is_empty (customer->other_emails);
  g_clear_pointer (&self->told_state, g_free);
  g_clear_pointer (&self->told_municipality, g_free);
  self->showing = FALSE;
}

void
fac_customer_contact_group_read (FacCustomerContactGroup *self, FacCustomer *customer)
{
  FacAddress *address = customer->address;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->notes);
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *notes = NULL;

  read_text (self->email, &customer->email);
  read_other_emails (self, customer);
  read_text (self->phone, &customer->phone);
  read_text (self->street, &address->street);
  read_text (self->exterior, &address->exterior);
  read_text (self->interior, &address->interior);
  read_text (self->neighborhood, &address->neighborhood);
  read_text (self->city, &address->city);
  read_text (self->municipality, &address->municipality);
  read_text (self->state, &address->state);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  notes = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  fac_set_string (&customer->notes, *notes != '\0' ? notes : NULL);
}

void
fac_customer_contact_group_judge (FacCustomerContactGroup *self, GPtrArray *findings, gboolean all)
{
  fac_field_hint_show (self->email_hint, findings, "email", all || self->touched_email);
  fac_field_hint_show (self->other_emails_hint, findings, "other_emails",
                       all || self->touched_others);
}

void
fac_customer_contact_group_take_email (FacCustomerContactGroup *self, const char *address)
{
  if (*text_of (self->email) == '\0')
    set_text (self->email, address);
}

/* What the person wrote stays; what the postal code before wrote goes. */
static void
take_told (GtkWidget *row, char **told, const char *text)
{
  const char *now = text_of (row);

  if (*now != '\0' && g_strcmp0 (now, *told) != 0)
    return;
  fac_set_string (told, text);
  if (g_strcmp0 (now, text != NULL ? text : "") != 0)
    set_text (row, text);
}

void
fac_customer_contact_group_set_place (FacCustomerContactGroup *self, const char *state,
                                      const char *municipality)
{
  take_told (self->state, &self->told_state, state);
  take_told (self->municipality, &self->told_municipality, municipality);
}

void
fac_customer_contact_group_know_place (FacCustomerContactGroup *self, const char *state,
                                       const char *municipality)
{
  fac_set_string (&self->told_state, state);
  fac_set_string (&self->told_municipality, municipality);
}
