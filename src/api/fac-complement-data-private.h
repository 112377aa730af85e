/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-complement-data.h"
#include "fac-json.h"

G_BEGIN_DECLS

/** _fac_complement_data_parse: Returns: (transfer full) (nullable): %NULL unless @complement's data is an object */
FacJson *_fac_complement_data_parse (const FacComplement *complement);
/** _fac_payroll_write_sums: the sums that @element of the payroll @data states, as attributes; most state none. */
void     _fac_payroll_write_sums    (GString *xml, const char *element, FacJsonValue data);

G_END_DECLS
