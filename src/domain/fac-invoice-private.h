/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-fields.h"
#include "fac-invoice.h"

G_BEGIN_DECLS

/** What the parts of an invoice consist of. */
extern const FacField _fac_relation_fields[2];
extern const FacField _fac_global_fields[3];
extern const FacField _fac_complement_fields[2];
extern const FacField _fac_legend_fields[3];
extern const FacField _fac_namespace_fields[3];

G_END_DECLS
