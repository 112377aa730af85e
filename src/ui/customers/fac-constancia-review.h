/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-constancia.h"
#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FAC_TYPE_CONSTANCIA_REVIEW (fac_constancia_review_get_type ())
G_DECLARE_FINAL_TYPE (FacConstanciaReview, fac_constancia_review, FAC, CONSTANCIA_REVIEW, AdwWindow)

/** FacConstanciaReview: field by field, what @customer has and what @constancia says, and whether it is taken. Signal
 * "taken" (FacCustomer): a copy with what the person took. */
GtkWidget *fac_constancia_review_new (GtkWindow *parent, FacWorkspace *workspace, FacConstancia *constancia,
                                      const FacCustomer *customer);

G_END_DECLS
