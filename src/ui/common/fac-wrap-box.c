/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-wrap-box.h"

struct _FacWrapBox
{
  GtkWidget parent_instance;

  int       spacing;
  gboolean  at_end;
};

enum { PROP_0, PROP_SPACING, PROP_AT_END, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void fac_wrap_box_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FacWrapBox, fac_wrap_box, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      fac_wrap_box_buildable_init))

static GtkBuildableIface *parent_buildable;

static void
fac_wrap_box_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child,
                        const char *type)
{
  if (GTK_IS_WIDGET (child))
    fac_wrap_box_append (FAC_WRAP_BOX (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
fac_wrap_box_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = fac_wrap_box_add_child;
}

/* ---- lines ---------------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *first; /* of the line; NULL at the end */
  GtkWidget *after; /* the first one of the next line */
  int        width;
  int        height;
} Line;

static int
child_width (GtkWidget *child, int room)
{
  int least, wanted;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
  return MAX (least, MIN (wanted, room));
}

static int
child_height (GtkWidget *child, int width)
{
  int wanted;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &wanted, NULL, NULL);
  return wanted;
}

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static Line
take_line (FacWrapBox *self, GtkWidget *first, int room)
{
  Line line = { skip_hidden (first), NULL, 0, 0 };

  for (GtkWidget *child = line.first; child != NULL;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int width = child_width (child, room);

      if (child != line.first && line.width + self->spacing + width > room)
        {
          line.after = child;
          break;
        }
      line.width += width + (child != line.first ? self->spacing : 0);
      line.height = MAX (line.height, child_height (child, width));
    }
  return line;
}

static int
lines_height (FacWrapBox *self, int room)
{
  int height = 0;
  GtkWidget *next = skip_hidden (gtk_widget_get_first_child (GTK_WIDGET (self)));

  while (next != NULL)
    {
      Line line = take_line (self, next, room);

      height += line.height + (height > 0 ? self->spacing : 0);
      next = line.after;
    }
  return height;
}

/* ---- the widget ----------------------------------------------------------------------------- */

static GtkSizeRequestMode
fac_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
fac_wrap_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  FacWrapBox *self = FAC_WRAP_BOX (widget);
  int total = 0;
  int widest = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = lines_height (self, for_size >= 0 ? for_size : G_MAXINT / 2);
      return;
    }
  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child != NULL;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int least, wanted;

      gtk_widget_measure (child, orientation, -1, &least, &wanted, NULL, NULL);
      widest = MAX (widest, least);
      total += wanted + (total > 0 ? self->spacing : 0);
    }
  *minimum = widest;
  *natural = MAX (total, widest);
}

static void
allocate_line (FacWrapBox *self, const Line *line, int room, int y)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = self->at_end ? MAX (0, room - line->width) : 0;

  for (GtkWidget *child = line->first; child != line->after;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int width = child_width (child, room);
      GtkAllocation place = { rtl ? room - x - width : x, y, width, line->height };

      gtk_widget_size_allocate (child, &place, -1);
      x += width + self->spacing;
    }
}

static void
fac_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FacWrapBox *self = FAC_WRAP_BOX (widget);
  GtkWidget *next = skip_hidden (gtk_widget_get_first_child (widget));
  int y = 0;

  while (next != NULL)
    {
      Line line = take_line (self, next, width);

      allocate_line (self, &line, width, y);
      y += line.height + self->spacing;
      next = line.after;
    }
}

static void
fac_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (fac_wrap_box_parent_class)->dispose (object);
}

static void
fac_wrap_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FacWrapBox *self = FAC_WRAP_BOX (object);

  switch (id)
    {
    case PROP_SPACING: g_value_set_int (value, self->spacing); break;
    case PROP_AT_END: g_value_set_boolean (value, self->at_end); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec); break;
    }
}

static void
fac_wrap_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FacWrapBox *self = FAC_WRAP_BOX (object);

  switch (id)
    {
    case PROP_SPACING: self->spacing = g_value_get_int (value); break;
    case PROP_AT_END: self->at_end = g_value_get_boolean (value); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec); break;
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
fac_wrap_box_class_init (FacWrapBoxClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fac_wrap_box_dispose;
  object_class->get_property = fac_wrap_box_get_property;
  object_class->set_property = fac_wrap_box_set_property;
  widget_class->get_request_mode = fac_wrap_box_get_request_mode;
  widget_class->measure = fac_wrap_box_measure;
  widget_class->size_allocate = fac_wrap_box_size_allocate;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, 1000, 0, flags);
  properties[PROP_AT_END] = g_param_spec_boolean ("at-end", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fac_wrap_box_init (FacWrapBox *self)
{
}

void
fac_wrap_box_append (FacWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (FAC_IS_WRAP_BOX (self));
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}
