/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-db-private.h"

#include <errno.h>


/* what the system said when SQLite could not open, read or write */
static FacStoreError
from_system (int number)
{
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return FAC_STORE_ERROR_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
      return FAC_STORE_ERROR_READ_ONLY;
    case ENOENT:
      return FAC_STORE_ERROR_NOT_FOUND;
    default:
      return FAC_STORE_ERROR_FAILED;
    }
}

static int
last_errno (sqlite3 *handle, int pointer_kind)
{
  sqlite3_file *file = NULL;
  int number = 0;

  sqlite3_file_control (handle, "main", pointer_kind, &file);
  if (file != NULL && file->pMethods != NULL)
    file->pMethods->xFileControl (file, SQLITE_FCNTL_LAST_ERRNO, &number);
  return number;
}

/* A quota or a limit of the file's size comes as an I/O error whose cause only the file that was written remembers. */
static FacStoreError
from_io_error (sqlite3 *handle)
{
  FacStoreError kind = from_system (sqlite3_system_errno (handle));

  if (kind == FAC_STORE_ERROR_FAILED)
    kind = from_system (last_errno (handle, SQLITE_FCNTL_JOURNAL_POINTER));
  return kind != FAC_STORE_ERROR_FAILED ? kind : from_system (last_errno (handle,
                                                                          SQLITE_FCNTL_FILE_POINTER));
}

static FacStoreError
from_code (sqlite3 *handle, int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return FAC_STORE_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return FAC_STORE_ERROR_CONSTRAINT;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return FAC_STORE_ERROR_CORRUPT;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return FAC_STORE_ERROR_READ_ONLY;
    case SQLITE_FULL:
      return FAC_STORE_ERROR_FULL;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      return handle != NULL ? from_io_error (handle) : FAC_STORE_ERROR_FAILED;
    default:
      return FAC_STORE_ERROR_FAILED;
    }
}

gboolean
fac_db_take_error (sqlite3 *handle, int code, GError **error)
{
  const char *message = handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (code);

  g_set_error (error, FAC_STORE_ERROR, from_code (handle, code), "%s (SQLite %d)", message, code);
  return FALSE;
}

void
fac_db_fail (FacDb *self, int code, GError **error)
{
  if (from_code (NULL, code) == FAC_STORE_ERROR_CORRUPT)
    self->met_damage = TRUE;
  fac_db_take_error (self->handle, code, error);
}
