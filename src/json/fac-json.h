/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FacJsonError:
 * @FAC_JSON_ERROR_SYNTAX: not JSON, or cut short
 * @FAC_JSON_ERROR_LIMIT: too large, too deep or too many values
 * @FAC_JSON_ERROR_TYPE: a field has another type than asked for; the message starts with its path
 * @FAC_JSON_ERROR_MISSING: a required field is absent or null; the message starts with its path
 */
typedef enum
{
  FAC_JSON_ERROR_SYNTAX,
  FAC_JSON_ERROR_LIMIT,
  FAC_JSON_ERROR_TYPE,
  FAC_JSON_ERROR_MISSING
} FacJsonError;

#define FAC_JSON_ERROR (fac_json_error_quark ())
GQuark fac_json_error_quark (void);

typedef enum
{
  FAC_JSON_ABSENT, /* the field is not there, or what it was asked of is no object or array */
  FAC_JSON_NULL,
  FAC_JSON_BOOLEAN,
  FAC_JSON_NUMBER,
  FAC_JSON_STRING,
  FAC_JSON_ARRAY,
  FAC_JSON_OBJECT
} FacJsonKind;

/**
 * FacJson: a parsed JSON text with every number kept as written and every value's place in the bytes.
 * Reference counted, immutable but for the first remembered error; used on one thread at a time.
 */
typedef struct _FacJson FacJson;

/** FacJsonValue: one value inside a #FacJson, by value; valid while that lives. A zeroed one is absent. */
typedef struct
{
  FacJson *json;
  guint    index;
} FacJsonValue;

/** FAC_JSON_MAX_BYTES: a longer text is refused. FAC_JSON_MAX_DEPTH: a deeper one too. */
#define FAC_JSON_MAX_BYTES (64u * 1024u * 1024u)
#define FAC_JSON_MAX_DEPTH 64

/** fac_json_parse: reads UTF-8 JSON. Errors: #FacJsonError. Returns: (transfer full) (nullable) */
FacJson *fac_json_parse (GBytes *bytes, GError **error);
/** fac_json_ref: one more reference, on any thread. Returns: (transfer full) */
FacJson *fac_json_ref   (FacJson *self);
/** fac_json_unref: lets one reference go, on any thread; the last one frees it. */
void     fac_json_unref (FacJson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacJson, fac_json_unref)

/** fac_json_root: the value that the text is. Valid as long as @self */
FacJsonValue fac_json_root   (FacJson *self);
/** fac_json_kind: what @value is; %FAC_JSON_ABSENT for a zeroed one. */
FacJsonKind  fac_json_kind   (FacJsonValue value);
/** fac_json_get: member @name of an object; absent when there is none. A null member has kind NULL. */
FacJsonValue fac_json_get    (FacJsonValue value, const char *name);
/** fac_json_length: elements of an array or members of an object, else 0. */
guint        fac_json_length (FacJsonValue value);
/** fac_json_at: element @index of an array, or the value of member @index of an object, in the order written. */
FacJsonValue fac_json_at     (FacJsonValue value, guint index);
/** fac_json_name_at: the name of member @index of an object. Returns: (nullable): valid as long as the #FacJson */
const char  *fac_json_name_at (FacJsonValue value, guint index);

/*
 * The getters below are forgiving as the API asks (§1.1: null equals absent, numbers and strings drift): absent and
 * null give the fallback silently; a string of digits counts as a number and a number as the string it
 * was written as; anything else gives the fallback and is remembered for fac_json_take_error().
 */
/** fac_json_string: Returns: (nullable): text that lives as long as the #FacJson */
const char *fac_json_string  (FacJsonValue value);
/** fac_json_int: a whole number that fits 64 bits; "12.0" is one, "12.5" is a wrong type. */
gint64      fac_json_int     (FacJsonValue value, gint64 fallback);
/** fac_json_boolean: true or false. */
gboolean    fac_json_boolean (FacJsonValue value, gboolean fallback);
/** fac_json_decimal: exact, from the literal text. Returns: whether there was a number; else @out is 0 */
gboolean    fac_json_decimal (FacJsonValue value, FacDecimal *out);
/** fac_json_time: an ISO 8601 date-time or date; without zone it is read as UTC. Returns: microseconds since 1970 UTC,
 * 0 when none */
gint64      fac_json_time    (FacJsonValue value);

/** fac_json_bytes: the value exactly as written. Returns: (transfer full): shares the parsed bytes */
GBytes *fac_json_bytes (FacJsonValue value);
/** fac_json_dup_text: the same as a string. Returns: (transfer full): empty when @value is absent */
char   *fac_json_dup_text (FacJsonValue value);
/** fac_json_path: "items.3.product.price". Returns: (transfer full) */
char   *fac_json_path  (FacJsonValue value);
/** fac_json_take_error: the first wrong type met so far, once. Returns: %FALSE and sets @error if there was one */
gboolean fac_json_take_error (FacJson *self, GError **error);

/** fac_json_without: the object @value as text without the members in @names (%NULL-terminated), at any depth;
 * for keeping secrets (edit_link, secret, signed URLs) out of the store. Returns: (transfer full) */
GBytes *fac_json_without (FacJsonValue value, const char *const *names);

G_END_DECLS
