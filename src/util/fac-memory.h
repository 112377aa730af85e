/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fac_memory_keep_small: the program's first act: large blocks go back to the system when they are let go. By itself
 * the C library raises the bounds with each large block, and megabytes of nobody stay in the heap. */
void fac_memory_keep_small (void);
/** fac_memory_give_back: after work that took much memory in pieces: what is free between them goes back to the
 * system, on a worker thread, at most every ten seconds. Main thread only. */
void fac_memory_give_back  (void);

G_END_DECLS
