/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-search-words.h"

#include "fac-text.h"

#include <string.h>

#define MAX_QUERY_CHUNKS 12
#define MAX_WORD_BYTES   64
#define ASIDE "ŋ" /* a letter that begins no word that anybody types */

typedef struct
{
  GPtrArray *parts;  /* runs of letters and digits */
  char      *joined; /* all of them as one word; NULL when there is one part */
} Chunk;

struct _FacSearchWords
{
  GString    *text;
  GHashTable *seen;
};

static void
chunk_clear (Chunk *chunk)
{
  g_clear_pointer (&chunk->parts, g_ptr_array_unref);
  g_clear_pointer (&chunk->joined, g_free);
}

static gboolean
is_digits (const char *text)
{
  for (; *text != 0; text++)
    if (!g_ascii_isdigit (*text))
      return FALSE;
  return TRUE;
}

static gboolean
is_letters (const char *text)
{
  for (; *text != 0; text = g_utf8_next_char (text))
    if (!g_unichar_isalpha (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* "1,345.60" → "1345.6"; NULL when it is not a plain number */
static char *
number_word (const char *text)
{
  g_autoptr (GString) word = g_string_new (NULL);
  const char *p = text;
  gsize first;
  gboolean point = FALSE;

  while (g_ascii_isdigit (*p))
    g_string_append_c (word, *p++);
  first = word->len;
  for (; first >= 1 && first <= 3 && *p == ','; p += 4)
    {
      if (!g_ascii_isdigit (p[1]) || !g_ascii_isdigit (p[2]) || !g_ascii_isdigit (p[3]))
        return NULL;
      g_string_append_len (word, p + 1, 3);
    }
  if (first > 0 && *p == '.' && g_ascii_isdigit (p[1]))
    {
      point = TRUE;
      g_string_append_c (word, *p++);
      while (g_ascii_isdigit (*p))
        g_string_append_c (word, *p++);
    }
  if (first == 0 || *p != 0)
    return NULL;
  while (point && word->str[word->len - 1] == '0')
    g_string_truncate (word, word->len - 1);
  if (word->str[word->len - 1] == '.')
    g_string_truncate (word, word->len - 1);
  return g_string_free (g_steal_pointer (&word), FALSE);
}

static gsize
safe_length (const char *text, gsize length)
{
  while (length > MAX_WORD_BYTES || (length > 0 && (text[length] & 0xC0) == 0x80))
    length--;
  return length;
}

static void
take_part (GPtrArray *parts, const char *start, const char *end)
{
  gsize length = end - start;

  if (length > MAX_WORD_BYTES)
    length = safe_length (start, MAX_WORD_BYTES);
  if (length > 0)
    g_ptr_array_add (parts, g_strndup (start, length));
}

/* The trimmed inside of @chunk: without signs before and behind ("$1,345." → "1,345"). */
static char *
chunk_core (const char *chunk)
{
  const char *start = NULL;
  const char *end = NULL;

  for (const char *p = chunk; *p != 0; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      {
        if (start == NULL)
          start = p;
        end = g_utf8_next_char (p);
      }
  return start != NULL ? g_strndup (start, end - start) : NULL;
}

static gboolean
chunk_read (Chunk *out, const char *text)
{
  g_autofree char *core = chunk_core (text);
  char *number;
  const char *start = NULL;

  out->joined = NULL;
  out->parts = g_ptr_array_new_with_free_func (g_free);
  if (core == NULL)
    return FALSE;
  number = number_word (core);
  if (number != NULL && strlen (number) <= MAX_WORD_BYTES)
    {
      g_ptr_array_add (out->parts, number);
      return TRUE;
    }
  g_free (number);
  for (const char *p = core; ; p = g_utf8_next_char (p))
    {
      gboolean inside = *p != 0 && g_unichar_isalnum (g_utf8_get_char (p));

      if (inside && start == NULL)
        start = p;
      else if (!inside && start != NULL)
        {
          take_part (out->parts, start, p);
          start = NULL;
        }
      if (*p == 0)
        break;
    }
  if (out->parts->len > 1)
    {
      g_ptr_array_add (out->parts, NULL);
      out->joined = g_strjoinv ("", (char **) out->parts->pdata);
      g_ptr_array_set_size (out->parts, out->parts->len - 1);
      out->joined[safe_length (out->joined, strlen (out->joined))] = 0;
    }
  return out->parts->len > 0;
}

FacSearchWords *
fac_search_words_new (void)
{
  FacSearchWords *self = g_new0 (FacSearchWords, 1);

  self->text = g_string_new (NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

char *
fac_search_words_end (FacSearchWords *self)
{
  char *text = g_string_free (self->text, FALSE);

  g_hash_table_unref (self->seen);
  g_free (self);
  return text;
}

static void
add_word (FacSearchWords *self, const char *before, const char *word)
{
  char *whole = g_strconcat (before, word, NULL);

  if (!g_hash_table_add (self->seen, whole))
    return;
  if (self->text->len > 0)
    g_string_append_c (self->text, ' ');
  g_string_append (self->text, whole);
}

static void
add_text (FacSearchWords *self, const char *before, const char *text)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) chunks = NULL;

  if (fac_text_is_empty (text))
    return;
  folded = fac_text_fold (text);
  chunks = g_strsplit (folded, " ", -1);
  for (char **chunk = chunks; *chunk != NULL; chunk++)
    {
      Chunk read;

      if (chunk_read (&read, *chunk))
        {
          for (guint i = 0; i < read.parts->len; i++)
            add_word (self, before, g_ptr_array_index (read.parts, i));
          if (read.joined != NULL)
            add_word (self, before, read.joined);
        }
      chunk_clear (&read);
    }
}

void
fac_search_words_add (FacSearchWords *self, const char *text)
{
  add_text (self, "", text);
}

void
fac_search_words_add_aside (FacSearchWords *self, const char *text)
{
  add_text (self, ASIDE, text);
}

void
fac_search_words_add_folio (FacSearchWords *self, const char *series, const char *number)
{
  fac_search_words_add (self, series);
  fac_search_words_add (self, number);
  if (!fac_text_is_empty (series) && !fac_text_is_empty (number))
    {
      g_autofree char *joined = g_strconcat (series, number, NULL);

      fac_search_words_add (self, joined);
    }
}

void
fac_search_words_add_uuid (FacSearchWords *self, const char *uuid)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *joined = NULL;

  if (fac_text_is_empty (uuid))
    return;
  folded = fac_text_fold (uuid);
  parts = g_strsplit (folded, "-", -1);
  joined = g_strjoinv ("", parts);
  fac_search_words_add (self, joined);
}

/* "a" "1203": the folio A1203, or both words anywhere */
static gboolean
append_folio_pair (GString *expression, const Chunk *a, const Chunk *b)
{
  const char *letters = a->parts->pdata[0];
  const char *digits = b->parts->pdata[0];

  if (a->parts->len != 1 || b->parts->len != 1 || !is_letters (letters) || !is_digits (digits)
      || g_utf8_strlen (letters, -1) > 10)
    return FALSE;
  g_string_append_printf (expression, "(\"%s%s\" * OR (\"%s\" * AND \"%s\" *))",
                          letters, digits, letters, digits);
  return TRUE;
}

static void
append_chunk (GString *expression, const Chunk *chunk, const char *before)
{
  if (chunk->joined != NULL)
    g_string_append_printf (expression, "(\"%s%s\" * OR (", before, chunk->joined);
  for (guint i = 0; i < chunk->parts->len; i++)
    g_string_append_printf (expression, "%s\"%s%s\" *", i > 0 ? " AND " : "", before,
                            (const char *) g_ptr_array_index (chunk->parts, i));
  if (chunk->joined != NULL)
    g_string_append (expression, "))");
}

/* Every chunk as the row's own word or as one aside. */
static void
append_either (GString *expression, const Chunk *chunk)
{
  g_string_append (expression, "((");
  append_chunk (expression, chunk, "");
  g_string_append (expression, ") OR (");
  append_chunk (expression, chunk, ASIDE);
  g_string_append (expression, "))");
}

/* "MAR" "16" as the SKU MAR16, or each as above. */
static gboolean
append_either_pair (GString *expression, const Chunk *a, const Chunk *b)
{
  const gsize begin = expression->len;

  g_string_append_c (expression, '(');
  if (!append_folio_pair (expression, a, b))
    {
      g_string_truncate (expression, begin);
      return FALSE;
    }
  g_string_append (expression, " OR (");
  append_either (expression, a);
  g_string_append (expression, " AND ");
  append_either (expression, b);
  g_string_append (expression, "))");
  return TRUE;
}

static char *
expression_from_chunks (Chunk *chunks, guint n_chunks, gboolean aside)
{
  GString *expression;

  if (n_chunks == 0)
    return NULL;
  expression = g_string_new (NULL);
  for (guint i = 0; i < n_chunks; i++)
    {
      if (i > 0)
        g_string_append (expression, " AND ");
      if (i + 1 < n_chunks
          && (aside ? append_either_pair : append_folio_pair) (expression, &chunks[i],
                                                               &chunks[i + 1]))
        i++;
      else if (aside)
        append_either (expression, &chunks[i]);
      else
        append_chunk (expression, &chunks[i], "");
    }
  return g_string_free (expression, FALSE);
}

static char *
make_expression (const char *text, gboolean aside)
{
  Chunk chunks[MAX_QUERY_CHUNKS];
  guint n_chunks = 0;
  g_autofree char *folded = NULL;
  g_auto (GStrv) pieces = NULL;
  char *expression;

  if (fac_text_is_empty (text))
    return NULL;
  folded = fac_text_fold (text);
  pieces = g_strsplit (folded, " ", -1);
  for (char **piece = pieces; *piece != NULL && n_chunks < MAX_QUERY_CHUNKS; piece++)
    {
      if (chunk_read (&chunks[n_chunks], *piece))
        n_chunks++;
      else
        chunk_clear (&chunks[n_chunks]);
    }
  expression = expression_from_chunks (chunks, n_chunks, aside);
  for (guint i = 0; i < n_chunks; i++)
    chunk_clear (&chunks[i]);
  return expression;
}

char *
fac_search_expression (const char *text)
{
  return make_expression (text, FALSE);
}

char *
fac_search_expression_aside (const char *text)
{
  return make_expression (text, TRUE);
}
