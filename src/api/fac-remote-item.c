/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-remote-item.h"

G_DEFINE_BOXED_TYPE (FacRemoteItem, fac_remote_item, fac_remote_item_ref, fac_remote_item_unref)

FacRemoteItem *
fac_remote_item_new (FacEntity entity)
{
  FacRemoteItem *self = g_atomic_rc_box_new0 (FacRemoteItem);

  self->entity = entity;
  return self;
}

FacRemoteItem *
fac_remote_item_ref (FacRemoteItem *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
item_clear (gpointer data)
{
  FacRemoteItem *self = data;

  g_free (self->remote_id);
  g_free (self->external_id);
  g_clear_pointer (&self->customer, fac_customer_unref);
  g_clear_pointer (&self->product, fac_product_unref);
  g_clear_pointer (&self->invoice, fac_invoice_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
}

void
fac_remote_item_unref (FacRemoteItem *self)
{
  g_atomic_rc_box_release_full (self, item_clear);
}

void
fac_remote_page_free (FacRemotePage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self->next_cursor);
  g_free (self);
}

void
fac_remote_month_free (FacRemoteMonth *self)
{
  if (self == NULL)
    return;
  g_free (self->remote_id);
  g_free (self);
}
