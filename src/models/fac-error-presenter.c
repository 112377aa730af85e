/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-error-presenter.h"

#include "fac-api-error.h"
#include "fac-error-catalog.h"
#include "fac-error.h"
#include "fac-outbox-entry.h"
#include "fac-store-error.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>

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
    case FAC_STORE_ERROR_NOT_FOUND:
    case FAC_STORE_ERROR_DELETED:
      return _("This is no longer here");
    case FAC_STORE_ERROR_CONSTRAINT:
      return _("This change could not be saved");
    default:
      return _("Your data could not be read or written");
    }
}

static const char *
file_title (int code)
{
  switch (code)
    {
    case G_IO_ERROR_PERMISSION_DENIED:
      return _("There is no permission to write in this folder");
    case G_IO_ERROR_READ_ONLY:
      return _("This folder can only be read");
    case G_IO_ERROR_NO_SPACE:
      return _("The disk is full");
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      return _("This folder is not there");
    default:
      return _("That did not work");
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

/* The service says which field and why better than the general words for "a value is missing". */
#define DETAILS "facturapi-detalle"

/* The catalogue's words; a code that it does not know keeps the message it came with. */
static FacErrorText *
explain (const char *title, const char *scope, const char *code, const char *message,
         const char *path, const char *log_id)
{
  const FacErrorEntry *entry = scope != NULL ? fac_error_catalog_find (scope, code) : NULL;
  FacErrorText *text;

  if (entry == NULL)
    entry = fac_error_catalog_find (NULL, code);
  if (entry == NULL)
    return make_text (title, message, path, code, log_id);
  if (path == NULL && entry->path[0] != '\0')
    path = entry->path;
  if (message != NULL && g_str_equal (entry->scope, DETAILS))
    return make_text (entry->meaning, message, path, code, log_id);
  text = make_text (entry->meaning, entry->action, path, code, log_id);
  text->original = g_strdup (message);
  return text;
}

FacErrorText *
fac_error_present_code (const char *code, const char *message, const char *path, const char *log_id)
{
  return fac_error_present_scoped (NULL, code, message, path, log_id);
}

FacErrorText *
fac_error_present_scoped (const char *scope, const char *code, const char *message,
                          const char *path, const char *log_id)
{
  if (g_strcmp0 (code, FAC_OUTBOX_PAYMENT_STALE) == 0) /* it never left: the service said nothing */
    return make_text (_("This payment must be looked at again"), message, path, NULL, NULL);
  if (g_strcmp0 (code, FAC_OUTBOX_ADVANCE_STALE) == 0)
    return make_text (_("Its advance must be looked at again"), message, path, NULL, NULL);
  return explain (api_title (FAC_API_ERROR_REFUSED), scope, code, message, path, log_id);
}

FacErrorText *
fac_error_present_waiting (const char *code, const char *message, const char *log_id)
{
  return explain (api_title (FAC_API_ERROR_SERVER), NULL, code, message, NULL, log_id);
}

static const FacApiProblem *
first_problem (const FacApiErrorDetail *detail)
{
  return detail != NULL && detail->problems->len > 0 ? g_ptr_array_index (detail->problems, 0)
                                                     : NULL;
}

static FacErrorText *
present_api (const GError *error)
{
  const FacApiErrorDetail *detail = fac_api_error_detail (error);
  const FacApiProblem *problem = first_problem (detail);
  const char *code = detail != NULL ? detail->code : NULL;
  const char *path = detail != NULL ? detail->path : NULL;
  const char *message = error->message;

  if (problem != NULL)
    {
      code = problem->code != NULL ? problem->code : code;
      path = problem->path != NULL ? problem->path : path;
      message = problem->message != NULL ? problem->message : message;
    }
  return explain (api_title (error->code), NULL, code, message, path,
                  detail != NULL ? detail->log_id : NULL);
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
    return make_text (_("The keyring is locked"), _("Unlock it, then try again."), NULL, NULL,
                      NULL);
  if (error->domain == G_IO_ERROR)
    return make_text (file_title (error->code), error->message, NULL, NULL, NULL);
  return make_text (_("That did not work"), error->message, NULL, NULL, NULL);
}

char *
fac_error_text_lines (const FacErrorText *self)
{
  return fac_text_is_empty (self->body) ? g_strdup (self->title)
                                        : g_strdup_printf ("%s\n%s", self->title, self->body);
}

void
fac_error_text_free (FacErrorText *self)
{
  g_free (self->title);
  g_free (self->body);
  g_free (self->field);
  g_free (self->reference);
  g_free (self->original);
  g_free (self);
}
