/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox.h"

#include "fac-error.h"
#include "fac-paths.h"
#include "fac-sandbox-certificates.h"
#include "fac-sandbox-company.h"
#include "fac-sandbox-control.h"
#include "fac-sandbox-keys.h"
#include "fac-sandbox-packing.h"
#include "fac-sandbox-pages.h"
#include "fac-sandbox-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <unistd.h>

#define CLOCK_OFFSET "clock_offset"

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
  return fac_clock_now (self->clock) + self->clock_offset;
}

char *
fac_sandbox_setting (FacSandbox *self, const char *name, GError **error)
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

gboolean
fac_sandbox_set_setting (FacSandbox *self, const char *name, const char *value, GError **error)
{
  FacStatement *change = fac_db_prepare (self->db, value != NULL
                                         ? "INSERT OR REPLACE INTO settings (name, value)"
                                           " VALUES (?1, ?2)"
                                         : "DELETE FROM settings WHERE name = ?1", error);

  if (change == NULL)
    return FALSE;
  fac_statement_bind_text (change, 1, name);
  if (value != NULL)
    fac_statement_bind_text (change, 2, value);
  return fac_statement_run (change, error);
}

char *
fac_sandbox_subfolder (FacSandbox *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  return fac_paths_make_private (path, error) ? g_steal_pointer (&path) : NULL;
}

gboolean
fac_sandbox_advance (FacSandbox *self, gint64 microseconds, GError **error)
{
  gint64 offset = self->clock_offset + microseconds;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, offset);

  if (!fac_sandbox_set_setting (self, CLOCK_OFFSET, text, error))
    return FALSE;
  self->clock_offset = offset;
  return TRUE;
}

static gboolean
keep_company (FacSandbox *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  self->organization = fac_sandbox_setting (self, "organization", &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (self->organization != NULL)
    return TRUE;
  self->organization = fac_sandbox_new_id (self);
  return fac_sandbox_set_setting (self, "organization", self->organization, error)
    && fac_sandbox_company_seed (self->db, self->organization, fac_sandbox_now (self), error);
}

static gboolean
read_identity (FacSandbox *self, GError **error)
{
  g_autofree char *offset = fac_sandbox_setting (self, CLOCK_OFFSET, NULL);

  if (offset != NULL)
    self->clock_offset = g_ascii_strtoll (offset, NULL, 10);
  return keep_company (self, error) && fac_sandbox_keys_open (self, error)
    && fac_sandbox_certificates_open (self, error);
}

/* Two processes over one state would give out the same folio twice. */
static gboolean
lock_state (FacSandbox *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "lock", NULL);

  self->lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->lock >= 0 && flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  if (self->lock >= 0 && errno == EWOULDBLOCK)
    g_set_error (error, FAC_ERROR, FAC_ERROR_LOCKED,
                 "the state in %s is in use by another sandbox", self->folder);
  else
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path,
                 g_strerror (errno));
  return FALSE;
}

FacSandbox *
fac_sandbox_open (const char *folder, const char *starter, const char *full, FacClock *clock,
                  GError **error)
{
  g_autoptr (FacSandbox) self = g_new0 (FacSandbox, 1);
  g_autofree char *path = g_build_filename (folder, FAC_SANDBOX_DATABASE, NULL);

  self->lock = -1;
  self->folder = g_strdup (folder);
  self->csds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) fac_certificate_unref);
  self->clock = g_object_ref (clock);
  self->packing = fac_sandbox_packing_new ();
  if (!fac_paths_make_private (folder, error) || !lock_state (self, error))
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
  g_clear_handle_id (&self->jobs_timer, g_source_remove);
  g_clear_object (&self->courier);
  g_clear_pointer (&self->control, fac_sandbox_control_free);
  g_hash_table_unref (self->csds);
  g_clear_pointer (&self->counts, fac_sandbox_counts_free);
  g_clear_pointer (&self->packing, fac_sandbox_packing_free);
  g_clear_pointer (&self->pac, fac_certificate_unref);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->db, fac_db_close);
  g_clear_object (&self->clock);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->folder);
  g_free (self->smtp);
  g_free (self->base_url);
  g_free (self->organization);
  g_free (self->test_key);
  g_free (self->live_key);
  g_free (self->user_key);
  g_free (self);
}
