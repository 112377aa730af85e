/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-twin-hint.h"

#include "fac-document-summary.h"
#include "fac-kept-edits.h"
#include "fac-money.h"
#include "fac-page-host.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define DELAY_MS 400
#define DAYS_BACK 7
#define MOST_COMPARED 200
#define NOT_CANCELLED ((1u << FAC_DOCUMENT_N_STATUSES) - 1 - (1u << FAC_STATUS_CANCELADA))

struct _FacTwinHint
{
  GtkWidget        parent_instance;

  GtkWidget       *box;
  GtkLabel        *words;

  FacWorkspace    *workspace;
  FacInvoiceDraft *draft;
  GCancellable    *cancellable;
  GCancellable    *asking; /* whether the draft is what was kept of another */
  char            *asked;  /* id of the draft of which that was asked */
  char            *origin; /* (nullable): id of that invoice */
  GHashTable      *others; /* ids of documents that the person said are not the same */
  char            *twin;   /* id of the document that is shown */
  guint            timer;
};

G_DEFINE_FINAL_TYPE (FacTwinHint, fac_twin_hint, GTK_TYPE_WIDGET)

static void
show_twin (FacTwinHint *self, const FacDocumentSummary *twin)
{
  g_autofree char *total = NULL;
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), twin != NULL);
  g_clear_pointer (&self->twin, g_free);
  if (twin == NULL)
    return;
  self->twin = g_strdup (twin->id);
  total = fac_money_format (fac_money (twin->total, twin->currency));
  date = fac_ui_date (twin->date);
  if (twin->folio != NULL)
    /* Translators: %1$s is the folio of another invoice, %2$s its date, %3$s its total */
    text = g_strdup_printf (_("This sale looks like %1$s of %2$s (same customer, %3$s)."),
                            twin->folio, date, total);
  else if (*date != '\0')
    /* Translators: %1$s is the date of another invoice, %2$s its total */
    text = g_strdup_printf (_("This sale looks like another one of %1$s (same customer, %2$s)."),
                            date, total);
  else
    text = g_strdup_printf (_("This sale looks like another draft (same customer, %s)."), total);
  gtk_label_set_label (self->words, text);
}

static const FacDocumentSummary *
find_twin (FacTwinHint *self, GPtrArray *documents)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  const FacInvoiceTotals *totals = fac_invoice_draft_get_totals (self->draft);

  for (guint i = 0; i < documents->len; i++)
    {
      const FacDocumentSummary *document = documents->pdata[i];

      if (g_strcmp0 (document->id, invoice->id) != 0
          && fac_decimal_equal (document->total, totals->total)
          && g_strcmp0 (document->currency, invoice->currency) == 0
          && !g_hash_table_contains (self->others, document->id))
        return document;
    }
  return NULL;
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacTwinHint) self = data;
  g_autoptr (GPtrArray) found = fac_workspace_find_finish (FAC_WORKSPACE (source), result, NULL);

  if (found != NULL && self->draft != NULL)
    show_twin (self, find_twin (self, found));
}

/* What was written here is of an invoice that is stamped already: whoever stamps this too has two. */
static gboolean
show_origin (FacTwinHint *self)
{
  if (self->origin == NULL || g_hash_table_contains (self->others, self->origin))
    return FALSE;
  g_free (self->twin);
  self->twin = g_strdup (self->origin);
  gtk_label_set_label (self->words,
                       _("This invoice was stamped elsewhere meanwhile. Here is what you had "
                         "written: delete it if you do not need it."));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  return TRUE;
}

static gboolean
look (gpointer data)
{
  FacTwinHint *self = data;
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  g_autoptr (FacQuery) query = NULL;

  self->timer = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (show_origin (self))
    return G_SOURCE_REMOVE;
  if (invoice->customer == NULL
      || fac_decimal_is_zero (fac_invoice_draft_get_totals (self->draft)->total))
    {
      show_twin (self, NULL);
      return G_SOURCE_REMOVE;
    }
  query = fac_query_new (FAC_ENTITY_INVOICE);
  query->customer_id = g_strdup (invoice->customer->id);
  query->statuses = NOT_CANCELLED;
  query->date_from = fac_clock_now (fac_workspace_get_clock (self->workspace))
                     - DAYS_BACK * G_TIME_SPAN_DAY;
  self->cancellable = g_cancellable_new ();
  fac_workspace_find_async (self->workspace, query, MOST_COMPARED, self->cancellable, on_found,
                            g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
look_soon (FacTwinHint *self)
{
  if (self->timer == 0)
    self->timer = g_timeout_add (DELAY_MS, look, self);
}

static void
on_origin (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacTwinHint) self = data;
  char *origin = fac_kept_edits_find_finish (result, NULL);

  if (origin == NULL || self->draft == NULL)
    {
      g_free (origin);
      return;
    }
  self->origin = origin;
  look_soon (self);
}

/* The draft that is written may become one that keeps what was written of another. */
static void
on_changed (FacTwinHint *self)
{
  const char *id = fac_invoice_draft_get_invoice (self->draft)->id;

  if (g_strcmp0 (self->asked, id) != 0)
    {
      g_cancellable_cancel (self->asking);
      g_clear_object (&self->asking);
      g_clear_pointer (&self->origin, g_free);
      g_free (self->asked);
      self->asked = g_strdup (id);
      self->asking = g_cancellable_new ();
      fac_kept_edits_find_async (self->workspace, id, self->asking, on_origin,
                                 g_object_ref (self));
    }
  look_soon (self);
}

static void
on_show (FacTwinHint *self)
{
  if (self->twin != NULL)
    fac_page_show (GTK_WIDGET (self), FAC_ENTITY_INVOICE, self->twin);
}

static void
on_other (FacTwinHint *self)
{
  if (self->twin != NULL)
    g_hash_table_add (self->others, g_strdup (self->twin));
  look (self);
}

static void
fac_twin_hint_dispose (GObject *object)
{
  FacTwinHint *self = FAC_TWIN_HINT (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->origin, g_free);
  g_clear_pointer (&self->asked, g_free);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->twin, g_free);
  g_clear_pointer (&self->others, g_hash_table_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (fac_twin_hint_parent_class)->dispose (object);
}

static void
fac_twin_hint_class_init (FacTwinHintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_twin_hint_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/invoices/fac-twin-hint.ui");
  gtk_widget_class_bind_template_child (widget_class, FacTwinHint, box);
  gtk_widget_class_bind_template_child (widget_class, FacTwinHint, words);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
  gtk_widget_class_bind_template_callback (widget_class, on_other);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fac_twin_hint_init (FacTwinHint *self)
{
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fac_twin_hint_set_draft (FacTwinHint *self, FacWorkspace *workspace, FacInvoiceDraft *draft)
{
  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
}
