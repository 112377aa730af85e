/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-certificates.h"

#include "fac-sandbox-company.h"
#include "fac-sql.h"

#define CSD        "csd"
#define PAC        "pac"
#define PAC_NUMBER "30001000000500009002"
#define PAC_RFC    "PAC200101PR3"
#define PAC_NAME   "CERTIFICADOR DE PRUEBA"
#define FIRST_CSD  "30001000000500009001"
#define YEAR       (G_GINT64_CONSTANT (365) * 24 * 3600 * G_USEC_PER_SEC)
#define MOST_CSDS  16

/* Protects the test keys at rest as those of a real certificate would be. */
static char *
key_password (FacSandbox *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  char *password = fac_sandbox_setting (self, "key_password", &problem);

  if (password != NULL)
    return password;
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  password = fac_sandbox_random (32);
  if (fac_sandbox_set_setting (self, "key_password", password, error))
    return password;
  g_free (password);
  return NULL;
}

static FacCertificate *
load (FacSandbox *self, const char *organization, const char *kind, const char *password)
{
  FacStatement *row = fac_sql_find (self->db, NULL,
                                    "SELECT der, key FROM certificates WHERE organization = ?"
                                    " AND kind = ?", "tt", organization, kind);
  g_autoptr (GBytes) der = NULL;
  g_autoptr (GBytes) key = NULL;

  if (row == NULL)
    return NULL;
  der = fac_statement_blob (row, 0);
  key = fac_statement_blob (row, 1);
  fac_statement_reset (row);
  return fac_certificate_new_pair (der, key, password, NULL);
}

static FacCertificate *
mint (FacSandbox *self, const char *organization, const char *kind, const char *number,
      const char *rfc, const char *name, GError **error)
{
  gint64 now = fac_sandbox_now (self);
  g_autofree char *password = key_password (self, error);
  g_autoptr (FacCertificate) certificate = NULL;
  g_autoptr (GBytes) key = NULL;
  FacStatement *insert;

  if (password == NULL)
    return NULL;
  certificate = fac_certificate_mint (number, rfc, name, now - YEAR, now + 3 * YEAR, error);
  if (certificate != NULL)
    key = fac_certificate_key_der (certificate, password, error);
  if (key == NULL)
    return NULL;
  insert = fac_db_prepare (self->db,
                           "INSERT OR REPLACE INTO certificates (organization, kind, der, key,"
                           " created_at) VALUES (?1, ?2, ?3, ?4, ?5)", error);
  if (insert == NULL)
    return NULL;
  fac_statement_bind_text (insert, 1, organization);
  fac_statement_bind_text (insert, 2, kind);
  fac_statement_bind_blob (insert, 3, fac_certificate_get_der (certificate));
  fac_statement_bind_blob (insert, 4, key);
  fac_statement_bind_int (insert, 5, now);
  return fac_statement_run (insert, error) ? g_steal_pointer (&certificate) : NULL;
}

/* The stored one while it is good for another month, else a fresh one. */
static FacCertificate *
keep (FacSandbox *self, const char *kind, const char *number, const char *rfc, const char *name,
      GError **error)
{
  g_autofree char *password = key_password (self, error);
  g_autoptr (FacCertificate) stored = NULL;

  if (password == NULL)
    return NULL;
  stored = load (self, self->organization, kind, password);
  if (stored != NULL
      && fac_certificate_get_not_after (stored) >= fac_sandbox_now (self) + YEAR / 12)
    return g_steal_pointer (&stored);
  if (stored != NULL)
    return mint (self, self->organization, kind, number, fac_certificate_get_rfc (stored),
                 fac_certificate_get_name (stored), error);
  return mint (self, self->organization, kind, number, rfc, name, error);
}

/* 20 digits as the SAT's test authority numbers them. */
static char *
fresh_number (void)
{
  return g_strdup_printf ("300010000005%08u", g_random_int_range (10000, 100000000));
}

static void
remember (FacSandbox *self, const char *organization, FacCertificate *certificate)
{
  if (g_hash_table_size (self->csds) >= MOST_CSDS)
    g_hash_table_remove_all (self->csds);
  g_hash_table_insert (self->csds, g_strdup (organization), certificate);
}

static gboolean
is_stored (FacSandbox *self, const char *kind)
{
  return fac_sql_any (fac_sql_find (self->db, NULL,
                                    "SELECT 1 FROM certificates WHERE organization = ?"
                                    " AND kind = ?", "tt", self->organization, kind));
}

gboolean
fac_sandbox_certificates_open (FacSandbox *self, GError **error)
{
  gboolean first = !is_stored (self, PAC);
  FacCertificate *csd;

  self->pac = keep (self, PAC, PAC_NUMBER, PAC_RFC, PAC_NAME, error);
  if (self->pac == NULL)
    return FALSE;
  /* one that the person took away stays away */
  if (!first && !is_stored (self, CSD))
    return TRUE;
  csd = keep (self, CSD, FIRST_CSD, FAC_SANDBOX_RFC, FAC_SANDBOX_NAME, error);
  if (csd == NULL)
    return FALSE;
  remember (self, self->organization, csd);
  return TRUE;
}

FacCertificate *
fac_sandbox_csd (FacSandbox *self, const char *organization)
{
  FacCertificate *certificate = g_hash_table_lookup (self->csds, organization);
  g_autofree char *password = NULL;

  if (certificate != NULL)
    return certificate;
  password = key_password (self, NULL);
  certificate = password != NULL ? load (self, organization, CSD, password) : NULL;
  if (certificate != NULL)
    remember (self, organization, certificate);
  return certificate;
}

FacCertificate *
fac_sandbox_csd_of (FacSandbox *self, const char *organization, const char *rfc, const char *name,
                    GError **error)
{
  FacCertificate *certificate = fac_sandbox_csd (self, organization);
  g_autofree char *kind = g_strconcat (CSD " ", rfc, NULL);
  g_autofree char *place = g_strjoin (" ", organization, rfc, NULL);
  g_autofree char *password = NULL, *number = NULL;

  if (certificate != NULL && g_strcmp0 (fac_certificate_get_rfc (certificate), rfc) == 0)
    return certificate;
  certificate = g_hash_table_lookup (self->csds, place);
  if (certificate != NULL)
    return certificate;
  password = key_password (self, error);
  certificate = password != NULL ? load (self, organization, kind, password) : NULL;
  if (certificate == NULL && password != NULL)
    {
      number = fresh_number ();
      certificate = mint (self, organization, kind, number, rfc, name, error);
    }
  if (certificate != NULL)
    remember (self, place, certificate);
  return certificate;
}

gboolean
fac_sandbox_csd_mint (FacSandbox *self, const char *organization, const char *rfc,
                      const char *name, GError **error)
{
  g_autofree char *number = fresh_number ();
  FacCertificate *certificate = mint (self, organization, CSD, number, rfc, name, error);

  g_hash_table_remove (self->csds, organization);
  if (certificate == NULL)
    return FALSE;
  /* read back when it is needed: the request may still be rolled back */
  fac_certificate_unref (certificate);
  return TRUE;
}

gboolean
fac_sandbox_csd_remove (FacSandbox *self, const char *organization, GError **error)
{
  FacStatement *remove = fac_db_prepare (self->db,
                                         "DELETE FROM certificates WHERE organization = ?1"
                                         " AND kind = '" CSD "'", error);

  g_hash_table_remove (self->csds, organization);
  if (remove == NULL)
    return FALSE;
  fac_statement_bind_text (remove, 1, organization);
  return fac_statement_run (remove, error);
}
