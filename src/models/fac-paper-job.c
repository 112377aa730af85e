/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-job.h"

#include "fac-paper.h"
#include "fac-worker.h"
#include "fac-workspace-private.h"

typedef struct
{
  FacCfdi         *cfdi;
  FacOrganization *organization;
  FacCatalog      *catalog;
  FacPaperKind     kind;
  char            *tfd_cadena;
  char            *notes;
} Job;

static void
job_free (Job *job)
{
  fac_cfdi_unref (job->cfdi);
  fac_organization_unref (job->organization);
  g_object_unref (job->catalog);
  g_free (job->tfd_cadena);
  g_free (job->notes);
  g_free (job);
}

static char *
contact_line (const FacOrganization *organization)
{
  const char *parts[] = { organization->phone, organization->support_email, organization->website };
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", parts[i]);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
draw (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autofree char *address = job->organization->address != NULL
                               ? fac_address_format (job->organization->address) : NULL;
  g_autofree char *contact = contact_line (job->organization);
  const FacPaperStyle style = {
    .logo = job->organization->logo,
    .color = job->organization->color,
    .issuer_address = address,
    .contact = contact,
    .notes = job->notes,
    .tfd_cadena = job->tfd_cadena,
    .test = !job->organization->livemode,
    .draft = job->kind == FAC_PAPER_DRAFT || job->kind == FAC_PAPER_WITHOUT_XML,
    .unsealed = job->kind == FAC_PAPER_WITHOUT_XML,
    .cancelled = job->kind == FAC_PAPER_CANCELLED,
  };
  GError *error = NULL;
  GBytes *pdf = fac_paper_draw (job->cfdi, &style, FAC_CATALOG_SOURCE (job->catalog), &error);

  fac_worker_return (task, pdf, (GDestroyNotify) g_bytes_unref, error);
}

void
fac_paper_job_async (FacWorkspace *workspace, FacCfdi *cfdi, FacPaperKind kind,
                     const char *tfd_cadena, const char *notes,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (workspace, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->cfdi = fac_cfdi_ref (cfdi);
  job->organization = fac_organization_ref (workspace->organization);
  job->catalog = g_object_ref (workspace->catalog);
  job->kind = kind;
  job->tfd_cadena = g_strdup (tfd_cadena);
  job->notes = g_strdup (notes);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  fac_worker_run (task, draw);
}

GBytes *
fac_paper_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
