/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-connectivity.h"

struct _FacConnectivity
{
  GObject          parent_instance;
  GNetworkMonitor *monitor;
  gboolean         simulated_offline;
  gboolean         loopback;
  gboolean         failed; /* the last request did not reach its server */
  gboolean         online;
};

G_DEFINE_FINAL_TYPE (FacConnectivity, fac_connectivity, G_TYPE_OBJECT)

enum { PROP_ONLINE = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void
update (FacConnectivity *self)
{
  const gboolean network = self->loopback || g_network_monitor_get_network_available (self->monitor);
  const gboolean online = network && !self->simulated_offline && !self->failed;

  if (online == self->online)
    return;
  self->online = online;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLINE]);
}

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, gpointer data)
{
  FacConnectivity *self = data;

  self->failed = FALSE; /* another network is another chance */
  update (self);
}

static void
fac_connectivity_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, FAC_CONNECTIVITY (object)->online);
}

static void
fac_connectivity_finalize (GObject *object)
{
  g_clear_object (&FAC_CONNECTIVITY (object)->monitor);
  G_OBJECT_CLASS (fac_connectivity_parent_class)->finalize (object);
}

static void
fac_connectivity_class_init (FacConnectivityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = fac_connectivity_finalize;
  object_class->get_property = fac_connectivity_get_property;
  properties[PROP_ONLINE] = g_param_spec_boolean ("online", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                    | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fac_connectivity_init (FacConnectivity *self)
{
}

FacConnectivity *
fac_connectivity_new (GNetworkMonitor *monitor)
{
  FacConnectivity *self = g_object_new (FAC_TYPE_CONNECTIVITY, NULL);

  self->monitor = g_object_ref (monitor != NULL ? monitor : g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (on_network_changed), self,
                           0);
  update (self);
  return self;
}

gboolean
fac_connectivity_is_online (FacConnectivity *self)
{
  return self->online;
}

void
fac_connectivity_set_simulated_offline (FacConnectivity *self, gboolean offline)
{
  self->simulated_offline = offline;
  if (!offline)
    self->failed = FALSE;
  update (self);
}

gboolean
fac_connectivity_get_simulated_offline (FacConnectivity *self)
{
  return self->simulated_offline;
}

void
fac_connectivity_set_loopback (FacConnectivity *self, gboolean loopback)
{
  self->loopback = loopback;
  self->failed = FALSE; /* what was said of another server */
  update (self);
}

void
fac_connectivity_report (FacConnectivity *self, gboolean reached)
{
  self->failed = !reached;
  update (self);
}
