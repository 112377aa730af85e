/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-job-private.h"

#include "fac-import-run.h"
#include "fac-workspace-private.h"

#include <glib/gi18n.h>

struct _FacImportJob
{
  GObject parent_instance;

  FacWorkspace     *workspace;
  FacEntity         entity;
  FacImportStep     step;
  GError           *error;
  GCancellable     *cancellable; /* of what is under way */
  FacStoreProgress *done;
  guint             total;
  char             *name;
  FacTable         *table;
  FacImportMapping *mapping;
  FacImportSource  *source; /* with the plan */
  FacStoreUndone    undone;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacImportJob, fac_import_job, G_TYPE_OBJECT)

/* ---- steps ------------------------------------------------------------------------------------ */

static void
set_step (FacImportJob *self, FacImportStep step, GError *error)
{
  self->step = step;
  g_clear_error (&self->error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->error = error;
  else
    g_error_free (error);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
begin (FacImportJob *self, FacImportStep step, guint total)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->done, fac_store_progress_unref);
  self->done = fac_store_progress_new ();
  self->total = total;
  set_step (self, step, NULL);
}

static void
forget_plan (FacImportJob *self)
{
  g_clear_pointer (&self->source, _fac_import_source_unref);
}

static void
forget_file (FacImportJob *self)
{
  forget_plan (self);
  g_clear_pointer (&self->mapping, fac_import_mapping_free);
  g_clear_pointer (&self->table, fac_table_unref);
  g_clear_pointer (&self->name, g_free);
}

/* ---- reading ---------------------------------------------------------------------------------- */

static void
on_remembered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacImportJob) self = data;
  g_autofree char *kept = fac_organization_store_get_mapping_finish (
    FAC_ORGANIZATION_STORE (source), result, NULL);

  if (self->step != FAC_STEP_READING || self->mapping == NULL)
    return;
  if (kept != NULL)
    fac_import_mapping_apply (self->mapping, kept);
  set_step (self, FAC_STEP_COLUMNS, NULL);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacImportJob) self = data;
  g_autofree char *signature = NULL;
  GError *error = NULL;
  FacTable *table = _fac_import_read_finish (result, &error);

  if (table == NULL)
    {
      set_step (self, FAC_STEP_CHOOSE, error);
      return;
    }
  self->table = table;
  self->mapping = fac_import_mapping_new (self->entity, table);
  if (self->workspace->organizations == NULL)
    {
      set_step (self, FAC_STEP_COLUMNS, NULL);
      return;
    }
  signature = fac_import_mapping_signature (self->entity, table);
  fac_organization_store_get_mapping_async (self->workspace->organizations, signature, NULL,
                                            on_remembered, g_object_ref (self));
}

void
fac_import_job_load (FacImportJob *self, GFile *file)
{
  g_return_if_fail (!fac_import_job_is_working (self));
  forget_file (self);
  self->name = g_file_get_basename (file);
  begin (self, FAC_STEP_READING, 0);
  _fac_import_read_async (self->entity, file, self->cancellable, on_read, g_object_ref (self));
}

/* ---- checking --------------------------------------------------------------------------------- */

static void
on_planned (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacImportJob) self = data;
  GError *error = NULL;
  g_autoptr (FacImportPlan) plan = _fac_import_plan_finish (result, &error);

  if (plan != NULL)
    self->source = _fac_import_source_new (self->table, self->mapping, plan);
  set_step (self, plan != NULL ? FAC_STEP_CHECKED : FAC_STEP_COLUMNS, error);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!fac_organization_store_write_finish (FAC_ORGANIZATION_STORE (source), result, &error))
    g_warning ("The columns of a file could not be kept: %s", error->message);
}

static void
remember_mapping (FacImportJob *self)
{
  g_autofree char *signature = NULL, *text = NULL;

  if (self->workspace->organizations == NULL)
    return;
  signature = fac_import_mapping_signature (self->entity, self->table);
  text = fac_import_mapping_to_text (self->mapping);
  fac_organization_store_set_mapping_async (self->workspace->organizations, signature, text,
                                            on_kept, NULL);
}

void
fac_import_job_check (FacImportJob *self)
{
  g_return_if_fail (self->step == FAC_STEP_COLUMNS || self->step == FAC_STEP_CHECKED);
  forget_plan (self);
  remember_mapping (self);
  begin (self, FAC_STEP_CHECKING, self->table->rows->len);
  _fac_import_plan_async (self->workspace, self->table, self->mapping, self->done,
                          self->cancellable, on_planned, g_object_ref (self));
}

/* ---- importing -------------------------------------------------------------------------------- */

static void
on_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacImportJob) self = data;
  GError *error = NULL;
  const gboolean done = fac_import_run_finish (FAC_STORE (source), result, &error);

  if (done)
    _fac_workspace_wake (self->workspace);
  set_step (self, done ? FAC_STEP_DONE : FAC_STEP_CHECKED, error);
}

/* rows that an import adds or changes */
static guint
written (FacImportJob *self)
{
  return fac_import_job_get_count (self, FAC_ROW_ADDED)
         + fac_import_job_get_count (self, FAC_ROW_CHANGED);
}

void
fac_import_job_run (FacImportJob *self)
{
  g_return_if_fail (self->step == FAC_STEP_CHECKED);
  begin (self, FAC_STEP_IMPORTING, written (self));
  fac_import_run_async (self->workspace->store, self->source->plan, self->done, self->cancellable,
                        on_imported, g_object_ref (self));
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacImportJob) self = data;
  GError *error = NULL;
  const gboolean done = fac_import_undo_finish (FAC_STORE (source), result, &self->undone, &error);

  if (done)
    _fac_workspace_wake (self->workspace);
  set_step (self, done ? FAC_STEP_UNDONE : FAC_STEP_DONE, error);
}

void
fac_import_job_undo (FacImportJob *self)
{
  g_return_if_fail (self->step == FAC_STEP_DONE);
  begin (self, FAC_STEP_UNDOING, written (self));
  fac_import_undo_async (self->workspace->store, self->source->plan, self->done, on_undone,
                         g_object_ref (self));
}

void
fac_import_job_back (FacImportJob *self)
{
  if (fac_import_job_is_working (self))
    g_cancellable_cancel (self->cancellable);
  else if (self->step == FAC_STEP_CHECKED)
    {
      forget_plan (self);
      set_step (self, FAC_STEP_COLUMNS, NULL);
    }
  else if (self->step == FAC_STEP_COLUMNS)
    {
      forget_file (self);
      set_step (self, FAC_STEP_CHOOSE, NULL);
    }
}

/* ---- what views ask ---------------------------------------------------------------------------- */

FacEntity
fac_import_job_get_entity (FacImportJob *self)
{
  return self->entity;
}

FacImportStep
fac_import_job_get_step (FacImportJob *self)
{
  return self->step;
}

gboolean
fac_import_job_is_working (FacImportJob *self)
{
  return self->step == FAC_STEP_READING || self->step == FAC_STEP_CHECKING
         || self->step == FAC_STEP_IMPORTING || self->step == FAC_STEP_UNDOING;
}

const GError *
fac_import_job_get_error (FacImportJob *self)
{
  return self->error;
}

guint
fac_import_job_get_progress (FacImportJob *self, guint *total)
{
  *total = self->total;
  return self->done != NULL ? (guint) g_atomic_int_get (&self->done->done) : 0;
}

const char *
fac_import_job_get_name (FacImportJob *self)
{
  return self->name;
}

static const char *
separator_name (char separator)
{
  switch (separator)
    {
    case ';':
      return _("semicolons");
    case '\t':
      return _("tabulators");
    case '|':
      return _("bars");
    default:
      return _("commas");
    }
}

static gboolean
uses_comma (const FacTable *table)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (table->marks[i] == FAC_MARK_COMMA)
      return TRUE;
  return FALSE;
}

char *
fac_import_job_describe (FacImportJob *self)
{
  const FacTable *table = self->table;

  if (table->separator == '\0')
    return g_strdup_printf (_("vCards in %s"), table->encoding);
  /* Translators: first the kind of separator, then the encoding of a file */
  return g_strdup_printf (uses_comma (table)
                          ? _("Columns parted by %s, %s, decimal comma")
                          : _("Columns parted by %s, %s, decimal point"),
                          separator_name (table->separator), table->encoding);
}

guint
fac_import_job_get_n_rows (FacImportJob *self)
{
  return self->table->rows->len;
}

guint
fac_import_job_get_n_columns (FacImportJob *self)
{
  return self->table->n_columns;
}

char *
fac_import_job_get_column_name (FacImportJob *self, guint column)
{
  return _fac_import_column_name (self->table, self->mapping, column);
}

const char *
fac_import_job_get_cell (FacImportJob *self, guint row, guint column)
{
  return fac_table_row (self->table, row)->cells[column];
}

int
fac_import_job_get_field (FacImportJob *self, guint column)
{
  return self->mapping->fields[column];
}

void
fac_import_job_set_field (FacImportJob *self, guint column, int field)
{
  fac_import_mapping_set (self->mapping, column, field);
}

guint
fac_import_job_get_n_fields (FacImportJob *self)
{
  guint n;

  fac_import_fields (self->entity, &n);
  return n;
}

const char *
fac_import_job_get_field_title (FacImportJob *self, guint field)
{
  guint n;

  return _(fac_import_fields (self->entity, &n)[field].title);
}

gboolean
fac_import_job_can_check (FacImportJob *self)
{
  return fac_import_mapping_says_who (self->mapping);
}

char *
fac_import_job_describe_missing (FacImportJob *self)
{
  const FacRulesContext rules = _fac_workspace_rules (self->workspace);
  g_autoptr (GPtrArray) missing = fac_import_missing (self->mapping, &rules);
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  g_autofree char *list = NULL;

  if (missing->len == 0)
    return NULL;
  for (guint i = 0; i < missing->len; i++)
    g_ptr_array_add (titles, _(((const FacImportField *) missing->pdata[i])->title));
  g_ptr_array_add (titles, NULL);
  list = g_strjoinv (", ", (char **) titles->pdata);
  /* Translators: names of columns that a file lacks */
  return g_strdup_printf (_("No column is chosen for: %s. Rows that are new here will be refused."),
                          list);
}

guint
fac_import_job_get_count (FacImportJob *self, FacImportKind kind)
{
  return self->source != NULL ? self->source->plan->counts[kind] : 0;
}

guint
fac_import_job_get_warnings (FacImportJob *self)
{
  return self->source != NULL ? self->source->plan->warnings : 0;
}

guint
fac_import_job_get_undone (FacImportJob *self, guint *kept, guint *sent)
{
  *kept = self->undone.kept;
  *sent = self->undone.sent;
  return self->undone.undone;
}

GListModel *
fac_import_job_get_items (FacImportJob *self, int kind)
{
  return _fac_import_items_new (self->source, kind);
}

void
fac_import_job_report_async (FacImportJob *self, GFile *file, GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_return_if_fail (self->source != NULL);
  _fac_import_report_async (self->source, file, task);
}

gboolean
fac_import_job_report_finish (FacImportJob *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- the object -------------------------------------------------------------------------------- */

static void
fac_import_job_finalize (GObject *object)
{
  FacImportJob *self = FAC_IMPORT_JOB (object);

  forget_file (self);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->done, fac_store_progress_unref);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (fac_import_job_parent_class)->finalize (object);
}

static void
fac_import_job_class_init (FacImportJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_import_job_finalize;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_IMPORT_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
fac_import_job_init (FacImportJob *self)
{
}

FacImportJob *
fac_import_job_new (FacWorkspace *workspace, FacEntity entity)
{
  FacImportJob *self = g_object_new (FAC_TYPE_IMPORT_JOB, NULL);

  self->workspace = g_object_ref (workspace);
  self->entity = entity;
  return self;
}
