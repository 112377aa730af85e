/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-product-price-group.h"

#include "fac-decimal-typed.h"
#include "fac-field-hint.h"
#include "fac-invoice-totals.h"
#include "fac-product-price.h"
#include "fac-unread.h"

#include <glib/gi18n.h>

struct _FacProductPriceGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget          *price;
  FacFieldHint       *price_hint;
  GtkSwitch          *included;
  GtkWidget          *other_row;
  GtkLabel           *other;

  gboolean            showing;
  gboolean            touched;
  gboolean            unreadable;       /* and nothing written in its place yet */
};

enum { CHANGED, JUDGE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacProductPriceGroup, fac_product_price_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_changed (FacProductPriceGroup *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_price_left (FacProductPriceGroup *self)
{
  self->touched = TRUE;
  g_signal_emit (self, signals[JUDGE], 0);
}

static void
fac_product_price_group_class_init (FacProductPriceGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_PRODUCT_PRICE_GROUP, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[JUDGE] = g_signal_new ("judge", FAC_TYPE_PRODUCT_PRICE_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL,
                                 G_TYPE_NONE, 0);
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/products/fac-product-price-group.ui");
  gtk_widget_class_bind_template_child (widget_class, FacProductPriceGroup, price);
  gtk_widget_class_bind_template_child (widget_class, FacProductPriceGroup, price_hint);
  gtk_widget_class_bind_template_child (widget_class, FacProductPriceGroup, included);
  gtk_widget_class_bind_template_child (widget_class, FacProductPriceGroup, other_row);
  gtk_widget_class_bind_template_child (widget_class, FacProductPriceGroup, other);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
fac_product_price_group_init (FacProductPriceGroup *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  fac_field_hint_set_row (self->price_hint, self->price);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_price_left), self);
  gtk_widget_add_controller (self->price, focus);
  g_signal_connect_object (self->included, "notify::active", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

/* as many decimals as the person wrote, two at least */
static FacDecimal
with_cents (FacDecimal price)
{
  return fac_decimal_round (price, MAX (fac_decimal_trim (price, 2).scale, 2), FAC_ROUND_HALF_UP);
}

void
fac_product_price_group_show (FacProductPriceGroup *self, const FacProduct *product)
{
  g_autofree char *price = fac_decimal_to_entry (with_cents (product->price));
  const char *text = fac_unread_get (product->unread, "price");

  if (text == NULL)
    text = fac_decimal_is_zero (product->price) ? "" : price;
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->price), text);
  gtk_switch_set_active (self->included, product->tax_included);
  self->touched = !fac_decimal_is_zero (product->price);
  self->unreadable = product->price.overflow;
  self->showing = FALSE;
}

void
fac_product_price_group_read (FacProductPriceGroup *self, FacProduct *product)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->price));
  FacDecimal price;
  gboolean read = fac_decimal_parse_amount (text, &price);

  if (*text != '\0')
    self->unreadable = FALSE;
  if (!read)
    price = self->unreadable ? fac_decimal_overflowed () : FAC_DECIMAL_ZERO;
  fac_unread_put (&product->unread, "price", read || *text == '\0' ? NULL : text);
  product->price = price;
  product->tax_included = gtk_switch_get_active (self->included);
}

static void
show_other (FacProductPriceGroup *self, const FacProduct *product)
{
  FacDecimal other = product->tax_included ? fac_product_price_without_tax (product)
                                           : fac_product_price_with_tax (product);
  /* also while one of the rates is no number */
  gboolean unknown = other.overflow || product->unread != NULL;
  g_autofree char *text = fac_decimal_format (other, 2, FAC_LINE_DECIMALS);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->other_row),
                                 product->tax_included ? _("Price without taxes")
                                   : _("Price including taxes"));
  gtk_label_set_label (self->other, unknown ? "—" : text);
}

void
fac_product_price_group_judge (FacProductPriceGroup *self, const FacProduct *product,
                               GPtrArray *findings,
                               gboolean all)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->price));
  FacDecimal price;

  show_other (self, product);
  if (*typed != '\0' && !fac_decimal_parse_amount (typed, &price))
    fac_field_hint_say (self->price_hint, _("This is not a price: write it like 1,234.50"), FAC_FINDING_ERROR);
  else
    fac_field_hint_show (self->price_hint, findings, "price", all || self->touched);
}
