/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-search.h"

#include "fac-catalog-dialog.h"
#include "fac-document-summary.h"
#include "fac-ids.h"
#include "fac-money.h"
#include "fac-text.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define ISSUED (1u << FAC_STATUS_TIMBRADA | 1u << FAC_STATUS_EN_CANCELACION \
                | 1u << FAC_STATUS_CANCELADA)

static FacQuery *
query_of (const char *text)
{
  FacQuery *query = fac_query_new (FAC_ENTITY_INVOICE);

  query->statuses = ISSUED;
  query->text = fac_text_is_empty (text) ? NULL : g_strdup (text);
  return query;
}

static char *
words_of (const FacDocumentSummary *document)
{
  g_autofree char *total = fac_money_format (fac_money (document->total, document->currency));
  g_autofree char *date = fac_ui_date (document->date);
  const char *name = fac_text_is_empty (document->customer_name) ? "—" : document->customer_name;

  return g_strjoin (" · ", document->folio != NULL ? document->folio : "—", name, total, date,
                    NULL);
}

/* Several that were pasted at once, however they are parted. Returns: (nullable): them between blanks, when there are
 * more than one and nothing else */
static char *
read_several (const char *typed, guint *count)
{
  g_auto (GStrv) words = g_strsplit_set (typed, " ,;\t\r\n", -1);
  g_autoptr (GPtrArray) uuids = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (!fac_id_is_uuid (words[i]))
        return NULL;
      g_ptr_array_add (uuids, words[i]);
    }
  *count = uuids->len;
  g_ptr_array_add (uuids, NULL);
  return *count > 1 ? g_strjoinv (" ", (char **) uuids->pdata) : NULL;
}

static void
add_several (GPtrArray *entries, const char *typed)
{
  guint count;
  g_autofree char *uuids = read_several (typed, &count);
  g_autofree char *words = NULL;

  if (uuids == NULL)
    return;
  words = g_strdup_printf (ngettext ("%u folio fiscal", "%u folios fiscales", count), count);
  g_ptr_array_add (entries, fac_catalog_entry_new (uuids, words, NULL));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) found = fac_workspace_find_finish (FAC_WORKSPACE (source), result, &error);
  g_autoptr (GPtrArray) entries = NULL;
  const char *typed = g_task_get_task_data (task);

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_catalog_entry_free);
  for (guint i = 0; i < found->len; i++)
    {
      const FacDocumentSummary *document = found->pdata[i];
      g_autofree char *words = words_of (document);

      if (document->uuid != NULL)
        g_ptr_array_add (entries, fac_catalog_entry_new (document->uuid, words, NULL));
    }
  if (entries->len == 0 && fac_id_is_uuid (typed))
    g_ptr_array_add (entries, fac_catalog_entry_new (typed, _("A document that is not here"),
                                                     NULL));
  if (entries->len == 0)
    add_several (entries, typed);
  g_task_return_pointer (task, g_steal_pointer (&entries), (GDestroyNotify) g_ptr_array_unref);
}

static void
start (FacWorkspace *workspace, const char *text, guint limit, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, data);
  g_autofree char *clean = fac_text_normalize_space (text);
  g_autoptr (FacQuery) query = query_of (clean);

  g_task_set_task_data (task, g_ascii_strup (clean, -1), g_free);
  fac_workspace_find_async (workspace, query, limit, cancellable, on_found, task);
}

static GPtrArray *
finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GtkWidget *
fac_document_search_present (GtkWidget *from, FacWorkspace *workspace)
{
  const FacEntrySearch search = {
    .hint = _("Customer, folio, amount or folio fiscal"),
    .none = _("Only stamped invoices can be related. Paste the whole folio fiscal of a "
              "document that is not here."),
    .start = start,
    .finish = finish,
  };
  GtkWidget *dialog = fac_catalog_dialog_new_search (workspace, &search, _("Related Document"));

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (from)));
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
on_named (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) found = fac_workspace_find_finish (FAC_WORKSPACE (source), result, &error);

  if (found == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found->len > 0 ? words_of (found->pdata[0]) : NULL, g_free);
}

void
fac_document_search_name_async (FacWorkspace *workspace, const char *uuid,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer data)
{
  g_autoptr (FacQuery) query = query_of (uuid);

  fac_workspace_find_async (workspace, query, 1, cancellable, on_named,
                            g_task_new (workspace, cancellable, callback, data));
}

char *
fac_document_search_name_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
