/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-plan.h"

#include "fac-customer.h"
#include "fac-product.h"

/* Of the fields that share a path, one is enough. */
static gboolean
is_given (const FacImportMapping *mapping, const char *path)
{
  guint n;
  const FacImportField *fields = fac_import_fields (mapping->entity, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (fields[i].path, path) && fac_import_mapping_column (mapping, (int) i) >= 0)
      return TRUE;
  return FALSE;
}

static void
add_missing (GPtrArray *missing, const FacImportMapping *mapping, const FacFinding *finding)
{
  const int field = fac_import_field_by_path (mapping->entity, finding->field);
  guint n;
  const FacImportField *fields = fac_import_fields (mapping->entity, &n);

  if (field >= 0 && finding->severity == FAC_FINDING_ERROR
      && !is_given (mapping, fields[field].path)
      && !g_ptr_array_find (missing, &fields[field], NULL))
    g_ptr_array_add (missing, (gpointer) &fields[field]);
}

static GPtrArray *
check_empty (const FacImportMapping *mapping, const FacRulesContext *rules)
{
  if (mapping->entity == FAC_ENTITY_CUSTOMER)
    {
      g_autoptr (FacCustomer) empty = fac_customer_new ();

      return fac_customer_check (empty, rules);
    }
  else
    {
      g_autoptr (FacProduct) empty = fac_product_new ();

      return fac_product_check (empty, rules);
    }
}

GPtrArray *
fac_import_missing (const FacImportMapping *mapping, const FacRulesContext *rules)
{
  g_autoptr (GPtrArray) findings = check_empty (mapping, rules);
  GPtrArray *missing = g_ptr_array_new ();

  for (guint i = 0; i < findings->len; i++)
    add_missing (missing, mapping, g_ptr_array_index (findings, i));
  return missing;
}
