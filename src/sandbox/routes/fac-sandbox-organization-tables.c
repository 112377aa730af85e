/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-tables.h"

/* `role` is the id of a row of team_roles or the code of a template; null: all may be done. A hidden
 * series was deleted: its counter is kept, so that none of its folios is given out twice. */
const char fac_sandbox_organization_tables[] =
  "ALTER TABLE organizations ADD COLUMN domain TEXT;"
  "ALTER TABLE organizations ADD COLUMN deleted_at INTEGER;"
  "CREATE UNIQUE INDEX organizations_domain ON organizations (domain) WHERE domain IS NOT NULL;"
  "UPDATE organizations SET profile = json_set (profile, '$.manifiesto', json ('true'));"
  "ALTER TABLE folios ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;"
  "CREATE TABLE team_roles (id TEXT PRIMARY KEY, organization TEXT NOT NULL, name TEXT NOT NULL,"
  "  template_code TEXT, added TEXT NOT NULL, removed TEXT NOT NULL, created_at INTEGER NOT NULL,"
  "  updated_at INTEGER NOT NULL, UNIQUE (organization, name)) WITHOUT ROWID;"
  "CREATE TABLE team_accesses (id TEXT PRIMARY KEY, organization TEXT NOT NULL, email TEXT NOT NULL,"
  "  full_name TEXT NOT NULL, role TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,"
  "  UNIQUE (organization, email)) WITHOUT ROWID;"
  "CREATE TABLE team_invites (id TEXT PRIMARY KEY, organization TEXT NOT NULL, email TEXT NOT NULL,"
  "  role TEXT, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,"
  "  UNIQUE (organization, email)) WITHOUT ROWID;";
