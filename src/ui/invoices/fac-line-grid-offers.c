/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-line-grid-private.h"

#include "fac-catalog-source.h"
#include "fac-tax-words.h"
#include "fac-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define OFFERS       8
#define LEAST_LENGTH 2

void
_fac_line_grid_stop_offers (FacLineGrid *self)
{
  fac_typed_search_clear (&self->typed);
  fac_suggestions_hide (self->suggestions);
}

static GPtrArray *
new_offers (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fac_suggestion_free);
}

static void
show_offers (FacLineGrid *self, GPtrArray *offers, gboolean select)
{
  const FacLineMove move = (FacLineMove) fac_typed_search_answer (&self->typed);

  fac_suggestions_show (self->suggestions, offers, select);
  if (offers->len == 0 && self->column == FAC_LINE_UNIT)
    _fac_line_grid_say (self, _("No unit of the SAT has these words"));
  else if (offers->len == 0 && self->column == FAC_LINE_TAXES)
    _fac_line_grid_say (self, _("No preset of taxes has these words; others are made in the"
                                " details of the line"));
  if (move != FAC_LINE_STAY)
    _fac_line_grid_finish (self, move);
}

/* ---- products ------------------------------------------------------------------------------- */

static char *
product_detail (const FacProduct *product)
{
  GString *text = g_string_new (product->product_key);

  if (!fac_text_is_empty (product->sku))
    g_string_append_printf (text, " · %s", product->sku);
  if (!fac_text_is_empty (product->barcode))
    g_string_append_printf (text, " · %s", product->barcode);
  return g_string_free (text, FALSE);
}

static void
on_products (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = fac_workspace_find_finish (FAC_WORKSPACE (source), result, &error);
  g_autoptr (GPtrArray) offers = NULL;
  FacLineGrid *self = data;

  if (found == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  offers = new_offers ();
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      FacProduct *product = found->pdata[i];
      g_autofree char *price = fac_decimal_format (fac_decimal_trim (product->price, 2), 2, 6);
      g_autofree char *detail = product_detail (product);

      g_ptr_array_add (offers,
                 fac_suggestion_new (product->description, detail, price, fac_product_ref (product),
                                                   (GDestroyNotify) fac_product_unref));
    }
  show_offers (self, offers, self->fresh);
}

static void
find_products (FacLineGrid *self, const char *text)
{
  g_autoptr (FacQuery) query = fac_query_new (FAC_ENTITY_PRODUCT);

  fac_set_string (&query->text, text);
  query->by_name = TRUE;
  fac_workspace_find_async (self->workspace, query, OFFERS,
                            fac_typed_search_begin (&self->typed, text), on_products, self);
}

/* ---- units ---------------------------------------------------------------------------------- */

static void
on_units (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = fac_workspace_search_catalog_finish (FAC_WORKSPACE (source),
                                                                     result, &error);
  g_autoptr (GPtrArray) offers = NULL;
  FacLineGrid *self = data;
  gboolean empty;

  if (found == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  empty = fac_text_is_empty (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  offers = new_offers ();
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const FacCatalogEntry *entry = found->pdata[i];

      g_ptr_array_add (offers,
                    fac_suggestion_new (entry->es, NULL, entry->key, fac_catalog_entry_copy (entry),
                                                   (GDestroyNotify) fac_catalog_entry_free));
    }
  show_offers (self, offers, !empty);
}

/* ---- taxes ---------------------------------------------------------------------------------- */

static void
offer_presets (FacLineGrid *self, const char *text)
{
  g_autoptr (GPtrArray) offers = new_offers ();
  g_autofree char *wanted = fac_text_fold (text);
  gsize n_presets;
  const FacTaxPreset *presets = fac_tax_presets (&n_presets);

  for (gsize i = 0; i < n_presets; i++)
    {
      g_autofree char *name = fac_text_fold (fac_preset_name (&presets[i]));
      g_autofree char *taxes = fac_taxes_label (presets[i].taxes, presets[i].n_taxes,
                                                 fac_tax_words ());

      if (*wanted == '\0' || strstr (name, wanted) != NULL)
        g_ptr_array_add (offers, fac_suggestion_new (fac_preset_name (&presets[i]), taxes, NULL,
                                                     (gpointer) &presets[i], NULL));
    }
  fac_typed_search_begin (&self->typed, text);
  show_offers (self, offers, *wanted != '\0');
}

void
_fac_line_grid_offer (FacLineGrid *self, const char *text)
{
  switch (self->column)
    {
    case FAC_LINE_DESCRIPTION:
      if (g_utf8_strlen (text, -1) >= LEAST_LENGTH)
        find_products (self, text);
      else
        _fac_line_grid_stop_offers (self);
      break;
    case FAC_LINE_UNIT:
      fac_workspace_search_catalog_async (self->workspace, FAC_CATALOG_UNITS, text, OFFERS,
                                          fac_typed_search_begin (&self->typed, text),
                                          on_units, self);
      break;
    case FAC_LINE_TAXES:
      offer_presets (self, text);
      break;
    case FAC_LINE_QUANTITY:
    case FAC_LINE_PRICE:
    case FAC_LINE_DISCOUNT:
    case FAC_LINE_AMOUNT:
    default:
      break;
    }
}

static void
take_product (FacLineGrid *self, FacInvoiceLine *line, const FacProduct *product)
{
  fac_line_set_product (line, product);
  line->from_catalog = TRUE;
}

void
_fac_line_grid_take (FacLineGrid *self, const FacSuggestion *offer)
{
  g_autoptr (FacInvoiceLine) line = _fac_line_grid_copy_line (self);
  const FacCatalogEntry *unit = offer->data;

  switch (self->column)
    {
    case FAC_LINE_DESCRIPTION:
      take_product (self, line, offer->data);
      break;
    case FAC_LINE_UNIT:
      fac_set_string (&line->product->unit_key, unit->key);
      fac_set_string (&line->product->unit_name, unit->es);
      break;
    case FAC_LINE_TAXES:
      fac_line_set_preset (line, offer->data);
      break;
    case FAC_LINE_QUANTITY:
    case FAC_LINE_PRICE:
    case FAC_LINE_DISCOUNT:
    case FAC_LINE_AMOUNT:
    default:
      return;
    }
  _fac_line_grid_write (self, line);
}
