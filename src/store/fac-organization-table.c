/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-organization-table.h"

#include "fac-sql.h"
#include "fac-text.h"
#include "fac-variant.h"

static FacOrganization *
read_organization (FacStatement *row)
{
  FacOrganization *self = fac_organization_new ();
  g_autoptr (GBytes) address = fac_statement_blob (row, 9);
  g_autoptr (GVariant) variant = address != NULL ? fac_variant_from_bytes (address) : NULL;
  FacAddress *read = variant != NULL ? fac_address_from_variant (variant) : NULL;

  fac_set_string (&self->id, fac_statement_text (row, 0));
  fac_set_string (&self->remote_id, fac_statement_text (row, 1));
  fac_set_string (&self->provider, fac_statement_text (row, 2));
  fac_set_string (&self->base_url, fac_statement_text (row, 3));
  self->livemode = fac_statement_int (row, 4) != 0;
  fac_set_string (&self->name, fac_statement_text (row, 5));
  fac_set_string (&self->legal_name, fac_statement_text (row, 6));
  fac_set_string (&self->tax_id, fac_statement_text (row, 7));
  fac_set_string (&self->tax_system, fac_statement_text (row, 8));
  if (read != NULL)
    {
      g_clear_pointer (&self->address, fac_address_free);
      self->address = read;
    }
  fac_set_string (&self->phone, fac_statement_text (row, 10));
  fac_set_string (&self->website, fac_statement_text (row, 11));
  fac_set_string (&self->support_email, fac_statement_text (row, 12));
  fac_set_string (&self->timezone, fac_statement_text (row, 13));
  fac_set_string (&self->color, fac_statement_text (row, 14));
  g_clear_pointer (&self->logo, g_bytes_unref);
  self->logo = fac_statement_blob (row, 15);
  fac_set_string (&self->default_series, fac_statement_text (row, 16));
  self->certificate_expires_at = fac_statement_int (row, 17);
  return self;
}

GPtrArray *
fac_organization_table_list (FacDb *db, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_organization_unref);
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_sql_prepare (db, &failure,
                                       "SELECT id, remote_id, provider, base_url, livemode, name, legal_name, tax_id,"
                                       " tax_system, address, phone, website, support_email, timezone, color, logo,"
                                       " default_series, certificate_expires_at FROM organizations ORDER BY position",
                                       "");

  while (row != NULL && fac_statement_step (row, &failure))
    g_ptr_array_add (list, read_organization (row));
  return fac_sql_end (row, g_steal_pointer (&failure), error) ? g_steal_pointer (&list) : NULL;
}

gboolean
fac_organization_table_put (FacDb *db, const FacOrganization *o, GError **error)
{
  g_autoptr (GBytes) address = o->address != NULL ? fac_variant_to_bytes (fac_address_to_variant (o->address)) : NULL;

  return fac_sql_run (db, error,
                      "INSERT OR REPLACE INTO organizations (id, position, remote_id, provider, base_url, livemode,"
                      " name, legal_name, tax_id, tax_system, address, phone, website, support_email, timezone,"
                      " color, logo, default_series, certificate_expires_at) VALUES (?1, coalesce ((SELECT position"
                      " FROM organizations WHERE id = ?1), (SELECT coalesce (max (position), 0) + 1 FROM"
                      " organizations)), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
                      "tttti" "tttt" "b" "ttttt" "btl", o->id, o->remote_id,
                      o->provider != NULL ? o->provider : "", o->base_url, o->livemode,
                      o->name, o->legal_name, o->tax_id, o->tax_system, address,
                      o->phone, o->website, o->support_email, o->timezone, o->color,
                      o->logo, o->default_series, o->certificate_expires_at);
}

char *
fac_organization_table_get_flag (FacDb *db, const char *organization, const char *flag,
                                 GError **error)
{
  return fac_sql_text (fac_sql_find (db, error,
                                     "SELECT value FROM flags WHERE organization = ? AND flag = ?",
                                     "tt", organization, flag));
}

gboolean
fac_organization_table_set_flag (FacDb *db, const char *organization, const char *flag,
                                 const char *value,
                                 GError **error)
{
  if (value == NULL)
    return fac_sql_run (db, error, "DELETE FROM flags WHERE organization = ? AND flag = ?", "tt",
                        organization, flag);
  return fac_sql_run (db, error,
                      "INSERT OR REPLACE INTO flags (organization, flag, value) VALUES (?, ?, ?)", "ttt",
                      organization, flag, value);
}

char *
fac_organization_table_get_mapping (FacDb *db, const char *signature, GError **error)
{
  return fac_sql_text (fac_sql_find (db, error,
                                     "SELECT mapping FROM import_mappings WHERE signature = ?", "t",
                                     signature));
}

gboolean
fac_organization_table_set_mapping (FacDb *db, const char *signature, const char *mapping,
                                    gint64 now, GError **error)
{
  return fac_sql_run (db, error,
                      "INSERT OR REPLACE INTO import_mappings (signature, mapping, used_at)"
                      " VALUES (?, ?, ?)", "ttl", signature, mapping, now)
         && fac_sql_run (db, error,
                         "DELETE FROM import_mappings WHERE signature NOT IN (SELECT signature FROM"
                         " import_mappings ORDER BY used_at DESC, signature LIMIT 100)", "");
}
