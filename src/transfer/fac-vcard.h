/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-customer.h"
#include "fac-table.h"

G_BEGIN_DECLS

/** fac_vcard_append: @customer as a vCard 4.0 (RFC 6350), folded. What vCard has no property for is in X-properties. */
void      fac_vcard_append   (GString *text, const FacCustomer *customer);
/**
 * fac_vcard_read: the cards of a file, versions 2.1 to 4.0, as a table whose headers are keys of the customers' fields;
 * a line is where a card begins. The RFC is in X-RFC or in a line "RFC: …" of the note.
 * Errors: as fac_table_read(). Returns: (transfer full) (nullable)
 */
FacTable *fac_vcard_read     (GBytes *bytes, GCancellable *cancellable, GError **error);
/** fac_vcard_is_one: whether a file with these bytes is of vCards. */
gboolean  fac_vcard_is_one   (GBytes *bytes);

G_END_DECLS
