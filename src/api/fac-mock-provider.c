/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-mock-provider.h"

#include "fac-mock-files.h"
#include "fac-mock-state.h"
#include "fac-text.h"

#include <string.h>

typedef struct
{
  char    *verb;
  guint    count;
  gboolean executed;
  GError  *error;
} Script;

struct _FacMockProvider
{
  FacProvider parent_instance;

  FacMockState    *state;
  FacOrganization *organization;
  GQueue           scripts; /* of Script */
  GHashTable      *calls;   /* verb → count */
};

G_DEFINE_FINAL_TYPE (FacMockProvider, fac_mock_provider, FAC_TYPE_PROVIDER)

typedef struct
{
  GTask         *task;
  gpointer       result;
  GDestroyNotify destroy;
  GError        *error;
} Answer;

static void
script_free (gpointer data)
{
  Script *script = data;

  g_free (script->verb);
  g_error_free (script->error);
  g_free (script);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  if (answer->result != NULL && answer->destroy != NULL)
    answer->destroy (answer->result);
  g_clear_error (&answer->error);
  g_object_unref (answer->task);
  g_free (answer);
}

static gboolean
on_answer (gpointer data)
{
  Answer *answer = data;

  if (answer->error != NULL)
    g_task_return_error (answer->task, g_steal_pointer (&answer->error));
  else
    g_task_return_pointer (answer->task, g_steal_pointer (&answer->result), answer->destroy);
  return G_SOURCE_REMOVE;
}

/* Takes over all but @self. The answer comes later, as every answer from a network does. */
static void
answer_later (GTask *task, gpointer result, GDestroyNotify destroy, GError *error)
{
  Answer *answer = g_new0 (Answer, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  answer->task = task;
  answer->result = result;
  answer->destroy = destroy;
  answer->error = error;
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, on_answer, answer, answer_free);
  g_source_attach (source, g_task_get_context (task));
}

static Script *
take_script (FacMockProvider *self, const char *verb)
{
  for (GList *link = self->scripts.head; link != NULL; link = link->next)
    {
      Script *script = link->data;

      if (script->verb == NULL || strcmp (script->verb, verb) == 0)
        return script;
    }
  return NULL;
}

/* Counts the call. Returns: whether it takes effect; @failure is what is answered all the same. */
static gboolean
begin (FacMockProvider *self, const char *verb, GError **failure)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->calls, verb));
  Script *script = take_script (self, verb);
  gboolean executed;

  g_hash_table_insert (self->calls, g_strdup (verb), GUINT_TO_POINTER (count + 1));
  if (script == NULL)
    return TRUE;
  *failure = g_error_copy (script->error);
  executed = script->executed;
  if (--script->count == 0)
    {
      g_queue_remove (&self->scripts, script);
      script_free (script);
    }
  return executed;
}

static void
end (GTask *task, gpointer result, GDestroyNotify destroy, GError *failure, GError *error)
{
  if (failure != NULL)
    {
      if (result != NULL && destroy != NULL)
        destroy (result);
      g_clear_error (&error);
      answer_later (task, NULL, NULL, failure);
    }
  else
    answer_later (task, result, destroy, error);
}

static void
end_item (GTask *task, FacRemoteItem *item, GError *failure, GError *error)
{
  end (task, item, (GDestroyNotify) fac_remote_item_unref, failure, error);
}

static FacCapability
mock_capabilities (FacProvider *provider)
{
  return FAC_CAPABILITY_CUSTOMERS | FAC_CAPABILITY_PRODUCTS | FAC_CAPABILITY_INVOICES |
         FAC_CAPABILITY_REMOTE_DRAFTS | FAC_CAPABILITY_CATALOG_SEARCH |
         FAC_CAPABILITY_EXTERNAL_ID | FAC_CAPABILITY_IDEMPOTENCY_KEY |
         FAC_CAPABILITY_CANCEL | FAC_CAPABILITY_EMAIL |
         FAC_CAPABILITY_VALIDATE_CUSTOMER | FAC_CAPABILITY_TAX_ID_CHECK |
         FAC_CAPABILITY_EDIT_LINK;
}

static void
mock_check (FacProvider *provider, GTask *task)
{
  GError *failure = NULL;

  begin (FAC_MOCK_PROVIDER (provider), "check", &failure);
  end (task, GINT_TO_POINTER (TRUE), NULL, failure, NULL);
}

static void
mock_get_organization (FacProvider *provider, GTask *task)
{
  FacMockProvider *self = FAC_MOCK_PROVIDER (provider);
  GError *failure = NULL;

  begin (self, "get_organization", &failure);
  end (task, fac_organization_ref (self->organization), (GDestroyNotify) fac_organization_unref,
       failure, NULL);
}

static void
mock_list (FacProvider *provider, FacEntity entity, const FacRemoteQuery *query, GTask *task)
{
  FacMockProvider *self = FAC_MOCK_PROVIDER (provider);
  FacRemotePage *page = NULL;
  GError *failure = NULL;
  GError *error = NULL;

  if (begin (self, "list", &failure))
    page = fac_mock_state_list (self->state, entity, query, &error);
  end (task, page, (GDestroyNotify) fac_remote_page_free, failure, error);
}

static void
mock_get (FacProvider *provider, FacEntity entity, const char *remote_id, GTask *task)
{
  FacMockProvider *self = FAC_MOCK_PROVIDER (provider);
  FacRemoteItem *item = NULL;
  GError *failure = NULL;
  GError *error = NULL;

  if (begin (self, "get", &failure))
    item = fac_mock_state_find (self->state, entity, remote_id, &error);
  end_item (task, item, failure, error);
}

static void
mock_create (FacProvider *provider, FacRemoteItem *wanted, const char *key, GTask *task)
{
  FacMockProvider *self = FAC_MOCK_PROVIDER (provider);
  FacRemoteItem *item = NULL;
  GError *failure = NULL;
  GError *error = NULL;

  if (begin (self, "create", &failure))
    item = fac_mock_state_create (self->state, wanted, key, &error);
  end_item (task, item, failure, error);
}

static void
mock_update (FacProvider *provider, FacRemoteItem *wanted, GTask *task)
{
  FacMockProvider *self = FAC_MOCK_PROVIDER (provider);
  FacRemoteItem *item = NULL;
  GError *failure = NULL;
  GError *error = NULL;

  if (begin (self, "update", &failure))
    item = fac_mock_state_update (self->state, wanted, &error);
  end_item (task, item, failure, error);
}

static void
mock_remove (FacProvider *provider, FacEntity entity, const char *remote_id, GTask *task)
{
  FacMockProvider *self = FAC_MOCK_PROVIDER (provider);
  FacRemoteItem *item = NULL;
  GError *failure = NULL;
  GError *error = NULL;

  if (begin (self, "remove", &failure))
    item = fac_mock_state_remove (self->state, entity, remote_id, &error);
  end_item (task, item, failure, error);
}

static void
mock_stamp (FacProvider *provider, const char *remote_id, GTask *task)
{
  FacMockProvider *self = FAC_MOCK_PROVIDER (provider);
  FacRemoteItem *item = NULL;
  GError *failure = NULL;
  GError *error = NULL;

  if (begin (self, "stamp", &failure))
    item = fac_mock_state_stamp (self->state, remote_id, &error);
  end_item (task, item, failure, error);
}

static void
mock_cancel (FacProvider *provider, const char *remote_id, const char *motive,
             const char *substitution, GTask *task)
{
  FacMockProvider *self = FAC_MOCK_PROVIDER (provider);
  FacRemoteItem *item = NULL;
  GError *failure = NULL;
  GError *error = NULL;

  if (begin (self, "cancel", &failure))
    item = fac_mock_state_cancel (self->state, remote_id, motive, substitution, &error);
  end_item (task, item, failure, error);
}

static void
mock_refresh_status (FacProvider *provider, const char *remote_id, GTask *task)
{
  FacMockProvider *self = FAC_MOCK_PROVIDER (provider);
  FacRemoteItem *item = NULL;
  GError *failure = NULL;
  GError *error = NULL;

  if (begin (self, "refresh_status", &failure))
    item = fac_mock_state_status (self->state, remote_id, &error);
  end_item (task, item, failure, error);
}

static void
mock_email (FacProvider *provider, const char *remote_id, const char *const *addresses, GTask *task)
{
  FacMockProvider *self = FAC_MOCK_PROVIDER (provider);
  gboolean sent = FALSE;
  GError *failure = NULL;
  GError *error = NULL;

  if (begin (self, "email", &failure))
    sent = fac_mock_state_email (self->state, remote_id, addresses, &error);
  end (task, GINT_TO_POINTER (sent), NULL, failure, error);
}

static GBytes *
make_acuse (const FacRemoteItem *held, const FacOrganization *issuer, FacFileFormat format,
            GError **error)
{
  if (held->invoice->status != FAC_STATUS_CANCELADA)
    {
      fac_mock_state_refuse (error, 400, "invoice_cancellation_receipt_unavailable", NULL,
                             "El acuse aún no está listo.");
      return NULL;
    }
  return format == FAC_FILE_ACUSE_PDF ? fac_mock_file_pdf (held->invoice)
                                      : fac_mock_file_acuse (held->invoice, issuer);
}

static GBytes *
make_file (FacMockProvider *self, const char *remote_id, FacFileFormat format, GError **error)
{
  FacRemoteItem *held = fac_mock_state_held (self->state, FAC_ENTITY_INVOICE, remote_id, error);

  if (held == NULL)
    return NULL;
  if (format == FAC_FILE_ACUSE_XML || format == FAC_FILE_ACUSE_PDF)
    return make_acuse (held, self->organization, format, error);
  if (format == FAC_FILE_PDF)
    return fac_mock_file_pdf (held->invoice);
  if (held->invoice->uuid == NULL)
    {
      fac_mock_state_refuse (error, 400, "invoice_not_stamped", NULL,
                             "La factura no está timbrada.");
      return NULL;
    }
  return fac_mock_file_xml (held->invoice, self->organization);
}

static void
mock_download (FacProvider *provider, const char *remote_id, FacFileFormat format, GTask *task)
{
  FacMockProvider *self = FAC_MOCK_PROVIDER (provider);
  GBytes *file = NULL;
  GError *failure = NULL;
  GError *error = NULL;

  if (begin (self, "download", &failure))
    file = make_file (self, remote_id, format, &error);
  end (task, file, (GDestroyNotify) g_bytes_unref, failure, error);
}

static void
mock_search_catalog (FacProvider *provider, const char *catalog, const char *text, GTask *task)
{
  static const struct { const char *catalog, *key, *es; } rows[] = {
    { FAC_CATALOG_PRODUCTS, "01010101", "No existe en el catálogo" },
    { FAC_CATALOG_PRODUCTS, "81112100", "Servicios de internet" },
    { FAC_CATALOG_PRODUCTS, "84111506", "Servicios de facturación" },
    { FAC_CATALOG_UNITS, "E48", "Unidad de servicio" },
    { FAC_CATALOG_UNITS, "H87", "Pieza" },
  };
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);
  g_autofree char *needle = fac_text_fold (text != NULL ? text : "");
  GError *failure = NULL;

  begin (FAC_MOCK_PROVIDER (provider), "search_catalog", &failure);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = fac_text_fold (rows[i].es);

      if (g_strcmp0 (rows[i].catalog, catalog) == 0 &&
          (strstr (name, needle) != NULL ||
           g_ascii_strncasecmp (rows[i].key, needle, strlen (needle)) == 0))
        g_ptr_array_add (found, fac_catalog_entry_new (rows[i].key, rows[i].es, NULL));
    }
  end (task, found, (GDestroyNotify) g_ptr_array_unref, failure, NULL);
}

static void
mock_validate_customer (FacProvider *provider, const char *remote_id, GTask *task)
{
  FacMockProvider *self = FAC_MOCK_PROVIDER (provider);
  FacTaxValidation *validation = NULL;
  GError *failure = NULL;
  GError *error = NULL;

  if (begin (self, "validate_customer", &failure))
    validation = fac_mock_state_validate (self->state, remote_id, &error);
  end (task, validation, (GDestroyNotify) fac_tax_validation_unref, failure, error);
}

static void
mock_check_tax_id (FacProvider *provider, const char *tax_id, GTask *task)
{
  FacTaxIdReport *report = NULL;
  GError *failure = NULL;
  GError *error = NULL;

  if (begin (FAC_MOCK_PROVIDER (provider), "check_tax_id", &failure))
    report = fac_mock_check_tax_id (tax_id, &error);
  end (task, report, (GDestroyNotify) fac_tax_id_report_unref, failure, error);
}

static void
mock_email_edit_link (FacProvider *provider, const char *remote_id, const char *address,
                      GTask *task)
{
  FacMockProvider *self = FAC_MOCK_PROVIDER (provider);
  gboolean sent = FALSE;
  GError *failure = NULL;
  GError *error = NULL;

  if (begin (self, "email_edit_link", &failure))
    sent = fac_mock_state_email_link (self->state, remote_id, address, &error);
  end (task, GINT_TO_POINTER (sent), NULL, failure, error);
}

static FacRemoteItem *
mock_parse (FacProvider *provider, FacEntity entity, GBytes *body, GError **error)
{
  return fac_mock_state_parse (entity, body, error);
}

static void
fac_mock_provider_finalize (GObject *object)
{
  FacMockProvider *self = FAC_MOCK_PROVIDER (object);

  g_queue_clear_full (&self->scripts, script_free);
  g_hash_table_unref (self->calls);
  fac_organization_unref (self->organization);
  fac_mock_state_free (self->state);
  G_OBJECT_CLASS (fac_mock_provider_parent_class)->finalize (object);
}

static void
fac_mock_provider_class_init (FacMockProviderClass *klass)
{
  FacProviderClass *provider_class = FAC_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fac_mock_provider_finalize;
  provider_class->capabilities = mock_capabilities;
  provider_class->check = mock_check;
  provider_class->get_organization = mock_get_organization;
  provider_class->list = mock_list;
  provider_class->get = mock_get;
  provider_class->create = mock_create;
  provider_class->update = mock_update;
  provider_class->remove = mock_remove;
  provider_class->stamp = mock_stamp;
  provider_class->cancel = mock_cancel;
  provider_class->refresh_status = mock_refresh_status;
  provider_class->email = mock_email;
  provider_class->download = mock_download;
  provider_class->search_catalog = mock_search_catalog;
  provider_class->validate_customer = mock_validate_customer;
  provider_class->check_tax_id = mock_check_tax_id;
  provider_class->email_edit_link = mock_email_edit_link;
  provider_class->parse = mock_parse;
}

static void
fac_mock_provider_init (FacMockProvider *self)
{
  self->state = fac_mock_state_new ();
  self->calls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->organization = fac_organization_new ();
  fac_set_string (&self->organization->provider, "mock");
  fac_set_string (&self->organization->remote_id, "000000000000000000000000");
  fac_set_string (&self->organization->name, "Empresa imaginaria");
  fac_set_string (&self->organization->legal_name, "EMPRESA IMAGINARIA");
  fac_set_string (&self->organization->tax_id, "EKU9003173C9");
  fac_set_string (&self->organization->tax_system, "601");
  fac_set_string (&self->organization->address->zip, "06000");
}

FacMockProvider *
fac_mock_provider_new (void)
{
  return g_object_new (FAC_TYPE_MOCK_PROVIDER, NULL);
}

void
fac_mock_provider_fail_next (FacMockProvider *self,
                             const char      *verb,
                             guint            count,
                             gboolean         executed,
                             const GError    *error)
{
  Script *script;

  g_return_if_fail (FAC_IS_MOCK_PROVIDER (self));
  g_return_if_fail (count > 0 && error != NULL);

  script = g_new0 (Script, 1);
  script->verb = g_strdup (verb);
  script->count = count;
  script->executed = executed;
  script->error = g_error_copy (error);
  g_queue_push_tail (&self->scripts, script);
}

GPtrArray *
fac_mock_provider_items (FacMockProvider *self, FacEntity entity)
{
  g_return_val_if_fail (FAC_IS_MOCK_PROVIDER (self), NULL);
  g_return_val_if_fail (entity < FAC_MOCK_N_ENTITIES, NULL);

  return self->state->items[entity];
}

FacRemoteItem *
fac_mock_provider_add (FacMockProvider *self, FacRemoteItem *item)
{
  g_return_val_if_fail (FAC_IS_MOCK_PROVIDER (self), NULL);
  g_return_val_if_fail (item != NULL && item->entity < FAC_MOCK_N_ENTITIES, NULL);

  return fac_mock_state_put (self->state, item);
}

void
fac_mock_provider_set_clock (FacMockProvider *self, FacClock *clock)
{
  g_return_if_fail (FAC_IS_MOCK_PROVIDER (self));

  g_set_object (&self->state->clock, clock);
}

void
fac_mock_provider_set_cursors (FacMockProvider *self, gboolean cursors)
{
  g_return_if_fail (FAC_IS_MOCK_PROVIDER (self));

  self->state->cursors = cursors;
}

void
fac_mock_provider_set_pending (FacMockProvider *self, gboolean pending)
{
  g_return_if_fail (FAC_IS_MOCK_PROVIDER (self));

  self->state->pending = pending;
}

void
fac_mock_provider_settle (FacMockProvider *self, const char *remote_id, gboolean valid)
{
  g_return_if_fail (FAC_IS_MOCK_PROVIDER (self));

  fac_mock_state_settle (self->state, remote_id, valid);
}

void
fac_mock_provider_set_cancellation (FacMockProvider *self, const char *status)
{
  g_return_if_fail (FAC_IS_MOCK_PROVIDER (self));

  fac_set_string (&self->state->cancellation, status);
}

void
fac_mock_provider_answer_cancellation (FacMockProvider *self,
                                       const char      *remote_id,
                                       const char      *answer)
{
  g_return_if_fail (FAC_IS_MOCK_PROVIDER (self));

  fac_mock_state_answer_cancellation (self->state, remote_id, answer);
}

GPtrArray *
fac_mock_provider_mails (FacMockProvider *self)
{
  g_return_val_if_fail (FAC_IS_MOCK_PROVIDER (self), NULL);

  return self->state->mails;
}

guint
fac_mock_provider_calls (FacMockProvider *self, const char *verb)
{
  g_return_val_if_fail (FAC_IS_MOCK_PROVIDER (self), 0);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->calls, verb));
}
