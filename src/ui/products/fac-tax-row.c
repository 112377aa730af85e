/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-tax-row.h"

#include "fac-decimal-typed.h"

struct _FacTaxRow
{
  GtkListBoxRow   parent_instance;

  GtkDropDown    *kind;
  GtkDropDown    *factor;
  GtkEntry       *rate;
  GtkCheckButton *withheld;
  GtkDropDown    *mode; /* in the order of FacIepsMode */
  GtkWidget      *problem;

  FacTax          tax; /* with what this row does not show */
  FacDecimal      typed; /* the last number that could be read */
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

static void
on_changed (FacTaxRow *self)
{
  FacDecimal typed;
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
  if (valid && !exempt)
    self->typed = typed;
  if (!self->showing)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
fac_tax_row_class_init (FacTaxRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

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
  gtk_widget_class_bind_template_child (widget_class, FacTaxRow, mode);
  gtk_widget_class_bind_template_child (widget_class, FacTaxRow, problem);
  gtk_widget_class_bind_template_child (widget_class, FacTaxRow, withheld);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
fac_tax_row_init (FacTaxRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->factor, "notify::selected", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mode, "notify::selected", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
fac_tax_row_new (const FacTax *tax)
{
  FacTaxRow *self = g_object_new (FAC_TYPE_TAX_ROW, NULL);
  FacDecimal shown = tax->factor == FAC_TAX_TASA
                       ? fac_decimal_mul (tax->rate, fac_decimal_from_int (100), 8,
                                          FAC_ROUND_HALF_UP) : tax->rate;
  g_autofree char *text = fac_decimal_to_entry (fac_decimal_trim (shown, 0));

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
  on_changed (self);
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
