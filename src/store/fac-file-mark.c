/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-file-mark.h"

#include "fac-db.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define WAIT_MICROSECONDS 1000
#define MOST_WAITS        20

/* of SQLite's file format */
#define HEADER_SIZE           100
#define HEADER_VERSION        60
#define HEADER_APPLICATION_ID 68

static int
read_number (const guint8 *at)
{
  guint32 number;

  memcpy (&number, at, sizeof number);
  return (int) GUINT32_FROM_BE (number);
}

FacFileMark *
fac_file_mark (const char *path)
{
  FacFileMark *self = g_new0 (FacFileMark, 1);
  guint8 header[HEADER_SIZE];
  struct stat status;
  const int file = open (path, O_RDONLY | O_CLOEXEC);

  if (file < 0)
    return self;
  if (pread (file, header, sizeof header, 0) == sizeof header && fstat (file, &status) == 0
      && !fac_db_has_log (path))
    {
      g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, header, sizeof header);

      self->application_id = read_number (header + HEADER_APPLICATION_ID);
      self->version = read_number (header + HEADER_VERSION);
      self->modified = status.st_mtim.tv_sec;
      self->fraction = status.st_mtim.tv_nsec;
      self->text = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                                    ".%09" G_GINT64_FORMAT " %s\n",
                                    (gint64) status.st_size, self->modified, self->fraction, sum);
    }
  close (file);
  return self;
}

void
fac_file_mark_settle (const FacFileMark *self)
{
  struct timespec now; /* of the clock by which files get their times at least */

  for (guint i = 0; i < MOST_WAITS; i++)
    {
      if (clock_gettime (CLOCK_REALTIME_COARSE, &now) != 0 || now.tv_sec > self->modified
          || (now.tv_sec == self->modified && now.tv_nsec > self->fraction))
        return;
      g_usleep (WAIT_MICROSECONDS);
    }
}

void
fac_file_mark_free (FacFileMark *self)
{
  g_free (self->text);
  g_free (self);
}
