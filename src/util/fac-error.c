/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-error.h"

G_DEFINE_QUARK (fac-error-quark, fac_error)
