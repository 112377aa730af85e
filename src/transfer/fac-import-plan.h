/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-import-mapping.h"
#include "fac-invoice-rules.h"

G_BEGIN_DECLS

/** FacImportOutcome: what an import does with a row. */
typedef enum
{
  FAC_IMPORT_ADD,
  FAC_IMPORT_CHANGE,
  FAC_IMPORT_SAME,
  FAC_IMPORT_REFUSED,
  FAC_IMPORT_OUTCOMES
} FacImportOutcome;

/**
 * FacImportLine:
 * @line: of the file; @title: the name of what it has
 * @object: (nullable): what would be written, with the id of @before when that is changed
 * @before: (nullable): what is stored of it now
 * @findings: (nullable): why it is refused, or what to look at
 */
typedef struct
{
  guint             line;
  FacImportOutcome  outcome;
  char             *title;
  gpointer          object;
  gpointer          before;
  GPtrArray        *findings;
} FacImportLine;

/** FacImportPlan: what importing a table would do, row by row. Reference counted; not changed once made. */
typedef struct
{
  FacEntity  entity;
  GPtrArray *lines; /* of FacImportLine, by line */
  guint      counts[FAC_IMPORT_OUTCOMES];
  guint      warnings; /* lines that are not refused and have findings */
} FacImportPlan;

/** FacImportGround: what a plan is made on. @existing: (element-type FacCustomer or FacProduct): all that is stored;
 * @progress: (nullable): rows done, told on the calling thread */
typedef struct
{
  const FacTable         *table;
  const FacImportMapping *mapping;
  GPtrArray              *existing;
  FacCatalog             *catalog; /* (nullable) */
  FacRulesContext         rules;
  gint                   *progress; /* (nullable): atomic */
} FacImportGround;

/** fac_import_plan_new: writes nothing. Errors: %G_IO_ERROR_CANCELLED. Returns: (transfer full) (nullable) */
FacImportPlan *fac_import_plan_new   (const FacImportGround *ground, GCancellable *cancellable, GError **error);
/** fac_import_plan_ref: one more reference, on any thread. Returns: (transfer full) */
FacImportPlan *fac_import_plan_ref   (FacImportPlan *self);
/** fac_import_plan_unref: lets one reference go, on any thread; the last one frees it. */
void           fac_import_plan_unref (FacImportPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacImportPlan, fac_import_plan_unref)

/** fac_import_missing: fields without which what is new would be refused and that no column of @mapping is. Returns:
 * (transfer full) (element-type FacImportField) */
GPtrArray *fac_import_missing (const FacImportMapping *mapping, const FacRulesContext *rules);

/** FacImportChange: a field that an import changes, as an export writes it. */
typedef struct
{
  const FacImportField *field;
  char                 *before;
  char                 *after;
} FacImportChange;
/** fac_import_line_changes: what @line changes, or all that it holds where it is new. Returns: (transfer full)
 * (element-type FacImportChange): empty of other lines */
GPtrArray *fac_import_line_changes (const FacImportPlan *self, const FacImportLine *line);

G_END_DECLS
