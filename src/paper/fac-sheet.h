/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Letter, in points. */
#define FAC_SHEET_WIDTH  612.0
#define FAC_SHEET_HEIGHT 792.0
#define FAC_SHEET_MARGIN 45.0
#define FAC_SHEET_LEFT   FAC_SHEET_MARGIN
#define FAC_SHEET_RIGHT  (FAC_SHEET_WIDTH - FAC_SHEET_MARGIN)
#define FAC_SHEET_INNER  (FAC_SHEET_RIGHT - FAC_SHEET_LEFT)
#define FAC_SHEET_BOTTOM (FAC_SHEET_HEIGHT - 52.0) /* above the footer */

typedef enum { FAC_INK_TEXT, FAC_INK_DIM, FAC_INK_ACCENT, FAC_INK_WHITE } FacInk;

/* A space at which no line ends; it is written as a plain one, so that it is found and copied as such. */
#define FAC_SHEET_BOUND_SPACE "\302\240"

/** FacLettering: how a text is written. */
typedef struct
{
  double         size; /* points */
  gboolean       bold;
  gboolean       mono; /* seals: lines end after any letter */
  FacInk         ink;
  PangoAlignment align;
} FacLettering;

typedef struct { double red, green, blue; } FacColor;

/**
 * FacSheet: the pages of a document while it is drawn: each is recorded and written out at the end, when the
 * number of pages is known. @y: where the next thing goes on the present page.
 */
typedef struct
{
  GPtrArray    *pages; /* recorded surfaces */
  cairo_t      *cr;    /* of the present page */
  PangoContext *pango;
  PangoLayout  *layout;
  FacColor      accent;
  double        y;
} FacSheet;

/** fac_sheet_new: one empty page; @color: (nullable): 6 hex digits of the accent, darkened where it could not be read.
 * Returns: (transfer full) */
FacSheet *fac_sheet_new  (const char *color);
/** fac_sheet_free: frees it with all it owns. */
void      fac_sheet_free (FacSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSheet, fac_sheet_free)

/** fac_sheet_new_page: goes on at the top margin of an empty page. */
void   fac_sheet_new_page (FacSheet *self);
/** fac_sheet_room: points left above the footer. */
double fac_sheet_room (FacSheet *self);
/** fac_sheet_text: wrapped text in a column. Returns: its height */
double fac_sheet_text (FacSheet *self, double x, double y, double width, const FacLettering *lettering,
                       const char *text);
/** FacSheetFull: makes the next page; called when the present one has no room. */
typedef void (*FacSheetFull) (gpointer data);
/** fac_sheet_flow: wrapped text in a column from @y on, over as many pages as it takes; @y goes below it. */
void   fac_sheet_flow (FacSheet *self, double x, double width, const FacLettering *lettering, const char *text,
                       FacSheetFull full, gpointer data);
/** fac_sheet_measure: the height that fac_sheet_text() would take. */
double fac_sheet_measure (FacSheet *self, double width, const FacLettering *lettering, const char *text);
/** fac_sheet_line: one line that never leaves its column: it is written smaller when it is too long. Returns: its
 * height */
double fac_sheet_line (FacSheet *self, double x, double y, double width, const FacLettering *lettering,
                       const char *text);
/** fac_sheet_line_width: points that one line would take. */
double fac_sheet_line_width (FacSheet *self, const FacLettering *lettering, const char *text);
/** fac_sheet_rule: a line over the whole inner width, @thickness in points. */
void   fac_sheet_rule (FacSheet *self, double y, double thickness, FacInk ink);
/** fac_sheet_band: a filled rectangle; @strength 0 to 1 of the accent over white. */
void   fac_sheet_band (FacSheet *self, double x, double y, double width, double height, double radius, double strength);
/** fac_sheet_qr: @text as a QR code, its quiet zone inside @side. */
void   fac_sheet_qr (FacSheet *self, double x, double y, double side, const char *text);
/** fac_sheet_logo: a PNG or JPEG (nullable) as large as fits, its corner at @x, @y. Returns: the width that it took, 0
 * when there is none or it cannot be read */
double fac_sheet_logo (FacSheet *self, double x, double y, double width, double height, GBytes *logo);
/** fac_sheet_ink: what @cr draws next is of this ink. */
void   fac_sheet_ink (FacSheet *self, cairo_t *cr, FacInk ink);

G_END_DECLS
