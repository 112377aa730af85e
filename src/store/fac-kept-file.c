/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-kept-file.h"

#include "fac-paths.h"
#include "fac-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_NAMES 1000 /* of files set aside for one document */

static gboolean
fail (GError **error, const char *what, const char *path, int number)
{
  int code = FAC_STORE_ERROR_FAILED;

  if (number == ENOSPC || number == EDQUOT || number == EFBIG)
    code = FAC_STORE_ERROR_FULL;
  else if (number == EACCES || number == EROFS || number == EPERM)
    code = FAC_STORE_ERROR_READ_ONLY;
  g_set_error (error, FAC_STORE_ERROR, code, "%s %s: %s", what, path, g_strerror (number));
  return FALSE;
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize left;
  const char *data = g_bytes_get_data (bytes, &left);

  while (left > 0)
    {
      gssize written = write (fd, data, left);

      if (written < 0 && errno != EINTR)
        return FALSE;
      if (written > 0)
        {
          data += written;
          left -= written;
        }
    }
  return TRUE;
}

static gboolean
sync_folder (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int number = fd >= 0 && fsync (fd) == 0 ? 0 : errno;

  if (fd >= 0)
    close (fd);
  return number == 0 || fail (error, "Cannot make durable", folder, number);
}

/* A new folder is an entry in its parent, up to @root. */
static gboolean
make_folder_durably (const char *root, const char *folder, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *parent = g_path_get_dirname (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR) || g_str_equal (folder, root))
    return TRUE;
  if (!make_folder_durably (root, parent, error))
    return FALSE;
  if (fac_paths_make_private (folder, &failure))
    return sync_folder (parent, error);
  g_propagate_error (error, fac_store_error_from (failure));
  return FALSE;
}

/* Temporary file, fsync, rename, fsync of the folder: after a power cut it is whole or absent. */
static gboolean
put_durably (const char *root, const char *folder, const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".part", NULL);
  int number = 0;
  int fd;

  if (!make_folder_durably (root, folder, error))
    return FALSE;
  fd = open (temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return fail (error, "Cannot write", temporary, errno);
  if (!write_all (fd, bytes) || fsync (fd) != 0)
    number = errno;
  close (fd);
  if (number == 0 && g_rename (temporary, path) != 0)
    number = errno;
  if (number == 0)
    return sync_folder (folder, error);
  g_unlink (temporary);
  return fail (error, "Cannot write", path, number);
}

/* A name that nothing has yet: what was set aside before stays too. */
static char *
free_name (const char *path)
{
  g_autofree char *name = g_strconcat (path, ".altered", NULL);

  for (guint i = 2; i < MOST_NAMES && g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.altered-%u", path, i);
    }
  return g_steal_pointer (&name);
}

gboolean
fac_kept_file_set_aside (const char *root, const char *place, GError **error)
{
  g_autofree char *path = g_build_filename (root, place, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = free_name (path);

  if (g_rename (path, name) == 0)
    return sync_folder (folder, error);
  return errno == ENOENT || errno == ENOTDIR || fail (error, "Cannot rename", path, errno);
}

static gboolean
is_in_the_way (const char *path, GBytes *bytes)
{
  g_autofree char *there = NULL;
  gsize length;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  return !g_file_get_contents (path, &there, &length, NULL) || length != g_bytes_get_size (bytes)
         || memcmp (there, g_bytes_get_data (bytes, NULL), length) != 0;
}

gboolean
fac_kept_file_write (const char *root, const char *place, GBytes *bytes, GError **error)
{
  g_autofree char *path = g_build_filename (root, place, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if (is_in_the_way (path, bytes) && !fac_kept_file_set_aside (root, place, error))
    return FALSE;
  return put_durably (root, folder, path, bytes, error);
}

GBytes *
fac_kept_file_read (const char *root, const char *place, const char *hash, GError **error)
{
  g_autofree char *path = g_build_filename (root, place, NULL);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *found = NULL;
  char *text;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &failure))
    {
      g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND,
                   _("The XML file is missing: %s"), failure->message);
      return NULL;
    }
  bytes = g_bytes_new_take (text, length);
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (g_str_equal (found, hash))
    return g_steal_pointer (&bytes);
  g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_CORRUPT, _("The XML file was changed: %s"),
               path);
  return NULL;
}
