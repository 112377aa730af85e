/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-lock.h"
#include "fac-pdf-text.h"
#include "fac-test.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
show (cairo_t *cr, int x, int y, const char *text)
{
  cairo_move_to (cr, x, y);
  cairo_show_text (cr, text);
}

/* what lies side by side is drawn column by column, as some programs do */
static GBytes *
make_pdf (guint n_pages)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_bytes, bytes, 612, 792);
  cairo_t *cr = cairo_create (surface);

  cairo_set_font_size (cr, 9);
  for (guint i = 0; i < n_pages; i++)
    {
      show (cr, 60, 100, "Régimen Simplificado de Confianza");
      show (cr, 60, 120, "Régimen de Peñasco");
      show (cr, 350, 100, "01/01/2023");
      show (cr, 350, 120, "18/01/2021");
      show (cr, 500, 120, "31/12/2022");
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/* Returns: (transfer full): the lines with their runs of three blanks and more as "  " */
static char **
lines_of (const char *text)
{
  g_autoptr (GRegex) blanks = g_regex_new (" {3,}", 0, 0, NULL);
  g_autofree char *narrow = g_regex_replace_literal (blanks, text, -1, 0, "  ", 0, NULL);

  return g_strsplit (narrow, "\n", -1);
}

static void
assert_lines (const char *text)
{
  g_auto (GStrv) lines = lines_of (text);

  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (g_strchug (lines[0]), ==, "Régimen Simplificado de Confianza  01/01/2023");
  g_assert_cmpstr (g_strchug (lines[1]), ==, "Régimen de Peñasco  18/01/2021  31/12/2022");
  g_assert_cmpstr (lines[2], ==, "\f");
}

static void
test_lines (void)
{
  g_autoptr (GBytes) pdf = make_pdf (1);
  FacPdfTextExit problem;
  g_autofree char *text = fac_pdf_text_take_sync (pdf, &problem);

  g_assert_cmpint (problem, ==, FAC_PDF_TEXT_OK);
  assert_lines (text);
}

static void
assert_problem (GBytes *pdf, FacPdfTextExit expected)
{
  FacPdfTextExit problem;

  g_assert_null (fac_pdf_text_take_sync (pdf, &problem));
  g_assert_cmpint (problem, ==, expected);
}

/* whose password nobody knows */
static const char locked[] =
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
  "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
  "4 0 obj<</Filter/Standard/V 1/R 2/P -44/O<0102030405060708091011121314151617181920212223242526272829303132>"
  "/U<3231302928272625242322212019181716151413121110090807060504030201>>>endobj\n"
  "trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<0102><0102>]>>\n";

static void
test_refused (void)
{
  g_autoptr (GBytes) encrypted = g_bytes_new_static (locked, sizeof locked - 1);
  g_autoptr (GBytes) whole = make_pdf (1);
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) other = g_bytes_new_static ("<?xml version=\"1.0\"?>", 21);
  g_autoptr (GBytes) long_one = make_pdf (FAC_PDF_TEXT_PAGES + 1);
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (FAC_PDF_TEXT_BYTES + 1), FAC_PDF_TEXT_BYTES + 1);

  assert_problem (none, FAC_PDF_TEXT_CORRUPT);
  assert_problem (other, FAC_PDF_TEXT_CORRUPT);
  assert_problem (encrypted, FAC_PDF_TEXT_ENCRYPTED);
  assert_problem (long_one, FAC_PDF_TEXT_TOO_LARGE);
  assert_problem (large, FAC_PDF_TEXT_TOO_LARGE);
}

/* ---- the lock ------------------------------------------------------------------------------- */

typedef int (*Deed) (gconstpointer data);

/* runs @deed in a process that has shut itself in; Returns: what it returned */
static int
do_shut_in (Deed deed, gconstpointer data)
{
  int status = 0;
  const pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      fac_pdf_lock_alone ();
      fac_pdf_text_warm_up ();
      _exit (fac_pdf_lock_shut () ? deed (data) : 120);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

enum { NOTHING = 100, A_FILE, A_NEW_FILE, A_SOCKET, A_PIPE, A_PROCESS, A_SIGNAL, A_REMOVAL, A_DUMP };

static int
try_everything (gconstpointer data)
{
  const char *file = data;
  pid_t child;

  if (open ("/etc/passwd", O_RDONLY) >= 0 || open (file, O_RDONLY) >= 0)
    return A_FILE;
  if (open (file, O_WRONLY | O_CREAT | O_TRUNC, 0600) >= 0)
    return A_NEW_FILE;
  if (socket (AF_INET, SOCK_STREAM, 0) >= 0 || socket (AF_UNIX, SOCK_STREAM, 0) >= 0)
    return A_SOCKET;
  if (pipe ((int[2]) { 0, 0 }) == 0 || dup (STDOUT_FILENO) >= 0)
    return A_PIPE;
  child = fork ();
  if (child == 0)
    _exit (0);
  if (child > 0 || execl ("/bin/true", "true", NULL) == 0)
    return A_PROCESS;
#ifdef __x86_64__
  if (kill (getppid (), 0) == 0)
    return A_SIGNAL;
  if (unlink (file) == 0)
    return A_REMOVAL;
#endif
  if (prctl (PR_GET_DUMPABLE) > 0)
    return A_DUMP;
  return NOTHING;
}

static int
take_text (gconstpointer data)
{
  FacPdfTextExit problem;
  g_autofree char *text = fac_pdf_text_take_sync ((GBytes *) data, &problem);

  return text != NULL && strstr (text, "Peñasco") != NULL ? NOTHING : 1;
}

static int
write_on (gconstpointer data)
{
  return write (STDERR_FILENO, "# still heard\n", 14) == 14 ? NOTHING : 1;
}

static void
test_shut_in (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GBytes) pdf = make_pdf (2);

  g_assert_true (g_file_set_contents (file, "kept", -1, NULL));
  g_assert_cmpint (do_shut_in (try_everything, file), ==, NOTHING);
  g_assert_true (g_file_get_contents (file, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "kept");
  /* and yet text comes out, and is heard */
  g_assert_cmpint (do_shut_in (take_text, pdf), ==, NOTHING);
  g_assert_cmpint (do_shut_in (write_on, NULL), ==, NOTHING);
}

/* without the lock the same deeds succeed: the test can tell */
static void
test_not_shut_in (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *file = g_build_filename (folder, "file", NULL);

  g_assert_true (g_file_set_contents (file, "kept", -1, NULL));
  g_assert_cmpint (try_everything (file), ==, A_FILE);
}

static void
test_nothing_inherited (void)
{
  int ends[2];
  int status = 0;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      fac_pdf_lock_alone ();
      _exit (write (ends[1], "x", 1) < 0 && errno == EBADF ? NOTHING : 1);
    }
  close (ends[0]);
  close (ends[1]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (WEXITSTATUS (status), ==, NOTHING);
}

/* ---- the program ---------------------------------------------------------------------------- */

static int
run_program (GBytes *pdf, char **text)
{
  g_autofree char *program = fac_test_built ("src/" FAC_PDF_TEXT_PROGRAM);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                                      &error, program, NULL);

  g_assert_no_error (error);
  g_subprocess_communicate (process, pdf, NULL, &out, NULL, NULL);
  *text = g_bytes_get_size (out) > 0 ? g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out)) : g_strdup ("");
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
test_program (void)
{
  g_autoptr (GBytes) pdf = make_pdf (1);
  g_autoptr (GBytes) other = g_bytes_new_static ("%PDF-1.7\nbroken", 15);
  g_autoptr (GBytes) long_one = make_pdf (FAC_PDF_TEXT_PAGES + 1);
  g_autofree char *text = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *nothing_either = NULL;

  g_assert_cmpint (run_program (pdf, &text), ==, FAC_PDF_TEXT_OK);
  assert_lines (text);
  g_assert_cmpint (run_program (other, &nothing), ==, FAC_PDF_TEXT_CORRUPT);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpint (run_program (long_one, &nothing_either), ==, FAC_PDF_TEXT_TOO_LARGE);
  g_assert_cmpstr (nothing_either, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/text/lines", test_lines);
  g_test_add_func ("/pdf/text/refused", test_refused);
  g_test_add_func ("/pdf/text/shut-in", test_shut_in);
  g_test_add_func ("/pdf/text/not-shut-in", test_not_shut_in);
  g_test_add_func ("/pdf/text/nothing-inherited", test_nothing_inherited);
  g_test_add_func ("/pdf/text/program", test_program);
  return g_test_run ();
}
