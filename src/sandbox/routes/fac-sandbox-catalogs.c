/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-pages.h"
#include "fac-sandbox-routes.h"

#include "fac-text.h"

/* What 30 pages of 100 can show. */
#define MOST 3000

/* How much of the description the words of the question are, 0 to 1. */
static FacDecimal
score_of (const char *words, const char *description)
{
  g_autofree char *folded = fac_text_fold (description);
  glong asked = g_utf8_strlen (words, -1);
  glong whole = g_utf8_strlen (folded, -1);

  if (asked == 0 || whole == 0)
    return FAC_DECIMAL_ZERO;
  return fac_decimal_div (fac_decimal_from_int (MIN (asked, whole)), fac_decimal_from_int (whole),
                          4, FAC_ROUND_HALF_UP);
}

static FacSandboxAnswer *
search (FacSandboxRequest *request, const char *catalog)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  const char *q = fac_sandbox_request_query (request, "q");
  g_autofree char *words = fac_text_fold (q != NULL ? q : "");
  g_autoptr (GPtrArray) found = NULL;
  FacSandboxPage page;
  FacSandboxAnswer *refusal = fac_sandbox_page_read (request, 50, &page);
  gint64 from;

  if (refusal != NULL)
    return refusal;
  found = fac_catalog_search_sync (request->sandbox->catalog, catalog, words, MOST);
  from = fac_sandbox_page_offset (&page);
  fac_sandbox_page_begin (writer, &page, found->len);
  for (gint64 i = from; i < from + page.limit && i < found->len; i++)
    {
      const FacCatalogEntry *entry = g_ptr_array_index (found, (guint) i);

      fac_json_writer_begin_object (writer, NULL);
      fac_json_writer_string (writer, "key", entry->key);
      fac_json_writer_string (writer, "description", entry->es);
      fac_json_writer_decimal (writer, "score",
        g_ascii_strcasecmp (entry->key, words) == 0 ? fac_decimal_from_int (1)
                                                    : score_of (words, entry->es));
      fac_json_writer_end_object (writer);
    }
  return fac_sandbox_page_end (writer);
}

static FacSandboxAnswer *
on_products (FacSandboxRequest *request)
{
  return search (request, FAC_CATALOG_PRODUCTS);
}

static FacSandboxAnswer *
on_units (FacSandboxRequest *request)
{
  return search (request, FAC_CATALOG_UNITS);
}

const FacSandboxRoute fac_sandbox_catalogs_routes[] = {
  { "GET", "/catalogs/products", FAC_ROLE_SECRET, "q " FAC_SANDBOX_PAGE_QUERY, FALSE, on_products },
  { "GET", "/catalogs/units", FAC_ROLE_SECRET, "q " FAC_SANDBOX_PAGE_QUERY, FALSE, on_units },
  { NULL }
};
