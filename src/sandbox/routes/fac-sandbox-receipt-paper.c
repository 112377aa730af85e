/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-json.h"
#include "fac-sandbox-receipt-verb.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

/* Letter, in points. */
#define WIDTH   612
#define HEIGHT  792
#define MARGIN  54
#define AMOUNT  110 /* the columns of quantities and amounts */
#define GAP     6

typedef struct
{
  cairo_t     *cr;
  PangoLayout *layout;
  int          y;
} Sheet;

static int
put (Sheet *sheet, int x, int width, const char *font, PangoAlignment align, const char *text)
{
  PangoFontDescription *description = pango_font_description_from_string (font);
  int height;

  pango_layout_set_font_description (sheet->layout, description);
  pango_layout_set_width (sheet->layout, width * PANGO_SCALE);
  pango_layout_set_wrap (sheet->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (sheet->layout, align);
  pango_layout_set_text (sheet->layout, text, -1);
  cairo_move_to (sheet->cr, x, sheet->y);
  pango_cairo_show_layout (sheet->cr, sheet->layout);
  pango_layout_get_pixel_size (sheet->layout, NULL, &height);
  pango_font_description_free (description);
  return height;
}

static void
put_line (Sheet *sheet, const char *font, const char *text)
{
  if (text != NULL && *text != '\0')
    sheet->y += put (sheet, MARGIN, WIDTH - 2 * MARGIN, font, PANGO_ALIGN_LEFT, text) + GAP;
}

static void
put_row (Sheet *sheet, const char *font, const char *first, const char *second, const char *third)
{
  const int wide = WIDTH - 2 * MARGIN - 2 * AMOUNT;
  int height;

  if (sheet->y > HEIGHT - 2 * MARGIN)
    {
      cairo_show_page (sheet->cr);
      sheet->y = MARGIN;
    }
  height = put (sheet, MARGIN, wide, font, PANGO_ALIGN_LEFT, first);
  put (sheet, MARGIN + wide, AMOUNT, font, PANGO_ALIGN_RIGHT, second);
  put (sheet, MARGIN + wide + AMOUNT, AMOUNT, font, PANGO_ALIGN_RIGHT, third);
  sheet->y += height + GAP;
}

static void
put_items (Sheet *sheet, FacJsonValue items)
{
  put_row (sheet, "Cantarell Bold 9", "Descripción", "Cantidad", "Precio");
  for (guint i = 0; i < fac_json_length (items); i++)
    {
      FacJsonValue item = fac_json_at (items, i), product = fac_json_get (item, "product");
      const FacDecimal one = fac_decimal_from_int (1);
      g_autofree char *quantity =
        fac_decimal_format (fac_sandbox_json_number (item, "quantity", one), 0, 6);
      g_autofree char *price =
        fac_decimal_format (fac_sandbox_json_number (product, "price", FAC_DECIMAL_ZERO), 2, 6);
      const char *description = fac_sandbox_json_text (product, "description");

      put_row (sheet, "Cantarell 9", description != NULL ? description : "", quantity, price);
    }
}

static void
put_receipt (Sheet *sheet, FacSandboxCompany *company, FacSandboxReceipt *receipt,
             const char *date)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (receipt->body);
  FacJsonValue body = fac_json_root (json);
  const char *url = fac_sandbox_json_text (body, "self_invoice_url");
  g_autofree char *address = fac_sandbox_company_address (company);
  g_autofree char *title = g_strdup_printf ("Recibo %" G_GINT64_FORMAT, receipt->folio);
  g_autofree char *amount = fac_decimal_format (fac_sandbox_receipt_total (receipt), 2, 2);
  g_autofree char *total = g_strdup_printf ("$ %s %s", amount,
                                            fac_sandbox_json_text (body, "currency"));
  g_autofree char *key = g_strdup_printf ("Clave para facturar: %s", receipt->key);
  g_autofree char *link = g_strdup_printf ("uri='%s'", url);

  put_line (sheet, "Cantarell Bold 15", title);
  put_line (sheet, "Cantarell Bold 10", fac_sandbox_json_text (company->legal, "legal_name"));
  put_line (sheet, "Cantarell 9", fac_sandbox_json_text (company->legal, "tax_id"));
  put_line (sheet, "Cantarell 9", address);
  put_line (sheet, "Cantarell 9", receipt->branch);
  put_line (sheet, "Cantarell 9", date);
  sheet->y += GAP;
  put_items (sheet, fac_json_get (body, "items"));
  put_row (sheet, "Cantarell Bold 11", "Total", "", total);
  sheet->y += GAP;
  put_line (sheet, "Cantarell Bold 10", key);
  cairo_tag_begin (sheet->cr, CAIRO_TAG_LINK, link);
  put_line (sheet, "Cantarell 9", url);
  cairo_tag_end (sheet->cr, CAIRO_TAG_LINK);
}

static cairo_status_t
on_write (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
fac_sandbox_receipt_draw (FacSandboxCompany *company, FacSandboxReceipt *receipt, const char *date)
{
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (on_write, out, WIDTH, HEIGHT);
  Sheet sheet = { cairo_create (surface), NULL, MARGIN };

  sheet.layout = pango_cairo_create_layout (sheet.cr);
  put_receipt (&sheet, company, receipt, date);
  if (g_str_equal (receipt->status, "canceled"))
    put_line (&sheet, "Cantarell Bold 15", "CANCELADO");
  sheet.y = HEIGHT - MARGIN;
  put_line (&sheet, "Cantarell 8", "Recibo de práctica, sin validez fiscal.");
  g_object_unref (sheet.layout);
  cairo_destroy (sheet.cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (out);
}
