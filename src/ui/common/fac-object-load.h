/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_OBJECT_LOAD (fac_object_load_get_type ())
G_DECLARE_FINAL_TYPE (FacObjectLoad, fac_object_load, FAC, OBJECT_LOAD, GObject)

/**
 * FacObjectLoadStart: asks for what @page shows, with the cancellable of @self; in the end it calls
 * fac_object_load_show() or fac_object_load_fail().
 */
typedef void (*FacObjectLoadStart) (FacPage *page, FacObjectLoad *self);

/**
 * FacObjectLoad: what a page about the object with local @id, of @entity, shows: loaded at once, and once more when the
 * object or any document changed. What runs is let finish first: documents may come faster than they are counted.
 * @stack has the children "content" and "failed", the latter with @failed. @page owns this alone; without it nothing is
 * loaded any more.
 */
FacObjectLoad *fac_object_load_new (FacPage *page, FacEntity entity, const char *id, GtkStack *stack,
                                    AdwStatusPage *failed, FacObjectLoadStart start);
/** fac_object_load_again: everything anew, now or when what runs is over. */
void           fac_object_load_again (FacObjectLoad *self);
/** fac_object_load_show: everything is in its place; the first time the cursor goes there. */
void           fac_object_load_show  (FacObjectLoad *self);
/** fac_object_load_fail: tells @error where nothing is shown yet; closes the page of what is not there any more. */
void           fac_object_load_fail  (FacObjectLoad *self, const GError *error);
/** fac_object_load_get_cancellable: Returns: (transfer none) */
GCancellable  *fac_object_load_get_cancellable (FacObjectLoad *self);

G_END_DECLS
