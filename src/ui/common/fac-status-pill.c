/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-status-pill.h"

#include <glib/gi18n.h>

struct _FacStatusPill
{
  GtkWidget         parent_instance;

  GtkWidget        *icon;
  GtkWidget        *label;
  FacDocumentStatus status;
};

G_DEFINE_FINAL_TYPE (FacStatusPill, fac_status_pill, GTK_TYPE_WIDGET)

static const struct { const char *word; const char *icon; } looks[FAC_DOCUMENT_N_STATUSES] = {
  [FAC_STATUS_BORRADOR] = { NC_("document status", "Draft"), "document-edit-symbolic" },
  [FAC_STATUS_EN_COLA] = { NC_("document status", "Queued"), "document-send-symbolic" },
  [FAC_STATUS_ENVIANDOSE] = { NC_("document status", "Sending"), "network-transmit-symbolic" },
  [FAC_STATUS_EN_PROCESO] = { NC_("document status", "At the SAT"), "content-loading-symbolic" },
  [FAC_STATUS_TIMBRADA] = { NC_("document status", "Stamped"), "object-select-symbolic" },
  [FAC_STATUS_NO_TIMBRADA] = { NC_("document status", "Not stamped"), "dialog-error-symbolic" },
  [FAC_STATUS_EN_CANCELACION] = { NC_("document status", "Being cancelled"),
                                 "document-open-recent-symbolic" },
  [FAC_STATUS_CANCELADA] = { NC_("document status", "Cancelled"), "action-unavailable-symbolic" },
};

static void
fac_status_pill_dispose (GObject *object)
{
  FacStatusPill *self = FAC_STATUS_PILL (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (fac_status_pill_parent_class)->dispose (object);
}

static void
fac_status_pill_class_init (FacStatusPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_status_pill_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pill");
}

static void
fac_status_pill_init (FacStatusPill *self)
{
  self->status = FAC_DOCUMENT_N_STATUSES;
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             NULL);
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  fac_status_pill_set_status (self, FAC_STATUS_BORRADOR);
}

GtkWidget *
fac_status_pill_new (void)
{
  return g_object_new (FAC_TYPE_STATUS_PILL, NULL);
}

const char *
fac_status_label (FacDocumentStatus status)
{
  g_return_val_if_fail ((guint) status < FAC_DOCUMENT_N_STATUSES, "");
  return g_dpgettext2 (NULL, "document status", looks[status].word);
}

void
fac_status_pill_set_status (FacStatusPill *self, FacDocumentStatus status)
{
  if (self->status == status || (guint) status >= FAC_DOCUMENT_N_STATUSES)
    return;
  if (self->status < FAC_DOCUMENT_N_STATUSES)
    gtk_widget_remove_css_class (GTK_WIDGET (self), fac_document_status_nick (self->status));
  self->status = status;
  gtk_widget_add_css_class (GTK_WIDGET (self), fac_document_status_nick (status));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), looks[status].icon);
  gtk_label_set_label (GTK_LABEL (self->label), fac_status_label (status));
}
