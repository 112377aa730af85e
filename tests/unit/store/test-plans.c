/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How SQLite goes about each statement of the store: the statements are the constants in this very program, so that
 * a new one is judged without being listed here. Nothing ever collects statistics for the planner: the plan is the
 * same for three documents and for 100,000.
 */
#include "fac-db.h"
#include "store-fixture.h"

#include <string.h>

/* A statement that has @word, and lacks @without, may sort once for each of @sorts, or read a whole table. */
typedef struct
{
  const char *word;
  const char *without; /* (nullable) */
  guint       sorts;
  gboolean    whole;
} Excuse;

static const Excuse excuses[] = {
  /* drafts, which are few and in no such index; what is issued comes out of its index */
  { " AND d.status <> 0 UNION ALL SELECT d.sort_key, ", NULL, 1, FALSE },
  /* with filters, but not by date: what passes them is sorted */
  { " WHERE d.sort_key BETWEEN ?5 AND ?6 AND (?1 = 0 OR ", " ORDER BY d.sort_key", 1, FALSE },
  /* what is not paid is few beside all documents, and has an index of its own */
  { " FROM documents d WHERE d.due > 0 AND d.sort_key BETWEEN ?5 AND ?6 ", " ORDER BY d.sort_key", 1, FALSE },
  /* at most the newest 10,000 hits of a text */
  { " ORDER BY rowid DESC LIMIT 10000) CROSS JOIN documents d", NULL, 1, FALSE },
  /* the hits of a text among customers and products */
  { " FROM customer_index i CROSS JOIN customers t ", NULL, 1, FALSE },
  { " FROM product_index i CROSS JOIN products t ", NULL, 1, FALSE },
  /* what waits is all looked at: the queue's page, the turn of the next, and once at the start */
  { " FROM outbox x ", " LIMIT ?", 0, TRUE },
  { " FROM outbox x WHERE x.due_at <= ? AND", NULL, 0, TRUE },
  { "UPDATE outbox SET state = 3, unsure = 1 WHERE state = 2", NULL, 0, TRUE },
  { "UPDATE outbox SET in_flight = 0 WHERE in_flight = 1", NULL, 0, TRUE },
  /* payments of the same invoices, of which some wait in the queue */
  { " LEFT JOIN outbox s ON s.object_id = x.id ", NULL, 1, TRUE },
  /* an index on it would be written with every entry; only documents with a number of the person's own look */
  { "SELECT object_id FROM outbox WHERE idempotency_key = ?", NULL, 0, TRUE },
  /* what waits in the queue behind one document */
  { "(SELECT ?1 UNION SELECT o.object_id FROM behind b JOIN outbox_needs n ON n.document = b.id JOIN outbox o"
    " ON o.id = n.entry AND o.verb = 4) SELECT id FROM behind", NULL, 0, TRUE },
  /* of one row */
  { " VALUES (1 + max ((SELECT entry FROM outbox_gone), ", NULL, 0, TRUE },
  { " FROM sqlite_schema", NULL, 0, TRUE },
  /* advances are few among the invoices */
  { " FROM advances a CROSS JOIN documents d ", NULL, 0, TRUE },
  /* one row for each month of a list */
  { " FROM pull_windows ORDER BY list, date_from DESC", NULL, 1, TRUE },
  /* one row for each month */
  { "SELECT sum (xml + acuse) FROM owed_files", NULL, 0, TRUE },
};

/* What a plan does that costs more with each row of a table. */
typedef struct
{
  guint sorts;
  guint whole;
  char *step; /* (nullable): the last of them */
} Plan;

static FacDb *
open_db (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "facturador.db", NULL);
  g_autoptr (GError) error = NULL;
  FacDb *db = fac_db_open (path, 0, &error);

  g_assert_no_error (error);
  return db;
}

static gboolean
is_excused (const char *sql, const Plan *plan)
{
  for (guint i = 0; i < G_N_ELEMENTS (excuses); i++)
    if (strstr (sql, excuses[i].word) != NULL
        && (excuses[i].without == NULL || strstr (sql, excuses[i].without) == NULL)
        && plan->sorts <= excuses[i].sorts && (plan->whole == 0 || excuses[i].whole))
      return TRUE;
  return FALSE;
}

/* A walk along an index is a SCAN too, but one that a LIMIT ends. */
static gboolean
is_whole_table (const char *step)
{
  return g_str_has_prefix (step, "SCAN ") && strstr (step, " USING ") == NULL
         && strstr (step, " VIRTUAL TABLE ") == NULL && strstr (step, "CONSTANT ROW") == NULL
         && strstr (step, "SUBQUERY") == NULL && strchr (step, '(') == NULL;
}

/* Returns: whether the statement could be prepared */
static gboolean
explain (FacDb *db, const char *sql, Plan *plan, GError **error)
{
  g_autofree char *text = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (GError) failure = NULL;
  FacStatement *row = fac_db_prepare (db, text, &failure);

  *plan = (Plan) { 0 };
  while (row != NULL && fac_statement_step (row, &failure))
    {
      const char *step = fac_statement_text (row, 3);
      const gboolean sorts = g_str_has_prefix (step, "USE TEMP B-TREE FOR")
                             && g_str_has_suffix (step, "ORDER BY");

      plan->sorts += sorts;
      plan->whole += is_whole_table (step);
      if (sorts || is_whole_table (step))
        {
          g_free (plan->step);
          plan->step = g_strdup (step);
        }
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
is_statement (const char *text)
{
  static const char *const verbs[] = { "SELECT ", "INSERT ", "UPDATE ", "DELETE ", "REPLACE ",
                                       "WITH " };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_has_prefix (text, verbs[i]) && text[strlen (verbs[i])] != 0)
      return TRUE;
  return FALSE;
}

/* The statements among the constants of this program. Returns: (element-type utf8) */
static GPtrArray *
own_statements (void)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *program = NULL;
  gsize size;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_true (g_file_get_contents ("/proc/self/exe", &program, &size, NULL));
  for (const char *at = program; at < program + size; at += strlen (at) + 1)
    if (is_statement (at) && g_hash_table_add (seen, (gpointer) at))
      g_ptr_array_add (found, g_strdup (at));
  return found;
}

static void
test_statements (void)
{
  g_autoptr (Fixture) self = st_new ();
  g_autoptr (FacDb) db = open_db (self);
  g_autoptr (GPtrArray) statements = own_statements ();
  guint pages = 0, bad = 0;

  for (guint i = 0; i < statements->len; i++)
    {
      const char *sql = g_ptr_array_index (statements, i);
      g_autoptr (GError) error = NULL;
      Plan plan;

      if (!explain (db, sql, &plan, &error))
        {
          bad++; /* glued from parts, or of another database */
          g_test_message ("%s: %s", error->message, sql);
          continue;
        }
      pages += strstr (sql, " LIMIT ?") != NULL;
      if (plan.step != NULL && !is_excused (sql, &plan))
        {
          bad++;
          g_test_message ("%s: %s", plan.step, sql);
        }
      g_free (plan.step);
    }
  g_test_message ("%u statements, %u of them pages", statements->len, pages);
  g_assert_cmpuint (pages, >=, 70); /* the constants were found */
  g_assert_cmpuint (bad, ==, 0);
}

/* What once was wrong is noticed: a page of which all rows were sorted. */
static void
test_judge (void)
{
  static const struct { const char *sql; guint sorts, whole; } cases[] = {
    { "select seq from documents order by stamped_at limit ?", 1, 1 },
    { "select id from documents where offline_state = 3", 0, 1 },
    { "select sort_key from documents where status in (4, 6, 7) order by sort_key desc limit ?", 1,
      0 },
    { "select sort_key from documents where sort_key > ? order by sort_key desc limit ?", 0, 0 },
    { "select name_key from documents where status <> 0 order by name_key limit ?", 0, 0 },
  };
  g_autoptr (Fixture) self = st_new ();
  g_autoptr (FacDb) db = open_db (self);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      Plan plan;

      g_test_message ("%s", cases[i].sql);
      g_assert_true (explain (db, cases[i].sql, &plan, &error));
      g_assert_cmpuint (plan.sorts, ==, cases[i].sorts);
      g_assert_cmpuint (plan.whole, ==, cases[i].whole);
      g_free (plan.step);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/plans/judge", test_judge);
  g_test_add_func ("/store/plans/statements", test_statements);
  return g_test_run ();
}
