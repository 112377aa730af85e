/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-findings.h"
#include "fac-import-names.h"
#include "fac-query.h"
#include "fac-tax.h"
#include "fac-table.h"

G_BEGIN_DECLS

/** FacImportCell: a text of a file, never empty, and how to read it. */
typedef struct
{
  const char     *text;
  FacDecimalMark  mark;
  FacImportNames *names;
} FacImportCell;

typedef struct _FacImportField FacImportField;

/**
 * FacImportField: what a column may hold, of a customer or a product.
 * @key: stable, kept in mappings; @path: as findings name it; @title: marked with N_(), the header of an export
 * @aliases: folded names that people give the column, parted by "|"
 * @read: puts the cell into the object. Returns: (nullable): %NULL, or why not, marked with N_(), %1 the text
 * @write: (nullable): the text for an export, which @read gives back; without it it is only read. Returns: (transfer
 *   full)
 * @offset: of the member, for the field's own functions
 * @number: what is written is a number, which no spreadsheet takes for a formula
 */
struct _FacImportField
{
  const char *key;
  const char *path;
  const char *title;
  const char *aliases;
  const char *(*read)  (const FacImportField *self, const FacImportCell *cell, gpointer object);
  char       *(*write) (const FacImportField *self, gconstpointer object);
  gsize       offset;
  const char *catalog;
  gboolean    number;
};

/** FAC_IMPORT_FOREIGN_NUMBER: key of the field that is beside the RFC in files with customers abroad. */
#define FAC_IMPORT_FOREIGN_NUMBER "foreign_tax_id"

/** fac_import_own: the text of @object at the field's offset. Returns: (transfer none) */
char      **fac_import_own       (const FacImportField *self, gconstpointer object);
/** fac_import_read_own: the cell as it is is that text. Returns: %NULL */
const char *fac_import_read_own  (const FacImportField *self, const FacImportCell *cell, gpointer object);
/** fac_import_write_own: that text. Returns: (transfer full) (nullable) */
char       *fac_import_write_own (const FacImportField *self, gconstpointer object);
/** fac_import_read_key: the key of the field's catalogue that the cell holds or names is that text. Returns: %NULL */
const char *fac_import_read_key  (const FacImportField *self, const FacImportCell *cell, gpointer object);

/** fac_import_fields: those of @entity (customers, products). Returns: (transfer none) (array length=n) */
const FacImportField *fac_import_fields (FacEntity entity, guint *n);
/** fac_import_field_find: by key. Returns: its index, or -1 */
int fac_import_field_find    (FacEntity entity, const char *key);
/** fac_import_field_guess: by what a column is called. Returns: its index, or -1 */
int fac_import_field_guess   (FacEntity entity, const char *header);
/** fac_import_field_by_path: by the path of a finding ("address.zip", "taxes.0.rate"). Returns: its index, or -1 */
int fac_import_field_by_path (FacEntity entity, const char *path);

/**
 * FacImportRow: what was read of a row, besides the object.
 * @before: (nullable): what the object is a changed copy of
 * @given: (array): by field, whether its column is imported; @filled: whether its cell had a text; @texts: that text
 * @findings: (nullable): (element-type FacFinding): gets what is written otherwise than in the file
 */
typedef struct
{
  gconstpointer   before;
  const gboolean *given;
  const gboolean *filled;
  char *const    *texts;
  FacImportNames *names;
  GPtrArray      *findings;
} FacImportRow;

/** fac_import_finish: after all cells of a row were read: what depends on several of them. */
void fac_import_finish (FacEntity entity, gpointer object, const FacImportRow *row);

/** fac_import_customer_fields, fac_import_product_fields: the tables, for fac_import_fields(). */
const FacImportField *fac_import_customer_fields (guint *n);
/** fac_import_product_fields: see above. */
const FacImportField *fac_import_product_fields  (guint *n);

/** fac_taxes_write: all of @taxes as text ("IVA 16 %, ISR ret. 1.25 %"), "Ninguno" for none; nothing is lost. Returns:
 * (transfer full) */
char    *fac_taxes_write (const GArray *taxes);
/** fac_taxes_read: what fac_taxes_write() wrote, or the name of a preset, or what people write ("16%"). Returns: %FALSE
 * when it cannot be read */
gboolean fac_taxes_read  (const char *text, FacDecimalMark mark, GArray *taxes);
/** fac_tax_rate_read: "16", "16 %", "0.16", "exento" into @tax, whose kind is set. Returns: %FALSE when it cannot be
 * read */
gboolean fac_tax_rate_read (const char *text, FacDecimalMark mark, FacTax *tax);
/** fac_local_taxes_write: "ISH 3 % | Cedular ret. 1 %"; "" for none. Returns: (transfer full) */
char    *fac_local_taxes_write (const GArray *taxes);
/** fac_local_taxes_read: the reverse. Returns: %FALSE when it cannot be read */
gboolean fac_local_taxes_read  (const char *text, FacDecimalMark mark, GArray *taxes);

G_END_DECLS
