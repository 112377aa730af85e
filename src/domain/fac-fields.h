/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-decimal.h"

G_BEGIN_DECLS

/*
 * Tables of the plain members of a struct, so that freeing, copying, comparing and serialising are written once.
 * For the sources of `domain` alone.
 */

typedef enum
{
  FAC_FIELD_STRING,
  FAC_FIELD_STRV,
  FAC_FIELD_DECIMAL,
  FAC_FIELD_BOOLEAN,
  FAC_FIELD_INT,
  FAC_FIELD_INT64
} FacFieldKind;

/** FacField: one member; @content: it counts when two objects are compared by content. */
typedef struct
{
  const char   *name;
  gsize         offset;
  FacFieldKind  kind;
  gboolean      content;
} FacField;

#define FAC_FIELD(Type, member, kind, content) { #member, G_STRUCT_OFFSET (Type, member), FAC_FIELD_##kind, content }

/** FacMemberReader: reads a member that no table holds (an object or a list). */
typedef void (*FacMemberReader) (gpointer object, const char *name, GVariant *value);

/** fac_fields_clear: frees what the members own; plain numbers stay. */
void     fac_fields_clear (const FacField *fields, gsize n_fields, gpointer object);
/** fac_fields_copy: deep copies into a zeroed struct. */
void     fac_fields_copy  (const FacField *fields, gsize n_fields, gconstpointer from, gpointer to);
/** fac_fields_equal: empty text equals %NULL, decimals compare by value. */
gboolean fac_fields_equal (const FacField *fields, gsize n_fields, gconstpointer a, gconstpointer b);
/** fac_fields_write: adds the members that are set, in the order of the table. */
void     fac_fields_write (const FacField *fields, gsize n_fields, gconstpointer object, GVariantBuilder *builder);
/** fac_fields_read: fills a zeroed struct; other names go to @reader (nullable). Returns: %FALSE when @variant is no
 * a{sv} */
gboolean fac_fields_read  (const FacField *fields, gsize n_fields, gpointer object, GVariant *variant,
                           FacMemberReader reader);

/** fac_fields_variant_from_text: a string variant that is valid UTF-8 whatever @text is; floating. */
GVariant  *fac_fields_variant_from_text (const char *text);
/** fac_fields_add: adds "name": @value (which is sunk). */
void       fac_fields_add (GVariantBuilder *builder, const char *name, GVariant *value);

G_END_DECLS
