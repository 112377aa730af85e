/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-local-tax-row.h"

#include "fac-decimal-typed.h"
#include "fac-text.h"

struct _FacLocalTaxRow
{
  GtkListBoxRow   parent_instance;

  GtkWidget      *name;
  GtkWidget      *rate;
  GtkCheckButton *withheld;
  GtkWidget      *problem;

  FacLocalTax     tax; /* with what this row does not show */
  FacDecimal      percent; /* the last one that could be read */
  gboolean        showing;
};

enum { CHANGED, REMOVED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacLocalTaxRow, fac_local_tax_row, GTK_TYPE_LIST_BOX_ROW)

/* Returns: FALSE, with the last percent kept, when the text is none. */
static gboolean
take_percent (FacLocalTaxRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->rate));
  FacDecimal percent = FAC_DECIMAL_ZERO;

  if (!fac_text_is_empty (text) && !fac_decimal_parse_percent (text, &percent))
    return FALSE;
  self->percent = percent;
  return TRUE;
}

static void
on_remove (FacLocalTaxRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
on_changed (FacLocalTaxRow *self)
{
  gboolean good = take_percent (self);

  if (good)
    gtk_widget_remove_css_class (self->rate, "error");
  else
    gtk_widget_add_css_class (self->rate, "error");
  gtk_widget_set_visible (self->problem, !good);
  if (!self->showing)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
fac_local_tax_row_class_init (FacLocalTaxRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_LOCAL_TAX_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", FAC_TYPE_LOCAL_TAX_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/products/fac-local-tax-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FacLocalTaxRow, name);
  gtk_widget_class_bind_template_child (widget_class, FacLocalTaxRow, rate);
  gtk_widget_class_bind_template_child (widget_class, FacLocalTaxRow, problem);
  gtk_widget_class_bind_template_child (widget_class, FacLocalTaxRow, withheld);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
fac_local_tax_row_init (FacLocalTaxRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fac_local_tax_row_new (const FacLocalTax *tax)
{
  FacLocalTaxRow *self = g_object_new (FAC_TYPE_LOCAL_TAX_ROW, NULL);
  FacDecimal percent = fac_decimal_mul (tax->rate, fac_decimal_from_int (100), 8,
                                        FAC_ROUND_HALF_UP);
  g_autofree char *text = fac_decimal_to_entry (fac_decimal_trim (percent, 0));

  self->tax = *tax;
  self->percent = percent;
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name), tax->name);
  if (!fac_decimal_is_zero (tax->rate))
    gtk_editable_set_text (GTK_EDITABLE (self->rate), text);
  gtk_check_button_set_active (self->withheld, tax->withholding);
  self->showing = FALSE;
  return GTK_WIDGET (self);
}

FacLocalTax
fac_local_tax_row_get (FacLocalTaxRow *self)
{
  FacLocalTax tax = self->tax;
  /* what cannot be read changes nothing */
  FacDecimal percent = self->percent;
  g_autofree char *name = fac_text_line (gtk_editable_get_text (
                                                      GTK_EDITABLE (self->name)));

  fac_local_tax_set_name (&tax, name);
  tax.withholding = gtk_check_button_get_active (self->withheld);
  tax.rate = fac_decimal_trim (fac_decimal_mul (percent, fac_decimal_make (1, 2), 6,
                                                FAC_ROUND_HALF_UP), 0);
  return tax;
}

GtkWidget *
fac_local_tax_row_get_unreadable (FacLocalTaxRow *self)
{
  return gtk_widget_get_visible (self->problem) ? self->rate : NULL;
}

void
fac_local_tax_row_show_unread (FacLocalTaxRow *self, const char *text)
{
  /* the entry is empty for a moment, which reads as zero */
  FacDecimal percent = self->percent;

  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->rate), text);
  self->showing = FALSE;
  self->percent = percent;
}

const char *
fac_local_tax_row_get_unread (FacLocalTaxRow *self)
{
  GtkWidget *entry = fac_local_tax_row_get_unreadable (self);

  return entry != NULL ? gtk_editable_get_text (GTK_EDITABLE (entry)) : NULL;
}

GtkWidget *
fac_local_tax_row_get_field (FacLocalTaxRow *self, const char *field)
{
  return g_str_equal (field, "type") ? self->name : self->rate;
}
