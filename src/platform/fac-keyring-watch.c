/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-keyring-watch.h"

#include <gio/gio.h>

#define SERVICE    "org.freedesktop.secrets"
#define COLLECTION "org.freedesktop.Secret.Collection"
#define PROPERTIES "org.freedesktop.DBus.Properties"
#define ANSWER_MS  5000

struct _FacKeyringWatch
{
  FacKeyringOpened opened;
  gpointer         data;
  guint            name;
  gboolean         was_absent;
  GDBusConnection *bus; /* while the service is there */
  guint            changed[2];
  GCancellable    *ended;
};

/* Whether the collection is locked is asked, not assumed: the signal tells of new items too. */
static void
on_locked (GObject *source, GAsyncResult *result, gpointer data)
{
  FacKeyringWatch *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) locked = NULL;

  if (answer == NULL)
    return; /* cancelled: the watch is gone */
  g_variant_get (answer, "(v)", &locked);
  if (g_variant_is_of_type (locked, G_VARIANT_TYPE_BOOLEAN) && !g_variant_get_boolean (locked))
    self->opened (self->data);
}

static void
ask_locked (FacKeyringWatch *self, const char *collection)
{
  g_dbus_connection_call (self->bus, SERVICE, collection, PROPERTIES, "Get",
                          g_variant_new ("(ss)", COLLECTION, "Locked"), G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, ANSWER_MS, self->ended, on_locked, self);
}

static void
on_collection_changed (GDBusConnection *bus, const char *sender, const char *path,
                       const char *interface, const char *signal, GVariant *parameters,
                       gpointer data)
{
  const char *collection = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(o)")))
    return;
  g_variant_get (parameters, "(&o)", &collection);
  ask_locked (data, collection);
}

static void
on_properties_changed (GDBusConnection *bus, const char *sender, const char *path,
                       const char *interface, const char *signal, GVariant *parameters,
                       gpointer data)
{
  ask_locked (data, path);
}

static void
unsubscribe (FacKeyringWatch *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->changed); i++)
    if (self->changed[i] != 0)
      {
        g_dbus_connection_signal_unsubscribe (self->bus, self->changed[i]);
        self->changed[i] = 0;
      }
  g_clear_object (&self->bus);
}

static void
on_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer data)
{
  FacKeyringWatch *self = data;

  unsubscribe (self);
  self->bus = g_object_ref (bus);
  self->changed[0] = g_dbus_connection_signal_subscribe (
      bus, SERVICE, "org.freedesktop.Secret.Service", "CollectionChanged", NULL, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_collection_changed, self, NULL);
  self->changed[1] = g_dbus_connection_signal_subscribe (
      bus, SERVICE, PROPERTIES, "PropertiesChanged", NULL, COLLECTION, G_DBUS_SIGNAL_FLAGS_NONE,
      on_properties_changed, self, NULL);
  if (self->was_absent)
    self->opened (self->data);
}

static void
on_vanished (GDBusConnection *bus, const char *name, gpointer data)
{
  FacKeyringWatch *self = data;

  unsubscribe (self);
  self->was_absent = TRUE;
}

FacKeyringWatch *
fac_keyring_watch_new (FacKeyringOpened opened, gpointer data)
{
  FacKeyringWatch *self = g_new0 (FacKeyringWatch, 1);

  self->opened = opened;
  self->data = data;
  self->ended = g_cancellable_new ();
  self->name = g_bus_watch_name (G_BUS_TYPE_SESSION, SERVICE, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                 on_appeared, on_vanished, self, NULL);
  return self;
}

void
fac_keyring_watch_free (FacKeyringWatch *self)
{
  g_cancellable_cancel (self->ended);
  g_bus_unwatch_name (self->name);
  unsubscribe (self);
  g_object_unref (self->ended);
  g_free (self);
}
