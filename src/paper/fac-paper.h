/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-catalog-source.h"
#include "fac-cfdi.h"

G_BEGIN_DECLS

/** FacPaperOptions: what of a document is shown (API §3.12). @own_carta_porte, @own_comercio: that complement begins on
 * a page of its own. @repeat_seal: the issuer's seal at the foot of every page. */
typedef struct
{
  gboolean codes;           /* keys of the SAT beside their words */
  gboolean product_key;
  gboolean address_codes;
  gboolean export_key;
  gboolean round_price;     /* two decimals */
  gboolean tax_breakdown;   /* taxes of each line */
  gboolean ieps_breakdown;  /* IEPS by itself, not in the subtotal */
  gboolean ieps_in_subtotal;
  gboolean own_carta_porte;
  gboolean own_comercio;
  gboolean iedu;
  gboolean hidrocarburos;
  gboolean repeat_seal;
  gboolean contract;        /* of a payroll: this one to @seniority */
  gboolean position;
  gboolean risk;
  gboolean seniority;
} FacPaperOptions;

/**
 * FacPaperStyle: what the XML does not know of the issuer's letterhead. All members (nullable), owned by the caller.
 * @test: every page says "sin validez fiscal". @draft: BORRADOR across, neither seals nor QR; with @unsealed it is no
 * draft, only its XML is not at hand: FALTA EL XML across. @cancelled: CANCELADO across.
 * @tfd_cadena: cadena original of the timbre, printed as given. @options: %NULL shows all that there is.
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
  gboolean    unsealed;
  gboolean    cancelled;
  const FacPaperOptions *options;
} FacPaperStyle;

/** fac_paper_draw: @cfdi on Letter as PDF; prints the amounts it is handed and computes none. @catalog gives keys in
 * words. Any thread. Returns: (transfer full) (nullable) */
GBytes *fac_paper_draw (const FacCfdi *cfdi, const FacPaperStyle *style, FacCatalogSource *catalog, GError **error);

G_END_DECLS
