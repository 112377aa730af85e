/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-db.h"

G_BEGIN_DECLS

/**
 * FacMigration:
 * @version: 1, 2, 3 … without gaps
 * @sql: (transfer none): statements of this step; a released step is never edited
 */
typedef struct
{
  int         version;
  const char *sql;
} FacMigration;

/**
 * fac_migrate:
 * @db: an open connection
 * @path: its file, for the backup; %NULL for a database in memory
 * @application_id: must be 0 (new) or equal in the file
 * @steps: (array length=n_steps): all steps, in order
 *
 * Brings the file to the newest version, each step in its own transaction, after a backup beside it
 * ("….before-VERSION.bak", mode 0600, three are kept). A newer, foreign or damaged file is refused and untouched.
 */
gboolean fac_migrate (FacDb *db, const char *path, int application_id,
                      const FacMigration *steps, gsize n_steps, GError **error);
/** fac_migrate_check: whether the file @path, which this process has not open, is sound, with its log, and one that
 * fac_migrate() takes: @newest is the last step. Reads all pages; neither changes a file nor leaves one. */
gboolean fac_migrate_check (const char *path, int application_id, int newest, GError **error);

G_END_DECLS
