/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-check-type.h"

G_BEGIN_DECLS

typedef struct
{
  const char         *name;
  gboolean            required;
  const FacCheckType *type;
  const char         *fixed; /* (nullable) */
} FacCheckAttribute;

typedef enum { FAC_MODEL_NAME, FAC_MODEL_ANY, FAC_MODEL_SEQUENCE, FAC_MODEL_CHOICE, FAC_MODEL_ALL } FacModelKind;

/** FacCheckModel: which children in which order; @high −1: any number. */
typedef struct
{
  FacModelKind kind;
  const char  *name;   /* of NAME */
  int          low;
  int          high;
  GPtrArray   *inside; /* (element-type FacCheckModel): of the groups */
} FacCheckModel;

/** FacCheckElement: an element of the SAT's schemas; its children are of the same namespace. */
typedef struct
{
  const char         *name;
  const char         *uri;
  FacCheckModel      *model;      /* (nullable): no children */
  GHashTable         *children;   /* name → FacCheckElement */
  GArray             *attributes; /* (element-type FacCheckAttribute) */
  const FacCheckType *text;       /* (nullable) */
} FacCheckElement;

/** fac_check_schema_find: the document or complement @name of namespace @uri, from the table of the program, which is
 * read once and never changes; any thread. Returns: (transfer none) (nullable) */
const FacCheckElement *fac_check_schema_find (const char *uri, const char *name);

G_END_DECLS
