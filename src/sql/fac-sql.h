/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"

G_BEGIN_DECLS

/**
 * fac_sql_prepare: the cached statement of constant @sql with its parameters bound in order. @types has one letter for
 * each: "t" text (const char *, nullable), "i" int, "l" gint64, "b" GBytes (nullable), "d" FacDecimal, "n" null (no
 * argument).
 * Returns: (transfer none) (nullable): %NULL with @error
 */
FacStatement *fac_sql_prepare (FacDb *db, GError **error, const char *sql, const char *types, ...);
/** fac_sql_run: prepares, binds and runs a statement that gives no rows. */
gboolean      fac_sql_run     (FacDb *db, GError **error, const char *sql, const char *types, ...);
/** fac_sql_find: prepares, binds and steps once. Returns: (nullable): the statement on its first row; %NULL with or
 * without @error */
FacStatement *fac_sql_find    (FacDb *db, GError **error, const char *sql, const char *types, ...);
/** fac_sql_end: the rows of @row (nullable) were read, or are not wanted. @failure: (transfer full) (nullable): what
 * came in between. Returns: %FALSE with @failure as @error */
gboolean      fac_sql_end     (FacStatement *row, GError *failure, GError **error);
/** fac_sql_keys: the whole numbers in the first column of all rows; @row and @failure as in fac_sql_end(). Returns:
 * (transfer full) (nullable) (element-type gint64): %NULL with @failure, or what comes now, as @error */
GArray       *fac_sql_keys    (FacStatement *row, GError *failure, GError **error);
/** fac_sql_texts: the same of texts. Returns: (transfer full) (nullable) (element-type utf8) */
GPtrArray    *fac_sql_texts   (FacStatement *row, GError *failure, GError **error);
/** fac_sql_any: whether @found is not %NULL; it is let go. */
gboolean      fac_sql_any     (FacStatement *found);
/** fac_sql_text: the text in the first column of @found (nullable), which is let go. Returns: (transfer full)
 * (nullable) */
char         *fac_sql_text    (FacStatement *found);
/** fac_sql_blob: the same of bytes. Returns: (transfer full) (nullable) */
GBytes       *fac_sql_blob    (FacStatement *found);

G_END_DECLS
