/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-jobs.h"

G_BEGIN_DECLS

/** fac_sandbox_zip_jobs: "zip-request": a month is packed. */
extern const FacSandboxJobKind fac_sandbox_zip_jobs[];

G_END_DECLS
