/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-page.h"

#include "fac-notice-bar.h"
#include "fac-page-host.h"
#include "fac-service-notice.h"
#include "fac-sync-row.h"
#include "fac-title-bin.h"
#include "fac-ui-text.h"

typedef struct
{
  AdwHeaderBar   *header;
  FacTitleBin    *titles;
  AdwWindowTitle *window_title;
  GtkWidget      *heading;
  GtkWidget      *heading_title;
  GtkWidget      *heading_subtitle;
  GtkWidget      *back;
  AdwBin         *start;
  AdwBin         *end;
  GtkWidget      *strip;
  FacNoticeBar   *notice;
  GtkBox         *banners;
  AdwBin         *holder;
  FacSyncRow     *foot;

  FacWorkspace   *workspace;
  char           *object_id;

  gboolean        folded;
  gboolean        root;
} FacPagePrivate;

enum { PROP_0, PROP_WORKSPACE, PROP_TITLE, PROP_SUBTITLE, PROP_CONTENT, PROP_START, PROP_END,
  PROP_FOLDED,
       PROP_OBJECT_ID, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FacPage, fac_page, ADW_TYPE_BIN)

#define PRIV(self) ((FacPagePrivate *) fac_page_get_instance_private (self))

static void
show_foot (FacPage *self)
{
  FacPagePrivate *priv = PRIV (self);

  gtk_widget_set_visible (GTK_WIDGET (priv->foot), priv->folded && priv->root);
}

/* a title that the header bar has no room for stands whole beneath it */
static void
show_heading (FacPage *self)
{
  FacPagePrivate *priv = PRIV (self);
  const char *subtitle = adw_window_title_get_subtitle (priv->window_title);

  gtk_widget_set_visible (priv->heading, !fac_title_bin_get_fits (priv->titles));
  gtk_widget_set_visible (priv->heading_subtitle, subtitle != NULL && *subtitle != '\0');
}

static void
on_organization_changed (FacPage *self)
{
  FacPagePrivate *priv = PRIV (self);
  FacOrganization *organization = fac_workspace_get_organization (priv->workspace);

  gtk_widget_set_visible (priv->strip, organization != NULL && !organization->livemode);
}

static void
fac_page_constructed (GObject *object)
{
  FacPage *self = FAC_PAGE (object);
  FacPagePrivate *priv = PRIV (self);

  G_OBJECT_CLASS (fac_page_parent_class)->constructed (object);
  if (priv->workspace == NULL)
    return;
  fac_sync_row_set_workspace (priv->foot, priv->workspace);
  fac_service_notice_follow (priv->notice, priv->workspace);
  g_signal_connect_object (priv->workspace, "notify::organization",
                           G_CALLBACK (on_organization_changed), self, G_CONNECT_SWAPPED);
  on_organization_changed (self);
}

static void
fac_page_finalize (GObject *object)
{
  FacPagePrivate *priv = PRIV (FAC_PAGE (object));

  g_clear_object (&priv->workspace);
  g_free (priv->object_id);
  G_OBJECT_CLASS (fac_page_parent_class)->finalize (object);
}

static void
fac_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FacPagePrivate *priv = PRIV (FAC_PAGE (object));

  switch (id)
    {
    case PROP_WORKSPACE: g_value_set_object (value, priv->workspace); break;
    case PROP_TITLE: g_value_set_string (value, fac_page_get_title (FAC_PAGE (object))); break;
    case PROP_SUBTITLE:
      g_value_set_string (value, adw_window_title_get_subtitle (priv->window_title));
      break;
    case PROP_CONTENT: g_value_set_object (value, adw_bin_get_child (priv->holder)); break;
    case PROP_START: g_value_set_object (value, adw_bin_get_child (priv->start)); break;
    case PROP_END: g_value_set_object (value, adw_bin_get_child (priv->end)); break;
    case PROP_FOLDED: g_value_set_boolean (value, priv->folded); break;
    case PROP_OBJECT_ID: g_value_set_string (value, priv->object_id); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec); break;
    }
}

static void
fac_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FacPage *self = FAC_PAGE (object);

  switch (id)
    {
    case PROP_WORKSPACE: PRIV (self)->workspace = g_value_dup_object (value); break;
    case PROP_TITLE: fac_page_set_title (self, g_value_get_string (value)); break;
    case PROP_SUBTITLE: fac_page_set_subtitle (self, g_value_get_string (value)); break;
    case PROP_CONTENT: fac_page_set_content (self, g_value_get_object (value)); break;
    case PROP_START: fac_page_set_start (self, g_value_get_object (value)); break;
    case PROP_END: fac_page_set_end (self, g_value_get_object (value)); break;
    case PROP_FOLDED: fac_page_set_folded (self, g_value_get_boolean (value)); break;
    case PROP_OBJECT_ID: fac_page_set_object_id (self, g_value_get_string (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec); break;
    }
}

static gboolean
fac_page_real_leave (FacPage *self)
{
  return TRUE;
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, FAC_TYPE_WORKSPACE,
                                                    flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, "", flags);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  properties[PROP_OBJECT_ID] = g_param_spec_string ("object-id", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fac_page_class_init (FacPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = fac_page_constructed;
  object_class->finalize = fac_page_finalize;
  object_class->get_property = fac_page_get_property;
  object_class->set_property = fac_page_set_property;
  klass->leave = fac_page_real_leave;

  install_properties (object_class);

  g_type_ensure (FAC_TYPE_NOTICE_BAR);
  g_type_ensure (FAC_TYPE_SYNC_ROW);
  g_type_ensure (FAC_TYPE_TITLE_BIN);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/common/fac-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, FacPage, header);
  gtk_widget_class_bind_template_child_private (widget_class, FacPage, titles);
  gtk_widget_class_bind_template_child_private (widget_class, FacPage, window_title);
  gtk_widget_class_bind_template_child_private (widget_class, FacPage, heading);
  gtk_widget_class_bind_template_child_private (widget_class, FacPage, heading_title);
  gtk_widget_class_bind_template_child_private (widget_class, FacPage, heading_subtitle);
  gtk_widget_class_bind_template_child_private (widget_class, FacPage, back);
  gtk_widget_class_bind_template_child_private (widget_class, FacPage, start);
  gtk_widget_class_bind_template_child_private (widget_class, FacPage, end);
  gtk_widget_class_bind_template_child_private (widget_class, FacPage, strip);
  gtk_widget_class_bind_template_child_private (widget_class, FacPage, notice);
  gtk_widget_class_bind_template_child_private (widget_class, FacPage, banners);
  gtk_widget_class_bind_template_child_private (widget_class, FacPage, holder);
  gtk_widget_class_bind_template_child_private (widget_class, FacPage, foot);
  gtk_widget_class_bind_template_callback (widget_class, show_heading);
}

static void
fac_page_init (FacPage *self)
{
  FacPagePrivate *priv = fac_page_get_instance_private (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  fac_ui_tip_own_text (priv->heading_title);
  fac_ui_tip_own_text (priv->heading_subtitle);
}

FacWorkspace *
fac_page_get_workspace (FacPage *self)
{
  return PRIV (self)->workspace;
}

const char *
fac_page_get_title (FacPage *self)
{
  return adw_window_title_get_title (PRIV (self)->window_title);
}

void
fac_page_set_title (FacPage *self, const char *title)
{
  adw_window_title_set_title (PRIV (self)->window_title, title != NULL ? title : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

void
fac_page_set_subtitle (FacPage *self, const char *subtitle)
{
  adw_window_title_set_subtitle (PRIV (self)->window_title, subtitle != NULL ? subtitle : "");
  show_heading (self);
}

void
fac_page_set_content (FacPage *self, GtkWidget *content)
{
  adw_bin_set_child (PRIV (self)->holder, content);
}

void
fac_page_set_start (FacPage *self, GtkWidget *widget)
{
  adw_bin_set_child (PRIV (self)->start, widget);
}

void
fac_page_set_end (FacPage *self, GtkWidget *widget)
{
  adw_bin_set_child (PRIV (self)->end, widget);
}

void
fac_page_clear_banners (FacPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (PRIV (self)->banners))) != NULL)
    gtk_box_remove (PRIV (self)->banners, child);
}

void
fac_page_add_banner (FacPage *self, GtkWidget *widget)
{
  gtk_box_append (PRIV (self)->banners, widget);
}

const char *
fac_page_get_object_id (FacPage *self)
{
  return PRIV (self)->object_id;
}

void
fac_page_set_object_id (FacPage *self, const char *id)
{
  FacPagePrivate *priv = PRIV (self);

  if (g_strcmp0 (priv->object_id, id) == 0)
    return;
  g_free (priv->object_id);
  priv->object_id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OBJECT_ID]);
}

gboolean
fac_page_get_folded (FacPage *self)
{
  return PRIV (self)->folded;
}

void
fac_page_set_folded (FacPage *self, gboolean folded)
{
  FacPagePrivate *priv = PRIV (self);

  adw_header_bar_set_show_start_title_buttons (priv->header, folded);
  fac_new_button_set_short (adw_bin_get_child (priv->start), folded);
  if (priv->folded == folded)
    return;
  priv->folded = folded;
  show_foot (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

void
fac_page_set_can_go_back (FacPage *self, gboolean can_go_back)
{
  gtk_widget_set_visible (PRIV (self)->back, can_go_back);
}

void
fac_page_set_root (FacPage *self, gboolean root)
{
  PRIV (self)->root = root;
  show_foot (self);
}

void
fac_page_focus (FacPage *self)
{
  if (FAC_PAGE_GET_CLASS (self)->focus != NULL)
    FAC_PAGE_GET_CLASS (self)->focus (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (PRIV (self)->holder), GTK_DIR_TAB_FORWARD);
}

void
fac_page_search (FacPage *self)
{
  if (FAC_PAGE_GET_CLASS (self)->search != NULL)
    FAC_PAGE_GET_CLASS (self)->search (self);
}

void
fac_page_open (FacPage *self, const char *id)
{
  if (FAC_PAGE_GET_CLASS (self)->open != NULL)
    FAC_PAGE_GET_CLASS (self)->open (self, id);
}

gboolean
fac_page_leave (FacPage *self)
{
  return FAC_PAGE_GET_CLASS (self)->leave (self);
}

gboolean
fac_page_is_blank (FacPage *self)
{
  FacPageClass *klass = FAC_PAGE_GET_CLASS (self);

  return klass->is_blank != NULL && klass->is_blank (self);
}

void
fac_page_flush (FacPage *self)
{
  if (FAC_PAGE_GET_CLASS (self)->flush != NULL)
    FAC_PAGE_GET_CLASS (self)->flush (self);
}

void
fac_page_close (FacPage *self)
{
  fac_page_pop (self);
}
