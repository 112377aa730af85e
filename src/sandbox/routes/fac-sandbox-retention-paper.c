/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-retencion-words.h"
#include "fac-sandbox-invoice-files.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-plain-text.h"
#include "fac-sandbox-retention-row.h"
#include "fac-sandbox-retention-words.h"
#include "fac-sheet.h"
#include "fac-text.h"
#include "fac-xml.h"

#include <cairo-pdf.h>

#define QR_SIDE 92.0 /* 3.2 cm: more than the 2.75 cm asked for */
#define GAP 10.0
#define HALF (FAC_SHEET_INNER / 2 - GAP / 2)
#define MIDDLE (FAC_SHEET_LEFT + HALF + GAP)
#define AMOUNT 110.0
#define LOGO_WIDTH 110.0
#define LOGO_HEIGHT 50.0

static const FacLettering title = { 15, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_LEFT };
static const FacLettering section = { 9, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_LEFT };
static const FacLettering label = { 7, FALSE, FALSE, FAC_INK_DIM, PANGO_ALIGN_LEFT };
static const FacLettering fact = { 8.6, FALSE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_LEFT };
static const FacLettering strong = { 8.6, TRUE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_LEFT };
static const FacLettering number = { 8.6, FALSE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_RIGHT };
static const FacLettering sum = { 8.6, TRUE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_RIGHT };
static const FacLettering seal = { 5.2, FALSE, TRUE, FAC_INK_DIM, PANGO_ALIGN_LEFT };
static const FacLettering footer = { 7, FALSE, FALSE, FAC_INK_DIM, PANGO_ALIGN_CENTER };
static const FacLettering across = { 64, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_CENTER };

static const char *const payments[] = {
  "01 Pago definitivo IVA", "02 Pago definitivo IEPS", "03 Pago definitivo ISR",
  "04 Pago provisional ISR",
};

static void
make_room (FacSheet *sheet, double height)
{
  if (fac_sheet_room (sheet) < height)
    fac_sheet_new_page (sheet);
}

static double
put_fact (FacSheet *sheet, double x, double y, const char *name, const char *value)
{
  if (fac_text_is_empty (value))
    return 0;
  y += fac_sheet_text (sheet, x, y, HALF, &label, name);
  return fac_sheet_text (sheet, x, y, HALF, &fact, value)
    + fac_sheet_measure (sheet, HALF, &label, name) + 3;
}

static void
put_section (FacSheet *sheet, const char *name)
{
  make_room (sheet, 60);
  sheet->y += GAP;
  sheet->y += fac_sheet_text (sheet, FAC_SHEET_LEFT, sheet->y, FAC_SHEET_INNER, &section, name);
  fac_sheet_rule (sheet, sheet->y + 1, 0.6, FAC_INK_ACCENT);
  sheet->y += 6;
}

/* Beside the logo, when there is one. */
static void
put_title (FacSheet *sheet, GBytes *logo, const char *text)
{
  const double taken = fac_sheet_logo (sheet, FAC_SHEET_LEFT, sheet->y, LOGO_WIDTH, LOGO_HEIGHT,
                                       logo);
  const double indent = taken > 0 ? taken + GAP : 0, width = FAC_SHEET_INNER - indent;
  const double height = fac_sheet_measure (sheet, width, &title, text);
  const double room = taken > 0 ? MAX (LOGO_HEIGHT, height) : height;

  fac_sheet_text (sheet, FAC_SHEET_LEFT + indent, sheet->y + (room - height) / 2, width, &title,
                  text);
  sheet->y += room;
}

static void
put_parties (FacSheet *sheet, FacSandboxCompany *company, FacJsonValue body)
{
  FacJsonValue customer = fac_json_get (body, "customer");
  FacJsonValue address = fac_json_get (customer, "address");
  const char *country = fac_sandbox_json_text (address, "country");
  gboolean abroad = country != NULL && !g_str_equal (country, "MEX");
  double left = sheet->y + GAP, right = left;

  left += fac_sheet_text (sheet, FAC_SHEET_LEFT, left, HALF, &section, "Emisor");
  left += put_fact (sheet, FAC_SHEET_LEFT, left, "Nombre",
                    fac_sandbox_json_text (company->legal, "legal_name"));
  left += put_fact (sheet, FAC_SHEET_LEFT, left, "RFC",
                    fac_sandbox_json_text (company->legal, "tax_id"));
  left += put_fact (sheet, FAC_SHEET_LEFT, left, "Régimen fiscal",
                    fac_sandbox_json_text (company->legal, "tax_system"));
  left += put_fact (sheet, FAC_SHEET_LEFT, left, "Lugar de expedición",
                    fac_sandbox_company_zip (company));
  right += fac_sheet_text (sheet, MIDDLE, right, HALF, &section, "Receptor");
  right += put_fact (sheet, MIDDLE, right, "Nombre", fac_sandbox_json_text (customer, "legal_name"));
  right += put_fact (sheet, MIDDLE, right, abroad ? "Identificación fiscal" : "RFC",
                     fac_sandbox_json_text (customer, "tax_id"));
  right += put_fact (sheet, MIDDLE, right, "Nacionalidad", abroad ? "Extranjero" : "Nacional");
  right += put_fact (sheet, MIDDLE, right, "Código postal", fac_sandbox_json_text (address, "zip"));
  sheet->y = MAX (left, right);
}

static char *
period_text (FacJsonValue period)
{
  gint64 first = fac_json_int (fac_json_get (period, "mes_ini"), 0);
  gint64 last = fac_json_int (fac_json_get (period, "mes_fin"), 0);
  g_autofree char *year = g_strdup_printf ("%" G_GINT64_FORMAT,
                                           fac_json_int (fac_json_get (period, "ejerc"), 0));

  return fac_retencion_period_text (first, last, year);
}

/* "2026-11-20 16:42:51", local as the document has it. */
static char *
date_text (xmlNode *node, const char *name)
{
  char *date = node != NULL ? fac_xml_attribute (node, name) : NULL;

  return date != NULL ? g_strdelimit (date, "T", ' ') : NULL;
}

static void
put_subject (FacSheet *sheet, FacJsonValue body, xmlNode *root)
{
  const char *key = fac_sandbox_json_text (body, "cve_retenc");
  g_autofree char *kind = fac_retencion_kind_text (key);
  g_autofree char *period = period_text (fac_json_get (body, "periodo"));
  g_autofree char *date = date_text (root, "FechaExp");
  double left, right;

  put_section (sheet, "Retención");
  left = right = sheet->y;
  left += put_fact (sheet, FAC_SHEET_LEFT, left, "Clave", kind);
  left += put_fact (sheet, FAC_SHEET_LEFT, left, "Descripción",
                    fac_sandbox_json_text (body, "desc_retenc"));
  right += put_fact (sheet, MIDDLE, right, "Periodo", period);
  right += put_fact (sheet, MIDDLE, right, "Folio interno",
                     fac_sandbox_json_text (body, "folio_int"));
  right += put_fact (sheet, MIDDLE, right, "Fecha de expedición",
                     date != NULL ? date : fac_sandbox_json_text (body, "fecha_exp"));
  sheet->y = MAX (left, right);
}

static char *
amount_text (FacJsonValue object, const char *member)
{
  FacDecimal value = fac_sandbox_json_number (object, member, FAC_DECIMAL_ZERO);

  return fac_sandbox_json_has (fac_json_get (object, member))
    ? fac_decimal_format (fac_decimal_round (value, 2, FAC_ROUND_HALF_UP), 2, 2) : NULL;
}

static void
put_amount (FacSheet *sheet, const char *name, FacJsonValue totals, const char *member, gboolean last)
{
  g_autofree char *amount = amount_text (totals, member);
  g_autofree char *text = g_strdup_printf ("$ %s MXN", amount != NULL ? amount : "0.00");
  double height;

  make_room (sheet, 16);
  height = fac_sheet_line (sheet, FAC_SHEET_LEFT, sheet->y, HALF, last ? &strong : &fact, name);
  fac_sheet_line (sheet, FAC_SHEET_RIGHT - AMOUNT, sheet->y, AMOUNT, last ? &sum : &number, text);
  sheet->y += height + 2;
}

static void
put_taxes (FacSheet *sheet, FacJsonValue taxes)
{
  for (guint i = 0; i < fac_json_length (taxes); i++)
    {
      FacJsonValue tax = fac_json_at (taxes, i);
      const char *name = fac_sandbox_json_text (tax, "impuesto");
      FacJsonValue paid = fac_json_get (tax, "tipo_pago_ret");
      gint64 index = fac_json_string (paid) != NULL
        ? g_ascii_strtoll (fac_json_string (paid), NULL, 10) : fac_json_int (paid, 0);
      g_autofree char *base = amount_text (tax, "base_ret");
      g_autofree char *text =
        g_strdup_printf ("%s retenido%s%s%s%s", name != NULL ? name : "Impuesto",
                         index > 0 && index <= 4 ? " · " : "",
                         index > 0 && index <= 4 ? payments[index - 1] : "",
                         base != NULL ? " · base $ " : "", base != NULL ? base : "");

      put_amount (sheet, text, tax, "monto_ret", FALSE);
    }
}

static void
put_totals (FacSheet *sheet, FacJsonValue totals)
{
  if (!fac_sandbox_json_has (totals))
    return;
  put_section (sheet, "Totales");
  put_amount (sheet, "Monto gravado", totals, "monto_tot_grav", FALSE);
  put_amount (sheet, "Monto exento", totals, "monto_tot_exent", FALSE);
  put_amount (sheet, "Monto total de la operación", totals, "monto_tot_operacion", TRUE);
  put_taxes (sheet, fac_json_get (totals, "imp_retenidos"));
  put_amount (sheet, "Monto total retenido", totals, "monto_tot_ret", TRUE);
}

/* What a complement says, each element with its attributes. */
static void
put_element (FacSheet *sheet, xmlNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (xmlAttr *each = node->properties; each != NULL; each = each->next)
    {
      xmlChar *value = xmlNodeGetContent ((xmlNode *) each);

      if (each->ns == NULL)
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "",
                                fac_sandbox_retention_word ((const char *) each->name),
                                (const char *) value);
      xmlFree (value);
    }
  if (text->len > 0)
    {
      make_room (sheet, 30);
      sheet->y += fac_sheet_text (sheet, FAC_SHEET_LEFT, sheet->y, FAC_SHEET_INNER, &label,
                                  fac_sandbox_retention_word ((const char *) node->name));
      sheet->y += fac_sheet_text (sheet, FAC_SHEET_LEFT, sheet->y, FAC_SHEET_INNER, &fact, text->str)
        + 3;
    }
  for (xmlNode *child = xmlFirstElementChild (node); child != NULL;
       child = xmlNextElementSibling (child))
    put_element (sheet, child);
}

static void
put_complements (FacSheet *sheet, xmlNode *complement)
{
  for (xmlNode *child = complement != NULL ? xmlFirstElementChild (complement) : NULL;
       child != NULL; child = xmlNextElementSibling (child))
    if (!fac_xml_is (child, FAC_NS_TIMBRE, "TimbreFiscalDigital"))
      {
        put_section (sheet, "Complemento");
        put_element (sheet, child);
      }
}

static double
put_seal (FacSheet *sheet, double x, double y, const char *name, const char *value)
{
  const double width = FAC_SHEET_RIGHT - x;

  if (value == NULL)
    return 0;
  y += fac_sheet_text (sheet, x, y, width, &label, name);
  return fac_sheet_measure (sheet, width, &label, name)
    + fac_sheet_text (sheet, x, y, width, &seal, value) + 3;
}

static void
put_stamp (FacSheet *sheet, FacJsonValue body, xmlNode *timbre)
{
  FacJsonValue stamp = fac_json_get (body, "stamp");
  const char *url = fac_sandbox_json_text (body, "verification_url");
  const double x = FAC_SHEET_LEFT + QR_SIDE + GAP;
  g_autofree char *date = date_text (timbre, "FechaTimbrado");
  double y;

  if (url == NULL)
    return;
  make_room (sheet, QR_SIDE + 5 * GAP);
  sheet->y += GAP;
  fac_sheet_rule (sheet, sheet->y, 0.6, FAC_INK_DIM);
  y = sheet->y + GAP;
  fac_sheet_qr (sheet, FAC_SHEET_LEFT, y, QR_SIDE, url);
  y += put_seal (sheet, x, y, "Folio fiscal", fac_sandbox_json_text (body, "uuid"));
  y += put_seal (sheet, x, y, "Certificado del SAT",
                 fac_sandbox_json_text (stamp, "sat_cert_number"));
  y += put_seal (sheet, x, y, "Fecha de certificación", date);
  y += put_seal (sheet, x, y, "Sello digital del emisor",
                 fac_sandbox_json_text (stamp, "signature"));
  y += put_seal (sheet, x, y, "Sello digital del SAT",
                 fac_sandbox_json_text (stamp, "sat_signature"));
  put_seal (sheet, x, y, "Cadena original del complemento de certificación digital del SAT",
            fac_sandbox_json_text (stamp, "complement_string"));
}

static void
put_frame (FacSheet *sheet, cairo_t *cr, const char *status, guint page)
{
  const char *word = g_str_equal (status, "draft") ? "BORRADOR"
                     : g_str_equal (status, "canceled") ? "CANCELADO" : "SIN VALIDEZ FISCAL";
  g_autofree char *text =
    g_strdup_printf ("Este documento es una representación impresa de un comprobante fiscal digital"
                     " por Internet que ampara retenciones e información de pagos. De práctica, sin"
                     " validez fiscal. Página %u de %u", page, sheet->pages->len);
  PangoRectangle logical;

  fac_sheet_measure (sheet, FAC_SHEET_INNER, &footer, text);
  fac_sheet_ink (sheet, cr, FAC_INK_DIM);
  cairo_move_to (cr, FAC_SHEET_LEFT, FAC_SHEET_BOTTOM + GAP);
  pango_cairo_show_layout (cr, sheet->layout);
  fac_sheet_measure (sheet, FAC_SHEET_HEIGHT, &across, word);
  pango_layout_get_extents (sheet->layout, NULL, &logical);
  cairo_save (cr);
  cairo_translate (cr, FAC_SHEET_WIDTH / 2, FAC_SHEET_HEIGHT / 2);
  cairo_rotate (cr, -G_PI / 4);
  cairo_set_source_rgba (cr, sheet->accent.red, sheet->accent.green, sheet->accent.blue, 0.1);
  cairo_move_to (cr, -FAC_SHEET_HEIGHT / 2, -(double) logical.height / PANGO_SCALE / 2);
  pango_cairo_show_layout (cr, sheet->layout);
  cairo_restore (cr);
}

static cairo_status_t
on_write (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
write_pages (FacSheet *sheet, const char *status)
{
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream (on_write, out, FAC_SHEET_WIDTH,
                                                              FAC_SHEET_HEIGHT);
  cairo_t *cr = cairo_create (pdf);

  cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_TITLE,
                                  "Comprobante de retenciones e información de pagos");
  g_clear_pointer (&sheet->cr, cairo_destroy);
  for (guint i = 0; i < sheet->pages->len; i++)
    {
      cairo_set_source_surface (cr, g_ptr_array_index (sheet->pages, i), 0, 0);
      cairo_paint (cr);
      put_frame (sheet, cr, status, i + 1);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (pdf);
  cairo_surface_destroy (pdf);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
fac_sandbox_retention_draw (FacSandboxCompany *company, const char *text, GBytes *xml)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (text);
  FacJsonValue body = fac_json_root (json);
  const char *status = fac_sandbox_json_text (body, "status");
  g_autofree char *notes = fac_sandbox_plain_text (fac_sandbox_json_text (body,
                                                                          "pdf_custom_section"));
  g_autoptr (xmlDoc) doc = xml != NULL
    ? fac_xml_parse (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml), NULL) : NULL;
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  xmlNode *complement = root != NULL
    ? fac_xml_first (root, FAC_NS_RETENCIONES "2", "Complemento") : NULL;
  g_autoptr (FacSheet) sheet =
    fac_sheet_new (fac_sandbox_json_text (company->customization, "color"));

  sheet->y = FAC_SHEET_MARGIN;
  put_title (sheet, company->logo, "COMPROBANTE DE RETENCIONES E INFORMACIÓN DE PAGOS");
  put_parties (sheet, company, body);
  put_subject (sheet, body, root);
  put_totals (sheet, fac_json_get (body, "totales"));
  put_complements (sheet, complement);
  if (!fac_text_is_empty (notes))
    {
      put_section (sheet, "Notas");
      sheet->y += fac_sheet_text (sheet, FAC_SHEET_LEFT, sheet->y, FAC_SHEET_INNER, &fact, notes);
    }
  put_stamp (sheet, body, complement != NULL
             ? fac_xml_first (complement, FAC_NS_TIMBRE, "TimbreFiscalDigital") : NULL);
  return write_pages (sheet, status != NULL ? status : "draft");
}
