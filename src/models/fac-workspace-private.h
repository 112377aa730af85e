/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog.h"
#include "fac-http-client.h"
#include "fac-invoice-rules.h"
#include "fac-organization-store.h"
#include "fac-provider.h"
#include "fac-store.h"
#include "fac-sync-service.h"
#include "fac-workspace.h"

G_BEGIN_DECLS

struct _FacWorkspace
{
  GObject parent_instance;

  FacClock        *clock;
  FacHttpClient   *http;
  FacKeyStore     *keys;
  FacCatalog      *catalog;

  FacOrganization *organization;
  FacStore        *store;
  FacOrganizationStore *organizations; /* (nullable): what holds for all of them */
  FacConnectivity *connectivity;
  FacSyncService  *sync;
  FacProvider     *provider; /* NULL while there is no key */
  FacProvider     *parser;   /* reads stored JSON; has no key */
  GCancellable    *closing;
  gboolean         lost; /* its database was not there any more */
  gboolean         key_missing;
  gboolean         looking_for_key;
  gboolean         look_again; /* the keyring was opened meanwhile */
  gboolean         forgotten;  /* the key was, while it was looked for */
  GHashTable      *conflicts; /* local ids of objects that wait for a decision */
  gboolean         reading_conflicts;
  gboolean         conflicts_again;
  FacUsedKeys     *used_keys; /* NULL before the first search of a catalogue */
  gboolean         used_keys_stale;
};

/** _fac_workspace_set_organizations: where what holds for all organizations is kept. */
void         _fac_workspace_set_organizations (FacWorkspace *self, FacOrganizationStore *organizations);
void         _fac_workspace_set_key_missing (FacWorkspace *self, gboolean missing);
/** _fac_workspace_follow_keyring: looks for the key, and again whenever the keyring may have it. */
void         _fac_workspace_follow_keyring (FacWorkspace *self);
/** _fac_workspace_rules: what the rules need to know; valid for as long as the organization is not replaced. */
FacRulesContext _fac_workspace_rules (FacWorkspace *self);
/** _fac_workspace_wake: something was queued; let sync look. */
void         _fac_workspace_wake (FacWorkspace *self);
/** _fac_workspace_written: ends the task @data with a write of the store, and wakes sync. */
void         _fac_workspace_written (GObject *source, GAsyncResult *result, gpointer data);
/** _fac_workspace_leaves_at: when what can be taken back leaves; the news that offers it is gone then. */
gint64       _fac_workspace_leaves_at (FacWorkspace *self);
/** _fac_workspace_tell_overtaken: @draft_id keeps what was written of @id, which was issued elsewhere. */
void         _fac_workspace_tell_overtaken (FacWorkspace *self, const char *id, const char *draft_id);
void         _fac_workspace_read_conflicts (FacWorkspace *self);
/** _fac_workspace_forget_used_keys: something was sold or kept: the keys in use are counted again when asked for. */
void         _fac_workspace_forget_used_keys (FacWorkspace *self);

G_END_DECLS
