/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-bulk-words.h"

#include "fac-fact-rows.h"
#include "fac-text.h"

#include <glib/gi18n.h>

char *
fac_bulk_title (FacBulkVerb verb, guint n)
{
  switch (verb)
    {
    case FAC_BULK_SAVE:
      return fac_text_printf (ngettext ("Save %'u Document", "Save %'u Documents", n), n);
    case FAC_BULK_PRINT:
      return fac_text_printf (ngettext ("Print %'u Document", "Print %'u Documents", n), n);
    case FAC_BULK_EMAIL:
      return fac_text_printf (ngettext ("E-mail %'u Document", "E-mail %'u Documents", n), n);
    case FAC_BULK_STAMP:
      return fac_text_printf (ngettext ("Stamp %'u Document", "Stamp %'u Documents", n), n);
    case FAC_BULK_DISCARD:
    default:
      return fac_text_printf (ngettext ("Discard %'u Draft", "Discard %'u Drafts", n), n);
    }
}

const char *
fac_bulk_button (FacBulkVerb verb)
{
  switch (verb)
    {
    case FAC_BULK_SAVE:
      return _("_Save…");
    case FAC_BULK_PRINT:
      return _("_Print…");
    case FAC_BULK_EMAIL:
      return _("_Send");
    case FAC_BULK_STAMP:
      return _("S_tamp");
    case FAC_BULK_DISCARD:
    default:
      return _("_Discard");
    }
}

static const char *
stamp_consequence (gboolean online, gboolean livemode)
{
  if (!online)
    return livemode ? _("Each is checked and waits in the queue: there is no connection now. What is "
                        "stamped can only be cancelled.")
                    : _("Each is checked and waits in the queue: there is no connection now. Test: "
                        "they get stamps without fiscal validity.");
  return livemode ? _("Each is checked, and stamped by the SAT. What is stamped can only be "
                      "cancelled.")
                  : _("Test: each is checked, and gets a stamp without fiscal validity.");
}

char *
fac_bulk_consequence (FacBulkVerb verb, gboolean online, gboolean livemode)
{
  switch (verb)
    {
    case FAC_BULK_PRINT:
      return g_strdup (_("They are printed as one job, in the order of the list."));
    case FAC_BULK_EMAIL:
      return g_strdup (online ? _("PDF and XML go to the addresses of each customer.")
                              : _("PDF and XML go to the addresses of each customer. There is no "
                                  "connection now: they wait in the queue."));
    case FAC_BULK_STAMP:
      return g_strdup (stamp_consequence (online, livemode));
    case FAC_BULK_DISCARD:
      return g_strdup (_("For a while they can be brought back."));
    case FAC_BULK_SAVE:
    default:
      return NULL;
    }
}

char *
fac_bulk_obstacle (FacBulkObstacle obstacle, guint n)
{
  switch (obstacle)
    {
    case FAC_BULK_NOT_STAMPED:
      return fac_text_printf (ngettext ("%'u is left out: it is not stamped.",
                                        "%'u are left out: they are not stamped.", n), n);
    case FAC_BULK_XML_MISSING:
      return fac_text_printf (ngettext ("%'u is left out: its XML has not come yet.",
                                        "%'u are left out: their XML have not come yet.", n), n);
    case FAC_BULK_NOT_A_DRAFT:
      return fac_text_printf (ngettext ("%'u is left out: it is not a draft.",
                                        "%'u are left out: they are not drafts.", n), n);
    case FAC_BULK_NOTHING:
    case FAC_BULK_N_OBSTACLES:
    default:
      return g_strdup ("");
    }
}

char *
fac_bulk_outcome (FacBulkVerb verb, guint n)
{
  switch (verb)
    {
    case FAC_BULK_SAVE:
      return fac_text_printf (ngettext ("%'u document was saved", "%'u documents were saved", n), n);
    case FAC_BULK_PRINT:
      return fac_text_printf (ngettext ("%'u document is ready to be printed",
                                        "%'u documents are ready to be printed", n), n);
    case FAC_BULK_EMAIL:
      return fac_text_printf (ngettext ("%'u e-mail is in the queue", "%'u e-mails are in the queue",
                                        n), n);
    case FAC_BULK_STAMP:
      /* they go to another place of the list, where a choice does not follow */
      return fac_text_printf (ngettext ("%'u document is in the queue, and no longer chosen",
                                        "%'u documents are in the queue, and no longer chosen", n),
                              n);
    case FAC_BULK_DISCARD:
    default:
      return fac_text_printf (ngettext ("%'u draft was discarded", "%'u drafts were discarded", n),
                              n);
    }
}

char *
fac_bulk_document (const FacDocumentSummary *document)
{
  const gboolean named = !fac_text_is_empty (document->customer_name);

  return g_strdup_printf ("%s · %s", fac_text_is_empty (document->folio) ? "—" : document->folio,
                          named ? document->customer_name : _("Without customer"));
}

char *
fac_bulk_sums (const FacChosen *chosen)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < chosen->sums->len; i++)
    {
      const FacChosenSum *sum = &g_array_index (chosen->sums, FacChosenSum, i);
      g_autofree char *amount = fac_fact_money (sum->total, sum->currency);

      g_string_append_printf (text, "%s%s %s", i > 0 ? " · " : "", amount, sum->currency);
    }
  /* Translators: what the stamped invoices come to, less the credit notes: "$1,160.00 MXN · $10.00 USD" */
  return text->len > 0 ? g_strdup_printf (_("Invoiced: %s"), text->str) : g_strdup ("");
}
