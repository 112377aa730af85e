/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-fill.h"

#include "fac-constancia-dialog.h"
#include "fac-constancia-review.h"
#include "fac-page-host.h"
#include "fac-text.h"

#include <glib/gi18n.h>

#define TWINS_MOST 20

/* A constancia on its way into a page. */
typedef struct
{
  FacPage       *page;
  FacConstancia *constancia;
  char          *twin; /* local id of another customer with its RFC, or NULL */
} Filling;

static Filling *
filling_new (FacPage *page, FacConstancia *constancia)
{
  Filling *self = g_new0 (Filling, 1);

  self->page = g_object_ref (page);
  self->constancia = fac_constancia_ref (constancia);
  return self;
}

static void
filling_free (Filling *self)
{
  g_object_unref (self->page);
  fac_constancia_unref (self->constancia);
  g_free (self->twin);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Filling, filling_free)

static GtkWindow *
window_of (FacPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* ---- into the form -------------------------------------------------------------------------- */

typedef struct
{
  FacCustomerForm *form;
  FacCustomer     *before;
} Undoing;

static void
undoing_free (gpointer data)
{
  Undoing *self = data;

  g_object_unref (self->form);
  fac_customer_unref (self->before);
  g_free (self);
}

static void
undo (gpointer data)
{
  Undoing *self = data;

  if (gtk_widget_get_root (GTK_WIDGET (self->form)) != NULL)
    fac_customer_form_take (self->form, self->before);
}

static void
on_taken (FacConstanciaReview *review, FacCustomer *taken, FacCustomerForm *form)
{
  const FacCustomer *now = fac_form_page_get_object (FAC_FORM_PAGE (form));
  Undoing *undoing;

  if (now == NULL || fac_customer_equal_content (now, taken))
    return;
  undoing = g_new (Undoing, 1);
  undoing->form = g_object_ref (form);
  undoing->before = fac_customer_copy (now);
  fac_customer_form_take (form, taken);
  fac_toast_undo (GTK_WIDGET (form), _("Filled from the constancia; not saved yet"), undo, undoing,
                  undoing_free);
}

static void
review (FacCustomerForm *form, FacConstancia *constancia)
{
  const FacCustomer *customer = fac_form_page_get_object (FAC_FORM_PAGE (form));
  GtkWindow *window = window_of (FAC_PAGE (form));
  GtkWidget *dialog;

  if (customer == NULL || window == NULL)
    return;
  dialog = fac_constancia_review_new (window, fac_page_get_workspace (FAC_PAGE (form)), constancia,
                                      customer);
  g_signal_connect_object (dialog, "taken", G_CALLBACK (on_taken), form, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_form (FacPage *from, const char *id, FacConstancia *constancia)
{
  FacPage *form = fac_customer_form_new (fac_page_get_workspace (from), id);

  fac_page_push (GTK_WIDGET (from), form);
  fac_customer_form_fill (FAC_CUSTOMER_FORM (form), constancia);
}

/* ---- another RFC ---------------------------------------------------------------------------- */

static void
on_answer (GtkWidget *dialog, const char *response, Filling *filling)
{
  if (window_of (filling->page) == NULL)
    return;
  if (g_str_equal (response, "fill"))
    review (FAC_CUSTOMER_FORM (filling->page), filling->constancia);
  else if (g_str_equal (response, "open"))
    open_form (filling->page, filling->twin, filling->constancia);
}

static char *
explain (const Filling *filling, gboolean other)
{
  const FacCustomer *customer = fac_form_page_get_object (FAC_FORM_PAGE (filling->page));

  if (!other)
    return g_strdup_printf (_("%s is the RFC of a customer who is registered already."),
                            filling->constancia->rfc);
  return g_strdup_printf (_("The constancia is of %1$s, %2$s. This customer has the RFC %3$s."),
                          filling->constancia->name != NULL ? filling->constancia->name : "—",
                          filling->constancia->rfc, customer->tax_id);
}

static void
ask (Filling *filling, gboolean other)
{
  g_autofree char *body = explain (filling, other);
  GtkWidget *widget = adw_message_dialog_new (window_of (filling->page),
                                              other ? _("Another RFC") : _("Same RFC"), body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "fill",
                                    _("_Fill This One"), NULL);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  if (filling->twin != NULL)
    {
      adw_message_dialog_add_response (dialog, "open", _("_Open That Customer"));
      adw_message_dialog_set_response_appearance (dialog, "open", ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (dialog, "open");
    }
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answer), filling,
                         (GClosureNotify) (void (*) (void)) filling_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- whose it is ---------------------------------------------------------------------------- */

/* Returns: (transfer full) (nullable) */
static char *
find_twin (GPtrArray *found, const char *rfc, const char *own)
{
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const FacCustomer *customer = found->pdata[i];

      if (g_strcmp0 (customer->tax_id, rfc) == 0 && g_strcmp0 (customer->id, own) != 0)
        return g_strdup (customer->id);
    }
  return NULL;
}

static void
go_on_in_form (Filling *filling, const FacCustomer *customer)
{
  const gboolean other = !fac_text_is_empty (customer->tax_id)
                         && g_strcmp0 (customer->tax_id, filling->constancia->rfc) != 0;

  if (other || filling->twin != NULL)
    {
      ask (filling, other);
      return;
    }
  review (FAC_CUSTOMER_FORM (filling->page), filling->constancia);
  filling_free (filling);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Filling) filling = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = fac_workspace_find_finish (FAC_WORKSPACE (source), result, &error);
  const FacCustomer *customer = FAC_IS_CUSTOMER_FORM (filling->page)
      ? fac_form_page_get_object (FAC_FORM_PAGE (filling->page)) : NULL;

  if (window_of (filling->page) == NULL)
    return;
  filling->twin = find_twin (found, filling->constancia->rfc,
                             customer != NULL ? customer->id : NULL);
  if (customer != NULL)
    go_on_in_form (g_steal_pointer (&filling), customer);
  else
    open_form (filling->page, filling->twin, filling->constancia);
}

static void
find_owner (FacPage *page, FacConstancia *constancia)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_CUSTOMER);

  fac_set_string (&query->text, constancia->rfc);
  query->by_name = TRUE;
  fac_workspace_find_async (fac_page_get_workspace (page), query, TWINS_MOST, NULL, on_found,
                            filling_new (page, constancia));
}

void
fac_customer_fill_begin (FacCustomerForm *form, FacConstancia *constancia)
{
  find_owner (FAC_PAGE (form), constancia);
}

/* ---- asking for one ------------------------------------------------------------------------- */

static void
on_read (FacConstanciaDialog *dialog, FacConstancia *constancia, FacPage *page)
{
  if (FAC_IS_CUSTOMER_FORM (page))
    fac_customer_form_fill (FAC_CUSTOMER_FORM (page), constancia);
  else
    find_owner (page, constancia);
}

static FacConstanciaDialog *
show_dialog (FacPage *page)
{
  GtkWidget *dialog = fac_constancia_dialog_new (window_of (page), fac_page_get_workspace (page));

  g_signal_connect_object (dialog, "read", G_CALLBACK (on_read), page, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return FAC_CONSTANCIA_DIALOG (dialog);
}

static void
ask_for_one (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_dialog (FAC_PAGE (widget));
}

static void
on_dropped (GtkWidget *widget, GFile *file)
{
  fac_constancia_dialog_read_file (show_dialog (FAC_PAGE (widget)), file);
}

void
fac_customer_fill_install (GtkWidgetClass *page_class)
{
  gtk_widget_class_install_action (page_class, "customer.fill", NULL, ask_for_one);
  gtk_widget_class_add_binding_action (page_class, GDK_KEY_o, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "customer.fill", NULL);
}

void
fac_customer_fill_accept_drops (FacPage *page)
{
  fac_constancia_drop_add (GTK_WIDGET (page), on_dropped);
}
