/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-page.h"

G_BEGIN_DECLS

#define FAC_TYPE_FORM_PAGE (fac_form_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (FacFormPage, fac_form_page, FAC, FORM_PAGE, FacPage)

/**
 * FacFormKind: what is written in a form, as far as the form must know.
 * @type: its boxed type, whose copies share; @make: an empty one
 * @new_title, @title: marked with N_(), for one without a name
 * @equal: whether the person wrote the same in both; @decode: from its variant
 */
typedef struct
{
  FacEntity    entity;
  GType      (*type)        (void);
  const char  *new_title;
  const char  *title;
  gpointer   (*make)        (void);
  const char *(*get_id)     (gconstpointer object);
  const char *(*get_name)   (gconstpointer object);
  gboolean   (*equal)       (gconstpointer a, gconstpointer b);
  gpointer   (*decode)      (GVariant *variant);
  GPtrArray *(*check)       (FacWorkspace *workspace, gconstpointer object);
  void       (*load)        (FacWorkspace *workspace, const char *id, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data);
  gpointer   (*load_finish) (FacWorkspace *workspace, GAsyncResult *result, GError **error);
  void       (*save)        (FacWorkspace *workspace, gpointer object, gboolean send, GAsyncReadyCallback callback,
                             gpointer data);
} FacFormKind;

/**
 * FacFormPageClass:
 * @kind: set in class_init
 * @show: puts @object into the fields
 * @read: Returns: (transfer full): a copy of @object with what the fields hold
 * @get_unreadable: (nullable) the first field whose text cannot be read. Returns: (nullable)
 * @judge: shows @findings beside the fields; @all also beside those not touched yet
 * @get_waiting: (nullable) what it means to save @object while it is incomplete. Returns: (nullable): %NULL when that
 * cannot be
 *
 * A form of one object that is written within a second of the first unsaved change, and sent with Save (Ctrl+S).
 * Property "fields": the widget with the fields. Signals: "saved" (const char *id): it was saved, the page is about to
 * close; "sent" (gboolean): fac_form_page_send() has ended.
 */
struct _FacFormPageClass
{
  FacPageClass parent_class;

  const FacFormKind *kind;

  void     (*show)  (FacFormPage *self, gconstpointer object);
  gpointer (*read)  (FacFormPage *self, gconstpointer object);
  GtkWidget *(*get_unreadable) (FacFormPage *self);
  void     (*judge) (FacFormPage *self, gconstpointer object, GPtrArray *findings, gboolean all);
  const char *(*get_waiting) (FacFormPage *self, gconstpointer object);
};

/** fac_form_page_open: shows the object with local @id, once it is loaded; %NULL: a new one. */
void          fac_form_page_open       (FacFormPage *self, const char *id);
/** fac_form_page_open_new: shows @object, which is stored nowhere yet. */
void          fac_form_page_open_new   (FacFormPage *self, gpointer object);
/** fac_form_page_get_object: as it is in the fields. Returns: (transfer none) (nullable): %NULL while it is loaded */
gconstpointer fac_form_page_get_object (FacFormPage *self);
/** fac_form_page_send: saves as Save does, and leaves the page open; ends with "sent". Returns: %FALSE when something
 * is missing, which is shown, or it is being saved */
gboolean      fac_form_page_send       (FacFormPage *self);
/** fac_form_page_send_waiting: the same for an incomplete object, of which the caller knows that it may be sent.
 * Returns: %FALSE while it is being saved */
gboolean      fac_form_page_send_waiting (FacFormPage *self);
gboolean      fac_form_page_is_new     (FacFormPage *self);
/** fac_form_page_changed: the person changed something in the fields. */
void          fac_form_page_changed    (FacFormPage *self);
/** fac_form_page_judge: shows what is wrong now. */
void          fac_form_page_judge      (FacFormPage *self);

G_END_DECLS
