/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-application.h"
#include "fac-context.h"
#include "fac-file-check.h"
#include "fac-window.h"

G_BEGIN_DECLS

struct _FacApplication
{
  AdwApplication parent_instance;

  FacContext    *context;
  FacWindow     *window; /* borrowed: the application's list owns it */

  FacFileCheck  *check;  /* asked for by --verify of another process */

  GPtrArray     *unread;  /* (nullable): windows of files that wait for the catalogues */

  GError        *failure; /* why the data could not be opened */
  gboolean       opened;
  gboolean       tried;   /* to open it, with or without success */
  gboolean       offline;
  gboolean       exit_after_first_frame;
  gboolean       closing;
  guint          release_timer; /* what waits for the first frame does not wait for ever: it may be hidden */
};

void _fac_application_add_actions (FacApplication *self);
/** _fac_application_open_files: GApplication's open: fiscal XML, each in a window of its own. */
void _fac_application_open_files (GApplication *application, GFile **files, int n_files, const char *hint);
/** _fac_application_load_files: reads what waited for the catalogues. */
void _fac_application_load_files (FacApplication *self);
/** _fac_application_ask_files: asks which to open. */
void _fac_application_ask_files (FacApplication *self);
/** _fac_application_end: hands over what is unsaved, closes the data, quits. */
void _fac_application_end (FacApplication *self);

G_END_DECLS
