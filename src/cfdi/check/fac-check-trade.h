/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-check-private.h"

G_BEGIN_DECLS

/** fac_check_trade_rows: the matrix of Comercio Exterior 2.0. */
void fac_check_trade_rows  (FacCheck *check, const xmlNode *trade);
/** fac_check_trade_goods: what the goods say beside the lines of the document: units, customs, dollars. */
void fac_check_trade_goods (FacCheck *check, const xmlNode *trade);

G_END_DECLS
