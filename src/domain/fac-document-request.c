/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-request.h"

#include "fac-fields.h"
#include "fac-text.h"
#include "fac-variant.h"

static const FacField fields[] = {
  FAC_FIELD (FacDocumentRequest, motive, STRING, TRUE),
  FAC_FIELD (FacDocumentRequest, substitution_id, STRING, TRUE),
  FAC_FIELD (FacDocumentRequest, substitution, STRING, TRUE),
  FAC_FIELD (FacDocumentRequest, addresses, STRV, TRUE),
  FAC_FIELD (FacDocumentRequest, folio, STRING, FALSE),
  FAC_FIELD (FacDocumentRequest, total, DECIMAL, FALSE),
  FAC_FIELD (FacDocumentRequest, currency, STRING, FALSE),
};

FacDocumentRequest *
fac_document_request_new (const FacInvoice *invoice)
{
  FacDocumentRequest *self = g_atomic_rc_box_new0 (FacDocumentRequest);

  self->folio = fac_invoice_folio (invoice);
  self->total = invoice->total;
  fac_set_string (&self->currency, invoice->currency);
  return self;
}

FacDocumentRequest *
fac_document_request_ref (FacDocumentRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  fac_fields_clear (fields, G_N_ELEMENTS (fields), data);
}

void
fac_document_request_unref (FacDocumentRequest *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

GVariant *
fac_document_request_to_variant (const FacDocumentRequest *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  fac_fields_write (fields, G_N_ELEMENTS (fields), self, &builder);
  return g_variant_builder_end (&builder);
}

static FacDocumentRequest *
request_from_variant (GVariant *variant)
{
  g_autoptr (FacDocumentRequest) self = g_atomic_rc_box_new0 (FacDocumentRequest);

  if (!fac_fields_read (fields, G_N_ELEMENTS (fields), self, variant, NULL))
    return NULL;
  return g_steal_pointer (&self);
}

FacDocumentRequest *
fac_document_request_read (GBytes *payload)
{
  g_autoptr (GVariant) variant = fac_variant_from_bytes (payload);

  return variant != NULL ? request_from_variant (variant) : NULL;
}
