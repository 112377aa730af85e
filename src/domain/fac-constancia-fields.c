/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-constancia-private.h"

#include "fac-text.h"

#include <string.h>

/* a name may have 254 characters (cfdi.md); what is longer is no field of this document */
#define VALUE_MOST 400

/* Two fields stand side by side: a long value goes on beneath its label. In the order of the content what goes on
 * follows the last label, laid out as on paper it stands beneath its own. */
typedef struct
{
  gsize    label;  /* index into the labels */
  guint    column; /* characters from the start of its line */
  gboolean apart;  /* two blanks or more, or nothing, lie before it */
} Place;

typedef struct
{
  const char *const *labels;
  gsize              n_labels;
  GString          **values;
  Place              row[8];   /* labels of the line that had some last */
  guint              n_row;
  gboolean           fresh;    /* the present line has had a label */
  const char        *line;     /* its start */
  const char        *counted;  /* how far its characters are counted */
  guint              column;   /* of that place */
} Reader;

static guint
column_of (Reader *self, const char *at)
{
  self->column += (guint) g_utf8_pointer_to_offset (self->counted, at);
  self->counted = at;
  return self->column;
}

static void
begin_line (Reader *self, const char *line)
{
  self->line = self->counted = line;
  self->column = 0;
  self->fresh = FALSE;
}

static const char *
label_at (Reader *self, const char *at, gsize *label)
{
  const char *longest = NULL;

  for (gsize i = 0; i < self->n_labels; i++)
    {
      const char *end = fac_constancia_match (at, self->labels[i]);

      if (end == NULL || (longest != NULL && end <= longest))
        continue;
      longest = end;
      *label = i;
    }
  return longest;
}

static gboolean
is_laid_out (Reader *self)
{
  return self->n_row > 1 && self->row[1].apart;
}

/* the label that text at @column of a line without labels belongs to */
static const Place *
owner_at (Reader *self, guint column)
{
  guint best = self->n_row - 1;

  if (!is_laid_out (self))
    return &self->row[best];
  while (best > 0 && self->row[best].column > column + 2)
    best--;
  return &self->row[best];
}

static void
add_value (Reader *self, const Place *place, const char *text, gsize length)
{
  GString *value = self->values[place->label];

  if (length == 0 || value->len > 4 * VALUE_MOST)
    return;
  g_string_append_c (value, ' ');
  g_string_append_len (value, text, (gssize) length);
}

static void
begin_place (Reader *self, gsize label, const char *at)
{
  Place *place;

  if (!self->fresh)
    self->n_row = 0;
  self->fresh = TRUE;
  if (self->n_row == G_N_ELEMENTS (self->row))
    self->n_row--;
  place = &self->row[self->n_row++];
  place->label = label;
  place->column = column_of (self, at);
  place->apart = at == self->line || (at - self->line > 1 && at[-1] == ' ' && at[-2] == ' ');
}

/* pieces that two blanks keep apart, each beneath its own label */
static void
go_on (Reader *self, const char *end)
{
  const char *at = self->line;

  while (at < end)
    {
      const char *piece;

      while (at < end && *at == ' ')
        at++;
      piece = at;
      while (at < end && !(at[0] == ' ' && at + 1 < end && at[1] == ' '))
        at++;
      if (self->n_row > 0)
        add_value (self, owner_at (self, column_of (self, piece)), piece, (gsize) (at - piece));
    }
}

/* Returns: what follows the line or the label that was met */
static const char *
read_piece (Reader *self, const char *at)
{
  const char *start = at;
  const char *behind = NULL;
  gsize label = 0;

  while (*at != '\0' && *at != '\n' && (behind = label_at (self, at, &label)) == NULL)
    at++;
  if (self->fresh && self->n_row > 0)
    add_value (self, &self->row[self->n_row - 1], start, (gsize) (at - start));
  else
    go_on (self, at);
  if (behind != NULL)
    {
      begin_place (self, label, at);
      return behind;
    }
  if (*at == '\n')
    begin_line (self, ++at);
  return at;
}

void
fac_constancia_read_fields (const char *block, const char *const *labels, gsize n_labels,
                            char **values)
{
  Reader reader = { .labels = labels, .n_labels = n_labels };
  const char *at = block;

  reader.values = g_new0 (GString *, n_labels);
  for (gsize i = 0; i < n_labels; i++)
    reader.values[i] = g_string_new (NULL);
  begin_line (&reader, block);
  while (*at != '\0')
    at = read_piece (&reader, at);
  for (gsize i = 0; i < n_labels; i++)
    {
      g_autofree char *raw = g_string_free (reader.values[i], FALSE);
      g_autofree char *value = fac_text_normalize_space (raw);

      values[i] = *value != '\0' && g_utf8_strlen (value, -1) <= VALUE_MOST
                      ? g_steal_pointer (&value) : NULL;
    }
  g_free (reader.values);
}
