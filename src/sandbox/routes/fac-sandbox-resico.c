/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-json-writer.h"
#include "fac-sandbox-json.h"
#include "fac-sandbox-receipt-verb.h"
#include "fac-tax-id.h"

#define RESICO "626"

gboolean
fac_sandbox_resico_applies (FacSandboxCompany *company, const char *receiver)
{
  FacJsonValue settings = fac_json_get (fac_json_root (company->profile), "self_invoice");
  const char *own = fac_sandbox_json_text (company->legal, "tax_id");

  return fac_json_boolean (fac_json_get (settings, "apply_resico_isr"), FALSE)
    && g_strcmp0 (fac_sandbox_json_text (company->legal, "tax_system"), RESICO) == 0
    && own != NULL && fac_tax_id_person (own) == FAC_PERSON_FISICA
    && receiver != NULL && fac_tax_id_person (receiver) == FAC_PERSON_MORAL;
}

static void
copy_but (FacJsonWriter *writer, FacJsonValue object, const char *except)
{
  for (guint i = 0; i < fac_json_length (object); i++)
    if (!g_str_equal (fac_json_name_at (object, i), except))
      fac_sandbox_json_copy (writer, fac_json_name_at (object, i), fac_json_at (object, i));
}

static gboolean
withholds_isr (FacJsonValue taxes)
{
  for (guint i = 0; i < fac_json_length (taxes); i++)
    if (g_strcmp0 (fac_sandbox_json_text (fac_json_at (taxes, i), "type"), "ISR") == 0)
      return TRUE;
  return FALSE;
}

static void
write_taxes (FacJsonWriter *writer, FacJsonValue product)
{
  const char *taxability = fac_sandbox_json_text (product, "taxability");
  FacJsonValue taxes = fac_json_get (product, "taxes");

  fac_json_writer_begin_array (writer, "taxes");
  for (guint i = 0; i < fac_json_length (taxes); i++)
    fac_sandbox_json_copy (writer, NULL, fac_json_at (taxes, i));
  if (!withholds_isr (taxes) && (taxability == NULL || g_str_equal (taxability, "02")))
    {
      fac_json_writer_begin_object (writer, NULL);
      fac_json_writer_string (writer, "type", "ISR");
      fac_json_writer_decimal (writer, "rate", fac_decimal_make (125, 4));
      fac_json_writer_boolean (writer, "withholding", TRUE);
      fac_json_writer_end_object (writer);
    }
  fac_json_writer_end_array (writer);
}

FacJson *
fac_sandbox_resico_withhold (FacJsonValue input)
{
  FacJsonValue items = fac_json_get (input, "items");
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  fac_json_writer_begin_object (writer, NULL);
  copy_but (writer, input, "items");
  fac_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < fac_json_length (items); i++)
    {
      FacJsonValue item = fac_json_at (items, i);

      fac_json_writer_begin_object (writer, NULL);
      copy_but (writer, item, "product");
      fac_json_writer_begin_object (writer, "product");
      copy_but (writer, fac_json_get (item, "product"), "taxes");
      write_taxes (writer, fac_json_get (item, "product"));
      fac_json_writer_end_object (writer);
      fac_json_writer_end_object (writer);
    }
  fac_json_writer_end_array (writer);
  fac_json_writer_end_object (writer);
  bytes = fac_json_writer_finish (writer);
  return fac_json_parse (bytes, NULL);
}
