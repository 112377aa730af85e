/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-contact-group.h"

#include "fac-field-hint.h"
#include "fac-text.h"

struct _FacCustomerContactGroup
{
  AdwBin        parent_instance;

  GtkWidget    *email;
  FacFieldHint *email_hint;
  GtkWidget    *phone;
  GtkWidget    *street;
  GtkWidget    *exterior;
  GtkWidget    *interior;
  GtkWidget    *neighborhood;
  GtkWidget    *city;
  GtkWidget    *municipality;
  GtkWidget    *state;
  GtkTextView  *notes;

  gboolean      showing;
  gboolean      touched_email;
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
on_email_left (FacCustomerContactGroup *self)
{
  self->touched_email = *gtk_editable_get_text (GTK_EDITABLE (self->email)) != '\0';
  g_signal_emit (self, signals[JUDGE], 0);
}

static void
fac_customer_contact_group_class_init (FacCustomerContactGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

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
fac_customer_contact_group_init (FacCustomerContactGroup *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  fac_field_hint_set_row (self->email_hint, self->email);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_email_left), self);
  gtk_widget_add_controller (self->email, focus);
  g_signal_connect_object (gtk_text_view_get_buffer (self->notes), "changed",
                           G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
set_text (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
read_text (GtkWidget *row, char **field)
{
  g_autofree char *text = fac_text_normalize_space (gtk_editable_get_text (GTK_EDITABLE (row)));

  fac_set_string (field, *text != '\0' ? text : NULL);
}

void
fac_customer_contact_group_show (FacCustomerContactGroup *self, const FacCustomer *customer)
{
  const FacAddress *address = customer->address;

  self->showing = TRUE;
  set_text (self->email, customer->email);
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
}

void
fac_customer_contact_group_set_place (FacCustomerContactGroup *self, const char *state,
                                      const char *municipality)
{
  set_text (self->state, state);
  if (municipality != NULL)
    set_text (self->municipality, municipality);
}
