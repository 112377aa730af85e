/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-pdf-text.h"

#include <poppler.h>
#include <string.h>

/* narrower than the characters of a document, so that a line has no more of them than columns */
#define COLUMN_POINTS 3.0
#define COLUMNS_MOST  2000

/* Only newer releases of Poppler declare its clean-up. */
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)
typedef PopplerDocument Document;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, g_object_unref)

/* What Poppler looks for on the disk, it looks for at its first document and its first text. */
static const char warm_up[] =
  "%PDF-1.4\n"
  "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
  "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
  "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R"
  "/G 6 0 R>>>>>>endobj\n"
  "4 0 obj<</Length 57>>stream\nBT /F 9 Tf 9 9 Td (RFC) Tj /G 9 Tf 9 30 Td (\\361) Tj ET     \n"
  "endstream endobj\n"
  "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n"
  "6 0 obj<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding>>endobj\n"
  "trailer<</Size 7/Root 1 0 R>>\n";

/* characters that stand together: no blank and no gap between */
typedef struct
{
  const char *text;
  gsize       length;
  double      left, right, top, bottom;
  guint       line;
} Piece;

static double
middle (const Piece *piece)
{
  return (piece->top + piece->bottom) / 2;
}

static gboolean
goes_on (const Piece *piece, const PopplerRectangle *next)
{
  const double height = MAX (piece->bottom - piece->top, 1);
  const double at = (next->y1 + next->y2) / 2;

  return at > piece->top && at < piece->bottom && next->x1 > piece->right - height
         && next->x1 < piece->right + height * 0.25;
}

static GArray *
split (const char *text, const PopplerRectangle *places, guint n)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  Piece *piece = NULL;
  guint i = 0;

  for (const char *at = text; *at != '\0' && i < n; at = g_utf8_next_char (at), i++)
    {
      const gsize length = (gsize) (g_utf8_next_char (at) - at);

      if (g_unichar_isspace (g_utf8_get_char (at)))
        {
          piece = NULL;
          continue;
        }
      if (piece == NULL || !goes_on (piece, &places[i]))
        {
          Piece made = { .text = at, .left = places[i].x1, .top = places[i].y1,
                         .bottom = places[i].y2 };

          g_array_append_val (pieces, made);
          piece = &g_array_index (pieces, Piece, pieces->len - 1);
        }
      piece->length += length;
      piece->right = places[i].x2;
    }
  return pieces;
}

static int
by_height (gconstpointer a, gconstpointer b)
{
  const double one = middle (a);
  const double other = middle (b);

  return one < other ? -1 : one > other;
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  const Piece *one = a;
  const Piece *other = b;

  if (one->line != other->line)
    return one->line < other->line ? -1 : 1;
  return one->left < other->left ? -1 : one->left > other->left;
}

static void
put_in_lines (GArray *pieces)
{
  const Piece *first = NULL;
  guint line = 0;

  g_array_sort (pieces, by_height);
  for (guint i = 0; i < pieces->len; i++)
    {
      Piece *piece = &g_array_index (pieces, Piece, i);

      if (first != NULL && middle (piece) > middle (first) + (first->bottom - first->top) * 0.4)
        {
          line++;
          first = NULL;
        }
      if (first == NULL)
        first = piece;
      piece->line = line;
    }
  g_array_sort (pieces, by_place);
}

static void
append_blanks (GString *text, guint column, const Piece *before, const Piece *piece)
{
  const double height = MAX (piece->bottom - piece->top, 1);
  const double gap = before != NULL ? piece->left - before->right : 0;
  const guint wanted = (guint) CLAMP (piece->left / COLUMN_POINTS, 0, COLUMNS_MOST);
  guint blanks = before != NULL && gap > height * 0.1;

  if (before == NULL || gap > height)
    {
      blanks = wanted > column ? wanted - column : 0;
      if (before != NULL)
        blanks = MAX (blanks, 2);
    }
  for (guint i = 0; i < blanks; i++)
    g_string_append_c (text, ' ');
}

static void
append_page (GString *text, PopplerPage *page)
{
  g_autofree char *plain = poppler_page_get_text (page);
  g_autofree PopplerRectangle *places = NULL;
  g_autoptr (GArray) pieces = NULL;
  const Piece *before = NULL;
  gsize start = text->len;
  guint n = 0;

  if (plain == NULL || !poppler_page_get_text_layout (page, &places, &n))
    return;
  pieces = split (plain, places, n);
  put_in_lines (pieces);
  for (guint i = 0; i < pieces->len && text->len <= FAC_PDF_TEXT_MOST; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (before != NULL && piece->line != before->line)
        {
          g_string_append_c (text, '\n');
          start = text->len;
          before = NULL;
        }
      append_blanks (text, (guint) g_utf8_strlen (text->str + start, -1), before, piece);
      g_string_append_len (text, piece->text, (gssize) piece->length);
      before = piece;
    }
  if (pieces->len > 0)
    g_string_append_c (text, '\n');
}

static FacPdfTextExit
append_pages (GString *text, PopplerDocument *document)
{
  const int n_pages = poppler_document_get_n_pages (document);

  if (n_pages <= 0)
    return FAC_PDF_TEXT_CORRUPT;
  if (n_pages > FAC_PDF_TEXT_PAGES)
    return FAC_PDF_TEXT_TOO_LARGE;
  for (int i = 0; i < n_pages; i++)
    {
      g_autoptr (Page) page = poppler_document_get_page (document, i);

      if (page != NULL)
        append_page (text, page);
      g_string_append_c (text, '\f');
      if (text->len > FAC_PDF_TEXT_MOST)
        return FAC_PDF_TEXT_TOO_LARGE;
    }
  return FAC_PDF_TEXT_OK;
}

char *
fac_pdf_text_take_sync (GBytes *bytes, FacPdfTextExit *problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Document) document = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  *problem = FAC_PDF_TEXT_TOO_LARGE;
  if (g_bytes_get_size (bytes) > FAC_PDF_TEXT_BYTES)
    return NULL;
  document = poppler_document_new_from_bytes (bytes, NULL, &error);
  if (document == NULL)
    {
      *problem = g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)
                     ? FAC_PDF_TEXT_ENCRYPTED : FAC_PDF_TEXT_CORRUPT;
      return NULL;
    }
  *problem = append_pages (text, document);
  return *problem == FAC_PDF_TEXT_OK ? g_strdup (text->str) : NULL;
}

void
fac_pdf_text_warm_up (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (warm_up, sizeof warm_up - 1);
  static PopplerDocument *kept;

  if (kept == NULL)
    kept = poppler_document_new_from_bytes (bytes, NULL, NULL);
  if (kept != NULL)
    {
      g_autoptr (Page) page = poppler_document_get_page (kept, 0);

      g_free (page != NULL ? poppler_page_get_text (page) : NULL);
    }
}
