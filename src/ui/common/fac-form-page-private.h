/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-form-page.h"
#include "fac-notice-bar.h"
#include "fac-refusal.h"

G_BEGIN_DECLS

typedef struct
{
  GtkWidget    *save;
  GtkWidget    *box;
  FacNoticeBar *reason;   /* what the service did not take */
  GtkWidget    *scroller;
  GtkWidget    *clamp;

  gpointer      original; /* as it was when the form opened */
  gpointer      object;   /* as it is in the fields */
  gpointer      leaving;  /* as it was when it was saved to stay open */
  FacRefusal   *refusal;  /* of what was loaded (nullable) */
  GCancellable *cancellable;
  guint         timer;

  gboolean      is_new;
  gboolean      showing;
  gboolean      stored;    /* an autosave has left */
  gboolean      dirty;     /* differs from what was there when the form opened */
  gboolean      sending;
  gboolean      judge_all;
} FacFormPagePrivate;

#define KIND(self) (FAC_FORM_PAGE_GET_CLASS (self)->kind)

FacFormPagePrivate *_fac_form_page_private (FacFormPage *self);

/** _fac_form_page_drop: frees what @object points to, which may be %NULL, and sets it to %NULL. */
void _fac_form_page_drop       (FacFormPage *self, gpointer *object);
/** _fac_form_page_show_title: titles the page with the name of what is in the fields. */
void _fac_form_page_show_title (FacFormPage *self);

G_END_DECLS
