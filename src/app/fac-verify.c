/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-verify.h"

#include "fac-paths.h"
#include "fac-store.h"

#include <glib/gi18n.h>

#define AT_ONCE  32
#define APP_PATH "/org/example/Facturador"
#define PATIENCE (10 * (gint64) G_USEC_PER_SEC)
#define TICK_MS  200 /* how often it is looked whether the other program has ended */

enum { ALL_GOOD, NOT_GOOD, NOT_CHECKED };

/* @held: the folder that a running program has, NULL none; @elsewhere: whether that program checked it */
typedef struct
{
  guint    good;
  guint    owed;
  guint    missing;
  guint    altered;
  int      status;
  char    *held;
  gboolean elsewhere;
} Totals;

static const char *
name_state (FacFileState state)
{
  switch (state)
    {
    case FAC_FILE_OWED: return _("not fetched yet");
    case FAC_FILE_MISSING: return _("missing");
    case FAC_FILE_ALTERED: return _("altered");
    case FAC_FILE_GOOD:
    default: return _("good");
    }
}

static char *
make_line (FacFileState state, const char *name, const char *reason)
{
  if (reason != NULL)
    return g_strdup_printf ("%s: %s (%s)\n", name, name_state (state), reason);
  return g_strdup_printf ("%s: %s\n", name, name_state (state));
}

static void
print_line (FacFileState state, const char *name, const char *reason)
{
  g_autofree char *line = make_line (state, name, reason);

  g_print ("%s", line);
}

char *
fac_verify_lines (FacFileCheck *check)
{
  GPtrArray *problems = fac_file_check_get_problems (check);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const FacFileProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *line = make_line (problem->altered ? FAC_FILE_ALTERED : FAC_FILE_MISSING,
                                         problem->name, problem->reason);

      g_string_append (lines, line);
    }
  if (fac_file_check_get_error (check) != NULL)
    g_string_append_printf (lines, "%s\n", fac_file_check_get_error (check)->message);
  return g_string_free (lines, FALSE);
}

/* ---- all of this computer ------------------------------------------------------------------- */

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* There is no window to keep alive. */
static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static char *
name_file (const char *folder, const FacFileFinding *finding)
{
  if (finding->path != NULL)
    return g_build_filename (folder, finding->path, NULL);
  if (finding->kind == FAC_FILE_OF_CANCELLATION)
    /* Translators: %s is a folio fiscal */
    return g_strdup_printf (_("%s, receipt of the cancellation"), finding->uuid);
  return g_strdup (finding->uuid);
}

static void
report (const char *folder, const FacFilePage *page, Totals *totals)
{
  totals->good += page->checked - page->findings->len;
  for (guint i = 0; i < page->findings->len; i++)
    {
      const FacFileFinding *finding = g_ptr_array_index (page->findings, i);
      g_autofree char *path = name_file (folder, finding);

      print_line (finding->state, path, finding->reason);
      totals->owed += finding->state == FAC_FILE_OWED;
      totals->missing += finding->state == FAC_FILE_MISSING;
      totals->altered += finding->state == FAC_FILE_ALTERED;
    }
}

static gboolean
repair (FacStore *store, FacFilePage *page, GError **error)
{
  g_autoptr (GAsyncResult) repaired = NULL;

  if (page->findings->len == 0)
    return TRUE;
  fac_store_repair_files_async (store, page->findings, on_done, &repaired);
  return fac_store_write_finish (store, await (&repaired), error);
}

static gboolean
check_store (FacStore *store, Totals *totals, GError **error)
{
  gint64 next = 0;

  do
    {
      g_autoptr (GAsyncResult) checked = NULL;
      g_autoptr (FacFilePage) page = NULL;

      fac_store_check_files_async (store, next, AT_ONCE, TRUE, NULL, on_done, &checked);
      page = fac_store_check_files_finish (store, await (&checked), error);
      if (page == NULL)
        return FALSE;
      report (fac_store_get_folder (store), page, totals);
      if (!repair (store, page, error))
        return FALSE;
      next = page->next;
    }
  while (next != 0);
  return TRUE;
}

static void
not_checked (const char *folder, const GError *error, Totals *totals)
{
  if (g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_LOCKED) && totals->held == NULL)
    {
      totals->held = g_strdup (folder);
      return;
    }
  g_printerr ("%s: %s\n", folder, error->message);
  totals->status = NOT_CHECKED;
}

static void
check_folder (const char *folder, Totals *totals)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (FacStore) store = NULL;

  fac_store_open_async (folder, NULL, on_done, &opened);
  store = fac_store_open_finish (await (&opened), &error);
  if (store == NULL)
    {
      not_checked (folder, error, totals);
      return;
    }
  if (!check_store (store, totals, &error))
    not_checked (folder, error, totals);
  g_clear_error (&error);
  fac_store_close_async (store, on_done, &closed);
  if (!fac_store_close_finish (store, await (&closed), &error))
    not_checked (folder, error, totals);
}

static void
check_organization (FacPaths *paths, const char *name, Totals *totals)
{
  for (int livemode = 0; livemode < 2; livemode++)
    {
      g_autofree char *folder = fac_paths_for_organization (paths, name, livemode);
      g_autofree char *database = g_build_filename (folder, "facturador.db", NULL);

      if (g_file_test (database, G_FILE_TEST_IS_REGULAR))
        check_folder (folder, totals);
    }
}

/* ---- what a running program has open --------------------------------------------------------- */

static void
on_state (GActionGroup *group, const char *name, GVariant *state, gpointer data)
{
  GVariant **told = data;
  gboolean running = TRUE;

  if (!g_variant_is_of_type (state, G_VARIANT_TYPE (FAC_VERIFY_STATE)))
    return;
  g_variant_get_child (state, 0, "b", &running);
  if (!running && *told == NULL)
    *told = g_variant_ref (state);
}

static gboolean
on_tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

typedef enum { NOT_KNOWN, GONE, THERE } Presence;

static void
on_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer data)
{
  *(Presence *) data = THERE;
}

static void
on_vanished (GDBusConnection *bus, const char *name, gpointer data)
{
  *(Presence *) data = GONE;
}

/* Returns: (transfer full) (nullable): FAC_VERIFY_STATE */
static GVariant *
ask_running (GDBusConnection *bus, const Presence *presence)
{
  g_autoptr (GDBusActionGroup) group = g_dbus_action_group_get (bus, APP_ID, APP_PATH);
  GActionGroup *actions = G_ACTION_GROUP (group);
  g_auto (GStrv) first = g_action_group_list_actions (actions); /* begins to read them */
  const gint64 deadline = g_get_monotonic_time () + PATIENCE;
  const guint tick = g_timeout_add (TICK_MS, on_tick, NULL);
  GVariant *told = NULL;

  g_signal_connect (group, "action-state-changed::verify", G_CALLBACK (on_state), &told);
  while (!g_action_group_has_action (actions, "verify") && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  if (g_action_group_has_action (actions, "verify"))
    g_action_group_activate_action (actions, "verify", NULL);
  while (told == NULL && g_action_group_has_action (actions, "verify") && *presence == THERE)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (group, &told);
  g_source_remove (tick);
  return told;
}

/* The one who has the files checks them, and fetches at once what is missing. */
static void
check_held (Totals *totals)
{
  g_autoptr (GAsyncResult) connected = NULL;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) told = NULL;
  Presence presence = NOT_KNOWN;
  guint watch = 0;
  guint good, owed, missing, altered;
  const char *lines;

  g_bus_get (G_BUS_TYPE_SESSION, NULL, on_done, &connected);
  bus = g_bus_get_finish (await (&connected), NULL);
  if (bus != NULL)
    watch = g_bus_watch_name_on_connection (bus, APP_ID, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                            on_appeared, on_vanished, &presence, NULL);
  while (watch != 0 && presence == NOT_KNOWN)
    g_main_context_iteration (NULL, TRUE);
  if (presence == THERE)
    told = ask_running (bus, &presence);
  if (watch != 0)
    g_bus_unwatch_name (watch);
  if (told == NULL)
    {
      g_printerr (_("%s: Facturador is open; close it first\n"), totals->held);
      totals->status = NOT_CHECKED;
      return;
    }
  g_variant_get (told, "(b&suuuu)", NULL, &lines, &good, &owed, &missing, &altered);
  g_print ("%s", lines);
  totals->good += good;
  totals->owed += owed;
  totals->missing += missing;
  totals->altered += altered;
  totals->elsewhere = TRUE;
}

static void
print_totals (const Totals *totals)
{
  g_print (_("Good: %u\n"), totals->good);
  g_print (_("Not fetched yet: %u\n"), totals->owed);
  g_print (_("Missing: %u\n"), totals->missing);
  g_print (_("Altered: %u\n"), totals->altered);
  if (totals->owed + totals->missing + totals->altered == 0)
    return;
  if (totals->elsewhere)
    g_print ("%s\n", _("Facturador is open and fetches them again now; what was altered is kept "
                       "beside, named .altered."));
  else
    g_print ("%s\n", _("They are fetched again when Facturador is open and has a network; "
                       "what was altered is kept beside, named .altered."));
}

int
fac_verify_everything (void)
{
  g_autoptr (FacPaths) paths = fac_paths_new (NULL, NULL);
  g_autoptr (GDir) data = g_dir_open (fac_paths_get_data (paths), 0, NULL);
  Totals totals = { 0 };
  const char *name;

  while (data != NULL && (name = g_dir_read_name (data)) != NULL)
    check_organization (paths, name, &totals);
  if (totals.held != NULL)
    check_held (&totals);
  g_free (totals.held);
  print_totals (&totals);
  if (totals.status == ALL_GOOD && totals.owed + totals.missing + totals.altered > 0)
    return NOT_GOOD;
  return totals.status;
}
