/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-pages.h"

#include "fac-text.h"

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
  const char *code = "invalid_type";
  gint64 number = 0;

  if (text == NULL)
    return TRUE;
  if (g_ascii_string_to_signed (text, 10, G_MININT32, G_MAXINT32, &number, NULL))
    code = "too_small";
  if (number < 1)
    {
      fac_sandbox_fault_in (faults, "query", code, name,
                            "El parámetro «%s» debe ser un número entero desde 1.", name);
      return FALSE;
    }
  *out = (guint) number;
  return TRUE;
}

/* A cursor is opaque to clients: the place and the id of the row it stands at. */
static char *
make_cursor (gint64 place, const char *id)
{
  g_autofree char *plain = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", place, id);
  char *text = g_base64_encode ((const guchar *) plain, strlen (plain));

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  return text;
}

static gboolean
parse_cursor (const char *text, FacSandboxPage *page)
{
  g_autofree char *standard = g_strdup (text);
  g_autofree char *plain = NULL;
  g_autofree guchar *bytes = NULL;
  char *colon = NULL;
  gsize length;

  g_strdelimit (standard, "-", '+');
  g_strdelimit (standard, "_", '/');
  bytes = g_base64_decode (standard, &length);
  plain = g_strndup ((const char *) bytes, length);
  page->place = g_ascii_strtoll (plain, &colon, 10);
  if (colon == plain || *colon != ':' || strlen (colon + 1) >= sizeof page->id
      || !g_utf8_validate (plain, -1, NULL))
    return FALSE;
  g_strlcpy (page->id, colon + 1, sizeof page->id);
  return TRUE;
}

static void
read_way (FacSandboxRequest *request, FacSandboxPage *page, GPtrArray *faults)
{
  const char *mode = fac_sandbox_request_query (request, "pagination");
  const char *after = fac_sandbox_request_query (request, "after");
  const char *before = fac_sandbox_request_query (request, "before");
  const char *cursor = after != NULL ? after : before;
  gboolean by_page = g_strcmp0 (mode, "page") == 0;

  if (mode != NULL && !by_page && !g_str_equal (mode, "cursor"))
    fac_sandbox_fault_in (faults, "query", "invalid_value", "pagination",
                          "El parámetro «pagination» sólo admite: page cursor.");
  if (after != NULL && before != NULL)
    fac_sandbox_fault_in (faults, "query", "not_allowed", "before",
                          "«after» y «before» no van juntos.");
  if (cursor != NULL && (by_page || !parse_cursor (cursor, page)))
    fac_sandbox_fault_in (faults, "query", by_page ? "not_allowed" : "invalid_value",
                          after != NULL ? "after" : "before", "El cursor no es válido.");
  if (cursor == NULL && (mode == NULL || by_page))
    return;
  page->started = cursor != NULL;
  page->way = before != NULL && after == NULL ? FAC_WAY_BEFORE : FAC_WAY_AFTER;
  if (cursor == NULL)
    page->place = G_MAXINT64;
  if (fac_sandbox_request_query (request, "page") != NULL)
    fac_sandbox_fault_in (faults, "query", "not_allowed", "page",
                          "Con cursores no hay número de página.");
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
  read_way (request, page, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  if (page->page > MAX_PAGE)
    return fac_sandbox_error (400, "page_too_large");
  return NULL;
}

/* By cursors one row more is asked for, to know whether there are others. */
void
fac_sandbox_page_bind (const FacSandboxPage *page, FacStatement *rows, int first)
{
  if (page->way == FAC_WAY_PAGE)
    {
      fac_statement_bind_int (rows, first, page->limit);
      fac_statement_bind_int (rows, first + 1, fac_sandbox_page_offset (page));
      return;
    }
  fac_statement_bind_int (rows, first, page->place);
  fac_statement_bind_text (rows, first + 1, page->id);
  fac_statement_bind_int (rows, first + 2, page->limit + 1);
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

/* One answer by cursors under way: bodies in the order of the list, cursors of both ends. */
typedef struct
{
  GPtrArray *bodies;
  GPtrArray *cursors;
  gboolean   more; /* on the side that the request goes towards */
} Stretch;

static void
stretch_clear (Stretch *self)
{
  g_clear_pointer (&self->bodies, g_ptr_array_unref);
  g_clear_pointer (&self->cursors, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stretch, stretch_clear)

static void
read_stretch (const FacSandboxPage *page, FacStatement *rows, Stretch *self, GError **error)
{
  gint at = page->way == FAC_WAY_BEFORE ? 0 : -1;

  while (!self->more && fac_statement_step (rows, error))
    {
      self->more = self->bodies->len == page->limit;
      if (self->more)
        break;
      g_ptr_array_insert (self->bodies, at, fac_statement_dup (rows, 0));
      g_ptr_array_insert (self->cursors, at, make_cursor (fac_statement_int (rows, 1),
                                                          fac_statement_text (rows, 2)));
    }
  fac_statement_reset (rows);
}

static FacSandboxAnswer *
write_stretch (const FacSandboxPage *page, const Stretch *self, gint64 total)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  gboolean back = page->way == FAC_WAY_BEFORE;
  guint n = self->bodies->len;

  fac_json_writer_begin_object (writer, NULL);
  if (!page->started)
    {
      fac_json_writer_int (writer, "total_results", total);
      fac_json_writer_boolean (writer, "totals_are_capped", FALSE);
    }
  fac_json_writer_string (writer, "previous_cursor", n > 0 && (back ? self->more : page->started)
                          ? g_ptr_array_index (self->cursors, 0) : NULL);
  fac_json_writer_string (writer, "next_cursor", n > 0 && (back || self->more)
                          ? g_ptr_array_index (self->cursors, n - 1) : NULL);
  fac_json_writer_begin_array (writer, "data");
  for (guint i = 0; i < n; i++)
    {
      const char *body = g_ptr_array_index (self->bodies, i);

      fac_json_writer_raw (writer, NULL, body, strlen (body));
    }
  return fac_sandbox_page_end (writer);
}

/* A stretch or page that begins at the first match and is not full has them all: nothing else needs
 * to be looked at. */
static gint64
total_of (const FacSandboxPage *page, FacStatement *count, guint found, gboolean is_last,
          GError **error)
{
  const gint64 before = fac_sandbox_page_offset (page);

  return is_last && (found > 0 || before == 0) ? before + found
                                               : count_matches (page->sandbox, count, error);
}

static FacSandboxAnswer *
query_stretch (const FacSandboxPage *page, FacStatement *count, FacStatement *rows)
{
  g_auto (Stretch) stretch = { g_ptr_array_new_with_free_func (g_free),
                               g_ptr_array_new_with_free_func (g_free), FALSE };
  g_autoptr (GError) error = NULL;
  gint64 total = 0;

  read_stretch (page, rows, &stretch, &error);
  if (error == NULL && !page->started)
    total = total_of (page, count, stretch.bodies->len, !stretch.more, &error);
  return error != NULL ? fac_sandbox_error_internal (error) : write_stretch (page, &stretch, total);
}

static FacSandboxAnswer *
query_page (const FacSandboxPage *page, FacStatement *count, FacStatement *rows)
{
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GError) error = NULL;
  gint64 total = 0;

  while (fac_statement_step (rows, &error))
    g_ptr_array_add (bodies, fac_statement_dup (rows, 0));
  fac_statement_reset (rows);
  if (error == NULL)
    total = total_of (page, count, bodies->len, bodies->len < page->limit, &error);
  if (error != NULL)
    return fac_sandbox_error_internal (error);
  fac_sandbox_page_begin (writer, page, total);
  for (guint i = 0; i < bodies->len; i++)
    {
      const char *body = g_ptr_array_index (bodies, i);

      fac_json_writer_raw (writer, NULL, body, strlen (body));
    }
  return fac_sandbox_page_end (writer);
}

FacSandboxAnswer *
fac_sandbox_page_query (const FacSandboxPage *page, FacStatement *count, FacStatement *rows)
{
  return page->way == FAC_WAY_PAGE ? query_page (page, count, rows)
                                   : query_stretch (page, count, rows);
}

FacSandboxAnswer *
fac_sandbox_listing_read (FacSandboxRequest *request, GPtrArray *faults, FacSandboxListing *self)
{
  const char *q = fac_sandbox_request_query (request, "q");
  FacSandboxAnswer *refusal;

  self->dates = fac_sandbox_request_dates (request, faults);
  self->words = q != NULL ? fac_text_fold (q) : NULL;
  refusal = fac_sandbox_page_read (request, 50, &self->page);
  if (refusal == NULL && faults->len > 0)
    refusal = fac_sandbox_error_invalid (faults);
  return refusal;
}

void
fac_sandbox_listing_clear (FacSandboxListing *self)
{
  g_clear_pointer (&self->words, g_free);
}
