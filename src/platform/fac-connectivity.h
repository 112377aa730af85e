/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FAC_TYPE_CONNECTIVITY (fac_connectivity_get_type ())
G_DECLARE_FINAL_TYPE (FacConnectivity, fac_connectivity, FAC, CONNECTIVITY, GObject)

/**
 * FacConnectivity: whether requests may leave. Joins the desktop's network monitor, observed failures and the switch
 * "Simular sin red" / --offline. Property "online" (boolean, read-only, notifies). Main thread.
 */
FacConnectivity *fac_connectivity_new (GNetworkMonitor *monitor); /* NULL: the default one */
/** fac_connectivity_is_online: the property "online". */
gboolean fac_connectivity_is_online (FacConnectivity *self);
/** fac_connectivity_set_simulated_offline: nothing leaves while it is on, whatever the network says. */
void     fac_connectivity_set_simulated_offline (FacConnectivity *self, gboolean offline);
/** fac_connectivity_get_simulated_offline: whether the switch is on. */
gboolean fac_connectivity_get_simulated_offline (FacConnectivity *self);
/** fac_connectivity_set_loopback: the service is on this machine: the network monitor does not count. */
void     fac_connectivity_set_loopback (FacConnectivity *self, gboolean loopback);
/** fac_connectivity_report: a request could (not) reach its server. After a failure it counts as offline until a
 * success or a change of the network; the sync service probes on its own. */
void     fac_connectivity_report (FacConnectivity *self, gboolean reached);

G_END_DECLS
