/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"
#include "fac-cfdi.h"

G_BEGIN_DECLS

/**
 * FacPaperStyle: what the XML does not know of the issuer's letterhead. All members (nullable), owned by the caller.
 * @test: every page says "sin validez fiscal". @draft: BORRADOR across, neither seals nor QR. @cancelled: CANCELADO across.
 * @tfd_cadena: cadena original of the timbre, printed as given.
 */
typedef struct
{
  GBytes     *logo;           /* PNG or JPEG */
  const char *color;          /* 6 hex digits */
  const char *issuer_address; /* one line */
  const char *contact;        /* one line: phone, e-mail, website */
  const char *notes;          /* plain text under the lines */
  const char *tfd_cadena;
  gboolean    test;
  gboolean    draft;
  gboolean    cancelled;
} FacPaperStyle;

/** fac_paper_draw: @cfdi on Letter as PDF; prints the amounts it is handed and computes none. @catalog gives keys in words.
 * Any thread. Returns: (transfer full) (nullable) */
GBytes *fac_paper_draw (const FacCfdi *cfdi, const FacPaperStyle *style, FacCatalogSource *catalog, GError **error);

G_END_DECLS
