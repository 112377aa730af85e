/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-rules.h"

#include "fac-tax-id.h"
#include "fac-text.h"

#include <string.h>

void
fac_rules_init (FacRules *self, const FacRulesContext *context)
{
  *self = (FacRules) { .context = context, .prefix = "", .line = -1 };
  self->findings = fac_findings_new ();
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static int
errors_first (gconstpointer a, gconstpointer b)
{
  const FacFinding *left = *(const FacFinding *const *) a;
  const FacFinding *right = *(const FacFinding *const *) b;

  return (int) left->severity - (int) right->severity;
}

GPtrArray *
fac_rules_finish (FacRules *self)
{
  g_ptr_array_sort (self->findings, errors_first);
  g_clear_pointer (&self->known, g_hash_table_unref);
  return g_steal_pointer (&self->findings);
}

void
fac_rules_add (FacRules *self, FacSeverity severity, const char *field, const char *code,
               const char *message,
               const char *first, const char *second)
{
  g_autofree char *path = NULL;

  if (self->line >= 0)
    path = g_strdup_printf ("items.%d.%s%s", self->line, self->prefix, field);
  else
    path = g_strconcat (self->prefix, field, NULL);
  g_ptr_array_add (self->findings,
                   fac_finding_new (path, severity, code, message, first, second, NULL));
}

FacKnown
fac_rules_knows (FacRules *self, const char *catalog, const char *key)
{
  g_autofree char *name = NULL;
  gpointer answer;

  if (self->context == NULL || self->context->catalog == NULL)
    return FAC_KNOWN_UNSURE;
  name = g_strconcat (catalog, "/", key, NULL);
  if (!g_hash_table_lookup_extended (self->known, name, NULL, &answer))
    {
      answer = GINT_TO_POINTER (fac_catalog_source_knows (self->context->catalog, catalog, key));
      g_hash_table_insert (self->known, g_steal_pointer (&name), answer);
    }
  return (FacKnown) GPOINTER_TO_INT (answer);
}

gboolean
fac_rules_use_refused (FacRules *self, const char *use, const char *tax_system, gboolean moral)
{
  return self->context != NULL && self->context->catalog != NULL
         && fac_catalog_source_use_allowed (self->context->catalog, use, tax_system,
                                            moral) == FAC_KNOWN_NO;
}

gboolean
fac_rules_system_refused (FacRules *self, const char *tax_system, gboolean moral)
{
  return self->context != NULL && self->context->catalog != NULL
         && fac_catalog_source_system_allowed (self->context->catalog, tax_system,
                                               moral) == FAC_KNOWN_NO;
}

void
fac_rules_text (FacRules *self, const char *field, const char *text, gsize longest)
{
  if (text == NULL)
    return;
  if ((gsize) g_utf8_strlen (text, -1) > longest)
    {
      g_autofree char *limit = g_strdup_printf ("%" G_GSIZE_FORMAT, longest);

      fac_rules_error1 (self, field, "text-too-long",
                        N_("This text may have at most %1 characters."), limit);
    }
  if (strchr (text, '|') != NULL)
    fac_rules_error (self, field, "text-with-bar",
                     N_("The character “|” is not allowed in this text."));
}

gboolean
fac_rules_fits_six (FacDecimal value)
{
  return !value.overflow && fac_decimal_trim (value, 0).scale <= 6;
}

const char *
fac_rules_receiver_system (const FacCustomer *customer)
{
  if (fac_address_is_foreign (customer->address) || fac_tax_id_is_generic (customer->tax_id))
    return "616";
  return customer->tax_system;
}

const char *
fac_rules_place (const FacRules *self, const FacInvoice *invoice)
{
  const FacOrganization *organization = self->context != NULL ? self->context->organization : NULL;

  if (!fac_text_is_empty (invoice->place_of_issue))
    return invoice->place_of_issue;
  if (organization != NULL && organization->address != NULL
      && !fac_text_is_empty (organization->address->zip))
    return organization->address->zip;
  return FAC_PLACE_UNKNOWN;
}
