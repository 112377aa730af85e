/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-paper-block.h"

G_BEGIN_DECLS

/* Namespaces without their version: the papers of old documents show the same. */
#define FAC_PAPER_NS_PAGOS        "http://www.sat.gob.mx/Pagos"
#define FAC_PAPER_NS_NOMINA       "http://www.sat.gob.mx/nomina"
#define FAC_PAPER_NS_CARTA_PORTE  "http://www.sat.gob.mx/CartaPorte"
#define FAC_PAPER_NS_COMERCIO     "http://www.sat.gob.mx/ComercioExterior"
#define FAC_PAPER_NS_LEYENDAS     "http://www.sat.gob.mx/leyendasFiscales"
#define FAC_PAPER_NS_IEDU         "http://www.sat.gob.mx/iedu"
#define FAC_PAPER_NS_HIDRO        "http://www.sat.gob.mx/hidrocarburospetroliferos"

/** _fac_paper_complement: the document's complement of namespace @ns. Returns: (transfer none) (nullable) */
const FacPaperNode *_fac_paper_complement (FacPaper *self, const char *ns);
/** _fac_paper_append_line_complements: those of a line (@xml nullable), each on lines of its own. */
void _fac_paper_append_line_complements (FacPaper *self, GString *detail, const char *xml);
/** _fac_paper_append_tree: an element and what it holds, with the attributes' own names. */
void _fac_paper_append_tree (FacPaper *self, GString *text, const FacPaperNode *node);

/** _fac_paper_draw_pago: the payments of a Recepción de pagos. */
void _fac_paper_draw_pago              (FacPaper *self, const FacPaperNode *root);
/** _fac_paper_draw_nomina: the payroll of a Nómina. */
void _fac_paper_draw_nomina            (FacPaper *self, const FacPaperNode *root);
/** _fac_paper_draw_carta_porte: places, goods and transport of a Carta Porte. */
void _fac_paper_draw_carta_porte       (FacPaper *self, const FacPaperNode *root);
/** _fac_paper_draw_comercio_exterior: the export of a Comercio Exterior. */
void _fac_paper_draw_comercio_exterior (FacPaper *self, const FacPaperNode *root);

G_END_DECLS
