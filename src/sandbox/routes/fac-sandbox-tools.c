/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-errors.h"
#include "fac-sandbox-routes.h"
#include "fac-tax-id.h"

/* README.md lists them: which beginning of an RFC is in which situation of the SAT's list. */
typedef struct
{
  const char *prefix;
  const char *situation;
  gboolean    is_valid;
  const char *date_name; /* the date that this situation adds */
  const char *date_name_dof;
} Situation;

static const Situation situations[] = {
  { "EFA", "Previsto", TRUE, NULL, NULL },
  { "EFP", "Presunto", FALSE, NULL, NULL },
  { "EFR", "Desvirtuado", TRUE, "pubSatDesvirtuados", NULL },
  { "EFD", "Definitivo", FALSE, "pubSatDefinitivos", "pubDofDefinitivos" },
  { "EFS", "Sentencia favorable", TRUE, "pubSatSentFav", NULL },
  { "EFX", "EFOS de información suprimida", TRUE, NULL, NULL },
};

static const Situation *
find (const char *tax_id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (situations); i++)
    if (g_str_has_prefix (tax_id, situations[i].prefix))
      return &situations[i];
  return NULL;
}

static void
write_details (FacJsonWriter *writer, const Situation *situation, const char *tax_id)
{
  static const char office[] = "500-05-2025-10001 de fecha 15 de enero de 2025";

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "rfc", tax_id);
  fac_json_writer_string (writer, "razonSocial", "CONTRIBUYENTE DE PRACTICA");
  fac_json_writer_string (writer, "situacionContribuyente", situation->situation);
  fac_json_writer_string (writer, "numFechaPresuncion", office);
  fac_json_writer_string (writer, "pubFechaSatPresuntos", "15/01/2025");
  fac_json_writer_string (writer, "numGlobalPresuncion", office);
  fac_json_writer_string (writer, "pubFechaDofPresuntos", "31/01/2025");
  fac_json_writer_string_if (writer, situation->date_name, situation->date_name != NULL
                             ? "15/06/2025" : NULL);
  fac_json_writer_string_if (writer, situation->date_name_dof, situation->date_name_dof != NULL
                             ? "30/06/2025" : NULL);
  if (g_strcmp0 (situation->date_name, "pubSatSentFav") == 0)
    fac_json_writer_string (writer, "numFechaSentFav",
                            "500-05-2025-20002 de fecha 15 de junio de 2025");
  fac_json_writer_end_object (writer);
}

static FacSandboxAnswer *
answer_efos (const char *tax_id)
{
  const Situation *situation = find (tax_id);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_begin_object (writer, "efos");
  fac_json_writer_boolean (writer, "is_valid", situation == NULL || situation->is_valid);
  fac_json_writer_begin_object (writer, "data");
  if (situation == NULL)
    fac_json_writer_string (writer, "mensaje", "El RFC no se encuentra en el listado de EFOS.");
  fac_json_writer_string (writer, "fechaLista", "30/06/2025");
  fac_json_writer_begin_array (writer, "detalles");
  if (situation != NULL)
    write_details (writer, situation, tax_id);
  fac_json_writer_end_array (writer);
  fac_json_writer_end_object (writer);
  fac_json_writer_end_object (writer);
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

static FacSandboxAnswer *
on_validation (FacSandboxRequest *request)
{
  const char *tax_id = fac_sandbox_request_query (request, "tax_id");
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autofree char *upper = NULL;
  FacTaxIdProblem problem;

  if (tax_id == NULL)
    {
      fac_sandbox_fault_in (faults, "query", "required", "tax_id", "Falta el RFC.");
      return fac_sandbox_error_invalid (faults);
    }
  upper = g_utf8_strup (tax_id, -1);
  problem = fac_tax_id_check (upper);
  if (problem == FAC_TAX_ID_OK || problem == FAC_TAX_ID_CHECK_DIGIT)
    return answer_efos (upper);
  fac_sandbox_fault_in (faults, "query", "invalid_format", "tax_id",
                        "El RFC no tiene la forma de un RFC.");
  return fac_sandbox_error_invalid (faults);
}

const FacSandboxRoute fac_sandbox_tools_routes[] = {
  { "GET", "/tools/tax_id_validation", FAC_ROLE_SECRET, "tax_id", FALSE, on_validation },
  { NULL }
};
