/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-invoice-private.h"

const FacField _fac_relation_fields[] = {
  FAC_FIELD (FacRelation, relationship, STRING, TRUE),
  FAC_FIELD (FacRelation, documents, STRV, TRUE),
};

const FacField _fac_global_fields[] = {
  FAC_FIELD (FacGlobalInfo, periodicity, STRING, TRUE),
  FAC_FIELD (FacGlobalInfo, months, STRING, TRUE),
  FAC_FIELD (FacGlobalInfo, year, INT, TRUE),
};

const FacField _fac_complement_fields[] = {
  FAC_FIELD (FacComplement, type, STRING, TRUE),
  FAC_FIELD (FacComplement, data, STRING, TRUE),
};

const FacField _fac_legend_fields[] = {
  FAC_FIELD (FacLegend, provision, STRING, TRUE),
  FAC_FIELD (FacLegend, rule, STRING, TRUE),
  FAC_FIELD (FacLegend, text, STRING, TRUE),
};

const FacField _fac_namespace_fields[] = {
  FAC_FIELD (FacNamespace, prefix, STRING, TRUE),
  FAC_FIELD (FacNamespace, uri, STRING, TRUE),
  FAC_FIELD (FacNamespace, schema_location, STRING, TRUE),
};

FacRelation *
fac_relation_new (const char *relationship, const char *const *documents)
{
  FacRelation *self = g_new0 (FacRelation, 1);

  self->relationship = g_strdup (relationship);
  self->documents = g_strdupv ((char **) documents);
  return self;
}

void
fac_relation_free (FacRelation *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (_fac_relation_fields, G_N_ELEMENTS (_fac_relation_fields), self);
  g_free (self);
}

FacPaid *
fac_paid_new (const char *uuid, FacDecimal amount)
{
  FacPaid *self = g_new0 (FacPaid, 1);

  self->uuid = g_strdup (uuid);
  self->amount = amount;
  return self;
}

void
fac_paid_free (FacPaid *self)
{
  g_free (self->uuid);
  g_free (self);
}

FacGlobalInfo *
fac_global_info_new (const char *periodicity, const char *months, int year)
{
  FacGlobalInfo *self = g_new0 (FacGlobalInfo, 1);

  self->periodicity = g_strdup (periodicity);
  self->months = g_strdup (months);
  self->year = year;
  return self;
}

void
fac_global_info_free (FacGlobalInfo *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (_fac_global_fields, G_N_ELEMENTS (_fac_global_fields), self);
  g_free (self);
}

FacComplement *
fac_complement_new (const char *type, const char *data)
{
  FacComplement *self = g_new0 (FacComplement, 1);

  self->type = g_strdup (type);
  self->data = g_strdup (data);
  return self;
}

void
fac_complement_free (FacComplement *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (_fac_complement_fields, G_N_ELEMENTS (_fac_complement_fields), self);
  g_free (self);
}

FacLegend *
fac_legend_new (const char *provision, const char *rule, const char *text)
{
  FacLegend *self = g_new0 (FacLegend, 1);

  self->provision = g_strdup (provision);
  self->rule = g_strdup (rule);
  self->text = g_strdup (text);
  return self;
}

void
fac_legend_free (FacLegend *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (_fac_legend_fields, G_N_ELEMENTS (_fac_legend_fields), self);
  g_free (self);
}

FacNamespace *
fac_namespace_new (const char *prefix, const char *uri, const char *schema_location)
{
  FacNamespace *self = g_new0 (FacNamespace, 1);

  self->prefix = g_strdup (prefix);
  self->uri = g_strdup (uri);
  self->schema_location = g_strdup (schema_location);
  return self;
}

void
fac_namespace_free (FacNamespace *self)
{
  if (self == NULL)
    return;
  fac_fields_clear (_fac_namespace_fields, G_N_ELEMENTS (_fac_namespace_fields), self);
  g_free (self);
}
