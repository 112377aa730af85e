/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-document-summary.h"
#include "fac-invoice.h"
#include "fac-organization.h"

G_BEGIN_DECLS

/** FAC_FILE_STEM_BYTES: how long a name is at most, so that a number and an ending fit behind it in the 255 bytes of a
 * file system. */
#define FAC_FILE_STEM_BYTES 230
/** FAC_FILE_PATTERN_DEFAULT: how documents are called until the person wants something else. */
#define FAC_FILE_PATTERN_DEFAULT "{emisor} {serie} {folio} {rfc}"

/** FacFileFacts: what a pattern can say of a document; every member may be %NULL. All are (transfer full). */
typedef struct
{
  char *emisor;  /* RFC of who issued it */
  char *serie;
  char *folio;
  char *cliente; /* razón social */
  char *rfc;     /* of the receiver */
  char *fecha;   /* 2026-11-20, as the document states it */
  char *uuid;
  char *total;   /* 1160.00 */
  char *moneda;
  char *tipo;    /* Factura, Nota de crédito … */
  char *estado;  /* borrador, cancelada; else NULL */
} FacFileFacts;

/** fac_file_facts_of: what @issuer (nullable) and a row of the list tell. Returns: (transfer full) */
FacFileFacts *fac_file_facts_of      (const FacOrganization *issuer, const FacDocumentSummary *document);
/** fac_file_facts_of_invoice: the same of a whole invoice. Returns: (transfer full) */
FacFileFacts *fac_file_facts_of_invoice (const FacOrganization *issuer, const FacInvoice *invoice);
/** fac_file_facts_example: an invoice that every word of a pattern has something to say of. Returns: (transfer full) */
FacFileFacts *fac_file_facts_example (void);
/** fac_file_facts_free: frees it with all it owns. */
void          fac_file_facts_free    (FacFileFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacFileFacts, fac_file_facts_free)

/** fac_file_pattern_words: the words that stand in braces, in the order in which they are offered. Returns: (transfer
 * none): ends with %NULL */
const char *const *fac_file_pattern_words (void);
/** fac_file_pattern_find_unknown: the first thing in braces of @pattern that is no word of it ("folios"), also a brace
 * that is not closed. Returns: (transfer full) (nullable) */
char *fac_file_pattern_find_unknown (const char *pattern);
/**
 * fac_file_pattern_apply: the name of a file, without ending, for the document of @facts; an empty @pattern is
 * %FAC_FILE_PATTERN_DEFAULT. It is safe as fac_file_name_make_safe() says. Returns: (transfer full)
 */
char *fac_file_pattern_apply (const char *pattern, const FacFileFacts *facts);
/**
 * fac_file_name_make_safe: @text as a name that every file system takes, also those of Windows and of phones: valid
 * UTF-8 of at most %FAC_FILE_STEM_BYTES, never cut through a character, without separators of folders, characters that
 * Windows refuses and characters that nobody sees, with no blank, point or dash at its ends, no name of a device.
 * Returns: (transfer full): never empty
 */
char *fac_file_name_make_safe (const char *text);

G_END_DECLS
