/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-rules.h"

G_BEGIN_DECLS

/* 2026-03-02 16:00:00 UTC */
#define RULES_NOW G_GINT64_CONSTANT (1772467200000000)

/* A catalogue that knows a few keys, and nothing of the catalogues named in @unsure. */
struct _TestCatalog
{
  GObject     parent_instance;
  const char *unsure;
  guint       asked;
};

G_DECLARE_FINAL_TYPE (TestCatalog, test_catalog, TEST, CATALOG, GObject)

/** RulesFixture: an invoice in which no rule finds anything, for a test to spoil. */
typedef struct
{
  FacOrganization *organization;
  TestCatalog     *catalog;
  FacInvoice      *invoice;
  FacRulesContext  context;
  GPtrArray       *findings;
} RulesFixture;

void rules_set_up    (RulesFixture *self, gconstpointer data);
void rules_tear_down (RulesFixture *self, gconstpointer data);

FacDecimal      rules_decimal  (const char *text);
FacInvoiceLine *rules_add_line (FacInvoice *invoice, const char *price);
FacInvoiceLine *rules_line_at  (RulesFixture *self, guint index);

/** rules_check: the findings are those of the invoice as it is now. */
void rules_check (RulesFixture *self);
void rules_print (GPtrArray *findings);
/** rules_find: Returns: (nullable): the finding of @code at @field */
const FacFinding *rules_find (GPtrArray *findings, const char *field, const char *code);

/** rules_assert_only: exactly this finding and no other. rules_assert_error: likewise, an error. */
void rules_assert_only  (RulesFixture *self, const char *field, FacSeverity severity, const char *code);
void rules_assert_error (RulesFixture *self, const char *field, const char *code);
void rules_assert_clean (RulesFixture *self);

#define RULES_ADD(name, function) \
  g_test_add ("/rules/" name, RulesFixture, NULL, rules_set_up, function, rules_tear_down)

G_END_DECLS
