/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-pages.h"

#include <string.h>

#define MAX_PAGE 30
#define MAX_LIMIT 100
#define MOST_COUNTS 64

struct _FacSandboxCounts
{
  GHashTable *by_question; /* the statement with its values → gint64 */
  gint64      changes;     /* of the database when they were counted */
};

static gboolean
read_number (FacSandboxRequest *request, const char *name, guint *out, GPtrArray *faults)
{
  const char *text = fac_sandbox_request_query (request, name);
  guint64 number = 0;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &number, NULL))
    {
      fac_sandbox_fault_in (faults, "query", "invalid_type", name,
                            "El parámetro «%s» debe ser un número entero desde 1.", name);
      return FALSE;
    }
  *out = (guint) number;
  return TRUE;
}

FacSandboxAnswer *
fac_sandbox_page_read (FacSandboxRequest *request, guint default_limit, FacSandboxPage *page)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  *page = (FacSandboxPage) { 1, default_limit, request->sandbox };
  read_number (request, "page", &page->page, faults);
  if (read_number (request, "limit", &page->limit, faults) && page->limit > MAX_LIMIT)
    fac_sandbox_fault_in (faults, "query", "too_large", "limit", "El límite máximo es %u.",
                          MAX_LIMIT);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  if (page->page > MAX_PAGE)
    return fac_sandbox_error (400, "page_too_large");
  return NULL;
}

gint64
fac_sandbox_page_offset (const FacSandboxPage *page)
{
  return (gint64) (page->page - 1) * page->limit;
}

void
fac_sandbox_page_begin (FacJsonWriter *writer, const FacSandboxPage *page, gint64 total)
{
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_int (writer, "page", total > 0 ? page->page : 0);
  fac_json_writer_int (writer, "total_pages", (total + page->limit - 1) / page->limit);
  fac_json_writer_int (writer, "total_results", total);
  fac_json_writer_begin_array (writer, "data");
}

FacSandboxAnswer *
fac_sandbox_page_end (FacJsonWriter *writer)
{
  fac_json_writer_end_array (writer);
  fac_json_writer_end_object (writer);
  return fac_sandbox_answer_writer (200, writer);
}

void
fac_sandbox_counts_free (FacSandboxCounts *self)
{
  g_clear_pointer (&self->by_question, g_hash_table_unref);
  g_free (self);
}

/* The counts that were given since the last change. */
static FacSandboxCounts *
valid_counts (FacSandbox *sandbox)
{
  const gint64 changes = fac_db_total_changes (sandbox->db);
  FacSandboxCounts *counts = sandbox->counts;

  if (counts == NULL)
    {
      counts = sandbox->counts = g_new0 (FacSandboxCounts, 1);
      counts->by_question = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    }
  if (counts->changes != changes || g_hash_table_size (counts->by_question) >= MOST_COUNTS)
    g_hash_table_remove_all (counts->by_question);
  counts->changes = changes;
  return counts;
}

/* Counting looks at every match, and whoever turns pages asks for the same number each time. */
static gint64
count_matches (FacSandbox *sandbox, FacStatement *count, GError **error)
{
  FacSandboxCounts *counts = valid_counts (sandbox);
  g_autofree char *question = fac_statement_expand (count);
  const gint64 *known = question != NULL ? g_hash_table_lookup (counts->by_question, question)
                                         : NULL;
  gint64 total = 0;

  if (known != NULL)
    return *known;
  if (fac_statement_step (count, error))
    total = fac_statement_int (count, 0);
  fac_statement_reset (count);
  if (question != NULL && *error == NULL)
    g_hash_table_insert (counts->by_question, g_steal_pointer (&question),
                         g_memdup2 (&total, sizeof total));
  return total;
}

FacSandboxAnswer *
fac_sandbox_page_query (const FacSandboxPage *page, FacStatement *count, FacStatement *rows)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GError) error = NULL;
  const gint64 total = count_matches (page->sandbox, count, &error);

  if (error != NULL)
    return fac_sandbox_error_internal (error);
  fac_sandbox_page_begin (writer, page, total);
  while (fac_statement_step (rows, &error))
    {
      const char *body = fac_statement_text (rows, 0);

      fac_json_writer_raw (writer, NULL, body, strlen (body));
    }
  fac_statement_reset (rows);
  if (error != NULL)
    return fac_sandbox_error_internal (error);
  return fac_sandbox_page_end (writer);
}
