/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-rules.h"

#include <glib/gi18n-lib.h>

G_BEGIN_DECLS

/** FAC_PLACE_UNKNOWN: no place of issue to compare a zip with. */
#define FAC_PLACE_UNKNOWN NULL

/**
 * FacRules: one run of the rules; for the rules' own sources.
 * @prefix: written before every field ("customer."); @line: "items.N." before it, unless negative
 * @known: answers of the catalogue already heard in this run
 */
typedef struct
{
  GPtrArray             *findings;
  const FacRulesContext *context;
  const char            *prefix;
  int                    line;
  GHashTable            *known;
} FacRules;

/** fac_rules_init: begins a run without findings; fac_rules_finish() ends it. */
void fac_rules_init  (FacRules *self, const FacRulesContext *context);
/** fac_rules_finish: errors first, else in the order found. Returns: (transfer full) (element-type FacFinding) */
GPtrArray *fac_rules_finish (FacRules *self);

/** fac_rules_add: one finding; @first and @second (nullable) fill %1 and %2. */
void fac_rules_add (FacRules *self, FacSeverity severity, const char *field, const char *code, const char *message,
                    const char *first, const char *second);
#define fac_rules_error(self, field, code, message) \
  fac_rules_add (self, FAC_FINDING_ERROR, field, code, message, NULL, NULL)
#define fac_rules_error1(self, field, code, message, first) \
  fac_rules_add (self, FAC_FINDING_ERROR, field, code, message, first, NULL)
#define fac_rules_warning(self, field, code, message) \
  fac_rules_add (self, FAC_FINDING_WARNING, field, code, message, NULL, NULL)
#define fac_rules_warning1(self, field, code, message, first) \
  fac_rules_add (self, FAC_FINDING_WARNING, field, code, message, first, NULL)

/** fac_rules_knows: UNSURE without a catalogue. */
FacKnown fac_rules_knows (FacRules *self, const char *catalog, const char *key);
/** fac_rules_use_refused: UsoCFDI that the catalogue knows to be wrong for the régimen. */
gboolean fac_rules_use_refused (FacRules *self, const char *use, const char *tax_system, gboolean moral);
/** fac_rules_system_refused: régimen that the catalogue knows to be wrong for the kind of person. */
gboolean fac_rules_system_refused (FacRules *self, const char *tax_system, gboolean moral);

/** fac_rules_text: length in characters at most @longest, and no "|" (it parts the cadena). Empty text is fine. */
void fac_rules_text (FacRules *self, const char *field, const char *text, gsize longest);
/** fac_rules_fits_six: at most six digits after the point. */
gboolean fac_rules_fits_six (FacDecimal value);

/** fac_rules_receiver_system: régimen that the document states for @customer: 616 for generic RFC. */
const char *fac_rules_receiver_system (const FacCustomer *customer);
/** fac_rules_place: zip of issue, or %FAC_PLACE_UNKNOWN. */
const char *fac_rules_place (const FacRules *self, const FacInvoice *invoice);

/** fac_rules_customer: what a receiver must be (cfdi.md §12, §13); its zip is compared with @place for generic RFC. */
void fac_rules_customer (FacRules *self, const FacCustomer *customer, const char *place);
/** fac_rules_product: keys, price, taxability and taxes of what is sold. */
void fac_rules_product  (FacRules *self, const FacProduct *product);
/** fac_rules_line: one concepto, of place @index from 0, against its figures in @totals. */
void fac_rules_line     (FacRules *self, const FacInvoice *invoice, const FacInvoiceLine *line,
                         const FacInvoiceTotals *totals, guint index);
/** fac_rules_goods: keys and description of what is moved: it has no price. */
void fac_rules_goods    (FacRules *self, const FacProduct *product);
/** fac_rules_moved_line: one concepto of a type T, of place @index from 0. */
void fac_rules_moved_line (FacRules *self, const FacInvoice *invoice, const FacInvoiceLine *line, guint index);
/** fac_rules_common: what holds for every type of document. */
void fac_rules_common   (FacRules *self, const FacInvoice *invoice, const FacInvoiceTotals *totals);
/** fac_rules_content: complements, addenda and their namespaces, legends, the person's own number, text on paper. */
void fac_rules_content  (FacRules *self, const FacInvoice *invoice);
/** fac_rules_paper: the HTML that the service shall print on the paper. */
void fac_rules_paper    (FacRules *self, const FacInvoice *invoice);
/** fac_rules_line_complement: the complement of one concepto; self->line is set. */
void fac_rules_line_complement (FacRules *self, const FacInvoice *invoice, const FacInvoiceLine *line);
/** fac_rules_has_foreign_trade: whether the document has that complement. */
gboolean fac_rules_has_foreign_trade (const FacInvoice *invoice);
/** fac_rules_income: what holds for type I besides: payment, use, currency, global invoices. */
void fac_rules_income   (FacRules *self, const FacInvoice *invoice, const FacInvoiceTotals *totals);
/** fac_rules_payment: what holds for type P besides: amount, day, form and bank of what arrived, and the invoices that
 * it pays. */
void fac_rules_payment  (FacRules *self, const FacInvoice *invoice, const FacInvoiceTotals *totals);
/** fac_rules_egress: what holds for type E besides. */
void fac_rules_egress   (FacRules *self, const FacInvoice *invoice, const FacInvoiceTotals *totals);

/** fac_rules_payroll: what holds for type N besides, as far as it is not inside of its complement. */
void fac_rules_payroll  (FacRules *self, const FacInvoice *invoice, const FacInvoiceTotals *totals);
/** fac_rules_transfer: what holds for type T besides: goods, which have neither price nor taxes. */
void fac_rules_transfer (FacRules *self, const FacInvoice *invoice, const FacInvoiceTotals *totals);

/** fac_tax_rate_is_listed: whether c_TasaOCuota has the rate of @tax. */
gboolean fac_tax_rate_is_listed (const FacTax *tax);

G_END_DECLS
