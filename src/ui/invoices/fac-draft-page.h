/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-invoice-draft.h"
#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_DRAFT_PAGE (fac_draft_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (FacDraftPage, fac_draft_page, FAC, DRAFT_PAGE, FacPage)

/**
 * FacDraftPageClass:
 * @threshold: width of the page below which it is one column
 * @form_width: the widest that its form becomes; 0: as wide as there is room
 * @beside: whether, where there is room, summary and findings stand beside the form, and the paper too; else they
 *   stand under it, and the paper over it
 * @carried: it was written elsewhere: its customer is not picked here
 * @stamp_title, @stamp_tip, @paper_title: texts marked with N_(): the question, the tip of its button, the paper's name
 * @name_new: title while there is no customer. Returns: (transfer none)
 * @describe_state: the subtitle: @status in words, and whether it is stored; @blank: nothing was written yet.
 *   Returns: (transfer full)
 * @describe_stamping: what is stamped, for the question. Returns: (transfer full)
 * @show: the draft changed: puts it into the fields and the summary
 * @arrange: (nullable) the page is one column (@narrow), or its form has less room beside the paper (@tight)
 * @set_customer: (nullable) another customer was picked; %NULL: it becomes that of the draft
 * @go_on: puts the cursor where one writes once there is a customer
 * @commit: (nullable) takes over what is being typed. Returns: %FALSE when it cannot be read
 * @find_unreadable: (nullable) puts the cursor into the first field that cannot be read. Returns: whether there is one
 * @may_leave: (nullable) whether the service would take the draft as it is; %NULL: always
 * @go_to: puts the cursor into a field, by its API path; that of the customer is done
 *
 * One document of any type while it is a draft: customer, the fields of its type, summary, findings, its paper; undo,
 * saving, stamping, deleting, and what it means to leave. Properties, all set once, in a template: "fields", "summary",
 * "hint" (below the findings), "menu-model". Actions "draft.stamp" (Ctrl+Enter), "draft.preview", "draft.undo",
 * "draft.redo", "draft.save", "draft.delete", "draft.escape".
 */
struct _FacDraftPageClass
{
  FacPageClass parent_class;

  int         threshold;
  int         form_width;
  gboolean    beside;
  gboolean    carried;
  const char *stamp_title;
  const char *stamp_tip;
  const char *paper_title;

  const char *(*name_new)          (const FacInvoice *invoice);
  char       *(*describe_state)    (FacDraftPage *self, const char *status, gboolean saved, gboolean blank);
  char       *(*describe_stamping) (FacDraftPage *self);
  void        (*show)              (FacDraftPage *self);
  void        (*arrange)           (FacDraftPage *self, gboolean narrow, gboolean tight);
  void        (*set_customer)      (FacDraftPage *self, const FacCustomer *customer);
  void        (*go_on)             (FacDraftPage *self);
  gboolean    (*commit)            (FacDraftPage *self);
  gboolean    (*find_unreadable)   (FacDraftPage *self);
  gboolean    (*may_leave)         (FacDraftPage *self);
  void        (*go_to)             (FacDraftPage *self, const char *field);
};

/** fac_draft_page_begin: shows @draft, once the page has made its own fields ready for it. */
void             fac_draft_page_begin        (FacDraftPage *self, FacInvoiceDraft *draft);
/** fac_draft_page_get_draft: Returns: (transfer none) (nullable): %NULL once the page is gone */
FacInvoiceDraft *fac_draft_page_get_draft    (FacDraftPage *self);
/** fac_draft_page_is_leaving: whether it is being stamped or deleted, or is gone: nothing may change it any more. */
gboolean         fac_draft_page_is_leaving   (FacDraftPage *self);
/** fac_draft_page_is_previewing: whether its paper is shown, beside the form or over it. */
gboolean         fac_draft_page_is_previewing (FacDraftPage *self);
/** fac_draft_page_commit: takes over what is typed. Returns: %FALSE when it cannot be read: the cursor goes there */
gboolean         fac_draft_page_commit       (FacDraftPage *self);
/** fac_draft_page_changed: something that the page shows changed, which is not of the draft itself. */
void             fac_draft_page_changed      (FacDraftPage *self);
/** fac_draft_page_focus_field: puts the cursor of @page, which is a draft's, into a field, by its API path
 * ("items.3.product.price"). */
void             fac_draft_page_focus_field  (FacPage *page, const char *field);
/** fac_draft_page_focus_customer: puts the cursor where the customer is picked. */
void             fac_draft_page_focus_customer (FacDraftPage *self);
/** fac_draft_page_keep_in_view: scrolls so that the field with the cursor is seen, also while it unfolds. */
void             fac_draft_page_keep_in_view (FacDraftPage *self);

G_END_DECLS
