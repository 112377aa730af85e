/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _FacDb
{
  sqlite3    *handle;
  GHashTable *by_pointer; /* text as given → FacStatement, not owned */
  GHashTable *by_text;    /* text → FacStatement, owned */
  guint64     commits;
  gboolean    met_damage;
};

struct _FacStatement
{
  FacDb        *db;
  sqlite3_stmt *handle;
  char         *sql;
};

/* fac_db_take_error: what SQLite last complained about, as @error. Returns: FALSE */
gboolean fac_db_take_error (sqlite3 *handle, int code, GError **error);
/* fac_db_fail: likewise of a statement of @self, which remembers damage. */
void fac_db_fail (FacDb *self, int code, GError **error);
/* fac_db_publish: @temporary becomes @path, durably */
gboolean fac_db_publish (const char *temporary, const char *path, GError **error);
/* fac_db_accept: the file is ours: from here on it may be written and tidied. */
gboolean fac_db_accept (FacDb *self, GError **error);

/** fac_statement_new: compiles @sql. Errors: %FAC_STORE_ERROR. Returns: (transfer full) (nullable) */
FacStatement *fac_statement_new  (FacDb *db, const char *sql, GError **error);
/** fac_statement_free: frees it with all it owns. */
void          fac_statement_free (FacStatement *self);

G_END_DECLS
