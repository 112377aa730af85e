/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-file.h"

#include "fac-catalog-import.h"
#include "fac-paths.h"
#include "fac-settings.h"
#include "fac-workspace-private.h"

#include <glib/gstdio.h>

struct _FacCatalogFile
{
  GObject          parent_instance;

  FacCatalog      *catalog;
  FacPaths        *paths;
  char            *target;
  FacCatalogFacts *facts;
  GCancellable    *cancellable; /* of the import that runs */
  GError          *error;
  guint            percent;
};

#define RUNNING_KEY "fac-catalog-file"

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacCatalogFile, fac_catalog_file, G_TYPE_OBJECT)

static void
changed (FacCatalogFile *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fac_catalog_file_dispose (GObject *object)
{
  FacCatalogFile *self = FAC_CATALOG_FILE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->catalog);
  g_clear_object (&self->paths);
  g_clear_error (&self->error);
  g_clear_pointer (&self->facts, fac_catalog_facts_free);
  g_clear_pointer (&self->target, g_free);
  G_OBJECT_CLASS (fac_catalog_file_parent_class)->dispose (object);
}

static void
fac_catalog_file_class_init (FacCatalogFileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_catalog_file_dispose;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_CATALOG_FILE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fac_catalog_file_init (FacCatalogFile *self)
{
  self->paths = fac_paths_new (NULL, NULL);
  self->target = g_build_filename (fac_paths_get_data (self->paths), FAC_CATALOG_FULL_NAME, NULL);
}

static void
on_described (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCatalogFile) self = data;
  FacCatalogFacts *facts = fac_catalog_describe_finish (FAC_CATALOG (source), result);

  g_clear_pointer (&self->facts, fac_catalog_facts_free);
  self->facts = facts;
  changed (self);
}

static void
describe (FacCatalogFile *self)
{
  fac_catalog_describe_async (self->catalog, on_described, g_object_ref (self));
}

static void
end_import (FacCatalogFile *self, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_error (&error);
  if (self->catalog != NULL)
    g_object_set_data (G_OBJECT (self->catalog), RUNNING_KEY, NULL);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  self->error = error;
  if (self->catalog != NULL)
    describe (self);
}

static void
on_used (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCatalogFile) self = data;
  GError *error = NULL;

  fac_catalog_use_full_finish (FAC_CATALOG (source), result, &error);
  end_import (self, error);
}

/* A file that was chosen in earlier times would win over what is imported. */
static void
forget_configured (void)
{
  g_autoptr (GSettings) settings = fac_settings_are_installed () ? fac_settings_new () : NULL;

  if (settings != NULL)
    g_settings_reset (settings, FAC_SETTING_CATALOG_PATH);
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacCatalogFile) self = data;
  GError *error = NULL;

  if (!fac_catalog_import_finish (result, &error) || self->catalog == NULL)
    {
      end_import (self, error);
      return;
    }
  forget_configured ();
  fac_catalog_use_full_async (self->catalog, self->target, on_used, g_object_ref (self));
}

static void
on_progress (gint64 done, gint64 whole, gpointer data)
{
  FacCatalogFile *self = data;
  guint percent = whole > 0 ? (guint) MIN (done * 100 / whole, 99) : 0;

  if (percent == self->percent)
    return;
  self->percent = percent;
  changed (self);
}

/* What is under way goes on when its window is closed: whoever looks again finds it, and does not begin another one. */
static void
begin (FacCatalogFile *self)
{
  self->cancellable = g_cancellable_new ();
  g_object_set_data (G_OBJECT (self->catalog), RUNNING_KEY, self);
}

FacCatalogFile *
fac_catalog_file_new (FacWorkspace *workspace)
{
  FacCatalogFile *self = g_object_get_data (G_OBJECT (workspace->catalog), RUNNING_KEY);

  if (self != NULL)
    return g_object_ref (self);
  self = g_object_new (FAC_TYPE_CATALOG_FILE, NULL);
  self->catalog = g_object_ref (workspace->catalog);
  describe (self);
  return self;
}

void
fac_catalog_file_import (FacCatalogFile *self, const char *path)
{
  if (self->cancellable != NULL)
    return;
  begin (self);
  self->percent = 0;
  g_clear_error (&self->error);
  fac_catalog_import_async (path, self->target, on_progress, self, self->cancellable, on_imported,
                            g_object_ref (self));
  changed (self);
}

void
fac_catalog_file_cancel (FacCatalogFile *self)
{
  g_cancellable_cancel (self->cancellable);
}

void
fac_catalog_file_remove (FacCatalogFile *self)
{
  g_autofree char *other = NULL;

  if (self->cancellable != NULL)
    return;
  forget_configured ();
  g_unlink (self->target);
  other = fac_catalog_find_full (self->paths, NULL);
  begin (self);
  fac_catalog_use_full_async (self->catalog, other, on_used, g_object_ref (self));
}

gboolean
fac_catalog_file_is_running (FacCatalogFile *self)
{
  return self->cancellable != NULL;
}

guint
fac_catalog_file_get_percent (FacCatalogFile *self)
{
  return self->percent;
}

const GError *
fac_catalog_file_get_error (FacCatalogFile *self)
{
  return self->error;
}

gboolean
fac_catalog_file_is_complete (FacCatalogFile *self)
{
  return self->facts != NULL;
}

gboolean
fac_catalog_file_is_imported (FacCatalogFile *self)
{
  return self->facts != NULL && g_strcmp0 (self->facts->path, self->target) == 0;
}

const char *
fac_catalog_file_get_path (FacCatalogFile *self)
{
  return self->facts != NULL ? self->facts->path : NULL;
}

const char *
fac_catalog_file_get_vintage (FacCatalogFile *self)
{
  return self->facts != NULL ? self->facts->vintage : NULL;
}

guint
fac_catalog_file_get_products (FacCatalogFile *self)
{
  return self->facts != NULL ? (guint) self->facts->products : 0;
}

guint
fac_catalog_file_get_units (FacCatalogFile *self)
{
  return self->facts != NULL ? (guint) self->facts->units : 0;
}

guint
fac_catalog_file_get_zips (FacCatalogFile *self)
{
  return self->facts != NULL ? (guint) self->facts->zips : 0;
}
