/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-checks.h"

#include "fac-error-presenter.h"
#include "fac-sent-wait.h"
#include "fac-store-checks.h"
#include "fac-text.h"
#include "fac-workspace-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (fac-check-error-quark, fac_check_error)

/* The catalogue ends its sentences with a stop, others do not. */
static char *
join (const FacErrorText *text)
{
  if (fac_text_is_empty (text->body))
    return g_strdup (text->title);
  return g_strconcat (text->title, g_str_has_suffix (text->title, ".") ? " " : ". ", text->body,
                      NULL);
}

char *
fac_check_error_words (const GError *error)
{
  g_autoptr (FacErrorText) text = NULL;

  if (error->domain == FAC_CHECK_ERROR)
    return g_strdup (error->message);
  text = fac_error_present (error);
  return text != NULL ? join (text) : NULL;
}

static gboolean
can (FacWorkspace *self, FacCapability capability)
{
  return (fac_provider_capabilities (self->parser) & capability) != 0;
}

gboolean
fac_workspace_can_validate (FacWorkspace *self)
{
  return can (self, FAC_CAPABILITY_VALIDATE_CUSTOMER);
}

gboolean
fac_workspace_can_check_tax_id (FacWorkspace *self)
{
  return can (self, FAC_CAPABILITY_TAX_ID_CHECK);
}

gboolean
fac_workspace_can_email_edit_link (FacWorkspace *self)
{
  return can (self, FAC_CAPABILITY_EDIT_LINK);
}

gboolean
fac_workspace_is_reachable (FacWorkspace *self)
{
  return self->provider != NULL && fac_connectivity_is_online (self->connectivity);
}

/* Takes over @task when it ends it. */
static gboolean
end_unreachable (FacWorkspace *self, GTask *task)
{
  if (fac_workspace_is_reachable (self))
    return FALSE;
  g_task_return_new_error (task, FAC_CHECK_ERROR, FAC_CHECK_ERROR_OFFLINE, "%s",
                           _("The SAT can only be asked with a connection."));
  g_object_unref (task);
  return TRUE;
}

/* What comes when the workspace is closed finds no store any more. */
static GTask *
new_task (FacWorkspace *self, GCancellable *cancellable, GAsyncReadyCallback callback,
          gpointer data)
{
  return g_task_new (self, cancellable != NULL ? cancellable : self->closing, callback, data);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!fac_store_write_finish (FAC_STORE (source), result, &error))
    g_warning ("What the SAT said could not be kept: %s", error->message);
}

/* ---- what is known --------------------------------------------------------------------------- */

static void
on_check (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  FacCustomerCheck *check = fac_store_get_check_finish (FAC_STORE (source), result, &error);

  if (check != NULL)
    g_task_return_pointer (task, check, (GDestroyNotify) fac_customer_check_free);
  else
    g_task_return_error (task, error);
}

void
fac_workspace_get_check_async (FacWorkspace *self, const char *id, const char *tax_id,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data)
{
  fac_store_get_check_async (self->store, id, tax_id, cancellable, on_check,
                             g_task_new (self, cancellable, callback, data));
}

FacCustomerCheck *
fac_workspace_get_check_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- validation ------------------------------------------------------------------------------ */

static void
return_validation (GTask *task, FacTaxValidation *validation, const FacCustomer *customer)
{
  FacWorkspace *self = g_task_get_source_object (task);

  validation->at = fac_clock_now (self->clock);
  fac_tax_validation_about (validation, customer);
  fac_store_save_validation_async (self->store, customer->id, validation, on_kept, NULL);
  g_task_return_pointer (task, validation, (GDestroyNotify) fac_tax_validation_unref);
}

/* The service may keep its register for Live keys; then a key of tests is no bad key. */
static GError *
explain_key (FacWorkspace *self, GError *error)
{
  if (self->organization->livemode
      || (!g_error_matches (error, FAC_API_ERROR, FAC_API_ERROR_KEY)
          && !g_error_matches (error, FAC_API_ERROR, FAC_API_ERROR_ACCOUNT)))
    return error;
  g_error_free (error);
  return g_error_new_literal (FAC_CHECK_ERROR, FAC_CHECK_ERROR_LIVE_KEY,
                              _("The service asks the SAT’s register only with a Live key, and this "
                                "organization works with a Test key. Nothing is wrong with your "
                                "key or with the customer."));
}

static void
on_validated (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;
  FacTaxValidation *validation =
      fac_provider_validate_customer_finish (FAC_PROVIDER (source), result, &error);

  if (validation != NULL)
    return_validation (task, validation, g_task_get_task_data (task));
  else
    g_task_return_error (task, explain_key (self, error));
}

/* Takes over @task. */
static void
ask_register (FacWorkspace *self, FacCustomer *customer, GTask *task)
{
  if (end_unreachable (self, task))
    return;
  g_task_set_task_data (task, fac_customer_ref (customer), (GDestroyNotify) fac_customer_unref);
  fac_provider_validate_customer_async (self->provider, customer->remote_id,
                                        g_task_get_cancellable (task), on_validated, task);
}

static FacTaxValidation *
validation_from_refusal (const FacRefusal *refusal)
{
  FacTaxValidation *validation = fac_tax_validation_new ();
  g_autofree char *text = join (refusal->words);

  fac_tax_validation_add (validation, refusal->words->field, NULL, text);
  return validation;
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacRefusal *refusal = NULL;
  GError *error = NULL;
  g_autoptr (FacCustomerCheck) check =
      fac_sent_wait_finish (FAC_WORKSPACE (source), result, &refusal, &error);

  if (check == NULL)
    g_task_return_error (task, error);
  else if (refusal != NULL)
    return_validation (task, validation_from_refusal (refusal), check->customer);
  else
    ask_register (FAC_WORKSPACE (source), check->customer, g_steal_pointer (&task));
  g_clear_pointer (&refusal, fac_refusal_free);
}

void
fac_workspace_validate_customer_async (FacWorkspace *self, const char *id,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer data)
{
  GTask *task = new_task (self, cancellable, callback, data);

  if (!end_unreachable (self, task))
    fac_sent_wait_async (self, id, cancellable, on_sent, task);
}

FacTaxValidation *
fac_workspace_validate_customer_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fac_workspace_validate_sent_async (FacWorkspace *self, FacCustomer *customer,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer data)
{
  ask_register (self, customer, new_task (self, cancellable, callback, data));
}

/* ---- list of article 69-B -------------------------------------------------------------------- */

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FacWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;
  FacTaxIdReport *report = fac_provider_check_tax_id_finish (FAC_PROVIDER (source), result, &error);

  if (report == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  report->at = fac_clock_now (self->clock);
  fac_store_save_report_async (self->store, report, on_kept, NULL);
  g_task_return_pointer (task, report, (GDestroyNotify) fac_tax_id_report_unref);
}

void
fac_workspace_check_tax_id_async (FacWorkspace *self, const char *tax_id,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer data)
{
  GTask *task = new_task (self, cancellable, callback, data);

  if (!end_unreachable (self, task))
    fac_provider_check_tax_id_async (self->provider, tax_id, cancellable, on_listed, task);
}

FacTaxIdReport *
fac_workspace_check_tax_id_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- edit link ------------------------------------------------------------------------------- */

static void
on_link_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (fac_provider_email_edit_link_finish (FAC_PROVIDER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes over @task. */
static void
send_link (FacWorkspace *self, const FacCustomer *customer, GTask *task)
{
  if (!end_unreachable (self, task))
    fac_provider_email_edit_link_async (self->provider, customer->remote_id,
                                        g_task_get_task_data (task), g_task_get_cancellable (task),
                                        on_link_sent, task);
}

static void
on_sent_for_link (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  FacWorkspace *self = FAC_WORKSPACE (source);
  FacRefusal *refusal = NULL;
  GError *error = NULL;
  g_autoptr (FacCustomerCheck) check = fac_sent_wait_finish (self, result, &refusal, &error);

  if (refusal != NULL)
    error = g_error_new (FAC_CHECK_ERROR, FAC_CHECK_ERROR_NOT_SENT,
                         _("The service did not accept the customer: %s"), refusal->words->title);
  g_clear_pointer (&refusal, fac_refusal_free);
  if (error == NULL)
    {
      send_link (self, check->customer, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* What is incomplete there waits for the customer to write it: nothing of it is sent before. */
static void
on_check_for_link (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  FacWorkspace *self = FAC_WORKSPACE (source);
  GError *error = NULL;
  g_autoptr (FacCustomerCheck) check = fac_workspace_get_check_finish (self, result, &error);
  const FacCustomer *customer = check != NULL ? check->customer : NULL;

  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  else if (customer != NULL && customer->remote_id != NULL && fac_customer_is_incomplete (customer))
    send_link (self, customer, task);
  else
    fac_sent_wait_async (self, g_object_get_data (G_OBJECT (task), "customer"),
                         g_task_get_cancellable (task), on_sent_for_link, task);
}

void
fac_workspace_email_edit_link_async (FacWorkspace *self, const char *id, const char *address,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer data)
{
  GTask *task = new_task (self, cancellable, callback, data);

  g_task_set_task_data (task, g_strdup (address), g_free);
  g_object_set_data_full (G_OBJECT (task), "customer", g_strdup (id), g_free);
  if (!end_unreachable (self, task))
    fac_workspace_get_check_async (self, id, NULL, cancellable, on_check_for_link, task);
}

gboolean
fac_workspace_email_edit_link_finish (FacWorkspace *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
