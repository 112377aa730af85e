/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FacFileNames: the names that files of one folder have already; none is given twice, also where case or the form of
 * an accent makes no difference (Windows, macOS). */
typedef struct _FacFileNames FacFileNames;

/** fac_file_names_new: none yet. Returns: (transfer full) */
FacFileNames *fac_file_names_new  (void);
/** fac_file_names_free: frees it with all it owns. */
void          fac_file_names_free (FacFileNames *self);
/** fac_file_names_take: @stem, a name without ending, or with a number behind it when it is taken ("A 12 (2)"); it is
 * taken from now on. Returns: (transfer full) */
char         *fac_file_names_take (FacFileNames *self, const char *stem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacFileNames, fac_file_names_free)

G_END_DECLS
