/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-canvas-private.h"

enum { PROP_0, PROP_HADJUSTMENT, PROP_VADJUSTMENT, PROP_HSCROLL_POLICY, PROP_VSCROLL_POLICY };
static guint view_changed;

G_DEFINE_FINAL_TYPE_WITH_CODE (FacPdfCanvas, fac_pdf_canvas, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static void
announce (FacPdfCanvas *self)
{
  self->announced = 0;
  g_signal_emit (self, view_changed, 0);
}

static void
queue_announce (FacPdfCanvas *self)
{
  if (self->announced == 0)
    self->announced = g_idle_add_once ((GSourceOnceFunc) announce, self);
}

static void
configure (FacPdfCanvas *self, GtkOrientation orientation, double content, double room)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (adjustment == NULL)
    return;
  gtk_adjustment_configure (adjustment, gtk_adjustment_get_value (adjustment), 0,
                            MAX (content, room), 40, room * 0.9, room);
}

static void
set_value (FacPdfCanvas *self, GtkOrientation orientation, double value)
{
  if (self->adjustments[orientation] != NULL)
    gtk_adjustment_set_value (self->adjustments[orientation], value);
}

static void
reveal_match (FacPdfCanvas *self)
{
  const FacPdfMatch *match;
  double x, y;
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double top = _fac_pdf_layout_scroll (self, GTK_ORIENTATION_VERTICAL);
  double left = _fac_pdf_layout_scroll (self, GTK_ORIENTATION_HORIZONTAL);

  self->reveal_match = FALSE;
  if (self->matches == NULL || self->current_match < 0
      || self->current_match >= (int) self->matches->len)
    return;
  match = &g_array_index (self->matches, FacPdfMatch, self->current_match);
  if (match->page >= _fac_pdf_layout_n_pages (self))
    return;
  x = _fac_pdf_layout_left (self, match->page) + (double) match->x1 * self->scale;
  y = _fac_pdf_layout_top (self, match->page) + (double) match->y1 * self->scale;
  if (y < top || y + 40 > top + height)
    set_value (self, GTK_ORIENTATION_VERTICAL, y - height / 3);
  if (x < left || x + 40 > left + width)
    set_value (self, GTK_ORIENTATION_HORIZONTAL, x - width / 3);
}

/* The point in the middle of the view stays there when the scale changes. */
static void
rescale (FacPdfCanvas *self, double scale, int width, int height)
{
  double before = _fac_pdf_layout_height (self);
  double middle = _fac_pdf_layout_scroll (self, GTK_ORIENTATION_VERTICAL) + height / 2.0;
  double beside = _fac_pdf_layout_scroll (self, GTK_ORIENTATION_HORIZONTAL) + width / 2.0;
  double wide = _fac_pdf_layout_width (self);
  gboolean at_top = _fac_pdf_layout_scroll (self, GTK_ORIENTATION_VERTICAL) < 1;

  self->scale = scale;
  configure (self, GTK_ORIENTATION_HORIZONTAL, _fac_pdf_layout_width (self), width);
  configure (self, GTK_ORIENTATION_VERTICAL, _fac_pdf_layout_height (self), height);
  if (before > 0 && !at_top)
    set_value (self, GTK_ORIENTATION_VERTICAL,
               middle / before * _fac_pdf_layout_height (self) - height / 2.0);
  set_value (self, GTK_ORIENTATION_HORIZONTAL,
             beside / wide * _fac_pdf_layout_width (self) - width / 2.0);
}

static void
update_view (FacPdfCanvas *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double scale = _fac_pdf_layout_scale (self, self->fit, width, height);

  if (width == 0)
    return;
  if (scale != self->scale)
    rescale (self, scale, width, height);
  configure (self, GTK_ORIENTATION_HORIZONTAL, _fac_pdf_layout_width (self), width);
  configure (self, GTK_ORIENTATION_VERTICAL, _fac_pdf_layout_height (self), height);
  if (self->reveal_match)
    reveal_match (self);
  _fac_pdf_pages_request (self);
  queue_announce (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_scrolled (GtkAdjustment *adjustment, FacPdfCanvas *self)
{
  _fac_pdf_pages_request (self);
  queue_announce (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_adjustment (FacPdfCanvas *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], on_scrolled, self);
  g_clear_object (&self->adjustments[orientation]);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (on_scrolled), self);
}

static void
draw_matches (FacPdfCanvas *self, GtkSnapshot *snapshot, int index, double left, double top)
{
  const GdkRGBA plain = { 1.0f, 0.86f, 0.2f, 0.4f };
  const GdkRGBA current = { 1.0f, 0.5f, 0.0f, 0.55f };

  for (guint i = 0; self->matches != NULL && i < self->matches->len; i++)
    {
      const FacPdfMatch *match = &g_array_index (self->matches, FacPdfMatch, i);
      float scale = (float) self->scale;

      if (match->page == index)
        gtk_snapshot_append_color (snapshot, (int) i == self->current_match ? &current : &plain,
                                   &GRAPHENE_RECT_INIT ((float) left + match->x1 * scale,
                                                        (float) top + match->y1 * scale,
                                                        (match->x2 - match->x1) * scale,
                                                        (match->y2 - match->y1) * scale));
    }
}

static void
draw_page (FacPdfCanvas *self, GtkSnapshot *snapshot, int index)
{
  const GdkRGBA white = { 1, 1, 1, 1 };
  const GdkRGBA shade = { 0, 0, 0, 0.35f };
  double factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double left = _fac_pdf_layout_left (self, index)
                - _fac_pdf_layout_scroll (self, GTK_ORIENTATION_HORIZONTAL);
  double top = _fac_pdf_layout_top (self, index)
               - _fac_pdf_layout_scroll (self, GTK_ORIENTATION_VERTICAL);
  graphene_rect_t area;
  GskRoundedRect outline;
  GdkTexture *texture;
  gboolean sharp;

  /* On whole device pixels, else the text would be blurred. */
  left = (int) (left * factor) / factor;
  top = (int) (top * factor) / factor;
  area = GRAPHENE_RECT_INIT ((float) left, (float) top,
                             (float) _fac_pdf_layout_page_width (self, index),
                             (float) _fac_pdf_layout_page_height (self, index));
  gsk_rounded_rect_init_from_rect (&outline, &area, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shade, 0, 1, 0, 6);
  gtk_snapshot_append_color (snapshot, &white, &area);
  texture = _fac_pdf_pages_texture (self, index, &sharp);
  if (texture != NULL)
    {
      if (sharp)
        area = GRAPHENE_RECT_INIT ((float) left, (float) top,
                                   (float) (gdk_texture_get_width (texture) / factor),
                                   (float) (gdk_texture_get_height (texture) / factor));
      gtk_snapshot_append_texture (snapshot, texture, &area);
    }
  draw_matches (self, snapshot, index, left, top);
}

static void
fac_pdf_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FacPdfCanvas *self = FAC_PDF_CANVAS (widget);
  int first, last;

  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                         (float) gtk_widget_get_height (widget)));
  _fac_pdf_layout_in_view (self, &first, &last);
  for (int i = first; i >= 0 && i <= last; i++)
    draw_page (self, snapshot, i);
  gtk_snapshot_pop (snapshot);
}

static void
fac_pdf_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  update_view (FAC_PDF_CANVAS (widget));
}

static void
fac_pdf_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 560 : 640;
}

static void
fac_pdf_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  FacPdfCanvas *self = FAC_PDF_CANVAS (object);

  switch (id)
    {
    case PROP_HADJUSTMENT: g_value_set_object (value, self->adjustments[0]); break;
    case PROP_VADJUSTMENT: g_value_set_object (value, self->adjustments[1]); break;
    case PROP_HSCROLL_POLICY: g_value_set_enum (value, (int) self->policies[0]); break;
    case PROP_VSCROLL_POLICY: g_value_set_enum (value, (int) self->policies[1]); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
fac_pdf_canvas_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  FacPdfCanvas *self = FAC_PDF_CANVAS (object);

  switch (id)
    {
    case PROP_HADJUSTMENT: set_adjustment (self, GTK_ORIENTATION_HORIZONTAL,
                                           g_value_get_object (value)); break;
    case PROP_VADJUSTMENT: set_adjustment (self, GTK_ORIENTATION_VERTICAL,
                                           g_value_get_object (value)); break;
    case PROP_HSCROLL_POLICY: self->policies[0] = (guint) g_value_get_enum (value); break;
    case PROP_VSCROLL_POLICY: self->policies[1] = (guint) g_value_get_enum (value); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
fac_pdf_canvas_dispose (GObject *object)
{
  FacPdfCanvas *self = FAC_PDF_CANVAS (object);

  g_clear_handle_id (&self->announced, g_source_remove);
  g_array_set_size (self->pages, 0);
  g_clear_object (&self->document);
  for (int i = 0; i < 2; i++)
    {
      if (self->adjustments[i] != NULL)
        g_signal_handlers_disconnect_by_func (self->adjustments[i], on_scrolled, self);
      g_clear_object (&self->adjustments[i]);
    }
  G_OBJECT_CLASS (fac_pdf_canvas_parent_class)->dispose (object);
}

static void
fac_pdf_canvas_finalize (GObject *object)
{
  FacPdfCanvas *self = FAC_PDF_CANVAS (object);

  g_array_unref (self->pages);
  g_clear_pointer (&self->matches, g_array_unref);
  G_OBJECT_CLASS (fac_pdf_canvas_parent_class)->finalize (object);
}

static void
fac_pdf_canvas_class_init (FacPdfCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fac_pdf_canvas_get_property;
  object_class->set_property = fac_pdf_canvas_set_property;
  object_class->dispose = fac_pdf_canvas_dispose;
  object_class->finalize = fac_pdf_canvas_finalize;
  widget_class->snapshot = fac_pdf_canvas_snapshot;
  widget_class->size_allocate = fac_pdf_canvas_size_allocate;
  widget_class->measure = fac_pdf_canvas_measure;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  view_changed = g_signal_new ("view-changed", FAC_TYPE_PDF_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL,
                               G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "pdf-canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
fac_pdf_canvas_init (FacPdfCanvas *self)
{
  _fac_pdf_pages_init (self);
  self->current_match = -1;
  self->scale = FAC_PDF_PAPER;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (self, "notify::scale-factor", G_CALLBACK (update_view), self);
  _fac_pdf_canvas_add_input (self);
}

void
_fac_pdf_canvas_scroll (FacPdfCanvas *self, GtkOrientation orientation, double by)
{
  set_value (self, orientation, _fac_pdf_layout_scroll (self, orientation) + by);
}

void
fac_pdf_canvas_set_document (FacPdfCanvas *self, FacPdfDocument *document)
{
  g_return_if_fail (FAC_IS_PDF_CANVAS (self));
  if (!g_set_object (&self->document, document))
    return;
  _fac_pdf_pages_renew (self);
  g_clear_pointer (&self->matches, g_array_unref);
  self->current_match = -1;
  update_view (self);
}

void
fac_pdf_canvas_set_fit (FacPdfCanvas *self, FacPdfFit fit)
{
  g_return_if_fail (FAC_IS_PDF_CANVAS (self));
  self->fit = fit;
  update_view (self);
}

FacPdfFit
fac_pdf_canvas_get_fit (FacPdfCanvas *self)
{
  g_return_val_if_fail (FAC_IS_PDF_CANVAS (self), FAC_PDF_FREE);
  return self->fit;
}

void
fac_pdf_canvas_zoom (FacPdfCanvas *self, double factor)
{
  g_return_if_fail (FAC_IS_PDF_CANVAS (self));
  self->fit = FAC_PDF_FREE;
  rescale (self, CLAMP (self->scale * factor, FAC_PDF_MIN_SCALE, FAC_PDF_MAX_SCALE),
           gtk_widget_get_width (GTK_WIDGET (self)),
           gtk_widget_get_height (GTK_WIDGET (self)));
  update_view (self);
}

int
fac_pdf_canvas_get_percent (FacPdfCanvas *self)
{
  g_return_val_if_fail (FAC_IS_PDF_CANVAS (self), 100);
  return (int) (self->scale / FAC_PDF_PAPER * 100 + 0.5);
}

void
fac_pdf_canvas_go_to_page (FacPdfCanvas *self, int page)
{
  g_return_if_fail (FAC_IS_PDF_CANVAS (self));
  if (page >= 0 && page < _fac_pdf_layout_n_pages (self))
    set_value (self, GTK_ORIENTATION_VERTICAL, _fac_pdf_layout_top (self, page) - FAC_PDF_MARGIN);
}

void
fac_pdf_canvas_set_matches (FacPdfCanvas *self, GArray *matches, int current)
{
  g_return_if_fail (FAC_IS_PDF_CANVAS (self));
  if (matches != self->matches)
    {
      g_clear_pointer (&self->matches, g_array_unref);
      self->matches = matches != NULL ? g_array_ref (matches) : NULL;
    }
  self->current_match = current;
  self->reveal_match = current >= 0;
  update_view (self);
}
