/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-paged-model.h"

G_BEGIN_DECLS

struct _FacRow
{
  GObject parent_instance;

  FacEntity entity;
  gpointer  content; /* a reference to FacDocumentSummary, FacCustomer or FacProduct */
};

FacRow *_fac_row_new (FacEntity entity);
/** _fac_row_set_content: takes a reference to @content; notifies what changed. */
void    _fac_row_set_content (FacRow *self, gconstpointer content);

G_END_DECLS
