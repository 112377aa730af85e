/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-rules.h"

#include "fac-exchange-limit.h"
#include "fac-ids.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#define SERIES_LENGTH 25
#define FOLIO_LENGTH 40
/* a PAC accepts documents up to this old (facturapi-api.md §1.5) */
#define OLDEST (72 * G_TIME_SPAN_HOUR)
/* clocks differ a little */
#define AHEAD (5 * G_TIME_SPAN_MINUTE)

static void
check_date (FacRules *self, const FacInvoice *invoice)
{
  gint64 now = self->context != NULL ? self->context->now : 0;

  if (invoice->date == 0 || now == 0)
    return;
  if (invoice->date > now + AHEAD)
    fac_rules_error (self, "date", "401", N_("The date is in the future."));
  else if (invoice->date < now - OLDEST)
    fac_rules_error (self, "date", "401",
                     N_("The date is more than 72 hours ago. The SAT does not accept older "
                        "documents."));
}

static void
check_place (FacRules *self, const FacInvoice *invoice)
{
  const char *place = fac_rules_place (self, invoice);

  if (place == FAC_PLACE_UNKNOWN)
    {
      if (self->context != NULL && self->context->organization != NULL)
        fac_rules_error (self, "address.zip", "zip-missing",
                         N_("Write the postal code of the place of issue."));
    }
  else if (fac_rules_knows (self, FAC_CATALOG_ZIPS, place) == FAC_KNOWN_NO)
    fac_rules_error1 (self, "address.zip", "CFDI40126", N_("The SAT has no postal code %1."),
                      place);
}

static void
check_issuer (FacRules *self)
{
  const FacOrganization *organization = self->context != NULL ? self->context->organization : NULL;
  FacPersonKind person;

  if (organization == NULL)
    return;
  if (fac_text_is_empty (organization->tax_id) || fac_text_is_empty (organization->legal_name)
      || fac_text_is_empty (organization->tax_system))
    {
      fac_rules_error (self, "organization", "organization_incomplete",
                       N_("The tax data of your business are not complete."));
      return;
    }
  person = fac_tax_id_person (organization->tax_id);
  if (fac_rules_knows (self, FAC_CATALOG_TAX_SYSTEMS, organization->tax_system) == FAC_KNOWN_NO)
    fac_rules_error1 (self, "organization", "CFDI40140", N_("The SAT has no régimen fiscal %1."),
                      organization->tax_system);
  else if (person != FAC_PERSON_UNKNOWN
           && fac_rules_system_refused (self, organization->tax_system, person == FAC_PERSON_MORAL))
    fac_rules_error1 (self, "organization", "CFDI40141",
                      N_("Your régimen fiscal %1 does not go with your kind of RFC."),
                          organization->tax_system);
}

/* Customs ask who it is for: whoever is abroad has a number there. */
static void
check_export_number (FacRules *self, const FacInvoice *invoice)
{
  if (fac_rules_has_foreign_trade (invoice) && fac_address_is_foreign (invoice->customer->address)
      && fac_text_is_empty (invoice->customer->tax_id))
    fac_rules_error (self, "customer.tax_id", "CFDI40155",
                     N_("In an export the customer has the tax number of their country."));
}

static gboolean
is_whole_number (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isdigit (*text))
      return FALSE;
  return TRUE;
}

static void
check_folio (FacRules *self, const FacInvoice *invoice)
{
  fac_rules_text (self, "series", invoice->series, SERIES_LENGTH);
  fac_rules_text (self, "folio_number", invoice->folio_number, FOLIO_LENGTH);
  if (invoice->folio_number != NULL && !is_whole_number (invoice->folio_number))
    fac_rules_error (self, "folio_number", "folio-shape", N_("A folio is a whole number."));
}

static void
check_relations (FacRules *self, const FacInvoice *invoice)
{
  for (guint i = 0; i < invoice->related_documents->len; i++)
    {
      const FacRelation *relation = g_ptr_array_index (invoice->related_documents, i);
      g_autofree char *type = g_strdup_printf ("related_documents.%u.relationship", i);
      g_autofree char *documents = g_strdup_printf ("related_documents.%u.documents", i);

      if (fac_text_is_empty (relation->relationship)
          || fac_rules_knows (self, FAC_CATALOG_RELATIONS, relation->relationship) == FAC_KNOWN_NO)
        fac_rules_error (self, type, "CFDI40137", N_("Choose how the documents are related."));
      if (relation->documents == NULL || relation->documents[0] == NULL)
        fac_rules_error (self, documents, "relation-empty", N_("Choose the related documents."));
      for (gsize at = 0; relation->documents != NULL && relation->documents[at] != NULL; at++)
        if (!fac_id_is_uuid (relation->documents[at]))
          fac_rules_error1 (self, documents, "uuid-shape", N_("“%1” is not a folio fiscal."),
                            relation->documents[at]);
    }
}

/* what a line has that cannot be read is said of that line */
static gboolean
has_unreadable_line (const FacInvoice *invoice)
{
  for (guint i = 0; i < invoice->lines->len; i++)
    {
      const FacInvoiceLine *line = g_ptr_array_index (invoice->lines, i);

      if (line->quantity.overflow || line->discount.overflow || line->product->price.overflow)
        return TRUE;
    }
  return FALSE;
}

static void
check_size (FacRules *self, const FacInvoice *invoice, const FacInvoiceTotals *totals)
{
  if (has_unreadable_line (invoice))
    return;
  if (totals->subtotal.overflow || fac_amount_is_beyond (totals->total))
    fac_rules_error (self, "items", "CFDI40120", N_("The amounts are too large for a document."));
}

void
fac_rules_common (FacRules *self, const FacInvoice *invoice, const FacInvoiceTotals *totals)
{
  if (invoice->customer == NULL)
    fac_rules_error (self, "customer", "customer-missing", N_("Choose a customer."));
  else
    {
      self->prefix = "customer.";
      fac_rules_customer (self, invoice->customer, fac_rules_place (self, invoice));
      self->prefix = "";
      check_export_number (self, invoice);
    }
  check_issuer (self);
  check_date (self, invoice);
  check_place (self, invoice);
  check_folio (self, invoice);
  check_relations (self, invoice);
  check_size (self, invoice, totals);
}
