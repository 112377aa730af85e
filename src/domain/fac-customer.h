/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-address.h"
#include "fac-decimal.h"

G_BEGIN_DECLS

/**
 * FacCustomer: a receiver (API §3.3). Reference counted; not changed once shared: copy it to change it.
 * @id: local UUID from birth; @remote_id: (nullable): the service's id once known. Times in microseconds UTC, 0
 * unknown.
 * @balance, @last_invoice_at: what the stored documents say of it, as the store keeps it: not paid, in pesos at each
 * document's rate, and the newest stamped invoice's date. Neither content nor part of its variant.
 */
typedef struct
{
  char       *id;
  char       *remote_id;
  char       *legal_name;
  char       *tax_id;              /* RFC, or the foreign number when address.country is not MEX */
  char       *tax_system;          /* c_RegimenFiscal */
  char       *email;
  char       *phone;
  char       *default_invoice_use; /* c_UsoCFDI */
  FacAddress *address;             /* never NULL */
  char       *notes;               /* stays on this machine */
  char       *other_emails;        /* with ", " between; they stay on this machine too: the service has @email alone */
  gint64      sat_validated_at;
  gint64      created_at;
  gint64      updated_at;
  FacDecimal  balance;
  gint64      last_invoice_at;
} FacCustomer;

#define FAC_TYPE_CUSTOMER (fac_customer_get_type ())
GType        fac_customer_get_type (void);
/** fac_customer_new: empty, with a new id. */
FacCustomer *fac_customer_new   (void);
/** fac_customer_ref: one more reference, on any thread. Returns: (transfer full) */
FacCustomer *fac_customer_ref   (FacCustomer *self);
/** fac_customer_unref: lets one reference go, on any thread; the last one frees it. */
void         fac_customer_unref (FacCustomer *self);
/** fac_customer_copy: a deep copy that may be changed. Returns: (transfer full) */
FacCustomer *fac_customer_copy  (const FacCustomer *self);
/** fac_customer_equal_content: whether what the person wrote is equal (ids and times do not count). */
gboolean     fac_customer_equal_content (const FacCustomer *a, const FacCustomer *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCustomer, fac_customer_unref)

/** fac_customer_to_variant: see fac-variant.h. */
GVariant    *fac_customer_to_variant   (const FacCustomer *self);
/** fac_customer_from_variant: see fac-variant.h. Returns: (transfer full) (nullable): %NULL when @variant is no
 * a{sv} */
FacCustomer *fac_customer_from_variant (GVariant *variant);

/** fac_customer_is_public: whether its RFC is %FAC_RFC_PUBLIC, that of the general public. */
gboolean fac_customer_is_public (const FacCustomer *self);
/** fac_customer_is_incomplete: whether it has a name, but lacks what the service does without only when it makes a link
 * to complete the customer (API §2.1, createEditLink): postal code, RFC and régimen. Of customers abroad nothing of it
 * is asked: their documents state the place of issue (CFDI40149). */
gboolean fac_customer_is_incomplete (const FacCustomer *self);
/** fac_customer_dup_emails: all its addresses, each once, with ", " between. Returns: (transfer full): never %NULL */
char    *fac_customer_dup_emails (const FacCustomer *self);
/** fac_customer_set_emails: the first address in @text is @email, the others are @other_emails. */
void     fac_customer_set_emails (FacCustomer *self, const char *text);

G_END_DECLS
