/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"

G_BEGIN_DECLS

/**
 * FacJsonWriter: writes compact JSON in the order of the calls. Decimals leave as literal text, never through
 * a binary number. In an object every value call is given a @name; in an array %NULL.
 */
typedef struct _FacJsonWriter FacJsonWriter;

/** fac_json_writer_new: an empty text. Returns: (transfer full) */
FacJsonWriter *fac_json_writer_new (void);
/** fac_json_writer_free: frees it with all it owns. */
void fac_json_writer_free (FacJsonWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacJsonWriter, fac_json_writer_free)

/** fac_json_writer_begin_object: opens an object; every call until fac_json_writer_end_object() writes one of its
 * members. */
void fac_json_writer_begin_object (FacJsonWriter *self, const char *name);
/** fac_json_writer_end_object: closes the innermost object. */
void fac_json_writer_end_object   (FacJsonWriter *self);
/** fac_json_writer_begin_array: opens an array; every call until fac_json_writer_end_array() writes one of its
 * elements. */
void fac_json_writer_begin_array  (FacJsonWriter *self, const char *name);
/** fac_json_writer_end_array: closes the innermost array. */
void fac_json_writer_end_array    (FacJsonWriter *self);
/** fac_json_writer_string: %NULL writes null. Invalid UTF-8 is replaced. */
void fac_json_writer_string  (FacJsonWriter *self, const char *name, const char *value);
/** fac_json_writer_string_if: writes nothing when @value is %NULL or empty. */
void fac_json_writer_string_if (FacJsonWriter *self, const char *name, const char *value);
/** fac_json_writer_int: a whole number. */
void fac_json_writer_int     (FacJsonWriter *self, const char *name, gint64 value);
/** fac_json_writer_boolean: true or false. */
void fac_json_writer_boolean (FacJsonWriter *self, const char *name, gboolean value);
/** fac_json_writer_null: null. */
void fac_json_writer_null    (FacJsonWriter *self, const char *name);
/** fac_json_writer_decimal: the number with the digits of its scale ("1.500" stays so). */
void fac_json_writer_decimal (FacJsonWriter *self, const char *name, FacDecimal value);
/** fac_json_writer_time: microseconds since 1970 UTC as "2026-11-20T16:20:05.123Z"; 0 writes null. */
void fac_json_writer_time    (FacJsonWriter *self, const char *name, gint64 value);
/** fac_json_writer_raw: @json is JSON text already. */
void fac_json_writer_raw     (FacJsonWriter *self, const char *name, const char *json, gsize length);
/** fac_json_writer_finish: Returns: (transfer full): the text; the writer is then empty */
GBytes *fac_json_writer_finish (FacJsonWriter *self);
/** fac_json_writer_finish_text: the same as a string. Returns: (transfer full) */
char *fac_json_writer_finish_text (FacJsonWriter *self);

G_END_DECLS
