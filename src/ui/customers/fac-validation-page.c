/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-validation-page.h"

#include "fac-customer-form.h"
#include "fac-page-host.h"
#include "fac-text.h"
#include "fac-ui-text.h"
#include "fac-validation-report-actions.h"

#include <glib/gi18n.h>

struct _FacValidationPage
{
  FacPage           parent_instance;

  GtkLabel         *summary;
  GtkLabel         *news;
  GtkProgressBar   *progress;
  GtkButton        *go;
  GtkWidget        *again;
  GtkDropDown      *shown;
  GtkListView      *list;

  FacValidationRun *run;
  GtkCustomFilter  *filter; /* borrowed */
  char             *left_id; /* of the customer that was opened from here */
  guint             left_at;
};

G_DEFINE_FINAL_TYPE (FacValidationPage, fac_validation_page, FAC_TYPE_PAGE)

enum { SHOW_ALL, SHOW_FAULTY, SHOW_UNASKED, SHOW_VALID };

/* ---- words ---------------------------------------------------------------------------------- */

static gboolean
is_under_way (FacRunState state)
{
  return state == FAC_RUN_RUNNING || state == FAC_RUN_WAITING || state == FAC_RUN_OFFLINE
         || state == FAC_RUN_PAUSED;
}

static char *
news_of (FacValidationPage *self, FacRunState state, const FacRunCounts *counts)
{
  const char *reason = fac_validation_run_get_reason (self->run);

  if (state == FAC_RUN_RUNNING)
    return g_strdup_printf (_("Asking the SAT: %u of %u"), counts->done, counts->total);
  if (state == FAC_RUN_PAUSED)
    return g_strdup_printf (_("Paused: %u of %u"), counts->done, counts->total);
  if (state == FAC_RUN_OFFLINE)
    return g_strdup (_("There is no connection. It goes on by itself when there is."));
  if (state == FAC_RUN_WAITING)
    return g_strdup_printf ("%s\n%s", reason, _("It goes on by itself in a moment."));
  if (state == FAC_RUN_STOPPED && reason != NULL)
    return g_strdup (reason);
  if (counts->total > 0 && counts->done == counts->total)
    return g_strdup (_("Done. What the SAT said is kept, with its date."));
  return g_strdup (_("What was valid within a month is not asked about again."));
}

static void
show_go (FacValidationPage *self, FacRunState state, const FacRunCounts *counts)
{
  g_autofree char *label = NULL;

  if (state == FAC_RUN_PAUSED)
    label = g_strdup (_("_Continue"));
  else if (is_under_way (state))
    label = g_strdup (_("_Pause"));
  else
    label = fac_text_printf (g_dngettext (GETTEXT_PACKAGE, "_Validate %'u Customer",
                                          "_Validate %'u Customers", counts->to_ask),
                             counts->to_ask);
  gtk_button_set_label (self->go, label);
  gtk_widget_set_visible (GTK_WIDGET (self->go), state == FAC_RUN_LOADING
                          || is_under_way (state) || counts->to_ask > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->go), state != FAC_RUN_LOADING
                            && (is_under_way (state) || counts->to_ask > 0));
  gtk_widget_set_visible (self->again, !is_under_way (state));
  gtk_widget_set_sensitive (self->again, state != FAC_RUN_LOADING && counts->valid > 0);
}

static void
show (FacValidationPage *self)
{
  const FacRunState state = fac_validation_run_get_state (self->run);
  const FacRunCounts counts = fac_validation_run_get_counts (self->run);
  g_autofree char *summary =
      g_strdup_printf (_("Valid: %u · not valid: %u · not asked: %u"), counts.valid, counts.faulty,
                       counts.waiting + counts.skipped);
  g_autofree char *news = news_of (self, state, &counts);

  gtk_label_set_label (self->summary, summary);
  gtk_label_set_label (self->news, news);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_under_way (state));
  gtk_progress_bar_set_fraction (self->progress, counts.total > 0 ? (double) counts.done
                                                                    / counts.total : 0.0);
  show_go (self, state, &counts);
}

/* ---- rows ----------------------------------------------------------------------------------- */

static const char *
icon_of (FacValidationState state)
{
  if (state == FAC_VALIDATION_VALID)
    return "object-select-symbolic";
  return state == FAC_VALIDATION_FAULTY ? "dialog-error-symbolic" : "content-loading-symbolic";
}

static void
show_row (FacValidationRow *row, GParamSpec *pspec, GtkWidget *box)
{
  GtkWidget *icon = gtk_widget_get_first_child (box);
  GtkWidget *texts = gtk_widget_get_next_sibling (icon);
  GtkWidget *title = gtk_widget_get_first_child (texts);
  GtkWidget *detail = gtk_widget_get_next_sibling (title);
  const FacCustomer *customer = fac_validation_row_get_customer (row);
  g_autofree char *words = fac_validation_row_describe (row);
  g_autofree char *date = fac_ui_date (fac_validation_row_get_at (row));
  GString *text = g_string_new (customer->tax_id);

  if (text->len > 0)
    g_string_append (text, " · ");
  if (*date != '\0')
    g_string_append_printf (text, "%s · ", date);
  g_string_append (text, words);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), icon_of (fac_validation_row_get_state (row)));
  gtk_label_set_label (GTK_LABEL (title), fac_text_is_empty (customer->legal_name)
                                            ? _("Without name") : customer->legal_name);
  gtk_label_set_label (GTK_LABEL (detail), text->str);
  g_string_free (text, TRUE);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, NULL);
  GtkWidget *detail = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "caption");
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), detail);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (box), texts);
  g_object_set (box, "margin-top", 9, "margin-bottom", 9, "margin-start", 6, "margin-end", 6, NULL);
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  FacValidationRow *row = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);

  g_signal_connect_object (row, "notify::state", G_CALLBACK (show_row), box, 0);
  show_row (row, NULL, box);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_row,
                                        gtk_list_item_get_child (item));
}

static gboolean
is_shown (gpointer item, gpointer data)
{
  FacValidationPage *self = data;
  const FacValidationState state = fac_validation_row_get_state (item);

  switch (gtk_drop_down_get_selected (self->shown))
    {
    case SHOW_FAULTY:
      return state == FAC_VALIDATION_FAULTY;
    case SHOW_UNASKED:
      return state == FAC_VALIDATION_WAITING || state == FAC_VALIDATION_SKIPPED;
    case SHOW_VALID:
      return state == FAC_VALIDATION_VALID;
    case SHOW_ALL:
    default:
      return TRUE;
    }
}

/* ---- callbacks ------------------------------------------------------------------------------ */

static void
on_shown (FacValidationPage *self)
{
  if (self->filter != NULL)
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/* Where the customer is now; what is shown no longer leaves its place to the next one. */
static guint
find_left (FacValidationPage *self, GListModel *model)
{
  const guint n = g_list_model_get_n_items (model);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FacValidationRow) row = g_list_model_get_item (model, i);

      if (g_str_equal (fac_validation_row_get_customer (row)->id, self->left_id))
        return i;
    }
  return n > 0 ? MIN (self->left_at, n - 1) : GTK_INVALID_LIST_POSITION;
}

static gboolean
go_back (gpointer data)
{
  FacValidationPage *self = data;
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  const guint at = model != NULL && self->left_id != NULL ? find_left (self, model)
                                                          : GTK_INVALID_LIST_POSITION;

  g_clear_pointer (&self->left_id, g_free);
  if (at != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", at);
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

/* While all are shown nothing moves; a narrower list is made anew when the run rests. */
static void
on_changed (FacValidationPage *self)
{
  show (self);
  if (!is_under_way (fac_validation_run_get_state (self->run))
      || fac_validation_run_get_state (self->run) == FAC_RUN_PAUSED)
    on_shown (self);
  /* the list was read anew */
  if (self->left_id != NULL && fac_validation_run_get_state (self->run) != FAC_RUN_LOADING
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_idle_add_full (G_PRIORITY_LOW, go_back, g_object_ref (self), NULL);
}

static void
on_go (FacValidationPage *self)
{
  const FacRunState state = fac_validation_run_get_state (self->run);

  if (state == FAC_RUN_PAUSED)
    fac_validation_run_resume (self->run);
  else if (is_under_way (state))
    fac_validation_run_pause (self->run);
  else
    fac_validation_run_start (self->run, FALSE);
}

static void
on_again (FacValidationPage *self)
{
  fac_validation_run_start (self->run, TRUE);
}

static void
on_activate (FacValidationPage *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  g_autoptr (FacValidationRow) row = g_list_model_get_item (model, position);

  if (row == NULL)
    return;
  self->left_at = position;
  fac_set_string (&self->left_id, fac_validation_row_get_customer (row)->id);
  fac_page_push (GTK_WIDGET (self),
                 fac_customer_form_new (fac_page_get_workspace (FAC_PAGE (self)), self->left_id));
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_validation_page_map (GtkWidget *widget)
{
  FacValidationPage *self = FAC_VALIDATION_PAGE (widget);

  GTK_WIDGET_CLASS (fac_validation_page_parent_class)->map (widget);
  /* back from a customer that was corrected */
  if (self->run != NULL)
    fac_validation_run_load (self->run);
}

static void
fac_validation_page_dispose (GObject *object)
{
  FacValidationPage *self = FAC_VALIDATION_PAGE (object);

  self->filter = NULL;
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->run);
  g_clear_pointer (&self->left_id, g_free);
  G_OBJECT_CLASS (fac_validation_page_parent_class)->dispose (object);
}

static void
fac_validation_page_class_init (FacValidationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_validation_page_dispose;
  widget_class->map = fac_validation_page_map;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/customers/fac-validation-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FacValidationPage, summary);
  gtk_widget_class_bind_template_child (widget_class, FacValidationPage, news);
  gtk_widget_class_bind_template_child (widget_class, FacValidationPage, progress);
  gtk_widget_class_bind_template_child (widget_class, FacValidationPage, go);
  gtk_widget_class_bind_template_child (widget_class, FacValidationPage, again);
  gtk_widget_class_bind_template_child (widget_class, FacValidationPage, shown);
  gtk_widget_class_bind_template_child (widget_class, FacValidationPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_go);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  fac_validation_report_install (widget_class);
}

static void
fac_validation_page_init (FacValidationPage *self)
{
  GtkListItemFactory *factory;

  gtk_widget_init_template (GTK_WIDGET (self));
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}

FacPage *
fac_validation_page_new (FacWorkspace *workspace)
{
  FacValidationPage *self = g_object_new (FAC_TYPE_VALIDATION_PAGE, "workspace", workspace, NULL);
  GtkFilterListModel *filtered;
  GtkSelectionModel *selection;

  self->run = g_object_ref (fac_validation_run_get (workspace));
  self->filter = gtk_custom_filter_new (is_shown, self, NULL);
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->run)),
                                        GTK_FILTER (self->filter));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (filtered)));
  gtk_list_view_set_model (self->list, selection);
  g_object_unref (selection);
  g_signal_connect_object (self->run, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show (self);
  return FAC_PAGE (self);
}

FacValidationRun *
fac_validation_page_get_run (FacValidationPage *self)
{
  return self->run;
}
