/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-draft-page-private.h"

#include "fac-conflict-banner.h"
#include "fac-correction-banner.h"
#include "fac-customer-form.h"
#include "fac-in-view.h"
#include "fac-page-host.h"
#include "fac-status-pill.h"
#include "fac-text.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_FIELDS, PROP_SUMMARY, PROP_HINT, PROP_MENU_MODEL, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FacDraftPage, fac_draft_page, FAC_TYPE_PAGE)

#define PRIV(self) ((FacDraftPagePrivate *) fac_draft_page_get_instance_private (self))

FacDraftPagePrivate *
_fac_draft_page_private (FacDraftPage *self)
{
  return PRIV (self);
}

static FacWorkspace *
workspace_of (FacDraftPage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

/* ---- the draft ------------------------------------------------------------------------------ */

static void
show_titles (FacDraftPage *self)
{
  FacDraftPagePrivate *priv = PRIV (self);
  FacDraftPageClass *klass = FAC_DRAFT_PAGE_GET_CLASS (self);
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (priv->draft);
  const char *customer = invoice->customer != NULL ? invoice->customer->legal_name : NULL;
  const gboolean blank = fac_invoice_draft_is_empty (priv->draft) && invoice->remote_id == NULL;
  g_autofree char *subtitle = klass->describe_state (self, fac_status_label (invoice->status),
                                                     fac_invoice_draft_is_saved (priv->draft),
                                                     blank);

  fac_page_set_title (FAC_PAGE (self), fac_text_is_empty (customer) ? klass->name_new (invoice)
                                                                    : customer);
  fac_page_set_subtitle (FAC_PAGE (self), subtitle);
}

static void
on_changed (FacDraftPage *self)
{
  FacDraftPagePrivate *priv = PRIV (self);

  fac_customer_picker_show (priv->customer, fac_invoice_draft_get_invoice (priv->draft)->customer);
  FAC_DRAFT_PAGE_GET_CLASS (self)->show (self);
  show_titles (self);
  _fac_draft_page_redraw_soon (self);
}

static void
on_findings_changed (FacDraftPage *self)
{
  fac_findings_box_show (PRIV (self)->findings,
                         fac_invoice_draft_get_findings (PRIV (self)->draft));
}

static void
on_saved (FacDraftPage *self)
{
  FacInvoiceDraft *draft = PRIV (self)->draft;

  show_titles (self);
  if (fac_invoice_draft_is_saved (draft) && !fac_invoice_draft_is_empty (draft))
    fac_page_set_object_id (FAC_PAGE (self), fac_invoice_draft_get_invoice (draft)->id);
}

static void
on_save_failed (FacInvoiceDraft *draft, const GError *error, FacDraftPage *self)
{
  fac_page_set_subtitle (FAC_PAGE (self), _("Not saved"));
  fac_toast_error (GTK_WIDGET (self), error);
}

static void
show_online (FacDraftPage *self)
{
  gboolean online;

  g_object_get (workspace_of (self), "online", &online, NULL);
  gtk_widget_set_visible (PRIV (self)->offline_note, !online);
}

/* ---- customer ------------------------------------------------------------------------------- */

static void
on_customer_picked (FacCustomerPicker *picker, FacCustomer *customer, FacDraftPage *self)
{
  FacDraftPageClass *klass = FAC_DRAFT_PAGE_GET_CLASS (self);

  if (klass->set_customer != NULL)
    klass->set_customer (self, customer);
  else
    fac_invoice_draft_set_customer (PRIV (self)->draft, customer);
  klass->go_on (self);
}

static void
on_customer_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FacDraftPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FacCustomer) customer = fac_workspace_get_customer_finish (FAC_WORKSPACE (source),
                                                                        result, &error);

  if (customer == NULL)
    fac_toast_error (GTK_WIDGET (self), error);
  else if (PRIV (self)->draft != NULL)
    on_customer_picked (PRIV (self)->customer, customer, self);
}

static void
on_customer_saved (FacDraftPage *self, const char *id)
{
  fac_workspace_get_customer_async (workspace_of (self), id, NULL, on_customer_loaded,
                                    g_object_ref (self));
}

static void
push_customer_form (FacDraftPage *self, const char *id, const char *text)
{
  FacPage *form = fac_customer_form_new (workspace_of (self), id);

  if (text != NULL)
    fac_customer_form_suggest (FAC_CUSTOMER_FORM (form), text);
  g_signal_connect_object (form, "saved", G_CALLBACK (on_customer_saved), self, G_CONNECT_SWAPPED);
  fac_page_push (GTK_WIDGET (self), form);
}

static void
on_new_customer (FacCustomerPicker *picker, const char *text, FacDraftPage *self)
{
  push_customer_form (self, NULL, text);
}

static void
on_edit_customer (FacCustomerPicker *picker, const char *id, FacDraftPage *self)
{
  push_customer_form (self, id, NULL);
}

static void
on_go_to (FacFindingsBox *box, const char *field, FacDraftPage *self)
{
  fac_draft_page_focus_field (FAC_PAGE (self), field);
}

/* ---- leaving -------------------------------------------------------------------------------- */

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) host = data;
  g_autoptr (GError) error = NULL;

  if (!fac_invoice_draft_flush_finish (FAC_INVOICE_DRAFT (source), result, &error) && host != NULL)
    fac_toast_error (host, error);
}

static void
fac_draft_page_flush (FacPage *page)
{
  FacDraftPage *self = FAC_DRAFT_PAGE (page);
  FacDraftPageClass *klass = FAC_DRAFT_PAGE_GET_CLASS (self);
  GtkWidget *host = gtk_widget_get_ancestor (GTK_WIDGET (self), FAC_TYPE_PAGE_HOST);

  if (PRIV (self)->leaving)
    return;
  if (klass->commit != NULL)
    klass->commit (self);
  fac_invoice_draft_flush_async (PRIV (self)->draft,
                                 klass->may_leave == NULL || klass->may_leave (self), on_flushed,
                                 host != NULL ? g_object_ref (host) : NULL);
}

static gboolean
fac_draft_page_leave (FacPage *page)
{
  FacDraftPage *self = FAC_DRAFT_PAGE (page);

  /* the paper lies over the form: back is first of all back to the form */
  if (_fac_draft_page_is_covered (self))
    {
      _fac_draft_page_close_preview (self);
      return FALSE;
    }
  fac_draft_page_flush (page);
  return TRUE;
}

static gboolean
fac_draft_page_is_blank (FacPage *page)
{
  return fac_invoice_draft_is_empty (PRIV (FAC_DRAFT_PAGE (page))->draft);
}

static void
fac_draft_page_search (FacPage *page)
{
  FacDraftPagePrivate *priv = PRIV (FAC_DRAFT_PAGE (page));

  if (priv->previewing)
    fac_pdf_view_find (priv->paper);
  else if (!FAC_DRAFT_PAGE_GET_CLASS (page)->carried)
    fac_customer_picker_focus (priv->customer);
}

static void
fac_draft_page_focus (FacPage *page)
{
  FacDraftPage *self = FAC_DRAFT_PAGE (page);

  FacDraftPageClass *klass = FAC_DRAFT_PAGE_GET_CLASS (self);

  if (fac_invoice_draft_get_invoice (PRIV (self)->draft)->customer == NULL && !klass->carried)
    fac_customer_picker_focus (PRIV (self)->customer);
  else
    klass->go_on (self);
}

/* ---- object --------------------------------------------------------------------------------- */

/* What lies in @bin may hide: then it takes no room. */
static void
put_aside (AdwBin *bin, GtkWidget *child)
{
  adw_bin_set_child (bin, child);
  g_object_bind_property (child, "visible", bin, "visible", G_BINDING_SYNC_CREATE);
}

static void
fac_draft_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FacDraftPagePrivate *priv = PRIV (FAC_DRAFT_PAGE (object));

  switch (id)
    {
    case PROP_FIELDS: adw_bin_set_child (priv->fields, g_value_get_object (value)); break;
    case PROP_SUMMARY: put_aside (priv->summary, g_value_get_object (value)); break;
    case PROP_HINT: put_aside (priv->hint, g_value_get_object (value)); break;
    case PROP_MENU_MODEL:
      gtk_menu_button_set_menu_model (priv->menu_button, g_value_get_object (value));
      break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec); break;
    }
}

static void
fac_draft_page_constructed (GObject *object)
{
  FacDraftPage *self = FAC_DRAFT_PAGE (object);
  FacDraftPagePrivate *priv = PRIV (self);
  FacDraftPageClass *klass = FAC_DRAFT_PAGE_GET_CLASS (self);

  G_OBJECT_CLASS (fac_draft_page_parent_class)->constructed (object);
  g_object_set (priv->bin, "threshold", klass->threshold, NULL);
  fac_pdf_view_set_title (priv->paper, _(klass->paper_title));
  gtk_widget_set_tooltip_text (priv->stamp_button, _(klass->stamp_tip));
  gtk_widget_set_visible (priv->customer_title, !klass->carried);
  gtk_widget_set_visible (GTK_WIDGET (priv->customer), !klass->carried);
  if (klass->form_width > 0)
    {
      adw_clamp_set_maximum_size (priv->clamp, klass->form_width);
      return;
    }
  adw_clamp_set_child (priv->clamp, NULL);
  gtk_viewport_set_child (priv->viewport, priv->form);
}

static void
fac_draft_page_dispose (GObject *object)
{
  FacDraftPage *self = FAC_DRAFT_PAGE (object);
  FacDraftPagePrivate *priv = PRIV (self);

  g_clear_handle_id (&priv->draw_timer, g_source_remove);
  g_cancellable_cancel (priv->drawing);
  g_clear_object (&priv->drawing);
  if (priv->draft != NULL)
    g_signal_handlers_disconnect_by_data (priv->draft, self);
  g_clear_object (&priv->draft);
  g_clear_object (&priv->paper);
  g_clear_weak_pointer (&priv->focus_before);
  G_OBJECT_CLASS (fac_draft_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_FIELDS] = g_param_spec_object ("fields", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SUMMARY] = g_param_spec_object ("summary", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_HINT] = g_param_spec_object ("hint", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_MENU_MODEL] = g_param_spec_object ("menu-model", NULL, NULL, G_TYPE_MENU_MODEL,
                                                     flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, bin);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, viewport);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, clamp);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, form);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, fields);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, side);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, below);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, aside);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, aside_box);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, summary);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, hint);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, paper_side);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, paper_over);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, preview_button);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, stamp_button);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, menu_button);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, customer_title);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, customer);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, findings);
  gtk_widget_class_bind_template_child_private (widget_class, FacDraftPage, offline_note);
  gtk_widget_class_bind_template_callback (widget_class, on_customer_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_new_customer);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_customer);
  gtk_widget_class_bind_template_callback (widget_class, on_go_to);
}

static void
fac_draft_page_class_init (FacDraftPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FacPageClass *page_class = FAC_PAGE_CLASS (klass);

  object_class->set_property = fac_draft_page_set_property;
  object_class->constructed = fac_draft_page_constructed;
  object_class->dispose = fac_draft_page_dispose;
  page_class->focus = fac_draft_page_focus;
  page_class->leave = fac_draft_page_leave;
  page_class->flush = fac_draft_page_flush;
  page_class->is_blank = fac_draft_page_is_blank;
  page_class->search = fac_draft_page_search;
  install_properties (object_class);
  g_type_ensure (FAC_TYPE_BREAKPOINT_BIN);
  g_type_ensure (FAC_TYPE_CUSTOMER_PICKER);
  g_type_ensure (FAC_TYPE_FINDINGS_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/invoices/fac-draft-page.ui");
  bind_children (widget_class);
  _fac_draft_page_bind_paper (widget_class);
  _fac_draft_page_install_actions (widget_class);
}

static void
fac_draft_page_init (FacDraftPage *self)
{
  FacDraftPagePrivate *priv = PRIV (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  _fac_draft_page_add_stamp_key (self);
  priv->paper = g_object_ref_sink (FAC_PDF_VIEW (fac_pdf_view_new ()));
  adw_bin_set_child (priv->paper_side, GTK_WIDGET (priv->paper));
  fac_pdf_view_take_keys (priv->paper, GTK_WIDGET (self));
}

static void
connect_draft (FacDraftPage *self)
{
  const struct { const char *signal; GCallback callback; } signals[] = {
    { "changed", G_CALLBACK (on_changed) },
    { "findings-changed", G_CALLBACK (on_findings_changed) },
    { "notify::saved", G_CALLBACK (on_saved) },
    { "notify::can-undo", G_CALLBACK (_fac_draft_page_update_actions) },
    { "notify::can-redo", G_CALLBACK (_fac_draft_page_update_actions) },
  };
  FacInvoiceDraft *draft = PRIV (self)->draft;

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_swapped (draft, signals[i].signal, signals[i].callback, self);
  g_signal_connect (draft, "save-failed", G_CALLBACK (on_save_failed), self);
  g_signal_connect_object (workspace_of (self), "notify::online", G_CALLBACK (show_online), self,
                           G_CONNECT_SWAPPED);
}

void
fac_draft_page_begin (FacDraftPage *self, FacInvoiceDraft *draft)
{
  FacDraftPagePrivate *priv = PRIV (self);

  priv->draft = g_object_ref (draft);
  fac_customer_picker_set_workspace (priv->customer, workspace_of (self));
  fac_conflict_banner_follow (FAC_PAGE (self), FAC_ENTITY_INVOICE);
  fac_correction_banner_follow (FAC_PAGE (self));
  connect_draft (self);
  on_changed (self);
  on_findings_changed (self);
  on_saved (self);
  show_online (self);
  _fac_draft_page_arrange (self);
  _fac_draft_page_update_actions (self);
}

FacInvoiceDraft *
fac_draft_page_get_draft (FacDraftPage *self)
{
  return PRIV (self)->draft;
}

gboolean
fac_draft_page_is_leaving (FacDraftPage *self)
{
  return PRIV (self)->leaving || PRIV (self)->draft == NULL;
}

gboolean
fac_draft_page_is_previewing (FacDraftPage *self)
{
  return PRIV (self)->previewing;
}

gboolean
fac_draft_page_commit (FacDraftPage *self)
{
  FacDraftPageClass *klass = FAC_DRAFT_PAGE_GET_CLASS (self);

  if (klass->commit == NULL || klass->commit (self))
    return TRUE;
  /* what cannot be read is not thrown away: the person gets back to it */
  klass->go_on (self);
  gtk_widget_error_bell (GTK_WIDGET (self));
  return FALSE;
}

void
fac_draft_page_changed (FacDraftPage *self)
{
  on_changed (self);
}

void
fac_draft_page_focus_field (FacPage *page, const char *field)
{
  FacDraftPage *self = FAC_DRAFT_PAGE (page);
  FacDraftPageClass *klass = FAC_DRAFT_PAGE_GET_CLASS (self);

  _fac_draft_page_uncover (self);
  if (g_str_has_prefix (field, "customer") && !klass->carried)
    fac_customer_picker_focus (PRIV (self)->customer);
  else
    klass->go_to (self, field);
}

void
fac_draft_page_focus_customer (FacDraftPage *self)
{
  fac_customer_picker_focus (PRIV (self)->customer);
}

void
fac_draft_page_keep_in_view (FacDraftPage *self)
{
  GtkWidget *focus = _fac_draft_page_get_focus (self);

  if (_fac_draft_page_is_in_form (self, focus))
    fac_in_view_keep (focus, PRIV (self)->form);
}
