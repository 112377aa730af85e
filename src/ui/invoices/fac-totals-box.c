/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-totals-box.h"

#include "fac-catalog-source.h"
#include "fac-money.h"
#include "fac-tax-words.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define AMOUNT_CHARS 18

struct _FacTotalsBox
{
  GtkWidget parent_instance;

  GtkGrid  *grid;
  GtkLabel *total;
  GtkLabel *currency;
  int       used; /* rows of the grid in use */
};

G_DEFINE_FINAL_TYPE (FacTotalsBox, fac_totals_box, GTK_TYPE_WIDGET)

static GtkWidget *
new_cell (gboolean amount)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), amount ? 1.0f : 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), amount ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, !amount);
  if (amount)
    {
      gtk_widget_add_css_class (label, "numeric");
      /* an absurd amount takes a second line, not the room of the form */
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_max_width_chars (GTK_LABEL (label), AMOUNT_CHARS);
    }
  return label;
}

static void
set_cell (FacTotalsBox *self, int column, int row, const char *text)
{
  GtkWidget *cell = gtk_grid_get_child_at (self->grid, column, row);

  if (cell == NULL)
    {
      cell = new_cell (column == 1);
      gtk_grid_attach (self->grid, cell, column, row, 1, 1);
    }
  gtk_widget_set_visible (cell, text != NULL);
  gtk_label_set_label (GTK_LABEL (cell), text != NULL ? text : "");
}

static void
add_row (FacTotalsBox *self, const char *name, FacDecimal amount, guint decimals, gboolean minus)
{
  g_autofree char *text = fac_decimal_format (minus ? fac_decimal_neg (amount) : amount, decimals,
                                              decimals);

  set_cell (self, 0, self->used, name);
  set_cell (self, 1, self->used, text);
  self->used++;
}

static void
add_tax (FacTotalsBox *self, const FacTaxGroup *group, guint decimals)
{
  const FacTax tax = { .kind = group->kind, .factor = group->factor, .rate = group->rate };
  g_autofree char *name = NULL;

  if (group->withholding)
    /* Translators: a withheld tax: "ISR withheld" */
    name = g_strdup_printf (_("%s withheld"), fac_tax_kind_to_api (group->kind));
  else
    name = fac_tax_label (&tax, fac_tax_words ());
  add_row (self, name, group->amount, decimals, group->withholding);
}

static void
add_taxes (FacTotalsBox *self, const FacInvoiceTotals *totals)
{
  for (int withheld = 0; withheld < 2; withheld++)
    for (guint i = 0; i < totals->groups->len; i++)
      {
        const FacTaxGroup *group = &g_array_index (totals->groups, FacTaxGroup, i);

        if (group->withholding == (withheld == 1))
          add_tax (self, group, totals->decimals);
      }
  for (guint i = 0; i < totals->local_groups->len; i++)
    {
      const FacLocalTaxGroup *group = &g_array_index (totals->local_groups, FacLocalTaxGroup, i);

      add_row (self, group->name, group->amount, totals->decimals, group->withholding);
    }
}

static void
fac_totals_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (fac_totals_box_parent_class)->dispose (object);
}

static void
fac_totals_box_class_init (FacTotalsBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_totals_box_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "totals");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fac_totals_box_init (FacTotalsBox *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Totals"), -1);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
  gtk_widget_set_parent (gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), GTK_WIDGET (self));
  self->total = GTK_LABEL (new_cell (TRUE));
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "grand-total");
  gtk_widget_set_parent (GTK_WIDGET (self->total), GTK_WIDGET (self));
  self->currency = GTK_LABEL (new_cell (TRUE));
  gtk_widget_add_css_class (GTK_WIDGET (self->currency), "dim-label");
  gtk_widget_set_parent (GTK_WIDGET (self->currency), GTK_WIDGET (self));
}

void
fac_totals_box_show (FacTotalsBox *self, FacWorkspace *workspace, const FacInvoiceTotals *totals,
                     const char *currency)
{
  g_autofree char *total = NULL;
  g_autofree char *spoken = NULL;
  const char *name;
  int before = self->used;

  g_return_if_fail (FAC_IS_TOTALS_BOX (self));
  self->used = 0;
  add_row (self, _("Subtotal"), totals->subtotal, totals->decimals, FALSE);
  if (totals->has_discount && !fac_decimal_is_zero (totals->discount))
    add_row (self, _("Discount"), totals->discount, totals->decimals, TRUE);
  add_taxes (self, totals);
  for (int i = self->used; i < before; i++)
    {
      set_cell (self, 0, i, NULL);
      set_cell (self, 1, i, NULL);
    }
  total = fac_decimal_format (totals->total, totals->decimals, totals->decimals);
  name = fac_ui_catalog_name (workspace, FAC_CATALOG_CURRENCIES, currency);
  gtk_label_set_label (self->total, total);
  gtk_label_set_label (self->currency, name != NULL ? name : currency);
  /* Translators: the total for assistive technology: amount and currency */
  spoken = g_strdup_printf (_("Total %1$s %2$s"), total, name != NULL ? name : currency);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->total), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}
