/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-paper-private.h"

G_BEGIN_DECLS

/**
 * FacPaperNode: an element of a complement as its XML states it. A read-only tree; complements of the SAT and of others
 * come as text, and paper only shows what they say.
 */
struct _FacPaperNode
{
  char               *ns; /* (nullable) */
  char               *name;
  char              **attributes; /* name, value, name, value … */
  char               *text;       /* what stands between its tags, without blanks around; NULL when nothing does */
  GPtrArray          *children;   /* (element-type FacPaperNode) */
  const FacPaperNode *parent;
};

#define FAC_PAPER_NUMBER "number"

/** FacPaperLabel: what an attribute is called on paper. @catalog: of its keys; NULL: that of complements;
 * FAC_PAPER_NUMBER: it is a number. */
typedef struct
{
  const char *attribute;
  const char *label;
  const char *catalog;
} FacPaperLabel;

/** _fac_paper_node_parse: a root that has the elements of @xml as children. Returns: (nullable) without readable
 * XML. */
FacPaperNode *_fac_paper_node_parse (const char *xml);
/** _fac_paper_node_free: frees it with all it owns. */
void          _fac_paper_node_free  (FacPaperNode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacPaperNode, _fac_paper_node_free)

/** _fac_paper_node_is: whether it is of the namespace or of one that begins with @ns (its versions). */
gboolean            _fac_paper_node_is    (const FacPaperNode *self, const char *ns);
/** _fac_paper_node_get: an attribute. Returns: (transfer none) (nullable) */
const char         *_fac_paper_node_get   (const FacPaperNode *self, const char *attribute);
/** _fac_paper_node_child: the first child @name. Both may be absent. Returns: (transfer none) (nullable) */
const FacPaperNode *_fac_paper_node_child (const FacPaperNode *self, const char *name);
/** _fac_paper_node_next: the next child @name from place *@index on, which goes behind it. */
const FacPaperNode *_fac_paper_node_next  (const FacPaperNode *self, const char *name, guint *index);

/* what an attribute says, for people; NULL when it is absent; all (transfer full) */
/** _fac_paper_node_text: as it is. Returns: (transfer full) (nullable): %NULL when it is absent */
char *_fac_paper_node_text    (const FacPaperNode *self, const char *attribute);
/** _fac_paper_node_number: grouped, with at least @min_decimals; text that is no number as it is. Returns: (transfer
 * full) (nullable) */
char *_fac_paper_node_number  (const FacPaperNode *self, const char *attribute, guint min_decimals);
/** _fac_paper_node_date: a local date-time as its day. Returns: (transfer full) (nullable) */
char *_fac_paper_node_date    (const FacPaperNode *self, const char *attribute);
/** _fac_paper_node_words: the key with its words in @catalog. Returns: (transfer full) (nullable) */
char *_fac_paper_node_words   (FacPaper *paper, const FacPaperNode *self, const char *attribute, const char *catalog);
/** _fac_paper_node_summary: "Label value · Label value" of the attributes that are there. */
char *_fac_paper_node_summary (FacPaper *paper, const FacPaperNode *self, const FacPaperLabel *labels, gsize n_labels);
/** _fac_paper_node_address: a Domicilio in one line. */
char *_fac_paper_node_address (FacPaper *paper, const FacPaperNode *self);
/** _fac_paper_join: adds @text, when there is any, behind a point. */
void  _fac_paper_join         (GString *line, const char *text);

G_END_DECLS
