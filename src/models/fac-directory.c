/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-directory-private.h"

#include "fac-error.h"
#include "fac-workspace-private.h"

#include <glib/gi18n-lib.h>

#define NOT_LISTED G_MAXUINT

enum
{
  PROP_0,
  PROP_WORKSPACE,
  N_PROPS
};

enum
{
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FacDirectory, fac_directory, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return FAC_TYPE_DIRECTORY_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (FAC_DIRECTORY (model)->items));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (FAC_DIRECTORY (model)->items), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
on_items_changed (GListModel *items, guint position, guint removed, guint added, FacDirectory *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
report (FacDirectory *self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static guint
position_of (FacDirectory *self, const char *id)
{
  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (FacDirectoryItem) item = get_item (G_LIST_MODEL (self), i);

      if (g_str_equal (item->organization->id, id))
        return i;
    }
  return NOT_LISTED;
}

FacOrganization *
_fac_directory_find (FacDirectory *self, const char *id)
{
  guint position = id != NULL ? position_of (self, id) : NOT_LISTED;
  g_autoptr (FacDirectoryItem) item = NULL;

  if (position == NOT_LISTED)
    return NULL;
  item = get_item (G_LIST_MODEL (self), position);
  return item->organization;
}

static void
show_organization (FacDirectory *self, FacOrganization *organization)
{
  g_autoptr (FacDirectoryItem) item = _fac_directory_item_new (organization);
  guint position = position_of (self, organization->id);
  gpointer additions[] = { item };

  if (position == NOT_LISTED)
    g_list_store_append (self->items, item);
  else
    g_list_store_splice (self->items, position, 1, additions, 1);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacDirectory) self = data;
  g_autoptr (GError) error = NULL;

  if (!fac_organization_store_write_finish (FAC_ORGANIZATION_STORE (source), result, &error))
    report (self, error);
}

static void
on_workspace_organization (FacWorkspace *workspace, GParamSpec *pspec, FacDirectory *self)
{
  FacOrganization *organization = fac_workspace_get_organization (workspace);

  show_organization (self, organization);
  fac_organization_store_save_async (self->store, organization, on_saved, g_object_ref (self));
}

static void
on_workspace_simulated (FacWorkspace *workspace, GParamSpec *pspec, FacDirectory *self)
{
  fac_organization_store_set_flag_async (self->store,
                                         fac_workspace_get_organization (workspace)->id,
                                         FAC_FLAG_SIMULATED_OFFLINE,
                                         fac_workspace_get_simulated_offline (workspace) ? "1" : NULL,
                                         on_saved, g_object_ref (self));
}

static void
give_sandbox_access (FacDirectory *self)
{
  if (self->workspace != NULL && self->sandbox != NULL
      && fac_sandbox_process_is_ready (self->sandbox)
      && g_strcmp0 (fac_workspace_get_organization (self->workspace)->provider,
                    FAC_PROVIDER_SANDBOX) == 0)
    fac_workspace_set_access (self->workspace, fac_sandbox_process_get_url (self->sandbox),
                              fac_sandbox_process_get_test_key (self->sandbox));
}

static void
on_sandbox_ready (FacSandboxProcess *sandbox, FacDirectory *self)
{
  give_sandbox_access (self);
}

static void
on_sandbox_failed (FacSandboxProcess *sandbox, const char *message, FacDirectory *self)
{
  g_autoptr (GError) error = g_error_new (FAC_ERROR, FAC_ERROR_UNAVAILABLE,
                                          _("The practice service does not start: %s"), message);

  report (self, error);
}

gboolean
_fac_directory_ensure_sandbox (FacDirectory *self, GError **error)
{
  g_autofree char *executable = NULL;
  g_autofree char *state = NULL;

  if (self->sandbox != NULL)
    return TRUE;
  executable = fac_sandbox_process_find ();
  if (executable == NULL)
    {
      g_set_error_literal (error, FAC_ERROR, FAC_ERROR_NOT_FOUND,
                           _("The practice service of this program is not installed."));
      return FALSE;
    }
  state = g_build_filename (fac_paths_get_data (self->paths), FAC_PROVIDER_SANDBOX, NULL);
  self->sandbox = fac_sandbox_process_new (executable, state);
  g_signal_connect_object (self->sandbox, "ready", G_CALLBACK (on_sandbox_ready), self, 0);
  g_signal_connect_object (self->sandbox, "failed", G_CALLBACK (on_sandbox_failed), self, 0);
  fac_sandbox_process_start (self->sandbox);
  return TRUE;
}

static void
start_service (FacDirectory *self)
{
  g_autoptr (GError) error = NULL;

  if (self->held || self->workspace == NULL
      || g_strcmp0 (fac_workspace_get_organization (self->workspace)->provider,
                    FAC_PROVIDER_SANDBOX) != 0)
    return;
  if (!_fac_directory_ensure_sandbox (self, &error))
    report (self, error);
  give_sandbox_access (self);
}

static void
follow_workspace (FacDirectory *self, FacWorkspace *workspace)
{
  g_set_object (&self->workspace, workspace);
  g_signal_connect_object (workspace, "notify::organization",
                           G_CALLBACK (on_workspace_organization), self, 0);
  g_signal_connect_object (workspace, "notify::simulated-offline",
                           G_CALLBACK (on_workspace_simulated), self, 0);
  start_service (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/* Opening asks first whether "Simular sin red" was left on, so that nothing leaves before it is known. */
typedef struct
{
  FacOrganization *organization;
  gboolean         known; /* its data should be there */
  gboolean         offline;
} Opening;

static void
opening_free (Opening *opening)
{
  fac_organization_unref (opening->organization);
  g_free (opening);
}

static void
on_workspace_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacDirectory *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FacWorkspace) workspace = fac_workspace_open_finish (result, &error);
  g_autofree char *cache = NULL;

  if (workspace == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  cache = fac_paths_for_cache (self->paths, opening->organization->id,
                               opening->organization->livemode);
  fac_workspace_set_cache (workspace, cache);
  _fac_workspace_set_organizations (workspace, self->store);
  fac_workspace_set_simulated_offline (workspace, opening->offline || self->forced_offline);
  workspace->lost = opening->known && fac_store_is_fresh (workspace->store);
  follow_workspace (self, workspace);
  g_task_return_boolean (task, TRUE);
}

static void
on_flag (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  FacDirectory *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  g_autofree char *flag = fac_organization_store_get_flag_finish (FAC_ORGANIZATION_STORE (source),
                                                                  result, NULL);
  g_autofree char *folder = fac_paths_for_organization (self->paths, opening->organization->id,
                                                        opening->organization->livemode);

  opening->offline = g_strcmp0 (flag, "1") == 0;
  fac_workspace_open_async (&self->services, opening->organization, folder, NULL,
                            on_workspace_opened, task);
}

static void
read_flag_and_open (GTask *task)
{
  FacDirectory *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);

  fac_organization_store_get_flag_async (self->store, opening->organization->id,
                                         FAC_FLAG_SIMULATED_OFFLINE,
                                         NULL, on_flag, task);
}

static void
on_former_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_close_finish (FAC_WORKSPACE (source), result, &error))
    report (g_task_get_source_object (task), error);
  read_flag_and_open (task);
}

static void
open_organization (FacDirectory *self, FacOrganization *organization, gboolean known, GTask *task)
{
  Opening *opening = g_new0 (Opening, 1);
  g_autoptr (FacWorkspace) former = g_steal_pointer (&self->workspace);

  opening->organization = fac_organization_ref (organization);
  opening->known = known;
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  if (former == NULL)
    {
      read_flag_and_open (task);
      return;
    }
  g_signal_handlers_disconnect_by_data (former, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
  fac_workspace_close_async (former, on_former_closed, task);
}

void
_fac_directory_open (FacDirectory *self, FacOrganization *organization, GTask *task)
{
  open_organization (self, organization, TRUE, task);
}

static void
on_remembered (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  FacDirectory *self = g_task_get_source_object (task);
  g_autoptr (FacOrganization) organization = fac_organization_ref (g_task_get_task_data (task));
  const gboolean known = _fac_directory_find (self, organization->id) != NULL;
  GError *error = NULL;

  if (!fac_organization_store_write_finish (FAC_ORGANIZATION_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  show_organization (self, organization);
  open_organization (self, organization, known, task);
}

void
_fac_directory_remember_and_open (FacDirectory *self, FacOrganization *organization, GTask *task)
{
  g_task_set_task_data (task, fac_organization_ref (organization),
                        (GDestroyNotify) fac_organization_unref);
  fac_organization_store_save_async (self->store, organization, on_remembered, task);
}

static void
fac_directory_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  FacDirectory *self = FAC_DIRECTORY (object);

  if (property == PROP_WORKSPACE)
    g_value_set_object (value, self->workspace);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
fac_directory_dispose (GObject *object)
{
  FacDirectory *self = FAC_DIRECTORY (object);

  if (self->sandbox != NULL)
    fac_sandbox_process_stop (self->sandbox);
  g_clear_object (&self->sandbox);
  g_clear_object (&self->workspace);
  g_clear_object (&self->items);
  g_clear_object (&self->store);
  g_clear_object (&self->paths);
  g_clear_object (&self->services.clock);
  g_clear_object (&self->services.http);
  g_clear_object (&self->services.keys);
  g_clear_object (&self->services.catalog);
  G_OBJECT_CLASS (fac_directory_parent_class)->dispose (object);
}

static void
fac_directory_class_init (FacDirectoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fac_directory_get_property;
  object_class->dispose = fac_directory_dispose;
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, FAC_TYPE_WORKSPACE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FAILED] = g_signal_new ("failed", FAC_TYPE_DIRECTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
fac_directory_init (FacDirectory *self)
{
  self->items = g_list_store_new (FAC_TYPE_DIRECTORY_ITEM);
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (on_items_changed), self, 0);
}

FacDirectory *
fac_directory_new (FacPaths *paths, const FacServices *services)
{
  FacDirectory *self = g_object_new (FAC_TYPE_DIRECTORY, NULL);

  self->paths = g_object_ref (paths);
  self->services.clock = g_object_ref (services->clock);
  self->services.http = g_object_ref (services->http);
  self->services.keys = g_object_ref (services->keys);
  self->services.catalog = g_object_ref (services->catalog);
  return self;
}

FacWorkspace *
fac_directory_get_workspace (FacDirectory *self)
{
  return self->workspace;
}

void
fac_directory_set_forced_offline (FacDirectory *self, gboolean offline)
{
  self->forced_offline = offline;
  if (self->workspace != NULL && offline)
    fac_workspace_set_simulated_offline (self->workspace, TRUE);
}

void
fac_directory_hold (FacDirectory *self)
{
  self->held = TRUE;
}

void
fac_directory_release (FacDirectory *self)
{
  self->held = FALSE;
  start_service (self);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  FacDirectory *self = g_task_get_source_object (task);
  g_autofree char *last = g_strdup (g_task_get_task_data (task));
  GError *error = NULL;
  g_autoptr (GPtrArray) organizations = fac_organization_store_list_finish (FAC_ORGANIZATION_STORE (source),
                                                                            result, &error);
  FacOrganization *chosen;

  if (organizations == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  for (guint i = 0; i < organizations->len; i++)
    show_organization (self, organizations->pdata[i]);
  chosen = _fac_directory_find (self, last);
  if (chosen == NULL && organizations->len > 0)
    chosen = organizations->pdata[0];
  if (chosen != NULL)
    {
      _fac_directory_open (self, chosen, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_store_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  FacDirectory *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->store = fac_organization_store_open_finish (result, &error);
  if (self->store == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  fac_organization_store_list_async (self->store, NULL, on_listed, task);
}

void
fac_directory_open_async (FacDirectory *self, const char *last, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_task_data (task, g_strdup (last), g_free);
  fac_organization_store_open_async (fac_paths_get_data (self->paths), cancellable, on_store_opened,
                                     task);
}

gboolean
fac_directory_open_finish (FacDirectory *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_store_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (fac_organization_store_write_finish (FAC_ORGANIZATION_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
close_store (FacDirectory *self, GTask *task)
{
  if (self->store != NULL)
    {
      fac_organization_store_close_async (self->store, on_store_closed, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  g_autoptr (GError) error = NULL;

  if (!fac_workspace_close_finish (FAC_WORKSPACE (source), result, &error))
    g_message ("The database was not closed well: %s", error->message);
  close_store (g_task_get_source_object (task), task);
}

void
fac_directory_close_async (FacDirectory *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  if (self->workspace == NULL)
    {
      close_store (self, task);
      return;
    }
  g_signal_handlers_disconnect_by_data (self->workspace, self);
  fac_workspace_close_async (self->workspace, on_closed, task);
}

gboolean
fac_directory_close_finish (FacDirectory *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
fac_directory_switch_async (FacDirectory *self, const char *organization_id,
                            GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  FacOrganization *organization = _fac_directory_find (self, organization_id);

  if (organization != NULL)
    {
      _fac_directory_open (self, organization, task);
      return;
    }
  g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_NOT_FOUND,
                           _("This organization is not known on this computer."));
  g_object_unref (task);
}

gboolean
fac_directory_command_finish (FacDirectory *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
