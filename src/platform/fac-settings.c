/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-settings.h"

#include "fac-paths.h"

/* A program run from where it was built uses the schema built with it, installed or not. */
static GSettingsSchemaSource *
find_source (void)
{
  GSettingsSchemaSource *fallback = g_settings_schema_source_get_default ();
  g_autoptr (FacPaths) paths = fac_paths_new (NULL, NULL);
  g_autofree char *compiled = fac_paths_find_data (paths, "gschemas.compiled");
  g_autofree char *folder = compiled != NULL ? g_path_get_dirname (compiled) : NULL;
  GSettingsSchemaSource *own = NULL;

  if (folder != NULL)
    own = g_settings_schema_source_new_from_directory (folder, fallback, TRUE, NULL);
  if (own == NULL && fallback != NULL)
    own = g_settings_schema_source_ref (fallback);
  return own;
}

static GSettingsSchema *
find_schema (void)
{
  g_autoptr (GSettingsSchemaSource) source = find_source ();

  return source != NULL ? g_settings_schema_source_lookup (source, FAC_SETTINGS_SCHEMA, TRUE)
                        : NULL;
}

gboolean
fac_settings_are_installed (void)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();

  return schema != NULL;
}

GSettings *
fac_settings_new (void)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();

  if (schema == NULL)
    return g_settings_new (FAC_SETTINGS_SCHEMA); /* says which schema is not installed, and ends the program */
  return g_settings_new_full (schema, NULL, NULL);
}
