/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-fixture.h"

G_BEGIN_DECLS

/** sf_db_path: the database in @folder. (transfer full) */
char  *sf_db_path   (const char *folder);
/** sf_file_hash: of that file. (transfer full) */
char  *sf_file_hash (const char *folder);
/** sf_folder_state: names and hashes of all files in @folder. (transfer full) */
char  *sf_folder_state (const char *folder);
/** sf_refused_untouched: the code with which @folder does not open, after which all files are as they were. */
int    sf_refused_untouched (const char *folder);
/** sf_used_folder: a folder with one customer in it, closed. (transfer full) */
char  *sf_used_folder (void);
/** sf_change_header: runs @sql, and moves it from the log into the file. */
void   sf_change_header (const char *folder, const char *sql);

/** sf_own_command: this program, to be run as @mode. (transfer full) */
char **sf_own_command (const char *mode, const char *folder);
/** sf_open_elsewhere: another process that has @folder open: "--hold" as the program, "--read" as another one.
 * (transfer full) */
GSubprocess *sf_open_elsewhere (const char *mode, const char *folder);
/** sf_is_child: whether this process is such a one, which has ended with @status then. */
gboolean sf_is_child (int argc, char **argv, int *status);

G_END_DECLS
