/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bound of the folder: what is fetched never pushes out what is newer, nor is asked for in vain. */
#include "fac-document-summary.h"
#include "fac-error.h"
#include "fac-pdf-cache.h"
#include "fac-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define WHOLE "%PDF-1.4\nstartxref\n0\n%%EOF\n"

static GPtrArray *
make_documents (guint count)
{
  GPtrArray *documents =
      g_ptr_array_new_with_free_func ((GDestroyNotify) fac_document_summary_unref);

  for (guint i = 0; i < count; i++)
    {
      FacDocumentSummary *document = fac_document_summary_new ();

      document->id = g_uuid_string_random ();
      document->uuid = g_uuid_string_random ();
      document->status = FAC_STATUS_TIMBRADA;
      g_ptr_array_add (documents, document);
    }
  return documents;
}

/* A whole PDF of @size bytes, as few real ones as that are needed. */
static gboolean
put (const char *folder, GPtrArray *documents, guint i, gsize size, GError **error)
{
  const FacDocumentSummary *document = g_ptr_array_index (documents, i);
  char *bytes = g_malloc0 (size);
  g_autoptr (GBytes) pdf = g_bytes_new_take (bytes, size);

  memcpy (bytes, WHOLE, strlen (WHOLE));
  memcpy (bytes + size - strlen (WHOLE), WHOLE, strlen (WHOLE));
  return fac_pdf_cache_put (folder, document->uuid, FALSE, pdf, error);
}

static guint
n_owed (const char *folder, GPtrArray *documents, gboolean tidy)
{
  g_autoptr (GPtrArray) owed = fac_pdf_cache_owed (folder, documents, tidy);

  return owed->len;
}

static gboolean
has (const char *folder, GPtrArray *documents, guint i)
{
  const FacDocumentSummary *document = g_ptr_array_index (documents, i);
  g_autoptr (GBytes) pdf = fac_pdf_cache_get (folder, document->uuid, FALSE);

  return pdf != NULL;
}

static void
test_owed (void)
{
  g_autofree char *parent = fac_test_folder ();
  g_autofree char *folder = g_build_filename (parent, "not", "yet", NULL);
  g_autoptr (GPtrArray) documents = make_documents (5);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (n_owed (folder, documents, TRUE), ==, 5);
  g_assert_true (put (folder, documents, 2, 100, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_owed (folder, documents, TRUE), ==, 4);
  g_assert_true (has (folder, documents, 2));
  fac_pdf_cache_drop (folder, ((FacDocumentSummary *) documents->pdata[2])->uuid, FALSE);
  g_assert_false (has (folder, documents, 2));
  g_assert_cmpuint (n_owed (folder, documents, TRUE), ==, 5);
}

/* Filled from the newest on until nothing more is asked for: within the bound, and then nothing goes, nothing is asked for. */
static void
test_bound (void)
{
  const gsize size = FAC_PDF_CACHE_FILE_MOST;
  const guint room = FAC_PDF_CACHE_MOST / FAC_PDF_CACHE_FILE_MOST;
  g_autofree char *folder = fac_test_folder ();
  g_autoptr (GPtrArray) documents = make_documents (room + 5);
  g_autoptr (GPtrArray) newer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (n_owed (folder, documents, TRUE), ==, room + 5);
  for (guint i = 0; i < room; i++)
    g_assert_true (put (folder, documents, i, size, &error));
  g_assert_cmpuint (n_owed (folder, documents, TRUE), ==, 0);
  for (guint i = 0; i < room; i++)
    g_assert_true (has (folder, documents, i));
  /* a new document: the oldest goes, and is not asked for again */
  newer = make_documents (1);
  for (guint i = 0; i < documents->len; i++)
    g_ptr_array_add (newer, fac_document_summary_ref (documents->pdata[i]));
  g_assert_cmpuint (n_owed (folder, newer, TRUE), ==, 1);
  g_assert_true (put (folder, newer, 0, size, &error));
  g_assert_cmpuint (n_owed (folder, newer, TRUE), ==, 0);
  g_assert_true (has (folder, newer, 0));
  g_assert_true (has (folder, newer, room - 1));
  g_assert_false (has (folder, newer, room));
}

static void
test_refused (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autoptr (GPtrArray) documents = make_documents (1);
  FacDocumentSummary *document = documents->pdata[0];
  g_autoptr (GBytes) whole = g_bytes_new_static (WHOLE, strlen (WHOLE));
  g_autoptr (GError) error = NULL;

  g_assert_false (put (folder, documents, 0, FAC_PDF_CACHE_FILE_MOST + 1, &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE);
  g_clear_error (&error);
  for (gsize length = 0; length < strlen (WHOLE) - 1; length++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_static (WHOLE, length);

      g_assert_false (fac_pdf_cache_put (folder, document->uuid, FALSE, cut, &error));
      g_assert_error (error, FAC_ERROR, FAC_ERROR_CORRUPT);
      g_clear_error (&error);
    }
  g_assert_false (fac_pdf_cache_put (folder, "../../x", FALSE, whole, &error));
  g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
  g_assert_cmpuint (n_owed (folder, documents, FALSE), ==, 1);
}

/* Somebody else's doing: a link, a folder, a cut file is not shown, and does not count as a PDF. */
static void
test_foreign (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autoptr (GPtrArray) documents = make_documents (1);
  FacDocumentSummary *document = documents->pdata[0];
  g_autofree char *upper = g_ascii_strup (document->uuid, -1);
  g_autofree char *name = g_strconcat (upper, ".pdf", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *secret = g_build_filename (folder, "elsewhere", NULL);

  g_assert_true (g_file_set_contents (secret, WHOLE, -1, NULL));
  g_assert_cmpint (symlink (secret, path), ==, 0);
  g_assert_false (has (folder, documents, 0));
  g_assert_cmpuint (n_owed (folder, documents, FALSE), ==, 1);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_true (g_file_set_contents (path, "%PDF-1.4 cut", -1, NULL));
  g_assert_false (has (folder, documents, 0));
}

/* Those that look as before stay, whoever tells it again; what they look like is no PDF. */
static void
test_looks (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autoptr (GPtrArray) documents = make_documents (2);

  g_assert_true (put (folder, documents, 0, 4096, NULL));
  g_assert_false (fac_pdf_cache_set_looks (folder, "teal")); /* nobody knows how they looked before */
  g_assert_cmpuint (n_owed (folder, documents, TRUE), ==, 1);
  g_assert_false (fac_pdf_cache_set_looks (folder, "teal"));
  g_assert_true (has (folder, documents, 0));
  g_assert_true (fac_pdf_cache_set_looks (folder, "red"));
  g_assert_false (has (folder, documents, 0));
  g_assert_cmpuint (n_owed (folder, documents, TRUE), ==, 2);
  g_assert_true (put (folder, documents, 0, 4096, NULL));
  g_assert_false (fac_pdf_cache_set_looks (folder, "red"));
  g_assert_true (has (folder, documents, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf-cache/owed", test_owed);
  g_test_add_func ("/pdf-cache/bound", test_bound);
  g_test_add_func ("/pdf-cache/looks", test_looks);
  g_test_add_func ("/pdf-cache/refused", test_refused);
  g_test_add_func ("/pdf-cache/foreign", test_foreign);
  return g_test_run ();
}
