/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-certificates.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-organization.h"
#include "fac-sandbox-routes.h"
#include "fac-sql.h"

#include "fac-legal-name.h"
#include "fac-tax-id.h"

#include <string.h>

/* What was uploaded, once it is known to be a pair that is good today. */
typedef struct
{
  FacCertificate   *certificate;
  FacSandboxAnswer *refusal; /* (nullable) */
} Upload;

static FacSandboxAnswer *
refuse (const char *code, const char *path)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (FacSandboxAnswer) plain = fac_sandbox_error (400, code);
  g_autoptr (FacJson) json = fac_json_parse (plain->body, NULL);

  fac_sandbox_fault_in (faults, "files", code, path, "%s",
                        fac_sandbox_json_text (fac_json_root (json), "message"));
  return fac_sandbox_error_faults (400, code, faults);
}

static FacSandboxAnswer *
refuse_password (void)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  fac_sandbox_fault (faults, "required", "password", "Falta la contraseña de la llave privada.");
  return fac_sandbox_error_invalid (faults);
}

static FacSandboxAnswer *
refuse_pair (FacCertificatePair pair)
{
  switch (pair)
    {
    case FAC_PAIR_NO_CERTIFICATE:
      return refuse ("certificate_invalid", "cer");
    case FAC_PAIR_NO_KEY:
      return refuse ("certificate_files_invalid", "key");
    case FAC_PAIR_PASSWORD:
      return refuse ("private_key_password_incorrect", "password");
    case FAC_PAIR_MISMATCH:
      return refuse ("private_key_certificate_mismatch", "key");
    case FAC_PAIR_OK:
    default:
      return NULL;
    }
}

static FacSandboxAnswer *
refuse_dates (FacCertificate *certificate, gint64 now)
{
  if (fac_certificate_get_not_before (certificate) > now)
    return refuse ("certificate_not_yet_valid", "cer");
  if (fac_certificate_get_not_after (certificate) < now)
    return refuse ("certificate_expired", "cer");
  return NULL;
}

/* The key is opened once to see that it belongs to the certificate; nothing of it is kept. */
static Upload
read_upload (FacSandboxRequest *request)
{
  const FacSandboxPart *cer = fac_sandbox_request_part (request, "cer");
  const FacSandboxPart *key = fac_sandbox_request_part (request, "key");
  char *password = fac_sandbox_request_part_text (request, "password");
  Upload upload = { NULL, NULL };

  if (cer == NULL && key == NULL)
    upload.refusal = refuse ("certificate_files_required", "cer");
  else if (cer == NULL)
    upload.refusal = refuse ("certificate_file_required", "cer");
  else if (key == NULL)
    upload.refusal = refuse ("private_key_file_required", "key");
  else if (password == NULL || *password == '\0')
    upload.refusal = refuse_password ();
  else
    upload.refusal = refuse_pair (fac_certificate_check_pair (cer->bytes, key->bytes, password));
  if (password != NULL)
    explicit_bzero (password, strlen (password));
  g_free (password);
  if (upload.refusal == NULL)
    {
      upload.certificate = fac_certificate_new_from_der (cer->bytes, NULL);
      upload.refusal = refuse_dates (upload.certificate, request->now);
    }
  return upload;
}

static FacJsonWriter *
write_facts (FacSandboxRequest *request, FacCertificate *certificate)
{
  FacJsonWriter *writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_time (writer, "updated_at", request->now);
  fac_json_writer_time (writer, "expires_at", fac_certificate_get_not_after (certificate));
  fac_json_writer_string (writer, "serial_number", fac_certificate_get_number (certificate));
  fac_json_writer_end_object (writer);
  return writer;
}

/* Documents with fiscal validity were made under the RFC that it has. */
static gboolean
has_live_documents (FacSandbox *sandbox, const char *organization)
{
  return fac_sql_any (fac_sql_find (sandbox->db, NULL,
                                    "SELECT 1 FROM invoices WHERE organization = ?"
                                    " AND livemode AND uuid IS NOT NULL LIMIT 1", "t",
                                    organization));
}

static FacSandboxAnswer *
check_csd (FacSandboxRequest *request, FacSandboxCompany *company, FacCertificate *certificate)
{
  const char *rfc = fac_certificate_get_rfc (certificate);
  const char *before = fac_sandbox_json_text (company->legal, "tax_id");
  FacTaxIdProblem problem = fac_tax_id_check (rfc);

  if (!fac_certificate_is_csd (certificate)
      || (problem != FAC_TAX_ID_OK && problem != FAC_TAX_ID_CHECK_DIGIT))
    return refuse ("certificate_invalid", "cer");
  if (before != NULL && !g_str_equal (before, rfc)
      && has_live_documents (request->sandbox, company->id))
    return refuse ("certificate_previous_rfc_mismatch", "cer");
  return NULL;
}

/* Another taxpayer has another name, the certificate's, and not the FIEL that was uploaded before. */
static gboolean
set_tax_id (FacSandboxRequest *request, FacSandboxCompany *company, FacCertificate *certificate,
            GError **error)
{
  static const char *const before[] = { "name", NULL };
  static const char *const name[] = { "legal_name", NULL };
  static const char *const after[] = {
    "tax_system", "website", "phone", "support_email", "address", NULL
  };
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GBytes) json = NULL;
  const char *rfc = fac_certificate_get_rfc (certificate);
  g_autofree char *clean = fac_legal_name_clean (fac_certificate_get_name (certificate));
  const char *old = fac_sandbox_json_text (company->legal, "tax_id");
  gboolean same = g_strcmp0 (old, rfc) == 0;

  fac_json_writer_begin_object (writer, NULL);
  fac_sandbox_json_members (writer, company->legal, before);
  if (same || old == NULL)
    fac_sandbox_json_members (writer, company->legal, name);
  else
    fac_json_writer_string (writer, "legal_name", clean);
  fac_json_writer_string (writer, "tax_id", rfc);
  fac_sandbox_json_members (writer, company->legal, after);
  fac_json_writer_end_object (writer);
  json = fac_json_writer_finish (writer);
  return fac_sandbox_company_set (request->sandbox, company, "legal", json, error)
    && (same || fac_sandbox_company_set (request->sandbox, company, "fiel", NULL, error));
}

static FacSandboxAnswer *
take_csd (FacSandboxRequest *request, FacSandboxCompany *company, FacCertificate *certificate)
{
  g_autoptr (FacJsonWriter) facts = write_facts (request, certificate);
  g_autoptr (GError) error = NULL;
  const char *rfc = fac_certificate_get_rfc (certificate);
  FacSandboxAnswer *refusal = check_csd (request, company, certificate);

  if (refusal != NULL)
    return refusal;
  if (!set_tax_id (request, company, certificate, &error)
      || !fac_sandbox_csd_mint (request->sandbox, company->id, rfc,
                                fac_certificate_get_name (certificate), &error))
    return fac_sandbox_error_internal (error);
  return fac_sandbox_organization_change (request, company, "certificate", facts);
}

static FacSandboxAnswer *
take_fiel (FacSandboxRequest *request, FacSandboxCompany *company, FacCertificate *certificate)
{
  g_autoptr (FacJsonWriter) facts = write_facts (request, certificate);
  const char *tax_id = fac_sandbox_json_text (company->legal, "tax_id");

  if (fac_certificate_is_csd (certificate))
    return refuse ("fiel_invalid", "cer");
  if (tax_id != NULL && !g_str_equal (tax_id, fac_certificate_get_rfc (certificate)))
    return refuse ("fiel_rfc_mismatch", "cer");
  return fac_sandbox_organization_change (request, company, "fiel", facts);
}

static FacSandboxAnswer *
on_upload (FacSandboxRequest *request,
           FacSandboxAnswer *(*take) (FacSandboxRequest *, FacSandboxCompany *, FacCertificate *))
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (FacCertificate) certificate = NULL;
  Upload upload;

  if (company == NULL)
    return answer;
  upload = read_upload (request);
  certificate = upload.certificate;
  return upload.refusal != NULL ? upload.refusal : take (request, company, certificate);
}

static FacSandboxAnswer *
on_csd (FacSandboxRequest *request)
{
  return on_upload (request, take_csd);
}

static FacSandboxAnswer *
on_fiel (FacSandboxRequest *request)
{
  return on_upload (request, take_fiel);
}

/* The document says the time of it, the client the organization. */
static FacSandboxAnswer *
answer_deleted (FacSandboxRequest *request, FacSandboxCompany *company)
{
  g_autoptr (FacJsonWriter) whole = fac_json_writer_new ();
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (FacJson) json = NULL;
  FacJsonValue root;

  fac_sandbox_organization_write (whole, request, company);
  bytes = fac_json_writer_finish (whole);
  json = fac_json_parse (bytes, NULL);
  root = fac_json_root (json);
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_time (writer, "updated_at", request->now);
  for (guint i = 0; i < fac_json_length (root); i++)
    fac_sandbox_json_plain (writer, fac_json_name_at (root, i), fac_json_at (root, i));
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

static FacSandboxAnswer *
on_delete (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (FacSandboxCompany) company = fac_sandbox_organization_load (request, &answer);
  g_autoptr (GError) error = NULL;

  if (company == NULL)
    return answer;
  if (!fac_sandbox_csd_remove (request->sandbox, company->id, &error)
      || !fac_sandbox_company_set (request->sandbox, company, "certificate", NULL, &error))
    return fac_sandbox_error_internal (error);
  return answer_deleted (request, company);
}

const FacSandboxRoute fac_sandbox_certificate_upload_routes[] = {
  { "PUT", "/organizations/{id}/certificate", FAC_ROLE_OWNER, NULL, TRUE, on_csd,
    FAC_ROUTE_MULTIPART },
  { "DELETE", "/organizations/{id}/certificate", FAC_ROLE_OWNER, NULL, FALSE, on_delete },
  { "PUT", "/organizations/{id}/fiel", FAC_ROLE_OWNER, NULL, TRUE, on_fiel, FAC_ROUTE_MULTIPART },
  { NULL }
};
