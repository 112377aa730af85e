/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-related-document.h"

FacRelatedDocument *
fac_related_document_new (const char *relationship, gboolean names_it, const char *uuid,
                          FacDocumentSummary *summary)
{
  FacRelatedDocument *self = g_new0 (FacRelatedDocument, 1);

  self->relationship = g_strdup (relationship);
  self->names_it = names_it;
  self->uuid = uuid != NULL ? g_ascii_strdown (uuid, -1) : NULL;
  self->summary = summary != NULL ? fac_document_summary_ref (summary) : NULL;
  return self;
}

void
fac_related_document_free (FacRelatedDocument *self)
{
  if (self == NULL)
    return;
  g_free (self->relationship);
  g_free (self->uuid);
  g_clear_pointer (&self->summary, fac_document_summary_unref);
  g_free (self);
}

gboolean
fac_related_document_counts (const FacRelatedDocument *self)
{
  if (self->summary == NULL || !self->names_it || !self->has_amount)
    return FALSE;
  return self->summary->status != FAC_STATUS_BORRADOR
         && self->summary->status != FAC_STATUS_NO_TIMBRADA
         && self->summary->status != FAC_STATUS_CANCELADA;
}
