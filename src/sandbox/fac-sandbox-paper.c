/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-paper.h"

#include "fac-sandbox-downloads.h"
#include "fac-sandbox-mail.h"
#include "fac-sandbox-zip.h"

#define PDF "application/pdf"

struct _FacSandboxPaper
{
  FacSandboxDraw draw;
  gpointer       data;
  GDestroyNotify free_data;
};

/* What is done with a paper: only what its answer needs is set. */
typedef struct
{
  FacSandboxPaper    *paper;
  char               *name;
  GBytes             *xml;
  gint64              time;
  FacSandboxLetter   *letter;
  FacSandboxEnvelope *envelope;
  FacSandboxRequest  *request;
  GBytes             *pdf;
} Task;

static void
task_free (gpointer data)
{
  Task *self = data;

  g_clear_pointer (&self->paper, fac_sandbox_paper_free);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_clear_pointer (&self->letter, fac_sandbox_letter_free);
  g_clear_pointer (&self->envelope, fac_sandbox_envelope_free);
  g_clear_pointer (&self->request, fac_sandbox_request_free);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_free (self->name);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Task, task_free)

static Task *
task_new (FacSandboxPaper *paper, const char *name)
{
  Task *self = g_new0 (Task, 1);

  self->paper = paper;
  self->name = g_strdup (name);
  return self;
}

static GBytes *
draw (const Task *task, GError **error)
{
  return task->paper->draw (task->paper->data, error);
}

static FacSandboxAnswer *
on_draw (gpointer data)
{
  const Task *task = data;
  g_autoptr (GError) error = NULL;
  GBytes *pdf = draw (task, &error);

  return pdf != NULL ? fac_sandbox_answer_file (pdf, PDF, task->name)
                     : fac_sandbox_error_internal (error);
}

static GBytes *
pack (const Task *task, GError **error)
{
  g_autoptr (GBytes) pdf = draw (task, error);
  g_autoptr (FacSandboxZip) zip = fac_sandbox_zip_new ();
  g_autofree char *pdf_name = g_strconcat (task->name, ".pdf", NULL);
  g_autofree char *xml_name = g_strconcat (task->name, ".xml", NULL);

  if (pdf == NULL || !fac_sandbox_zip_add (zip, pdf_name, pdf, task->time, error)
      || !fac_sandbox_zip_add (zip, xml_name, task->xml, task->time, error))
    return NULL;
  return fac_sandbox_zip_finish (zip, error);
}

static FacSandboxAnswer *
on_pack (gpointer data)
{
  const Task *task = data;
  g_autofree char *name = g_strconcat (task->name, ".zip", NULL);
  g_autoptr (GError) error = NULL;
  GBytes *zip = pack (task, &error);

  return zip != NULL ? fac_sandbox_answer_file (zip, "application/zip", name)
                     : fac_sandbox_error_internal (error);
}

static FacSandboxAnswer *
on_post (gpointer data)
{
  const Task *task = data;
  const FacSandboxLetter *letter = task->letter;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = draw (task, &error);
  const FacSandboxAttachment attachments[] = {
    { letter->pdf_name, PDF, pdf }, { letter->xml_name, "application/xml", letter->xml },
  };
  const FacSandboxMail mail = {
    letter->from_name, NULL, (const char *const *) letter->to, letter->subject, letter->text,
    letter->html, attachments, letter->xml != NULL ? 2 : 1
  };

  return pdf != NULL && fac_sandbox_envelope_send (task->envelope, &mail, &error)
    ? fac_sandbox_answer_text (200, "{\"ok\":true}") : fac_sandbox_error_internal (error);
}

static FacSandboxAnswer *
on_offer_drawn (gpointer data)
{
  const Task *task = data;
  FacDb *db = task->request->sandbox->db;
  g_autoptr (GError) error = NULL;
  FacSandboxAnswer *answer;

  if (!fac_db_begin (db, FAC_DB_WRITE, &error))
    return fac_sandbox_error_internal (error);
  answer = fac_sandbox_download_offer (task->request, NULL, task->pdf, PDF, task->name);
  if (answer->status < 400 && fac_db_commit (db, &error))
    return answer;
  fac_db_rollback (db);
  if (error == NULL)
    return answer;
  fac_sandbox_answer_free (answer);
  return fac_sandbox_error_internal (error);
}

static FacSandboxAnswer *
on_offer (gpointer data)
{
  Task *task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Task) drawn = task_new (NULL, task->name);

  drawn->pdf = draw (task, &error);
  if (drawn->pdf == NULL)
    return fac_sandbox_error_internal (error);
  drawn->request = g_steal_pointer (&task->request);
  return fac_sandbox_answer_then (on_offer_drawn, g_steal_pointer (&drawn), task_free);
}

FacSandboxPaper *
fac_sandbox_paper_new (FacSandboxDraw draw_it, gpointer data, GDestroyNotify free_data)
{
  FacSandboxPaper *self = g_new0 (FacSandboxPaper, 1);

  self->draw = draw_it;
  self->data = data;
  self->free_data = free_data;
  return self;
}

void
fac_sandbox_paper_free (FacSandboxPaper *self)
{
  self->free_data (self->data);
  g_free (self);
}

void
fac_sandbox_letter_free (FacSandboxLetter *self)
{
  g_free (self->from_name);
  g_strfreev (self->to);
  g_free (self->subject);
  g_free (self->text);
  g_free (self->html);
  g_free (self->pdf_name);
  g_free (self->xml_name);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_free (self);
}

FacSandboxAnswer *
fac_sandbox_paper_answer (FacSandboxPaper *self, const char *filename)
{
  return fac_sandbox_answer_work (on_draw, task_new (self, filename), task_free);
}

FacSandboxAnswer *
fac_sandbox_paper_pack (FacSandboxPaper *self, const char *stem, GBytes *xml, gint64 time)
{
  Task *task = task_new (self, stem);

  task->xml = g_bytes_ref (xml);
  task->time = time;
  return fac_sandbox_answer_work (on_pack, task, task_free);
}

FacSandboxAnswer *
fac_sandbox_paper_post (FacSandboxPaper *self, FacSandbox *sandbox, FacSandboxLetter *letter)
{
  g_autoptr (Task) task = task_new (self, NULL);
  g_autoptr (GError) error = NULL;

  task->letter = letter;
  task->envelope = fac_sandbox_envelope_new (sandbox, &error);
  if (task->envelope == NULL)
    return fac_sandbox_error_internal (error);
  return fac_sandbox_answer_work (on_post, g_steal_pointer (&task), task_free);
}

FacSandboxAnswer *
fac_sandbox_paper_offer (FacSandboxPaper *self, FacSandboxRequest *request, const char *filename)
{
  Task *task = task_new (self, filename);

  task->request = fac_sandbox_request_new (request->sandbox, "POST", NULL, NULL, NULL);
  task->request->organization = g_strdup (request->organization);
  task->request->livemode = request->livemode;
  task->request->role = request->role;
  return fac_sandbox_answer_work (on_offer, task, task_free);
}
