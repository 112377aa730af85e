/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-text-decode.h"

#include "fac-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <uchardet.h>

/* enough to see how a file was written */
#define LOOKED_AT (256u * 1024u)
#define BEGIN_OF_FILE 64
#define MIXED "UTF-8 + WINDOWS-1252"
#define SPANISH "áéíóúüñÁÉÍÓÚÜÑ°º¿¡–—“”’ªç€"

/* The first of two that fit equally well wins: what Windows writes in Mexico is first. */
static const char *const old_encodings[] = { "WINDOWS-1252", "ISO-8859-1", "CP850", "MACINTOSH" };

typedef struct
{
  const char *mark;
  gsize       length;
  const char *encoding;
} Mark;

static const Mark marks[] = {
  { "\xef\xbb\xbf", 3, "UTF-8" }, { "\xff\xfe", 2, "UTF-16LE" }, { "\xfe\xff", 2, "UTF-16BE" },
};

static const Mark *
find_mark (const char *text, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= marks[i].length && memcmp (text, marks[i].mark, marks[i].length) == 0)
      return &marks[i];
  return NULL;
}

/* Every second byte of Latin text in UTF-16 is zero. */
static const char *
utf16_without_mark (const char *text, gsize length)
{
  gsize zeros[2] = { 0, 0 };
  const gsize looked = MIN (length, LOOKED_AT);

  for (gsize i = 0; i < looked; i++)
    zeros[i % 2] += text[i] == '\0';
  if (looked < 4 || length % 2 != 0 || MIN (zeros[0], zeros[1]) > 0
      || zeros[0] + zeros[1] < looked / 3)
    return NULL;
  return zeros[1] > 0 ? "UTF-16LE" : "UTF-16BE";
}

static gboolean
is_wide (const char *encoding)
{
  return encoding != NULL && g_str_has_prefix (encoding, "UTF-16");
}

/* Letters that Spanish has count for a reading, other signs beyond ASCII against it. */
static int
judge (const char *text)
{
  int score = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      const gunichar c = g_utf8_get_char (text);

      if (c < 128)
        continue;
      if (g_utf8_strchr (SPANISH, -1, c) != NULL)
        score++;
      else
        score -= g_unichar_iscntrl (c) ? 8 : 2;
    }
  return score;
}

static int
judge_encoding (const char *text, gsize length, const char *encoding)
{
  g_autofree char *read = g_convert (text, MIN (length, LOOKED_AT), "UTF-8", encoding, NULL, NULL,
                                     NULL);

  return read != NULL && strlen (read) > 0 ? judge (read) : G_MININT;
}

/* uchardet's own names are static only as long as it lives */
static const char *
guessed (const char *text, gsize length)
{
  uchardet_t detector = uchardet_new ();
  const char *name = NULL;

  if (uchardet_handle_data (detector, text, MIN (length, LOOKED_AT)) == 0)
    {
      uchardet_data_end (detector);
      name = g_intern_string (uchardet_get_charset (detector));
    }
  uchardet_delete (detector);
  return name != NULL && *name != '\0' ? name : NULL;
}

static const char *
old_encoding (const char *text, gsize length)
{
  const char *best = NULL, *guess;
  int most = G_MININT;

  for (guint i = 0; i < G_N_ELEMENTS (old_encodings); i++)
    {
      const int score = judge_encoding (text, length, old_encodings[i]);

      if (score > most)
        {
          most = score;
          best = old_encodings[i];
        }
    }
  /* a reading in which no sign is strange needs no guess */
  guess = most <= 0 ? guessed (text, length) : NULL;
  return guess != NULL && judge_encoding (text, length, guess) > most ? guess : best;
}

static char *
refuse (GError **error)
{
  g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
               _("This is not a text file. Save the sheet as CSV and choose that file."));
  return NULL;
}

/* A workbook or a picture has zeros from its begin; in a list they are damage, and there is a line to look at. */
static char *
refuse_zero (const char *text, gsize length, GError **error)
{
  const char *zero = memchr (text, '\0', length);
  guint line = 1;

  if ((gsize) (zero - text) < BEGIN_OF_FILE || !g_ascii_isprint (text[0]))
    return refuse (error);
  for (const char *at = text; at < zero; at++)
    line += *at == '\n';
  g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
               _("Line %u of the file has a character that no text has: the file is damaged."), line);
  return NULL;
}

/* ---- files that were put together of several -------------------------------------------------- */

static gsize
line_length (const char *text, gsize length)
{
  const char *end = memchr (text, '\n', length);

  return end != NULL ? (gsize) (end - text) + 1 : length;
}

static gboolean
has_letters_of_utf8 (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] >= 128)
      return g_utf8_validate_len (text, length, NULL);
  return FALSE;
}

/* Hardly any text of Windows is UTF-8 by chance: a line that is tells that others were added later. */
static gboolean
is_mixed (const char *text, gsize length)
{
  while (length > 0)
    {
      const gsize n = line_length (text, length);

      if (has_letters_of_utf8 (text, n))
        return TRUE;
      text += n;
      length -= n;
    }
  return FALSE;
}

static char *
convert_lines (const char *text, gsize length)
{
  GString *read = g_string_sized_new (length + length / 8);

  while (length > 0)
    {
      const gsize n = line_length (text, length);
      g_autofree char *line = NULL;

      if (!g_utf8_validate_len (text, n, NULL))
        line = g_convert (text, (gssize) n, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
      if (line != NULL)
        {
          g_autofree char *windows = g_convert (text, (gssize) n, "UTF-8", "WINDOWS-1252", NULL,
                                                NULL, NULL);

          g_string_append (read, windows != NULL ? windows : line);
        }
      else
        g_string_append_len (read, text, (gssize) n);
      text += n;
      length -= n;
    }
  return g_string_free (read, FALSE);
}

static void
unify_line_ends (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (*from != '\r')
      *to++ = *from;
    else if (from[1] != '\n')
      *to++ = '\n';
  *to = '\0';
}

static char *
convert (const char *text, gsize length, const char *encoding, GError **error)
{
  gsize written = 0;
  char *read = g_convert (text, length, "UTF-8", encoding, NULL, &written, NULL);

  /* one stray byte that Windows does not define spoils no file */
  if (read == NULL && g_str_equal (encoding, "WINDOWS-1252"))
    read = g_convert (text, length, "UTF-8", "ISO-8859-1", NULL, &written, NULL);
  if (read == NULL || strlen (read) != written)
    {
      g_free (read);
      return refuse (error);
    }
  return read;
}

/* NULL, with an error: it is no text */
static const char *
find_encoding (const char *text, gsize length, const char *marked, GError **error)
{
  const gboolean fits = g_utf8_validate_len (text, length, NULL);
  const char *name = marked;

  if (name == NULL)
    name = fits ? "UTF-8" : utf16_without_mark (text, length);
  if (!is_wide (name) && memchr (text, '\0', length) != NULL)
    {
      refuse_zero (text, length, error);
      return NULL;
    }
  if (is_wide (name) || fits)
    return name;
  if (name != NULL || is_mixed (text, length))
    return MIXED;
  name = old_encoding (text, length);
  if (name == NULL)
    refuse (error);
  return name;
}

char *
fac_text_decode (GBytes *bytes, const char **encoding, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  const Mark *mark = find_mark (text, length);
  const char *name;
  char *read;

  if (text == NULL)
    text = "";
  if (mark != NULL)
    {
      text += mark->length;
      length -= mark->length;
    }
  name = find_encoding (text, length, mark != NULL ? mark->encoding : NULL, error);
  if (name == NULL)
    return NULL;
  read = g_str_equal (name, MIXED) ? convert_lines (text, length)
                                   : convert (text, length, name, error);
  if (read == NULL)
    return NULL;
  unify_line_ends (read);
  if (encoding != NULL)
    *encoding = name;
  return read;
}
