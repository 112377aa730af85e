/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-check-private.h"

G_BEGIN_DECLS

typedef enum
{
  FAC_CLAUSE_NONE,
  FAC_HAS,     /* it is there */
  FAC_LACKS,   /* it is not */
  FAC_IS,      /* there, and one of the texts */
  FAC_IS_NOT,  /* there, and none of them */
  FAC_NOT,     /* not there, or none of them */
  FAC_LIKE,    /* there, and all of it as the regular expression */
  FAC_UNLIKE,  /* there, and not so */
  FAC_NO_KEY,  /* there, and certainly no key of that catalogue */
} FacClauseKind;

/** FacClause: @what: "Child/@Name" or "Child/Child" from the element, ".." upwards, "/" first from the root. */
typedef struct
{
  FacClauseKind kind;
  const char   *what;
  const char   *value;
} FacClause;

/** FacCheckRow: a rule that is broken by each element at @path where all clauses hold. @path: as in fac_check_all(),
 * from the node given, or with "/" first from the root; "": the node itself. */
typedef struct
{
  const char *code;
  const char *path;
  FacClause   clauses[4];
} FacCheckRow;

/** fac_check_rows: tells what is broken below @top; the attribute told is the first that a clause asks of the element
 * itself. */
void fac_check_rows (FacCheck *check, const xmlNode *top, const FacCheckRow *rows, gsize n_rows);
/** fac_check_at: the element at @path from @node, as in #FacClause, without attribute. Returns: (nullable) */
const xmlNode *fac_check_at (FacCheck *check, const xmlNode *node, const char *path);

G_END_DECLS
