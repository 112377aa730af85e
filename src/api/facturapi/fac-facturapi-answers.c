/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-facturapi-answers.h"

#include "fac-text.h"

#include <glib/gi18n.h>
#include <string.h>

FacFacturapiCall *
fac_facturapi_call_new (FacEntity entity, const char *remote_id)
{
  FacFacturapiCall *self = g_new0 (FacFacturapiCall, 1);

  self->entity = entity;
  self->remote_id = g_strdup (remote_id);
  return self;
}

void
fac_facturapi_call_free (FacFacturapiCall *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->item, fac_remote_item_unref);
  g_free (self->idempotency_key);
  g_strfreev (self->addresses);
  g_free (self->address);
  g_free (self->tax_id);
  g_free (self->remote_id);
  g_free (self->base_url);
  g_free (self);
}

FacFacturapiCall *
fac_facturapi_call_for (FacRemoteItem *item, const char *idempotency_key, gboolean update)
{
  FacFacturapiCall *self = fac_facturapi_call_new (item->entity, item->remote_id);

  self->item = fac_remote_item_ref (item);
  self->idempotency_key = g_strdup (idempotency_key);
  self->update = update;
  return self;
}

static GBytes *
email_body (const FacFacturapiCall *self)
{
  g_autoptr (FacJsonWriter) json = fac_json_writer_new ();

  fac_json_writer_begin_object (json, NULL);
  fac_json_writer_begin_array (json, "email");
  for (char **address = self->addresses; *address != NULL; address++)
    fac_json_writer_string (json, NULL, *address);
  fac_json_writer_end_array (json);
  fac_json_writer_end_object (json);
  return fac_json_writer_finish (json);
}

static GBytes *
month_body (const FacFacturapiCall *self)
{
  g_autoptr (FacJsonWriter) json = fac_json_writer_new ();

  fac_json_writer_begin_object (json, NULL);
  fac_json_writer_int (json, "year", self->year);
  fac_json_writer_int (json, "month", self->month);
  fac_json_writer_end_object (json);
  return fac_json_writer_finish (json);
}

static GBytes *
link_body (const FacFacturapiCall *self)
{
  g_autoptr (FacJsonWriter) json = fac_json_writer_new ();

  fac_json_writer_begin_object (json, NULL);
  fac_json_writer_string (json, "email", self->address);
  fac_json_writer_end_object (json);
  return fac_json_writer_finish (json);
}

GBytes *
fac_facturapi_call_body (gpointer data)
{
  FacFacturapiCall *self = data;

  if (self->addresses != NULL)
    return email_body (self);
  if (self->address != NULL)
    return link_body (self);
  if (self->year != 0)
    return month_body (self);
  return fac_facturapi_body (self->item, self->idempotency_key, self->update);
}

static FacOrganization *
read_own_organization (const FacHttpResponse *response, GError **error)
{
  g_autoptr (FacJson) json = fac_facturapi_read_answer (response, error);
  g_autoptr (FacOrganization) organization = NULL;

  if (json == NULL)
    return NULL;
  organization = fac_facturapi_read_organization (fac_json_root (json));
  if (organization->remote_id != NULL)
    return g_steal_pointer (&organization);
  fac_facturapi_unreadable (error, response->status,
                            _("The answer of the service has no object in it."));
  return NULL;
}

gpointer
fac_facturapi_answer_check (const FacHttpResponse *response, gpointer data, GError **error)
{
  g_autoptr (FacOrganization) organization = read_own_organization (response, error);

  return GINT_TO_POINTER (organization != NULL);
}

gpointer
fac_facturapi_answer_organization (const FacHttpResponse *response, gpointer data, GError **error)
{
  FacFacturapiCall *call = data;
  FacOrganization *organization = read_own_organization (response, error);

  if (organization != NULL)
    {
      organization->livemode = call->livemode;
      fac_set_string (&organization->base_url, call->base_url);
    }
  return organization;
}

gpointer
fac_facturapi_answer_page (const FacHttpResponse *response, gpointer data, GError **error)
{
  FacFacturapiCall *call = data;
  g_autoptr (FacJson) json = fac_facturapi_read_answer (response, error);
  FacRemotePage *page;

  if (json == NULL)
    return NULL;
  page = fac_facturapi_read_page (call->entity, fac_json_root (json), error);
  if (page == NULL)
    return NULL;
  page->server_time = response->server_time;
  for (guint i = 0; i < page->items->len; i++)
    ((FacRemoteItem *) g_ptr_array_index (page->items, i))->server_time = response->server_time;
  return page;
}

gpointer
fac_facturapi_answer_item (const FacHttpResponse *response, gpointer data, GError **error)
{
  FacFacturapiCall *call = data;
  g_autoptr (FacJson) json = fac_facturapi_read_answer (response, error);
  FacRemoteItem *item;

  if (json == NULL)
    return NULL;
  item = fac_facturapi_read_item (call->entity, fac_json_root (json), error);
  if (item != NULL)
    item->server_time = response->server_time;
  return item;
}

gpointer
fac_facturapi_answer_removed (const FacHttpResponse *response, gpointer data, GError **error)
{
  FacFacturapiCall *call = data;
  FacRemoteItem *item;

  if (response->status < 200 || response->status > 299)
    {
      g_propagate_error (error, fac_facturapi_error (response));
      return NULL;
    }
  item = fac_facturapi_answer_item (response, data, NULL);
  if (item != NULL)
    return item;
  item = fac_remote_item_new (call->entity);
  item->remote_id = g_strdup (call->remote_id);
  item->server_time = response->server_time;
  return item;
}

gpointer
fac_facturapi_answer_done (const FacHttpResponse *response, gpointer data, GError **error)
{
  if (response->status >= 200 && response->status <= 299)
    return GINT_TO_POINTER (TRUE);
  g_propagate_error (error, fac_facturapi_error (response));
  return NULL;
}

static gboolean
looks_like (FacFileFormat format, GBytes *body)
{
  const char *root = format == FAC_FILE_ACUSE_XML ? "Acuse" : "Comprobante";
  gsize length = 0;
  const char *bytes = g_bytes_get_data (body, &length);
  const char *start = bytes;
  gsize head = MIN (length, 1024);

  if (format == FAC_FILE_PDF || format == FAC_FILE_ACUSE_PDF)
    return bytes != NULL && g_strstr_len (bytes, (gssize) head, "%PDF-") != NULL;
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    start += 3;
  while (start != NULL && start < bytes + length && g_ascii_isspace (*start))
    start++;
  return start != NULL && start < bytes + length && *start == '<' &&
         g_strstr_len (bytes, (gssize) length, root) != NULL;
}

/* A page of a proxy arrives as 200 too; a file is judged by its bytes, not by its content type. */
gpointer
fac_facturapi_answer_file (const FacHttpResponse *response, gpointer data, GError **error)
{
  FacFacturapiCall *call = data;

  if (response->status < 200 || response->status > 299)
    {
      g_propagate_error (error, fac_facturapi_error (response));
      return NULL;
    }
  if (looks_like (call->format, response->body))
    return g_bytes_ref (response->body);
  fac_facturapi_unreadable (error, response->status,
                            _("The service sent something else than the file."));
  return NULL;
}

gpointer
fac_facturapi_answer_month (const FacHttpResponse *response, gpointer data, GError **error)
{
  g_autoptr (FacJson) json = fac_facturapi_read_answer (response, error);
  g_autoptr (FacRemoteMonth) month = g_new0 (FacRemoteMonth, 1);
  const char *status;

  if (json == NULL)
    return NULL;
  fac_facturapi_take (&month->remote_id, fac_json_root (json), "id");
  status = fac_json_string (fac_json_get (fac_json_root (json), "status"));
  if (g_strcmp0 (status, "finished") == 0)
    month->state = FAC_MONTH_READY;
  else if (g_strcmp0 (status, "failed") == 0)
    month->state = FAC_MONTH_FAILED;
  if (month->remote_id != NULL)
    return g_steal_pointer (&month);
  fac_facturapi_unreadable (error, response->status,
                            _("The answer of the service has no object in it."));
  return NULL;
}

gpointer
fac_facturapi_answer_catalog (const FacHttpResponse *response, gpointer data, GError **error)
{
  g_autoptr (FacJson) json = fac_facturapi_read_answer (response, error);

  return json != NULL ? fac_facturapi_read_catalog (fac_json_root (json)) : NULL;
}
