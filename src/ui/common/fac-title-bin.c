/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-title-bin.h"

struct _FacTitleBin
{
  GtkWidget  parent_instance;

  GtkWidget *child;

  gboolean   fits;
  gboolean   told;
  guint      idle;
};

enum { PROP_0, PROP_CHILD, PROP_FITS, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FacTitleBin, fac_title_bin, GTK_TYPE_WIDGET)

static gboolean
on_idle (gpointer data)
{
  FacTitleBin *self = data;

  self->idle = 0;
  if (self->told == self->fits)
    return G_SOURCE_REMOVE;
  self->told = self->fits;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FITS]);
  return G_SOURCE_REMOVE;
}

static void
fac_title_bin_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  FacTitleBin *self = FAC_TITLE_BIN (widget);

  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
}

static void
fac_title_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FacTitleBin *self = FAC_TITLE_BIN (widget);
  int wanted = 0;

  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &wanted, NULL, NULL);
  self->fits = wanted <= width;
  gtk_widget_set_child_visible (self->child, self->fits);
  if (self->fits)
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
  if (self->fits != self->told && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, self, NULL);
}

static void
set_child (FacTitleBin *self, GtkWidget *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
fac_title_bin_dispose (GObject *object)
{
  FacTitleBin *self = FAC_TITLE_BIN (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  set_child (self, NULL);
  G_OBJECT_CLASS (fac_title_bin_parent_class)->dispose (object);
}

static void
fac_title_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FacTitleBin *self = FAC_TITLE_BIN (object);

  switch (id)
    {
    case PROP_CHILD: g_value_set_object (value, self->child); break;
    case PROP_FITS: g_value_set_boolean (value, self->told); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec); break;
    }
}

static void
fac_title_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHILD)
    set_child (FAC_TITLE_BIN (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
fac_title_bin_class_init (FacTitleBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fac_title_bin_dispose;
  object_class->get_property = fac_title_bin_get_property;
  object_class->set_property = fac_title_bin_set_property;
  widget_class->measure = fac_title_bin_measure;
  widget_class->size_allocate = fac_title_bin_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FITS] = g_param_spec_boolean ("fits", NULL, NULL, TRUE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fac_title_bin_init (FacTitleBin *self)
{
  self->fits = TRUE;
  self->told = TRUE;
}

gboolean
fac_title_bin_get_fits (FacTitleBin *self)
{
  g_return_val_if_fail (FAC_IS_TITLE_BIN (self), TRUE);
  return self->told;
}
