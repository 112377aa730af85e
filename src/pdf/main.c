/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-lock.h"
#include "fac-pdf-text.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static GBytes *
read_input (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 part[65536];

  for (;;)
    {
      const gssize n = read (STDIN_FILENO, part, sizeof part);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return NULL;
      if (n == 0 || bytes->len > FAC_PDF_TEXT_BYTES)
        break;
      g_byte_array_append (bytes, part, (guint) n);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
write_output (const char *text)
{
  gsize left = strlen (text);

  while (left > 0)
    {
      const gssize n = write (STDOUT_FILENO, text, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      text += n;
      left -= (gsize) n;
    }
  return TRUE;
}

static FacPdfTextExit
run (void)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  FacPdfTextExit problem = FAC_PDF_TEXT_FAILED;

  fac_pdf_lock_alone ();
  bytes = read_input ();
  if (bytes == NULL)
    return FAC_PDF_TEXT_FAILED;
  fac_pdf_text_warm_up ();
  if (!fac_pdf_lock_shut ())
    return FAC_PDF_TEXT_FAILED;
  text = fac_pdf_text_take_sync (bytes, &problem);
  if (text == NULL)
    return problem;
  return write_output (text) ? FAC_PDF_TEXT_OK : FAC_PDF_TEXT_FAILED;
}

int
main (void)
{
  /* not return: what libraries do at the end wants what is shut by now */
  _exit ((int) run ());
}
