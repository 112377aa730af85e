/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox.h"

G_BEGIN_DECLS

/** FacSandboxPacking: the ZIP requests that are being packed on worker threads. Its functions may be called on any
 * thread. */

FacSandboxPacking *fac_sandbox_packing_new  (void);
void               fac_sandbox_packing_free (FacSandboxPacking *self);

/** FacSandboxMonth: stamped Live documents of an organization by date and type. @types: separated by blanks */
typedef struct
{
  char  *organization;
  gint64 from;
  gint64 to;
  char  *types;
} FacSandboxMonth;

/** FAC_SANDBOX_OF_MONTH: behind the columns of a SELECT for fac_sandbox_month_prepare(). */
#define FAC_SANDBOX_OF_MONTH                                             \
  " FROM invoices i JOIN invoice_files f ON f.invoice = i.id"            \
  " WHERE i.organization = ?1 AND i.livemode = 1 AND i.place BETWEEN ?2 AND ?3" \
  " AND instr (?4, i.type) > 0"

/** fac_sandbox_month_prepare: Returns: (transfer none) (nullable) */
FacStatement *fac_sandbox_month_prepare (FacDb *db, const FacSandboxMonth *month, const char *sql, GError **error);

/** FacSandboxPacked: on the main thread, outside of any transaction. @zip: (nullable): %NULL when @error is set */
typedef void (*FacSandboxPacked) (FacSandbox *sandbox, const char *id, GBytes *zip, gint64 count, const GError *error);

/** fac_sandbox_pack: packs the XML of @month for request @id on a worker thread with a connection of its own, which
 * sees what is committed; nothing when it is being packed already. */
void fac_sandbox_pack (FacSandbox *sandbox, const char *id, const FacSandboxMonth *month, FacSandboxPacked packed);

/** fac_sandbox_packing_busy: whether any is under way. */
gboolean fac_sandbox_packing_busy (FacSandboxPacking *self);
/** fac_sandbox_packing_has: whether that of request @id is under way. */
gboolean fac_sandbox_packing_has  (FacSandboxPacking *self, const char *id);
/** fac_sandbox_packing_wait: until none is. Not on the main thread. */
void     fac_sandbox_packing_wait (FacSandboxPacking *self);

G_END_DECLS
