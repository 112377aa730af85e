/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-import-field.h"

G_BEGIN_DECLS

/** FacImportMapping: which field each column of a table is. @fields: by column, index among fac_import_fields(), or -1:
 * not imported. */
typedef struct
{
  FacEntity entity;
  guint     n_columns;
  int      *fields;
} FacImportMapping;

/** fac_import_mapping_new: as the headers of @table say. Returns: (transfer full) */
FacImportMapping *fac_import_mapping_new  (FacEntity entity, const FacTable *table);
/** fac_import_mapping_copy: Returns: (transfer full) */
FacImportMapping *fac_import_mapping_copy (const FacImportMapping *self);
/** fac_import_mapping_free: frees it with all it owns. */
void              fac_import_mapping_free (FacImportMapping *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacImportMapping, fac_import_mapping_free)

/** fac_import_mapping_set: @column is @field (-1: not imported); a column that was it before no longer is. */
void  fac_import_mapping_set    (FacImportMapping *self, guint column, int field);
/** fac_import_mapping_column: the column of @field, or -1. */
int   fac_import_mapping_column (const FacImportMapping *self, int field);
/** fac_import_mapping_says_who: whether a column is imported by which a row is known: a name, an RFC, a SKU. */
gboolean fac_import_mapping_says_who (const FacImportMapping *self);

/** fac_import_mapping_to_text: for keeping it: keys of the fields, "" for none, by commas. Returns: (transfer full) */
char    *fac_import_mapping_to_text (const FacImportMapping *self);
/** fac_import_mapping_apply: what was kept; unknown keys are not imported. Returns: %FALSE, and nothing changes, when
 * it is of another number of columns */
gboolean fac_import_mapping_apply   (FacImportMapping *self, const char *text);
/** fac_import_mapping_signature: under which a mapping of files like @table is kept. Returns: (transfer full) */
char    *fac_import_mapping_signature (FacEntity entity, const FacTable *table);

/** fac_import_is_header: a #FacIsHeader; @data: FacEntity by GINT_TO_POINTER. */
gboolean fac_import_is_header (const char *text, gpointer data);

G_END_DECLS
