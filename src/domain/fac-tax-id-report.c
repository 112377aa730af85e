/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-tax-id-report.h"

#include "fac-fields.h"
#include "fac-text.h"
#include "fac-variant.h"

#include <string.h>

static const FacField fields[] = {
  FAC_FIELD (FacTaxIdReport, tax_id, STRING, TRUE),
  FAC_FIELD (FacTaxIdReport, at, INT64, TRUE),
  FAC_FIELD (FacTaxIdReport, listed_as, STRING, TRUE),
  FAC_FIELD (FacTaxIdReport, name, STRING, TRUE),
  FAC_FIELD (FacTaxIdReport, trusted, BOOLEAN, TRUE),
  FAC_FIELD (FacTaxIdReport, list_date, STRING, TRUE),
};

static void
evidence_free (gpointer data)
{
  FacTaxIdEvidence *evidence = data;

  g_free (evidence->name);
  g_free (evidence->value);
  g_free (evidence);
}

FacTaxIdReport *
fac_tax_id_report_new (const char *tax_id)
{
  FacTaxIdReport *self = g_atomic_rc_box_new0 (FacTaxIdReport);

  self->tax_id = g_strdup (tax_id);
  self->evidence = g_ptr_array_new_with_free_func (evidence_free);
  return self;
}

FacTaxIdReport *
fac_tax_id_report_ref (FacTaxIdReport *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  FacTaxIdReport *self = data;

  fac_fields_clear (fields, G_N_ELEMENTS (fields), self);
  g_ptr_array_unref (self->evidence);
  g_clear_pointer (&self->body, g_bytes_unref);
}

void
fac_tax_id_report_unref (FacTaxIdReport *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static FacEfosSituation
situation_of (const char *word)
{
  static const struct { const char *text; FacEfosSituation situation; } words[] = {
    { "desvirtuado", FAC_EFOS_DESVIRTUADO }, { "sentencia", FAC_EFOS_SENTENCIA },
    { "suprimida", FAC_EFOS_SUPRIMIDA },     { "previsto", FAC_EFOS_PREVISTO },
    { "presunto", FAC_EFOS_PRESUNTO },       { "definitivo", FAC_EFOS_DEFINITIVO },
  };
  g_autofree char *folded = fac_text_fold (word);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i].text) != NULL)
      return words[i].situation;
  return FAC_EFOS_OTHER;
}

void
fac_tax_id_report_list (FacTaxIdReport *self, const char *situation)
{
  FacEfosSituation found = situation_of (situation != NULL ? situation : "");

  if (found < self->situation)
    return;
  self->situation = found;
  fac_set_string (&self->listed_as, situation);
}

void
fac_tax_id_report_add (FacTaxIdReport *self, const char *name, const char *value)
{
  FacTaxIdEvidence *evidence = g_new0 (FacTaxIdEvidence, 1);

  evidence->name = g_strdup (name);
  evidence->value = g_strdup (value);
  g_ptr_array_add (self->evidence, evidence);
}

GBytes *
fac_tax_id_report_to_bytes (const FacTaxIdReport *self)
{
  GVariantBuilder builder;
  GVariantBuilder evidence;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_write (fields, G_N_ELEMENTS (fields), self, &builder);
  g_variant_builder_init (&evidence, G_VARIANT_TYPE ("a(ss)"));
  for (guint i = 0; i < self->evidence->len; i++)
    {
      const FacTaxIdEvidence *entry = self->evidence->pdata[i];
      g_autofree char *name = g_utf8_make_valid (entry->name, -1);
      g_autofree char *value = g_utf8_make_valid (entry->value, -1);

      g_variant_builder_add (&evidence, "(ss)", name, value);
    }
  fac_fields_add (&builder, "evidence", g_variant_builder_end (&evidence));
  return fac_variant_to_bytes (g_variant_builder_end (&builder));
}

static void
read_evidence (gpointer object, const char *name, GVariant *value)
{
  GVariantIter iter;
  const char *entry;
  const char *text;

  if (!g_str_equal (name, "evidence") || !g_variant_is_of_type (value, G_VARIANT_TYPE ("a(ss)")))
    return;
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "(&s&s)", &entry, &text))
    fac_tax_id_report_add (object, entry, text);
}

FacTaxIdReport *
fac_tax_id_report_from_bytes (GBytes *bytes)
{
  g_autoptr (GVariant) variant = fac_variant_from_bytes (bytes);
  g_autoptr (FacTaxIdReport) self = fac_tax_id_report_new (NULL);

  if (variant == NULL
      || !fac_fields_read (fields, G_N_ELEMENTS (fields), self, variant, read_evidence))
    return NULL;
  if (self->listed_as != NULL || !self->trusted)
    self->situation = situation_of (self->listed_as != NULL ? self->listed_as : "");
  return g_steal_pointer (&self);
}
