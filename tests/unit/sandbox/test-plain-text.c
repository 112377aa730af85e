/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-plain-text.h"

static void
test_fragments (void)
{
  static const struct { const char *html; const char *text; } rows[] = {
    { NULL, "" },
    { "Una nota\nde dos líneas", "Una nota\nde dos líneas" },
    { "<p>Uno</p>\n<p>Dos <b>gruesas</b></p>", "Uno\nDos gruesas" },
    { "<h3>Nota</h3>texto", "Nota\ntexto" },
    { "Uno<br>Dos<BR/>Tres</p>", "Uno\nDos\nTres" },
    { "<table><tr><th>A</th><th>B</th></tr>\n <tr><td align=\"right\">1</td> <td>2</td></tr>"
      "</table>fin", "A · B\n1 · 2\nfin" },
    { "antes<ul><li>uno</li><li>dos</li></ul>", "antes\n• uno\n• dos" },
    { "a &lt; b &amp;amp; &#225;&#xe9; &nada; &#0;", "a < b &amp; áé &nada; &#0;" },
    { "3 < 4\n5 > 2", "3 < 4\n5 > 2" },
    { "<b>3 & 4</b>", "3 & 4" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = fac_sandbox_plain_text (rows[i].html);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/plain-text/fragments", test_fragments);
  return g_test_run ();
}
