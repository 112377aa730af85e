/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-queue-words.h"

#include "fac-error-catalog.h"
#include "fac-error-presenter.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

/* whole sentences: none is glued from parts; %s is the name of a customer or product */
static const char *
stamp_sentence (FacOperation *operation)
{
  switch (fac_operation_get_document_type (operation))
    {
    case 'P': return N_("Stamp the payment of %s");
    case 'E': return N_("Stamp the credit note for %s");
    case 'N': return N_("Stamp the payroll receipt of %s");
    case 'T': return N_("Stamp the transfer of goods for %s");
    default: return N_("Stamp the invoice for %s");
    }
}

static const char *
invoice_sentence (FacOperation *operation)
{
  switch (fac_operation_get_verb (operation))
    {
    case FAC_OPERATION_CREATE: return N_("Send the draft for %s");
    case FAC_OPERATION_UPDATE: return N_("Send the changes of the draft for %s");
    case FAC_OPERATION_DELETE: return N_("Delete the draft for %s");
    case FAC_OPERATION_STAMP: return stamp_sentence (operation);
    case FAC_OPERATION_CANCEL: return N_("Cancel the document for %s");
    case FAC_OPERATION_EMAIL: return N_("E-mail the document for %s");
    default: return N_("Send the invoice for %s");
    }
}

/* a draft may have no customer yet */
static const char *
nameless_sentence (FacOperationVerb verb)
{
  switch (verb)
    {
    case FAC_OPERATION_CREATE: return _("Send a draft that has no customer yet");
    case FAC_OPERATION_UPDATE: return _("Send the changes of a draft that has no customer yet");
    case FAC_OPERATION_DELETE: return _("Delete a draft that has no customer yet");
    case FAC_OPERATION_STAMP: return _("Stamp an invoice that has no customer yet");
    case FAC_OPERATION_CANCEL: return _("Cancel a document");
    case FAC_OPERATION_EMAIL: return _("E-mail a document");
    default: return _("Send an invoice");
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
  const char *name = fac_text_is_empty (title) ? "—" : title;

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
      if (fac_text_is_empty (title))
        return g_strdup (nameless_sentence (fac_operation_get_verb (operation)));
      return fill (invoice_sentence (operation), name);
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
    case FAC_OPERATION_RESOLVING:
      if (due <= now)
        return g_strdup (_("checking whether it arrived"));
      when = fac_ui_until (due, now);
      /* Translators: %s is "in 4 minutes" or a date */
      return g_strdup_printf (_("it may have arrived; next check %s"), when);
    case FAC_OPERATION_AT_SAT:
      if (due <= now)
        return g_strdup (_("being processed at the SAT"));
      when = fac_ui_until (due, now);
      /* Translators: %s is "in 4 minutes" or a date */
      return g_strdup_printf (_("being processed at the SAT; next check %s"), when);
    case FAC_OPERATION_REFUSED: return g_strdup (_("not accepted: needs your attention"));
    case FAC_OPERATION_UNKNOWN: return g_strdup (_("it is not known whether it left: you decide"));
    case FAC_OPERATION_CONFLICT: return g_strdup (_("changed here and at the service: you decide"));
    case FAC_OPERATION_PAUSED: return g_strdup (_("waiting for the key or the account"));
    case FAC_OPERATION_BLOCKED: return g_strdup (_("waiting for another operation"));
    case FAC_OPERATION_WAITS:
    default:
      break;
    }
  if (due <= now)
    return g_strdup (_("will be sent as soon as possible"));
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

  if (attempts == 0)
    /* Translators: %1$s is "4 minutes ago" or a date; %2$s is what comes next */
    return g_strdup_printf (_("Queued %1$s; %2$s"), since, next);
  tried = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d attempt", "%d attempts", attempts),
                           attempts);
  /* Translators: %1$s is "4 minutes ago" or a date, %2$s "2 attempts", %3$s what comes next */
  return g_strdup_printf (_("Queued %1$s, %2$s; %3$s"), since, tried, next);
}

static gboolean
is_tried_again (FacOperation *operation)
{
  FacOperationState state = fac_operation_get_state (operation);

  return state == FAC_OPERATION_WAITS || state == FAC_OPERATION_BLOCKED
         || state == FAC_OPERATION_SENDING || state == FAC_OPERATION_RESOLVING
         || state == FAC_OPERATION_AT_SAT;
}

char *
fac_queue_answer (FacOperation *operation)
{
  const char *message = fac_operation_get_error_message (operation);
  const gboolean cancels = fac_operation_get_verb (operation) == FAC_OPERATION_CANCEL;
  g_autoptr (FacErrorText) words = NULL;

  if (fac_text_is_empty (message))
    return NULL;
  if (is_tried_again (operation))
    words = fac_error_present_waiting (fac_operation_get_error_code (operation), message,
                                       fac_operation_get_log_id (operation));
  else
    words = fac_error_present_scoped (cancels ? FAC_ERROR_SCOPE_CANCELLATION : NULL,
                                      fac_operation_get_error_code (operation), message, NULL,
                                      fac_operation_get_log_id (operation));
  if (words == NULL)
    return g_strdup (message);
  return fac_error_text_lines (words);
}

char *
fac_queue_details (FacOperation *operation)
{
  const char *message = fac_operation_get_error_message (operation);
  const char *code = fac_operation_get_error_code (operation);
  const char *log_id = fac_operation_get_log_id (operation);
  GString *details;

  if (fac_text_is_empty (message))
    return NULL;
  details = g_string_new (NULL);
  /* Translators: %s is the answer of the service as it came */
  g_string_append_printf (details, _("Answer: %s"), message);
  if (!fac_text_is_empty (code))
    {
      g_string_append_c (details, '\n');
      g_string_append_printf (details, _("Code: %s"), code);
    }
  if (!fac_text_is_empty (log_id))
    {
      g_string_append_c (details, '\n');
      g_string_append_printf (details, _("Log id: %s"), log_id);
    }
  return g_string_free (details, FALSE);
}

char *
fac_queue_waits_for (FacOperation *operation)
{
  g_autoptr (FacOperation) blocker = fac_operation_get_blocker (operation);
  g_autofree char *sentence = NULL;

  if (blocker == NULL && fac_operation_get_needs (operation) != NULL
      && fac_operation_get_verb (operation) == FAC_OPERATION_STAMP)
    return g_strdup (_("Waits for: the stamp of the payment or credit note before it"));
  if (blocker == NULL && fac_operation_get_needs (operation) != NULL
      && fac_operation_get_verb (operation) == FAC_OPERATION_CANCEL)
    return g_strdup (_("Waits for: the stamp of the invoice that replaces it"));
  if (blocker == NULL && fac_operation_get_needs (operation) != NULL)
    return g_strdup (_("Waits for: the stamp of the document that it names"));
  if (blocker == NULL)
    return NULL;
  sentence = fac_queue_sentence (blocker);
  /* Translators: %s is another operation of the queue: "Send the new customer ACME" */
  return g_strdup_printf (_("Waits for: %s"), sentence);
}

const char *
fac_queue_consequence (FacOperation *operation)
{
  if (fac_operation_get_entity (operation) == FAC_ENTITY_INVOICE)
    {
      if (fac_operation_get_verb (operation) == FAC_OPERATION_STAMP)
        return _("It will not be stamped. It stays on this computer as a draft.");
      if (fac_operation_get_verb (operation) == FAC_OPERATION_DELETE)
        return _("The draft will stay at the service.");
      if (fac_operation_get_verb (operation) == FAC_OPERATION_CANCEL)
        return _("It will not be cancelled. It stays stamped.");
      if (fac_operation_get_verb (operation) == FAC_OPERATION_EMAIL)
        return _("It will not be sent by e-mail.");
      return _("Your work stays on this computer and will not reach the service.");
    }
  if (fac_operation_get_verb (operation) == FAC_OPERATION_DELETE)
    return _("It will not be deleted at the service.");
  return _("Your work stays on this computer and will not reach the service. Invoices that "
           "need it will wait until it is sent.");
}
