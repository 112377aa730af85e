/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-acuse-paper.h"

#include "fac-sandbox-json.h"
#include "fac-xml.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

/* Letter, in points. */
#define WIDTH   612
#define HEIGHT  792
#define MARGIN  54
#define COLUMN  170 /* of the names */
#define GAP     8

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
  cairo_move_to (sheet->cr, x, sheet->y);
  pango_cairo_show_layout (sheet->cr, sheet->layout);
  pango_layout_get_pixel_size (sheet->layout, NULL, &height);
  pango_font_description_free (description);
  return height;
}

static void
put_row (Sheet *sheet, const char *name, const char *value)
{
  int height;

  if (value == NULL || *value == '\0')
    return;
  put (sheet, MARGIN, COLUMN, "Cantarell Bold 9", name);
  height = put (sheet, MARGIN + COLUMN, WIDTH - 2 * MARGIN - COLUMN, "Cantarell 9", value);
  sheet->y += height + GAP;
}

static const char *
motive_text (const char *motive)
{
  static const struct { const char *key; const char *text; } motives[] = {
    { "01", "01 Comprobante emitido con errores con relación" },
    { "02", "02 Comprobante emitido con errores sin relación" },
    { "03", "03 No se llevó a cabo la operación" },
    { "04", "04 Operación nominativa relacionada en una factura global" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (motives); i++)
    if (g_strcmp0 (motives[i].key, motive) == 0)
      return motives[i].text;
  return motive;
}

static void
put_document (Sheet *sheet, FacJsonValue body)
{
  FacJsonValue issuer = fac_json_get (body, "issuer_info");
  FacJsonValue customer = fac_json_get (body, "customer");
  FacJsonValue cancellation = fac_json_get (body, "cancellation");
  FacDecimal total = fac_sandbox_json_number (body, "total", FAC_DECIMAL_ZERO);
  g_autofree char *amount = fac_decimal_format (total, 2, 2);
  g_autofree char *money = g_strdup_printf ("$ %s %s", amount,
                                            fac_sandbox_json_text (body, "currency"));

  put_row (sheet, "RFC del emisor", fac_sandbox_json_text (issuer, "tax_id"));
  put_row (sheet, "Nombre del emisor", fac_sandbox_json_text (issuer, "legal_name"));
  put_row (sheet, "RFC del receptor", fac_sandbox_json_text (customer, "tax_id"));
  put_row (sheet, "Nombre del receptor", fac_sandbox_json_text (customer, "legal_name"));
  put_row (sheet, "Folio fiscal", fac_sandbox_json_text (body, "uuid"));
  put_row (sheet, "Total", money);
  put_row (sheet, "Motivo", motive_text (fac_sandbox_json_text (cancellation, "motive")));
  put_row (sheet, "Folio fiscal que sustituye",
           fac_sandbox_json_text (cancellation, "substitutionUUID"));
}

static void
put_acuse (Sheet *sheet, GBytes *acuse)
{
  g_autoptr (xmlDoc) doc = fac_xml_parse (g_bytes_get_data (acuse, NULL), g_bytes_get_size (acuse),
                                          NULL);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  g_autofree char *date = root != NULL ? fac_xml_attribute (root, "Fecha") : NULL;

  if (date != NULL)
    g_strdelimit (date, "T", ' ');
  put_row (sheet, "Fecha de cancelación", date);
  put_row (sheet, "Estado del CFDI", "Cancelado");
  for (xmlNode *at = root != NULL ? root->children : NULL; at != NULL; at = at->next)
    for (xmlNode *part = at->children; part != NULL; part = part->next)
      if (xmlStrEqual (part->name, (const xmlChar *) "SignatureValue"))
        {
          xmlChar *seal = xmlNodeGetContent (part);

          put_row (sheet, "Sello digital del SAT", (const char *) seal);
          xmlFree (seal);
        }
}

static cairo_status_t
on_write (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
fac_sandbox_acuse_draw (FacSandboxInvoice *invoice, GBytes *acuse)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (invoice->body);
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (on_write, out, WIDTH, HEIGHT);
  Sheet sheet = { cairo_create (surface), NULL, MARGIN };
  PangoAttrList *plain = pango_attr_list_new ();

  sheet.layout = pango_cairo_create_layout (sheet.cr);
  /* a hyphen inside a seal would be read as part of it */
  pango_attr_list_insert (plain, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (sheet.layout, plain);
  pango_attr_list_unref (plain);
  sheet.y += put (&sheet, MARGIN, WIDTH - 2 * MARGIN, "Cantarell Bold 15",
                  "ACUSE DE CANCELACIÓN DE CFDI") + 2 * GAP;
  put_document (&sheet, fac_json_root (json));
  put_acuse (&sheet, acuse);
  sheet.y = HEIGHT - MARGIN;
  put (&sheet, MARGIN, WIDTH - 2 * MARGIN, "Cantarell 8",
       "Documento de práctica, sin validez fiscal.");
  g_object_unref (sheet.layout);
  cairo_destroy (sheet.cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (out);
}
