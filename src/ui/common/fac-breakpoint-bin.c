/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-breakpoint-bin.h"

struct _FacBreakpointBin
{
  GtkWidget  parent_instance;

  GtkWidget *child;

  int        threshold;
  gboolean   narrow;
  gboolean   wanted;
  guint      idle;
};

enum { PROP_0, PROP_CHILD, PROP_THRESHOLD, PROP_NARROW, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void fac_breakpoint_bin_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FacBreakpointBin, fac_breakpoint_bin, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      fac_breakpoint_bin_buildable_init))

static GtkBuildableIface *parent_buildable;

static void
set_child (FacBreakpointBin *self, GtkWidget *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
fac_breakpoint_bin_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child,
                              const char *type)
{
  if (GTK_IS_WIDGET (child))
    set_child (FAC_BREAKPOINT_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
fac_breakpoint_bin_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = fac_breakpoint_bin_add_child;
}

/* large text needs the narrow form earlier */
static int
scaled_threshold (FacBreakpointBin *self)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? (int) ((gint64) self->threshold * dpi / (96 * 1024)) : self->threshold;
}

static void
apply (gpointer data)
{
  FacBreakpointBin *self = data;

  self->idle = 0;
  if (self->narrow == self->wanted)
    return;
  self->narrow = self->wanted;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static gboolean
on_idle (gpointer data)
{
  apply (data);
  return G_SOURCE_REMOVE;
}

static void
fac_breakpoint_bin_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum,
                            int *natural, int *minimum_baseline, int *natural_baseline)
{
  FacBreakpointBin *self = FAC_BREAKPOINT_BIN (widget);
  int least = 0;

  if (self->child == NULL)
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      for_size = MAX (for_size, least);
    }
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  /* the wide form may need more than the narrow one will: do not let it hold the window open */
  if (orientation == GTK_ORIENTATION_HORIZONTAL && !self->narrow)
    *minimum = MIN (*minimum, 300);
}

static void
fac_breakpoint_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FacBreakpointBin *self = FAC_BREAKPOINT_BIN (widget);
  int least_width = 0;
  int least_height = 0;

  if (self->child != NULL)
    {
      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL,
                          NULL);
      least_width = MAX (width, least_width);
      gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, least_width, &least_height, NULL,
                          NULL, NULL);
      gtk_widget_allocate (self->child, least_width, MAX (height, least_height), baseline, NULL);
    }
  self->wanted = width < scaled_threshold (self);
  if (self->wanted != self->narrow && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, self, NULL);
}

static void
fac_breakpoint_bin_dispose (GObject *object)
{
  FacBreakpointBin *self = FAC_BREAKPOINT_BIN (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (fac_breakpoint_bin_parent_class)->dispose (object);
}

static void
fac_breakpoint_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FacBreakpointBin *self = FAC_BREAKPOINT_BIN (object);

  switch (id)
    {
    case PROP_CHILD: g_value_set_object (value, self->child); break;
    case PROP_THRESHOLD: g_value_set_int (value, self->threshold); break;
    case PROP_NARROW: g_value_set_boolean (value, self->narrow); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec); break;
    }
}

static void
fac_breakpoint_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FacBreakpointBin *self = FAC_BREAKPOINT_BIN (object);

  switch (id)
    {
    case PROP_CHILD: set_child (self, g_value_get_object (value)); break;
    case PROP_THRESHOLD: self->threshold = g_value_get_int (value); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec); break;
    }
}

static void
fac_breakpoint_bin_class_init (FacBreakpointBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fac_breakpoint_bin_dispose;
  object_class->get_property = fac_breakpoint_bin_get_property;
  object_class->set_property = fac_breakpoint_bin_set_property;
  widget_class->measure = fac_breakpoint_bin_measure;
  widget_class->size_allocate = fac_breakpoint_bin_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 0, 10000, 640,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fac_breakpoint_bin_init (FacBreakpointBin *self)
{
  self->threshold = 640;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
fac_breakpoint_bin_is_narrow (FacBreakpointBin *self)
{
  return self->narrow;
}
