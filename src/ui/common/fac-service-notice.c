/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-service-notice.h"

#include <glib/gi18n.h>

static void
update (FacNoticeBar *bar, GParamSpec *pspec, FacWorkspace *workspace)
{
  FacSyncState state = FAC_SYNC_IDLE;
  gboolean key_missing = FALSE;

  g_object_get (workspace, "sync-state", &state, "key-missing", &key_missing, NULL);
  if (key_missing)
    fac_notice_bar_say (bar,
                        _("The key of this organization is not in the keyring. You can keep "
                               "working; nothing is sent until you enter the key."),
                        _("_Enter Key…"), "win.connect");
  else if (state == FAC_SYNC_NO_KEY)
    fac_notice_bar_say (bar,
                        _("The keyring is locked or does not answer. You can keep working; "
                               "nothing is sent until it is unlocked."),
                        _("_Try Again"), "win.retry-key");
  else if (state == FAC_SYNC_KEY_REFUSED)
    fac_notice_bar_say (bar, _("The service refuses the key of this organization. It may have been "
                               "replaced or revoked."),
                        _("_Enter Key…"), "win.connect");
  else if (state == FAC_SYNC_ACCOUNT)
    fac_notice_bar_say (bar,
                        _("The account at the service needs attention: its plan or its payment. "
                               "Your work waits here until that is settled."),
                        _("_Try Again"), "win.refresh");
  else
    fac_notice_bar_say (bar, NULL, NULL, NULL);
}

static void
on_notify (FacWorkspace *workspace, GParamSpec *pspec, FacNoticeBar *bar)
{
  update (bar, pspec, workspace);
}

void
fac_service_notice_follow (FacNoticeBar *bar, FacWorkspace *workspace)
{
  g_signal_connect_object (workspace, "notify::sync-state", G_CALLBACK (on_notify), bar, 0);
  g_signal_connect_object (workspace, "notify::key-missing", G_CALLBACK (on_notify), bar, 0);
  update (bar, NULL, workspace);
}
