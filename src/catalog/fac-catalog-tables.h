/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FAC_CATALOG_MOST_COLUMNS 16

/** FacCatalogTable: a table of the full set: of its SQLite form, and the file @name.tsv of its TSV form. */
typedef struct
{
  const char *name;
  guint       n_columns;
  guint       least;   /* rows without which the set is none; 0: the table may be missing */
  guint       digits;  /* of a key; 0: any */
  const char *columns; /* with ", " between; the first is the key */
  const char *create;
  const char *select;
  const char *count;
  const char *insert;
} FacCatalogTable;

/** fac_catalog_tables_get: the table number @i; %NULL after the last. */
const FacCatalogTable *fac_catalog_tables_get (guint i);
/** fac_catalog_table_takes: whether @key has the shape of its keys. */
gboolean fac_catalog_table_takes (const FacCatalogTable *self, const char *key);

G_END_DECLS
