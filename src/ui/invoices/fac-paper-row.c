/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paper-row.h"

#include "fac-draft-typing.h"
#include "fac-field-hint.h"
#include "fac-pdf-options.h"
#include "fac-text-row.h"
#include "fac-text.h"

#include <glib/gi18n.h>

struct _FacPaperRow
{
  AdwExpanderRow   parent_instance;

  FacTextRow      *section;
  FacFieldHint    *section_hint;
  GPtrArray       *options; /* (element-type AdwComboRow), borrowed, in the order of fac_pdf_options() */

  FacInvoiceDraft *draft;
  gboolean         filling;
};

enum { AS_USUAL, YES, NO };

static const struct { const char *name; const char *title; } words[] = {
  { "codes", N_("SAT keys beside their words") },
  { "product_key", N_("SAT keys of products") },
  { "address_codes", N_("Keys of states and countries") },
  { "export_key", N_("Export key") },
  { "round_unit_price", N_("Unit prices with two decimals") },
  { "tax_breakdown", N_("Taxes of each line") },
  { "ieps_breakdown", N_("IEPS on its own") },
  { "combine_ieps_with_subtotal", N_("IEPS within the subtotal") },
  { "render_iedu", N_("School complement") },
  { "render_hyp_complement", N_("Fuel complement") },
  { "render_carta_porte", N_("Carta Porte on a page of its own") },
  { "render_comercio_exterior", N_("Foreign trade on a page of its own") },
  { "repeat_signature", N_("Digital seal on each page") },
};

G_DEFINE_FINAL_TYPE (FacPaperRow, fac_paper_row, ADW_TYPE_EXPANDER_ROW)

static const char *
words_for (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].name, name))
      return _(words[i].title);
  return name;
}

/* ---- changes -------------------------------------------------------------------------------- */

static void
put_section (FacInvoice *invoice, gpointer data)
{
  fac_set_string (&invoice->pdf_custom_section, fac_text_is_empty (data) ? NULL : data);
}

static void
on_section (FacPaperRow *self)
{
  g_autofree char *text = fac_text_row_get_text (self->section);

  if (self->filling || self->draft == NULL)
    return;
  self->filling = TRUE;
  fac_invoice_draft_edit (self->draft, put_section, text);
  self->filling = FALSE;
}

typedef struct
{
  const char *name;
  guint       choice;
} OptionEdit;

static void
put_option (FacInvoice *invoice, gpointer data)
{
  const OptionEdit *edit = data;

  fac_pdf_options_set (&invoice->pdf_options, edit->name, edit->choice != AS_USUAL,
                       edit->choice == YES);
}

static void
on_option (AdwComboRow *row, GParamSpec *spec, FacPaperRow *self)
{
  OptionEdit edit = { g_object_get_data (G_OBJECT (row), "name"), adw_combo_row_get_selected (row) };

  if (self->filling || self->draft == NULL)
    return;
  self->filling = TRUE;
  fac_invoice_draft_edit (self->draft, put_option, &edit);
  self->filling = FALSE;
}

/* ---- showing -------------------------------------------------------------------------------- */

static guint
choice_of (const FacInvoice *invoice, const char *name)
{
  gboolean value;

  if (!fac_pdf_options_get (invoice->pdf_options, name, &value))
    return AS_USUAL;
  return value ? YES : NO;
}

static void
show_draft (FacPaperRow *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  gboolean plain = invoice->pdf_options == NULL && fac_text_is_empty (invoice->pdf_custom_section);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), plain ? _("As usual")
                                                                : _("As chosen for this document"));
  if (self->filling)
    return;
  self->filling = TRUE;
  fac_text_row_set_text (self->section, invoice->pdf_custom_section);
  for (guint i = 0; i < self->options->len; i++)
    {
      AdwComboRow *row = self->options->pdata[i];

      adw_combo_row_set_selected (row, choice_of (invoice, g_object_get_data (G_OBJECT (row),
                                                                              "name")));
    }
  self->filling = FALSE;
}

static void
show_findings (FacPaperRow *self)
{
  fac_field_hint_show (self->section_hint, fac_invoice_draft_get_findings (self->draft),
                       "pdf_custom_section", TRUE);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_paper_row_dispose (GObject *object)
{
  g_clear_object (&FAC_PAPER_ROW (object)->draft);
  G_OBJECT_CLASS (fac_paper_row_parent_class)->dispose (object);
}

static void
fac_paper_row_finalize (GObject *object)
{
  g_ptr_array_unref (FAC_PAPER_ROW (object)->options);
  G_OBJECT_CLASS (fac_paper_row_parent_class)->finalize (object);
}

static void
fac_paper_row_class_init (FacPaperRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fac_paper_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = fac_paper_row_finalize;
}

static void
add_option (FacPaperRow *self, const char *name)
{
  const char *const choices[] = { _("As usual"), _("Yes"), _("No"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words_for (name));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  g_object_set_data (G_OBJECT (row), "name", (gpointer) name);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_option), self, 0);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->options, row);
}

static void
fac_paper_row_init (FacPaperRow *self)
{
  gsize n;
  const FacPdfOption *known = fac_pdf_options (&n);

  self->options = g_ptr_array_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Printed Document"));
  self->section = FAC_TEXT_ROW (fac_text_row_new (_("Text at the end (HTML: p, b, i, ul, table…)")));
  g_signal_connect_object (self->section, "changed", G_CALLBACK (on_section), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->section));
  self->section_hint = g_object_new (FAC_TYPE_FIELD_HINT, NULL);
  fac_field_hint_set_row (self->section_hint, GTK_WIDGET (self->section));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->section_hint));
  for (gsize i = 0; i < n; i++)
    add_option (self, known[i].name);
}

void
fac_paper_row_set_draft (FacPaperRow *self, FacInvoiceDraft *draft)
{
  self->draft = g_object_ref (draft);
  fac_draft_typing_follow (GTK_WIDGET (self->section), draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (show_draft), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "findings-changed", G_CALLBACK (show_findings), self,
                           G_CONNECT_SWAPPED);
  show_draft (self);
  show_findings (self);
}

gboolean
fac_paper_row_focus (FacPaperRow *self, const char *field)
{
  if (!g_str_has_prefix (field, "pdf_"))
    return FALSE;
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  for (guint i = 0; i < self->options->len; i++)
    if (g_str_has_suffix (field, g_object_get_data (self->options->pdata[i], "name")))
      return gtk_widget_grab_focus (self->options->pdata[i]);
  return gtk_widget_grab_focus (GTK_WIDGET (self->section));
}
