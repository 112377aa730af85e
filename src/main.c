/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-application.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <locale.h>
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

int
main (int argc, char *argv[])
{
  g_autoptr (FacApplication) application = NULL;

  open_standard_streams ();
  /* keys are in this memory: no core dumps, no reading by other processes */
  prctl (PR_SET_DUMPABLE, 0);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_folder ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname (APP_ID);

  application = fac_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
