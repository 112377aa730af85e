/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-customer.h"
#include "fac-document-status.h"
#include "fac-invoice-line.h"
#include "fac-payment.h"

G_BEGIN_DECLS

/** FacInvoiceType: SAT c_TipoDeComprobante. */
typedef enum
{
  FAC_INVOICE_INGRESO  = 'I',
  FAC_INVOICE_EGRESO   = 'E',
  FAC_INVOICE_PAGO     = 'P',
  FAC_INVOICE_NOMINA   = 'N',
  FAC_INVOICE_TRASLADO = 'T'
} FacInvoiceType;

/** FacRelation: c_TipoRelacion and the UUIDs it points to (%NULL-terminated). */
typedef struct
{
  char  *relationship;
  char **documents;
} FacRelation;

/** FacGlobalInfo: period of a global invoice (API §4.8). @periodicity: day week fortnight month two_months. */
typedef struct
{
  char *periodicity;
  char *months;
  int   year;
} FacGlobalInfo;

/** FacComplement: @type as the API names it ("custom", "pago", …); @data: JSON text of the API's data, or XML for
 * custom. A pago that can be read is in the payments of the document instead. */
typedef struct
{
  char *type;
  char *data;
} FacComplement;

/** FacLegend: a text that a tax rule wants on the document (complement leyendas_fiscales, API §2.3.2). */
typedef struct
{
  char *provision; /* disposicion_fiscal */
  char *rule;      /* norma */
  char *text;      /* texto_leyenda */
} FacLegend;

/** FacNamespace: what a custom complement or addenda needs declared at the root (API §3.8). */
typedef struct
{
  char *prefix;
  char *uri;
  char *schema_location;
} FacNamespace;

/** FacPaid: what a document of type P pays: the folio fiscal of an invoice and how much of it, in its currency. */
typedef struct
{
  char      *uuid;
  FacDecimal amount;
} FacPaid;

/**
 * FacInvoice: an invoice of any type with its lines (API §2.3.1, §3.9). Reference counted; not changed once shared.
 *
 * Ids: @id local UUID from birth, sent as external_id; @remote_id once known; @uuid the folio fiscal once stamped.
 * Times in microseconds UTC, 0 = none. @date is the issue date; 0 in a draft means "when it is stamped".
 * @customer: (nullable): frozen copy of the receiver; its @id names the customer it came from.
 * @exchange: MXN per unit of @currency, 1 for MXN.
 * @payments: (element-type FacPayment): the content of a type P, which has no lines; empty in all others.
 * @external_id: (nullable): a number of the person's own system, sent in place of @id.
 * @pdf_options: (nullable): see fac-pdf-options.h; what is not in it is as the organization has it.
 * @total is the service's figure for issued documents, the local preview else. @due, when @due_known: what the service
 * says is not paid of it; @paid: (element-type FacPaid): what a type P pays. Both as answered, never content.
 */
typedef struct
{
  char              *id;
  char              *remote_id;
  char              *idempotency_key;
  FacInvoiceType     type;
  FacDocumentStatus  status;
  char              *uuid;
  char              *series;
  char              *folio_number;
  gint64             date;
  gint64             stamped_at;
  gint64             created_at;
  gint64             updated_at;

  FacCustomer       *customer;
  GPtrArray         *lines;            /* (element-type FacInvoiceLine), never NULL */
  char              *payment_form;     /* c_FormaPago */
  char              *payment_method;   /* PUE, PPD */
  char              *use;              /* c_UsoCFDI */
  char              *currency;         /* ISO 4217 */
  FacDecimal         exchange;
  char              *conditions;
  char              *export_code;      /* c_Exportacion */
  char              *place_of_issue;   /* zip; NULL = the organization's */
  GPtrArray         *related_documents; /* (element-type FacRelation), never NULL */
  FacGlobalInfo     *global;           /* (nullable) */
  GPtrArray         *complements;      /* (element-type FacComplement), never NULL */
  GPtrArray         *payments;         /* (element-type FacPayment), never NULL */
  GPtrArray         *legends;          /* (element-type FacLegend), never NULL; not in @complements */
  char              *addenda;
  GPtrArray         *namespaces;       /* (element-type FacNamespace), never NULL */
  char              *pdf_custom_section;
  char             **pdf_options;
  char              *external_id;

  FacDecimal         total;
  char              *cancellation_status;
  char              *verification_url;
  FacDecimal         due;
  gboolean           due_known;
  GPtrArray         *paid;             /* never NULL */
  char             **unread;           /* what was typed and cannot be read, see fac-unread.h (nullable); never sent */
} FacInvoice;

#define FAC_TYPE_INVOICE (fac_invoice_get_type ())
GType       fac_invoice_get_type (void);
/** fac_invoice_new: an empty draft of @type with a new id: MXN, exchange 1, PUE, form 03, use G03 (type E: G02), export
 * 01. */
FacInvoice *fac_invoice_new   (FacInvoiceType type);
/** fac_invoice_settle_kind: what the types P, N and T state by rule (cfdi.md §1), whatever was said: use, currency and
 * method; neither form nor conditions. The others stay. */
void        fac_invoice_settle_kind (FacInvoice *self);
/** fac_invoice_ref: one more reference, on any thread. Returns: (transfer full) */
FacInvoice *fac_invoice_ref   (FacInvoice *self);
/** fac_invoice_unref: lets one reference go, on any thread; the last one frees it. */
void        fac_invoice_unref (FacInvoice *self);
/** fac_invoice_copy: a deep copy that may be changed. */
FacInvoice *fac_invoice_copy  (const FacInvoice *self);
/** fac_invoice_duplicate: a new draft with the same content, without ids, folio, dates or fiscal data; what its
 * payments paid is not paid again. */
FacInvoice *fac_invoice_duplicate (const FacInvoice *self);
/** fac_invoice_equal_content: whether what the person wrote is equal; ids, status and times do not count. */
gboolean    fac_invoice_equal_content (const FacInvoice *a, const FacInvoice *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacInvoice, fac_invoice_unref)

/** fac_invoice_to_variant: see fac-variant.h. */
GVariant   *fac_invoice_to_variant   (const FacInvoice *self);
/** fac_invoice_from_variant: see fac-variant.h. Returns: (transfer full) (nullable): %NULL when @variant is no a{sv} */
FacInvoice *fac_invoice_from_variant (GVariant *variant);

/** fac_relation_new: both are copied. Returns: (transfer full) */
FacRelation   *fac_relation_new (const char *relationship, const char *const *documents);
/** fac_relation_free: frees it with all it owns. */
void           fac_relation_free (FacRelation *self);
/** fac_paid_new: @uuid is copied. Returns: (transfer full) */
FacPaid       *fac_paid_new (const char *uuid, FacDecimal amount);
/** fac_paid_free: frees it with all it owns. */
void           fac_paid_free (FacPaid *self);
/** fac_global_info_new: both texts are copied. Returns: (transfer full) */
FacGlobalInfo *fac_global_info_new (const char *periodicity, const char *months, int year);
/** fac_global_info_free: frees it with all it owns. */
void           fac_global_info_free (FacGlobalInfo *self);
/** fac_complement_new: both are copied. Returns: (transfer full) */
FacComplement *fac_complement_new (const char *type, const char *data);
/** fac_complement_free: frees it with all it owns. */
void           fac_complement_free (FacComplement *self);
/** fac_legend_new: all are copied. Returns: (transfer full) */
FacLegend     *fac_legend_new (const char *provision, const char *rule, const char *text);
/** fac_legend_free: frees it with all it owns. */
void           fac_legend_free (FacLegend *self);
/** fac_namespace_new: all are copied. Returns: (transfer full) */
FacNamespace  *fac_namespace_new (const char *prefix, const char *uri, const char *schema_location);
/** fac_namespace_free: frees it with all it owns. */
void           fac_namespace_free (FacNamespace *self);

/** fac_invoice_set_type: what a document of @type cannot have goes, and a use that the other type begins with becomes
 * this one's. */
void fac_invoice_set_type (FacInvoice *self, FacInvoiceType type);
/** fac_invoice_external_id: what the service knows it by: the person's own number, else @self's id. */
const char *fac_invoice_external_id (const FacInvoice *self);
/** fac_invoice_folio: "A 1203", "1203" or %NULL. Returns: (transfer full) (nullable) */
char *fac_invoice_folio (const FacInvoice *self);

G_END_DECLS
