/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-amount-words.h"

static const struct
{
  const char *amount;
  const char *currency;
  const char *words;
} cases[] = {
  { "3480.00", "MXN", "TRES MIL CUATROCIENTOS OCHENTA PESOS 00/100 M.N." },
  { "0", "MXN", "CERO PESOS 00/100 M.N." },
  { "1.00", "MXN", "UN PESO 00/100 M.N." },
  { "21.50", "MXN", "VEINTIÚN PESOS 50/100 M.N." },
  { "31", "MXN", "TREINTA Y UN PESOS 00/100 M.N." },
  { "100", "MXN", "CIEN PESOS 00/100 M.N." },
  { "101.01", "MXN", "CIENTO UN PESOS 01/100 M.N." },
  { "1000", "MXN", "MIL PESOS 00/100 M.N." },
  { "21000", "MXN", "VEINTIÚN MIL PESOS 00/100 M.N." },
  { "1000000", "MXN", "UN MILLÓN DE PESOS 00/100 M.N." },
  { "1000001", "MXN", "UN MILLÓN UN PESOS 00/100 M.N." },
  { "2500000.99", "MXN", "DOS MILLONES QUINIENTOS MIL PESOS 99/100 M.N." },
  { "1000000000000", "MXN", "UN BILLÓN DE PESOS 00/100 M.N." },
  { "999999999999999999.99", "MXN",
    "NOVECIENTOS NOVENTA Y NUEVE MIL NOVECIENTOS NOVENTA Y NUEVE BILLONES NOVECIENTOS NOVENTA Y NUEVE MIL "
    "NOVECIENTOS NOVENTA Y NUEVE MILLONES NOVECIENTOS NOVENTA Y NUEVE MIL NOVECIENTOS NOVENTA Y NUEVE PESOS 99/100 M.N." },
  { "1160.5", "USD", "MIL CIENTO SESENTA DÓLARES 50/100 USD" },
  { "201", "GBP", "DOSCIENTAS UNA LIBRAS 00/100 GBP" },
  { "1500", "JPY", "MIL QUINIENTOS YENES JPY" },
  { "12.30", "SEK", "DOCE 30/100 SEK" },
  { "-5", "MXN", "MENOS CINCO PESOS 00/100 M.N." },
  { "0.005", "MXN", "CERO PESOS 01/100 M.N." },
};

static void
test_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FacDecimal amount;
      g_autofree char *words = NULL;

      g_assert_true (fac_decimal_parse (cases[i].amount, -1, &amount));
      words = fac_amount_words (amount, cases[i].currency);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_too_large_is_not_written (void)
{
  g_autofree char *words = fac_amount_words (fac_decimal_overflowed (), "MXN");

  g_assert_cmpstr (words, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/words/table", test_words);
  g_test_add_func ("/paper/words/too-large", test_too_large_is_not_written);
  return g_test_run ();
}
