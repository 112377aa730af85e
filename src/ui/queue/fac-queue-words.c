/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-queue-words.h"

#include "fac-error-presenter.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

/* whole sentences: none is glued from parts; %s is the name of a customer or product */
static const char *
invoice_sentence (FacOperationVerb verb)
{
  switch (verb)
    {
    case FAC_OPERATION_CREATE: return N_("Send the draft for %s");
    case FAC_OPERATION_UPDATE: return N_("Send the changes of the draft for %s");
    case FAC_OPERATION_DELETE: return N_("Delete the draft for %s");
    case FAC_OPERATION_STAMP: return N_("Stamp the invoice for %s");
    case FAC_OPERATION_CANCEL: return N_("Cancel the invoice for %s");
    case FAC_OPERATION_EMAIL: return N_("E-mail the invoice for %s");
    default: return N_("Work on the invoice for %s");
    }
}

static const char *
customer_sentence (FacOperationVerb verb)
{
  if (verb == FAC_OPERATION_CREATE)
    return N_("Send the new customer %s");
  if (verb == FAC_OPERATION_DELETE)
    return N_("Delete the customer %s");
  return N_("Send the changes of the customer %s");
}

static const char *
product_sentence (FacOperationVerb verb)
{
  if (verb == FAC_OPERATION_CREATE)
    return N_("Send the new product %s");
  if (verb == FAC_OPERATION_DELETE)
    return N_("Delete the product %s");
  return N_("Send the changes of the product %s");
}

/* puts @name where the sentence has %s; a translator may put it anywhere */
static char *
fill (const char *sentence, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (_(sentence), "%s", 2);

  return g_strjoinv (name, parts);
}

char *
fac_queue_sentence (FacOperation *operation)
{
  const char *title = fac_operation_get_title (operation);
  const char *name = fac_text_is_empty (title) ? _("(without name)") : title;

  switch (fac_operation_get_entity (operation))
    {
    case FAC_ENTITY_CUSTOMER:
      return fill (customer_sentence (fac_operation_get_verb (operation)), name);
    case FAC_ENTITY_PRODUCT:
      return fill (product_sentence (fac_operation_get_verb (operation)), name);
    case FAC_ENTITY_INVOICE:
    case FAC_ENTITY_ORGANIZATION:
    case FAC_ENTITY_OUTBOX:
    default:
      return fill (invoice_sentence (fac_operation_get_verb (operation)), name);
    }
}

static char *
next_step (FacOperation *operation, gint64 now)
{
  gint64 due = fac_operation_get_due_at (operation);
  g_autofree char *when = NULL;

  switch (fac_operation_get_state (operation))
    {
    case FAC_OPERATION_SENDING: return g_strdup (_("being sent now"));
    case FAC_OPERATION_RESOLVING: return g_strdup (_("finding out whether it arrived"));
    case FAC_OPERATION_AT_SAT: return g_strdup (_("being processed at the SAT"));
    case FAC_OPERATION_REFUSED: return g_strdup (_("not accepted: it waits for you"));
    case FAC_OPERATION_PAUSED: return g_strdup (_("waits for the key or the account"));
    case FAC_OPERATION_BLOCKED: return g_strdup (_("waits for another operation before it"));
    case FAC_OPERATION_WAITS:
    default:
      break;
    }
  if (due <= now)
    return g_strdup (_("leaves as soon as it can"));
  when = fac_ui_until (due, now);
  /* Translators: %s is "in 4 minutes" or a date */
  return g_strdup_printf (_("next attempt %s"), when);
}

char *
fac_queue_state (FacOperation *operation, gint64 now)
{
  g_autofree char *since = fac_ui_since (fac_operation_get_created_at (operation), now);
  g_autofree char *next = next_step (operation, now);
  g_autofree char *tried = NULL;
  int attempts = fac_operation_get_attempts (operation);

  /* Translators: since when something waits in the queue, and what comes next */
  if (attempts == 0)
    return g_strdup_printf (_("Queued %s · %s"), since, next);
  tried = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d attempt", "%d attempts", attempts),
                           attempts);
  /* Translators: since when, how many attempts, what comes next */
  return g_strdup_printf (_("Queued %s · %s · %s"), since, tried, next);
}

char *
fac_queue_answer (FacOperation *operation)
{
  const char *message = fac_operation_get_error_message (operation);
  g_autoptr (FacErrorText) words = NULL;
  GString *answer;

  if (fac_text_is_empty (message))
    return NULL;
  words = fac_error_present_code (fac_operation_get_error_code (operation), message, NULL,
                                  fac_operation_get_log_id (operation));
  if (words == NULL)
    return g_strdup (message);
  answer = g_string_new (words->title);
  if (!fac_text_is_empty (words->body))
    g_string_append_printf (answer, "\n%s", words->body);
  if (!fac_text_is_empty (words->reference))
    g_string_append_printf (answer, "\n%s", words->reference);
  return g_string_free (answer, FALSE);
}

const char *
fac_queue_consequence (FacOperation *operation)
{
  if (fac_operation_get_entity (operation) == FAC_ENTITY_INVOICE)
    {
      if (fac_operation_get_verb (operation) == FAC_OPERATION_STAMP)
        return _("The invoice is not stamped. It stays on this computer as a draft.");
      if (fac_operation_get_verb (operation) == FAC_OPERATION_DELETE)
        return _("The draft stays at the service.");
      return _("What was written stays on this computer, and the service does not learn of it.");
    }
  if (fac_operation_get_verb (operation) == FAC_OPERATION_DELETE)
    return _("It is not deleted at the service.");
  return _("What was written stays on this computer, and the service does not learn of it. "
           "Invoices that need it wait until it is sent.");
}
