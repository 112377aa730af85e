/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-amount-words.h"

#include "fac-money.h"

#include <string.h>

static const char *const units[] = {
  "", "UN", "DOS", "TRES", "CUATRO", "CINCO", "SEIS", "SIETE", "OCHO", "NUEVE",
  "DIEZ", "ONCE", "DOCE", "TRECE", "CATORCE", "QUINCE", "DIECISÉIS", "DIECISIETE", "DIECIOCHO", "DIECINUEVE",
  "VEINTE", "VEINTIÚN", "VEINTIDÓS", "VEINTITRÉS", "VEINTICUATRO", "VEINTICINCO", "VEINTISÉIS", "VEINTISIETE",
  "VEINTIOCHO", "VEINTINUEVE",
};
static const char *const tens[] = {
  "", "", "", "TREINTA", "CUARENTA", "CINCUENTA", "SESENTA", "SETENTA", "OCHENTA", "NOVENTA",
};
static const char *const hundreds[] = {
  "", "CIENTO", "DOSCIENTOS", "TRESCIENTOS", "CUATROCIENTOS", "QUINIENTOS", "SEISCIENTOS", "SETECIENTOS",
  "OCHOCIENTOS", "NOVECIENTOS",
};

typedef struct
{
  const char *code;
  const char *singular;
  const char *plural;
  gboolean    feminine;
  const char *suffix; /* NULL: the code itself */
} CurrencyName;

static const CurrencyName currencies[] = {
  { "MXN", "PESO", "PESOS", FALSE, "M.N." },
  { "USD", "DÓLAR", "DÓLARES", FALSE, NULL },
  { "EUR", "EURO", "EUROS", FALSE, NULL },
  { "GBP", "LIBRA", "LIBRAS", TRUE, NULL },
  { "CAD", "DÓLAR CANADIENSE", "DÓLARES CANADIENSES", FALSE, NULL },
  { "JPY", "YEN", "YENES", FALSE, NULL },
  { "CHF", "FRANCO SUIZO", "FRANCOS SUIZOS", FALSE, NULL },
  { "BRL", "REAL", "REALES", FALSE, NULL },
  { "COP", "PESO COLOMBIANO", "PESOS COLOMBIANOS", FALSE, NULL },
  { "GTQ", "QUETZAL", "QUETZALES", FALSE, NULL },
  { "PYG", "GUARANÍ", "GUARANÍES", FALSE, NULL },
};

static void
append_word (GString *text, const char *word)
{
  if (*word == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, word);
}

static void
append_group (GString *text, guint value, gboolean feminine)
{
  const guint rest = value % 100;

  if (value == 100)
    {
      append_word (text, "CIEN");
      return;
    }
  if (feminine && value >= 200)
    {
      g_autofree char *word = g_strdup (hundreds[value / 100]);

      word[strlen (word) - 2] = 'A';
      append_word (text, word);
    }
  else
    append_word (text, hundreds[value / 100]);
  if (feminine && rest == 1)
    append_word (text, "UNA");
  else if (feminine && rest == 21)
    append_word (text, "VEINTIUNA");
  else if (rest < 30)
    append_word (text, units[rest]);
  else
    {
      append_word (text, tens[rest / 10]);
      if (rest % 10 != 0)
        {
          append_word (text, "Y");
          append_word (text, feminine && rest % 10 == 1 ? "UNA" : units[rest % 10]);
        }
    }
}

static void
append_below_million (GString *text, guint value, gboolean feminine)
{
  if (value >= 2000)
    append_group (text, value / 1000, feminine);
  if (value >= 1000)
    append_word (text, "MIL");
  append_group (text, value % 1000, feminine);
}

/* The long scale of Spanish: 10^6 millón, 10^12 billón. Returns whether "DE" goes before the noun. */
static gboolean
append_whole (GString *text, guint64 value, gboolean feminine)
{
  const guint billions = (guint) (value / G_GUINT64_CONSTANT (1000000000000));
  const guint millions = (guint) (value / 1000000 % 1000000);
  const guint rest = (guint) (value % 1000000);

  if (value == 0)
    append_word (text, "CERO");
  if (billions > 0)
    {
      append_below_million (text, billions, FALSE);
      append_word (text, billions == 1 ? "BILLÓN" : "BILLONES");
    }
  if (millions > 0)
    {
      append_below_million (text, millions, FALSE);
      append_word (text, millions == 1 ? "MILLÓN" : "MILLONES");
    }
  append_below_million (text, rest, feminine);
  return value >= 1000000 && rest == 0;
}

static const CurrencyName *
find_currency (const char *code)
{
  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (currencies); i++)
    if (strcmp (currencies[i].code, code) == 0)
      return &currencies[i];
  return NULL;
}

char *
fac_amount_words (FacDecimal amount, const char *currency)
{
  const char *code = currency != NULL && *currency != '\0' ? currency : "MXN";
  const CurrencyName *name = find_currency (code);
  const guint decimals = MIN (2, fac_currency_decimals (code));
  FacDecimal rounded = fac_decimal_round (amount, 2, FAC_ROUND_HALF_UP);
  GString *text = g_string_new (NULL);
  gboolean of;
  guint64 whole;

  if (rounded.overflow
      || rounded.coefficient / 100 >= (__int128) G_GUINT64_CONSTANT (1000000000000000000)
      || rounded.coefficient / 100 <= -(__int128) G_GUINT64_CONSTANT (1000000000000000000))
    return g_string_free (text, FALSE);
  if (rounded.coefficient < 0)
    {
      append_word (text, "MENOS");
      rounded.coefficient = -rounded.coefficient;
    }
  whole = (guint64) (rounded.coefficient / 100);
  of = append_whole (text, whole, name != NULL && name->feminine);
  if (of && name != NULL)
    append_word (text, "DE");
  if (name != NULL)
    append_word (text, whole == 1 ? name->singular : name->plural);
  if (decimals > 0)
    g_string_append_printf (text, " %02d/100", (int) (rounded.coefficient % 100));
  append_word (text, name != NULL && name->suffix != NULL ? name->suffix : code);
  return g_string_free (text, FALSE);
}
