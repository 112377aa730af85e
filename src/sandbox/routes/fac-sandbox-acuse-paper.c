/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-acuse-paper.h"

#include "fac-sandbox-json.h"
#include "fac-sandbox-slip.h"
#include "fac-xml.h"

#define COLUMN 170 /* of the names */
#define GAP    8

static int
put (FacSandboxSlip *slip, int x, int width, const char *font, const char *text)
{
  return fac_sandbox_slip_put (slip, x, width, font, PANGO_ALIGN_LEFT, text);
}

static void
put_row (FacSandboxSlip *slip, const char *name, const char *value)
{
  int height;

  if (value == NULL || *value == '\0')
    return;
  put (slip, 0, COLUMN, "Cantarell Bold 9", name);
  height = put (slip, COLUMN, FAC_SLIP_INNER - COLUMN, "Cantarell 9", value);
  slip->y += height + GAP;
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
put_document (FacSandboxSlip *slip, FacJsonValue body)
{
  FacJsonValue issuer = fac_json_get (body, "issuer_info");
  FacJsonValue customer = fac_json_get (body, "customer");
  FacJsonValue cancellation = fac_json_get (body, "cancellation");
  FacDecimal total = fac_sandbox_json_number (body, "total", FAC_DECIMAL_ZERO);
  g_autofree char *amount = fac_decimal_format (total, 2, 2);
  g_autofree char *money = g_strdup_printf ("$ %s %s", amount,
                                            fac_sandbox_json_text (body, "currency"));

  put_row (slip, "RFC del emisor", fac_sandbox_json_text (issuer, "tax_id"));
  put_row (slip, "Nombre del emisor", fac_sandbox_json_text (issuer, "legal_name"));
  put_row (slip, "RFC del receptor", fac_sandbox_json_text (customer, "tax_id"));
  put_row (slip, "Nombre del receptor", fac_sandbox_json_text (customer, "legal_name"));
  put_row (slip, "Folio fiscal", fac_sandbox_json_text (body, "uuid"));
  put_row (slip, "Total", money);
  put_row (slip, "Motivo", motive_text (fac_sandbox_json_text (cancellation, "motive")));
  put_row (slip, "Folio fiscal que sustituye",
           fac_sandbox_json_text (cancellation, "substitutionUUID"));
}

static void
put_acuse (FacSandboxSlip *slip, GBytes *acuse)
{
  g_autoptr (xmlDoc) doc = fac_xml_parse (g_bytes_get_data (acuse, NULL), g_bytes_get_size (acuse),
                                          NULL);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  g_autofree char *date = root != NULL ? fac_xml_attribute (root, "Fecha") : NULL;

  if (date != NULL)
    g_strdelimit (date, "T", ' ');
  put_row (slip, "Fecha de cancelación", date);
  put_row (slip, "Estado del CFDI", "Cancelado");
  for (xmlNode *at = root != NULL ? root->children : NULL; at != NULL; at = at->next)
    for (xmlNode *part = at->children; part != NULL; part = part->next)
      if (xmlStrEqual (part->name, (const xmlChar *) "SignatureValue"))
        {
          xmlChar *seal = xmlNodeGetContent (part);

          put_row (slip, "Sello digital del SAT", (const char *) seal);
          xmlFree (seal);
        }
}

GBytes *
fac_sandbox_acuse_draw (FacSandboxInvoice *invoice, GBytes *acuse)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (invoice->body);
  FacSandboxSlip *slip = fac_sandbox_slip_new ();
  PangoAttrList *plain = pango_attr_list_new ();

  /* a hyphen inside a seal would be read as part of it */
  pango_attr_list_insert (plain, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (slip->layout, plain);
  pango_attr_list_unref (plain);
  slip->y += put (slip, 0, FAC_SLIP_INNER, "Cantarell Bold 15", "ACUSE DE CANCELACIÓN DE CFDI")
             + 2 * GAP;
  put_document (slip, fac_json_root (json));
  put_acuse (slip, acuse);
  slip->y = FAC_SLIP_HEIGHT - FAC_SLIP_MARGIN;
  put (slip, 0, FAC_SLIP_INNER, "Cantarell 8", "Documento de práctica, sin validez fiscal.");
  return fac_sandbox_slip_end (slip);
}
