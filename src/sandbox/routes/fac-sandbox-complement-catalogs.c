/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-pages.h"
#include "fac-sandbox-routes.h"

#include <string.h>

#define MOST_PAGE 30
#define USUAL_LIMIT 50
#define MOST_LIMIT 100000 /* more than any catalogue has */
#define QUERY "q page limit"

static guint
read_number (FacSandboxRequest *request, const char *name, guint least, guint fallback,
             GPtrArray *faults)
{
  const char *text = fac_sandbox_request_query (request, name);
  guint64 number = fallback;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, least, MOST_LIMIT, &number, NULL))
    fac_sandbox_fault_in (faults, "query", "invalid_type", name,
                          "El parámetro «%s» debe ser un número entero desde %u.", name, least);
  return (guint) number;
}

/* These lists count pages from 0 or from 1, and have no largest page size. */
static FacSandboxAnswer *
read_page (FacSandboxRequest *request, FacSandboxPage *page)
{
  g_autoptr (GPtrArray) faults = fac_sandbox_faults_new ();

  memset (page, 0, sizeof *page);
  page->sandbox = request->sandbox;
  if (fac_sandbox_request_query (request, "q") == NULL)
    fac_sandbox_fault_in (faults, "query", "required", "q", "Falta el texto que se busca.");
  page->page = MAX (read_number (request, "page", 0, 1, faults), 1);
  page->limit = read_number (request, "limit", 1, USUAL_LIMIT, faults);
  if (faults->len > 0)
    return fac_sandbox_error_invalid (faults);
  return page->page > MOST_PAGE ? fac_sandbox_error (400, "page_too_large") : NULL;
}

static void
write_entry (FacJsonWriter *writer, const FacCatalogEntry *entry)
{
  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "key", entry->key);
  fac_json_writer_string_if (writer, "description", entry->es);
  fac_json_writer_end_object (writer);
}

static FacSandboxAnswer *
answer (FacSandboxRequest *request, const char *name)
{
  FacSandboxPage page;
  FacSandboxAnswer *refusal = read_page (request, &page);
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GPtrArray) found = NULL;
  gint64 from;

  if (refusal != NULL)
    return refusal;
  found = fac_catalog_search_keys_sync (request->sandbox->catalog, name,
                                        fac_sandbox_request_query (request, "q"));
  from = fac_sandbox_page_offset (&page);
  fac_sandbox_page_begin (writer, &page, found->len);
  for (gint64 i = from; i < from + page.limit && i < found->len; i++)
    write_entry (writer, g_ptr_array_index (found, (guint) i));
  return fac_sandbox_page_end (writer);
}

static FacSandboxAnswer *
on_carta_porte (FacSandboxRequest *request)
{
  static const char *const names[] = {
    "air-transport-codes", "transport-configs", "rights-of-passage", "customs-documents",
    "packaging-types", "trailer-types", "hazardous-materials", "naval-authorizations",
    "port-stations", "marine-containers", NULL
  };
  const char *name = fac_sandbox_request_param (request, 0);

  return g_strv_contains (names, name) ? answer (request, name)
                                       : fac_sandbox_error (404, "not_found");
}

static FacSandboxAnswer *
on_tariffs (FacSandboxRequest *request)
{
  return answer (request, "tariff-fractions");
}

const FacSandboxRoute fac_sandbox_complement_catalogs_routes[] = {
  { "GET", "/catalogs/cartaporte/3.1/{name}", FAC_ROLE_SECRET, QUERY, FALSE, on_carta_porte },
  { "GET", "/catalogs/comercioexterior/2.0/tariff-fractions", FAC_ROLE_SECRET, QUERY, FALSE,
    on_tariffs },
  { NULL }
};
