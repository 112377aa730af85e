/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-picker.h"

#include "fac-catalog-source.h"
#include "fac-suggestions.h"
#include "fac-text.h"
#include "fac-typed-search.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define OFFERS 8

struct _FacCustomerPicker
{
  GtkWidget parent_instance;

  GtkStack       *stack;
  GtkEditable    *entry;
  GtkWidget      *card;
  GtkLabel       *name_label;
  GtkLabel       *detail_label;
  GtkWidget      *edit_button;
  GtkWidget      *change_button;
  FacSuggestions *suggestions;

  FacWorkspace  *workspace;
  FacCustomer   *customer;
  FacTypedSearch typed;
};

enum { PICKED, NEW_CUSTOMER, EDIT_CUSTOMER, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacCustomerPicker, fac_customer_picker, GTK_TYPE_WIDGET)

static void
stop_offers (FacCustomerPicker *self)
{
  fac_typed_search_clear (&self->typed);
  fac_suggestions_hide (self->suggestions);
}

static void
take (FacCustomerPicker *self, const FacSuggestion *offer)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->entry));

  stop_offers (self);
  if (offer->data != NULL)
    g_signal_emit (self, signals[PICKED], 0, offer->data);
  else
    g_signal_emit (self, signals[NEW_CUSTOMER], 0, text);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = fac_workspace_find_finish (FAC_WORKSPACE (source), result, &error);
  g_autoptr (GPtrArray) offers = NULL;
  FacCustomerPicker *self = data;
  g_autofree char *fresh = NULL;

  if (found == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  offers = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_suggestion_free);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      FacCustomer *customer = found->pdata[i];

      g_ptr_array_add (offers, fac_suggestion_new (customer->legal_name, customer->tax_id, NULL,
                                                   fac_customer_ref (customer),
                                                   (GDestroyNotify) fac_customer_unref));
    }
  /* Translators: an offer beneath the search for a customer: what was typed becomes a new one */
  fresh = g_strdup_printf (_("New customer “%s”…"), gtk_editable_get_text (self->entry));
  g_ptr_array_add (offers, fac_suggestion_new (fresh, NULL, NULL, NULL, NULL));
  fac_suggestions_show (self->suggestions, offers, TRUE);
  if (fac_typed_search_answer (&self->typed))
    take (self, offers->pdata[0]);
}

static void
search (FacCustomerPicker *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  g_autoptr (FacQuery) query = NULL;

  if (self->workspace == NULL || fac_text_is_empty (text))
    {
      stop_offers (self);
      return;
    }
  query = fac_query_new (FAC_ENTITY_CUSTOMER);
  query->text = g_strdup (text);
  query->by_name = TRUE;
  fac_workspace_find_async (self->workspace, query, OFFERS,
                            fac_typed_search_begin (&self->typed, text), on_found, self);
}

static void
search_typed (FacCustomerPicker *self)
{
  if (!fac_typed_search_is_asked (&self->typed, gtk_editable_get_text (self->entry)))
    search (self);
}

/* The entry tells a little after the last key, and the person may be elsewhere by then. */
static void
on_search (FacCustomerPicker *self)
{
  if (fac_ui_has_focus (GTK_WIDGET (self->entry)))
    search_typed (self);
}

static void
on_stop (FacCustomerPicker *self)
{
  if (fac_suggestions_is_open (self->suggestions))
    stop_offers (self);
  else if (self->customer != NULL)
    {
      fac_customer_picker_show (self, self->customer);
      fac_customer_picker_focus (self);
    }
}

static void
on_change (FacCustomerPicker *self)
{
  gtk_stack_set_visible_child_name (self->stack, "search");
  gtk_editable_set_text (self->entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_edit (FacCustomerPicker *self)
{
  if (self->customer != NULL)
    g_signal_emit (self, signals[EDIT_CUSTOMER], 0, self->customer->id);
}

static gboolean
on_enter (FacCustomerPicker *self)
{
  const FacSuggestion *offer;

  if (fac_text_is_empty (gtk_editable_get_text (self->entry)))
    return GDK_EVENT_PROPAGATE;
  search_typed (self);
  if (fac_typed_search_enter (&self->typed, TRUE))
    {
      offer = fac_suggestions_get_selected (self->suggestions);
      if (offer != NULL)
        take (self, offer);
    }
  return GDK_EVENT_STOP;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        FacCustomerPicker *self)
{
  gboolean open = fac_suggestions_is_open (self->suggestions);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Down: case GDK_KEY_KP_Down:
      if (!open)
        return GDK_EVENT_PROPAGATE;
      fac_suggestions_move (self->suggestions, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up: case GDK_KEY_KP_Up:
      if (!open)
        return GDK_EVENT_PROPAGATE;
      fac_suggestions_move (self->suggestions, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter: case GDK_KEY_ISO_Enter:
      return on_enter (self);
    case GDK_KEY_Escape:
      /* the search entry would keep it: with nothing to close here it is the editor's */
      if (!open && self->customer == NULL)
        gtk_widget_activate_action (GTK_WIDGET (self), "draft.escape", NULL);
      else
        on_stop (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_left (GtkEventControllerFocus *controller, FacCustomerPicker *self)
{
  stop_offers (self);
  if (self->customer != NULL)
    gtk_stack_set_visible_child_name (self->stack, "card");
}

static void
on_chosen (FacSuggestions *suggestions, gpointer offer, FacCustomerPicker *self)
{
  take (self, offer);
}

static void
fac_customer_picker_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FacCustomerPicker *self = FAC_CUSTOMER_PICKER (widget);

  gtk_widget_size_allocate (GTK_WIDGET (self->stack), &(GtkAllocation) { 0, 0, width, height },
                            baseline);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->suggestions),
                               &(GdkRectangle) { 0, 0, width, height });
  gtk_popover_present (GTK_POPOVER (self->suggestions));
}

static void
fac_customer_picker_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (FAC_CUSTOMER_PICKER (widget)->stack), orientation, for_size,
                      minimum, natural,
                      NULL, NULL);
}

static GtkSizeRequestMode
fac_customer_picker_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static gboolean
fac_customer_picker_grab_focus (GtkWidget *widget)
{
  FacCustomerPicker *self = FAC_CUSTOMER_PICKER (widget);
  gboolean searching = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "search") == 0;

  return gtk_widget_grab_focus (searching ? GTK_WIDGET (self->entry) : self->change_button);
}

static void
fac_customer_picker_dispose (GObject *object)
{
  FacCustomerPicker *self = FAC_CUSTOMER_PICKER (object);
  GtkWidget *child;

  fac_typed_search_clear (&self->typed);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->customer, fac_customer_unref);
  G_OBJECT_CLASS (fac_customer_picker_parent_class)->dispose (object);
}

static void
fac_customer_picker_class_init (FacCustomerPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_customer_picker_dispose;
  widget_class->size_allocate = fac_customer_picker_size_allocate;
  widget_class->measure = fac_customer_picker_measure;
  widget_class->get_request_mode = fac_customer_picker_get_request_mode;
  widget_class->grab_focus = fac_customer_picker_grab_focus;
  signals[PICKED] = g_signal_new ("picked", FAC_TYPE_CUSTOMER_PICKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL,
                                  G_TYPE_NONE, 1, FAC_TYPE_CUSTOMER);
  signals[NEW_CUSTOMER] = g_signal_new ("new-customer", FAC_TYPE_CUSTOMER_PICKER,
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[EDIT_CUSTOMER] = g_signal_new ("edit-customer", FAC_TYPE_CUSTOMER_PICKER,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                      "/org/example/Facturador/ui/invoices/fac-customer-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPicker, card);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPicker, name_label);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPicker, detail_label);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPicker, edit_button);
  gtk_widget_class_bind_template_child (widget_class, FacCustomerPicker, change_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_change);
  gtk_widget_class_bind_template_callback (widget_class, on_edit);
}

static void
fac_customer_picker_init (FacCustomerPicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->suggestions = fac_suggestions_new (GTK_WIDGET (self));
  g_signal_connect (self->suggestions, "chosen", G_CALLBACK (on_chosen), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect (focus, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}

void
fac_customer_picker_set_workspace (FacCustomerPicker *self, FacWorkspace *workspace)
{
  g_return_if_fail (FAC_IS_CUSTOMER_PICKER (self));
  g_set_object (&self->workspace, workspace);
}

static char *
describe (FacCustomerPicker *self, const FacCustomer *customer)
{
  GString *text = g_string_new (customer->tax_id);
  const char *system = customer->tax_system;
  const char *name = system != NULL
                     ? fac_ui_catalog_name (self->workspace, FAC_CATALOG_TAX_SYSTEMS, system)
                     : NULL;

  if (system != NULL)
    g_string_append_printf (text, " · %s %s", system, name != NULL ? name : "");
  if (!fac_text_is_empty (customer->address->zip))
    g_string_append_printf (text, " · %s", customer->address->zip);
  return g_string_free (text, FALSE);
}

void
fac_customer_picker_show (FacCustomerPicker *self, const FacCustomer *customer)
{
  g_autofree char *detail = NULL;
  FacCustomer *copy = customer != NULL ? fac_customer_copy (customer) : NULL;

  g_return_if_fail (FAC_IS_CUSTOMER_PICKER (self));
  g_clear_pointer (&self->customer, fac_customer_unref);
  self->customer = copy;
  gtk_stack_set_visible_child_name (self->stack, copy != NULL ? "card" : "search");
  if (copy == NULL)
    return;
  detail = describe (self, copy);
  gtk_label_set_label (self->name_label, copy->legal_name != NULL ? copy->legal_name : "");
  gtk_label_set_label (self->detail_label, detail);
}

void
fac_customer_picker_focus (FacCustomerPicker *self)
{
  g_return_if_fail (FAC_IS_CUSTOMER_PICKER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* beside the buttons a long word would be broken */
void
fac_customer_picker_set_narrow (FacCustomerPicker *self, gboolean narrow)
{
  g_return_if_fail (FAC_IS_CUSTOMER_PICKER (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->card),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
