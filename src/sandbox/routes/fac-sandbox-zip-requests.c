/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-zip-requests.h"

#include "fac-sandbox-company.h"
#include "fac-sandbox-downloads.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-packing.h"
#include "fac-sandbox-pages.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-validate.h"

#include <string.h>

#define JOB    "zip-request"
#define PACK   "zip-request-pack"
#define MOMENT (1 * G_TIME_SPAN_SECOND)
#define AGAIN  (60 * G_TIME_SPAN_SECOND)
#define MOST_TRIES 5
#define ALL    "E I N P T"

static const FacField fields[] = {
  { "year", FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED },
  { "month", FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED },
  { "issuer_type", FAC_FIELD_STRING, 0, 0, 0, "issuing receiving" },
  { "invoice_types", FAC_FIELD_ARRAY_STRINGS, 0, 1, 5 },
};
static const FacSchema schema = FAC_SCHEMA (fields);

/* One request: what it asks for and how far it is. */
typedef struct
{
  char   *id;
  gint64  created_at, scheduled_at;
  gint64  year, month;
  char   *issuer_type;
  FacSandboxMonth span; /* its types are sorted */
  gint64  count;
  gint64  done;
  const char *status;
} Request;

static void
request_clear (Request *self)
{
  g_free (self->id);
  g_free (self->span.organization);
  g_free (self->issuer_type);
  g_free (self->span.types);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static FacSandboxAnswer *
refuse_test (FacSandboxRequest *request)
{
  return request->livemode ? NULL : fac_sandbox_error (402, "subscription_live_access_required");
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
read_types (FacJsonValue types, GPtrArray *faults)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < fac_json_length (types); i++)
    {
      const char *type = fac_json_string (fac_json_at (types, i));

      if (strlen (type) != 1 || strstr (ALL, type) == NULL || *type == ' ')
        fac_sandbox_fault (faults, "invalid_value", "invoice_types",
                           "El campo «invoice_types» sólo admite: %s.", ALL);
      else if (g_ptr_array_find_with_equal_func (sorted, type, g_str_equal, NULL))
        fac_sandbox_fault (faults, "invalid_value", "invoice_types",
                           "El campo «invoice_types» repite «%s».", type);
      else
        g_ptr_array_add (sorted, (gpointer) type);
    }
  if (sorted->len == 0)
    return g_strdup (ALL);
  g_ptr_array_sort (sorted, compare);
  g_ptr_array_add (sorted, NULL);
  return g_strjoinv (" ", (char **) sorted->pdata);
}

static void
check_range (GPtrArray *faults, const char *name, gint64 value, gint64 from, gint64 to)
{
  if (value < from || value > to)
    fac_sandbox_fault (faults, value < from ? "too_small" : "too_large", name,
                       "El campo «%s» va de %d a %d.", name, (int) from, (int) to);
}

static void
read_body (FacSandboxRequest *request, Request *self, GPtrArray *faults)
{
  const char *issuer = fac_sandbox_json_text (request->body, "issuer_type");

  fac_sandbox_validate (request->body, &schema, FALSE, faults);
  if (faults->len > 0)
    return;
  self->year = fac_json_int (fac_json_get (request->body, "year"), 0);
  self->month = fac_json_int (fac_json_get (request->body, "month"), 0);
  check_range (faults, "year", self->year, 2000, 9998);
  check_range (faults, "month", self->month, 1, 12);
  self->issuer_type = g_strdup (issuer != NULL ? issuer : "issuing");
  self->span.types = read_types (fac_json_get (request->body, "invoice_types"), faults);
}

/* The month as the issuer's clocks count it. */
static gboolean
set_month (FacSandboxRequest *request, Request *self, GError **error)
{
  g_autoptr (FacSandboxCompany) company =
    fac_sandbox_company_load (request->sandbox, self->span.organization, error);
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) from = NULL, to = NULL;

  if (company == NULL)
    return FALSE;
  zone = fac_sandbox_zone (request->sandbox, fac_sandbox_company_zip (company));
  from = g_date_time_new (zone, (int) self->year, (int) self->month, 1, 0, 0, 0);
  to = g_date_time_add_months (from, 1);
  self->span.from = g_date_time_to_unix (from) * G_TIME_SPAN_SECOND;
  self->span.to = g_date_time_to_unix (to) * G_TIME_SPAN_SECOND - 1000;
  return TRUE;
}

static gboolean
count_month (FacSandbox *sandbox, Request *self, GError **error)
{
  FacStatement *select = fac_sandbox_month_prepare (sandbox->db, &self->span,
                                                    "SELECT count(*)" FAC_SANDBOX_OF_MONTH, error);

  if (select == NULL)
    return FALSE;
  /* nothing is received from suppliers here */
  if (fac_statement_step (select, error) && g_str_equal (self->issuer_type, "issuing"))
    self->count = fac_statement_int (select, 0);
  fac_statement_reset (select);
  return TRUE;
}

static char *
write_request (const Request *self)
{
  g_auto (GStrv) types = g_strsplit (self->span.types, " ", -1);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "id", self->id);
  fac_json_writer_time (writer, "created_at", self->created_at);
  fac_json_writer_boolean (writer, "livemode", TRUE);
  fac_json_writer_string (writer, "organization", self->span.organization);
  fac_json_writer_int (writer, "year", self->year);
  fac_json_writer_int (writer, "month", self->month);
  fac_json_writer_string (writer, "issuer_type", self->issuer_type);
  fac_json_writer_begin_array (writer, "invoice_types");
  for (char **type = types; *type != NULL; type++)
    fac_json_writer_string (writer, NULL, *type);
  fac_json_writer_end_array (writer);
  fac_json_writer_time (writer, "start_date", self->span.from);
  fac_json_writer_time (writer, "end_date", self->span.to);
  fac_json_writer_string (writer, "status", self->status);
  fac_json_writer_int (writer, "document_count", self->count);
  fac_json_writer_int (writer, "processed_document", self->done);
  fac_json_writer_begin_array (writer, "failed_documents");
  fac_json_writer_end_array (writer);
  fac_json_writer_time (writer, "scheduled_at", self->scheduled_at);
  fac_json_writer_end_object (writer);
  return fac_json_writer_finish_text (writer);
}

static gboolean
store (FacSandbox *sandbox, const Request *self, GBytes *zip, GError **error)
{
  FacStatement *insert = fac_db_prepare (sandbox->db,
                                         "INSERT OR REPLACE INTO zip_requests (id, organization,"
                                         " created_at, year, month, issuer_type, invoice_types,"
                                         " status, body, zip)"
                                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                                         error);
  g_autofree char *body = write_request (self);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 1, self->id);
  fac_statement_bind_text (insert, 2, self->span.organization);
  fac_statement_bind_int (insert, 3, self->created_at);
  fac_statement_bind_int (insert, 4, self->year);
  fac_statement_bind_int (insert, 5, self->month);
  fac_statement_bind_text (insert, 6, self->issuer_type);
  fac_statement_bind_text (insert, 7, self->span.types);
  fac_statement_bind_text (insert, 8, self->status);
  fac_statement_bind_text (insert, 9, body);
  fac_statement_bind_blob (insert, 10, zip);
  return fac_statement_run (insert, error);
}

/* Returns: (transfer full) (nullable): the body of the request with the same filters. */
static char *
find_same (FacSandboxRequest *request, const Request *self, GError **error)
{
  FacStatement *select = fac_db_prepare (request->sandbox->db,
                                         "SELECT body FROM zip_requests WHERE organization = ?1"
                                         " AND year = ?2 AND month = ?3 AND issuer_type = ?4"
                                         " AND invoice_types = ?5", error);
  char *body = NULL;

  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 1, self->span.organization);
  fac_statement_bind_int (select, 2, self->year);
  fac_statement_bind_int (select, 3, self->month);
  fac_statement_bind_text (select, 4, self->issuer_type);
  fac_statement_bind_text (select, 5, self->span.types);
  if (fac_statement_step (select, error))
    body = fac_statement_dup (select, 0);
  fac_statement_reset (select);
  return body;
}

static FacSandboxAnswer *
begin (FacSandboxRequest *request, Request *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  if (!set_month (request, self, &error) || !count_month (request->sandbox, self, &error))
    return fac_sandbox_error_internal (error);
  if (self->count == 0)
    return fac_sandbox_error (404, "zip_request_no_invoices");
  if (self->id == NULL)
    {
      self->id = fac_sandbox_new_id (request->sandbox);
      self->created_at = request->now;
    }
  self->scheduled_at = request->now;
  self->status = "created";
  if (!store (request->sandbox, self, NULL, &error)
      || !fac_sandbox_later (request->sandbox, request->now + MOMENT, JOB, self->id, &error))
    return fac_sandbox_error_internal (error);
  body = write_request (self);
  return fac_sandbox_answer_text (200, body);
}

/* Then it is begun again as the request that it was. */
static gboolean
has_failed (const char *body, Request *self)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (body);
  FacJsonValue root = fac_json_root (json);

  if (g_strcmp0 (fac_sandbox_json_text (root, "status"), "failed") != 0)
    return FALSE;
  self->id = g_strdup (fac_sandbox_json_text (root, "id"));
  self->created_at = fac_json_time (fac_json_get (root, "created_at"));
  return TRUE;
}

static FacSandboxAnswer *
on_create (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  FacSandboxAnswer *refusal = refuse_test (request);
  g_autoptr (GError) error = NULL;
  g_autofree char *same = NULL;
  g_auto (Request) self = { .span.organization = g_strdup (request->organization) };

  if (refusal != NULL)
    return refusal;
  read_body (request, &self, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  same = find_same (request, &self, &error);
  if (error != NULL)
    return fac_sandbox_error_internal (error);
  return same == NULL || has_failed (same, &self) ? begin (request, &self)
                                                  : fac_sandbox_answer_text (200, same);
}

static FacStatement *
bind_list (FacSandboxRequest *request, const char *sql, const char *types, GError **error)
{
  FacStatement *select = fac_db_prepare (request->sandbox->db, sql, error);
  static const char *const names[] = { "year", "month", "status", "issuer_type" };

  if (select == NULL)
    return NULL;
  fac_statement_bind_text (select, 1, request->organization);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = fac_sandbox_request_query (request, names[i]);

      if (value != NULL && i < 2)
        fac_statement_bind_int (select, 2 + (int) i, g_ascii_strtoll (value, NULL, 10));
      else
        fac_statement_bind_text (select, 2 + (int) i, value);
    }
  fac_statement_bind_text (select, 6, types);
  return select;
}

#define LIST_FILTER \
  " FROM zip_requests WHERE organization = ?1 AND (?2 IS NULL OR year = ?2)" \
  " AND (?3 IS NULL OR month = ?3) AND (?4 IS NULL OR status = ?4)" \
  " AND (?5 IS NULL OR issuer_type = ?5)" \
  " AND (?6 IS NULL OR invoice_types = ?6 OR (length (?6) = 1 AND instr (invoice_types, ?6) > 0))"

/* A repeated parameter or a comma list, in the order that is stored. */
static char *
query_types (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) types = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i + 1 < request->query->len; i += 2)
    if (g_str_equal (g_ptr_array_index (request->query, i), "invoice_types"))
      {
        g_auto (GStrv) each = g_strsplit (g_ptr_array_index (request->query, i + 1), ",", -1);

        for (char **type = each; *type != NULL; type++)
          g_ptr_array_add (types, g_strdup (*type));
      }
  if (types->len == 0)
    return NULL;
  g_ptr_array_sort (types, compare);
  g_ptr_array_add (types, NULL);
  return g_strjoinv (" ", (char **) types->pdata);
}

static FacSandboxAnswer *
on_list (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *types = query_types (request);
  FacSandboxAnswer *refusal = refuse_test (request);
  FacStatement *count, *rows;
  FacSandboxPage page;

  if (refusal == NULL)
    refusal = fac_sandbox_page_read (request, 50, &page);
  if (refusal != NULL)
    return refusal;
  if ((fac_sandbox_request_query (request, "year") == NULL)
      != (fac_sandbox_request_query (request, "month") == NULL))
    {
      fac_sandbox_fault_in (faults, "query", "required", "month",
                            "El año y el mes se indican juntos.");
      return fac_sandbox_error_invalid (faults);
    }
  count = bind_list (request, "SELECT count(*)" LIST_FILTER, types, &error);
  rows = bind_list (request, "SELECT body" LIST_FILTER
                    " ORDER BY created_at DESC, id DESC LIMIT ?7 OFFSET ?8", types, &error);
  if (count == NULL || rows == NULL)
    return fac_sandbox_error_internal (error);
  fac_statement_bind_int (rows, 7, page.limit);
  fac_statement_bind_int (rows, 8, fac_sandbox_page_offset (&page));
  return fac_sandbox_page_query (&page, count, rows);
}

static char *
find (FacSandboxRequest *request, GBytes **zip, FacSandboxAnswer **answer)
{
  g_autoptr (GError) error = NULL;
  FacStatement *select = fac_db_prepare (request->sandbox->db,
                                         "SELECT body, zip FROM zip_requests"
                                         " WHERE organization = ?1 AND id = ?2", &error);
  char *body = NULL;

  *answer = refuse_test (request);
  if (*answer != NULL)
    return NULL;
  if (select != NULL)
    {
      fac_statement_bind_text (select, 1, request->organization);
      fac_statement_bind_text (select, 2, fac_sandbox_request_param (request, 0));
      if (fac_statement_step (select, &error))
        {
          body = fac_statement_dup (select, 0);
          *zip = fac_statement_blob (select, 1);
        }
      fac_statement_reset (select);
    }
  if (body == NULL)
    *answer = fac_sandbox_error_missing (error, "zip_request_not_found");
  return body;
}

static FacSandboxAnswer *
on_get (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (GBytes) zip = NULL;
  g_autofree char *body = find (request, &zip, &answer);

  return body != NULL ? fac_sandbox_answer_text (200, body) : answer;
}

static char *
file_name (const char *body)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (body);
  FacJsonValue root = fac_json_root (json);

  return g_strdup_printf ("%04d-%02d.zip", (int) fac_json_int (fac_json_get (root, "year"), 0),
                          (int) fac_json_int (fac_json_get (root, "month"), 0));
}

static FacSandboxAnswer *
on_zip (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (GBytes) zip = NULL;
  g_autofree char *body = find (request, &zip, &answer);
  g_autofree char *name = body != NULL ? file_name (body) : NULL;

  if (body == NULL)
    return answer;
  if (zip == NULL)
    return fac_sandbox_error (409, "zip_request_not_ready");
  return fac_sandbox_answer_file (g_steal_pointer (&zip), "application/zip", name);
}

static FacSandboxAnswer *
on_url (FacSandboxRequest *request)
{
  FacSandboxAnswer *answer = NULL;
  g_autoptr (GBytes) zip = NULL;
  g_autofree char *body = find (request, &zip, &answer);
  g_autofree char *name = body != NULL ? file_name (body) : NULL;
  g_autofree char *path = NULL;

  if (body == NULL)
    return answer;
  if (zip == NULL)
    return fac_sandbox_error (409, "zip_request_not_ready");
  path = g_strdup_printf ("/invoices/zip-requests/%s/zip", fac_sandbox_request_param (request, 0));
  return fac_sandbox_download_offer (request, path, NULL, "application/zip", name);
}

static gint64
read_scheduled (const char *body)
{
  g_autoptr (FacJson) json = fac_sandbox_json_load (body);

  return fac_json_time (fac_json_get (fac_json_root (json), "scheduled_at"));
}

static gboolean
load (FacSandbox *sandbox, const char *id, Request *self, GError **error)
{
  FacStatement *select = fac_db_prepare (sandbox->db,
                                         "SELECT organization, created_at, year, month,"
                                         " issuer_type, invoice_types, body FROM zip_requests"
                                         " WHERE id = ?1", error);
  gboolean found;

  if (select == NULL)
    return FALSE;
  fac_statement_bind_text (select, 1, id);
  found = fac_statement_step (select, error);
  if (found)
    {
      self->id = g_strdup (id);
      self->span.organization = fac_statement_dup (select, 0);
      self->created_at = fac_statement_int (select, 1);
      self->year = fac_statement_int (select, 2);
      self->month = fac_statement_int (select, 3);
      self->issuer_type = fac_statement_dup (select, 4);
      self->span.types = fac_statement_dup (select, 5);
      self->scheduled_at = read_scheduled (fac_statement_text (select, 6));
    }
  fac_statement_reset (select);
  return found;
}

/* Whoever polls sees that it is being worked on. */
static gboolean
on_due (FacSandbox *sandbox, const char *payload, GError **error)
{
  g_autoptr (FacSandboxRequest) request = fac_sandbox_request_new (sandbox, "POST", NULL, NULL,
                                                                   NULL);
  g_autoptr (GError) problem = NULL;
  g_auto (Request) self = { .status = "processing" };

  if (load (sandbox, payload, &self, &problem) && set_month (request, &self, &problem)
      && count_month (sandbox, &self, &problem) && store (sandbox, &self, NULL, &problem))
    fac_sandbox_later (sandbox, request->now + MOMENT, PACK, payload, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* The ZIP and the end of its job are one transaction: after a crash it is packed again. */
static gboolean
store_packed (FacSandbox *sandbox, const char *id, GBytes *zip, gint64 count, GError **error)
{
  g_autoptr (FacSandboxRequest) request = fac_sandbox_request_new (sandbox, "POST", NULL, NULL,
                                                                   NULL);
  g_auto (Request) self = { .status = "finished", .count = count, .done = count };

  return load (sandbox, id, &self, error) && set_month (request, &self, error)
    && store (sandbox, &self, zip, error) && fac_sandbox_later_forget (sandbox, PACK, id, error);
}

static void
on_packed (FacSandbox *sandbox, const char *id, GBytes *zip, gint64 count, const GError *failure)
{
  g_autoptr (GError) error = failure != NULL ? g_error_copy (failure) : NULL;

  if (error == NULL && fac_db_begin (sandbox->db, FAC_DB_WRITE, &error))
    {
      if (!store_packed (sandbox, id, zip, count, &error) || !fac_db_commit (sandbox->db, &error))
        fac_db_rollback (sandbox->db);
    }
  if (error != NULL)
    g_printerr ("facturador-sandbox: %s: %s\n", PACK, error->message);
}

static gboolean
give_up (FacSandbox *sandbox, Request *self, GError **error)
{
  self->status = "failed";
  return count_month (sandbox, self, error) && store (sandbox, self, NULL, error);
}

/* @payload: the id and, behind a blank, how often it was tried. */
static gint64
read_payload (const char *payload, char **id)
{
  g_auto (GStrv) parts = g_strsplit (payload, " ", 2);

  *id = g_strdup (parts[0]);
  return parts[1] != NULL ? g_ascii_strtoll (parts[1], NULL, 10) : 0;
}

/* Counted before it is begun, so that one which ends the process has an end as well. */
static gboolean
pack_again (FacSandbox *sandbox, Request *self, gint64 now, gint64 tries, GError **error)
{
  const gboolean busy = fac_sandbox_packing_has (sandbox->packing, self->id);
  const gint64 later = MAX (now, sandbox->leap_end) + AGAIN;
  g_autofree char *payload = g_strdup_printf ("%s %d", self->id, (int) (busy ? tries : tries + 1));

  if (!busy && tries >= MOST_TRIES)
    return give_up (sandbox, self, error);
  if (!fac_sandbox_later (sandbox, later, PACK, payload, error))
    return FALSE;
  fac_sandbox_pack (sandbox, self->id, &self->span, on_packed);
  return TRUE;
}

/* The job stays until the ZIP is there, for who ends meanwhile; behind a leap of the clock, which
 * would find it due again and again. */
static gboolean
on_pack (FacSandbox *sandbox, const char *payload, GError **error)
{
  g_autoptr (FacSandboxRequest) request = fac_sandbox_request_new (sandbox, "POST", NULL, NULL,
                                                                   NULL);
  g_autoptr (GError) problem = NULL;
  g_autofree char *id = NULL;
  g_auto (Request) self = { NULL };
  const gint64 tries = read_payload (payload, &id);

  if (load (sandbox, id, &self, &problem) && set_month (request, &self, &problem))
    return pack_again (sandbox, &self, request->now, tries, error);
  /* deleted with its organization */
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

const FacSandboxJobKind fac_sandbox_zip_jobs[] = { { JOB, on_due }, { PACK, on_pack }, { NULL } };

const FacSandboxRoute fac_sandbox_zip_requests_routes[] = {
  { "POST", "/invoices/zip-requests", FAC_ROLE_SECRET, NULL, TRUE, on_create },
  { "GET", "/invoices/zip-requests", FAC_ROLE_SECRET,
    "year month status issuer_type invoice_types " FAC_SANDBOX_PAGE_QUERY, FALSE, on_list },
  { "GET", "/invoices/zip-requests/{id}", FAC_ROLE_SECRET, NULL, FALSE, on_get },
  { "GET", "/invoices/zip-requests/{id}/zip", FAC_ROLE_SECRET, NULL, FALSE, on_zip },
  { "GET", "/invoices/zip-requests/{id}/download-url", FAC_ROLE_SECRET, NULL, FALSE, on_url },
  { NULL }
};
