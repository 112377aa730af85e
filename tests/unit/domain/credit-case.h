/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-credit-note.h"

G_BEGIN_DECLS

/** CreditCaseIssue: what becomes of an invoice of the case before a note is made of it. */
typedef void (*CreditCaseIssue) (FacInvoice *invoice, gpointer data);

/** CreditCase: a golden case of tests/golden/credit-notes: invoices and what is asked above "expect", the note below.
 * @note: (nullable): %NULL with a @problem */
typedef struct
{
  GPtrArray       *invoices; /* (element-type FacInvoice) */
  GPtrArray       *notes;    /* earlier ones, of the last invoice */
  GArray          *amounts;  /* of them */
  FacCreditBasis  *basis;
  FacInvoice      *note;
  FacCreditProblem problem;
  char            *expected;
  CreditCaseIssue  issue;
  gpointer         data;
} CreditCase;

CreditCase *credit_case_read (const char *path, CreditCaseIssue issue, gpointer data);
void        credit_case_free (CreditCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CreditCase, credit_case_free)

G_END_DECLS
