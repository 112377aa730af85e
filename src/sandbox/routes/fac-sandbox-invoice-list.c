/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-json.h"
#include "fac-sandbox-pages.h"
#include "fac-sandbox-routes.h"
#include "fac-sandbox-validate.h"
#include "fac-text.h"

#include <string.h>

/* A fixed number of places for a repeated filter, so that the statement's text never changes. */
#define MAX_STATUSES 6

typedef struct
{
  char           *words; /* q, folded */
  char           *exact; /* q as written */
  char           *total; /* q as an amount, trimmed */
  guint64         folio; /* q as it would be written, 0 when it is none */
  const char     *statuses[MAX_STATUSES];
  guint           n_statuses;
  FacSandboxDates dates;
} Filter;

static gboolean
is_one_of (const char *choices, const char *value)
{
  g_auto (GStrv) each = g_strsplit (choices, " ", -1);

  return g_strv_contains ((const char *const *) each, value);
}

static void
check_choice (FacSandboxRequest *request, const char *name, const char *choices, GPtrArray *faults)
{
  const char *value = fac_sandbox_request_query (request, name);

  if (value != NULL && !is_one_of (choices, value))
    fac_sandbox_fault_in (faults, "query", "invalid_value", name,
                          "El parámetro «%s» sólo admite: %s.", name, choices);
}

static void
read_statuses (FacSandboxRequest *request, Filter *filter, GPtrArray *faults)
{
  static const char choices[] = "none verifying pending accepted rejected expired";

  for (guint i = 0; i + 1 < request->query->len; i += 2)
    {
      const char *value = g_ptr_array_index (request->query, i + 1);

      if (!g_str_equal (g_ptr_array_index (request->query, i), "cancellation_status"))
        continue;
      if (!is_one_of (choices, value))
        fac_sandbox_fault_in (faults, "query", "invalid_value", "cancellation_status",
                              "El parámetro «cancellation_status» sólo admite: %s.", choices);
      else if (filter->n_statuses < MAX_STATUSES)
        filter->statuses[filter->n_statuses++] = value;
    }
}

static void
check_lengths (FacSandboxRequest *request, GPtrArray *faults)
{
  const char *series = fac_sandbox_request_query (request, "series");
  const char *external = fac_sandbox_request_query (request, "external_id");
  const char *folio = fac_sandbox_request_query (request, "folio_number");

  if (series != NULL && g_utf8_strlen (series, -1) > 25)
    fac_sandbox_fault_in (faults, "query", "too_large", "series",
                          "La serie tiene hasta 25 caracteres.");
  if (external != NULL && g_utf8_strlen (external, -1) > 100)
    fac_sandbox_fault_in (faults, "query", "too_large", "external_id",
                          "El identificador externo tiene hasta 100 caracteres.");
  if (folio != NULL && !g_ascii_string_to_unsigned (folio, 10, 1, G_MAXINT64, NULL, NULL))
    fac_sandbox_fault_in (faults, "query", "invalid_type", "folio_number",
                          "El folio debe ser un número entero desde 1.");
}

static void
read_filter (FacSandboxRequest *request, Filter *filter, GPtrArray *faults)
{
  const char *q = fac_sandbox_request_query (request, "q");
  FacDecimal amount;

  *filter = (Filter) { .dates = fac_sandbox_request_dates (request, faults) };
  check_choice (request, "type", "I E P N T", faults);
  check_choice (request, "payment_method", "PUE PPD", faults);
  check_choice (request, "payment_status", "paid unpaid", faults);
  check_choice (request, "issuer_type", "issuing receiving", faults);
  check_lengths (request, faults);
  read_statuses (request, filter, faults);
  if (q == NULL)
    return;
  filter->words = fac_text_fold (q);
  filter->exact = g_strdup (q);
  if (*q != '0')
    g_ascii_string_to_unsigned (q, 10, 1, G_MAXINT64, &filter->folio, NULL);
  if (fac_decimal_parse (q, -1, &amount))
    filter->total = fac_decimal_to_string (fac_decimal_trim (amount, 0));
}

static void
clear_filter (Filter *filter)
{
  g_free (filter->words);
  g_free (filter->exact);
  g_free (filter->total);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, clear_filter)

/* What has a date stands at it: a range of dates is answered by the index of the order, which also
 * has the columns of most filters, so that what does not fit is passed over without its row. */
#define LIST_FILTER \
  " WHERE organization = ?1 AND livemode = ?2" \
  " AND (?3 IS NULL OR instr (search, ?3) > 0 OR id = ?4 OR uuid = upper (?4) OR tax_id = ?4" \
  "   OR folio_number = ?26 OR total = ?5)" \
  " AND (?6 IS NULL OR customer = ?6) AND (?7 IS NULL OR type = ?7)" \
  " AND (?8 IS NULL OR payment_method = ?8) AND (?9 IS NULL OR folio_number = ?9)" \
  " AND (?10 IS NULL OR series = ?10) AND (?11 IS NULL OR uuid = upper (?11))" \
  " AND (?12 IS NULL OR payment_status = ?12)" \
  " AND (?13 IS NULL OR cancellation_status IN (?13, ?14, ?15, ?16, ?17, ?18))" \
  " AND (?19 = 0 OR date IS NOT NULL)"
#define IN_RANGE " AND place BETWEEN ?20 AND ?21"
#define IN_ORDER " ORDER BY place DESC, id DESC LIMIT ?23 OFFSET ?24"
#define AFTER " AND (place, id) < (?23, ?24) ORDER BY place DESC, id DESC LIMIT ?25"
#define BEFORE " AND (place, id) > (?23, ?24) ORDER BY place, id LIMIT ?25"
/* few rows each: without a word the order's index would be chosen, and every row looked at */
#define EXTERNAL \
  " FROM invoices INDEXED BY invoices_external" LIST_FILTER IN_RANGE " AND external_id = ?22"
#define UUID \
  " FROM invoices INDEXED BY invoices_uuid" LIST_FILTER IN_RANGE " AND uuid = upper (?22)"
#define CUSTOMER \
  " FROM invoices INDEXED BY invoices_customer" LIST_FILTER IN_RANGE " AND customer = ?22"
/* every row, but in short entries that hold what is searched */
#define SEARCH " FROM invoices INDEXED BY invoices_search" LIST_FILTER IN_RANGE
#define ALL " FROM invoices" LIST_FILTER IN_RANGE
#define COUNT "SELECT count(*)"
#define ROWS "SELECT body, place, id"

/* The texts for a filter that an index of its own answers; the last one is for all others.
 * @bound: its value stands in the index, as ?22 */
typedef struct
{
  const char *filter;
  gboolean    bound;
  const char *count;
  const char *rows[FAC_N_WAYS];
} Question;

static const Question questions[] = {
  { "external_id", TRUE, COUNT EXTERNAL,
    { ROWS EXTERNAL IN_ORDER, ROWS EXTERNAL AFTER, ROWS EXTERNAL BEFORE } },
  { "uuid", TRUE, COUNT UUID, { ROWS UUID IN_ORDER, ROWS UUID AFTER, ROWS UUID BEFORE } },
  { "customer", TRUE, COUNT CUSTOMER,
    { ROWS CUSTOMER IN_ORDER, ROWS CUSTOMER AFTER, ROWS CUSTOMER BEFORE } },
  { "q", FALSE, COUNT SEARCH,
    { ROWS SEARCH IN_ORDER, ROWS SEARCH AFTER, ROWS SEARCH BEFORE } },
  { NULL, FALSE, COUNT ALL, { ROWS ALL IN_ORDER, ROWS ALL AFTER, ROWS ALL BEFORE } },
};

static const Question *
question_of (FacSandboxRequest *request)
{
  const Question *question = questions;

  while (question->filter != NULL && fac_sandbox_request_query (request, question->filter) == NULL)
    question++;
  return question;
}

static FacStatement *
bind_filter (FacSandboxRequest *request, const char *sql, const Filter *filter, gint64 from,
             gint64 to, GError **error)
{
  FacStatement *statement = fac_sandbox_request_prepare (request, sql, error);
  const Question *question = question_of (request);
  const char *folio = fac_sandbox_request_query (request, "folio_number");

  if (statement == NULL)
    return NULL;
  fac_statement_bind_text (statement, 3, filter->words);
  fac_statement_bind_text (statement, 4, filter->exact);
  fac_statement_bind_text (statement, 5, filter->total);
  fac_statement_bind_text (statement, 6, fac_sandbox_request_query (request, "customer"));
  fac_statement_bind_text (statement, 7, fac_sandbox_request_query (request, "type"));
  fac_statement_bind_text (statement, 8, fac_sandbox_request_query (request, "payment_method"));
  if (folio != NULL)
    fac_statement_bind_int (statement, 9, g_ascii_strtoll (folio, NULL, 10));
  fac_statement_bind_text (statement, 10, fac_sandbox_request_query (request, "series"));
  fac_statement_bind_text (statement, 11, fac_sandbox_request_query (request, "uuid"));
  fac_statement_bind_text (statement, 12, fac_sandbox_request_query (request, "payment_status"));
  for (guint i = 0; i < filter->n_statuses; i++)
    fac_statement_bind_text (statement, 13 + (int) i, filter->statuses[i]);
  if (filter->folio > 0)
    fac_statement_bind_int (statement, 26, (gint64) filter->folio);
  fac_statement_bind_int (statement, 19, filter->dates.any);
  fac_statement_bind_int (statement, 20, from);
  fac_statement_bind_int (statement, 21, to);
  if (question->bound)
    fac_statement_bind_text (statement, 22, fac_sandbox_request_query (request, question->filter));
  return statement;
}

static FacSandboxAnswer *
answer_page (FacSandboxRequest *request, const Filter *filter, const FacSandboxPage *page)
{
  const Question *question = question_of (request);
  gint64 from = filter->dates.from, to = filter->dates.to;
  g_autoptr (GError) error = NULL;
  FacStatement *count, *rows;

  count = bind_filter (request, question->count, filter, from, to, &error);
  if (count == NULL)
    return fac_sandbox_error_internal (error);
  /* the cursor bounds them too: whichever of the two the index is asked for, no row is skipped */
  if (page->way == FAC_WAY_AFTER)
    to = MIN (to, page->place);
  else if (page->way == FAC_WAY_BEFORE)
    from = MAX (from, page->place);
  rows = bind_filter (request, question->rows[page->way], filter, from, to, &error);
  if (rows == NULL)
    return fac_sandbox_error_internal (error);
  fac_sandbox_page_bind (page, rows, 23);
  return fac_sandbox_page_query (page, count, rows);
}

static FacSandboxAnswer *
answer_none (const FacSandboxPage *page)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();

  fac_sandbox_page_begin (writer, page, 0);
  return fac_sandbox_page_end (writer);
}

static FacSandboxAnswer *
on_list (FacSandboxRequest *request)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();
  FacSandboxPage page;
  FacSandboxAnswer *refusal = fac_sandbox_page_read (request, 100, &page);
  g_auto (Filter) filter = { 0 };

  if (refusal != NULL)
    return refusal;
  read_filter (request, &filter, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  /* Nothing is received from suppliers here: all documents are our own. */
  if (g_strcmp0 (fac_sandbox_request_query (request, "issuer_type"), "receiving") == 0)
    return answer_none (&page);
  return answer_page (request, &filter, &page);
}

const FacSandboxRoute fac_sandbox_invoice_list_routes[] = {
  { "GET", "/invoices", FAC_ROLE_SECRET,
    "q customer type payment_method folio_number series external_id issuer_type"
    " cancellation_status uuid"
    " payment_status " FAC_SANDBOX_DATE_QUERY " " FAC_SANDBOX_CURSOR_QUERY, FALSE, on_list },
  { NULL }
};
