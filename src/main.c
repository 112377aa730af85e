/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-application.h"

#include "fac-memory.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

/* An uninstalled program names the folder of its own translations. */
static const char *
locale_folder (void)
{
  const char *folder = g_getenv ("FACTURADOR_LOCALEDIR");

  return folder != NULL ? folder : LOCALEDIR;
}

/* A closed stream would be taken by the first file opened: a database would get the warnings. */
static void
open_standard_streams (void)
{
  int fd;

  do
    fd = open ("/dev/null", O_RDWR);
  while (fd >= 0 && fd <= STDERR_FILENO);
  if (fd > STDERR_FILENO)
    close (fd);
}

/* What could not be printed (a full disk, a closed pipe) is a failure, whoever printed it. */
static void
end_well (void)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return;
  fputs (_("facturador: the output could not be written\n"), stderr);
  _exit (EXIT_FAILURE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (FacApplication) application = NULL;

  open_standard_streams ();
  fac_memory_keep_small ();
  /* keys are in this memory: no core dumps, no reading by other processes */
  prctl (PR_SET_DUMPABLE, 0);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_folder ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  atexit (end_well);

  application = fac_application_new ();
  return fac_application_run (application, argc, argv);
}
