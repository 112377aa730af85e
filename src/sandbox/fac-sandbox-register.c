/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-register.h"

#include "fac-legal-name.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <string.h>

typedef struct
{
  const char *rfc;
  const char *name;
  const char *zips;    /* NULL: any, because the public material does not agree */
  const char *systems;
} Known;

/* The SAT's public test taxpayers. */
static const Known known[] = {
  { "EKU9003173C9", "ESCUELA KEMPER URGATE", "42501 26015", "601 603" },
  { "URE180429TM6", "UNIVERSIDAD ROBOTICA ESPAÑOLA", "86991 65000", "601" },
  { "XIA190128J61", "XENON INDUSTRIAL ARTICLES", NULL, "601" },
  { "IXS7607092R5", "INTERNACIONAL XIMBO Y SABORES", NULL, "601" },
  { "ICV060329BY0", "INMOBILIARIA CVA", "33826", "601" },
  { "H&E951128469", "HERRERIA & ELECTRICOS", NULL, "601" },
  { "JES900109Q90", "JIMENEZ ESTRADA SALAS", NULL, "601" },
  { "CACX7605101P8", "XOCHILT CASAS CHAVEZ", "36257", "612" },
  { "FUNK671228PH6", "KARLA FUENTE NOLASCO", NULL, "605 612" },
  { "KAHO641101B39", "OSCAR KALA HAAK", NULL, "612" },
};

/* Ways to see each refusal with an invented taxpayer; README.md lists them. */
#define UNKNOWN_RFC_PREFIX "NOE"
#define OTHER_NAME         "NOMBRE DISTINTO"
#define OTHER_ZIP          "00000"

static gboolean
list_has (const char *list, const char *word)
{
  g_auto (GStrv) each = g_strsplit (list, " ", -1);

  return g_strv_contains ((const char *const *) each, word);
}

static const Known *
find_known (const char *rfc)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].rfc, rfc))
      return &known[i];
  return NULL;
}

static void
fault_at (GPtrArray *faults, const char *prefix, const char *field, const char *code,
          const char *message)
{
  g_autofree char *path = g_strconcat (prefix, field, NULL);

  fac_sandbox_fault (faults, code, path, "%s", message);
}

static gboolean
name_fits (const Known *entry, const char *name, const char *tax_id)
{
  g_autofree char *single = fac_text_normalize_space (name);
  g_autofree char *clean = NULL;

  if (entry != NULL)
    return g_str_equal (single, entry->name);
  clean = fac_legal_name_clean_for (single, tax_id);
  return g_str_equal (single, clean) && strstr (single, OTHER_NAME) == NULL;
}

static void
check_system (FacCatalogSource *catalog, const FacSandboxTaxpayer *taxpayer, const Known *entry,
              const char *prefix,
              GPtrArray *faults)
{
  gboolean moral = fac_tax_id_person (taxpayer->tax_id) == FAC_PERSON_MORAL;
  gboolean fits;

  if (taxpayer->tax_system == NULL)
    return;
  if (fac_catalog_source_knows (catalog, FAC_CATALOG_TAX_SYSTEMS,
                                taxpayer->tax_system) == FAC_KNOWN_NO)
    {
      fault_at (faults, prefix, "tax_system", "tax_system_not_in_catalog",
                "El régimen fiscal no existe en el catálogo del SAT.");
      return;
    }
  if (fac_tax_id_is_generic (taxpayer->tax_id))
    fits = g_str_equal (taxpayer->tax_system, "616");
  else if (entry != NULL)
    fits = list_has (entry->systems, taxpayer->tax_system);
  else
    fits = fac_catalog_source_system_allowed (catalog, taxpayer->tax_system, moral) != FAC_KNOWN_NO;
  if (!fits)
    fault_at (faults, prefix, "tax_system", "tax_system_not_allowed_for_tax_id",
              "El régimen fiscal no corresponde al RFC según el SAT.");
}

static void
check_zip (const FacSandboxTaxpayer *taxpayer, const Known *entry, const char *prefix,
           GPtrArray *faults)
{
  const char *zip = taxpayer->zip;

  if (zip == NULL)
    return;
  if (strlen (zip) != 5 || strspn (zip, "0123456789") != 5)
    fault_at (faults, prefix, "address.zip", "invalid_format",
              "El código postal debe tener 5 dígitos.");
  else if (g_str_equal (zip, OTHER_ZIP)
           || (entry != NULL && entry->zips != NULL && !list_has (entry->zips, zip)))
    fault_at (faults, prefix, "address.zip", "tax_address_zip_mismatch",
              "El código postal no es el del domicilio fiscal que el SAT tiene para este RFC.");
}

void
fac_sandbox_register_check (FacCatalogSource *catalog, const FacSandboxTaxpayer *taxpayer,
                            const char *prefix,
                            GPtrArray *faults)
{
  const Known *entry;
  FacTaxIdProblem problem;

  if (taxpayer->country != NULL && !g_str_equal (taxpayer->country, "MEX"))
    return;
  if (taxpayer->tax_id == NULL)
    return;
  problem = fac_tax_id_check (taxpayer->tax_id);
  if (problem != FAC_TAX_ID_OK && problem != FAC_TAX_ID_CHECK_DIGIT)
    {
      fault_at (faults, prefix, "tax_id", "invalid_format", "El RFC no tiene la forma de un RFC.");
      return;
    }
  entry = find_known (taxpayer->tax_id);
  if (g_str_has_prefix (taxpayer->tax_id, UNKNOWN_RFC_PREFIX))
    {
      fault_at (faults, prefix, "tax_id", "tax_id_not_found",
                "El RFC no está en la lista de contribuyentes del SAT.");
      return;
    }
  if (taxpayer->legal_name != NULL && !name_fits (entry, taxpayer->legal_name, taxpayer->tax_id))
    fault_at (faults, prefix, "legal_name", "legal_name_mismatch",
              "El nombre no es el que el SAT tiene para este RFC: va en mayúsculas y sin régimen"
              " societario.");
  check_system (catalog, taxpayer, entry, prefix, faults);
  check_zip (taxpayer, entry, prefix, faults);
}

FacSandboxAnswer *
fac_sandbox_error_tax_info (GPtrArray *faults)
{
  FacSandboxFault *first = g_ptr_array_index (faults, 0);

  if (faults->len == 1 && !g_str_equal (first->code, "required")
      && !g_str_equal (first->code, "invalid_format"))
    return fac_sandbox_error_faults (400, first->code, faults);
  return fac_sandbox_error_invalid (faults);
}
