/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-tax-check-words.h"

#include "fac-text.h"

#include <glib/gi18n-lib.h>

char *
fac_efos_title (const FacTaxIdReport *report)
{
  switch (report->situation)
    {
    case FAC_EFOS_ABSENT:
      return g_strdup (_("Not in the list"));
    case FAC_EFOS_DESVIRTUADO:
      return g_strdup (_("Desvirtuado: it proved its operations"));
    case FAC_EFOS_SENTENCIA:
      return g_strdup (_("Sentencia favorable: a court decided for it"));
    case FAC_EFOS_SUPRIMIDA:
      return g_strdup (_("Its entry was withheld by order of a judge"));
    case FAC_EFOS_PREVISTO:
      return g_strdup (_("Previsto: the SAT has asked it for proof"));
    case FAC_EFOS_PRESUNTO:
      return g_strdup (_("Presunto: the SAT presumes false operations"));
    case FAC_EFOS_DEFINITIVO:
      return g_strdup (_("Definitivo: its invoices have no effect"));
    case FAC_EFOS_OTHER:
    default:
      if (fac_text_is_empty (report->listed_as))
        return g_strdup (_("In the list, without a situation"));
      return g_strdup_printf (_("In the list as “%s”"), report->listed_as);
    }
}

const char *
fac_efos_meaning (const FacTaxIdReport *report)
{
  switch (report->situation)
    {
    case FAC_EFOS_ABSENT:
      return _("The SAT has published nothing against this RFC under article 69-B. That does not "
               "say whether the RFC exists.");
    case FAC_EFOS_DESVIRTUADO:
      return _("It was presumed to invoice operations that did not exist, and refuted it. Nothing "
               "stands against it.");
    case FAC_EFOS_SENTENCIA:
      return _("It was in the list, and a judgment took that back. Nothing stands against it.");
    case FAC_EFOS_SUPRIMIDA:
      return _("A judge ordered its data to be taken out of the list: nothing can be concluded "
               "from it. Ask your accountant.");
    case FAC_EFOS_PREVISTO:
      return _("The SAT has notified it and waits for proof that its operations took place. "
               "Nothing is decided yet: look again before a large operation.");
    case FAC_EFOS_PRESUNTO:
      return _("It can still prove its operations. Until it does, invoices from it are a risk: "
               "keep proof of what you receive, and ask your accountant.");
    case FAC_EFOS_DEFINITIVO:
      return _("It did not answer in time or could not refute it: invoices issued by it have no "
               "fiscal effect. Ask your accountant before going on.");
    case FAC_EFOS_OTHER:
    default:
      return _("This situation is new to the program. Read the evidence, and ask your accountant.");
    }
}

gboolean
fac_efos_is_grave (const FacTaxIdReport *report)
{
  return !report->trusted || report->situation == FAC_EFOS_PRESUNTO
         || report->situation == FAC_EFOS_DEFINITIVO;
}

const char *
fac_efos_label (const char *name)
{
  static const struct { const char *name; const char *label; } labels[] = {
    { "rfc", N_("RFC in the list") },
    { "razonSocial", N_("Name in the list") },
    { "situacionContribuyente", N_("Situation") },
    { "numFechaPresuncion", N_("Oficio of the presumption") },
    { "pubFechaSatPresuntos", N_("Published by the SAT as Presunto") },
    { "numGlobalPresuncion", N_("Global oficio of the presumption") },
    { "pubFechaDofPresuntos", N_("Published in the DOF as Presunto") },
    { "numFechaDesvirtuados", N_("Oficio of who refuted it") },
    { "pubSatDesvirtuados", N_("Published by the SAT as Desvirtuado") },
    { "pubDofDesvirtuados", N_("Published in the DOF as Desvirtuado") },
    { "numFechaDefinitivos", N_("Oficio of the definitive ones") },
    { "pubSatDefinitivos", N_("Published by the SAT as Definitivo") },
    { "pubDofDefinitivos", N_("Published in the DOF as Definitivo") },
    { "numFechaSentFav", N_("Oficio of the favourable judgment") },
    { "pubSatSentFav", N_("Favourable judgment published by the SAT") },
    { "pubDofSentFav", N_("Favourable judgment published in the DOF") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].name, name))
      return _(labels[i].label);
  return name;
}

static void
add (GString *text, const char *label, const char *value)
{
  if (!fac_text_is_empty (value))
    g_string_append_printf (text, "%s: %s\n", label, value);
}

char *
fac_efos_text (const FacTaxIdReport *report, const char *date)
{
  GString *text = g_string_new (NULL);
  g_autofree char *title = fac_efos_title (report);

  g_string_append_printf (text, "%s\n", _("SAT list of article 69-B (EFOS)"));
  add (text, _("RFC"), report->tax_id);
  add (text, _("Result"), title);
  add (text, _("Asked"), date);
  add (text, _("Date of the list"), report->list_date);
  for (guint i = 0; i < report->evidence->len; i++)
    {
      const FacTaxIdEvidence *entry = report->evidence->pdata[i];

      add (text, fac_efos_label (entry->name), entry->value);
    }
  return g_string_free (text, FALSE);
}
