/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page-stack.h"
#include "fac-sidebar.h"
#include "fac-welcome.h"
#include "fac-window.h"

G_BEGIN_DECLS

struct _FacWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack        *root;
  GtkSpinner      *spinner;
  AdwBin          *welcome_place;
  FacWelcome      *welcome; /* made when it is first needed */
  AdwStatusPage   *failure;
  AdwLeaflet      *leaflet;
  FacSidebar      *sidebar;
  GtkStack        *places; /* one FacPageStack per place that was visited, by name */

  GSettings       *settings;
  FacDirectory    *directory;
  FacWorkspace    *workspace;

  guint            spinner_timer;
  gboolean         restoring;
  gboolean         shown;
};

void          _fac_window_add_actions  (FacWindow *self);
/** _fac_window_get_front: the stack of the place in front; NULL outside of an organization. */
FacPageStack *_fac_window_get_front    (FacWindow *self);
/** _fac_window_go: shows a place, made when it is visited first. */
FacPageStack *_fac_window_go           (FacWindow *self, const char *name);
void          _fac_window_toast_error  (FacWindow *self, const GError *error);
/** _fac_window_show_first: what an open directory asks for: its workspace, or the welcome page. */
void          _fac_window_show_first   (FacWindow *self);

G_END_DECLS
