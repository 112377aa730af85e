/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the imagined service asks of the SAT about customers. */
#include "fac-mock-state.h"

#include "fac-email.h"
#include "fac-tax-id.h"

#include <string.h>

static gboolean
is_upper (const char *name)
{
  g_autofree char *upper = g_utf8_strup (name, -1);

  return g_str_equal (upper, name);
}

FacTaxValidation *
fac_mock_state_validate (FacMockState *self, const char *remote_id, GError **error)
{
  FacRemoteItem *held = fac_mock_state_held (self, FAC_ENTITY_CUSTOMER, remote_id, error);
  FacTaxValidation *validation;

  if (held == NULL)
    return NULL;
  validation = fac_tax_validation_new ();
  if (held->customer->tax_id != NULL && g_str_has_prefix (held->customer->tax_id, "NOE"))
    fac_tax_validation_add (validation, "tax_id", "tax_id_not_found",
                            "El RFC no está en la lista de contribuyentes del SAT.");
  if (held->customer->legal_name != NULL && !is_upper (held->customer->legal_name))
    fac_tax_validation_add (validation, "legal_name", "legal_name_mismatch",
                            "El nombre no coincide con el del SAT.");
  validation->valid = validation->faults->len == 0;
  return validation;
}

FacTaxIdReport *
fac_mock_check_tax_id (const char *tax_id, GError **error)
{
  FacTaxIdProblem problem = fac_tax_id_check (tax_id);
  gboolean definite = g_str_has_prefix (tax_id, "EFD");
  FacTaxIdReport *report;

  if (problem != FAC_TAX_ID_OK && problem != FAC_TAX_ID_CHECK_DIGIT)
    {
      fac_mock_state_refuse (error, 400, "invalid_format", "tax_id", "No es un RFC.");
      return NULL;
    }
  report = fac_tax_id_report_new (tax_id);
  report->trusted = !definite;
  report->list_date = g_strdup ("30/06/2025");
  report->body = g_bytes_new_static ("{}", 2);
  if (definite || g_str_has_prefix (tax_id, "EFR"))
    {
      fac_tax_id_report_list (report, definite ? "Definitivo" : "Desvirtuado");
      fac_tax_id_report_add (report, "numFechaPresuncion",
                             "500-05-2025-1 de fecha 15 de enero de 2025");
    }
  return report;
}

gboolean
fac_mock_state_email_link (FacMockState *self, const char *remote_id, const char *address,
                           GError **error)
{
  if (fac_mock_state_held (self, FAC_ENTITY_CUSTOMER, remote_id, error) == NULL)
    return FALSE;
  if (!fac_email_is_valid (address))
    {
      fac_mock_state_refuse (error, 400, "invalid_format", "email", "No es una dirección.");
      return FALSE;
    }
  g_ptr_array_add (self->mails, g_strdup_printf ("%s: %s", remote_id, address));
  return TRUE;
}
