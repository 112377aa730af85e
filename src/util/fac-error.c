/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-error.h"

#include "fac-store-error.h"

G_DEFINE_QUARK (fac-error-quark, fac_error)
G_DEFINE_QUARK (fac-store-error-quark, fac_store_error)
