/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-notice-bar.h"
#include "fac-object-load.h"
#include "fac-product-page.h"

G_BEGIN_DECLS

struct _FacProductPage
{
  FacPage              parent_instance;

  GtkStack            *stack;
  AdwStatusPage       *failed;
  FacNoticeBar        *notice;
  AdwActionRow        *description_row;
  AdwActionRow        *sku_row;
  AdwActionRow        *barcode_row;
  AdwActionRow        *product_key_row;
  AdwActionRow        *unit_row;
  AdwActionRow        *taxability_row;
  AdwActionRow        *taxes_row;
  GtkLabel            *net_price;
  GtkLabel            *gross_price;
  AdwActionRow        *unread_row;
  AdwPreferencesGroup *no_sales;
  AdwPreferencesGroup *sales_group;
  AdwActionRow        *last_row;
  GtkListBox          *totals;
  AdwPreferencesGroup *months_group;
  GtkListBox          *months;
  AdwPreferencesGroup *customers_group;
  GtkListBox          *customers;
  AdwPreferencesGroup *documents_group;
  GtkListBox          *documents;
  GtkButton           *more;
  AdwPreferencesGroup *drafts_group;
  GtkListBox          *drafts;

  char                *id;
  FacProduct          *product;
  FacProductFigures   *figures;
  FacObjectLoad       *load;
  guint                limit; /* how many sales are shown */
};

/** _fac_product_page_show_sales: puts what the documents say into its rows. */
void _fac_product_page_show_sales      (FacProductPage *self);
void _fac_product_page_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
