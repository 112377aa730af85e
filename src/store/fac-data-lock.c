/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-data-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOTE_SIZE 256

struct _FacDataLock
{
  int   fd;
  char *made; /* the file's path, when it was not there before */
};

static int
code_for_errno (int number)
{
  switch (number)
    {
    case EWOULDBLOCK:
      return FAC_STORE_ERROR_LOCKED;
    case EACCES:
    case EPERM:
    case EROFS:
      return FAC_STORE_ERROR_READ_ONLY;
    case ENOSPC:
    case EDQUOT:
      return FAC_STORE_ERROR_FULL;
    default:
      return FAC_STORE_ERROR_FAILED;
    }
}

/* Returns: -1 with errno. @made: whether it was not there */
static int
open_locked (const char *path, gboolean *made)
{
  struct stat status;

  for (;;)
    {
      int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

      *made = fd >= 0;
      if (fd < 0 && errno == EEXIST)
        fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
      if (fd < 0)
        return -1;
      if (flock (fd, LOCK_EX | LOCK_NB) != 0)
        {
          const int number = errno;

          close (fd);
          errno = number;
          return -1;
        }
      if (fstat (fd, &status) != 0 || status.st_nlink > 0)
        return fd;
      close (fd); /* withdrawn just then by who had it before */
    }
}

FacDataLock *
fac_data_lock_take (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "facturador.lock", NULL);
  FacDataLock *self;
  gboolean made;
  int fd = open_locked (path, &made);

  if (fd < 0)
    {
      int number = errno;

      if (number == EWOULDBLOCK)
        g_set_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_LOCKED,
                     _("Another running program has this data folder open: %s"), folder);
      else
        g_set_error (error, FAC_STORE_ERROR, code_for_errno (number),
                     _("Cannot lock the data folder %s: %s"), folder, g_strerror (number));
      return NULL;
    }
  self = g_new0 (FacDataLock, 1);
  self->fd = fd;
  self->made = made ? g_steal_pointer (&path) : NULL;
  return self;
}

char *
fac_data_lock_get_note (FacDataLock *self)
{
  char note[NOTE_SIZE] = "";
  const gssize length = pread (self->fd, note, sizeof note - 1, 0);

  return g_strndup (note, MAX (length, 0));
}

/* A note that is lost, or only half there, costs its reader the time that it would have saved. */
void
fac_data_lock_set_note (FacDataLock *self, const char *note)
{
  const gsize length = strlen (note);

  if (ftruncate (self->fd, 0) != 0 || pwrite (self->fd, note, length, 0) != (gssize) length)
    g_debug ("No note was left: %s", g_strerror (errno));
}

void
fac_data_lock_withdraw (FacDataLock *self)
{
  if (self->made != NULL)
    unlink (self->made);
  fac_data_lock_free (self);
}

void
fac_data_lock_free (FacDataLock *self)
{
  close (self->fd);
  g_free (self->made);
  g_free (self);
}
