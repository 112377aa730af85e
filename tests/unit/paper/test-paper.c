/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-check.h"

#include <cairo.h>
#include <string.h>

#define UUID "39C85A3F-275B-4341-B259-E8971D9F8A94"

static void
add_line (FacCfdi *cfdi, const char *description, const char *price, const char *amount)
{
  FacCfdiConcepto *line = fac_cfdi_concepto_new ();
  FacCfdiTax tax = {
    .base = fac_paper_check_number (amount),
    .impuesto = FAC_TAX_IVA,
    .tipo_factor = FAC_TAX_TASA,
    .tasa_o_cuota = fac_paper_check_number ("0.160000"),
    .importe = fac_paper_check_number ("16.000000"),
  };

  line->clave_prod_serv = g_strdup ("27112700");
  line->cantidad = fac_paper_check_number ("10");
  line->clave_unidad = g_strdup ("H87");
  line->unidad = g_strdup ("Pieza");
  line->descripcion = g_strdup (description);
  line->valor_unitario = fac_paper_check_number (price);
  line->importe = fac_paper_check_number (amount);
  line->objeto_imp = g_strdup ("02");
  line->taxes = g_array_new (FALSE, FALSE, sizeof (FacCfdiTax));
  g_array_append_val (line->taxes, tax);
  g_ptr_array_add (cfdi->conceptos, line);
}

static FacCfdi *
sample (void)
{
  FacCfdi *cfdi = fac_cfdi_new ();
  FacCfdiTax tax = { .base = fac_paper_check_number ("3000.00"), .impuesto = FAC_TAX_IVA,
                     .tasa_o_cuota = fac_paper_check_number ("0.160000"),
                     .importe = fac_paper_check_number ("480.00") };

  cfdi->version = g_strdup ("4.0");
  cfdi->serie = g_strdup ("A");
  cfdi->folio = g_strdup ("1203");
  cfdi->fecha = g_strdup ("2026-11-19T16:20:00");
  cfdi->forma_pago = g_strdup ("03");
  cfdi->metodo_pago = g_strdup ("PUE");
  cfdi->moneda = g_strdup ("MXN");
  cfdi->tipo_de_comprobante = g_strdup ("I");
  cfdi->exportacion = g_strdup ("01");
  cfdi->lugar_expedicion = g_strdup ("50000");
  cfdi->sub_total = fac_paper_check_number ("3000.00");
  cfdi->total = fac_paper_check_number ("3480.00");
  cfdi->emisor_rfc = g_strdup ("FLC900101AB0");
  cfdi->emisor_nombre = g_strdup ("FERRETERIA LA CENTRAL");
  cfdi->emisor_regimen_fiscal = g_strdup ("601");
  cfdi->receptor_rfc = g_strdup ("GRA150309TT8");
  cfdi->receptor_nombre = g_strdup ("GRUPO RESTAURANTERO ANAHUAC");
  cfdi->receptor_domicilio_fiscal = g_strdup ("06700");
  cfdi->receptor_regimen_fiscal = g_strdup ("601");
  cfdi->receptor_uso_cfdi = g_strdup ("G03");
  g_array_append_val (cfdi->impuestos, tax);
  add_line (cfdi, "Taladro inalámbrico 20 V", "250.00", "2500.00");
  return cfdi;
}

static char *
repeat (const char *text, int times)
{
  GString *out = g_string_new (NULL);

  for (int i = 0; i < times; i++)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

static char *
page_text (PopplerDocument *document, int index)
{
  g_autoptr (PopplerPage) page = poppler_document_get_page (document, index);

  return poppler_page_get_text (page);
}

static void
test_issued_has_every_fact (void)
{
  static const char *const facts[] = {
    "FERRETERIA LA CENTRAL", "FLC900101AB0", "GRUPO RESTAURANTERO ANAHUAC", "FACTURA", "A 1203", UUID,
    "30001000000500003416", "30001000000500003456", "SPR190613I52", "19 nov 2026 16:42:51", "3,480.00", "480.00",
    "TRES MIL CUATROCIENTOS OCHENTA PESOS 00/100 M.N.", "27112700", "Página 1 de 1", "sin validez fiscal",
    "IVA 16 % sobre 2,500.00 = 16.00", "representación impresa",
  };
  g_autoptr (FacCfdi) cfdi = sample ();
  const FacPaperStyle style = { .test = TRUE, .tfd_cadena = "||1.1|" UUID "|2026-11-19T16:42:51||" };
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *text = NULL;

  fac_paper_check_stamp (cfdi, UUID);
  document = fac_paper_check_draw (cfdi, &style, NULL);
  text = page_text (document, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    fac_paper_check_has (text, facts[i]);
}

static void
test_draft_has_neither_seal_nor_qr (void)
{
  g_autoptr (FacCfdi) cfdi = sample ();
  const FacPaperStyle style = { .draft = TRUE, .test = TRUE };
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *text = NULL;
  g_autofree char *made = NULL;
  g_autoptr (GDateTime) when = NULL;

  fac_paper_check_stamp (cfdi, UUID);
  document = fac_paper_check_draw (cfdi, &style, NULL);
  text = page_text (document, 0);
  fac_paper_check_has (text, "BORRADOR");
  fac_paper_check_has (text, "sin validez fiscal");
  g_assert_null (strstr (text, UUID));
  g_assert_null (strstr (text, "Sello"));
  /* when the document was made, not when it was drawn: the same one is the same file again */
  g_object_get (document, "creation-datetime", &when, NULL);
  g_assert_nonnull (when);
  made = g_date_time_format (when, "%Y-%m-%d %H:%M");
  g_assert_cmpstr (made, ==, "2026-11-19 16:20");
}

/* stamped, and only its XML is missing: that is no draft */
static void
test_unsealed_is_no_draft (void)
{
  g_autoptr (FacCfdi) cfdi = sample ();
  const FacPaperStyle style = { .draft = TRUE, .unsealed = TRUE };
  g_autoptr (PopplerDocument) document = fac_paper_check_draw (cfdi, &style, NULL);
  g_autofree char *text = page_text (document, 0);

  fac_paper_check_has (text, "FALTA EL XML");
  g_assert_null (strstr (text, "BORRADOR"));
  g_assert_null (strstr (text, "Sello"));
}

static void
test_extremes_stay_inside (void)
{
  g_autoptr (FacCfdi) cfdi = sample ();
  g_autofree char *long_name = g_strnfill (300, 'W');
  g_autofree char *long_text = g_strnfill (1000, 'M');
  const FacPaperStyle style = { .issuer_address = long_name, .contact = long_name, .test = TRUE };
  g_autoptr (PopplerDocument) document = NULL;

  fac_paper_check_stamp (cfdi, UUID);
  g_free (cfdi->emisor_nombre);
  cfdi->emisor_nombre = g_strdup (long_name);
  g_free (cfdi->receptor_nombre);
  cfdi->receptor_nombre = g_strdup (long_name);
  add_line (cfdi, long_text, "999999999999999999.123456", "999999999999999999.99");
  add_line (cfdi, "Emoji 🎉🔧👩‍🏭 y texto العربية 漢字", "0.000001", "0.01");
  cfdi->total = fac_paper_check_number ("999999999999999999.99");
  cfdi->sub_total = cfdi->total;
  document = fac_paper_check_draw (cfdi, &style, NULL);
  fac_paper_check_margins (document);
}

/* a text that no page holds, hundreds of relations and notes, and bytes that are no text */
static void
test_longer_than_a_page (void)
{
  g_autoptr (FacCfdi) cfdi = sample ();
  g_autofree char *text = g_strnfill (20000, 'M');
  g_autofree char *words = repeat ("una nota larga\n", 300);
  g_autofree char *uuids = repeat (UUID " ", 400);
  FacCfdiRelacion *relation = fac_cfdi_relacion_new ();
  const FacPaperStyle style = { .notes = words, .test = TRUE, .tfd_cadena = text };
  g_autoptr (PopplerDocument) document = NULL;

  fac_paper_check_stamp (cfdi, UUID);
  relation->tipo_relacion = g_strdup ("04");
  relation->uuids = g_strsplit (uuids, " ", -1);
  g_ptr_array_add (cfdi->relacionados, relation);
  add_line (cfdi, text, "1.00", "10.00");
  add_line (cfdi, "mal \xff\xfe y control \x01\x1b", "1.00", "10.00");
  document = fac_paper_check_draw (cfdi, &style, NULL);
  fac_paper_check_margins (document);
}

static void
test_five_thousand_lines (void)
{
  g_autoptr (FacCfdi) cfdi = sample ();
  const FacPaperStyle style = { .test = TRUE };
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *middle = NULL;
  g_autofree char *last = NULL;
  g_autofree char *ending = NULL;
  int n_pages;

  fac_paper_check_stamp (cfdi, UUID);
  for (int i = 1; i < 5000; i++)
    add_line (cfdi, "Juego de brocas para concreto", "100.00", "500.00");
  document = fac_paper_check_draw (cfdi, &style, NULL);
  n_pages = poppler_document_get_n_pages (document);
  g_assert_cmpint (n_pages, >, 100);
  middle = page_text (document, n_pages / 2);
  fac_paper_check_has (middle, "Descripción");
  fac_paper_check_has (middle, "sin validez fiscal");
  last = page_text (document, n_pages - 1);
  ending = g_strdup_printf ("Página %d de %d", n_pages, n_pages);
  fac_paper_check_has (last, ending);
  fac_paper_check_has (last, UUID);
}

/* what stands above the lines of the next page can be read, however long the names are */
static void
test_long_names_stay_legible (void)
{
  g_autoptr (FacCfdi) cfdi = sample ();
  const FacPaperStyle style = { .draft = TRUE };
  g_autoptr (PopplerDocument) document = NULL;
  g_autoptr (PopplerPage) page = NULL;
  g_autofree PopplerRectangle *places = NULL;
  guint n_places;

  g_free (cfdi->receptor_nombre);
  cfdi->receptor_nombre = g_strnfill (300, 'N');
  for (int i = 1; i < 60; i++)
    add_line (cfdi, "Juego de brocas", "100.00", "500.00");
  document = fac_paper_check_draw (cfdi, &style, NULL);
  page = poppler_document_get_page (document, 1);
  g_assert_true (poppler_page_get_text_layout (page, &places, &n_places));
  g_assert_cmpuint (n_places, >, 300);
  for (guint i = 0; i < 300; i++)
    if (places[i].y2 > places[i].y1)
      g_assert_cmpfloat (places[i].y2 - places[i].y1, >, 6);
}

/* whatever the number of lines, totals are never the first thing of a page */
static void
test_totals_go_with_a_line (void)
{
  for (int n = 8; n < 34; n++)
    {
      g_autoptr (FacCfdi) cfdi = sample ();
      const FacPaperStyle style = { .draft = TRUE };
      g_autoptr (PopplerDocument) document = NULL;
      g_autofree char *last = NULL;

      for (int i = 1; i < n; i++)
        add_line (cfdi, "Juego de brocas", "100.00", "500.00");
      add_line (cfdi, "Llave inglesa", "100.00", "500.00");
      document = fac_paper_check_draw (cfdi, &style, NULL);
      last = page_text (document, poppler_document_get_n_pages (document) - 1);
      fac_paper_check_has (last, "Total MXN");
      fac_paper_check_has (last, "Llave inglesa");
    }
}

static void
test_rows_are_tidy (void)
{
  g_autoptr (FacCfdi) cfdi = sample ();
  const FacPaperStyle style = { .test = TRUE, .tfd_cadena = "||1.1|" UUID "|2026-11-19T16:20:09||" };
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *text = NULL;
  const char *key;

  fac_paper_check_stamp (cfdi, UUID);
  g_free (cfdi->timbre->sello_cfd);
  cfdi->timbre->sello_cfd = g_strdup ("abcdefghij/klmnopqrst+uvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789==");
  document = fac_paper_check_draw (cfdi, &style, NULL);
  text = page_text (document, 0);
  /* a seal fills its lines, whatever letters it has */
  fac_paper_check_has (text, "abcdefghij/klmnopqrst+uvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                             "abcdefghijklmnopqrstuvwxyz");
  /* the key is said once, and the figures of a tax stay together */
  key = strstr (text, "27112700");
  g_assert_nonnull (key);
  g_assert_null (strstr (key + 1, "27112700"));
  fac_paper_check_has (text, "IVA 16 % sobre 2,500.00 = 16.00");
}

static void
test_hostile_logo_is_left_out (void)
{
  g_autoptr (FacCfdi) cfdi = sample ();
  g_autoptr (GBytes) junk = g_bytes_new_static ("\x89PNG\r\n\x1a\nnot a picture", 21);
  const FacPaperStyle style = { .logo = junk, .color = "not-a-colour" };
  g_autoptr (PopplerDocument) document = fac_paper_check_draw (cfdi, &style, NULL);

  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
}

static cairo_status_t
append_bytes (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static guint
count_pictures (int side)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, side, side);
  GByteArray *png = g_byte_array_new ();
  g_autoptr (FacCfdi) cfdi = sample ();
  g_autoptr (GBytes) logo = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autoptr (PopplerPage) page = NULL;
  GList *pictures;
  guint count;

  cairo_surface_write_to_png_stream (surface, append_bytes, png);
  cairo_surface_destroy (surface);
  logo = g_byte_array_free_to_bytes (png);
  document = fac_paper_check_draw (cfdi, &(FacPaperStyle) { .logo = logo, .draft = TRUE }, NULL);
  page = poppler_document_get_page (document, 0);
  pictures = poppler_page_get_image_mapping (page);
  count = g_list_length (pictures);
  poppler_page_free_image_mapping (pictures);
  return count;
}

/* few bytes that ask for much memory */
static void
test_enormous_logo_is_left_out (void)
{
  g_assert_cmpuint (count_pictures (64), ==, 1);
  g_assert_cmpuint (count_pictures (6400), ==, 0);
}

#define ALL_SHOWN                                                                                  \
  .codes = TRUE, .product_key = TRUE, .address_codes = TRUE, .tax_breakdown = TRUE,                \
  .ieps_breakdown = TRUE

/* The text of @cfdi drawn with @options. */
static char *
text_with (const FacCfdi *cfdi, const FacPaperOptions *options)
{
  const FacPaperStyle style = { .test = TRUE, .options = options };
  g_autoptr (PopplerDocument) document = fac_paper_check_draw (cfdi, &style, NULL);

  return fac_paper_check_text (document);
}

static void
test_options (void)
{
  static const struct
  {
    FacPaperOptions options;
    const char     *there;
    const char     *absent;
  } cases[] = {
    { { ALL_SHOWN }, "27112700", "Exportación" },
    { { ALL_SHOWN }, "IVA 16 % sobre", NULL },
    { { ALL_SHOWN }, "IEPS 8 %", "1,234.57" },
    { { ALL_SHOWN }, "3,000.00", "3,240.00" },
    { { ALL_SHOWN, .export_key = TRUE }, "Exportación", NULL },
    { { ALL_SHOWN, .round_price = TRUE }, "1,234.57", "1,234.5678" },
    { { .codes = TRUE, .tax_breakdown = TRUE, .ieps_breakdown = TRUE }, "Descripción", "27112700" },
    { { .product_key = TRUE, .ieps_breakdown = TRUE }, "Importe", " sobre " },
    { { .product_key = TRUE, .tax_breakdown = TRUE }, "3,240.00", "IEPS" },
    { { ALL_SHOWN, .ieps_in_subtotal = TRUE }, "3,240.00", "IEPS 8 %" },
  };
  g_autoptr (FacCfdi) cfdi = sample ();
  FacCfdiTax ieps = { .base = fac_paper_check_number ("3000.00"), .impuesto = FAC_TAX_IEPS,
                      .tasa_o_cuota = fac_paper_check_number ("0.080000"),
                      .importe = fac_paper_check_number ("240.00") };

  add_line (cfdi, "Pieza fina", "1234.5678", "12345.68");
  g_array_append_val (cfdi->impuestos, ieps);
  fac_paper_check_stamp (cfdi, UUID);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = text_with (cfdi, &cases[i].options);

      fac_paper_check_has (text, cases[i].there);
      if (cases[i].absent != NULL)
        g_assert_null (strstr (text, cases[i].absent));
    }
}

static void
test_seal_on_every_page (void)
{
  static const FacPaperOptions repeated = { ALL_SHOWN, .repeat_seal = TRUE };
  g_autoptr (FacCfdi) cfdi = sample ();
  const FacPaperStyle style = { .test = TRUE, .options = &repeated };
  g_autoptr (PopplerDocument) document = NULL;

  for (guint i = 0; i < 60; i++)
    add_line (cfdi, "Pieza fina", "1.00", "10.00");
  fac_paper_check_stamp (cfdi, UUID);
  g_free (cfdi->sello);
  cfdi->sello = g_strnfill (344, 'Q');
  document = fac_paper_check_draw (cfdi, &style, NULL);
  g_assert_cmpint (poppler_document_get_n_pages (document), >, 1);
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autofree char *text = page_text (document, i);

      fac_paper_check_has (text, "QQQQQQQQQQ");
    }
  fac_paper_check_margins (document);
}

static void
test_empty_document (void)
{
  g_autoptr (FacCfdi) cfdi = fac_cfdi_new ();
  const FacPaperStyle style = { .draft = TRUE };
  g_autoptr (PopplerDocument) document = fac_paper_check_draw (cfdi, &style, NULL);

  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/issued", test_issued_has_every_fact);
  g_test_add_func ("/paper/draft", test_draft_has_neither_seal_nor_qr);
  g_test_add_func ("/paper/extremes", test_extremes_stay_inside);
  g_test_add_func ("/paper/longer-than-a-page", test_longer_than_a_page);
  g_test_add_func ("/paper/totals-go-with-a-line", test_totals_go_with_a_line);
  g_test_add_func ("/paper/rows-are-tidy", test_rows_are_tidy);
  g_test_add_func ("/paper/unsealed", test_unsealed_is_no_draft);
  g_test_add_func ("/paper/long-names", test_long_names_stay_legible);
  g_test_add_func ("/paper/5000-lines", test_five_thousand_lines);
  g_test_add_func ("/paper/hostile-logo", test_hostile_logo_is_left_out);
  g_test_add_func ("/paper/enormous-logo", test_enormous_logo_is_left_out);
  g_test_add_func ("/paper/options", test_options);
  g_test_add_func ("/paper/seal-on-every-page", test_seal_on_every_page);
  g_test_add_func ("/paper/empty", test_empty_document);
  return g_test_run ();
}
