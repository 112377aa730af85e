/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sat-private.h"

G_BEGIN_DECLS

/**
 * FacSatRule: one line of a matrix. @at: the elements it is about, as local names from the root with "/" between (""
 * is the root). It is broken where @broken holds, or @test says so.
 *
 * @broken: conditions with a blank between; all must hold. A reference is an attribute, "Child@Attribute" with
 * "Child/Grandchild", ".." for the parent, or a leading "/" for the root. "!" before a condition denies it.
 *
 * | condition | holds when |
 * |---|---|
 * | `Name` | the attribute is there |
 * | `Child/` | the element is there |
 * | `Name=a\|b` | it is there and one of these texts |
 * | `Name#a\|b` | it is there and none of these |
 * | `Name~regex` | it is there and matches wholly |
 * | `Name^regex` | it is there and does not match |
 * | `Name?list` | it is there and certainly not in that catalogue; list "rfc": the register does not know it |
 * | `Name<Other` `Name>Other` | both are numbers; Other is a reference or a number |
 */
typedef struct
{
  const char *code;
  const char *at;
  const char *broken;
  gboolean  (*test) (FacSat *sat, xmlNode *node);
} FacSatRule;

/** fac_sat_apply: adds a finding for each element that breaks a rule. */
void       fac_sat_apply (FacSat *sat, const FacSatRule *rules, gsize n_rules);

/** fac_sat_at: first element at @path below @node ("Child/Grandchild", "..", leading "/": the root). Returns:
 * (nullable) */
xmlNode   *fac_sat_at (FacSat *sat, xmlNode *node, const char *path);
/** fac_sat_holds: whether the conditions @text hold at @node. */
gboolean   fac_sat_holds (FacSat *sat, xmlNode *node, const char *text);
/** fac_sat_sum: attribute @name of all elements at @path below @node for which @only (nullable) holds. */
FacDecimal fac_sat_sum (FacSat *sat, xmlNode *node, const char *path, const char *name, const char *only);
/** fac_sat_count: how many they are. */
guint      fac_sat_count (FacSat *sat, xmlNode *node, const char *path, const char *only);
/** fac_sat_differs: whether attribute @name is not @value, or is there while @wanted is FALSE, or the reverse. */
gboolean   fac_sat_differs (xmlNode *node, const char *name, gboolean wanted, FacDecimal value);
/** fac_sat_strays: elements of that name anywhere but directly in cfdi:Complemento. */
gboolean   fac_sat_strays (FacSat *sat, const char *name);
/** fac_sat_foreign_id_wrong: whether @id has not the shape of @country, where the SAT gives one. */
gboolean   fac_sat_foreign_id_wrong (const char *country, const char *id);
/** fac_sat_rate_far: an exchange rate so far from the simulated official one that the SAT asks for a confirmation. */
gboolean   fac_sat_rate_far (const char *currency, FacDecimal rate);

G_END_DECLS
