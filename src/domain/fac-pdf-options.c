/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-options.h"

#include <string.h>

static const FacPdfOption all[] = {
  { "codes", TRUE },
  { "product_key", TRUE },
  { "address_codes", TRUE },
  { "export_key", FALSE },
  { "round_unit_price", FALSE },
  { "tax_breakdown", TRUE },
  { "ieps_breakdown", TRUE },
  { "combine_ieps_with_subtotal", FALSE },
  { "render_iedu", FALSE },
  { "render_hyp_complement", FALSE },
  { "render_carta_porte", FALSE },
  { "render_comercio_exterior", FALSE },
  { "repeat_signature", FALSE },
};

const FacPdfOption *
fac_pdf_options (gsize *n)
{
  *n = G_N_ELEMENTS (all);
  return all;
}

static gboolean
is_of (const char *option, const char *name)
{
  gsize length = strlen (name);

  return strncmp (option, name, length) == 0 && option[length] == '=';
}

gboolean
fac_pdf_options_get (char **options, const char *name, gboolean *value)
{
  for (gsize i = 0; options != NULL && options[i] != NULL; i++)
    if (is_of (options[i], name))
      {
        *value = g_str_has_suffix (options[i], "=true");
        return TRUE;
      }
  return FALSE;
}

void
fac_pdf_options_set (char ***options, const char *name, gboolean named, gboolean value)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gsize count = 0;

  /* in the order of the table, so that equal choices are equal */
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      gboolean same = g_str_equal (all[i].name, name), is = same && value;
      g_autofree char *text = NULL;

      if (same ? !named : !fac_pdf_options_get (*options, all[i].name, &is))
        continue;
      text = g_strdup_printf ("%s=%s", all[i].name, is ? "true" : "false");
      g_strv_builder_add (builder, text);
      count++;
    }
  g_strfreev (*options);
  *options = count > 0 ? g_strv_builder_end (builder) : NULL;
}
