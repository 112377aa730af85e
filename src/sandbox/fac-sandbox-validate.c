/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-validate.h"

#include "fac-sandbox-json.h"
#include "fac-sandbox-request.h"
#include "fac-text.h"

#include <string.h>

/* Beyond it readers of JSON elsewhere lose digits, and a counter has no next. */
#define MOST_INTEGER G_GINT64_CONSTANT (9007199254740991)

/* The tree that is being walked: kept together because every check needs all of it. */
typedef struct
{
  gboolean   partial;
  GPtrArray *faults;
} Walk;

static void check_object (Walk *walk, FacJsonValue object, const FacSchema *schema);

static const FacField *
find_field (const FacSchema *schema, const char *name)
{
  for (gsize i = 0; i < schema->n_fields; i++)
    if (g_str_equal (schema->fields[i].name, name))
      return &schema->fields[i];
  return NULL;
}

static gboolean
is_choice (const char *choices, const char *text)
{
  g_auto (GStrv) each = g_strsplit (choices, " ", -1);

  return g_strv_contains ((const char *const *) each, text);
}

gboolean
fac_sandbox_is_email (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at != text && strchr (at + 1, '@') == NULL && strchr (at, '.') != NULL
    && at[1] != '.' && text[strlen (text) - 1] != '.' && strpbrk (text, " \t\r\n,;<>") == NULL;
}

/* No XML can carry it, neither as it is nor escaped. */
static gboolean
is_unwritable (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      const gunichar c = g_utf8_get_char (text);

      if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_writable (Walk *walk, FacJsonValue value, const char *path)
{
  if (!is_unwritable (fac_json_string (value)))
    return TRUE;
  fac_sandbox_fault (walk->faults, "invalid_format", path,
                     "El texto de «%s» tiene caracteres que no se pueden escribir en un XML.",
                     path);
  return FALSE;
}

static void
check_text (Walk *walk, FacJsonValue value, const FacField *field, const char *path)
{
  const char *text = fac_json_string (value);
  /* XML collapses blanks: a text of nothing else would not be there */
  glong length = fac_text_is_empty (text) ? 0 : g_utf8_strlen (text, -1);
  gint64 time;

  if (length < (glong) field->min || (field->max > 0 && length > (glong) field->max))
    fac_sandbox_fault (walk->faults, "invalid_length", path,
                       "El campo «%s» debe tener de %u a %u caracteres.", path, field->min,
                       field->max);
  else if (field->choices != NULL && !is_choice (field->choices, text))
    fac_sandbox_fault (walk->faults, "invalid_value", path,
                       "El campo «%s» sólo admite: %s.", path, field->choices);
  else if (field->pattern != NULL && !g_regex_match_simple (field->pattern, text, 0, 0))
    fac_sandbox_fault (walk->faults, "invalid_format", path,
                       "El campo «%s» no tiene el formato que debe.", path);
  else if (field->kind == FAC_FIELD_TIME && !fac_sandbox_parse_time (text, NULL, &time))
    fac_sandbox_fault (walk->faults, "invalid_format", path,
                       "El campo «%s» no es una fecha en formato ISO 8601.", path);
  else if (field->kind == FAC_FIELD_EMAIL && *text != '\0' && !fac_sandbox_is_email (text))
    fac_sandbox_fault (walk->faults, "invalid_format", path,
                       "El campo «%s» no es una dirección de correo.", path);
}

static void
check_number (Walk *walk, FacJsonValue value, const FacField *field, const char *path)
{
  FacDecimal number;

  if (!fac_json_decimal (value, &number) || number.overflow)
    fac_sandbox_fault (walk->faults, "too_large", path, "El número de «%s» es demasiado grande.",
                       path);
  else if (field->kind == FAC_FIELD_INTEGER && fac_decimal_trim (number, 0).scale > 0)
    fac_sandbox_fault (walk->faults, "invalid_type", path,
                       "El campo «%s» debe ser un número entero.", path);
  else if (field->kind == FAC_FIELD_INTEGER
           && fac_decimal_compare (number, fac_decimal_from_int (MOST_INTEGER)) > 0)
    fac_sandbox_fault (walk->faults, "too_large", path, "El número de «%s» es demasiado grande.",
                       path);
  else if ((field->flags & FAC_FIELD_POSITIVE) && fac_decimal_sign (number) <= 0)
    fac_sandbox_fault (walk->faults, "too_small", path, "El campo «%s» debe ser mayor que cero.",
                       path);
  else if ((field->flags & FAC_FIELD_NOT_NEGATIVE) && fac_decimal_sign (number) < 0)
    fac_sandbox_fault (walk->faults, "too_small", path, "El campo «%s» no puede ser negativo.",
                       path);
  else if (field->kind == FAC_FIELD_INTEGER && field->max > 0
           && fac_decimal_compare (number, fac_decimal_from_int (field->max)) > 0)
    fac_sandbox_fault (walk->faults, "too_large", path, "El campo «%s» admite hasta %u.", path,
                       field->max);
}

static gboolean
element_fits (FacFieldKind field, FacJsonKind kind)
{
  return (kind == FAC_JSON_STRING && field != FAC_FIELD_ARRAY_OBJECTS)
    || (kind == FAC_JSON_OBJECT && field != FAC_FIELD_ARRAY_STRINGS);
}

static void
check_array (Walk *walk, FacJsonValue value, const FacField *field, const char *path)
{
  guint length = fac_json_length (value);

  if (length < field->min)
    fac_sandbox_fault (walk->faults, "too_small", path,
                       "El campo «%s» debe tener al menos %u elementos.", path, field->min);
  if (field->max > 0 && length > field->max)
    {
      fac_sandbox_fault (walk->faults, "too_large", path,
                         "El campo «%s» admite hasta %u elementos.", path, field->max);
      return;
    }
  for (guint i = 0; i < length; i++)
    {
      FacJsonValue element = fac_json_at (value, i);
      FacJsonKind kind = fac_json_kind (element);

      if (!element_fits (field->kind, kind))
        fac_sandbox_fault (walk->faults, "invalid_type", path,
                           "Los elementos de «%s» deben ser %s.", path,
                           field->kind == FAC_FIELD_ARRAY_OBJECTS ? "objetos" : "textos");
      else if (kind == FAC_JSON_STRING)
        check_writable (walk, element, path);
      else if (field->schema != NULL)
        check_object (walk, element, field->schema);
    }
}

static gboolean
kind_fits (FacFieldKind field, FacJsonKind kind)
{
  switch (field)
    {
    case FAC_FIELD_STRING:
    case FAC_FIELD_TIME:
    case FAC_FIELD_EMAIL:
      return kind == FAC_JSON_STRING;
    case FAC_FIELD_NUMBER:
    case FAC_FIELD_INTEGER:
      return kind == FAC_JSON_NUMBER;
    case FAC_FIELD_BOOLEAN:
      return kind == FAC_JSON_BOOLEAN;
    case FAC_FIELD_OBJECT:
      return kind == FAC_JSON_OBJECT;
    case FAC_FIELD_ID_OR_OBJECT:
      return kind == FAC_JSON_OBJECT || kind == FAC_JSON_STRING;
    case FAC_FIELD_ARRAY_OBJECTS:
    case FAC_FIELD_ARRAY_STRINGS:
    case FAC_FIELD_ARRAY_EITHER:
      return kind == FAC_JSON_ARRAY;
    case FAC_FIELD_NUMBER_OR_STRING:
      return kind == FAC_JSON_NUMBER || kind == FAC_JSON_STRING;
    case FAC_FIELD_BOOLEAN_OR_STRING:
      return kind == FAC_JSON_BOOLEAN || kind == FAC_JSON_STRING;
    case FAC_FIELD_BOOLEAN_OR_OBJECT:
      return kind == FAC_JSON_BOOLEAN || kind == FAC_JSON_OBJECT;
    case FAC_FIELD_ANY:
    default:
      return TRUE;
    }
}

static const char *
kind_name (FacFieldKind kind)
{
  switch (kind)
    {
    case FAC_FIELD_NUMBER: return "un número";
    case FAC_FIELD_INTEGER: return "un número entero";
    case FAC_FIELD_BOOLEAN: return "verdadero o falso";
    case FAC_FIELD_OBJECT: return "un objeto";
    case FAC_FIELD_ID_OR_OBJECT: return "un identificador o un objeto";
    case FAC_FIELD_ARRAY_OBJECTS:
    case FAC_FIELD_ARRAY_STRINGS:
    case FAC_FIELD_ARRAY_EITHER: return "una lista";
    case FAC_FIELD_NUMBER_OR_STRING: return "un número o un texto";
    case FAC_FIELD_BOOLEAN_OR_STRING: return "verdadero, falso o un texto";
    case FAC_FIELD_BOOLEAN_OR_OBJECT: return "verdadero, falso o un objeto";
    case FAC_FIELD_STRING:
    case FAC_FIELD_TIME:
    case FAC_FIELD_EMAIL:
    case FAC_FIELD_ANY:
    default: return "un texto";
    }
}

static void
check_value (Walk *walk, FacJsonValue value, const FacField *field)
{
  g_autofree char *path = fac_json_path (value);
  FacJsonKind kind = fac_json_kind (value);

  if (!kind_fits (field->kind, kind))
    fac_sandbox_fault (walk->faults, "invalid_type", path,
                       "El campo «%s» debe ser %s.", path, kind_name (field->kind));
  else if (kind == FAC_JSON_STRING && field->kind != FAC_FIELD_ANY)
    {
      if (check_writable (walk, value, path))
        check_text (walk, value, field, path);
    }
  else if (kind == FAC_JSON_NUMBER)
    check_number (walk, value, field, path);
  else if (kind == FAC_JSON_ARRAY && field->kind != FAC_FIELD_ANY)
    check_array (walk, value, field, path);
  else if (kind == FAC_JSON_OBJECT && field->schema != NULL)
    check_object (walk, value, field->schema);
}

static void
check_object (Walk *walk, FacJsonValue object, const FacSchema *schema)
{
  g_autofree char *path = fac_json_path (object);
  const char *dot = path != NULL && *path != '\0' ? "." : "";

  for (guint i = 0; i < fac_json_length (object); i++)
    {
      const char *name = fac_json_name_at (object, i);
      const FacField *field = find_field (schema, name);
      g_autofree char *member = g_strconcat (path, dot, name, NULL);

      if (field == NULL)
        fac_sandbox_fault (walk->faults, "unknown_field", member, "El campo «%s» no existe.",
                           member);
      else if (fac_sandbox_json_has (fac_json_at (object, i)))
        check_value (walk, fac_json_at (object, i), field);
    }
  for (gsize i = 0; i < schema->n_fields && !walk->partial; i++)
    if ((schema->fields[i].flags & FAC_FIELD_REQUIRED)
        && !fac_sandbox_json_has (fac_json_get (object, schema->fields[i].name)))
      {
        g_autofree char *member = g_strconcat (path, dot, schema->fields[i].name, NULL);

        fac_sandbox_fault (walk->faults, "required", member, "El campo «%s» es obligatorio.",
                           member);
      }
}

void
fac_sandbox_validate (FacJsonValue object, const FacSchema *schema, gboolean partial,
                      GPtrArray *faults)
{
  Walk walk = { partial, faults };

  check_object (&walk, object, schema);
}
