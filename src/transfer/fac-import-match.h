/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-query.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * FacImportMatch: who is who: customers by RFC and name, by RFC alone when one has it, those with a generic RFC or none
 * by name; products by SKU, those without by description. Of one thread.
 */
typedef struct _FacImportMatch FacImportMatch;

/** fac_import_match_new: @existing: (element-type FacCustomer or FacProduct): borrowed */
FacImportMatch *fac_import_match_new  (FacEntity entity, GPtrArray *existing);
/** fac_import_match_free: frees it with all it owns. */
void            fac_import_match_free (FacImportMatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacImportMatch, fac_import_match_free)

/** fac_import_match_find: the stored object that @object is, by what identifies it. @several: (out): more than one
 * could be it. Returns: (transfer none) (nullable) */
gpointer fac_import_match_find (FacImportMatch *self, gconstpointer object, gboolean *several);
/** fac_import_match_take: @object, or @before which it changes, comes in @line. Returns: 0, or the line of the file
 * that has it already */
guint    fac_import_match_take (FacImportMatch *self, gconstpointer object, gconstpointer before, guint line);

G_END_DECLS
