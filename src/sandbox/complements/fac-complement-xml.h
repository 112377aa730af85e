/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json.h"
#include "fac-sandbox-validate.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/** FacComplementXml: one complement on its way into a document: an XML tree of one namespace. */
typedef struct
{
  xmlDoc  *doc;
  xmlNs   *ns;
  xmlNode *root;
} FacComplementXml;

/** FAC_COMPLEMENT_AS_GIVEN: a number keeps its decimals. FAC_COMPLEMENT_TEXT: no number at all. */
#define FAC_COMPLEMENT_AS_GIVEN 100
#define FAC_COMPLEMENT_TEXT     101

/** FacComplementField: member @json of an object becomes attribute @xml. @decimals: a number is rounded to as many. */
typedef struct
{
  const char *json;
  const char *xml;
  guint       decimals;
} FacComplementField;

void     fac_complement_xml_init (FacComplementXml *self, const char *prefix, const char *uri, const char *root);
/** fac_complement_xml_finish: Returns: (transfer full): the XML, with its namespace; @self is then empty */
char    *fac_complement_xml_finish (FacComplementXml *self);
/** fac_complement_xml_add: a new last child of @parent. Returns: (transfer none) */
xmlNode *fac_complement_xml_add (FacComplementXml *self, xmlNode *parent, const char *name);

/** fac_complement_put: nothing is written for an empty @text. */
void fac_complement_put (xmlNode *node, const char *name, const char *text);
void fac_complement_put_decimal (xmlNode *node, const char *name, FacDecimal value);
/** fac_complement_put_amount: with @decimals digits, or more when it has more. */
void fac_complement_put_amount (xmlNode *node, const char *name, FacDecimal value, guint decimals);
/** fac_complement_put_value: text or number as it was given; nothing when absent. */
void fac_complement_put_value (xmlNode *node, const char *name, FacJsonValue value);
/** fac_complement_put_fields: the attributes that @object has, in the table's order. */
void fac_complement_put_fields (xmlNode *node, FacJsonValue object, const FacComplementField *fields, gsize n_fields);

/**
 * fac_complement_put_tree: for complements whose members are named as in the XML: scalars become attributes, objects
 * and each object of a list a child element of their name, in the order of @schema.
 * @wraps: (nullable): NULL-terminated pairs: lists whose elements stand under a name of their own inside one element
 */
void fac_complement_put_tree (FacComplementXml *self, xmlNode *node, FacJsonValue object, const FacSchema *schema,
                              const char *const *wraps);

G_END_DECLS
