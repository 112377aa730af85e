/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-complements.h"

#include <string.h>

static const FacLettering legend_style = { 8.4, FALSE, FALSE, FAC_INK_TEXT, PANGO_ALIGN_LEFT };

const FacPaperNode *
_fac_paper_complement (FacPaper *self, const char *ns)
{
  for (guint i = 0; self->complements != NULL && i < self->complements->children->len; i++)
    if (_fac_paper_node_is (self->complements->children->pdata[i], ns))
      return self->complements->children->pdata[i];
  return NULL;
}

/* "NumPermisoSCT" as "Num Permiso SCT" */
static void
append_name (GString *text, const char *name)
{
  gunichar before = 0;

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar now = g_utf8_get_char (at);

      if (before != 0 && g_unichar_isupper (now) && g_unichar_islower (before))
        g_string_append_c (text, ' ');
      g_string_append_unichar (text, now);
      before = now;
    }
}

/* Neither the declarations of XML nor the version of a schema are facts. */
static gboolean
is_fact (const char *attribute)
{
  return !g_str_has_prefix (attribute, "xmlns") && strchr (attribute, ':') == NULL
         && g_ascii_strcasecmp (attribute, "version") != 0;
}

static void
append_tree (FacPaper *self, GString *text, const FacPaperNode *node, guint depth)
{
  const char *separator = ": ";

  if (text->len > 0)
    g_string_append_c (text, '\n');
  for (guint i = 0; i < MIN (depth, 6); i++)
    g_string_append (text, "   ");
  append_name (text, node->name);
  for (char **each = node->attributes; each != NULL && *each != NULL; each += 2)
    if (is_fact (each[0]))
      {
        g_autofree char *words = _fac_paper_node_words (self, node, each[0], NULL);

        g_string_append (text, separator);
        append_name (text, each[0]);
        g_string_append_printf (text, " %s", words);
        separator = " · ";
      }
  if (node->text != NULL)
    g_string_append_printf (text, "%s%s", separator, node->text);
  for (guint i = 0; i < node->children->len; i++)
    append_tree (self, text, node->children->pdata[i], depth + 1);
}

void
_fac_paper_append_tree (FacPaper *self, GString *text, const FacPaperNode *node)
{
  append_tree (self, text, node, 0);
}

void
_fac_paper_append_line_complements (FacPaper *self, GString *detail, const char *xml)
{
  static const FacPaperLabel school[] = {
    { "nombreAlumno", "Alumno" }, { "CURP", "CURP" }, { "nivelEducativo", "Nivel educativo" },
    { "autRVOE", "RVOE o autorización" }, { "rfcPago", "RFC de quien paga" },
  };
  static const FacPaperLabel fuel[] = {
    { "TipoPermiso", "Permiso" }, { "NumeroPermiso", "Número" },
    { "ClaveHYP", "Clave de producto" }, { "SubProductoHYP", "Subproducto" },
  };
  g_autoptr (FacPaperNode) all = _fac_paper_node_parse (xml);

  for (guint i = 0; all != NULL && i < all->children->len; i++)
    {
      const FacPaperNode *node = all->children->pdata[i];
      g_autofree char *known = NULL;

      if ((_fac_paper_node_is (node, FAC_PAPER_NS_IEDU) && !_fac_paper_shows (self, iedu))
          || (_fac_paper_node_is (node, FAC_PAPER_NS_HIDRO)
              && !_fac_paper_shows (self, hidrocarburos)))
        continue;
      if (_fac_paper_node_is (node, FAC_PAPER_NS_IEDU))
        known = _fac_paper_node_summary (self, node, school, G_N_ELEMENTS (school));
      else if (_fac_paper_node_is (node, FAC_PAPER_NS_HIDRO))
        known = _fac_paper_node_summary (self, node, fuel, G_N_ELEMENTS (fuel));
      if (known != NULL)
        g_string_append_printf (detail, "\n%s", known);
      else
        _fac_paper_append_tree (self, detail, node);
    }
}

static void
draw_legends (FacPaper *self, const FacPaperNode *root)
{
  static const FacPaperLabel labels[] = {
    { "disposicionFiscal", "Disposición" }, { "norma", "Norma" },
  };
  const FacPaperNode *legend;

  _fac_paper_section (self, "Leyendas fiscales");
  for (guint i = 0; (legend = _fac_paper_node_next (root, "Leyenda", &i)) != NULL;)
    {
      g_autofree char *source = _fac_paper_node_summary (self, legend, labels,
                                                         G_N_ELEMENTS (labels));
      const char *words = _fac_paper_node_get (legend, "textoLeyenda");

      _fac_paper_flow (self, FAC_SHEET_LEFT, FAC_SHEET_INNER, &legend_style,
                       words != NULL ? words : "");
      _fac_paper_paragraph (self, source);
      self->sheet->y += 3;
    }
}

static void
draw_other (FacPaper *self, const FacPaperNode *root)
{
  g_autoptr (GString) title = g_string_new ("Complemento ");
  g_autoptr (GString) text = g_string_new (NULL);

  append_name (title, root->name);
  _fac_paper_section (self, title->str);
  _fac_paper_append_tree (self, text, root);
  _fac_paper_paragraph (self, text->str);
}

void
_fac_paper_draw_complements (FacPaper *self)
{
  static const struct
  {
    const char *ns;
    void      (*draw) (FacPaper *self, const FacPaperNode *root);
  } kinds[] = {
    { FAC_PAPER_NS_PAGOS, _fac_paper_draw_pago },
    { FAC_PAPER_NS_NOMINA, _fac_paper_draw_nomina },
    { FAC_PAPER_NS_CARTA_PORTE, _fac_paper_draw_carta_porte },
    { FAC_PAPER_NS_COMERCIO, _fac_paper_draw_comercio_exterior },
    { FAC_PAPER_NS_LEYENDAS, draw_legends },
  };

  for (guint i = 0; self->complements != NULL && i < self->complements->children->len; i++)
    {
      const FacPaperNode *root = self->complements->children->pdata[i];
      gsize kind = 0;

      if ((_fac_paper_wants (self, own_carta_porte)
           && _fac_paper_node_is (root, FAC_PAPER_NS_CARTA_PORTE))
          || (_fac_paper_wants (self, own_comercio)
              && _fac_paper_node_is (root, FAC_PAPER_NS_COMERCIO)))
        _fac_paper_continue (self);
      while (kind < G_N_ELEMENTS (kinds) && !_fac_paper_node_is (root, kinds[kind].ns))
        kind++;
      if (kind < G_N_ELEMENTS (kinds))
        kinds[kind].draw (self, root);
      else
        draw_other (self, root);
    }
  self->sheet->y += self->complements != NULL ? 6 : 0;
}
