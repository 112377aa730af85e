/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-file-pattern.h"

#include "fac-local-time.h"
#include "fac-money.h"
#include "fac-text.h"

#include <string.h>

#define NAMELESS "documento"
#define ENDS     " .-"

/* ---- facts ---------------------------------------------------------------------------------- */

static const struct { const char *word; gsize offset; } words[] = {
  { "serie", G_STRUCT_OFFSET (FacFileFacts, serie) },
  { "folio", G_STRUCT_OFFSET (FacFileFacts, folio) },
  { "cliente", G_STRUCT_OFFSET (FacFileFacts, cliente) },
  { "rfc", G_STRUCT_OFFSET (FacFileFacts, rfc) },
  { "fecha", G_STRUCT_OFFSET (FacFileFacts, fecha) },
  { "uuid", G_STRUCT_OFFSET (FacFileFacts, uuid) },
  { "total", G_STRUCT_OFFSET (FacFileFacts, total) },
  { "moneda", G_STRUCT_OFFSET (FacFileFacts, moneda) },
  { "tipo", G_STRUCT_OFFSET (FacFileFacts, tipo) },
  { "estado", G_STRUCT_OFFSET (FacFileFacts, estado) },
  { "emisor", G_STRUCT_OFFSET (FacFileFacts, emisor) },
};

static const char *
type_word (char type)
{
  switch (type)
    {
    case 'E':
      return "Nota de crédito";
    case 'P':
      return "Pago";
    case 'N':
      return "Nómina";
    case 'T':
      return "Traslado";
    case 'I':
    default:
      return "Factura";
    }
}

/* "A 1203" in its parts; a folio without series has no blank */
static void
split_folio (FacFileFacts *facts, const char *text)
{
  const char *blank = text != NULL ? strrchr (text, ' ') : NULL;

  if (blank == NULL)
    {
      facts->folio = g_strdup (text);
      return;
    }
  facts->serie = g_strndup (text, (gsize) (blank - text));
  facts->folio = g_strdup (blank + 1);
}

static char *
total_text (const FacDocumentSummary *document)
{
  const FacDecimal total = document->type == 'P' ? document->deposit : document->total;
  const guint decimals = fac_currency_decimals (document->currency);

  return fac_decimal_to_string (fac_decimal_round (total, decimals, FAC_ROUND_HALF_UP));
}

FacFileFacts *
fac_file_facts_of (const FacOrganization *issuer, const FacDocumentSummary *document)
{
  FacFileFacts *facts = g_new0 (FacFileFacts, 1);
  g_autoptr (GDateTime) date = document->date != 0 ? fac_local_time (issuer, document->date) : NULL;

  facts->emisor = g_strdup (issuer != NULL ? issuer->tax_id : NULL);
  split_folio (facts, document->folio);
  facts->cliente = g_strdup (document->customer_name);
  facts->rfc = g_strdup (document->tax_id);
  facts->fecha = date != NULL ? g_date_time_format (date, "%Y-%m-%d") : NULL;
  facts->uuid = document->uuid != NULL ? g_ascii_strup (document->uuid, -1) : NULL;
  facts->total = total_text (document);
  facts->moneda = g_strdup (document->currency);
  facts->tipo = g_strdup (type_word (document->type));
  if (document->status == FAC_STATUS_CANCELADA)
    facts->estado = g_strdup ("cancelada");
  else if (!fac_document_status_is_issued (document->status))
    facts->estado = g_strdup ("borrador");
  return facts;
}

FacFileFacts *
fac_file_facts_of_invoice (const FacOrganization *issuer, const FacInvoice *invoice)
{
  g_autoptr (FacDocumentSummary) document = fac_document_summary_new ();
  const FacPayment *payment = invoice->payments->len > 0 ? invoice->payments->pdata[0] : NULL;
  const FacCustomer *customer = invoice->customer;

  document->type = (char) invoice->type;
  document->status = invoice->status;
  document->folio = fac_invoice_folio (invoice);
  document->uuid = g_strdup (invoice->uuid);
  document->date = invoice->date;
  document->customer_name = g_strdup (customer != NULL ? customer->legal_name : NULL);
  document->tax_id = g_strdup (customer != NULL ? customer->tax_id : NULL);
  document->total = invoice->total;
  document->deposit = payment != NULL ? fac_payment_amount (payment) : FAC_DECIMAL_ZERO;
  g_strlcpy (document->currency, payment != NULL ? payment->currency : invoice->currency,
             sizeof document->currency);
  return fac_file_facts_of (issuer, document);
}

FacFileFacts *
fac_file_facts_example (void)
{
  FacFileFacts *facts = g_new0 (FacFileFacts, 1);

  facts->emisor = g_strdup ("EKU9003173C9");
  facts->serie = g_strdup ("A");
  facts->folio = g_strdup ("1203");
  facts->cliente = g_strdup ("UNIVERSIDAD ROBOTICA ESPAÑOLA");
  facts->rfc = g_strdup ("URE180429TM6");
  facts->fecha = g_strdup ("2026-11-20");
  facts->uuid = g_strdup ("6F1C7C5A-0B36-4B9E-9D0E-6C1C2D3E4F50");
  facts->total = g_strdup ("1160.00");
  facts->moneda = g_strdup ("MXN");
  facts->tipo = g_strdup ("Factura");
  facts->estado = g_strdup ("cancelada");
  return facts;
}

void
fac_file_facts_free (FacFileFacts *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_free (G_STRUCT_MEMBER (char *, self, words[i].offset));
  g_free (self);
}

/* ---- safe names ----------------------------------------------------------------------------- */

static gboolean
is_refused (gunichar c)
{
  return c < 128 && strchr ("/\\:*?\"<>|", (int) c) != NULL;
}

static gboolean
is_seen (gunichar c)
{
  const GUnicodeType type = g_unichar_type (c);

  return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_SURROGATE
         && type != G_UNICODE_PRIVATE_USE && type != G_UNICODE_UNASSIGNED;
}

static void
append_safe (GString *name, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c))
        {
          if (name->len > 0 && name->str[name->len - 1] != ' ')
            g_string_append_c (name, ' ');
        }
      else if (is_refused (c))
        g_string_append_c (name, '-');
      else if (is_seen (c))
        g_string_append_unichar (name, c);
    }
}

static void
trim_ends (GString *name)
{
  const gsize head = strspn (name->str, ENDS);

  g_string_erase (name, 0, (gssize) head);
  while (name->len > 0 && strchr (ENDS, name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);
}

static void
cut (GString *name)
{
  const char *end = name->str + FAC_FILE_STEM_BYTES;

  if (name->len <= FAC_FILE_STEM_BYTES)
    return;
  while ((*end & 0xC0) == 0x80)
    end--;
  g_string_truncate (name, (gsize) (end - name->str));
}

/* CON, also as "con.pdf": Windows opens the device instead of a file */
static gboolean
is_device (const char *name)
{
  static const char *const plain[] = { "con", "prn", "aux", "nul", "conin$", "conout$" };
  g_autofree char *stem = g_ascii_strdown (name, (gssize) strcspn (name, "."));
  const char *rest;

  g_strchomp (stem);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_str_equal (stem, plain[i]))
      return TRUE;
  if (!g_str_has_prefix (stem, "com") && !g_str_has_prefix (stem, "lpt"))
    return FALSE;
  rest = stem + 3;
  return (g_ascii_isdigit (rest[0]) && rest[1] == '\0') || g_str_equal (rest, "¹")
         || g_str_equal (rest, "²") || g_str_equal (rest, "³");
}

char *
fac_file_name_make_safe (const char *text)
{
  GString *name = g_string_new (NULL);

  append_safe (name, text);
  trim_ends (name);
  if (is_device (name->str))
    g_string_prepend_c (name, '_');
  cut (name);
  trim_ends (name);
  if (name->len == 0)
    g_string_append (name, NAMELESS);
  return g_string_free (name, FALSE);
}

/* ---- patterns ------------------------------------------------------------------------------- */

const char *const *
fac_file_pattern_words (void)
{
  static const char *list[G_N_ELEMENTS (words) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    list[i] = words[i].word;
  return list;
}

/* Returns: the place of the word, -1 when there is none of that name */
static int
find_word (const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i].word) == length && g_ascii_strncasecmp (words[i].word, name, length) == 0)
      return (int) i;
  return -1;
}

/* The next thing in braces from @at on. Returns: where it begins, %NULL when there is none; *@length: of what is
 * inside; *@closed: whether the brace is */
static const char *
next_braced (const char *at, gsize *length, gboolean *closed)
{
  const char *open = strchr (at, '{');

  if (open == NULL)
    return NULL;
  *length = strcspn (open + 1, "{}");
  *closed = open[1 + *length] == '}';
  return open;
}

char *
fac_file_pattern_find_unknown (const char *pattern)
{
  gsize length;
  gboolean closed;

  for (const char *at = pattern; (at = next_braced (at, &length, &closed)) != NULL;
       at += 1 + length)
    if (!closed || find_word (at + 1, length) < 0)
      return g_strndup (at + 1, length);
  return NULL;
}

char *
fac_file_pattern_apply (const char *pattern, const FacFileFacts *facts)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *at = fac_text_is_empty (pattern) ? FAC_FILE_PATTERN_DEFAULT : pattern;
  const char *open;
  gsize length;
  gboolean closed;

  while ((open = next_braced (at, &length, &closed)) != NULL)
    {
      const int word = closed ? find_word (open + 1, length) : -1;
      const char *value = word >= 0 ? G_STRUCT_MEMBER (char *, facts, words[word].offset) : NULL;

      g_string_append_len (name, at, open - at);
      if (value != NULL)
        g_string_append (name, value);
      at = open + 1 + length;
      if (closed)
        at++;
      if (word < 0)
        g_string_append_len (name, open, at - open);
    }
  g_string_append (name, at);
  return fac_file_name_make_safe (name->str);
}
