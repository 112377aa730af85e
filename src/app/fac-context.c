/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-context.h"

#include "fac-catalog.h"
#include "fac-error.h"
#include "fac-http-client.h"
#include "fac-settings.h"

#include <glib/gi18n.h>

#define STARTER_CATALOG "catalogs.db"

struct _FacContext
{
  GObject       parent_instance;

  FacPaths     *paths;
  GSettings    *settings;
  FacServices   services;
  FacDirectory *directory;

  gboolean      forced_offline;
  gboolean      held;
};

G_DEFINE_FINAL_TYPE (FacContext, fac_context, G_TYPE_OBJECT)

static void
fac_context_dispose (GObject *object)
{
  FacContext *self = FAC_CONTEXT (object);

  g_clear_object (&self->directory);
  g_clear_object (&self->services.clock);
  g_clear_object (&self->services.http);
  g_clear_object (&self->services.keys);
  g_clear_object (&self->services.catalog);
  g_clear_object (&self->settings);
  g_clear_object (&self->paths);
  G_OBJECT_CLASS (fac_context_parent_class)->dispose (object);
}

static void
fac_context_class_init (FacContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_context_dispose;
}

static void
fac_context_init (FacContext *self)
{
  self->paths = fac_paths_new (NULL, NULL);
  self->settings = fac_settings_new ();
  self->services.clock = fac_clock_new ();
  self->services.keys = fac_secret_key_store_new ();
}

FacContext *
fac_context_new (void)
{
  return g_object_new (FAC_TYPE_CONTEXT, NULL);
}

GSettings *
fac_context_get_settings (FacContext *self)
{
  return self->settings;
}

void
fac_context_set_forced_offline (FacContext *self, gboolean offline)
{
  self->forced_offline = offline;
}

void
fac_context_hold (FacContext *self)
{
  self->held = TRUE;
}

void
fac_context_release (FacContext *self)
{
  self->held = FALSE;
  if (self->directory != NULL)
    fac_directory_release (self->directory);
}

FacCatalogSource *
fac_context_get_catalog (FacContext *self)
{
  return self->services.catalog != NULL ? FAC_CATALOG_SOURCE (self->services.catalog) : NULL;
}

FacDirectory *
fac_context_get_directory (FacContext *self)
{
  return self->directory;
}

/* ---- opening -------------------------------------------------------------------------------- */

static void
on_directory_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacContext *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (fac_directory_open_finish (FAC_DIRECTORY (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    {
      /* half open is not open: the next attempt starts with a new one */
      g_clear_object (&self->directory);
      g_task_return_error (task, error);
    }
}

static void
open_directory (FacContext *self, GTask *task)
{
  g_autofree char *last = g_settings_get_string (self->settings, FAC_SETTING_LAST_ORGANIZATION);

  self->directory = fac_directory_new (self->paths, &self->services);
  fac_directory_set_forced_offline (self->directory, self->forced_offline);
  if (self->held)
    fac_directory_hold (self->directory);
  fac_directory_open_async (self->directory, *last != '\0' ? last : NULL, NULL, on_directory_opened,
                            task);
}

static void
on_catalog_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  FacContext *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->services.catalog = fac_catalog_open_finish (result, &error);
  if (self->services.catalog == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  open_directory (self, task);
}

void
fac_context_open_async (FacContext *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  g_autofree char *starter = NULL;
  g_autofree char *configured = NULL;
  g_autofree char *full = NULL;

  if (self->services.http == NULL)
    self->services.http = fac_http_client_new ();
  if (self->services.catalog != NULL)
    {
      open_directory (self, task);
      return;
    }
  starter = fac_paths_find_data (self->paths, STARTER_CATALOG);
  configured = g_settings_get_string (self->settings, FAC_SETTING_CATALOG_PATH);
  full = fac_catalog_find_full (self->paths, *configured != '\0' ? configured : NULL);
  if (starter == NULL)
    {
      g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_NOT_FOUND,
                               _("The SAT catalogs of the program are missing. "
                                 "Install the program again."));
      g_object_unref (task);
      return;
    }
  fac_catalog_open_async (starter, full, NULL, on_catalog_opened, task);
}

gboolean
fac_context_open_finish (FacContext *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
