/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-json.h"
#include "fac-sandbox-retention-row.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

/* Letter, in points. */
#define WIDTH   612
#define HEIGHT  792
#define MARGIN  54
#define COLUMN  170 /* of the names */
#define GAP     6

typedef struct
{
  cairo_t     *cr;
  PangoLayout *layout;
  int          y;
} Sheet;

static int
put (Sheet *sheet, int x, int width, const char *font, const char *text)
{
  PangoFontDescription *description = pango_font_description_from_string (font);
  int height;

  pango_layout_set_font_description (sheet->layout, description);
  pango_layout_set_width (sheet->layout, width * PANGO_SCALE);
  pango_layout_set_wrap (sheet->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (sheet->layout, text, -1);
  pango_layout_get_pixel_size (sheet->layout, NULL, &height);
  cairo_move_to (sheet->cr, x, sheet->y);
  pango_cairo_show_layout (sheet->cr, sheet->layout);
  pango_font_description_free (description);
  return height;
}

static void
put_row (Sheet *sheet, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  if (sheet->y > HEIGHT - 2 * MARGIN)
    {
      cairo_show_page (sheet->cr);
      sheet->y = MARGIN;
    }
  put (sheet, MARGIN, COLUMN, "Cantarell Bold 9", name);
  sheet->y += put (sheet, MARGIN + COLUMN, WIDTH - 2 * MARGIN - COLUMN, "Cantarell 9", value) + GAP;
}

static void
put_amount (Sheet *sheet, const char *name, FacJsonValue object, const char *member)
{
  FacDecimal value = fac_sandbox_json_number (object, member, FAC_DECIMAL_ZERO);
  g_autofree char *amount = fac_decimal_format (value, 2, 2);
  g_autofree char *text = g_strdup_printf ("$ %s MXN", amount);

  if (fac_sandbox_json_has (fac_json_get (object, member)))
    put_row (sheet, name, text);
}

static void
put_parties (Sheet *sheet, FacSandboxCompany *company, FacJsonValue body)
{
  FacJsonValue customer = fac_json_get (body, "customer");

  put_row (sheet, "RFC del emisor", fac_sandbox_json_text (company->legal, "tax_id"));
  put_row (sheet, "Nombre del emisor", fac_sandbox_json_text (company->legal, "legal_name"));
  put_row (sheet, "Régimen fiscal", fac_sandbox_json_text (company->legal, "tax_system"));
  put_row (sheet, "Lugar de expedición", fac_sandbox_company_zip (company));
  put_row (sheet, "RFC del receptor", fac_sandbox_json_text (customer, "tax_id"));
  put_row (sheet, "Nombre del receptor", fac_sandbox_json_text (customer, "legal_name"));
  put_row (sheet, "Código postal del receptor",
           fac_sandbox_json_text (fac_json_get (customer, "address"), "zip"));
}

static void
put_amounts (Sheet *sheet, FacJsonValue body)
{
  FacJsonValue period = fac_json_get (body, "periodo"), totals = fac_json_get (body, "totales");
  FacJsonValue taxes = fac_json_get (totals, "imp_retenidos");
  g_autofree char *text =
    g_strdup_printf ("%02" G_GINT64_FORMAT " a %02" G_GINT64_FORMAT " de %" G_GINT64_FORMAT,
                     fac_json_int (fac_json_get (period, "mes_ini"), 0),
                     fac_json_int (fac_json_get (period, "mes_fin"), 0),
                     fac_json_int (fac_json_get (period, "ejerc"), 0));

  put_row (sheet, "Clave de retención", fac_sandbox_json_text (body, "cve_retenc"));
  put_row (sheet, "Descripción", fac_sandbox_json_text (body, "desc_retenc"));
  put_row (sheet, "Folio interno", fac_sandbox_json_text (body, "folio_int"));
  put_row (sheet, "Fecha de expedición", fac_sandbox_json_text (body, "fecha_exp"));
  if (fac_sandbox_json_has (period))
    put_row (sheet, "Periodo", text);
  put_amount (sheet, "Total de la operación", totals, "monto_tot_operacion");
  put_amount (sheet, "Monto gravado", totals, "monto_tot_grav");
  put_amount (sheet, "Monto exento", totals, "monto_tot_exent");
  for (guint i = 0; i < fac_json_length (taxes); i++)
    {
      FacJsonValue tax = fac_json_at (taxes, i);
      const char *name = fac_sandbox_json_text (tax, "impuesto");
      g_autofree char *label = g_strdup_printf ("Retenido %s", name != NULL ? name : "");

      put_amount (sheet, label, tax, "monto_ret");
    }
  put_amount (sheet, "Total retenido", totals, "monto_tot_ret");
}

static void
put_stamp (Sheet *sheet, FacJsonValue body)
{
  FacJsonValue stamp = fac_json_get (body, "stamp");

  put_row (sheet, "Folio fiscal", fac_sandbox_json_text (body, "uuid"));
  put_row (sheet, "Certificado del SAT", fac_sandbox_json_text (stamp, "sat_cert_number"));
  put_row (sheet, "Sello digital del emisor", fac_sandbox_json_text (stamp, "signature"));
  put_row (sheet, "Sello digital del SAT", fac_sandbox_json_text (stamp, "sat_signature"));
  put_row (sheet, "Cadena original del timbre", fac_sandbox_json_text (stamp, "complement_string"));
  put_row (sheet, "Verificación", fac_sandbox_json_text (body, "verification_url"));
}

static cairo_status_t
on_write (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
fac_sandbox_retention_draw (FacSandboxCompany *company, const char *text)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (text);
  FacJsonValue body = fac_json_root (json);
  const char *status = fac_sandbox_json_text (body, "status");
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (on_write, out, WIDTH, HEIGHT);
  Sheet sheet = { cairo_create (surface), NULL, MARGIN };
  PangoAttrList *plain = pango_attr_list_new ();

  sheet.layout = pango_cairo_create_layout (sheet.cr);
  /* a hyphen inside a seal would be read as part of it */
  pango_attr_list_insert (plain, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (sheet.layout, plain);
  pango_attr_list_unref (plain);
  sheet.y += put (&sheet, MARGIN, WIDTH - 2 * MARGIN, "Cantarell Bold 14",
                  "Comprobante de retenciones e información de pagos") + 2 * GAP;
  if (g_strcmp0 (status, "valid") != 0)
    put_row (&sheet, "Estado", g_strcmp0 (status, "canceled") == 0 ? "CANCELADO" : "BORRADOR");
  put_parties (&sheet, company, body);
  put_amounts (&sheet, body);
  put_stamp (&sheet, body);
  sheet.y = HEIGHT - MARGIN;
  put (&sheet, MARGIN, WIDTH - 2 * MARGIN, "Cantarell 8",
       "Este documento es una representación impresa de un comprobante fiscal digital por Internet"
       " que ampara retenciones e información de pagos. De práctica, sin validez fiscal.");
  g_object_unref (sheet.layout);
  cairo_destroy (sheet.cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (out);
}
