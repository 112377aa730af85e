/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-errors.h"

#include <stdarg.h>

typedef struct
{
  const char *code;
  const char *message;
} Text;

static const Text texts[] = {
  { "amount_exceeds_related_document_balance", "El importe es mayor que el saldo de la factura." },
  { "api_key_invalid", "La llave secreta no es válida. Revise que la copió completa." },
  { "api_key_not_allowed", "Esta llave no tiene permiso para hacer esta operación." },
  { "certificate_expired", "El certificado ya venció." },
  { "certificate_file_required", "Falta el archivo del certificado (.cer)." },
  { "certificate_files_invalid", "La llave privada no es un archivo .key del SAT." },
  { "certificate_files_required",
    "Faltan los archivos del certificado (.cer) y de su llave (.key)." },
  { "certificate_invalid", "El archivo no es un certificado de sello digital (CSD) del SAT." },
  { "certificate_not_yet_valid", "El certificado todavía no es vigente." },
  { "certificate_previous_rfc_mismatch",
    "El certificado es de un RFC distinto al que ya tiene facturas." },
  { "conflict", "La operación no se puede hacer en el estado actual del recurso." },
  { "csd_required", "La organización no tiene un certificado de sello digital." },
  { "customer_email_required", "El cliente no tiene correo; indique a cuál enviarlo." },
  { "customer_not_found", "No existe un cliente con ese identificador." },
  { "draft_not_ready_to_stamp", "Al borrador le faltan datos para poder timbrarse." },
  { "feature_not_available", "Esta función no está disponible en el servicio de práctica." },
  { "fiel_invalid", "El archivo no es una e.firma (FIEL), sino un CSD." },
  { "fiel_rfc_mismatch", "La e.firma es de un RFC distinto al de la organización." },
  { "forbidden", "Esta operación no está permitida." },
  { "global_invoice_too_many_items",
    "La factura global tendría más de 5,000 conceptos: divida el periodo." },
  { "idempotency_key_in_use", "La llave de idempotencia ya se usó con otros datos." },
  { "internal_error", "Ocurrió un error inesperado en el servicio de práctica." },
  { "invalid_global_invoice_period", "El periodo de la factura global no es válido." },
  { "invalid_json", "El cuerpo de la petición no es JSON válido." },
  { "invalid_multipart_form_data", "El formulario con archivos no se pudo leer." },
  { "invalid_request", "La petición tiene datos que no son válidos." },
  { "invalid_retention_complement", "Un complemento de la retención no es XML válido." },
  { "invite_expired", "La invitación ya venció." },
  { "invite_not_found", "No existe una invitación con ese identificador." },
  { "invoice_already_stamped", "La factura ya está timbrada." },
  { "invoice_cancellation_in_progress",
    "La factura ya tiene una solicitud de cancelación en proceso." },
  { "invoice_cancellation_not_found",
    "La factura no tiene una solicitud de cancelación en espera." },
  { "invoice_cancellation_receipt_unavailable",
    "El acuse existe hasta que la cancelación fue aceptada." },
  { "invoice_cancellation_service_unavailable",
    "El servicio de cancelación del SAT no responde. Intente más tarde." },
  { "invoice_email_delivery_failed", "No se pudo entregar el correo a esa dirección." },
  { "invoice_email_recipient_required", "El cliente no tiene correo; indique a cuál enviarla." },
  { "invoice_email_status_not_allowed", "Sólo se envían facturas timbradas." },
  { "invoice_not_cancelable", "La factura no está vigente: no se puede cancelar." },
  { "invoice_not_cancelable_by_sat", "El SAT informa que la factura no es cancelable." },
  { "invoice_not_draft", "Sólo se pueden editar facturas en borrador." },
  { "invoice_not_found", "No existe una factura con ese identificador." },
  { "invoice_not_stamped", "La factura todavía no está timbrada." },
  { "invoice_stamping_validation_error", "El SAT rechazó la factura." },
  { "missing_credentials", "Falta la llave secreta en el encabezado Authorization." },
  { "multipart_limit_exceeded", "El formulario tiene demasiadas partes." },
  { "not_found", "No existe el recurso solicitado." },
  { "organization_admin_role_cannot_be_deleted", "El rol de administrador no se puede borrar." },
  { "organization_admin_role_cannot_be_edited", "El rol de administrador no se puede editar." },
  { "organization_domain_change_not_allowed",
    "La organización ya tiene un dominio, que no se puede cambiar." },
  { "organization_domain_unavailable", "Ese dominio no está disponible." },
  { "organization_incomplete", "A la organización le faltan datos para poder facturar." },
  { "organization_not_found", "No existe una organización con ese identificador." },
  { "organization_support_email_required", "La organización necesita antes un correo de soporte." },
  { "owner_access_cannot_be_reassigned", "El acceso de quien es dueño no puede cambiar de rol." },
  { "owner_access_cannot_be_removed", "El acceso de quien es dueño no se puede quitar." },
  { "page_too_large", "La página máxima que se puede pedir es la 30." },
  { "payload_too_large", "El cuerpo de la petición es demasiado grande." },
  { "private_key_certificate_mismatch", "La llave privada no corresponde al certificado." },
  { "private_key_file_required", "Falta el archivo de la llave privada (.key)." },
  { "private_key_password_incorrect", "La contraseña de la llave privada no es correcta." },
  { "product_not_found", "No existe un producto con ese identificador." },
  { "rate_limit_exceeded", "Se hicieron demasiadas peticiones. Espere un momento." },
  { "receipt_expired", "El plazo para facturar este recibo terminó." },
  { "receipt_invoicing_address_mismatch", "Los recibos deben tener el mismo lugar de expedición." },
  { "receipt_invoicing_customer_mismatch",
    "Los recibos deben tener el mismo cliente, o indique a quién facturarlos." },
  { "receipt_invoicing_too_many_items", "La factura tendría más de 5,000 conceptos." },
  { "receipt_keys_not_found", "No existen algunos de los recibos." },
  { "receipt_not_found", "No existe un recibo con ese identificador." },
  { "receipt_not_open", "El recibo ya no está abierto." },
  { "retention_email_delivery_failed", "No se pudo entregar el correo a esa dirección." },
  { "retention_email_recipient_required", "El cliente no tiene correo; indique a cuál enviarla." },
  { "retention_email_status_not_allowed", "Sólo se envían retenciones timbradas." },
  { "retention_not_cancelable", "La retención no está vigente: no se puede cancelar." },
  { "retention_not_found", "No existe una retención con ese identificador." },
  { "retention_not_stamped", "La retención todavía no está timbrada." },
  { "retention_stamping_validation_error", "El SAT rechazó la retención." },
  { "role_has_assigned_users", "El rol está asignado a personas o invitaciones." },
  { "role_not_found", "No existe un rol con ese identificador." },
  { "role_template_not_found", "No existe una plantilla de rol con ese código." },
  { "series_already_exists", "Ya existe una serie con ese nombre." },
  { "series_not_found", "No existe una serie con ese nombre." },
  { "stamping_in_progress", "La factura está en proceso de timbrado." },
  { "subscription_live_access_required", "Esta operación necesita una llave de producción." },
  { "subscription_required", "Esta operación necesita una suscripción activa." },
  { "substitution_invoice_canceled", "La factura que sustituye está cancelada." },
  { "substitution_invoice_not_found", "No existe la factura que sustituye." },
  { "substitution_invoice_required", "El motivo 01 necesita la factura que sustituye." },
  { "substitution_invoice_status_not_allowed",
    "La factura que sustituye debe ser otra y estar vigente." },
  { "user_access_not_found", "No existe un acceso con ese identificador." },
  { "user_already_in_organization", "Esa persona ya pertenece a la organización." },
  { "webhook_not_found", "No existe un webhook con ese identificador." },
  { "webhook_signature_invalid", "La firma no corresponde al evento." },
  { "zip_request_no_invoices", "No hay facturas en ese mes con esos filtros." },
  { "zip_request_not_found", "No existe una solicitud de ZIP con ese identificador." },
  { "zip_request_not_ready", "El ZIP todavía no está listo." },
};

static void
fault_free (gpointer data)
{
  FacSandboxFault *fault = data;

  g_free (fault->code);
  g_free (fault->path);
  g_free (fault->message);
  g_free (fault);
}

static void
add_fault (GPtrArray *faults, const char *source, const char *location, const char *code,
           const char *path,
           char *message)
{
  FacSandboxFault *fault = g_new0 (FacSandboxFault, 1);

  fault->code = g_strdup (code);
  fault->source = source;
  fault->location = location;
  fault->path = g_strdup (path);
  fault->message = message;
  g_ptr_array_add (faults, fault);
}

GPtrArray *
fac_sandbox_faults_new (void)
{
  return g_ptr_array_new_with_free_func (fault_free);
}

void
fac_sandbox_fault (GPtrArray *faults, const char *code, const char *path, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_fault (faults, "facturapi", "body", code, path, g_strdup_vprintf (format, args));
  va_end (args);
}

void
fac_sandbox_fault_in (GPtrArray *faults, const char *location, const char *code, const char *path,
                      const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_fault (faults, "facturapi", location, code, path, g_strdup_vprintf (format, args));
  va_end (args);
}

void
fac_sandbox_fault_foreign (GPtrArray *faults, const char *source, const char *code,
                           const char *path,
                           const char *message)
{
  add_fault (faults, source, path != NULL ? "body" : NULL, code, path, g_strdup (message));
}

static const char *
find_text (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].code, code))
      return texts[i].message;
  return "La petición no se pudo completar.";
}

static void
write_fault (FacJsonWriter *writer, const FacSandboxFault *fault)
{
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "message", fault->message);
  fac_json_writer_string (writer, "code", fault->code);
  fac_json_writer_string (writer, "source", fault->source);
  fac_json_writer_string_if (writer, "location", fault->location);
  fac_json_writer_string_if (writer, "path", fault->path);
  fac_json_writer_end_object (writer);
}

static FacSandboxAnswer *
answer_error (guint status, const char *code, const char *message, GPtrArray *faults)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "message", message);
  fac_json_writer_int (writer, "status", status);
  fac_json_writer_boolean (writer, "ok", FALSE);
  fac_json_writer_string (writer, "code", code);
  if (faults != NULL && faults->len > 0)
    {
      FacSandboxFault *first = g_ptr_array_index (faults, 0);

      fac_json_writer_string_if (writer, "location", first->location);
      fac_json_writer_string_if (writer, "path", first->path);
      fac_json_writer_begin_array (writer, "errors");
      for (guint i = 0; i < faults->len; i++)
        write_fault (writer, g_ptr_array_index (faults, i));
      fac_json_writer_end_array (writer);
    }
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (status, writer);
}

FacSandboxAnswer *
fac_sandbox_error (guint status, const char *code)
{
  return answer_error (status, code, find_text (code), NULL);
}

FacSandboxAnswer *
fac_sandbox_error_text (guint status, const char *code, const char *message)
{
  return answer_error (status, code, message, NULL);
}

FacSandboxAnswer *
fac_sandbox_error_faults (guint status, const char *code, GPtrArray *faults)
{
  FacSandboxFault *first = faults->len > 0 ? g_ptr_array_index (faults, 0) : NULL;

  return answer_error (status, code, first != NULL ? first->message : find_text (code), faults);
}

FacSandboxAnswer *
fac_sandbox_error_invalid (GPtrArray *faults)
{
  return fac_sandbox_error_faults (400, "invalid_request", faults);
}

FacSandboxAnswer *
fac_sandbox_error_internal (const GError *error)
{
  g_printerr ("facturador-sandbox: %s\n", error != NULL ? error->message : "unexpected error");
  return fac_sandbox_error (500, "internal_error");
}

FacSandboxAnswer *
fac_sandbox_error_missing (const GError *error, const char *code)
{
  return error != NULL ? fac_sandbox_error_internal (error) : fac_sandbox_error (404, code);
}

FacSandboxAnswer *
fac_sandbox_error_query (const char *code, const char *name, const char *message)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  fac_sandbox_fault_in (faults, "query", code, name, "%s", message);
  return fac_sandbox_error_invalid (faults);
}
