/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the service says that the SAT has of a customer. */
#include "fac-facturapi-answers.h"

#include "fac-text.h"

#include <glib/gi18n.h>

#define MOST 100

static void
read_fault (FacTaxValidation *validation, FacJsonValue value)
{
  g_autofree char *path = NULL;
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;

  fac_facturapi_take (&path, value, "path");
  fac_facturapi_take (&code, value, "code");
  fac_facturapi_take (&message, value, "message");
  if (message != NULL || code != NULL)
    fac_tax_validation_add (validation, path, code, message != NULL ? message : code);
}

/* Without is_valid the answer is no verdict, whatever else is in it. */
gpointer
fac_facturapi_answer_validation (const FacHttpResponse *response, gpointer data, GError **error)
{
  g_autoptr (FacJson) json = fac_facturapi_read_answer (response, error);
  g_autoptr (FacTaxValidation) validation = NULL;
  FacJsonValue verdict;
  FacJsonValue errors;

  if (json == NULL)
    return NULL;
  verdict = fac_json_get (fac_json_root (json), "is_valid");
  if (fac_json_kind (verdict) != FAC_JSON_BOOLEAN)
    {
      fac_facturapi_unreadable (error, response->status,
                                _("The answer of the service does not say whether it is valid."));
      return NULL;
    }
  validation = fac_tax_validation_new ();
  errors = fac_json_get (fac_json_root (json), "errors");
  for (guint i = 0; i < MIN (fac_json_length (errors), MOST); i++)
    read_fault (validation, fac_json_at (errors, i));
  validation->valid = fac_json_boolean (verdict, FALSE) && validation->faults->len == 0;
  return g_steal_pointer (&validation);
}

/* Every text of an entry is evidence, also one whose name is new to us. */
static void
read_entry (FacTaxIdReport *report, FacJsonValue entry)
{
  if (fac_json_kind (entry) != FAC_JSON_OBJECT)
    return;
  fac_tax_id_report_list (report, fac_json_string (fac_json_get (entry, "situacionContribuyente")));
  if (report->name == NULL)
    fac_facturapi_take (&report->name, entry, "razonSocial");
  for (guint i = 0; i < MIN (fac_json_length (entry), MOST); i++)
    {
      FacJsonValue value = fac_json_at (entry, i);
      const char *text = fac_json_kind (value) == FAC_JSON_STRING ? fac_json_string (value) : NULL;

      if (!fac_text_is_empty (text))
        fac_tax_id_report_add (report, fac_json_name_at (entry, i), text);
    }
}

gpointer
fac_facturapi_answer_tax_id (const FacHttpResponse *response, gpointer data, GError **error)
{
  const FacFacturapiCall *call = data;
  g_autoptr (FacJson) json = fac_facturapi_read_answer (response, error);
  g_autoptr (FacTaxIdReport) report = NULL;
  FacJsonValue efos;
  FacJsonValue verdict;
  FacJsonValue entries;

  if (json == NULL)
    return NULL;
  efos = fac_json_get (fac_json_root (json), "efos");
  verdict = fac_json_get (efos, "is_valid");
  if (fac_json_kind (verdict) != FAC_JSON_BOOLEAN)
    {
      fac_facturapi_unreadable (error, response->status,
                                _("The answer of the service has no list of the SAT in it."));
      return NULL;
    }
  report = fac_tax_id_report_new (call->tax_id);
  report->trusted = fac_json_boolean (verdict, FALSE);
  report->body = fac_json_bytes (fac_json_root (json));
  fac_facturapi_take (&report->list_date, fac_json_get (efos, "data"), "fechaLista");
  entries = fac_json_get (fac_json_get (efos, "data"), "detalles");
  for (guint i = 0; i < MIN (fac_json_length (entries), MOST); i++)
    read_entry (report, fac_json_at (entries, i));
  if (!report->trusted && report->situation == FAC_EFOS_ABSENT)
    fac_tax_id_report_list (report, NULL);
  return g_steal_pointer (&report);
}
