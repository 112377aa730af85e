/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-price-page.h"

#include "fac-decimal-typed.h"
#include "fac-field-hint.h"
#include "fac-page-host.h"
#include "fac-price-job.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define MOST_SHOWN 200

struct _FacPricePage
{
  FacPage              parent_instance;

  AdwEntryRow         *percent;
  FacFieldHint        *percent_hint;
  AdwComboRow         *rounding;
  AdwPreferencesGroup *preview;

  FacQuery            *query;
  guint                n_found;
  GPtrArray           *products;
  GPtrArray           *rows;
  gboolean             touched;
};

G_DEFINE_FINAL_TYPE (FacPricePage, fac_price_page, FAC_TYPE_PAGE)

static gboolean
read_rule (FacPricePage *self, FacPriceRule *rule)
{
  rule->rounding = MIN (adw_combo_row_get_selected (self->rounding), FAC_PRICE_WHOLE);
  return fac_decimal_parse_percent (gtk_editable_get_text (GTK_EDITABLE (self->percent)),
                                    &rule->percent)
         && fac_price_rule_is_valid (rule);
}

/* Returns: (nullable): what is wrong with the percentage */
static const char *
find_problem (FacPricePage *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->percent));
  FacDecimal percent;

  if (fac_text_is_empty (typed))
    return self->touched ? _("Write a percentage, such as 5 or −5") : NULL;
  if (!fac_decimal_parse_percent (typed, &percent))
    return _("This is not a percentage: write it like 5 or −2.5");
  if (fac_decimal_is_zero (percent))
    return _("Zero leaves every price as it is");
  if (percent.overflow || fac_decimal_compare (percent, fac_decimal_from_int (1000)) > 0)
    return _("That is too much: write 1,000 at most");
  if (fac_decimal_compare (percent, fac_decimal_from_int (-100)) <= 0)
    return _("Nothing would be left of the prices: write more than −100");
  return NULL;
}

/* ---- what changes ---------------------------------------------------------------------------- */

static GtkWidget *
check_of (FacPricePage *self, guint index)
{
  return g_object_get_data (self->rows->pdata[index], "check");
}

static gboolean
is_changed (FacPricePage *self, const FacPriceRule *rule, guint index)
{
  const FacDecimal before = ((const FacProduct *) self->products->pdata[index])->price;
  const FacDecimal after = fac_price_rule_apply (rule, before);

  return !after.overflow && !fac_decimal_equal (before, after);
}

/* @all: also of those that were left out. Products that are not shown may change when those that are do not. */
static gboolean
is_any_changed (FacPricePage *self, const FacPriceRule *rule, gboolean all)
{
  for (guint i = 0; i < self->rows->len; i++)
    if ((all || gtk_check_button_get_active (GTK_CHECK_BUTTON (check_of (self, i))))
        && is_changed (self, rule, i))
      return TRUE;
  return self->n_found > self->rows->len;
}

/* ---- preview --------------------------------------------------------------------------------- */

/* Which digits go or stay. Returns: (transfer full) (nullable) */
static char *
tell_rounding (FacPricePage *self, const FacPriceRule *rule)
{
  const FacPriceRule cents = { .rounding = FAC_PRICE_CENTS };
  guint coarser = 0;
  guint finer = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const FacProduct *product = self->products->pdata[i];

      coarser += fac_price_rule_coarsens (rule, product->price);
      finer += fac_price_rule_coarsens (&cents, product->price);
    }
  if (coarser > 0)
    return fac_text_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%'u price has more decimals and loses them.",
                                         "%'u prices have more decimals and lose them.", coarser),
                            coarser);
  return finer > 0 ? g_strdup (_("Prices with more than two decimals keep as many.")) : NULL;
}

/* What the rows of the preview do not show. */
static void
show_description (FacPricePage *self, const FacPriceRule *rule)
{
  const guint more = self->n_found > self->rows->len ? self->n_found - self->rows->len : 0;
  g_autofree char *rounding = tell_rounding (self, rule);
  g_autofree char *rest = fac_text_printf (
    g_dngettext (GETTEXT_PACKAGE, "And %'u more product, which is not shown.",
                 "And %'u more products, which are not shown.", more), more);
  g_autofree char *both = g_strjoin ("\n", rounding, rest, NULL);

  if (rounding == NULL)
    adw_preferences_group_set_description (self->preview, more > 0 ? rest : NULL);
  else
    adw_preferences_group_set_description (self->preview, more > 0 ? both : rounding);
}

/* @rule: (nullable): none yet */
static void
show_product (FacPricePage *self, const FacPriceRule *rule, guint index)
{
  const FacProduct *product = self->products->pdata[index];
  const gboolean stays = rule != NULL && !is_changed (self, rule, index);
  g_autofree char *before = fac_decimal_format (product->price, 2, 6);
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;

  if (stays)
    /* Translators: %s is a price that a change of prices leaves as it is */
    text = g_strdup_printf (_("$%s · no change"), before);
  else if (rule != NULL)
    {
      after = fac_decimal_format (fac_price_rule_apply (rule, product->price), 2, 6);
      text = g_strdup_printf ("$%s → $%s", before, after);
    }
  else
    text = g_strdup_printf ("$%s", before);
  adw_action_row_set_subtitle (self->rows->pdata[index], text);
  gtk_widget_set_sensitive (self->rows->pdata[index], !stays);
}

static void
show_after (FacPricePage *self)
{
  FacPriceRule rule;
  const gboolean valid = read_rule (self, &rule);
  const gboolean known = self->products != NULL;

  if (valid && known && !is_any_changed (self, &rule, TRUE))
    fac_field_hint_say (self->percent_hint, _("That changes none of these prices"),
                        FAC_FINDING_WARNING);
  else
    fac_field_hint_say (self->percent_hint, find_problem (self), FAC_FINDING_ERROR);
  for (guint i = 0; known && i < self->rows->len; i++)
    show_product (self, valid ? &rule : NULL, i);
  if (known)
    show_description (self, &rule);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "prices.go",
                                 valid && known && is_any_changed (self, &rule, FALSE));
}

static void
on_typed (FacPricePage *self)
{
  self->touched = TRUE;
  show_after (self);
}

static void
add_product (FacPricePage *self, const FacProduct *product)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 product->description != NULL ? product->description
                                                              : _("Without description"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_add_css_class (row, "numeric");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_signal_connect_object (check, "toggled", G_CALLBACK (show_after), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_object_set_data (G_OBJECT (row), "check", check);
  adw_preferences_group_add (self->preview, row);
  g_ptr_array_add (self->rows, row);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacPricePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = fac_workspace_find_finish (FAC_WORKSPACE (source), result, &error);

  if (self->query == NULL || found == NULL)
    return;
  self->products = g_steal_pointer (&found);
  for (guint i = 0; i < self->products->len; i++)
    add_product (self, self->products->pdata[i]);
  show_after (self);
}

/* ---- changing -------------------------------------------------------------------------------- */

/* Silent when nothing had left: the list shows what it was before. */
static void
tell_undone (GtkWidget *window, guint sent_again, guint kept)
{
  g_autofree char *again = fac_text_printf (
    g_dngettext (GETTEXT_PACKAGE, "%'u price had left already: the one of before is sent too",
                 "%'u prices had left already: those of before are sent too", sent_again),
    sent_again);
  g_autofree char *stay = fac_text_printf (
    g_dngettext (GETTEXT_PACKAGE, "%'u price was changed again meanwhile and stays",
                 "%'u prices were changed again meanwhile and stay", kept), kept);

  if (sent_again > 0)
    fac_toast (window, again);
  if (kept > 0)
    fac_toast (window, stay);
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  g_autoptr (GError) error = NULL;
  guint sent_again;
  guint kept;

  if (fac_price_job_undo_finish (FAC_WORKSPACE (source), result, &sent_again, &kept, &error))
    tell_undone (window, sent_again, kept);
  else
    fac_toast_error (window, error);
}

static void
take_back (FacWorkspace *workspace, gpointer change, GtkWidget *window)
{
  fac_price_job_undo_async (workspace, change, on_undone, window);
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacPricePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint count;
  FacPriceChange *change = fac_price_job_finish (FAC_WORKSPACE (source), result, &count, &error);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  if (change == NULL || window == NULL)
    {
      g_clear_pointer (&change, fac_price_job_drop);
      if (window != NULL)
        fac_show_error (GTK_WIDGET (self), _("No price was changed"), error);
      show_after (self);
      return;
    }
  if (count == 0)
    {
      fac_price_job_drop (change);
      fac_toast (window, _("No price was changed"));
      fac_page_close (FAC_PAGE (self));
      return;
    }
  text = fac_text_printf (g_dngettext (GETTEXT_PACKAGE, "%'u price changed", "%'u prices changed",
                                       count), count);
  fac_toast_take_back (window, FAC_WORKSPACE (source), text, change, take_back,
                       (GDestroyNotify) fac_price_job_drop);
  fac_page_close (FAC_PAGE (self));
}

static void
act_go (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FacPricePage *self = FAC_PRICE_PAGE (widget);
  g_autoptr (GPtrArray) left_out = g_ptr_array_new ();
  FacPriceRule rule;

  if (!read_rule (self, &rule))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (check_of (self, i))))
      g_ptr_array_add (left_out, ((FacProduct *) self->products->pdata[i])->id);
  gtk_widget_action_set_enabled (widget, "prices.go", FALSE);
  fac_price_job_async (fac_page_get_workspace (FAC_PAGE (self)), self->query, left_out, &rule,
                       on_changed, g_object_ref (self));
}

/* What keeps it from being done is told to whoever asks for it. */
static gboolean
ask_go (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  on_typed (FAC_PRICE_PAGE (widget));
  gtk_widget_activate_action (widget, "prices.go", NULL);
  return TRUE;
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
fac_price_page_focus (FacPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (FAC_PRICE_PAGE (page)->percent));
}

static void
fac_price_page_dispose (GObject *object)
{
  FacPricePage *self = FAC_PRICE_PAGE (object);

  g_clear_pointer (&self->query, fac_query_unref);
  g_clear_pointer (&self->products, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (fac_price_page_parent_class)->dispose (object);
}

static void
fac_price_page_class_init (FacPricePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_price_page_dispose;
  FAC_PAGE_CLASS (klass)->focus = fac_price_page_focus;
  gtk_widget_class_install_action (widget_class, "prices.go", NULL, act_go);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, ask_go, NULL);
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/products/fac-price-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FacPricePage, percent);
  gtk_widget_class_bind_template_child (widget_class, FacPricePage, percent_hint);
  gtk_widget_class_bind_template_child (widget_class, FacPricePage, rounding);
  gtk_widget_class_bind_template_child (widget_class, FacPricePage, preview);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, show_after);
}

static void
fac_price_page_init (FacPricePage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_field_hint_set_row (self->percent_hint, GTK_WIDGET (self->percent));
  fac_combo_widen (self->rounding);
  fac_ui_name_list (GTK_WIDGET (self->percent), _("Change Prices"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "prices.go", FALSE);
}

FacPage *
fac_price_page_new (FacWorkspace *workspace, FacQuery *query, guint n_found)
{
  FacPricePage *self = g_object_new (FAC_TYPE_PRICE_PAGE, "workspace", workspace, NULL);

  self->query = fac_query_ref (query);
  self->n_found = n_found;
  fac_page_set_title (FAC_PAGE (self), _("Change Prices"));
  fac_workspace_find_async (workspace, query, MOST_SHOWN, NULL, on_found, g_object_ref (self));
  return FAC_PAGE (self);
}
