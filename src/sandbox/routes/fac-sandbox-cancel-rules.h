/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json.h"

G_BEGIN_DECLS

/** FacCancelStep: what a request for cancellation becomes, @after seconds of the sandbox's clock. */
typedef struct
{
  guint       after;
  const char *status; /* %NULL ends the course */
} FacCancelStep;

/** FacCancelRule: how the simulated SAT and the receiver answer; README.md has the table. A rule with @refusal never
 * begins. */
typedef struct
{
  const char   *name;
  int           cents; /* of the total, −1 for the others */
  const char   *refusal;
  guint         refusal_status;
  FacCancelStep steps[4];
} FacCancelRule;

/** fac_cancel_rule_for: the rule for an invoice as it is answered. */
const FacCancelRule *fac_cancel_rule_for (FacJsonValue body);
/** fac_cancel_rule_find: the rule that was stored as @name. */
const FacCancelRule *fac_cancel_rule_find (const char *name);

G_END_DECLS
