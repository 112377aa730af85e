/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sheet.h"

#include "fac-qr-code.h"

#include <math.h>
#include <string.h>

#define FAMILY      "Cantarell, Noto Sans, Open Sans, DejaVu Sans, sans-serif"
#define FAMILY_MONO "Noto Sans Mono, DejaVu Sans Mono, monospace"
#define DEFAULT_COLOR "1c5fa8"
#define SMALLEST 3.0
#define QR_QUIET 4.0
#define DARKEST_ACCEPTED 0.45 /* luminance above which an accent is too pale to be read on white */

static gboolean
parse_color (const char *hex, FacColor *color)
{
  guint64 value;
  char *end = NULL;

  if (hex == NULL || strlen (hex) != 6)
    return FALSE;
  value = g_ascii_strtoull (hex, &end, 16);
  if (*end != '\0')
    return FALSE;
  color->red = ((value >> 16) & 0xff) / 255.0;
  color->green = ((value >> 8) & 0xff) / 255.0;
  color->blue = (value & 0xff) / 255.0;
  return TRUE;
}

static FacColor
readable_accent (const char *hex)
{
  FacColor color = { 0 };
  double luminance;

  if (!parse_color (hex, &color))
    parse_color (DEFAULT_COLOR, &color);
  luminance = 0.299 * color.red + 0.587 * color.green + 0.114 * color.blue;
  if (luminance > DARKEST_ACCEPTED)
    {
      double k = DARKEST_ACCEPTED / luminance;

      color = (FacColor) { color.red * k, color.green * k, color.blue * k };
    }
  return color;
}

/* Glyphs are placed for paper, not for the pixels of a screen. */
static void
set_print_metrics (PangoContext *context)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
}

FacSheet *
fac_sheet_new (const char *color)
{
  FacSheet *self = g_new0 (FacSheet, 1);

  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  self->accent = readable_accent (color);
  self->pango = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_resolution (self->pango, 72.0);
  set_print_metrics (self->pango);
  self->layout = pango_layout_new (self->pango);
  fac_sheet_new_page (self);
  return self;
}

void
fac_sheet_free (FacSheet *self)
{
  g_clear_pointer (&self->cr, cairo_destroy);
  g_clear_object (&self->layout);
  g_clear_object (&self->pango);
  g_ptr_array_unref (self->pages);
  g_free (self);
}

void
fac_sheet_new_page (FacSheet *self)
{
  const cairo_rectangle_t extents = { 0, 0, FAC_SHEET_WIDTH, FAC_SHEET_HEIGHT };
  cairo_surface_t *page = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);

  g_clear_pointer (&self->cr, cairo_destroy);
  g_ptr_array_add (self->pages, page);
  self->cr = cairo_create (page);
  self->y = FAC_SHEET_MARGIN;
}

double
fac_sheet_room (FacSheet *self)
{
  return FAC_SHEET_BOTTOM - self->y;
}

void
fac_sheet_ink (FacSheet *self, cairo_t *cr, FacInk ink)
{
  switch (ink)
    {
    case FAC_INK_DIM:
      cairo_set_source_rgb (cr, 0.38, 0.38, 0.40);
      break;
    case FAC_INK_ACCENT:
      cairo_set_source_rgb (cr, self->accent.red, self->accent.green, self->accent.blue);
      break;
    case FAC_INK_WHITE:
      cairo_set_source_rgb (cr, 1, 1, 1);
      break;
    case FAC_INK_TEXT:
    default:
      cairo_set_source_rgb (cr, 0.10, 0.10, 0.12);
    }
}

/* The break would be before @next, the letter after the space. */
static void
bind_at (PangoAttrList *attributes, gsize space, const char *next)
{
  PangoAttribute *bound = pango_attr_allow_breaks_new (FALSE);

  bound->start_index = space;
  bound->end_index = space + 1 + (*next != '\0' ? g_utf8_next_char (next) - next : 0);
  pango_attr_list_insert (attributes, bound);
}

/* Returns: @text with plain spaces; @attributes keep the bound ones from breaking. */
static char *
bind_words (const char *text, PangoAttrList *attributes)
{
  const gsize length = strlen (FAC_SHEET_BOUND_SPACE);
  GString *plain = g_string_new (NULL);
  const char *space;

  for (; (space = strstr (text, FAC_SHEET_BOUND_SPACE)) != NULL; text = space + length)
    {
      g_string_append_len (plain, text, space - text);
      bind_at (attributes, plain->len, space + length);
      g_string_append_c (plain, ' ');
    }
  g_string_append (plain, text);
  return g_string_free (plain, FALSE);
}

static void
set_up (FacSheet *self, const FacLettering *lettering, double size, const char *text)
{
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autofree char *valid = text == NULL || g_utf8_validate (text, -1, NULL)
                             ? NULL : g_utf8_make_valid (text, -1);
  const char *shown = valid != NULL ? valid : text != NULL ? text : "";
  g_autofree char *plain = strstr (shown, FAC_SHEET_BOUND_SPACE) != NULL
                             ? bind_words (shown, attributes) : NULL;

  pango_font_description_set_family_static (font, lettering->mono ? FAMILY_MONO : FAMILY);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, lettering->bold ? PANGO_WEIGHT_BOLD
                                     : PANGO_WEIGHT_NORMAL);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_attr_list_insert (attributes,
                          pango_attr_insert_hyphens_new (FALSE)); /* a seal is copied to the letter */
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_set_alignment (self->layout, lettering->align);
  pango_layout_set_wrap (self->layout, lettering->mono ? PANGO_WRAP_CHAR : PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (self->layout, plain != NULL ? plain : shown, -1);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
}

static double
layout_height (FacSheet *self)
{
  PangoRectangle logical;

  pango_layout_get_extents (self->layout, NULL, &logical);
  return (double) logical.height / PANGO_SCALE;
}

static void
show (FacSheet *self, double x, double y, FacInk ink)
{
  fac_sheet_ink (self, self->cr, ink);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, self->layout);
}

double
fac_sheet_text (FacSheet *self, double x, double y, double width, const FacLettering *lettering,
                const char *text)
{
  set_up (self, lettering, lettering->size, text);
  pango_layout_set_width (self->layout, (int) (width * PANGO_SCALE));
  show (self, x, y, lettering->ink);
  return layout_height (self);
}

void
fac_sheet_flow (FacSheet           *self,
                double              x,
                double              width,
                const FacLettering *lettering,
                const char         *text,
                FacSheetFull        full,
                gpointer            data)
{
  g_autoptr (PangoLayout) layout = NULL;
  PangoLayoutIter *line;

  fac_sheet_measure (self, width, lettering, text);
  layout = pango_layout_copy (self->layout); /* a new page writes with the sheet's own */
  line = pango_layout_get_iter (layout);
  do
    {
      PangoRectangle extents;
      double height, ascent;

      pango_layout_iter_get_line_extents (line, NULL, &extents);
      height = (double) extents.height / PANGO_SCALE;
      ascent = (double) (pango_layout_iter_get_baseline (line) - extents.y) / PANGO_SCALE;
      if (height > fac_sheet_room (self))
        full (data);
      fac_sheet_ink (self, self->cr, lettering->ink);
      cairo_move_to (self->cr, x + (double) extents.x / PANGO_SCALE, self->y + ascent);
      pango_cairo_show_layout_line (self->cr, pango_layout_iter_get_line_readonly (line));
      self->y += height;
    }
  while (pango_layout_iter_next_line (line));
  pango_layout_iter_free (line);
}

double
fac_sheet_measure (FacSheet *self, double width, const FacLettering *lettering, const char *text)
{
  set_up (self, lettering, lettering->size, text);
  pango_layout_set_width (self->layout, (int) (width * PANGO_SCALE));
  return layout_height (self);
}

double
fac_sheet_line_width (FacSheet *self, const FacLettering *lettering, const char *text)
{
  PangoRectangle logical;

  set_up (self, lettering, lettering->size, text);
  pango_layout_set_width (self->layout, -1);
  pango_layout_get_extents (self->layout, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

double
fac_sheet_line (FacSheet *self, double x, double y, double width, const FacLettering *lettering,
                const char *text)
{
  double needed = fac_sheet_line_width (self, lettering, text);
  double size = needed > width ? MAX (SMALLEST,
                                      lettering->size * width / needed * 0.985) : lettering->size;
  double full = layout_height (self);
  double own;

  set_up (self, lettering, size, text);
  pango_layout_set_width (self->layout, (int) (width * PANGO_SCALE));
  own = layout_height (self);
  show (self, x, y + MAX (0, (full - own) / 2), lettering->ink);
  return MAX (full, own);
}

void
fac_sheet_rule (FacSheet *self, double y, double thickness, FacInk ink)
{
  if (ink == FAC_INK_DIM)
    cairo_set_source_rgb (self->cr, 0.84, 0.84, 0.86);
  else
    fac_sheet_ink (self, self->cr, ink);
  cairo_rectangle (self->cr, FAC_SHEET_LEFT, y, FAC_SHEET_INNER, thickness);
  cairo_fill (self->cr);
}

void
fac_sheet_band (FacSheet *self, double x, double y, double width, double height, double radius,
                double strength)
{
  const FacColor *c = &self->accent;

  cairo_set_source_rgb (self->cr, 1 - (1 - c->red) * strength, 1 - (1 - c->green) * strength,
                        1 - (1 - c->blue) * strength);
  cairo_new_sub_path (self->cr);
  cairo_arc (self->cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (self->cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (self->cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (self->cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (self->cr);
  cairo_fill (self->cr);
}

void
fac_sheet_qr (FacSheet *self, double x, double y, double side, const char *text)
{
  guint n;
  g_autoptr (GBytes) code = fac_qr_code_make (text, &n);
  const guint8 *modules = code != NULL ? g_bytes_get_data (code, NULL) : NULL;
  double module;

  if (code == NULL)
    return;
  module = (side - 2 * QR_QUIET) / n;
  cairo_set_source_rgb (self->cr, 0, 0, 0);
  for (guint row = 0; row < n; row++)
    for (guint column = 0; column < n; column++)
      if (modules[row * n + column] != 0)
        cairo_rectangle (self->cr, x + QR_QUIET + column * module, y + QR_QUIET + row * module,
                         module, module);
  cairo_fill (self->cr);
}
