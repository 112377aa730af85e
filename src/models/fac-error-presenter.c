/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-error-presenter.h"

#include "fac-api-error.h"
#include "fac-error.h"
#include "fac-store-error.h"

#include <glib/gi18n-lib.h>

/* What a class of errors means for the person; codes of the service that a small business meets often are told apart. */
typedef struct
{
  const char *code;
  const char *title;
  const char *body;
} Known;

static const Known known_codes[] = {
  { "api_key_invalid", N_("The key is not valid"),
    N_("Copy the key again from Facturapi, whole, and connect again.") },
  { "unauthorized", N_("The key is not valid"),
    N_("Copy the key again from Facturapi, whole, and connect again.") },
  { "missing_credentials", N_("The key is not valid"),
    N_("Copy the key again from Facturapi, whole, and connect again.") },
  { "api_key_not_allowed", N_("This key is not allowed to do that"),
    N_("Use the Live or Test key of the organization.") },
  { "subscription_required", N_("Your Facturapi plan does not include this"),
    N_("Check your plan on Facturapi and try again.") },
  { "legal_name_mismatch", N_("The name is not the one the SAT has"),
    N_("Write it exactly as in the Constancia de Situación Fiscal, without S.A. de C.V. or similar.") },
  { "tax_id_not_found", N_("The SAT does not know this RFC"),
    N_("Check it against the Constancia de Situación Fiscal.") },
  { "tax_address_zip_mismatch", N_("The postal code is not the one the SAT has"),
    N_("Use the postal code of the fiscal address in the Constancia de Situación Fiscal.") },
  { "tax_system_not_allowed_for_tax_id", N_("The régimen fiscal is not one of this RFC"),
    N_("Choose one that is listed in the Constancia de Situación Fiscal.") },
  { "tax_system_not_in_catalog", N_("The régimen fiscal does not exist"),
    N_("Choose one from the list.") },
  { "idempotency_key_in_use", N_("This document was sent before"),
    N_("Facturador checks whether it arrived before it sends anything again.") },
  { "draft_not_ready_to_stamp", N_("The invoice is not complete"),
    N_("Open it and fill in what is marked.") },
  { "CFDI40145", N_("The customer’s name is not the one the SAT has"),
    N_("Write it exactly as in the Constancia de Situación Fiscal, without S.A. de C.V. or similar.") },
  { "CFDI40147", N_("The customer’s postal code is not right"),
    N_("Use the one of the fiscal address.") },
  { "CFDI40148", N_("The customer’s postal code is not the one the SAT has"),
    N_("Use the one of the fiscal address.") },
  { "CFDI40157", N_("The customer’s régimen fiscal is missing or not right"),
    N_("Open the customer and choose it again.") },
  { "CFDI40158", N_("The customer’s régimen fiscal is not one of this RFC"),
    N_("Open the customer and choose it again.") },
  { "CFDI40161", N_("The use of the CFDI does not fit the customer’s régimen fiscal"),
    N_("Choose another use in the invoice.") },
  { "401", N_("The date is out of range"),
    N_("An invoice keeps its date for 72 hours at most. Change the date and stamp again.") },
};

static const Known *
find_known (const char *code)
{
  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (known_codes); i++)
    if (g_str_equal (known_codes[i].code, code))
      return &known_codes[i];
  return NULL;
}

static const char *
api_title (int code)
{
  switch (code)
    {
    case FAC_API_ERROR_OFFLINE:
      return _("There is no connection");
    case FAC_API_ERROR_UNCERTAIN:
      return _("The answer did not arrive");
    case FAC_API_ERROR_SERVER:
      return _("The service has a problem");
    case FAC_API_ERROR_SLOW_DOWN:
      return _("The service asks to go slower");
    case FAC_API_ERROR_KEY:
      return _("The key is not accepted");
    case FAC_API_ERROR_ACCOUNT:
      return _("The account needs attention");
    case FAC_API_ERROR_NOT_FOUND:
      return _("The service does not have this record");
    case FAC_API_ERROR_CONFLICT:
      return _("This changed at the service meanwhile");
    case FAC_API_ERROR_NOT_SUPPORTED:
      return _("The service cannot do this");
    case FAC_API_ERROR_INSECURE:
      return _("The connection is not safe");
    case FAC_API_ERROR_REFUSED:
    default:
      return _("The service did not accept this");
    }
}

static const char *
store_title (int code)
{
  switch (code)
    {
    case FAC_STORE_ERROR_NEWER:
      return _("Your data was written by a newer version");
    case FAC_STORE_ERROR_CORRUPT:
      return _("Your data file is damaged");
    case FAC_STORE_ERROR_READ_ONLY:
      return _("Your data cannot be written");
    case FAC_STORE_ERROR_FULL:
      return _("The disk is full");
    case FAC_STORE_ERROR_LOCKED:
      return _("Facturador is already open");
    case FAC_STORE_ERROR_BUSY:
      return _("Your data is in use");
    case FAC_STORE_ERROR_STATE:
      return _("This can no longer be changed");
    default:
      return _("Your data could not be read or written");
    }
}

static FacErrorText *
make_text (const char *title, const char *body, const char *field, const char *code,
           const char *log_id)
{
  FacErrorText *text = g_new0 (FacErrorText, 1);

  text->title = g_strdup (title);
  text->body = g_strdup (body != NULL ? body : "");
  text->field = g_strdup (field);
  if (code != NULL && log_id != NULL)
    text->reference = g_strdup_printf ("%s · %s", code, log_id);
  else
    text->reference = g_strdup (code != NULL ? code : log_id);
  return text;
}

FacErrorText *
fac_error_present_code (const char *code, const char *message, const char *path, const char *log_id)
{
  const Known *known = find_known (code);

  if (known != NULL)
    return make_text (_(known->title), _(known->body), path, code, log_id);
  return make_text (api_title (FAC_API_ERROR_REFUSED), message, path, code, log_id);
}

static FacErrorText *
present_api (const GError *error)
{
  const FacApiErrorDetail *detail = fac_api_error_detail (error);
  const FacApiProblem *first = detail != NULL && detail->problems->len > 0 ? detail->problems->pdata[0] : NULL;
  const char *code = first != NULL && first->code != NULL ? first->code : detail != NULL ? detail->code : NULL;
  const char *path = first != NULL && first->path != NULL ? first->path : detail != NULL ? detail->path : NULL;
  const char *message = first != NULL && first->message != NULL ? first->message : error->message;
  const char *log_id = detail != NULL ? detail->log_id : NULL;
  const Known *known = find_known (code);

  if (known != NULL)
    return make_text (_(known->title), _(known->body), path, code, log_id);
  return make_text (api_title (error->code), message, path, code, log_id);
}

FacErrorText *
fac_error_present (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  if (error->domain == FAC_API_ERROR)
    return present_api (error);
  if (error->domain == FAC_STORE_ERROR)
    return make_text (store_title (error->code), error->message, NULL, NULL, NULL);
  if (g_error_matches (error, FAC_ERROR, FAC_ERROR_LOCKED))
    return make_text (_("The keyring is locked"), error->message, NULL, NULL, NULL);
  return make_text (_("That did not work"), error->message, NULL, NULL, NULL);
}

void
fac_error_text_free (FacErrorText *self)
{
  g_free (self->title);
  g_free (self->body);
  g_free (self->field);
  g_free (self->reference);
  g_free (self);
}
