/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-html.h"

#include "fac-catalog-source.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-validate.h"

#include <string.h>

/* @path: how faults name the field, apart from what stands before it */
typedef struct
{
  const char *name;
  const char *path;
  const char *label;
  const char *hint;
  const char *attributes;
} Field;

static const Field fields[] = {
  { "tax_id", "tax_id", "RFC", "12 o 13 caracteres, sin guiones.",
    "maxlength=\"13\" autocapitalize=\"characters\" autocomplete=\"off\" spellcheck=\"false\"" },
  { "legal_name", "legal_name", "Nombre o razón social",
    "Como en la Constancia de Situación Fiscal, sin el régimen de capital (S.A. de C.V.).",
    "maxlength=\"300\" autocomplete=\"organization\"" },
  { "zip", "address.zip", "Código postal del domicilio fiscal", NULL,
    "maxlength=\"5\" inputmode=\"numeric\" autocomplete=\"postal-code\"" },
  { "tax_system", "tax_system", "Régimen fiscal", NULL, NULL },
  { "use", "use", "Uso de la factura", NULL, NULL },
  { "email", "email", "Correo (opcional)", NULL, "maxlength=\"200\" autocomplete=\"email\"" },
};

static const char *
value_of (const FacSandboxTaxForm *form, const char *name)
{
  const struct { const char *name; const char *value; } values[] = {
    { "tax_id", form->tax_id }, { "legal_name", form->legal_name }, { "zip", form->zip },
    { "tax_system", form->tax_system }, { "use", form->use }, { "email", form->email },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (g_str_equal (values[i].name, name))
      return values[i].value != NULL ? values[i].value : "";
  return "";
}

static gboolean
is_about (const FacSandboxFault *fault, const Field *field)
{
  const char *path = fault->path;

  if (path != NULL && g_str_has_prefix (path, "customer."))
    path += strlen ("customer.");
  return g_strcmp0 (path, field->path) == 0;
}

static const Field *
field_of (const FacSandboxFault *fault)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (is_about (fault, &fields[i]))
      return &fields[i];
  return NULL;
}

static void
append_summary (GString *page, GPtrArray *faults)
{
  if (faults->len == 0)
    return;
  g_string_append (page, "<div class=\"errors\" role=\"alert\"><h2>Revise estos datos</h2><ul>");
  for (guint i = 0; i < faults->len; i++)
    {
      const FacSandboxFault *fault = g_ptr_array_index (faults, i);
      const Field *field = field_of (fault);
      g_autofree char *text = g_markup_escape_text (fault->message, -1);

      if (field != NULL)
        g_string_append_printf (page, "<li><a href=\"#%s\">%s: %s</a></li>", field->name,
                                field->label, text);
      else
        g_string_append_printf (page, "<li>%s</li>", text);
    }
  g_string_append (page, "</ul></div>");
}

/* Returns: (transfer full): the attributes that say what is wrong, and the words go under the field. */
static char *
describe (const Field *field, GPtrArray *faults, GString *notes)
{
  gboolean bad = FALSE;

  if (field->hint != NULL)
    g_string_append_printf (notes, "<p class=\"hint\" id=\"%s-hint\">%s</p>", field->name,
                            field->hint);
  for (guint i = 0; i < faults->len && !bad; i++)
    {
      const FacSandboxFault *fault = g_ptr_array_index (faults, i);
      g_autofree char *text = g_markup_escape_text (fault->message, -1);

      bad = is_about (fault, field);
      if (bad)
        g_string_append_printf (notes, "<p class=\"bad\" id=\"%s-bad\">%s</p>", field->name, text);
    }
  if (bad)
    return g_strdup_printf (" aria-invalid=\"true\" aria-describedby=\"%s-bad%s%s%s\"", field->name,
                            field->hint != NULL ? " " : "",
                            field->hint != NULL ? field->name : "",
                            field->hint != NULL ? "-hint" : "");
  return field->hint != NULL ? g_strdup_printf (" aria-describedby=\"%s-hint\"", field->name)
                             : g_strdup ("");
}

static void
append_choices (GString *page, FacSandbox *sandbox, const char *catalog, const char *chosen,
                char **only)
{
  GPtrArray *entries = fac_catalog_list (sandbox->catalog, catalog);

  g_string_append (page, "<option value=\"\">Elija una opción</option>");
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const FacCatalogEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *text = g_markup_escape_text (entry->es, -1);

      if (only != NULL && !g_strv_contains ((const char *const *) only, entry->key))
        continue;
      g_string_append_printf (page, "<option value=\"%s\"%s>%s %s</option>", entry->key,
                              g_str_equal (entry->key, chosen) ? " selected" : "", entry->key,
                              text);
    }
}

static void
append_field (GString *page, FacSandbox *sandbox, const Field *field,
              const FacSandboxTaxForm *form, GPtrArray *faults)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autofree char *described = describe (field, faults, notes);
  g_autofree char *value = g_markup_escape_text (value_of (form, field->name), -1);
  gboolean mail = g_str_equal (field->name, "email");
  gboolean use = g_str_equal (field->name, "use");

  g_string_append_printf (page, "<label for=\"%s\">%s</label>", field->name, field->label);
  if (field->attributes != NULL)
    g_string_append_printf (page, "<input id=\"%s\" name=\"%s\" type=\"%s\" value=\"%s\" %s%s%s>",
                            field->name, field->name, mail ? "email" : "text", value,
                            field->attributes, mail ? "" : " required", described);
  else
    {
      g_string_append_printf (page, "<select id=\"%s\" name=\"%s\" required%s>", field->name,
                              field->name, described);
      append_choices (page, sandbox, use ? FAC_CATALOG_USES : FAC_CATALOG_TAX_SYSTEMS,
                      value_of (form, field->name), use ? form->uses : NULL);
      g_string_append (page, "</select>");
    }
  g_string_append (page, notes->str);
}

void
fac_sandbox_html_tax_form (GString *page, FacSandbox *sandbox, const char *path,
                           const char *button, const FacSandboxTaxForm *form, GPtrArray *faults)
{
  g_autofree char *action = g_markup_escape_text (path, -1);
  g_autofree char *token = fac_sandbox_html_token (sandbox, path);

  append_summary (page, faults);
  g_string_append_printf (page, "<form method=\"post\" action=\"%s\">"
                          "<input type=\"hidden\" name=\"token\" value=\"%s\">", action, token);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (form->with_use || !g_str_equal (fields[i].name, "use"))
      append_field (page, sandbox, &fields[i], form, faults);
  g_string_append_printf (page, "<button type=\"submit\">%s</button></form>", button);
}

void
fac_sandbox_html_tax_read (FacSandboxRequest *request, FacSandboxTaxForm *form)
{
  form->tax_id = fac_sandbox_request_form (request, "tax_id");
  form->legal_name = fac_sandbox_request_form (request, "legal_name");
  form->zip = fac_sandbox_request_form (request, "zip");
  form->tax_system = fac_sandbox_request_form (request, "tax_system");
  form->use = fac_sandbox_request_form (request, "use");
  form->email = fac_sandbox_request_form (request, "email");
}

void
fac_sandbox_html_tax_check (const FacSandboxTaxForm *form, GPtrArray *faults)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *name = fields[i].name;
      gboolean optional = g_str_equal (name, "email") || (!form->with_use
                                                          && g_str_equal (name, "use"));

      if (!optional && *value_of (form, name) == '\0')
        fac_sandbox_fault (faults, "required", fields[i].path, "Falta este dato.");
    }
  if (form->email != NULL && !fac_sandbox_is_email (form->email))
    fac_sandbox_fault (faults, "invalid_format", "email", "No es una dirección de correo.");
  if (form->with_use && form->uses != NULL && form->use != NULL
      && !g_strv_contains ((const char *const *) form->uses, form->use))
    fac_sandbox_fault (faults, "invalid_value", "use", "Elija uno de la lista.");
}

/* As the SAT has names and RFC: in capitals, without blanks around. */
static void
write_capitals (FacJsonWriter *writer, const char *name, const char *text)
{
  g_autofree char *capitals = g_utf8_strup (text != NULL ? text : "", -1);

  fac_json_writer_string (writer, name, g_strstrip (capitals));
}

void
fac_sandbox_html_tax_customer (const FacSandboxTaxForm *form, FacJsonWriter *writer)
{
  write_capitals (writer, "legal_name", form->legal_name);
  write_capitals (writer, "tax_id", form->tax_id);
  fac_json_writer_string (writer, "tax_system", form->tax_system);
  fac_json_writer_string_if (writer, "email", form->email);
  fac_json_writer_begin_object (writer, "address");
  write_capitals (writer, "zip", form->zip);
  fac_json_writer_end_object (writer);
}

void
fac_sandbox_html_faults (FacSandboxAnswer *answer, GPtrArray *faults)
{
  g_autoptr (FacJson) json = fac_json_parse (answer->body, NULL);
  FacJsonValue root = json != NULL ? fac_json_root (json) : (FacJsonValue) { 0 };
  FacJsonValue errors = fac_json_get (root, "errors");
  const char *message = fac_sandbox_json_text (root, "message");

  for (guint i = 0; i < fac_json_length (errors); i++)
    {
      FacJsonValue error = fac_json_at (errors, i);
      const char *text = fac_sandbox_json_text (error, "message");
      const char *code = fac_sandbox_json_text (error, "code");

      fac_sandbox_fault (faults, code != NULL ? code : "invalid_request",
                         fac_sandbox_json_text (error, "path"), "%s", text != NULL ? text : "");
    }
  if (faults->len == 0)
    fac_sandbox_fault (faults, "invalid_request", NULL, "%s", message != NULL ? message : "");
}
