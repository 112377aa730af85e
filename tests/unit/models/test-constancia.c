/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog.h"
#include "fac-constancia-source.h"
#include "fac-error.h"
#include "fac-json.h"
#include "fac-test.h"

#include <glib/gstdio.h>

static FacCatalogSource *
get_catalog (void)
{
  static FacCatalog *catalog;
  g_autofree char *starter = fac_test_built ("data/catalogs.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (catalog != NULL)
    return FAC_CATALOG_SOURCE (catalog);
  fac_catalog_open_async (starter, NULL, NULL, fac_test_got, &result);
  catalog = fac_catalog_open_finish (fac_test_result (&result), &error);
  g_assert_no_error (error);
  return FAC_CATALOG_SOURCE (catalog);
}

static FacConstancia *
read_text (const char *text, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  fac_constancia_source_read_text_async (get_catalog (), text, NULL, fac_test_got, &result);
  return fac_constancia_source_read_finish (fac_test_result (&result), error);
}

static FacConstancia *
read_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  fac_constancia_source_read_file_async (get_catalog (), file, NULL, fac_test_got, &result);
  return fac_constancia_source_read_finish (fac_test_result (&result), error);
}

/* ---- the samples ---------------------------------------------------------------------------- */

static void
assert_member (FacJsonValue object, const char *name, const char *is)
{
  g_assert_cmpstr (fac_json_string (fac_json_get (object, name)), ==, is);
}

static void
assert_systems (FacJsonValue expected, const FacConstancia *read)
{
  g_assert_cmpuint (read->systems->len, ==, fac_json_length (expected));
  for (guint i = 0; i < read->systems->len; i++)
    {
      const FacConstanciaSystem *system = read->systems->pdata[i];
      const FacJsonValue row = fac_json_at (expected, i);

      assert_member (row, "texto", system->text);
      assert_member (row, "clave", system->key);
      assert_member (row, "inicio", system->from);
      assert_member (row, "fin", system->to);
    }
}

static void
assert_sample (FacJsonValue expected, const FacConstancia *read)
{
  const FacJsonValue place = fac_json_get (expected, "domicilio");
  const FacJsonValue contact = fac_json_get (expected, "contacto");

  assert_member (expected, "rfc", read->rfc);
  assert_member (expected, "rfc", read->sealed_rfc);
  assert_member (expected, "curp", read->curp);
  assert_member (expected, "nombre", read->name);
  assert_member (expected, "regimen_capital", read->capital);
  assert_member (expected, "nombre_comercial", read->trade_name);
  assert_member (expected, "idcif", read->id_cif);
  assert_member (expected, "estatus", read->status);
  assert_member (expected, "fecha_emision", read->issued);
  assert_member (place, "codigo_postal", read->zip);
  assert_member (place, "tipo_vialidad", read->street_kind);
  assert_member (place, "vialidad", read->street);
  assert_member (place, "numero_exterior", read->exterior);
  assert_member (place, "numero_interior", read->interior);
  assert_member (place, "colonia", read->neighborhood);
  assert_member (place, "localidad", read->city);
  assert_member (place, "municipio", read->municipality);
  assert_member (place, "entidad", read->state);
  assert_member (place, "entre_calle", read->between);
  assert_member (place, "y_calle", read->and_street);
  g_assert_cmpstr (fac_json_kind (contact) == FAC_JSON_OBJECT
                   ? fac_json_string (fac_json_get (contact, "correo")) : NULL, ==, read->email);
  g_assert_cmpstr (fac_json_kind (contact) == FAC_JSON_OBJECT
                   ? fac_json_string (fac_json_get (contact, "telefono")) : NULL, ==, read->phone);
  assert_systems (fac_json_get (expected, "regimenes"), read);
}

static void
read_sample (FacJsonValue expected, const char *folder, const char *layout)
{
  g_autofree char *name = g_strconcat (fac_json_string (fac_json_get (expected, "file")), layout, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacConstancia) read = NULL;

  g_test_message ("%s", name);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  read = read_text (text, &error);
  g_assert_no_error (error);
  assert_sample (expected, read);
}

static void
test_samples (void)
{
  g_autofree char *folder = fac_test_shared ("data/csf");
  g_autofree char *index = folder != NULL ? g_build_filename (folder, "index.json", NULL) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (FacJson) json = NULL;
  gsize length;

  if (index == NULL || !g_file_get_contents (index, &text, &length, NULL))
    {
      fac_test_skip_shared ("data/csf");
      return;
    }
  bytes = g_bytes_new (text, length);
  json = fac_json_parse (bytes, NULL);
  g_assert_cmpuint (fac_json_length (fac_json_root (json)), >, 3);
  for (guint i = 0; i < fac_json_length (fac_json_root (json)); i++)
    {
      read_sample (fac_json_at (fac_json_root (json), i), folder, ".raw.txt");
      read_sample (fac_json_at (fac_json_root (json), i), folder, ".layout.txt");
    }
}

/* every régimen of the catalogue is known by its own name, as the SAT prints it */
static void
test_all_systems (void)
{
  GPtrArray *all = fac_catalog_list (FAC_CATALOG (get_catalog ()), FAC_CATALOG_TAX_SYSTEMS);

  g_assert_cmpuint (all->len, >, 15);
  for (guint i = 0; i < all->len; i++)
    {
      const FacCatalogEntry *entry = all->pdata[i];
      g_autofree char *upper = g_utf8_strup (entry->es, -1);
      g_autofree char *text = g_strdup_printf (
        "CONSTANCIA DE SITUACIÓN FISCAL\nidCIF: 123456789\nDatos de Identificación del Contribuyente:\n"
        "RFC: HSP170905T46\nDatos del domicilio registrado\nRegímenes:\nRégimen Fecha Inicio Fecha Fin\n"
        "Régimen de las %s 01/01/2020\n", upper);
      g_autoptr (FacConstancia) read = read_text (text, NULL);

      g_assert_nonnull (read);
      g_assert_cmpuint (read->systems->len, ==, 1);
      g_assert_cmpstr (((FacConstanciaSystem *) read->systems->pdata[0])->key, ==, entry->key);
    }
}

/* ---- files ---------------------------------------------------------------------------------- */

static void
assert_file (const char *path, FacError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_file (path, &error));
  g_assert_error (error, FAC_ERROR, (int) code);
  g_assert_cmpstr (error->message, !=, "");
}

static char *
write_file (const char *folder, const char *name, const char *content)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static const char scan[] =
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
  "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Size 4/Root 1 0 R>>\n";

static void
test_files (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *scanned = write_file (folder, "scan.pdf", scan);
  g_autofree char *other = write_file (folder, "other.pdf", "<xml/>");
  g_autofree char *absent = g_build_filename (folder, "absent.pdf", NULL);
  g_autoptr (GError) error = NULL;

  assert_file (scanned, FAC_ERROR_NOT_FOUND);
  assert_file (other, FAC_ERROR_CORRUPT);
  assert_file (folder, FAC_ERROR_INVALID);
  g_assert_null (read_file (absent, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) pdf = g_bytes_new_static (scan, sizeof scan - 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fac_constancia_source_read_bytes_async (get_catalog (), pdf, cancellable, fac_test_got, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (fac_constancia_source_read_finish (fac_test_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
read_with (const char *folder, const char *script, FacError code)
{
  g_autofree char *program = write_file (folder, "program", script);

  g_assert_cmpint (g_chmod (program, 0700), ==, 0);
  g_setenv ("FACTURADOR_PDF_TEXT", program, TRUE);
  {
    g_autofree char *scanned = write_file (folder, "scan.pdf", scan);

    assert_file (scanned, code);
  }
  g_unsetenv ("FACTURADOR_PDF_TEXT");
}

/* a process that was taken over by its file */
static void
test_bad_process (void)
{
  g_autofree char *folder = fac_test_folder ();

  read_with (folder, "#!/bin/sh\nexec yes\n", FAC_ERROR_TOO_LARGE);
  read_with (folder, "#!/bin/sh\nkill -9 $$\n", FAC_ERROR_FAILED);
  read_with (folder, "#!/bin/sh\nulimit -c 0; kill -XCPU $$\n", FAC_ERROR_TOO_LARGE);
  read_with (folder, "#!/bin/sh\nexit 77\n", FAC_ERROR_FAILED);
  read_with (folder, "#!/bin/sh\nexit 3\n", FAC_ERROR_PERMISSION);
  if (g_test_slow ())
    read_with (folder, "#!/bin/sh\nexec sleep 60\n", FAC_ERROR_TOO_LARGE);
  g_setenv ("FACTURADOR_PDF_TEXT", "/nowhere/at/all", TRUE);
  {
    g_autofree char *scanned = write_file (folder, "scan.pdf", scan);

    assert_file (scanned, FAC_ERROR_UNAVAILABLE);
  }
  g_unsetenv ("FACTURADOR_PDF_TEXT");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/models/constancia/samples", test_samples);
  g_test_add_func ("/models/constancia/all-systems", test_all_systems);
  g_test_add_func ("/models/constancia/files", test_files);
  g_test_add_func ("/models/constancia/cancelled", test_cancelled);
  g_test_add_func ("/models/constancia/bad-process", test_bad_process);
  return g_test_run ();
}
