/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-provider.h"
#include "fac-store.h"

G_BEGIN_DECLS

/** fac_line_reader_run: brings up what earlier versions kept: the words by which products are found, then the lines of
 * documents, out of their bodies; a page after the other, off the main thread, until none is left, @cancellable is
 * cancelled or the store closes. @parser reads
 * the service's JSON and needs no key. */
void fac_line_reader_run (FacStore *store, FacProvider *parser, GCancellable *cancellable);

G_END_DECLS
