/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-files.h"

#include "fac-organization-store.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

static void
test_fresh (void)
{
  g_autofree char *parent = fac_test_folder ();
  g_autoptr (Fixture) s = st_new ();
  GStatBuf status;

  st_close (s);
  g_free (s->folder);
  s->folder = g_build_filename (parent, "a", "test", NULL);
  st_open (s);
  g_assert_cmpint (g_stat (s->folder, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (st_sql (s, "PRAGMA user_version"), ==, 15);
  g_assert_cmpint (st_sql (s, "PRAGMA application_id"), ==, 0x46616344);
  g_assert_cmpint (st_sql (s, "PRAGMA page_size"), ==, 8192);
}

static void
test_newer (void)
{
  g_autofree char *folder = sf_used_folder ();

  sf_change_header (folder, "PRAGMA user_version = 99");
  g_assert_cmpint (sf_refused_untouched (folder), ==, FAC_STORE_ERROR_NEWER);
}

static void
test_foreign (void)
{
  g_autofree char *folder = sf_used_folder ();

  sf_change_header (folder, "PRAGMA application_id = 77");
  g_assert_cmpint (sf_refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
}

static void
test_garbage (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *path = sf_db_path (folder);
  g_autofree char *text = g_strnfill (5000, 'z');

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (sf_refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
}

static void
test_torn (void)
{
  g_autofree char *folder = sf_used_folder ();
  g_autofree char *path = sf_db_path (folder);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  memset (data + 100, 0xa5, 8000); /* the schema's page behind the header */
  g_assert_true (g_file_set_contents (path, data, length, NULL));
  g_assert_cmpint (sf_refused_untouched (folder), ==, FAC_STORE_ERROR_CORRUPT);
}

/* ---- other processes ---------------------------------------------------------------------------- */

static void
test_locked (void)
{
  g_autofree char *folder = sf_used_folder ();
  g_autoptr (GSubprocess) holder = sf_open_elsewhere ("--hold", folder);
  Fixture s = { 0 };

  g_assert_cmpint (sf_refused_untouched (folder), ==, FAC_STORE_ERROR_LOCKED);
  /* a lock does not outlive its process, however that ends */
  g_subprocess_send_signal (holder, SIGKILL);
  g_subprocess_wait (holder, NULL, NULL);
  s.folder = folder;
  s.clock = fac_test_clock_new (ST_NOW);
  s.changes = g_ptr_array_new_with_free_func (g_free);
  st_open (&s);
  g_assert_cmpint (st_open_fails (folder), ==, FAC_STORE_ERROR_LOCKED); /* nor twice in one */
  st_close (&s);
  g_object_unref (s.clock);
  g_ptr_array_unref (s.changes);
}

static int
run_child (const char *mode, const char *folder)
{
  g_auto (GStrv) argv = sf_own_command (mode, folder);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
give_to_nobody (const char *path)
{
  if (geteuid () == 0)
    g_assert_cmpint (chown (path, NOBODY, NOBODY), ==, 0);
}

static void
test_read_only (void)
{
  g_autofree char *folder = sf_used_folder ();
  g_autofree char *path = sf_db_path (folder);
  g_autofree char *lock = g_build_filename (folder, "facturador.lock", NULL);
  g_autofree char *before = sf_file_hash (folder);
  g_autofree char *after = NULL;

  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  give_to_nobody (folder);
  give_to_nobody (path);
  give_to_nobody (lock);
  g_assert_cmpint (run_child ("--try", folder), ==, FAC_STORE_ERROR_READ_ONLY);
  after = sf_file_hash (folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_read_only_folder (void)
{
  g_autofree char *parent = fac_test_folder ();
  g_autofree char *folder = g_build_filename (parent, "inside", NULL);

  g_assert_cmpint (g_chmod (parent, 0500), ==, 0);
  give_to_nobody (parent);
  g_assert_cmpint (run_child ("--try", folder), ==, FAC_STORE_ERROR_READ_ONLY);
  g_assert_cmpint (g_chmod (parent, 0700), ==, 0);
}

/* A file that may not grow stands for a full disk: SQLite sees the same refusal. */
static void
test_full (void)
{
  g_autofree char *folder = fac_test_folder ();

  g_assert_cmpint (run_child ("--full", folder), ==, 0);
}

static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static int
fill_up (const char *folder)
{
  g_autofree char *fresh = g_build_filename (folder, "fresh", NULL);
  g_autofree char *notes = g_strnfill (2000000, 'x');
  g_autoptr (FacCustomer) small = st_customer ("Uno", "XAXX010101000");
  g_autoptr (FacCustomer) big = fac_customer_copy (small);
  g_autoptr (FacCustomer) found = NULL;
  Fixture s = { .folder = (char *) folder, .clock = fac_test_clock_new (ST_NOW),
                .changes = g_ptr_array_new_with_free_func (g_free) };

  st_open (&s);
  fac_store_save_customer_async (s.store, small, TRUE, ST_GOT);
  st_ok (&s);
  fac_set_string (&big->notes, notes);
  limit_files (600000);
  g_ptr_array_set_size (s.changes, 0);
  fac_store_save_customer_async (s.store, big, TRUE, ST_GOT);
  st_refused (&s, FAC_STORE_ERROR_FULL);
  g_assert_cmpuint (s.changes->len, ==, 0);
  found = st_get_customer (&s, small->id);
  g_assert_null (found->notes); /* the last committed state */
  limit_files (1000);
  g_assert_cmpint (st_open_fails (fresh), ==, FAC_STORE_ERROR_FULL);
  limit_files (RLIM_INFINITY);
  fac_store_save_customer_async (s.store, big, TRUE, ST_GOT);
  st_ok (&s); /* space was made: it goes on */
  st_check_indexes (&s);
  st_close (&s);
  g_object_unref (s.clock);
  g_ptr_array_unref (s.changes);
  return 0;
}

/* ---- the store of organizations ----------------------------------------------------------------- */

static FacOrganizationStore *
open_organizations (const char *folder)
{
  g_autoptr (GError) error = NULL;
  FacOrganizationStore *store;

  fac_organization_store_open_async (folder, NULL, ST_GOT);
  store = fac_organization_store_open_finish (st_wait (), &error);
  g_assert_no_error (error);
  return store;
}

static void
done (FacOrganizationStore *store)
{
  g_autoptr (GError) error = NULL;

  fac_organization_store_write_finish (store, st_wait (), &error);
  g_assert_no_error (error);
}

static void
close_organizations (FacOrganizationStore *store)
{
  fac_organization_store_close_async (store, ST_GOT);
  done (store);
  st_slot ();
  g_object_unref (store);
}

static GPtrArray *
list (FacOrganizationStore *store)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  fac_organization_store_list_async (store, NULL, ST_GOT);
  found = fac_organization_store_list_finish (store, st_wait (), &error);
  g_assert_no_error (error);
  return found;
}

static char *
flag (FacOrganizationStore *store, const char *id)
{
  fac_organization_store_get_flag_async (store, id, "simulated-offline", NULL, ST_GOT);
  return fac_organization_store_get_flag_finish (store, st_wait (), NULL);
}

static void
test_organizations (void)
{
  g_autofree char *folder = fac_test_folder ();
  FacOrganizationStore *store = open_organizations (folder);
  g_autoptr (FacOrganization) a = fac_organization_new ();
  g_autoptr (FacOrganization) b = fac_organization_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *set = NULL;
  g_autofree char *unset = NULL;
  g_autoptr (GError) error = NULL;

  fac_set_string (&a->legal_name, "Escuela Kemper");
  fac_organization_store_save_async (store, a, ST_GOT);
  done (store);
  fac_organization_store_save_async (store, b, ST_GOT);
  done (store);
  fac_organization_store_set_flag_async (store, a->id, "simulated-offline", "1", ST_GOT);
  done (store);
  fac_organization_store_open_async (folder, NULL, ST_GOT);
  g_assert_null (fac_organization_store_open_finish (st_wait (), &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_LOCKED);
  close_organizations (store);
  store = open_organizations (folder);
  found = list (store);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (((FacOrganization *) g_ptr_array_index (found, 0))->id, ==, a->id);
  g_assert_cmpstr (((FacOrganization *) g_ptr_array_index (found, 0))->legal_name, ==,
                   "Escuela Kemper");
  set = flag (store, a->id);
  unset = flag (store, b->id);
  g_assert_cmpstr (set, ==, "1");
  g_assert_null (unset);
  close_organizations (store);
}

static void
test_organizations_empty (void)
{
  g_autofree char *folder = fac_test_folder ();
  g_autofree char *path = sf_db_path (folder);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  close_organizations (open_organizations (folder));
  g_assert_cmpint (truncate (path, 0), ==, 0);
  before = sf_folder_state (folder);
  fac_organization_store_open_async (folder, NULL, ST_GOT);
  g_assert_null (fac_organization_store_open_finish (st_wait (), &error));
  g_assert_error (error, FAC_STORE_ERROR, FAC_STORE_ERROR_CORRUPT);
  after = sf_folder_state (folder);
  g_assert_cmpstr (before, ==, after);
}

/* ---- */

static int
try_open (const char *folder)
{
  if (geteuid () == 0 && (setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
    return 100;
  return st_open_fails (folder);
}

int
main (int argc, char **argv)
{
  int status;

  if (sf_is_child (argc, argv, &status))
    return status;
  if (argc == 3 && g_str_equal (argv[1], "--try"))
    return try_open (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--full"))
    return fill_up (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-files/fresh", test_fresh);
  g_test_add_func ("/store-files/newer", test_newer);
  g_test_add_func ("/store-files/foreign", test_foreign);
  g_test_add_func ("/store-files/garbage", test_garbage);
  g_test_add_func ("/store-files/torn", test_torn);
  g_test_add_func ("/store-files/locked", test_locked);
  g_test_add_func ("/store-files/read-only", test_read_only);
  g_test_add_func ("/store-files/read-only-folder", test_read_only_folder);
  g_test_add_func ("/store-files/full", test_full);
  g_test_add_func ("/store-files/organizations", test_organizations);
  g_test_add_func ("/store-files/organizations-empty", test_organizations_empty);
  return g_test_run ();
}
