/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-text-decode.h"

#include "fac-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <uchardet.h>

/* enough to see how a file was written */
#define LOOKED_AT (256u * 1024u)
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

char *
fac_text_decode (GBytes *bytes, const char **encoding, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  const Mark *mark = find_mark (text, length);
  const char *name = mark != NULL ? mark->encoding : NULL;
  char *read;

  if (text == NULL)
    text = "";
  if (mark != NULL)
    {
      text += mark->length;
      length -= mark->length;
    }
  else if (g_utf8_validate_len (text, length, NULL))
    name = "UTF-8";
  else
    name = utf16_without_mark (text, length);
  if (name == NULL && memchr (text, '\0', length) != NULL)
    return refuse (error);
  if (name == NULL)
    name = old_encoding (text, length);
  if (name == NULL)
    return refuse (error);
  read = convert (text, length, name, error);
  if (read == NULL)
    return NULL;
  unify_line_ends (read);
  if (encoding != NULL)
    *encoding = name;
  return read;
}
