/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-mock-state.h"

#include "fac-ids.h"
#include "fac-invoice-totals.h"
#include "fac-json-writer.h"
#include "fac-json.h"
#include "fac-text.h"
#include "fac-variant.h"

#include <string.h>

FacMockState *
fac_mock_state_new (void)
{
  FacMockState *self = g_new0 (FacMockState, 1);

  for (guint i = 0; i < FAC_MOCK_N_ENTITIES; i++)
    self->items[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_remote_item_unref);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->mails = g_ptr_array_new_with_free_func (g_free);
  self->next_folio = 1;
  return self;
}

void
fac_mock_state_free (FacMockState *self)
{
  for (guint i = 0; i < FAC_MOCK_N_ENTITIES; i++)
    g_ptr_array_unref (self->items[i]);
  g_hash_table_unref (self->keys);
  g_ptr_array_unref (self->mails);
  g_free (self->cancellation);
  g_clear_object (&self->clock);
  g_free (self);
}

static gint64
precise_now (FacMockState *self)
{
  return self->clock != NULL ? fac_clock_now (self->clock) : g_get_real_time ();
}

gint64
fac_mock_state_now (FacMockState *self)
{
  return precise_now (self) / G_USEC_PER_SEC * G_USEC_PER_SEC;
}

void
fac_mock_state_refuse (GError    **error,
                       int         status,
                       const char *code,
                       const char *path,
                       const char *message)
{
  g_autoptr (FacApiErrorDetail) detail = fac_api_error_detail_new ();
  FacApiErrorCode kind = status == 404   ? FAC_API_ERROR_NOT_FOUND
                         : status == 409 ? FAC_API_ERROR_CONFLICT
                                         : FAC_API_ERROR_REFUSED;

  detail->status = status;
  detail->code = g_strdup (code);
  detail->path = g_strdup (path);
  detail->location = g_strdup (path != NULL ? "body" : NULL);
  if (path != NULL)
    fac_api_error_add_problem (detail, message, "required", "facturapi", "body", path);
  g_propagate_error (error, fac_api_error_new (kind, detail, message));
}

static GVariant *
item_to_variant (FacRemoteItem *item)
{
  switch (item->entity)
    {
    case FAC_ENTITY_CUSTOMER:
      return fac_customer_to_variant (item->customer);
    case FAC_ENTITY_PRODUCT:
      return fac_product_to_variant (item->product);
    case FAC_ENTITY_INVOICE:
      return fac_invoice_to_variant (item->invoice);
    case FAC_ENTITY_ORGANIZATION:
    case FAC_ENTITY_OUTBOX:
    default:
      g_return_val_if_reached (NULL);
    }
}

static GBytes *
item_to_body (FacRemoteItem *item)
{
  g_autoptr (FacJsonWriter) json = fac_json_writer_new ();
  g_autoptr (GBytes) bytes = fac_variant_to_bytes (item_to_variant (item));
  g_autofree char *snapshot = g_base64_encode (g_bytes_get_data (bytes, NULL),
                                               g_bytes_get_size (bytes));

  fac_json_writer_begin_object (json, NULL);
  fac_json_writer_string (json, "id", item->remote_id);
  fac_json_writer_string_if (json, "external_id", item->external_id);
  fac_json_writer_string (json, "snapshot", snapshot);
  fac_json_writer_end_object (json);
  return fac_json_writer_finish (json);
}

static char **
remote_id_of (FacRemoteItem *item)
{
  if (item->customer != NULL)
    return &item->customer->remote_id;
  return item->product != NULL ? &item->product->remote_id : &item->invoice->remote_id;
}

static char **
local_id_of (FacRemoteItem *item)
{
  if (item->customer != NULL)
    return &item->customer->id;
  return item->product != NULL ? &item->product->id : &item->invoice->id;
}

static void
set_local_id (FacRemoteItem *item)
{
  gboolean ours = item->external_id != NULL && fac_id_is_uuid (item->external_id);

  fac_set_string (local_id_of (item), ours ? item->external_id : "");
}

static gboolean
item_take_variant (FacRemoteItem *item, GVariant *variant)
{
  if (item->entity == FAC_ENTITY_CUSTOMER)
    item->customer = fac_customer_from_variant (variant);
  else if (item->entity == FAC_ENTITY_PRODUCT)
    item->product = fac_product_from_variant (variant);
  else
    item->invoice = fac_invoice_from_variant (variant);
  if (item->customer == NULL && item->product == NULL && item->invoice == NULL)
    return FALSE;
  set_local_id (item);
  return TRUE;
}

FacRemoteItem *
fac_mock_state_parse (FacEntity entity, GBytes *body, GError **error)
{
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (entity);
  g_autoptr (FacJson) json = fac_json_parse (body, error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) variant = NULL;
  const char *snapshot;
  gsize length = 0;

  if (json == NULL)
    return NULL;
  item->remote_id = g_strdup (fac_json_string (fac_json_get (fac_json_root (json), "id")));
  item->external_id = g_strdup (fac_json_string (fac_json_get (fac_json_root (json),
                                                               "external_id")));
  snapshot = fac_json_string (fac_json_get (fac_json_root (json), "snapshot"));
  if (snapshot != NULL)
    {
      guint8 *data = g_base64_decode (snapshot, &length);

      bytes = g_bytes_new_take (data, length);
    }
  if (bytes != NULL)
    variant = fac_variant_from_bytes (bytes);
  if (variant == NULL || !item_take_variant (item, variant))
    {
      fac_mock_state_refuse (error, 0, NULL, NULL, "not a body of the mock service");
      return NULL;
    }
  item->body = g_bytes_ref (body);
  return g_steal_pointer (&item);
}

FacRemoteItem *
fac_mock_state_answer (FacMockState *self, FacRemoteItem *held)
{
  FacRemoteItem *answer = fac_remote_item_new (held->entity);

  answer->remote_id = g_strdup (held->remote_id);
  answer->external_id = g_strdup (held->external_id);
  answer->customer = held->customer != NULL ? fac_customer_ref (held->customer) : NULL;
  answer->product = held->product != NULL ? fac_product_ref (held->product) : NULL;
  answer->invoice = held->invoice != NULL ? fac_invoice_ref (held->invoice) : NULL;
  answer->body = g_bytes_ref (held->body);
  answer->server_time = fac_mock_state_now (self);
  return answer;
}

static gboolean
find_index (FacMockState *self, FacEntity entity, const char *remote_id, guint *index)
{
  GPtrArray *items = self->items[entity];

  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (((FacRemoteItem *) g_ptr_array_index (items, i))->remote_id, remote_id) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

FacRemoteItem *
fac_mock_state_held (FacMockState *self, FacEntity entity, const char *remote_id, GError **error)
{
  static const char *const codes[] = { "customer_not_found", "product_not_found",
                                       "invoice_not_found" };
  guint index;

  if (find_index (self, entity, remote_id, &index))
    return g_ptr_array_index (self->items[entity], index);
  fac_mock_state_refuse (error, 404, codes[entity], NULL, "No existe.");
  return NULL;
}

/* What a service answers has times and ids of its own and none of ours but the external id. */
void
fac_mock_state_dress (FacMockState *self, FacRemoteItem *item, gint64 created_at)
{
  gint64 now = precise_now (self);

  if (item->remote_id == NULL)
    item->remote_id = g_strdup_printf ("%024x", ++self->next_id);
  if (item->customer != NULL)
    {
      fac_set_string (&item->customer->notes, NULL);
      fac_set_string (&item->customer->other_emails, NULL);
      item->customer->created_at = created_at != 0 ? created_at : now;
      item->customer->updated_at = now;
    }
  else if (item->product != NULL)
    {
      fac_set_string (&item->product->barcode, NULL);
      item->product->created_at = created_at != 0 ? created_at : now;
      item->product->updated_at = now;
    }
  else
    {
      item->invoice->created_at = created_at != 0 ? created_at : now;
      item->invoice->updated_at = now;
    }
  fac_set_string (remote_id_of (item), item->remote_id);
  set_local_id (item);
}

FacRemoteItem *
fac_mock_state_put (FacMockState *self, FacRemoteItem *item)
{
  guint index;

  if (item->remote_id == NULL)
    item->remote_id = g_strdup_printf ("%024x", ++self->next_id);
  fac_set_string (remote_id_of (item), item->remote_id);
  g_clear_pointer (&item->body, g_bytes_unref);
  item->body = item_to_body (item);
  if (find_index (self, item->entity, item->remote_id, &index))
    {
      fac_remote_item_unref (g_ptr_array_index (self->items[item->entity], index));
      g_ptr_array_index (self->items[item->entity], index) = fac_remote_item_ref (item);
    }
  else
    g_ptr_array_add (self->items[item->entity], fac_remote_item_ref (item));
  return item;
}

FacRemoteItem *
fac_mock_state_find (FacMockState *self, FacEntity entity, const char *remote_id, GError **error)
{
  FacRemoteItem *held = fac_mock_state_held (self, entity, remote_id, error);

  return held != NULL ? fac_mock_state_answer (self, held) : NULL;
}

static gboolean
contains (const char *haystack, const char *needle)
{
  g_autofree char *folded = haystack != NULL ? fac_text_fold (haystack) : NULL;

  return folded != NULL && strstr (folded, needle) != NULL;
}

static gboolean
matches_text (FacRemoteItem *item, const char *text)
{
  g_autofree char *needle = fac_text_fold (text);

  if (item->customer != NULL)
    return contains (item->customer->legal_name, needle) ||
           contains (item->customer->tax_id, needle);
  if (item->product != NULL)
    return contains (item->product->description, needle) || contains (item->product->sku, needle);
  for (guint i = 0; i < item->invoice->lines->len; i++)
    {
      FacInvoiceLine *line = g_ptr_array_index (item->invoice->lines, i);

      if (contains (line->product->description, needle))
        return TRUE;
    }
  return contains (item->invoice->uuid, needle) ||
         (item->invoice->customer != NULL &&
          contains (item->invoice->customer->legal_name, needle));
}

static gboolean
matches (FacRemoteItem *item, const FacRemoteQuery *query)
{
  gint64 date = item->invoice != NULL ? item->invoice->date
                : item->customer != NULL ? item->customer->created_at : item->product->created_at;

  if (query->text != NULL && *query->text != '\0' && !matches_text (item, query->text))
    return FALSE;
  if (query->external_id != NULL && item->entity == FAC_ENTITY_INVOICE &&
      g_strcmp0 (query->external_id, item->external_id) != 0)
    return FALSE;
  if (query->sku != NULL && item->product != NULL &&
      g_strcmp0 (query->sku, item->product->sku) != 0)
    return FALSE;
  if (query->date_from != 0 && (date == 0 || date < query->date_from))
    return FALSE;
  return query->date_to == 0 || (date != 0 && date < query->date_to);
}

FacRemotePage *
fac_mock_state_list (FacMockState         *self,
                     FacEntity             entity,
                     const FacRemoteQuery *query,
                     GError              **error)
{
  FacRemotePage *page;
  int limit = query->limit > 0 ? MIN (query->limit, 100) : 100;
  const gboolean by_cursor = self->cursors && query->by_cursor;
  int number = MAX (query->page, 1);
  int found = 0;

  if (by_cursor) /* a cursor is the number of its page */
    number = query->after != NULL ? MAX ((int) g_ascii_strtoll (query->after, NULL, 10), 1) : 1;
  else if (number > 30)
    {
      fac_mock_state_refuse (error, 400, "page_too_large", "page", "La página no existe.");
      return NULL;
    }
  page = g_new0 (FacRemotePage, 1);
  page->items = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_remote_item_unref);
  for (guint i = self->items[entity]->len; i > 0; i--)
    {
      FacRemoteItem *item = g_ptr_array_index (self->items[entity], i - 1);

      if (!matches (item, query))
        continue;
      if (found >= (number - 1) * limit && found < number * limit)
        g_ptr_array_add (page->items, fac_mock_state_answer (self, item));
      found++;
    }
  page->page = number;
  page->total_results = found;
  page->total_pages = (found + limit - 1) / limit;
  if (by_cursor && number < page->total_pages)
    page->next_cursor = g_strdup_printf ("%d", number + 1);
  page->server_time = fac_mock_state_now (self);
  return page;
}
