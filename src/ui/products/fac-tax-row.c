/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-tax-row.h"

#include "fac-decimal-typed.h"

#include <glib/gi18n.h>

struct _FacTaxRow
{
  GtkListBoxRow   parent_instance;

  GtkDropDown    *kind;
  GtkDropDown    *factor;
  GtkEntry       *rate;
  GtkMenuButton  *listed;
  GtkCheckButton *withheld;
  GtkLabel       *limits;
  GtkDropDown    *mode; /* in the order of FacIepsMode */
  GtkWidget      *problem;

  FacTax          tax; /* with what this row does not show */
  FacDecimal      typed; /* the last number that could be read */
  GSimpleAction  *choice; /* of a rate of the SAT: its text */
  gboolean        showing;
};

static const FacTaxKind kinds[] = { FAC_TAX_IVA, FAC_TAX_ISR, FAC_TAX_IEPS };
static const FacTaxFactor factors[] = { FAC_TAX_TASA, FAC_TAX_CUOTA, FAC_TAX_EXENTO };

enum { CHANGED, REMOVED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacTaxRow, fac_tax_row, GTK_TYPE_LIST_BOX_ROW)

static void
on_remove (FacTaxRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static FacTaxFactor
factor_of (FacTaxRow *self)
{
  return factors[MIN (gtk_drop_down_get_selected (self->factor), G_N_ELEMENTS (factors) - 1)];
}

static FacTaxKind
kind_of (FacTaxRow *self)
{
  return kinds[MIN (gtk_drop_down_get_selected (self->kind), G_N_ELEMENTS (kinds) - 1)];
}

static gboolean
has_mode (FacTaxRow *self)
{
  return kind_of (self) == FAC_TAX_IEPS && factor_of (self) != FAC_TAX_EXENTO
         && !gtk_check_button_get_active (self->withheld);
}

/* ---- the rates of the SAT --------------------------------------------------------------------- */

/* what the entry has: percent of a rate, an amount of a quota */
static FacDecimal
in_entry (FacTaxFactor factor, FacDecimal rate)
{
  return fac_decimal_trim (factor == FAC_TAX_TASA
                             ? fac_decimal_mul (rate, fac_decimal_from_int (100), 8,
                                                FAC_ROUND_HALF_UP) : rate, 0);
}

static void
offer_rates (FacTaxRow *self, const FacTax *tax)
{
  g_autoptr (GArray) usual = fac_tax_usual_rates (tax);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < usual->len; i++)
    {
      g_autofree char *text = fac_decimal_to_entry (in_entry (tax->factor,
                                                              g_array_index (usual, FacDecimal, i)));
      g_autofree char *label = tax->factor == FAC_TAX_TASA ? g_strdup_printf ("%s %%", text)
                                                           : g_strdup (text);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "tax.rate", "s", text);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->listed, usual->len > 0 ? G_MENU_MODEL (menu) : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->listed), usual->len > 0);
}

/* Returns: (nullable) (transfer full) */
static char *
limits_text (const FacTax *tax)
{
  g_autoptr (GArray) rates = fac_tax_rates (tax);

  for (guint i = 0; i < rates->len; i++)
    {
      const FacTaxRate *rate = &g_array_index (rates, FacTaxRate, i);
      g_autofree char *low = fac_decimal_format (in_entry (tax->factor, rate->low), 0, 6);
      g_autofree char *high = fac_decimal_format (in_entry (tax->factor, rate->high), 0, 6);

      if (!fac_decimal_equal (rate->low, rate->high))
        return tax->factor == FAC_TAX_TASA
                 ? g_strdup_printf (_("The SAT allows from %1$s %% to %2$s %%."), low, high)
                 : g_strdup_printf (_("The SAT allows from $%1$s to $%2$s for each unit."), low,
                                    high);
    }
  return NULL;
}

static void
show_limits (FacTaxRow *self)
{
  const FacTax tax = { .kind = kind_of (self), .factor = factor_of (self),
                       .withholding = gtk_check_button_get_active (self->withheld) };
  g_autofree char *text = limits_text (&tax);

  offer_rates (self, &tax);
  gtk_label_set_label (self->limits, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->limits), text != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rate), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

static void
on_rate_chosen (GSimpleAction *action, GVariant *parameter, FacTaxRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->rate), g_variant_get_string (parameter, NULL));
}

static gboolean
open_rates (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  GtkMenuButton *listed = FAC_TAX_ROW (widget)->listed;

  if (gtk_widget_get_sensitive (GTK_WIDGET (listed)))
    gtk_menu_button_popup (listed);
  return TRUE;
}

/* ---- what is typed ---------------------------------------------------------------------------- */

/* the rate of before stands marked in the list */
static void
mark_chosen (FacTaxRow *self, gboolean valid, FacDecimal typed)
{
  g_autofree char *text = valid ? fac_decimal_to_entry (fac_decimal_trim (typed, 0))
                                : g_strdup ("");

  g_simple_action_set_state (self->choice, g_variant_new_string (text));
}

static void
on_changed (FacTaxRow *self)
{
  FacDecimal typed = FAC_DECIMAL_ZERO;
  gboolean exempt = factor_of (self) == FAC_TAX_EXENTO;
  gboolean valid = exempt
    || fac_decimal_parse_percent (gtk_editable_get_text (GTK_EDITABLE (self->rate)), &typed);

  gtk_widget_set_sensitive (GTK_WIDGET (self->rate), !exempt);
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->rate), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->rate), "error");
  gtk_widget_set_visible (self->problem, !valid);
  gtk_widget_set_visible (GTK_WIDGET (self->mode), has_mode (self));
  mark_chosen (self, valid && !exempt, typed);
  if (valid && !exempt)
    self->typed = typed;
  if (!self->showing)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_sort_changed (FacTaxRow *self)
{
  /* nobody adds it to a price */
  if (!self->showing && kind_of (self) == FAC_TAX_ISR)
    gtk_check_button_set_active (self->withheld, TRUE);
  show_limits (self);
  on_changed (self);
}

static void
on_withheld (FacTaxRow *self)
{
  show_limits (self);
  on_changed (self);
}

static void
fac_tax_row_dispose (GObject *object)
{
  g_clear_object (&FAC_TAX_ROW (object)->choice);
  G_OBJECT_CLASS (fac_tax_row_parent_class)->dispose (object);
}

static void
fac_tax_row_class_init (FacTaxRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_tax_row_dispose;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_TAX_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", FAC_TYPE_TAX_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/products/fac-tax-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FacTaxRow, kind);
  gtk_widget_class_bind_template_child (widget_class, FacTaxRow, factor);
  gtk_widget_class_bind_template_child (widget_class, FacTaxRow, rate);
  gtk_widget_class_bind_template_child (widget_class, FacTaxRow, listed);
  gtk_widget_class_bind_template_child (widget_class, FacTaxRow, limits);
  gtk_widget_class_bind_template_child (widget_class, FacTaxRow, mode);
  gtk_widget_class_bind_template_child (widget_class, FacTaxRow, problem);
  gtk_widget_class_bind_template_child (widget_class, FacTaxRow, withheld);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_withheld);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, open_rates, NULL);
}

static void
fac_tax_row_init (FacTaxRow *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->choice = g_simple_action_new_stateful ("rate", G_VARIANT_TYPE_STRING,
                                               g_variant_new_string (""));
  g_signal_connect_object (self->choice, "activate", G_CALLBACK (on_rate_chosen), self, 0);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (self->choice));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "tax", G_ACTION_GROUP (actions));
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (on_sort_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->factor, "notify::selected", G_CALLBACK (on_sort_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mode, "notify::selected", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
fac_tax_row_new (const FacTax *tax)
{
  FacTaxRow *self = g_object_new (FAC_TYPE_TAX_ROW, NULL);
  g_autofree char *text = fac_decimal_to_entry (in_entry (tax->factor, tax->rate));

  self->tax = *tax;
  self->showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == tax->kind)
      gtk_drop_down_set_selected (self->kind, i);
  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    if (factors[i] == tax->factor)
      gtk_drop_down_set_selected (self->factor, i);
  gtk_drop_down_set_selected (self->mode, tax->ieps_mode);
  gtk_editable_set_text (GTK_EDITABLE (self->rate), text);
  gtk_check_button_set_active (self->withheld, tax->withholding);
  on_withheld (self);
  self->showing = FALSE;
  return GTK_WIDGET (self);
}

FacTax
fac_tax_row_get (FacTaxRow *self)
{
  FacTax tax = self->tax;
  /* what cannot be read changes nothing */
  FacDecimal typed = self->typed;

  tax.kind = kind_of (self);
  if (has_mode (self))
    tax.ieps_mode = (FacIepsMode) gtk_drop_down_get_selected (self->mode);
  tax.factor = factor_of (self);
  tax.withholding = gtk_check_button_get_active (self->withheld);
  if (tax.factor == FAC_TAX_EXENTO)
    typed = FAC_DECIMAL_ZERO;
  if (tax.factor == FAC_TAX_TASA)
    typed = fac_decimal_mul (typed, fac_decimal_make (1, 2), 6, FAC_ROUND_HALF_UP);
  tax.rate = fac_decimal_trim (typed, 0);
  return tax;
}

GtkWidget *
fac_tax_row_get_unreadable (FacTaxRow *self)
{
  return gtk_widget_get_visible (self->problem) ? GTK_WIDGET (self->rate) : NULL;
}

void
fac_tax_row_show_unread (FacTaxRow *self, const char *text)
{
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->rate), text);
  self->showing = FALSE;
}

const char *
fac_tax_row_get_unread (FacTaxRow *self)
{
  GtkWidget *entry = fac_tax_row_get_unreadable (self);

  return entry != NULL ? gtk_editable_get_text (GTK_EDITABLE (entry)) : NULL;
}

GtkWidget *
fac_tax_row_get_field (FacTaxRow *self, const char *field)
{
  if (g_str_equal (field, "type"))
    return GTK_WIDGET (self->kind);
  return g_str_equal (field, "factor") ? GTK_WIDGET (self->factor) : GTK_WIDGET (self->rate);
}
