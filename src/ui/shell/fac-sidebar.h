/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-directory.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** FacSidebarEntry: one place of the program: @name is stable (settings), @title marked with N_(), @entity is what its
 * page opens. */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon;
  FacEntity   entity;
  GType     (*page_type) (void);
} FacSidebarEntry;

/** fac_sidebar_entries: everything that works, in order. Returns: (transfer none) (array length=n) */
const FacSidebarEntry *fac_sidebar_entries (gsize *n);
/** fac_sidebar_find: by name. Returns: (nullable) */
const FacSidebarEntry *fac_sidebar_find (const char *name);
/** fac_sidebar_find_entity: the entry whose page opens @entity. Returns: (nullable) */
const FacSidebarEntry *fac_sidebar_find_entity (FacEntity entity);

#define FAC_TYPE_SIDEBAR (fac_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (FacSidebar, fac_sidebar, FAC, SIDEBAR, AdwBin)

/** FacSidebar: organization switcher, places, sync row. Signal "picked" (const char *name): the person chose a
 * place. */
void fac_sidebar_set_directory (FacSidebar *self, FacDirectory *directory);
void fac_sidebar_set_workspace (FacSidebar *self, FacWorkspace *workspace);
/** fac_sidebar_select: shows where the window is; NULL: in no place of the list. */
void fac_sidebar_select        (FacSidebar *self, const char *name);
void fac_sidebar_set_folded    (FacSidebar *self, gboolean folded);
/** fac_sidebar_open_menu: F10. */
void fac_sidebar_open_menu     (FacSidebar *self);

G_END_DECLS
