/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json-writer.h"
#include "fac-sandbox-company.h"
#include "fac-sandbox-request.h"

G_BEGIN_DECLS

/** FacSandboxSeed: invented documents, the same for the same seed; made and used on the main thread. */
typedef struct
{
  FacSandboxRequest *request; /* borrowed: whose world they go into */
  GRand             *dice;
  guint32            seed;
  gint64             end;     /* the newest document's time: the last midnight by the sandbox's clock */
  GPtrArray         *customers; /* JSON texts, as an invoice has them inside */
  GPtrArray         *products;
} FacSandboxSeed;

FacSandboxSeed *fac_sandbox_seed_new  (FacSandboxRequest *request, guint32 seed);
void            fac_sandbox_seed_free (FacSandboxSeed *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandboxSeed, fac_sandbox_seed_free)

/** fac_sandbox_seed_id: id number @index of a @kind of document. Returns: (transfer full) */
char *fac_sandbox_seed_id (FacSandboxSeed *self, char kind, guint index);
/** fac_sandbox_seed_pick: 0 … @below − 1. */
guint fac_sandbox_seed_pick (FacSandboxSeed *self, guint below);

/** fac_sandbox_seed_write_customer: the members that a client would give. */
void fac_sandbox_seed_write_customer (FacSandboxSeed *self, FacJsonWriter *writer, guint index);
/** fac_sandbox_seed_write_product: the same of a product. */
void fac_sandbox_seed_write_product  (FacSandboxSeed *self, FacJsonWriter *writer, guint index);

/** fac_sandbox_seed_customer, fac_sandbox_seed_product: stores number @index. */
gboolean fac_sandbox_seed_customer (FacSandboxSeed *self, guint index, GError **error);
gboolean fac_sandbox_seed_product  (FacSandboxSeed *self, guint index, GError **error);
/** fac_sandbox_seed_invoice: stores number @index of @total, the oldest first; its XML and seals are made when they are
 * asked for: see fac_sandbox_invoice_complete(). @folio: its folio */
gboolean fac_sandbox_seed_invoice  (FacSandboxSeed *self, guint index, guint total, const char *series, gint64 folio,
                                    GError **error);

/** fac_sandbox_seed_receipt: stores number @index of @total, the oldest first, over the month before the end. */
gboolean fac_sandbox_seed_receipt  (FacSandboxSeed *self, FacSandboxCompany *company, guint index, guint total,
                                    gint64 folio, GError **error);

G_END_DECLS
