/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  FAC_FINDING_ERROR,  /* stamping would be refused */
  FAC_FINDING_WARNING /* allowed, but look at it */
} FacSeverity;

/**
 * FacFinding: one problem: where, how grave, and why.
 * @field: path as the API's error paths: "customer", "items.3.product.price", "payment_form"
 * @code: SAT code ("CFDI40145") or a word of ours in kebab case ("price-missing"); stable
 * @message: English text for translation, without values; @arguments fill its %1 … %9
 */
typedef struct
{
  char        *field;
  FacSeverity  severity;
  char        *code;
  const char  *message; /* static, marked with N_() */
  char       **arguments;
} FacFinding;

#define FAC_TYPE_FINDING (fac_finding_get_type ())
GType       fac_finding_get_type (void);
/** fac_finding_new: @message is kept as it is (a literal marked with N_()), the rest is copied; its arguments follow,
 * then %NULL. Returns: (transfer full) */
FacFinding *fac_finding_new  (const char *field, FacSeverity severity, const char *code, const char *message,
                              ...) G_GNUC_NULL_TERMINATED;
/** fac_finding_copy: a deep copy that may be changed. Returns: (transfer full) */
FacFinding *fac_finding_copy (const FacFinding *self);
/** fac_finding_free: frees it with all it owns. */
void        fac_finding_free (FacFinding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacFinding, fac_finding_free)

/** fac_finding_text: @message translated by @translate (gettext; %NULL leaves English) with its arguments put in.
 * Returns: (transfer full) */
char *fac_finding_text (const FacFinding *self, const char *(*translate) (const char *));
/** fac_findings_new: an empty list that frees its findings. Returns: (element-type FacFinding) */
GPtrArray *fac_findings_new (void);
/** fac_findings_has_errors: whether one of them forbids stamping; warnings do not. */
gboolean   fac_findings_has_errors (GPtrArray *findings);

G_END_DECLS
