/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-paths.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

#define FAC_TYPE_DIRECTORY (fac_directory_get_type ())
G_DECLARE_FINAL_TYPE (FacDirectory, fac_directory, FAC, DIRECTORY, GObject)

/**
 * FacDirectory: the organizations known on this machine and the one at work. A GListModel of FacDirectoryItem.
 * Property "workspace" (FacWorkspace, nullable, notifies). Signal "failed" (GError): something lasting, for a notice
 * bar.
 */
FacDirectory *fac_directory_new (FacPaths *paths, const FacServices *services);
/** fac_directory_open_async: opens the organizations database and the last organization used (@last, nullable).
 * FAC_STORE_ERROR_LOCKED when another process has it. */
void          fac_directory_open_async  (FacDirectory *self, const char *last, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
gboolean      fac_directory_open_finish (FacDirectory *self, GAsyncResult *result, GError **error);
void          fac_directory_close_async  (FacDirectory *self, GAsyncReadyCallback callback, gpointer data);
gboolean      fac_directory_close_finish (FacDirectory *self, GAsyncResult *result, GError **error);
FacWorkspace *fac_directory_get_workspace (FacDirectory *self);
/** fac_directory_set_forced_offline: --offline: turns Simular sin red on for whatever is opened. */
void          fac_directory_set_forced_offline (FacDirectory *self, gboolean offline);
/** fac_directory_hold: before opening: the practice service does not start before fac_directory_release(): it takes
 * time from the first frame. */
void          fac_directory_hold    (FacDirectory *self);
void          fac_directory_release (FacDirectory *self);
/** fac_directory_open_practice_async: "Probar sin cuenta": makes or reopens the practice company and starts its
 * sandbox. Needs no network. */
void          fac_directory_open_practice_async (FacDirectory *self, GAsyncReadyCallback callback, gpointer data);
/** fac_directory_connect_async: checks @key at @base_url (NULL: Facturapi's), stores it in the keyring and opens its
 * organization. */
void          fac_directory_connect_async (FacDirectory *self, const char *key, const char *base_url,
                                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void          fac_directory_switch_async  (FacDirectory *self, const char *organization_id,
                                           GAsyncReadyCallback callback, gpointer data);
gboolean      fac_directory_command_finish (FacDirectory *self, GAsyncResult *result, GError **error);

#define FAC_TYPE_DIRECTORY_ITEM (fac_directory_item_get_type ())
G_DECLARE_FINAL_TYPE (FacDirectoryItem, fac_directory_item, FAC, DIRECTORY_ITEM, GObject)
FacOrganization *fac_directory_item_get_organization (FacDirectoryItem *self);

G_END_DECLS
