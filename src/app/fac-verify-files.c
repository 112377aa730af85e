/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-verify-files.h"

#include "fac-catalog.h"
#include "fac-cfdi-words.h"
#include "fac-paths.h"

#include <stdio.h>

#define STARTER_CATALOG "catalogs.db"
#define MOST_THREADS 8
#define AHEAD 64 /* files that may be judged before the one whose turn it is to be printed */
#define MOST_CODES 8

/* What the threads share: the next file to take, and the lines that are ready. */
typedef struct
{
  const char *const *files;
  guint n_files;
  FacCatalogSource *catalog;
  GMutex mutex;
  GCond changed;
  guint taken;
  guint printed;
  char **lines;
  gboolean bad;
} Batch;

/* Terminals obey the controls above ASCII too: in UTF-8 their second byte follows 0xC2. */
static gboolean
is_control (const char *at, const char *start)
{
  return g_ascii_iscntrl (*at)
         || (at > start && (guchar)at[-1] == 0xc2 && ((guchar)at[0] & 0xe0) == 0x80);
}

/* What does not belong in a line is written as in C. */
static char *
name_in_a_line (const char *file)
{
  GString *name = g_string_new (NULL);

  for (const char *at = file; *at != '\0'; at++)
    if (*at == '\n')
      g_string_append (name, "\\n");
    else if (*at == '\r')
      g_string_append (name, "\\r");
    else if (*at == '\t')
      g_string_append (name, "\\t");
    else if (is_control (at, file))
      g_string_append_printf (name, "\\%03o", (guint)(guchar)*at);
    else
      g_string_append_c (name, *at);
  return g_string_free (name, FALSE);
}

/* The other codes, each once. Returns: (nullable) */
static char *
other_codes (const FacCfdiVerdict *verdict)
{
  const FacCfdiFault *first = g_ptr_array_index (verdict->faults, 0);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint i = 1; i < verdict->faults->len && codes->len < MOST_CODES; i++)
    {
      const FacCfdiFault *fault = g_ptr_array_index (verdict->faults, i);

      if (!g_str_equal (fault->code, first->code)
          && !g_ptr_array_find_with_equal_func (codes, fault->code, g_str_equal, NULL))
        g_ptr_array_add (codes, fault->code);
    }
  if (codes->len == 0)
    return NULL;
  g_ptr_array_add (codes, NULL);
  return g_strjoinv (", ", (char **)codes->pdata);
}

static char *
make_line (const char *file, const FacCfdiVerdict *verdict)
{
  g_autofree char *name = name_in_a_line (file);
  const FacCfdiFault *fault;
  g_autofree char *reason = NULL;
  g_autofree char *others = NULL;

  if (verdict->faults->len == 0)
    return g_strdup_printf ("ok %s %s\n", name, verdict->uuid);
  fault = g_ptr_array_index (verdict->faults, 0);
  reason = fac_cfdi_fault_text (fault);
  others = other_codes (verdict);
  if (others == NULL)
    return g_strdup_printf ("bad %s %s %s\n", name, fault->code, reason);
  return g_strdup_printf ("bad %s %s %s (+ %s)\n", name, fault->code, reason, others);
}

static gboolean
take (Batch *batch, guint *index)
{
  gboolean any;

  g_mutex_lock (&batch->mutex);
  while (batch->taken < batch->n_files && batch->taken >= batch->printed + AHEAD)
    g_cond_wait (&batch->changed, &batch->mutex);
  any = batch->taken < batch->n_files;
  if (any)
    *index = batch->taken++;
  g_mutex_unlock (&batch->mutex);
  return any;
}

static void
put (Batch *batch, guint index, char *line, gboolean bad)
{
  g_mutex_lock (&batch->mutex);
  batch->lines[index] = line;
  batch->bad |= bad;
  g_cond_broadcast (&batch->changed);
  g_mutex_unlock (&batch->mutex);
}

static gpointer
judge (gpointer data)
{
  Batch *batch = data;
  guint index;

  while (take (batch, &index))
    {
      g_autoptr (GFile) file = g_file_new_for_path (batch->files[index]);
      g_autoptr (FacCfdiVerdict) verdict = fac_cfdi_check_file (file, batch->catalog, NULL);

      put (batch, index, make_line (batch->files[index], verdict), verdict->faults->len > 0);
    }
  return NULL;
}

/* As each becomes ready, in their order; bytes, because a name need not be UTF-8. */
static void
print_lines (Batch *batch)
{
  while (batch->printed < batch->n_files)
    {
      g_autofree char *line = NULL;

      g_mutex_lock (&batch->mutex);
      while (batch->lines[batch->printed] == NULL)
        g_cond_wait (&batch->changed, &batch->mutex);
      line = g_steal_pointer (&batch->lines[batch->printed]);
      batch->printed++;
      g_cond_broadcast (&batch->changed);
      g_mutex_unlock (&batch->mutex);
      fputs (line, stdout);
    }
  fflush (stdout);
}

/* ---- the catalogues -------------------------------------------------------------------------- */

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

/* Keys are looked up where there is something to look them up in. */
static FacCatalogSource *
open_catalog (void)
{
  g_autoptr (FacPaths) paths = fac_paths_new (NULL, NULL);
  g_autofree char *starter = fac_paths_find_data (paths, STARTER_CATALOG);
  g_autofree char *full = fac_catalog_find_full (paths, NULL);
  g_autoptr (GAsyncResult) opened = NULL;
  FacCatalog *catalog;

  if (starter == NULL)
    return NULL;
  fac_catalog_open_async (starter, full, NULL, on_opened, &opened);
  while (opened == NULL)
    g_main_context_iteration (NULL, TRUE);
  catalog = fac_catalog_open_finish (opened, NULL);
  return catalog != NULL ? FAC_CATALOG_SOURCE (catalog) : NULL;
}

int
fac_verify_files (const char *const *files)
{
  Batch batch = { .files = files, .n_files = g_strv_length ((char **)files) };
  GThread *threads[MOST_THREADS];
  const guint n_threads = MIN (MIN (g_get_num_processors (), MOST_THREADS), batch.n_files);

  batch.catalog = open_catalog ();
  batch.lines = g_new0 (char *, batch.n_files);
  g_mutex_init (&batch.mutex);
  g_cond_init (&batch.changed);
  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("verify", judge, &batch);
  print_lines (&batch);
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
  g_cond_clear (&batch.changed);
  g_mutex_clear (&batch.mutex);
  g_free (batch.lines);
  g_clear_object (&batch.catalog);
  return batch.bad ? 1 : 0;
}
