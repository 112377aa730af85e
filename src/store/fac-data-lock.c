/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-data-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <unistd.h>

struct _FacDataLock
{
  int fd;
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

FacDataLock *
fac_data_lock_take (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "facturador.lock", NULL);
  FacDataLock *self;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      int number = errno;

      if (fd >= 0)
        close (fd);
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
  return self;
}

void
fac_data_lock_free (FacDataLock *self)
{
  close (self->fd);
  g_free (self);
}
