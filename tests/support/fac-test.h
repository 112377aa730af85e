/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** fac_test_folder: a new private folder under the system's temporary one, removed at exit. Returns: (transfer full) */
char *fac_test_folder (void);
/** fac_test_file: a path inside tests/ ("golden/totals/x.txt"). Returns: (transfer full) */
char *fac_test_file (const char *name);
/** fac_test_built: a path inside the build folder ("data/catalogs.db"), also when the test is started by hand. Returns: (transfer full) */
char *fac_test_built (const char *name);
/** fac_test_shared: a path inside ../shared, or NULL when that is absent: then the test calls fac_test_skip_shared(). Returns: (transfer full) (nullable) */
char *fac_test_shared (const char *name);
/** fac_test_skip_shared: marks the test as skipped, loudly. */
void  fac_test_skip_shared (const char *name);
/** fac_test_comma_locale: switches to a locale whose decimal mark is a comma, made on the spot if need be.
 * Returns: FALSE when it cannot be had: then the test skips loudly */
gboolean fac_test_comma_locale (void);
/** fac_test_patience: @seconds, or more where programs run slowly, as under a sanitizer. */
guint fac_test_patience (guint seconds);
/** fac_test_await: runs the default main context until *@done, or fails after @seconds. */
void  fac_test_await (gboolean *done, guint seconds);
/** fac_test_got: a GAsyncReadyCallback that keeps its result: data is GAsyncResult **. */
void  fac_test_got (GObject *source, GAsyncResult *result, gpointer data);
/** fac_test_result: runs the main context until *@result is set. Returns: *@result */
GAsyncResult *fac_test_result (GAsyncResult **result);

G_END_DECLS
