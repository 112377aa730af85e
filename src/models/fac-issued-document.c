/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-load.h"
#include "fac-history-item-private.h"
#include "fac-operation-private.h"
#include "fac-paper-job.h"
#include "fac-refusal.h"
#include "fac-service-paper.h"
#include "fac-worker.h"
#include "fac-workspace-private.h"

#include "fac-cfdi-from-invoice.h"
#include "fac-cfdi-seal.h"
#include "fac-cfdi-xml.h"
#include "fac-error.h"
#include "fac-file-pattern.h"
#include "fac-settings.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>

struct _FacIssuedDocument
{
  GObject parent_instance;

  FacWorkspace *workspace;
  char         *id;
  FacInvoice   *invoice;
  FacCfdi      *cfdi;
  char         *tfd_cadena;
  GBytes       *xml;
  GBytes       *pdf;
  FacPaperKind  shown; /* what @pdf is of */
  int           seal_verdict;
  GBytes       *acuse;
  GBytes       *acuse_pdf;
  FacOperation *cancel;
  FacOperation *email;
  GListStore   *history;
  FacErrorText *refusal;
  GError       *error;
  GCancellable *cancellable;
  gboolean      loading;
  gboolean      again;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void load (FacIssuedDocument *self);

G_DEFINE_FINAL_TYPE (FacIssuedDocument, fac_issued_document, G_TYPE_OBJECT)

static void
emit_changed (FacIssuedDocument *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
settle (FacIssuedDocument *self)
{
  self->loading = FALSE;
  if (self->workspace == NULL)
    return;
  emit_changed (self);
  if (self->again)
    load (self);
}

static void
fail (FacIssuedDocument *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  settle (self);
}

/* ---- paper ----------------------------------------------------------------------------------- */

static FacPaperKind
wanted_paper (FacIssuedDocument *self)
{
  if (self->invoice->uuid == NULL || !fac_document_status_is_issued (self->invoice->status))
    return FAC_PAPER_DRAFT;
  return self->invoice->status == FAC_STATUS_CANCELADA ? FAC_PAPER_CANCELLED : FAC_PAPER_ISSUED;
}

/* what can be drawn here */
static FacPaperKind
drawn_paper (FacIssuedDocument *self)
{
  FacPaperKind wanted = wanted_paper (self);

  return self->cfdi != NULL || wanted == FAC_PAPER_DRAFT ? wanted : FAC_PAPER_WITHOUT_XML;
}

static void
show (FacIssuedDocument *self, GBytes *pdf, FacPaperKind kind)
{
  g_clear_pointer (&self->pdf, g_bytes_unref);
  self->pdf = pdf;
  self->shown = kind;
  settle (self);
}

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacIssuedDocument) self = data;
  GError *error = NULL;
  GBytes *pdf = fac_paper_job_finish (result, &error);

  if (pdf == NULL)
    fail (self, error);
  else
    show (self, pdf, drawn_paper (self));
}

static void
draw (FacIssuedDocument *self)
{
  g_autoptr (FacInvoiceTotals) totals = NULL;
  g_autoptr (FacCfdi) draft = NULL;

  if (self->cfdi != NULL)
    {
      FacPaperKind kind = self->invoice->status == FAC_STATUS_CANCELADA ? FAC_PAPER_CANCELLED : FAC_PAPER_ISSUED;

      fac_paper_job_async (self->workspace, self->cfdi, kind, self->tfd_cadena, NULL,
                           self->cancellable,
                           on_drawn, g_object_ref (self));
      return;
    }
  totals = fac_invoice_totals_new ();
  fac_invoice_totals_compute (totals, self->invoice);
  draft = fac_cfdi_from_invoice (self->invoice, totals, self->workspace->organization,
                                 fac_clock_now (self->workspace->clock));
  fac_paper_job_async (self->workspace, draft, drawn_paper (self), NULL, NULL, self->cancellable,
                       on_drawn, g_object_ref (self));
}

static void
on_service_paper (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacIssuedDocument) self = data;
  GBytes *pdf = fac_service_paper_finish (result);

  if (pdf != NULL)
    show (self, pdf, wanted_paper (self));
  else if (self->workspace != NULL)
    draw (self);
}

/* What the customer received, where it is at hand; what is being looked at is not replaced by another of the same. */
static void
find_paper (FacIssuedDocument *self)
{
  const FacPaperKind wanted = wanted_paper (self);

  if (wanted == FAC_PAPER_DRAFT)
    draw (self);
  else if (self->pdf != NULL && self->shown == wanted)
    settle (self);
  else
    fac_service_paper_async (self->workspace, self->invoice, self->cancellable, on_service_paper,
                             g_object_ref (self));
}

/* ---- XML: read and judged off the main thread ------------------------------------------------ */

typedef struct
{
  GBytes  *xml;
  char    *uuid;
  FacCfdi *cfdi;
  char    *tfd_cadena;
  gboolean good;
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_pointer (&reading->xml, g_bytes_unref);
  g_free (reading->uuid);
  g_clear_pointer (&reading->cfdi, fac_cfdi_unref);
  g_free (reading->tfd_cadena);
  g_free (reading);
}

static void
read_xml (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;

  reading->cfdi = fac_cfdi_read (reading->xml, &error);
  if (reading->cfdi == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  reading->good = fac_cfdi_verify (reading->xml, reading->uuid, NULL);
  if (reading->cfdi->timbre != NULL)
    reading->tfd_cadena = fac_cfdi_tfd_cadena (reading->cfdi->timbre);
  g_task_return_boolean (task, TRUE);
}

static void
on_xml_read (GObject *source, GAsyncResult *result, gpointer data)
{
  FacIssuedDocument *self = FAC_ISSUED_DOCUMENT (source);
  Reading *reading = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      self->seal_verdict = -1;
      fail (self, error);
      return;
    }
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_clear_pointer (&self->cfdi, fac_cfdi_unref);
  g_free (self->tfd_cadena);
  self->xml = g_steal_pointer (&reading->xml);
  self->cfdi = g_steal_pointer (&reading->cfdi);
  self->tfd_cadena = g_steal_pointer (&reading->tfd_cadena);
  self->seal_verdict = reading->good ? 1 : -1;
  if (self->workspace != NULL)
    find_paper (self);
}

static void
on_xml (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacIssuedDocument) self = data;
  GError *error = NULL;
  g_autoptr (GBytes) xml = fac_store_get_xml_finish (FAC_STORE (source), result, &error);
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  if (self->workspace == NULL)
    return;
  if (xml == NULL)
    {
      find_paper (self);
      return;
    }
  reading = g_new0 (Reading, 1);
  reading->xml = g_steal_pointer (&xml);
  reading->uuid = g_strdup (self->invoice->uuid);
  task = g_task_new (self, NULL, on_xml_read, NULL);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  fac_worker_run (task, read_xml);
}

/* ---- what the service last said --------------------------------------------------------------- */

/* Without it, or when it was altered, the check of the files says so. */
static void
on_acuse_pdf (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacIssuedDocument) self = data;

  g_clear_pointer (&self->acuse_pdf, g_bytes_unref);
  self->acuse_pdf = fac_store_get_acuse_finish (FAC_STORE (source), result, NULL);
  if (self->workspace != NULL)
    fac_store_get_xml_async (self->workspace->store, self->id, self->cancellable, on_xml,
                             g_object_ref (self));
}

static void
on_acuse (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacIssuedDocument) self = data;

  g_clear_pointer (&self->acuse, g_bytes_unref);
  self->acuse = fac_store_get_acuse_finish (FAC_STORE (source), result, NULL);
  if (self->workspace != NULL)
    fac_store_get_acuse_async (self->workspace->store, self->id, TRUE, self->cancellable,
                               on_acuse_pdf, g_object_ref (self));
}

static void
find_requests (FacIssuedDocument *self, GPtrArray *entries)
{
  g_clear_object (&self->cancel);
  g_clear_object (&self->email);
  for (guint i = entries->len; i > 0; i--)
    {
      FacOutboxEntry *entry = entries->pdata[i - 1];
      FacOperation **place = entry->verb == FAC_OUTBOX_CANCEL  ? &self->cancel
                             : entry->verb == FAC_OUTBOX_EMAIL ? &self->email : NULL;

      if (place != NULL && *place == NULL && g_strcmp0 (entry->object_id, self->id) == 0)
        *place = _fac_operation_new (entry, NULL);
    }
}

static void
on_entries (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacIssuedDocument) self = data;
  g_autoptr (GPtrArray) entries = fac_store_outbox_finish (FAC_STORE (source), result, NULL);

  if (entries != NULL)
    {
      g_clear_pointer (&self->refusal, fac_error_text_free);
      self->refusal = fac_refusal_find (entries, self->id);
      find_requests (self, entries);
    }
  if (self->workspace != NULL)
    fac_store_get_acuse_async (self->workspace->store, self->id, FALSE, self->cancellable, on_acuse,
                               g_object_ref (self));
}

static void
on_history (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacIssuedDocument) self = data;
  g_autoptr (GPtrArray) events = fac_store_get_history_finish (FAC_STORE (source), result, NULL);

  g_list_store_remove_all (self->history);
  for (guint i = events != NULL ? events->len : 0; i > 0; i--)
    {
      g_autoptr (FacHistoryItem) item = _fac_history_item_new (events->pdata[i - 1]);

      g_list_store_append (self->history, item);
    }
  if (self->workspace != NULL)
    fac_store_outbox_async (self->workspace->store, self->cancellable, on_entries,
                            g_object_ref (self));
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacIssuedDocument) self = data;
  GError *error = NULL;
  FacInvoice *invoice = fac_document_load_finish (result, &error);

  if (invoice == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_pointer (&self->invoice, fac_invoice_unref);
  self->invoice = invoice;
  if (self->workspace != NULL)
    fac_store_get_history_async (self->workspace->store, self->id, self->cancellable, on_history,
                                 g_object_ref (self));
}

static void
load (FacIssuedDocument *self)
{
  self->again = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  g_clear_error (&self->error);
  fac_document_load_async (self->workspace, self->id, self->cancellable, on_loaded,
                           g_object_ref (self));
}

static void
on_workspace_changed (FacWorkspace *workspace, FacEntity entity, const char *id,
                      FacIssuedDocument *self)
{
  gboolean ours = id == NULL || g_str_equal (id, self->id);

  if ((entity == FAC_ENTITY_INVOICE && ours) || entity == FAC_ENTITY_OUTBOX)
    load (self);
}

static void
fac_issued_document_dispose (GObject *object)
{
  FacIssuedDocument *self = FAC_ISSUED_DOCUMENT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_issued_document_parent_class)->dispose (object);
}

static void
fac_issued_document_finalize (GObject *object)
{
  FacIssuedDocument *self = FAC_ISSUED_DOCUMENT (object);

  g_free (self->id);
  g_free (self->tfd_cadena);
  g_clear_pointer (&self->invoice, fac_invoice_unref);
  g_clear_pointer (&self->cfdi, fac_cfdi_unref);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_clear_pointer (&self->acuse, g_bytes_unref);
  g_clear_pointer (&self->acuse_pdf, g_bytes_unref);
  g_clear_object (&self->cancel);
  g_clear_object (&self->email);
  g_clear_object (&self->history);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->refusal, fac_error_text_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (fac_issued_document_parent_class)->finalize (object);
}

static void
fac_issued_document_class_init (FacIssuedDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fac_issued_document_dispose;
  object_class->finalize = fac_issued_document_finalize;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_ISSUED_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
fac_issued_document_init (FacIssuedDocument *self)
{
  self->history = g_list_store_new (FAC_TYPE_HISTORY_ITEM);
  self->cancellable = g_cancellable_new ();
}

FacIssuedDocument *
fac_issued_document_new (FacWorkspace *workspace, const char *id)
{
  FacIssuedDocument *self = g_object_new (FAC_TYPE_ISSUED_DOCUMENT, NULL);

  self->workspace = g_object_ref (workspace);
  self->id = g_strdup (id);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_workspace_changed), self, 0);
  load (self);
  return self;
}

const FacInvoice *
fac_issued_document_get_invoice (FacIssuedDocument *self)
{
  return self->invoice;
}

const FacCfdi *
fac_issued_document_get_cfdi (FacIssuedDocument *self)
{
  return self->cfdi;
}

GBytes *
fac_issued_document_get_xml (FacIssuedDocument *self)
{
  return self->xml;
}

GBytes *
fac_issued_document_get_pdf (FacIssuedDocument *self)
{
  return self->pdf;
}

int
fac_issued_document_get_seal_verdict (FacIssuedDocument *self)
{
  return self->seal_verdict;
}

GListModel *
fac_issued_document_get_history (FacIssuedDocument *self)
{
  return G_LIST_MODEL (self->history);
}

const FacErrorText *
fac_issued_document_get_refusal (FacIssuedDocument *self)
{
  return self->refusal;
}

FacOperation *
fac_issued_document_get_request (FacIssuedDocument *self, FacOperationVerb verb)
{
  return verb == FAC_OPERATION_EMAIL ? self->email : self->cancel;
}

GBytes *
fac_issued_document_get_acuse (FacIssuedDocument *self, gboolean pdf)
{
  return pdf ? self->acuse_pdf : self->acuse;
}

const GError *
fac_issued_document_get_error (FacIssuedDocument *self)
{
  return self->error;
}

static void
on_file_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
save_bytes (FacIssuedDocument *self, GFile *file, GBytes *content, GAsyncReadyCallback callback,
            gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  if (content == NULL)
    {
      g_task_return_new_error (task, FAC_ERROR, FAC_ERROR_NOT_FOUND,
                               _("This file is not on this computer yet. It is fetched as soon as there is a connection."));
      g_object_unref (task);
      return;
    }
  g_file_replace_contents_bytes_async (file, content, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                       on_file_written, task);
}

void
fac_issued_document_save_async (FacIssuedDocument *self, GFile *file, gboolean pdf,
                                GAsyncReadyCallback callback, gpointer data)
{
  save_bytes (self, file, pdf ? self->pdf : self->xml, callback, data);
}

void
fac_issued_document_save_acuse_async (FacIssuedDocument *self, GFile *file, gboolean pdf,
                                      GAsyncReadyCallback callback, gpointer data)
{
  save_bytes (self, file, fac_issued_document_get_acuse (self, pdf), callback, data);
}

gboolean
fac_issued_document_save_finish (FacIssuedDocument *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
fac_issued_document_suggest_name (FacIssuedDocument *self, gboolean pdf)
{
  g_autoptr (GSettings) settings = fac_settings_are_installed () ? fac_settings_new () : NULL;
  g_autofree char *pattern = settings != NULL
                               ? g_settings_get_string (settings, FAC_SETTING_FILE_NAMES) : NULL;
  g_autoptr (FacFileFacts) facts = NULL;
  g_autofree char *stem = NULL;

  if (self->invoice == NULL)
    return g_strconcat ("CFDI", pdf ? ".pdf" : ".xml", NULL);
  facts = fac_file_facts_of_invoice (self->workspace->organization, self->invoice);
  stem = fac_file_pattern_apply (pattern, facts);
  return g_strconcat (stem, pdf ? ".pdf" : ".xml", NULL);
}
