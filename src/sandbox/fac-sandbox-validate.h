/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json.h"
#include "fac-sandbox-errors.h"

G_BEGIN_DECLS

typedef enum
{
  FAC_FIELD_STRING,
  FAC_FIELD_NUMBER,
  FAC_FIELD_INTEGER,
  FAC_FIELD_BOOLEAN,
  FAC_FIELD_TIME,          /* ISO 8601 text */
  FAC_FIELD_EMAIL,
  FAC_FIELD_OBJECT,
  FAC_FIELD_ID_OR_OBJECT,  /* a string, or an object of the schema */
  FAC_FIELD_ARRAY_OBJECTS,
  FAC_FIELD_ARRAY_STRINGS,
  FAC_FIELD_ARRAY_EITHER,  /* strings, or objects of the schema */
  FAC_FIELD_NUMBER_OR_STRING,
  FAC_FIELD_BOOLEAN_OR_STRING,
  FAC_FIELD_BOOLEAN_OR_OBJECT,
  FAC_FIELD_ANY
} FacFieldKind;

typedef enum
{
  FAC_FIELD_REQUIRED = 1 << 0,
  FAC_FIELD_POSITIVE = 1 << 1, /* > 0 */
  FAC_FIELD_NOT_NEGATIVE = 1 << 2
} FacFieldFlags;

typedef struct _FacSchema FacSchema;

/**
 * FacField: one member that a request may have.
 * @min, @max: characters of a text, elements of an array; @max: of an integer too; 0 means no limit
 * @choices: (nullable): the only values, separated by blanks
 * @schema: (nullable): of an object or of an array's objects
 * @pattern: (nullable): regular expression that a text must match
 */
typedef struct
{
  const char      *name;
  FacFieldKind     kind;
  FacFieldFlags    flags;
  guint            min;
  guint            max;
  const char      *choices;
  const FacSchema *schema;
  const char      *pattern;
} FacField;

struct _FacSchema
{
  const FacField *fields;
  gsize           n_fields;
};

/** FAC_SCHEMA: the schema of an array of fields. */
#define FAC_SCHEMA(array) { (array), G_N_ELEMENTS (array) }

/**
 * fac_sandbox_validate: adds a fault (unknown_field, required, invalid_type, invalid_value, invalid_length,
 * invalid_format,
 * too_small, too_large) for whatever in @object is not as @schema says. Null counts as absent.
 * @partial: nothing is required, at any depth (drafts and edits)
 */
void fac_sandbox_validate (FacJsonValue object, const FacSchema *schema, gboolean partial, GPtrArray *faults);

/** fac_sandbox_is_email: one address of the usual form. */
gboolean fac_sandbox_is_email (const char *text);

G_END_DECLS
