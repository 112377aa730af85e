/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox.h"

#include "fac-error.h"
#include "fac-paths.h"
#include "fac-sandbox-company.h"
#include "fac-sandbox-schema.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define CSD_NUMBER "30001000000500009001"
#define PAC_NUMBER "30001000000500009002"
#define PAC_RFC    "PAC200101PR3"
#define PAC_NAME   "CERTIFICADOR DE PRUEBA"
#define YEAR       (G_GINT64_CONSTANT (365) * 24 * 3600 * G_USEC_PER_SEC)

static void
fill_random (guchar *bytes, gsize length)
{
  while (length > 0)
    {
      ssize_t got = getrandom (bytes, length, 0);

      if (got < 0 && errno != EINTR)
        g_error ("the system gives no random bytes: %s", g_strerror (errno));
      if (got > 0)
        {
          bytes += got;
          length -= (gsize) got;
        }
    }
}

char *
fac_sandbox_random (gsize length)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const guint n = sizeof letters - 1;
  char *text = g_new0 (char, length + 1);

  for (gsize i = 0; i < length;)
    {
      guchar byte;

      fill_random (&byte, 1);
      if (byte < 256 / n * n)
        text[i++] = letters[byte % n];
    }
  return text;
}

char *
fac_sandbox_new_id (FacSandbox *self)
{
  static guint32 counter;
  guchar noise[5];

  fill_random (noise, sizeof noise);
  if (counter == 0)
    fill_random ((guchar *) &counter, 3);
  counter++;
  return g_strdup_printf ("%08x%02x%02x%02x%02x%02x%06x",
                          (guint32) (fac_sandbox_now (self) / G_USEC_PER_SEC),
                          noise[0], noise[1], noise[2], noise[3], noise[4], counter & 0xffffff);
}

gint64
fac_sandbox_now (FacSandbox *self)
{
  return fac_clock_now (self->clock);
}

static char *
read_setting (FacSandbox *self, const char *name, GError **error)
{
  FacStatement *select = fac_db_prepare (self->db, "SELECT value FROM settings WHERE name = ?1",
                                         error);
  char *value = NULL;

  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 1, name);
  if (fac_statement_step (select, error))
    value = fac_statement_dup (select, 0);
  fac_statement_reset (select);
  return value;
}

/* The stored setting, or @fresh (taken over) stored now. */
static char *
keep_setting (FacSandbox *self, const char *name, char *fresh, GError **error)
{
  g_autofree char *mine = fresh;
  g_autoptr (GError) problem = NULL;
  char *value = read_setting (self, name, &problem);
  FacStatement *insert;

  if (value != NULL)
    return value;
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  insert = fac_db_prepare (self->db, "INSERT INTO settings (name, value) VALUES (?1, ?2)", error);
  if (insert == NULL)
    return NULL;
  fac_statement_bind_text (insert, 1, name);
  fac_statement_bind_text (insert, 2, mine);
  return fac_statement_run (insert, error) ? g_steal_pointer (&mine) : NULL;
}

static char *
new_key (const char *prefix)
{
  g_autofree char *random = fac_sandbox_random (40);

  return g_strconcat (prefix, random, NULL);
}

static FacCertificate *
load_certificate (FacSandbox *self, const char *kind, const char *password)
{
  FacStatement *select = fac_db_prepare (self->db,
                                         "SELECT der, key FROM certificates WHERE organization = ?1"
                                                   " AND kind = ?2", NULL);
  FacCertificate *certificate = NULL;

  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 1, self->organization);
  fac_statement_bind_text (select, 2, kind);
  if (fac_statement_step (select, NULL))
    {
      g_autoptr (GBytes) der = fac_statement_blob (select, 0);
      g_autoptr (GBytes) key = fac_statement_blob (select, 1);

      certificate = fac_certificate_new_pair (der, key, password, NULL);
    }
  fac_statement_reset (select);
  if (certificate != NULL
      && fac_certificate_get_not_after (certificate) < fac_sandbox_now (self) + YEAR / 12)
    g_clear_pointer (&certificate, fac_certificate_unref);
  return certificate;
}

static FacCertificate *
mint_certificate (FacSandbox *self, const char *kind, const char *password, const char *number,
                  const char *rfc, const char *name, GError **error)
{
  gint64 now = fac_sandbox_now (self);
  g_autoptr (FacCertificate) certificate =
    fac_certificate_mint (number, rfc, name, now - YEAR, now + 3 * YEAR,
                                                                 error);
  g_autoptr (GBytes) key = certificate != NULL
    ? fac_certificate_key_der (certificate, password, error) : NULL;
  FacStatement *insert;

  if (key == NULL)
    return NULL;
  insert = fac_db_prepare (self->db,
                           "INSERT OR REPLACE INTO certificates (organization, kind, der, key,"
                           " created_at)"
                                     " VALUES (?1, ?2, ?3, ?4, ?5)", error);
  if (insert == NULL)
    return NULL;
  fac_statement_bind_text (insert, 1, self->organization);
  fac_statement_bind_text (insert, 2, kind);
  fac_statement_bind_blob (insert, 3, fac_certificate_get_der (certificate));
  fac_statement_bind_blob (insert, 4, key);
  fac_statement_bind_int (insert, 5, now);
  return fac_statement_run (insert, error) ? g_steal_pointer (&certificate) : NULL;
}

static FacCertificate *
keep_certificate (FacSandbox *self, const char *kind, const char *number, const char *rfc,
                  const char *name,
                  GError **error)
{
  g_autofree char *password = keep_setting (self, "key_password", fac_sandbox_random (32), error);
  FacCertificate *certificate = NULL;

  if (password == NULL)
    return NULL;
  certificate = load_certificate (self, kind, password);
  if (certificate == NULL)
    certificate = mint_certificate (self, kind, password, number, rfc, name, error);
  return certificate;
}

static gboolean
keep_company (FacSandbox *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  self->organization = read_setting (self, "organization", &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (self->organization != NULL)
    return TRUE;
  self->organization = keep_setting (self, "organization", fac_sandbox_new_id (self), error);
  return self->organization != NULL
    && fac_sandbox_company_seed (self->db, self->organization, fac_sandbox_now (self), error);
}

static gboolean
read_identity (FacSandbox *self, GError **error)
{
  return keep_company (self, error)
    && (self->test_key = keep_setting (self, "test_key", new_key ("sk_test_"), error)) != NULL
    && (self->live_key = keep_setting (self, "live_key", new_key ("sk_live_"), error)) != NULL
    && (self->user_key = keep_setting (self, "user_key", new_key ("sk_user_"), error)) != NULL
    && (self->csd = keep_certificate (self, "csd", CSD_NUMBER, FAC_SANDBOX_RFC, FAC_SANDBOX_NAME,
                                      error)) != NULL
    && (self->pac = keep_certificate (self, "pac", PAC_NUMBER, PAC_RFC, PAC_NAME, error)) != NULL;
}

FacSandbox *
fac_sandbox_open (const char *folder, const char *starter, const char *full, FacClock *clock,
                  GError **error)
{
  g_autoptr (FacSandbox) self = g_new0 (FacSandbox, 1);
  g_autofree char *path = g_build_filename (folder, "sandbox.db", NULL);

  self->clock = g_object_ref (clock);
  if (!fac_paths_make_private (folder, error))
    return NULL;
  self->db = fac_db_open (path, FAC_DB_CREATE, error);
  if (self->db == NULL || !fac_sandbox_migrate (self->db, path, error))
    return NULL;
  self->catalog = fac_catalog_open_sync (starter, full, error);
  if (self->catalog == NULL || !fac_db_begin (self->db, FAC_DB_WRITE, error))
    return NULL;
  if (!read_identity (self, error))
    {
      fac_db_rollback (self->db);
      return NULL;
    }
  return fac_db_commit (self->db, error) ? g_steal_pointer (&self) : NULL;
}

void
fac_sandbox_close (FacSandbox *self)
{
  g_clear_pointer (&self->csd, fac_certificate_unref);
  g_clear_pointer (&self->pac, fac_certificate_unref);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->db, fac_db_close);
  g_clear_object (&self->clock);
  g_free (self->base_url);
  g_free (self->organization);
  g_free (self->test_key);
  g_free (self->live_key);
  g_free (self->user_key);
  g_free (self);
}
