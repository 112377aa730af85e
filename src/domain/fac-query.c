/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-query.h"

#include "fac-fields.h"
#include "fac-text.h"

static const FacField fields[] = {
  FAC_FIELD (FacQuery, text, STRING, TRUE),
  FAC_FIELD (FacQuery, by_name, BOOLEAN, TRUE),
  FAC_FIELD (FacQuery, descending, BOOLEAN, TRUE),
  FAC_FIELD (FacQuery, type, STRING, TRUE),
  FAC_FIELD (FacQuery, payment_method, STRING, TRUE),
  FAC_FIELD (FacQuery, customer_id, STRING, TRUE),
  FAC_FIELD (FacQuery, date_from, INT64, TRUE),
  FAC_FIELD (FacQuery, date_to, INT64, TRUE),
  FAC_FIELD (FacQuery, unpaid, BOOLEAN, TRUE),
  FAC_FIELD (FacQuery, deposits, BOOLEAN, TRUE),
};

static void
clear (gpointer data)
{
  fac_fields_clear (fields, G_N_ELEMENTS (fields), data);
}

FacQuery *
fac_query_new (FacEntity entity)
{
  FacQuery *self = g_atomic_rc_box_new0 (FacQuery);

  self->entity = entity;
  self->order = entity == FAC_ENTITY_INVOICE ? FAC_ORDER_DATE : FAC_ORDER_NAME;
  self->descending = entity == FAC_ENTITY_INVOICE;
  return self;
}

FacQuery *
fac_query_ref (FacQuery *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
fac_query_unref (FacQuery *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

FacQuery *
fac_query_copy (const FacQuery *self)
{
  FacQuery *copy = fac_query_new (self->entity);

  fac_fields_copy (fields, G_N_ELEMENTS (fields), self, copy);
  copy->order = self->order;
  copy->statuses = self->statuses;
  return copy;
}

gboolean
fac_query_equal (const FacQuery *a, const FacQuery *b)
{
  return a->entity == b->entity && a->order == b->order && a->statuses == b->statuses
         && fac_fields_equal (fields, G_N_ELEMENTS (fields), a, b);
}

gboolean
fac_query_is_narrowed (const FacQuery *self)
{
  return !fac_text_is_empty (self->text) || self->statuses != 0 || self->type != NULL
         || self->payment_method != NULL || self->customer_id != NULL || self->date_from != 0
         || self->date_to != 0;
}
