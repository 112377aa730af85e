/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-json.h"
#include "fac-sandbox-receipt-verb.h"
#include "fac-sandbox-slip.h"

#define AMOUNT 110 /* the columns of quantities and amounts */
#define GAP    6

static void
put_line (FacSandboxSlip *slip, const char *font, const char *text)
{
  if (text != NULL && *text != '\0')
    slip->y += fac_sandbox_slip_put (slip, 0, FAC_SLIP_INNER, font, PANGO_ALIGN_LEFT, text) + GAP;
}

static void
put_row (FacSandboxSlip *slip, const char *font, const char *first, const char *second,
         const char *third)
{
  const int wide = FAC_SLIP_INNER - 2 * AMOUNT;
  int height;

  if (slip->y > FAC_SLIP_HEIGHT - 2 * FAC_SLIP_MARGIN)
    {
      cairo_show_page (slip->cr);
      slip->y = FAC_SLIP_MARGIN;
    }
  height = fac_sandbox_slip_put (slip, 0, wide, font, PANGO_ALIGN_LEFT, first);
  fac_sandbox_slip_put (slip, wide, AMOUNT, font, PANGO_ALIGN_RIGHT, second);
  fac_sandbox_slip_put (slip, wide + AMOUNT, AMOUNT, font, PANGO_ALIGN_RIGHT, third);
  slip->y += height + GAP;
}

static void
put_items (FacSandboxSlip *slip, FacJsonValue items)
{
  put_row (slip, "Cantarell Bold 9", "Descripción", "Cantidad", "Precio");
  for (guint i = 0; i < fac_json_length (items); i++)
    {
      FacJsonValue item = fac_json_at (items, i), product = fac_json_get (item, "product");
      const FacDecimal one = fac_decimal_from_int (1);
      g_autofree char *quantity =
        fac_decimal_format (fac_sandbox_json_number (item, "quantity", one), 0, 6);
      g_autofree char *price =
        fac_decimal_format (fac_sandbox_json_number (product, "price", FAC_DECIMAL_ZERO), 2, 6);
      const char *description = fac_sandbox_json_text (product, "description");

      put_row (slip, "Cantarell 9", description != NULL ? description : "", quantity, price);
    }
}

static void
put_receipt (FacSandboxSlip *slip, FacSandboxCompany *company, FacSandboxReceipt *receipt,
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

  put_line (slip, "Cantarell Bold 15", title);
  put_line (slip, "Cantarell Bold 10", fac_sandbox_json_text (company->legal, "legal_name"));
  put_line (slip, "Cantarell 9", fac_sandbox_json_text (company->legal, "tax_id"));
  put_line (slip, "Cantarell 9", address);
  put_line (slip, "Cantarell 9", receipt->branch);
  put_line (slip, "Cantarell 9", date);
  slip->y += GAP;
  put_items (slip, fac_json_get (body, "items"));
  put_row (slip, "Cantarell Bold 11", "Total", "", total);
  slip->y += GAP;
  put_line (slip, "Cantarell Bold 10", key);
  cairo_tag_begin (slip->cr, CAIRO_TAG_LINK, link);
  put_line (slip, "Cantarell 9", url);
  cairo_tag_end (slip->cr, CAIRO_TAG_LINK);
}

GBytes *
fac_sandbox_receipt_draw (FacSandboxCompany *company, FacSandboxReceipt *receipt, const char *date)
{
  FacSandboxSlip *slip = fac_sandbox_slip_new ();

  put_receipt (slip, company, receipt, date);
  if (g_str_equal (receipt->status, "canceled"))
    put_line (slip, "Cantarell Bold 15", "CANCELADO");
  slip->y = FAC_SLIP_HEIGHT - FAC_SLIP_MARGIN;
  put_line (slip, "Cantarell 8", "Recibo de práctica, sin validez fiscal.");
  return fac_sandbox_slip_end (slip);
}
