/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fac_pdf_lock_alone: first thing in a process: no dumps, no descriptor but the standard ones, no new privileges, and,
 * where the system lets anyone, a network of its own without a way out.
 */
void     fac_pdf_lock_alone (void);
/**
 * fac_pdf_lock_shut: from here on the process can compute, and read and write what is open: no file, socket, process or
 * signal; bounded in time and memory. It cannot be undone.
 * Returns: whether it holds
 */
gboolean fac_pdf_lock_shut  (void);

G_END_DECLS
