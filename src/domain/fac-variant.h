/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Serialised form of domain objects: a GVariant of type a{sv} with the field names of the structs, decimals as text,
 * unset fields left out, members in a fixed order, so that equal objects give equal bytes and unknown members of a
 * newer version are ignored. It is what the outbox, base snapshots for merging and crash-safe drafts keep; the store
 * sees only bytes. Every fac_…_to_variant() returns a floating reference.
 */

/** fac_variant_to_bytes: little-endian bytes of @variant, which is sunk. Returns: (transfer full) */
GBytes *fac_variant_to_bytes (GVariant *variant);
/** fac_variant_from_bytes: checked; NULL when the bytes are not a well-formed a{sv}. Returns: (transfer full)
 * (nullable) */
GVariant *fac_variant_from_bytes (GBytes *bytes);
/** fac_variant_hash: SHA-256 in hexadecimal of the bytes. Returns: (transfer full) */
char *fac_variant_hash (GBytes *bytes);

G_END_DECLS
