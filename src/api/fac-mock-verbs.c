/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-mock-state.h"

#include "fac-email.h"
#include "fac-ids.h"
#include "fac-invoice-totals.h"
#include "fac-text.h"

#include <string.h>

static gboolean
require (const char *value, const char *path, GError **error)
{
  if (!fac_text_is_empty (value))
    return TRUE;
  fac_mock_state_refuse (error, 400, "invalid_request", path, "Este campo es obligatorio.");
  return FALSE;
}

static gboolean
check_customer (const FacCustomer *customer, GError **error)
{
  if (!require (customer->legal_name, "legal_name", error))
    return FALSE;
  return fac_address_is_foreign (customer->address) ||
         (require (customer->address->zip, "address.zip", error) &&
          require (customer->tax_id, "tax_id", error) &&
          require (customer->tax_system, "tax_system", error));
}

static gboolean
check_product (const FacProduct *product, GError **error)
{
  return require (product->description, "description", error) &&
         require (product->product_key, "product_key", error);
}

static FacRemoteItem *
find_same_customer (FacMockState *self, const FacCustomer *customer)
{
  GPtrArray *items = self->items[FAC_ENTITY_CUSTOMER];

  for (guint i = 0; i < items->len; i++)
    {
      FacRemoteItem *item = g_ptr_array_index (items, i);
      g_autoptr (FacCustomer) sent = fac_customer_copy (customer);

      fac_set_string (&sent->notes, NULL);
      fac_set_string (&sent->other_emails, NULL);
      if (fac_customer_equal_content (item->customer, sent))
        return item;
    }
  return NULL;
}

/* The API answers a customer with data it already has by that customer, not by a second one; one that is to be
 * completed is not checked. */
static FacRemoteItem *
keep_customer (FacMockState *self, const FacCustomer *customer, GError **error)
{
  g_autoptr (FacRemoteItem) item = NULL;
  FacRemoteItem *same;

  if (!fac_customer_is_incomplete (customer) && !check_customer (customer, error))
    return NULL;
  same = find_same_customer (self, customer);
  if (same != NULL)
    return same;
  item = fac_remote_item_new (FAC_ENTITY_CUSTOMER);
  item->customer = fac_customer_copy (customer);
  fac_mock_state_dress (self, item, 0);
  return fac_mock_state_put (self, item);
}

static FacRemoteItem *
keep_product (FacMockState *self, const FacProduct *product, GError **error)
{
  g_autoptr (FacRemoteItem) item = NULL;

  if (!check_product (product, error))
    return NULL;
  item = fac_remote_item_new (FAC_ENTITY_PRODUCT);
  item->product = fac_product_copy (product);
  fac_mock_state_dress (self, item, 0);
  return fac_mock_state_put (self, item);
}

static gboolean
settle_customer (FacMockState *self, FacInvoice *invoice, GError **error)
{
  FacRemoteItem *item;

  if (invoice->customer == NULL)
    return TRUE;
  if (!fac_text_is_empty (invoice->customer->remote_id))
    item = fac_mock_state_held (self, FAC_ENTITY_CUSTOMER, invoice->customer->remote_id, NULL);
  else
    {
      item = check_customer (invoice->customer, error)
               ? keep_customer (self, invoice->customer, error) : NULL;
      if (item == NULL)
        return FALSE;
    }
  if (item == NULL)
    {
      fac_mock_state_refuse (error, 400, "customer_not_found", "customer",
                             "El cliente no existe.");
      return FALSE;
    }
  fac_customer_unref (invoice->customer);
  invoice->customer = fac_customer_copy (item->customer);
  return TRUE;
}

static FacRemoteItem *
keep_draft (FacMockState     *self,
            const FacInvoice *invoice,
            const char       *remote_id,
            gint64            created_at,
            GError          **error)
{
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_INVOICE);
  g_autoptr (FacInvoiceTotals) totals = fac_invoice_totals_new ();

  item->invoice = fac_invoice_copy (invoice);
  if (!settle_customer (self, item->invoice, error))
    return NULL;
  item->external_id = g_strdup (fac_invoice_external_id (invoice));
  item->remote_id = g_strdup (remote_id);
  item->invoice->status = FAC_STATUS_BORRADOR;
  fac_invoice_totals_compute (totals, item->invoice);
  item->invoice->total = totals->total;
  fac_mock_state_dress (self, item, created_at);
  return fac_mock_state_put (self, item);
}

static FacRemoteItem *
create_invoice (FacMockState *self, const FacInvoice *invoice, const char *key, GError **error)
{
  FacRemoteItem *held;

  if (key != NULL && *key != '\0' && g_hash_table_contains (self->keys, key))
    {
      fac_mock_state_refuse (error, 409, "idempotency_key_in_use", "idempotency_key",
                             "La llave de idempotencia ya fue usada por otra petición.");
      return NULL;
    }
  held = keep_draft (self, invoice, NULL, 0, error);
  if (held != NULL && key != NULL && *key != '\0')
    fac_set_string (&held->invoice->idempotency_key, key);
  if (held != NULL && key != NULL && *key != '\0')
    g_hash_table_insert (self->keys, g_strdup (key), g_strdup (held->remote_id));
  return held;
}

FacRemoteItem *
fac_mock_state_create (FacMockState *self, FacRemoteItem *wanted, const char *key, GError **error)
{
  FacRemoteItem *held;

  if (wanted->entity == FAC_ENTITY_CUSTOMER)
    held = keep_customer (self, wanted->customer, error);
  else if (wanted->entity == FAC_ENTITY_PRODUCT)
    held = keep_product (self, wanted->product, error);
  else
    held = create_invoice (self, wanted->invoice, key, error);
  return held != NULL ? fac_mock_state_answer (self, held) : NULL;
}

static FacRemoteItem *
update_party (FacMockState *self, FacRemoteItem *held, FacRemoteItem *wanted, GError **error)
{
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (wanted->entity);

  item->remote_id = g_strdup (held->remote_id);
  if (wanted->customer != NULL)
    {
      if (!check_customer (wanted->customer, error))
        return NULL;
      item->customer = fac_customer_copy (wanted->customer);
      fac_mock_state_dress (self, item, held->customer->created_at);
    }
  else
    {
      if (!check_product (wanted->product, error))
        return NULL;
      item->product = fac_product_copy (wanted->product);
      fac_mock_state_dress (self, item, held->product->created_at);
    }
  return fac_mock_state_put (self, item);
}

FacRemoteItem *
fac_mock_state_update (FacMockState *self, FacRemoteItem *wanted, GError **error)
{
  FacRemoteItem *held = fac_mock_state_held (self, wanted->entity, wanted->remote_id, error);

  if (held == NULL)
    return NULL;
  if (wanted->entity != FAC_ENTITY_INVOICE)
    held = update_party (self, held, wanted, error);
  else if (held->invoice->status != FAC_STATUS_BORRADOR)
    {
      fac_mock_state_refuse (error, 409, "invoice_not_draft", NULL,
                             "Solo se puede editar un borrador.");
      return NULL;
    }
  else
    held = keep_draft (self, wanted->invoice, held->remote_id, held->invoice->created_at, error);
  return held != NULL ? fac_mock_state_answer (self, held) : NULL;
}

FacRemoteItem *
fac_mock_state_remove (FacMockState *self, FacEntity entity, const char *remote_id, GError **error)
{
  FacRemoteItem *held = fac_mock_state_held (self, entity, remote_id, error);
  g_autoptr (FacRemoteItem) answer = NULL;

  if (held == NULL)
    return NULL;
  if (entity == FAC_ENTITY_INVOICE && held->invoice->status != FAC_STATUS_BORRADOR)
    {
      fac_mock_state_refuse (error, 400, "invalid_request", "motive",
                             "Indica el motivo de cancelación.");
      return NULL;
    }
  answer = fac_mock_state_answer (self, held);
  g_ptr_array_remove (self->items[entity], held);
  return g_steal_pointer (&answer);
}

static FacRemoteItem *
replace_invoice (FacMockState *self, FacRemoteItem *held, FacInvoice *invoice)
{
  g_autoptr (FacRemoteItem) item = fac_remote_item_new (FAC_ENTITY_INVOICE);

  item->remote_id = g_strdup (held->remote_id);
  item->external_id = g_strdup (held->external_id);
  item->invoice = fac_invoice_ref (invoice);
  invoice->updated_at = fac_mock_state_now (self);
  return fac_mock_state_put (self, item);
}

static void
make_valid (FacMockState *self, FacInvoice *invoice)
{
  gint64 now = fac_mock_state_now (self);

  invoice->status = FAC_STATUS_TIMBRADA;
  g_free (invoice->uuid);
  invoice->uuid = fac_id_new ();
  invoice->stamped_at = now;
  fac_set_string (&invoice->cancellation_status, "none");
}

static gboolean
check_ready (const FacInvoice *invoice, GError **error)
{
  if (invoice->customer != NULL && fac_customer_is_incomplete (invoice->customer))
    return check_customer (invoice->customer, error);
  if (invoice->customer != NULL && invoice->lines->len > 0)
    return TRUE;
  fac_mock_state_refuse (error, 400, "draft_not_ready_to_stamp",
                         invoice->customer == NULL ? "customer" : "items",
                         "El borrador no está listo para timbrarse.");
  return FALSE;
}

FacRemoteItem *
fac_mock_state_stamp (FacMockState *self, const char *remote_id, GError **error)
{
  FacRemoteItem *held = fac_mock_state_held (self, FAC_ENTITY_INVOICE, remote_id, error);
  g_autoptr (FacInvoice) invoice = NULL;

  if (held == NULL)
    return NULL;
  if (held->invoice->status != FAC_STATUS_BORRADOR)
    {
      gboolean busy = held->invoice->status == FAC_STATUS_EN_PROCESO;

      fac_mock_state_refuse (error, 409, busy ? "stamping_in_progress" : "invoice_already_stamped",
                             NULL, "La factura ya se timbró o está timbrándose.");
      return NULL;
    }
  if (!check_ready (held->invoice, error))
    return NULL;
  invoice = fac_invoice_copy (held->invoice);
  if (invoice->date == 0)
    invoice->date = fac_mock_state_now (self);
  if (invoice->folio_number == NULL)
    invoice->folio_number = g_strdup_printf ("%u", self->next_folio++);
  if (self->pending)
    invoice->status = FAC_STATUS_EN_PROCESO;
  else
    make_valid (self, invoice);
  return fac_mock_state_answer (self, replace_invoice (self, held, invoice));
}

static gboolean
check_motive (FacMockState *self, const char *motive, const char *substitution, GError **error)
{
  const gboolean replaced = g_strcmp0 (motive, "01") == 0;

  if (strlen (motive) != 2 || motive[0] != '0' || motive[1] < '1' || motive[1] > '4')
    fac_mock_state_refuse (error, 400, "invalid_request", "motive", "El motivo no existe.");
  else if (replaced && fac_text_is_empty (substitution))
    fac_mock_state_refuse (error, 400, "substitution_invoice_required", "substitution",
                           "Indica la factura que sustituye.");
  else if (!replaced && !fac_text_is_empty (substitution))
    fac_mock_state_refuse (error, 400, "not_allowed", "substitution",
                           "Solo el motivo 01 lleva sustitución.");
  else
    return TRUE;
  return FALSE;
}

/* By UUID or id, as the service finds it. */
static gboolean
check_substitution (FacMockState *self, const char *substitution, GError **error)
{
  GPtrArray *items = self->items[FAC_ENTITY_INVOICE];

  if (fac_text_is_empty (substitution))
    return TRUE;
  for (guint i = 0; i < items->len; i++)
    {
      const FacRemoteItem *item = g_ptr_array_index (items, i);

      if (item->invoice->status == FAC_STATUS_TIMBRADA
          && (g_strcmp0 (item->remote_id, substitution) == 0
              || (item->invoice->uuid != NULL
                  && g_ascii_strcasecmp (item->invoice->uuid, substitution) == 0)))
        return TRUE;
    }
  fac_mock_state_refuse (error, 404, "substitution_invoice_not_found", NULL,
                         "La factura que sustituye no existe.");
  return FALSE;
}

static void
set_cancellation (FacInvoice *invoice, const char *status)
{
  fac_set_string (&invoice->cancellation_status, status);
  if (g_str_equal (status, "accepted"))
    invoice->status = FAC_STATUS_CANCELADA;
  else if (g_str_equal (status, "pending") || g_str_equal (status, "verifying"))
    invoice->status = FAC_STATUS_EN_CANCELACION;
  else
    invoice->status = FAC_STATUS_TIMBRADA;
}

FacRemoteItem *
fac_mock_state_cancel (FacMockState *self,
                       const char   *remote_id,
                       const char   *motive,
                       const char   *substitution,
                       GError      **error)
{
  FacRemoteItem *held = fac_mock_state_held (self, FAC_ENTITY_INVOICE, remote_id, error);
  g_autoptr (FacInvoice) invoice = NULL;

  if (held == NULL || !check_motive (self, motive, substitution, error)
      || !check_substitution (self, substitution, error))
    return NULL;
  if (held->invoice->status != FAC_STATUS_TIMBRADA)
    {
      const gboolean busy = held->invoice->status == FAC_STATUS_EN_CANCELACION;

      fac_mock_state_refuse (error, 409,
                             busy ? "invoice_cancellation_in_progress" : "invoice_not_cancelable",
                             NULL, "La factura no se puede cancelar ahora.");
      return NULL;
    }
  invoice = fac_invoice_copy (held->invoice);
  set_cancellation (invoice, self->cancellation != NULL ? self->cancellation : "accepted");
  return fac_mock_state_answer (self, replace_invoice (self, held, invoice));
}

FacRemoteItem *
fac_mock_state_status (FacMockState *self, const char *remote_id, GError **error)
{
  FacRemoteItem *held = fac_mock_state_held (self, FAC_ENTITY_INVOICE, remote_id, error);

  if (held == NULL)
    return NULL;
  if (fac_document_status_is_issued (held->invoice->status))
    return fac_mock_state_answer (self, held);
  fac_mock_state_refuse (error, 400, "invoice_not_stamped", NULL, "La factura no está timbrada.");
  return NULL;
}

void
fac_mock_state_answer_cancellation (FacMockState *self, const char *remote_id, const char *answer)
{
  FacRemoteItem *held = fac_mock_state_held (self, FAC_ENTITY_INVOICE, remote_id, NULL);
  g_autoptr (FacInvoice) invoice = NULL;

  g_return_if_fail (held != NULL && held->invoice->status == FAC_STATUS_EN_CANCELACION);

  invoice = fac_invoice_copy (held->invoice);
  set_cancellation (invoice, answer);
  replace_invoice (self, held, invoice);
}

gboolean
fac_mock_state_email (FacMockState      *self,
                      const char        *remote_id,
                      const char *const *addresses,
                      GError           **error)
{
  FacRemoteItem *held = fac_mock_state_held (self, FAC_ENTITY_INVOICE, remote_id, error);
  g_autofree char *to = NULL;

  if (held == NULL)
    return FALSE;
  if (held->invoice->status != FAC_STATUS_TIMBRADA && held->invoice->status != FAC_STATUS_CANCELADA
      && held->invoice->status != FAC_STATUS_EN_CANCELACION)
    {
      fac_mock_state_refuse (error, 400, "invoice_email_status_not_allowed", NULL,
                             "La factura no está timbrada.");
      return FALSE;
    }
  if (g_strv_length ((char **) addresses) > FAC_EMAIL_MOST)
    {
      fac_mock_state_refuse (error, 400, "too_large", "email", "Son demasiadas direcciones.");
      return FALSE;
    }
  to = g_strjoinv (", ", (char **) addresses);
  g_ptr_array_add (self->mails, g_strdup_printf ("%s: %s", remote_id, to));
  return TRUE;
}

void
fac_mock_state_settle (FacMockState *self, const char *remote_id, gboolean valid)
{
  FacRemoteItem *held = fac_mock_state_held (self, FAC_ENTITY_INVOICE, remote_id, NULL);
  g_autoptr (FacInvoice) invoice = NULL;

  g_return_if_fail (held != NULL && held->invoice->status == FAC_STATUS_EN_PROCESO);

  invoice = fac_invoice_copy (held->invoice);
  if (valid)
    make_valid (self, invoice);
  else
    {
      invoice->status = FAC_STATUS_NO_TIMBRADA;
      fac_set_string (&invoice->folio_number, NULL);
    }
  replace_invoice (self, held, invoice);
}
