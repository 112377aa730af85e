/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-workspace.h"

G_BEGIN_DECLS

/** FacJoin: what it takes to part two customers that were made one. */
typedef struct _FacJoin FacJoin;

/** fac_customer_join_async: @kept, as it is to be from now on, takes over the documents of the customer @other_id,
 * which is deleted. What is queued leaves when nobody can take it back any more. */
void     fac_customer_join_async  (FacWorkspace *workspace, FacCustomer *kept, const char *other_id,
                                   GAsyncReadyCallback callback, gpointer data);
FacJoin *fac_customer_join_finish (FacWorkspace *workspace, GAsyncResult *result, GError **error);
/** fac_customer_part_async: takes @join (transfer full) back; ends with fac_workspace_command_finish(). */
void     fac_customer_part_async  (FacWorkspace *workspace, FacJoin *join, GAsyncReadyCallback callback, gpointer data);
/** fac_customer_join_drop: frees @join: it is not taken back. */
void     fac_customer_join_drop   (FacJoin *join);

G_END_DECLS
