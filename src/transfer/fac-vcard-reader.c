/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-vcard.h"

#include "fac-error.h"
#include "fac-tax-id.h"
#include "fac-text-decode.h"
#include "fac-text.h"
#include "fac-vcard-values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ASK_EVERY 1024
#define LOOKED_AT 128u

/* columns of the table, by the keys of fac-import-customer.c */
enum
{
  NAME, TAX_ID, TAX_SYSTEM, ZIP, USE, EMAIL, OTHER_EMAILS, PHONE, STREET, EXTERIOR, INTERIOR,
  NEIGHBORHOOD, CITY, MUNICIPALITY, STATE, COUNTRY, NOTES, N_COLUMNS
};
static const char *const headers[N_COLUMNS + 1] = {
  "legal_name", "tax_id", "tax_system", "zip", "default_invoice_use", "email", "other_emails",
  "phone", "street", "exterior", "interior", "neighborhood", "city", "municipality", "state",
  "country", "notes", NULL,
};

static const struct
{
  const char *property;
  int         column;
} simple[] = {
  { "NOTE", NOTES }, { "X-RFC", TAX_ID },
  { "X-REGIMEN-FISCAL", TAX_SYSTEM }, { "X-USO-CFDI", USE }, { "X-CALLE", STREET },
  { "X-NUM-EXTERIOR", EXTERIOR }, { "X-NUM-INTERIOR", INTERIOR }, { "X-COLONIA", NEIGHBORHOOD },
  { "X-MUNICIPIO", MUNICIPALITY },
};

typedef struct
{
  char *cells[N_COLUMNS];
  char *organization;
  char *person; /* of N, for cards without FN */
  FacVcardValues *emails, *phones, *addresses; /* those of them as they are written */
  guint line;
} Card;

static void
card_clear (Card *card)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_clear_pointer (&card->cells[i], g_free);
  g_clear_pointer (&card->organization, g_free);
  g_clear_pointer (&card->person, g_free);
  g_clear_pointer (&card->emails, fac_vcard_values_free);
  g_clear_pointer (&card->phones, fac_vcard_values_free);
  g_clear_pointer (&card->addresses, fac_vcard_values_free);
  card->line = 0;
}

static void
card_begin (Card *card, guint line)
{
  card_clear (card);
  card->line = line;
  card->emails = fac_vcard_values_new ();
  card->phones = fac_vcard_values_new ();
  card->addresses = fac_vcard_values_new ();
}

/* ---- values ----------------------------------------------------------------------------------- */

static int
hex_pair (const char *text)
{
  const int high = g_ascii_xdigit_value (text[0]);
  const int low = high >= 0 ? g_ascii_xdigit_value (text[1]) : -1;

  return low >= 0 ? high * 16 + low : -1;
}

/* the CHARSET among @parameters, as cards of version 2.1 have it; others are UTF-8, or what Windows writes */
static char *
in_charset (const GString *bytes, const char *parameters)
{
  const char *at = strcasestr (parameters, "CHARSET=");
  g_autofree char *named = at != NULL ? g_strndup (at + 8, strcspn (at + 8, ";:")) : NULL;
  char *text = named != NULL
               ? g_convert (bytes->str, (gssize) bytes->len, "UTF-8", named, NULL, NULL, NULL) : NULL;

  if (text == NULL && !g_utf8_validate (bytes->str, (gssize) bytes->len, NULL))
    text = g_convert (bytes->str, (gssize) bytes->len, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  return text != NULL ? text : g_utf8_make_valid (bytes->str, (gssize) bytes->len);
}

/* version 2.1, as telephones still write it */
static char *
from_quoted_printable (const char *value, const char *parameters)
{
  GString *bytes = g_string_new (NULL);
  char *text;

  for (const char *at = value; *at != '\0'; at++)
    {
      const int byte = *at == '=' ? hex_pair (at + 1) : -1;

      if (byte >= 0)
        {
          if (byte != '\r' && byte != '\0')
            g_string_append_c (bytes, (char) byte);
          at += 2;
        }
      else if (*at != '=')
        g_string_append_c (bytes, *at);
    }
  text = in_charset (bytes, parameters);
  g_string_free (bytes, TRUE);
  return text;
}

/* The part of @value before the next ";" that is no text; @value goes behind it. */
static char *
next_part (const char **value)
{
  GString *part = g_string_new (NULL);
  const char *at = *value;

  for (; *at != '\0' && *at != ';'; at++)
    if (*at == '\\' && at[1] != '\0')
      {
        at++;
        g_string_append_c (part, *at == 'n' || *at == 'N' ? '\n' : *at);
      }
    else
      g_string_append_c (part, *at);
  *value = *at == ';' ? at + 1 : at;
  return g_strstrip (g_string_free (part, FALSE));
}

/* a text, in which cards of old programs leave ";" as it is */
static char *
whole_text (const char *value)
{
  GString *text = g_string_new (NULL);

  while (*value != '\0')
    {
      const char *before = value;
      g_autofree char *part = next_part (&value);

      g_string_append (text, part);
      if (value > before && value[-1] == ';')
        g_string_append_c (text, ';');
    }
  return g_strstrip (g_string_free (text, FALSE));
}

static void
set_first (char **cell, char *text)
{
  if (*cell == NULL && *text != '\0')
    *cell = text;
  else
    g_free (text);
}

static void
read_address (Card *card, const char *value)
{
  /* post box, extension, street, place, region, code, country */
  static const int columns[] = { -1, INTERIOR, STREET, CITY, STATE, ZIP, COUNTRY };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      char *part = next_part (&value);

      if (columns[i] >= 0)
        set_first (&card->cells[columns[i]], part);
      else
        g_free (part);
    }
}

static void
read_person (Card *card, const char *value)
{
  g_autofree char *family = next_part (&value);
  g_autofree char *given = next_part (&value);
  char *name = g_strjoin (" ", given, family, NULL);

  set_first (&card->person, g_strstrip (name));
}

/* ---- lines ------------------------------------------------------------------------------------ */

static void
read_simple (Card *card, const char *name, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (simple); i++)
    if (g_ascii_strcasecmp (name, simple[i].property) == 0)
      {
        char *text = whole_text (value);

        /* our own properties are exacter than the address that came before them */
        if (g_str_has_prefix (simple[i].property, "X-") && *text != '\0')
          g_clear_pointer (&card->cells[simple[i].column], g_free);
        set_first (&card->cells[simple[i].column], text);
        return;
      }
}

static void
read_phone (Card *card, const char *parameters, const char *value)
{
  g_autofree char *text = whole_text (value);
  g_autofree char *phone = fac_vcard_phone (text);

  fac_vcard_values_add (card->phones, parameters, phone);
}

/* Of these a card may have several. Returns: whether it is one of them */
static gboolean
read_several (Card *card, const char *name, const char *parameters, const char *value)
{
  if (g_ascii_strcasecmp (name, "ADR") == 0)
    fac_vcard_values_add (card->addresses, parameters,
                          value[strspn (value, "; \t")] != '\0' ? value : "");
  else if (g_ascii_strcasecmp (name, "EMAIL") == 0)
    {
      g_autofree char *text = whole_text (value);

      fac_vcard_values_add (card->emails, parameters, text);
    }
  else if (g_ascii_strcasecmp (name, "TEL") == 0)
    read_phone (card, parameters, value);
  else
    return FALSE;
  return TRUE;
}

static void
read_property (Card *card, const char *name, const char *parameters, const char *value)
{
  if (read_several (card, name, parameters, value))
    return;
  if (g_ascii_strcasecmp (name, "FN") == 0)
    set_first (&card->cells[NAME], whole_text (value));
  else if (g_ascii_strcasecmp (name, "ORG") == 0)
    set_first (&card->organization, next_part (&value));
  else if (g_ascii_strcasecmp (name, "N") == 0)
    read_person (card, value);
  else
    read_simple (card, name, value);
}

/* the colon behind the name and its parameters, which may have one in quotes */
static char *
find_colon (char *line)
{
  gboolean quoted = FALSE;

  for (; *line != '\0'; line++)
    if (*line == '"')
      quoted = !quoted;
    else if (*line == ':' && !quoted)
      return line;
  return NULL;
}

static void
read_line (Card *card, char *line)
{
  char *value = find_colon (line);
  g_autofree char *decoded = NULL;
  char *parameters, *group;

  if (value == NULL || card->line == 0)
    return;
  *value++ = '\0';
  parameters = strchr (line, ';');
  if (parameters != NULL)
    *parameters++ = '\0';
  group = strrchr (line, '.');
  if (parameters != NULL && strcasestr (parameters, "QUOTED-PRINTABLE") != NULL)
    decoded = from_quoted_printable (value, parameters);
  read_property (card, group != NULL ? group + 1 : line, parameters,
                 decoded != NULL ? decoded : value);
}

/* ---- cards ------------------------------------------------------------------------------------ */

/* "RFC: ABC…" in the note, as people keep it in their address book */
static void
find_tax_id (Card *card)
{
  g_auto (GStrv) lines = NULL;

  if (card->cells[TAX_ID] != NULL || card->cells[NOTES] == NULL)
    return;
  lines = g_strsplit_set (card->cells[NOTES], "\n,;", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *at = strcasestr (lines[i], "RFC");
      g_autofree char *rfc = NULL;

      if (at == NULL)
        continue;
      rfc = fac_tax_id_normalize (at + 3 + strspn (at + 3, ": ."));
      if (fac_tax_id_person (rfc) != FAC_PERSON_UNKNOWN)
        {
          card->cells[TAX_ID] = g_steal_pointer (&rfc);
          return;
        }
    }
}

/* @after: what stands already */
static void
append (char **after, const char *separator, const char *text)
{
  char *before = *after;

  *after = before != NULL ? g_strconcat (before, separator, text, NULL) : g_strdup (text);
  g_free (before);
}

/* A customer has one number and one address: other numbers go into the notes. */
static void
choose (Card *card)
{
  const char *address = fac_vcard_values_get (card->addresses, 0);
  const char *text;

  if (address != NULL)
    read_address (card, address);
  card->cells[EMAIL] = g_strdup (fac_vcard_values_get (card->emails, 0));
  card->cells[PHONE] = g_strdup (fac_vcard_values_get (card->phones, 0));
  for (guint i = 1; (text = fac_vcard_values_get (card->emails, i)) != NULL; i++)
    append (&card->cells[OTHER_EMAILS], ", ", text);
  for (guint i = 1; (text = fac_vcard_values_get (card->phones, i)) != NULL; i++)
    append (&card->cells[NOTES], "\n", text);
}

static void
finish_card (Card *card, GArray *rows)
{
  FacTableRow row = { .line = card->line };

  find_tax_id (card);
  choose (card);
  if (card->organization != NULL
      && (card->cells[NAME] == NULL
          || fac_tax_id_person (card->cells[TAX_ID] != NULL ? card->cells[TAX_ID] : "")
             == FAC_PERSON_MORAL))
    {
      g_free (card->cells[NAME]);
      card->cells[NAME] = g_steal_pointer (&card->organization);
    }
  if (card->cells[NAME] == NULL)
    card->cells[NAME] = g_steal_pointer (&card->person);
  row.cells = g_new0 (char *, N_COLUMNS + 1);
  for (guint i = 0; i < N_COLUMNS; i++)
    row.cells[i] = card->cells[i] != NULL ? g_steal_pointer (&card->cells[i]) : g_strdup ("");
  g_array_append_val (rows, row);
  card_clear (card);
}

/* @torn: (inout): where a contact begins that has no end; 0: none */
static void
on_line (Card *card, GArray *rows, char *line, guint number, guint *torn)
{
  g_strchomp (line);
  if (g_ascii_strcasecmp (line, "BEGIN:VCARD") == 0)
    {
      if (*torn == 0)
        *torn = card->line;
      card_begin (card, number);
    }
  else if (g_ascii_strcasecmp (line, "END:VCARD") == 0)
    {
      if (card->line != 0)
        finish_card (card, rows);
    }
  else
    read_line (card, line);
}

/* a soft line break of quoted-printable */
static gboolean
goes_on (const GString *line)
{
  return line->len > 0 && line->str[line->len - 1] == '='
         && strcasestr (line->str, "QUOTED-PRINTABLE") != NULL;
}

/* More than a list may have, no longer wanted, or not whole. */
static gboolean
refuse_cards (const GArray *rows, guint torn, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return TRUE;
  if (rows->len > FAC_TABLE_MOST_ROWS)
    g_propagate_error (error, fac_table_too_long ());
  else if (torn != 0)
    g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
                 _("The contact that begins in line %u has no end. The file is not whole."), torn);
  else
    return FALSE;
  return TRUE;
}

/* Puts folded lines together and reads them. */
static gboolean
read_cards (const char *text, GArray *rows, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) whole = g_string_new (NULL);
  Card card = { 0 };
  guint number = 0, began = 0, torn = 0;

  while (*text != '\0' && rows->len <= FAC_TABLE_MOST_ROWS)
    {
      const gsize length = strcspn (text, "\n");
      const gboolean soft = goes_on (whole);
      const gboolean folded = began != 0 && (*text == ' ' || *text == '\t');

      number++;
      if (soft)
        g_string_truncate (whole, whole->len - 1);
      if (!folded && !soft)
        {
          on_line (&card, rows, whole->str, began, &torn);
          g_string_truncate (whole, 0);
          began = number;
        }
      g_string_append_len (whole, text + folded, (gssize) (length - folded));
      text += length + (text[length] == '\n');
      if (number % ASK_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        break;
    }
  on_line (&card, rows, whole->str, began, &torn);
  if (torn == 0)
    torn = card.line;
  card_clear (&card);
  return !refuse_cards (rows, torn, cancellable, error);
}

gboolean
fac_vcard_is_one (GBytes *bytes)
{
  g_autoptr (GBytes) begin = g_bytes_new_from_bytes (bytes, 0, MIN (g_bytes_get_size (bytes),
                                                                    LOOKED_AT));
  g_autofree char *text = fac_text_decode (begin, NULL, NULL);

  return text != NULL
         && g_ascii_strncasecmp (text + strspn (text, " \n\t"), "BEGIN:VCARD", 11) == 0;
}

FacTable *
fac_vcard_read (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) rows = fac_table_rows_new ();
  g_autofree char *text = NULL;
  const char *encoding = NULL;
  FacTable *self;

  if (g_bytes_get_size (bytes) > FAC_TABLE_MOST_BYTES)
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_TOO_LARGE, _("The file is larger than %u MB."),
                   FAC_TABLE_MOST_BYTES / 1024 / 1024);
      return NULL;
    }
  text = fac_text_decode (bytes, &encoding, error);
  if (text == NULL || !read_cards (text, rows, cancellable, error))
    return NULL;
  if (rows->len == 0)
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("There is no contact in this file."));
      return NULL;
    }
  self = fac_table_new (N_COLUMNS, g_strdupv ((char **) headers), g_steal_pointer (&rows));
  self->encoding = encoding;
  return self;
}
