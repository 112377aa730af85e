/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-import-plan.h"

#include "fac-customer.h"
#include "fac-formula.h"
#include "fac-import-match.h"
#include "fac-legal-name.h"
#include "fac-product.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ASK_EVERY        128
#define SHOWN_CHARACTERS 60

typedef struct
{
  const FacImportGround *ground;
  FacEntity              entity;
  FacImportMatch        *match;
  FacImportNames        *names;
  FacImportPlan         *plan;
  const FacImportField  *fields;
  guint                  n_fields;
  gboolean              *given;
  gboolean              *filled;
  char                 **texts; /* of the row that is read, by field */
} Planning;

/* ---- objects of either kind ------------------------------------------------------------------- */

static gpointer
object_new (FacEntity entity)
{
  return entity == FAC_ENTITY_CUSTOMER ? (gpointer) fac_customer_new ()
                                       : (gpointer) fac_product_new ();
}

static gpointer
object_copy (FacEntity entity, gconstpointer object)
{
  return entity == FAC_ENTITY_CUSTOMER ? (gpointer) fac_customer_copy (object)
                                       : (gpointer) fac_product_copy (object);
}

static gpointer
object_ref (FacEntity entity, gpointer object)
{
  return entity == FAC_ENTITY_CUSTOMER ? (gpointer) fac_customer_ref (object)
                                       : (gpointer) fac_product_ref (object);
}

static void
object_unref (FacEntity entity, gpointer object)
{
  if (object == NULL)
    return;
  if (entity == FAC_ENTITY_CUSTOMER)
    fac_customer_unref (object);
  else
    fac_product_unref (object);
}

static gboolean
object_equal (FacEntity entity, gconstpointer a, gconstpointer b)
{
  return entity == FAC_ENTITY_CUSTOMER ? fac_customer_equal_content (a, b)
                                       : fac_product_equal_content (a, b);
}

static const char *
object_title (FacEntity entity, gconstpointer object)
{
  const FacCustomer *customer = object;
  const FacProduct *product = object;

  if (entity == FAC_ENTITY_CUSTOMER)
    return fac_text_is_empty (customer->legal_name) ? customer->tax_id : customer->legal_name;
  return fac_text_is_empty (product->description) ? product->sku : product->description;
}

/* ---- one row ---------------------------------------------------------------------------------- */

static void
add_finding (FacImportLine *line, FacFinding *finding)
{
  if (line->findings == NULL)
    line->findings = fac_findings_new ();
  g_ptr_array_add (line->findings, finding);
}

static void
tell_unseen (FacImportLine *line, const FacImportField *field, const char *text)
{
  g_autofree char *shown = fac_text_show_unseen (text);
  g_autofree char *cut = fac_text_cut (shown, SHOWN_CHARACTERS);

  add_finding (line, fac_finding_new (field->path, FAC_FINDING_WARNING, "unseen",
                                      N_("The file says “%1”. Characters that cannot be seen are "
                                         "left out."), cut, NULL));
}

/* Returns: (transfer full): the text that was read */
static char *
read_cell (Planning *self, const FacImportField *field, const char *text, FacDecimalMark mark,
           gpointer object, FacImportLine *line)
{
  g_autofree char *plain = fac_formula_unguard (text);
  char *visible = fac_text_visible (plain);
  const FacImportCell cell = { .text = visible, .mark = mark, .names = self->names };
  const char *reason = field->read (field, &cell, object);

  if (line != NULL && !g_str_equal (plain, visible))
    tell_unseen (line, field, plain);
  if (reason != NULL && line != NULL)
    {
      g_autofree char *cut = fac_text_cut (visible, SHOWN_CHARACTERS);

      add_finding (line, fac_finding_new (field->path, FAC_FINDING_ERROR, "unreadable", reason, cut,
                                          NULL));
    }
  return visible;
}

static void
finish_row (Planning *self, gpointer object, gconstpointer before, FacImportLine *line)
{
  g_autoptr (GPtrArray) findings = fac_findings_new ();
  const FacImportRow row = { .before = before, .given = self->given, .filled = self->filled,
                             .texts = self->texts, .names = self->names,
                             .findings = line != NULL ? findings : NULL };

  fac_import_finish (self->entity, object, &row);
  for (guint i = 0; i < findings->len; i++)
    add_finding (line, fac_finding_copy (findings->pdata[i]));
}

/* @line: (nullable): gets the reasons why a cell cannot be read */
static void
read_row (Planning *self, const FacTableRow *row, gpointer object, gconstpointer before,
          FacImportLine *line)
{
  const FacImportMapping *mapping = self->ground->mapping;

  for (guint i = 0; i < self->n_fields; i++)
    {
      const int column = fac_import_mapping_column (mapping, (int) i);

      self->given[i] = column >= 0;
      self->filled[i] = column >= 0 && *row->cells[column] != '\0';
      g_clear_pointer (&self->texts[i], g_free);
      if (self->filled[i])
        self->texts[i] = read_cell (self, &self->fields[i], row->cells[column],
                                    self->ground->table->marks[column], object, line);
    }
  finish_row (self, object, before, line);
}

static gboolean
is_error_at (const FacFinding *finding, const char *field)
{
  return finding->severity == FAC_FINDING_ERROR && g_str_equal (finding->field, field);
}

static void
judge (Planning *self, FacImportLine *line)
{
  const FacRulesContext *rules = &self->ground->rules;
  g_autoptr (GPtrArray) findings = self->entity == FAC_ENTITY_CUSTOMER
                                   ? fac_customer_check (line->object, rules)
                                   : fac_product_check (line->object, rules);

  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = g_ptr_array_index (findings, i);
      gboolean told = FALSE;

      /* what cannot be read is missing too: said once */
      for (guint other = 0; line->findings != NULL && other < line->findings->len && !told; other++)
        told = is_error_at (line->findings->pdata[other], finding->field);
      if (!told)
        add_finding (line, fac_finding_copy (finding));
    }
}

/* of a shape that RFC have: some old ones fail the check digit */
static gboolean
can_be_rfc (const char *tax_id)
{
  const FacTaxIdProblem problem = tax_id != NULL ? fac_tax_id_check (tax_id) : FAC_TAX_ID_EMPTY;

  return problem == FAC_TAX_ID_OK || problem == FAC_TAX_ID_CHECK_DIGIT;
}

/* The name of the file as the SAT compares it. Returns: (nullable) (transfer full): how the file has it */
static char *
clean_name (Planning *self, FacImportLine *line)
{
  FacCustomer *customer = line->object;
  const FacCustomer *before = line->before;
  g_autofree char *clean = NULL;
  char *written;

  if (self->entity != FAC_ENTITY_CUSTOMER || fac_text_is_empty (customer->legal_name)
      || fac_address_is_foreign (customer->address) || !can_be_rfc (customer->tax_id)
      || (before != NULL && g_strcmp0 (before->legal_name, customer->legal_name) == 0))
    return NULL;
  clean = fac_legal_name_clean_for (customer->legal_name, customer->tax_id);
  if (*clean == '\0' || g_str_equal (clean, customer->legal_name))
    return NULL;
  written = customer->legal_name;
  customer->legal_name = g_steal_pointer (&clean);
  return written;
}

/* Spreadsheets take 01010101 for a number. Returns: (nullable) (transfer full): how the file has it */
static char *
whole_key (Planning *self, FacImportLine *line)
{
  FacProduct *product = line->object;
  FacCatalogSource *catalog = self->ground->rules.catalog;
  g_autofree char *whole = NULL;
  char *written;

  if (self->entity != FAC_ENTITY_PRODUCT || catalog == NULL || product->product_key == NULL
      || strlen (product->product_key) != 7 || strspn (product->product_key, "0123456789") != 7)
    return NULL;
  whole = g_strconcat ("0", product->product_key, NULL);
  if (fac_catalog_source_knows (catalog, FAC_CATALOG_PRODUCTS, whole) != FAC_KNOWN_YES)
    return NULL;
  written = product->product_key;
  product->product_key = g_steal_pointer (&whole);
  return written;
}

static void
refuse_twin (FacImportLine *line, guint other)
{
  g_autofree char *number = g_strdup_printf ("%u", other);

  add_finding (line, fac_finding_new ("", FAC_FINDING_ERROR, "twice-in-file",
                                      N_("Line %1 of the file has the same one."), number, NULL));
}

static gboolean
is_refused (const FacImportLine *line)
{
  return line->findings != NULL && fac_findings_has_errors (line->findings);
}

static void
decide (Planning *self, FacImportLine *line)
{
  guint other = 0;

  if (!is_refused (line))
    other = fac_import_match_take (self->match, line->object, line->before, line->line);
  if (other != 0)
    refuse_twin (line, other);
  if (is_refused (line))
    line->outcome = FAC_IMPORT_REFUSED;
  else if (line->before == NULL)
    line->outcome = FAC_IMPORT_ADD;
  else
    line->outcome = object_equal (self->entity, line->before, line->object) ? FAC_IMPORT_SAME
                                                                            : FAC_IMPORT_CHANGE;
  /* what is the same needs no look */
  if (line->outcome == FAC_IMPORT_SAME)
    g_clear_pointer (&line->findings, g_ptr_array_unref);
}

/* What is written otherwise than in the file is told. */
static void
judge_row (Planning *self, FacImportLine *line)
{
  g_autofree char *name = clean_name (self, line);
  g_autofree char *key = whole_key (self, line);

  judge (self, line);
  if (name != NULL)
    add_finding (line, fac_finding_new ("legal_name", FAC_FINDING_WARNING, "name-cleaned",
                                        N_("The file says “%1”. The SAT compares names in capitals "
                                           "and without “S.A. de C.V.” or the like."),
                                        name, NULL));
  if (key != NULL)
    add_finding (line, fac_finding_new ("product_key", FAC_FINDING_WARNING, "key-whole",
                                        N_("The file says “%1”. The SAT’s key begins with a zero, "
                                           "which spreadsheets take off."), key, NULL));
}

static FacImportLine *
plan_row (Planning *self, const FacTableRow *row)
{
  FacImportLine *line = g_new0 (FacImportLine, 1);
  gboolean several;
  gpointer before;

  line->line = row->line;
  line->object = object_new (self->entity);
  read_row (self, row, line->object, NULL, line);
  before = fac_import_match_find (self->match, line->object, &several);
  if (several)
    add_finding (line, fac_finding_new ("", FAC_FINDING_ERROR, "several-here",
                                        N_("There are several of them here. Merge or rename them "
                                           "first."), NULL));
  if (before != NULL)
    {
      object_unref (self->entity, line->object);
      line->object = object_copy (self->entity, before);
      line->before = object_ref (self->entity, before);
      read_row (self, row, line->object, before, NULL);
    }
  judge_row (self, line);
  line->title = g_strdup (object_title (self->entity, line->object));
  decide (self, line);
  return line;
}

/* ---- the plan --------------------------------------------------------------------------------- */

static void
line_free (FacEntity entity, FacImportLine *line)
{
  object_unref (entity, line->object);
  object_unref (entity, line->before);
  g_clear_pointer (&line->findings, g_ptr_array_unref);
  g_free (line->title);
  g_free (line);
}

static void
customer_line_free (gpointer line)
{
  line_free (FAC_ENTITY_CUSTOMER, line);
}

static void
product_line_free (gpointer line)
{
  line_free (FAC_ENTITY_PRODUCT, line);
}

static void
plan_clear (gpointer data)
{
  g_ptr_array_unref (((FacImportPlan *) data)->lines);
}

FacImportPlan *
fac_import_plan_ref (FacImportPlan *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
fac_import_plan_unref (FacImportPlan *self)
{
  g_atomic_rc_box_release_full (self, plan_clear);
}

static gboolean
plan_rows (Planning *self, GCancellable *cancellable, GError **error)
{
  const FacTable *table = self->ground->table;

  for (guint i = 0; i < table->rows->len; i++)
    {
      FacImportLine *line = plan_row (self, fac_table_row (table, i));

      g_ptr_array_add (self->plan->lines, line);
      self->plan->counts[line->outcome]++;
      self->plan->warnings += line->outcome != FAC_IMPORT_REFUSED && line->findings != NULL;
      if (self->ground->progress != NULL)
        g_atomic_int_set (self->ground->progress, (gint) i + 1);
      if (i % ASK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return TRUE;
}

FacImportPlan *
fac_import_plan_new (const FacImportGround *ground, GCancellable *cancellable, GError **error)
{
  const FacEntity entity = ground->mapping->entity;
  g_autoptr (FacImportMatch) match = fac_import_match_new (entity, ground->existing);
  g_autoptr (FacImportNames) names = fac_import_names_new (ground->catalog);
  g_autoptr (FacImportPlan) plan = g_atomic_rc_box_new0 (FacImportPlan);
  g_autofree gboolean *given = NULL, *filled = NULL;
  g_autofree char **texts = NULL;
  gboolean whole;
  Planning planning = { .ground = ground, .entity = entity, .match = match, .names = names,
                        .plan = plan };

  plan->entity = entity;
  plan->lines = g_ptr_array_new_with_free_func (entity == FAC_ENTITY_CUSTOMER ? customer_line_free
                                                                              : product_line_free);
  planning.fields = fac_import_fields (entity, &planning.n_fields);
  planning.given = given = g_new0 (gboolean, planning.n_fields);
  planning.filled = filled = g_new0 (gboolean, planning.n_fields);
  planning.texts = texts = g_new0 (char *, planning.n_fields);
  whole = plan_rows (&planning, cancellable, error);
  for (guint i = 0; i < planning.n_fields; i++)
    g_free (texts[i]);
  return whole ? g_steal_pointer (&plan) : NULL;
}

/* ---- changes ---------------------------------------------------------------------------------- */

static void
change_free (gpointer data)
{
  FacImportChange *change = data;

  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static char *
write_field (const FacImportField *field, gconstpointer object)
{
  return object != NULL && field->write != NULL ? field->write (field, object) : NULL;
}

GPtrArray *
fac_import_line_changes (const FacImportPlan *self, const FacImportLine *line)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (change_free);
  const gboolean told = line->outcome == FAC_IMPORT_CHANGE || line->outcome == FAC_IMPORT_ADD;
  guint n;
  const FacImportField *fields = fac_import_fields (self->entity, &n);

  for (guint i = 0; told && i < n; i++)
    {
      g_autofree char *before = write_field (&fields[i], line->before);
      g_autofree char *after = write_field (&fields[i], line->object);
      FacImportChange *change;

      if (g_strcmp0 (before != NULL ? before : "", after != NULL ? after : "") == 0)
        continue;
      change = g_new0 (FacImportChange, 1);
      change->field = &fields[i];
      change->before = g_steal_pointer (&before);
      change->after = g_steal_pointer (&after);
      g_ptr_array_add (changes, change);
    }
  return changes;
}
