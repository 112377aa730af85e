/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-block.h"

#define CELL_GAP 6.0
#define PAD 3.0
#define HEAD_HEIGHT 16.0
#define SECTION_ROOM 64.0 /* title, head of a table and a row */
#define GAP 10.0
/* what the SAT's schemas allow is shorter; documents of others may hold anything */
#define MAX_KEY 60
#define MAX_NARROW 300
#define MAX_WIDE 1000
#define WIDE 150.0

static const FacLettering section_style = { 9.2, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_LEFT };
static const FacLettering label_style = { 6.6, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_LEFT };
static const FacLettering value_style = { 8, FALSE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_LEFT };
static const FacLettering detail_style = { 7.2, FALSE, FALSE, FAC_INK_DIM, PANGO_ALIGN_LEFT };
static const FacLettering head_left = { 7.2, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_LEFT };
static const FacLettering head_right = { 7.2, TRUE, FALSE, FAC_INK_ACCENT, PANGO_ALIGN_RIGHT };
static const FacLettering cell_left = { 7.8, FALSE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_LEFT };
static const FacLettering cell_right = { 7.8, FALSE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_RIGHT };

void
_fac_paper_section (FacPaper *self, const char *title)
{
  FacSheet *sheet = self->sheet;

  sheet->y += GAP;
  if (fac_sheet_room (sheet) < SECTION_ROOM)
    _fac_paper_continue (self);
  sheet->y += fac_sheet_line (sheet, FAC_SHEET_LEFT, sheet->y, FAC_SHEET_INNER, &section_style,
                              title) + 3;
}

void
_fac_paper_paragraph (FacPaper *self, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  self->sheet->y += PAD;
  _fac_paper_flow (self, FAC_SHEET_LEFT, FAC_SHEET_INNER, &detail_style, text);
}

static char *
take_cut (char *text, glong most)
{
  char *cut;

  if (text == NULL || g_utf8_strlen (text, -1) <= most)
    return text;
  cut = g_utf8_substring (text, 0, most);
  g_free (text);
  return cut;
}

/* ---- facts ---------------------------------------------------------------------------------- */

GPtrArray *
_fac_paper_facts_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

void
_fac_paper_facts_take (GPtrArray *facts, const char *label, char *value)
{
  if (value == NULL || *value == '\0')
    {
      g_free (value);
      return;
    }
  g_ptr_array_add (facts, g_strdup (label));
  g_ptr_array_add (facts, take_cut (value, MAX_NARROW));
}

void
_fac_paper_facts_add (GPtrArray *facts, FacPaper *self, const FacPaperNode *node,
                      const FacPaperLabel *labels, gsize n_labels)
{
  for (gsize i = 0; i < n_labels; i++)
    _fac_paper_facts_take (facts, labels[i].label,
                           _fac_paper_node_words (self, node, labels[i].attribute,
                                                  labels[i].catalog));
}

static double
row_height (FacSheet *sheet, GPtrArray *facts, guint first, guint columns, double width)
{
  double label = fac_sheet_measure (sheet, width, &label_style, "X");
  double highest = 0;

  for (guint i = first; i < MIN (first + 2 * columns, facts->len); i += 2)
    highest = MAX (highest, fac_sheet_measure (sheet, width, &value_style, facts->pdata[i + 1]));
  return label + highest + 4;
}

void
_fac_paper_facts_draw (GPtrArray *facts, FacPaper *self, double x, guint columns)
{
  FacSheet *sheet = self->sheet;
  const double pitch = (FAC_SHEET_RIGHT - x + GAP) / columns;
  const double width = pitch - GAP;

  for (guint first = 0; first < facts->len; first += 2 * columns)
    {
      double height = row_height (sheet, facts, first, columns, width);

      if (height > fac_sheet_room (sheet))
        _fac_paper_continue (self);
      for (guint i = first; i < MIN (first + 2 * columns, facts->len); i += 2)
        {
          const double left = x + (i - first) / 2 * pitch;
          double label = fac_sheet_line (sheet, left, sheet->y, width, &label_style,
                                         facts->pdata[i]);

          fac_sheet_text (sheet, left, sheet->y + label, width, &value_style, facts->pdata[i + 1]);
        }
      sheet->y += height;
    }
  g_ptr_array_unref (facts);
}

/* ---- tables --------------------------------------------------------------------------------- */

static const FacLettering *
cell_style (FacPaperCell kind)
{
  return kind == FAC_CELL_NUMBER ? &cell_right : &cell_left;
}

static void
draw_heading (gpointer data)
{
  const FacPaperTable *self = data;
  FacSheet *sheet = self->paper->sheet;

  fac_sheet_band (sheet, FAC_SHEET_LEFT, sheet->y, FAC_SHEET_INNER, HEAD_HEIGHT, 2, 0.10);
  for (guint i = 0; i < self->n_columns; i++)
    fac_sheet_line (sheet, self->x[i], sheet->y + 3.5, self->width[i],
                    self->columns[i].kind == FAC_CELL_NUMBER ? &head_right : &head_left,
                    self->columns[i].heading);
  sheet->y += HEAD_HEIGHT;
}

void
_fac_paper_table_begin (FacPaperTable *self, FacPaper *paper, const FacPaperColumn *columns,
                        guint n_columns)
{
  double rest = FAC_SHEET_INNER - CELL_GAP;
  double x = FAC_SHEET_LEFT + CELL_GAP;

  *self = (FacPaperTable) { .paper = paper, .columns = columns, .n_columns = n_columns };
  for (guint i = 0; i < n_columns; i++)
    rest -= columns[i].width + CELL_GAP;
  for (guint i = 0; i < n_columns; i++)
    {
      self->x[i] = x;
      self->width[i] = columns[i].width > 0 ? columns[i].width : rest;
      x += self->width[i] + CELL_GAP;
    }
  if (fac_sheet_room (paper->sheet) < SECTION_ROOM)
    _fac_paper_continue (paper);
  draw_heading (self);
  paper->head = draw_heading;
  paper->head_data = self;
}

void
_fac_paper_table_end (FacPaperTable *self)
{
  self->paper->head = NULL;
}

static double
cells_height (FacPaperTable *self, char **cells)
{
  FacSheet *sheet = self->paper->sheet;
  double height = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      FacPaperCell kind = self->columns[i].kind;
      glong most = kind != FAC_CELL_TEXT ? MAX_KEY : self->width[i] < WIDE ? MAX_NARROW : MAX_WIDE;

      cells[i] = take_cut (cells[i], most);
      height = MAX (height, fac_sheet_measure (sheet,
                                               kind == FAC_CELL_TEXT ? self->width[i]
                                                                     : FAC_SHEET_WIDTH,
                                               cell_style (kind), cells[i]));
    }
  return height;
}

void
_fac_paper_table_take (FacPaperTable *self, char **cells, char *detail)
{
  FacSheet *sheet = self->paper->sheet;
  const double x = self->x[0], width = FAC_SHEET_RIGHT - CELL_GAP - x;
  gboolean has_detail = detail != NULL && *detail != '\0';
  double height = cells_height (self, cells);
  double below = has_detail ? fac_sheet_measure (sheet, width, &detail_style, detail) : 0;

  if (height + below + 2 * PAD > fac_sheet_room (sheet))
    _fac_paper_continue (self->paper);
  sheet->y += PAD;
  for (guint i = 0; i < self->n_columns; i++)
    {
      if (self->columns[i].kind == FAC_CELL_TEXT)
        fac_sheet_text (sheet, self->x[i], sheet->y, self->width[i], &cell_left, cells[i]);
      else
        fac_sheet_line (sheet, self->x[i], sheet->y, self->width[i],
                        cell_style (self->columns[i].kind), cells[i]);
      g_free (cells[i]);
    }
  sheet->y += height;
  if (has_detail)
    _fac_paper_flow (self->paper, x, width, &detail_style, detail);
  sheet->y += PAD;
  fac_sheet_rule (sheet, sheet->y - 0.5, 0.5, FAC_INK_DIM);
  g_free (detail);
}
