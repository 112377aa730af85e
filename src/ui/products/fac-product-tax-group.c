/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-product-tax-group.h"

#include "fac-field-hint.h"
#include "fac-key-row.h"
#include "fac-local-tax-row.h"
#include "fac-tax-row.h"
#include "fac-tax-words.h"
#include "fac-text.h"
#include "fac-ui-text.h"
#include "fac-unread.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FacProductTaxGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow        *preset;
  FacFieldHint       *taxes_hint;
  FacKeyRow          *taxability;
  FacFieldHint       *taxability_hint;
  AdwExpanderRow     *detail;
  AdwExpanderRow     *local;
  FacFieldHint       *local_hint;

  GPtrArray          *rows;       /* (element-type FacTaxRow), borrowed from the expander */
  GPtrArray          *local_rows; /* (element-type FacLocalTaxRow), likewise */

  gboolean            showing;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacProductTaxGroup, fac_product_tax_group, ADW_TYPE_PREFERENCES_GROUP)

/* presets are fiscal names kept as data in two languages */
static const char *
preset_name (const FacTaxPreset *preset)
{
  const char *language = pango_language_to_string (gtk_get_default_language ());

  return g_str_has_prefix (language, "es") ? preset->es : preset->en;
}

static GArray *
read_taxes (FacProductTaxGroup *self)
{
  GArray *taxes = g_array_new (FALSE, TRUE, sizeof (FacTax));

  for (guint i = 0; i < self->rows->len; i++)
    {
      FacTax tax = fac_tax_row_get (self->rows->pdata[i]);

      g_array_append_val (taxes, tax);
    }
  return taxes;
}

/* no rate is told while another one is being typed */
static char *
tax_summary (FacProductTaxGroup *self, const GArray *taxes)
{
  const FacTax *data = (const FacTax *) (gconstpointer) taxes->data;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < taxes->len; i++)
    {
      const gboolean unread = fac_tax_row_get_unread (self->rows->pdata[i]) != NULL;
      g_autofree char *label = unread ? g_strdup ("—")
                                      : fac_tax_label (&data[i], fac_tax_words ());

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", label);
    }
  return g_strdup (text->len > 0 ? text->str : _("None"));
}

static char *
local_summary (FacProductTaxGroup *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->local_rows->len; i++)
    {
      const gboolean unread = fac_local_tax_row_get_unread (self->local_rows->pdata[i]) != NULL;
      FacLocalTax tax = fac_local_tax_row_get (self->local_rows->pdata[i]);
      FacDecimal percent = fac_decimal_mul (tax.rate, fac_decimal_from_int (100), 8,
                                            FAC_ROUND_HALF_UP);
      g_autofree char *rate = unread ? g_strdup ("—") : fac_decimal_format (percent, 0, 8);

      g_string_append_printf (text, "%s%s %s %%", i > 0 ? ", " : "",
                              *tax.name != '\0' ? tax.name : "—", rate);
    }
  return g_strdup (text->len > 0 ? text->str : _("None"));
}

static const FacTaxPreset *
find_preset (FacProductTaxGroup *self, const GArray *taxes)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (fac_tax_row_get_unread (self->rows->pdata[i]) != NULL)
      return NULL;
  return fac_tax_preset_find (fac_key_row_get_key (self->taxability),
                              (const FacTax *) (gconstpointer) taxes->data, taxes->len);
}

/* names what the detail amounts to */
static void
show_summary (FacProductTaxGroup *self)
{
  g_autoptr (GArray) taxes = read_taxes (self);
  const FacTaxPreset *found = find_preset (self, taxes);
  g_autofree char *label = tax_summary (self, taxes);
  g_autofree char *local = local_summary (self);
  gboolean showing = self->showing;
  gsize n;
  const FacTaxPreset *presets = fac_tax_presets (&n);

  adw_expander_row_set_subtitle (self->local, local);
  adw_expander_row_set_subtitle (self->detail, label);
  self->showing = TRUE;
  adw_combo_row_set_selected (self->preset, found != NULL ? (guint) (found - presets) : (guint) n);
  self->showing = showing;
}

static void
changed (FacProductTaxGroup *self)
{
  if (self->showing)
    return;
  show_summary (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_row_removed (GtkWidget *row, FacProductTaxGroup *self)
{
  gboolean local = FAC_IS_LOCAL_TAX_ROW (row);
  AdwExpanderRow *expander = local ? self->local : self->detail;

  /* the focus would go with the row */
  gtk_widget_grab_focus (GTK_WIDGET (expander));
  g_ptr_array_remove (local ? self->local_rows : self->rows, row);
  adw_expander_row_remove (expander, row);
  changed (self);
}

static void
add_row (FacProductTaxGroup *self, AdwExpanderRow *expander, GPtrArray *rows, GtkWidget *row)
{
  g_signal_connect_object (row, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (on_row_removed), self, 0);
  g_ptr_array_add (rows, row);
  adw_expander_row_add_row (expander, row);
}

static void
clear_rows (AdwExpanderRow *expander, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_remove (expander, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static void
set_taxes (FacProductTaxGroup *self, const FacTax *taxes, gsize n_taxes)
{
  clear_rows (self->detail, self->rows);
  for (gsize i = 0; i < n_taxes; i++)
    add_row (self, self->detail, self->rows, fac_tax_row_new (&taxes[i]));
}

static void
set_local_taxes (FacProductTaxGroup *self, const GArray *taxes)
{
  clear_rows (self->local, self->local_rows);
  for (guint i = 0; i < taxes->len; i++)
    add_row (self, self->local, self->local_rows,
             fac_local_tax_row_new (&g_array_index (taxes, FacLocalTax, i)));
}

static void
on_add (FacProductTaxGroup *self)
{
  g_autoptr (GArray) taxes = read_taxes (self);
  GtkWidget *row;
  FacTax tax;

  if (!fac_tax_next ((const FacTax *) (gconstpointer) taxes->data, taxes->len, &tax))
    return;
  row = fac_tax_row_new (&tax);
  add_row (self, self->detail, self->rows, row);
  adw_expander_row_set_expanded (self->detail, TRUE);
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
  changed (self);
}

static void
on_add_local (FacProductTaxGroup *self)
{
  const FacLocalTax tax = { .rate = FAC_DECIMAL_ZERO };
  GtkWidget *row = fac_local_tax_row_new (&tax);

  add_row (self, self->local, self->local_rows, row);
  adw_expander_row_set_expanded (self->local, TRUE);
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
  changed (self);
}

static void
on_preset_selected (FacProductTaxGroup *self)
{
  gsize n;
  const FacTaxPreset *presets = fac_tax_presets (&n);
  guint selected = adw_combo_row_get_selected (self->preset);

  if (self->showing)
    return;
  if (selected >= n)
    {
      adw_expander_row_set_expanded (self->detail, TRUE);
      return;
    }
  self->showing = TRUE;
  set_taxes (self, presets[selected].taxes, presets[selected].n_taxes);
  fac_key_row_set_key (self->taxability, presets[selected].taxability);
  self->showing = FALSE;
  changed (self);
}

static void
on_taxability_picked (FacProductTaxGroup *self)
{
  changed (self);
}

static void
fac_product_tax_group_finalize (GObject *object)
{
  FacProductTaxGroup *self = FAC_PRODUCT_TAX_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->local_rows);
  G_OBJECT_CLASS (fac_product_tax_group_parent_class)->finalize (object);
}

static void
fac_product_tax_group_class_init (FacProductTaxGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fac_product_tax_group_finalize;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_PRODUCT_TAX_GROUP, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  g_type_ensure (FAC_TYPE_KEY_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/products/fac-product-tax-group.ui");
  gtk_widget_class_bind_template_child (widget_class, FacProductTaxGroup, preset);
  gtk_widget_class_bind_template_child (widget_class, FacProductTaxGroup, taxes_hint);
  gtk_widget_class_bind_template_child (widget_class, FacProductTaxGroup, taxability);
  gtk_widget_class_bind_template_child (widget_class, FacProductTaxGroup, taxability_hint);
  gtk_widget_class_bind_template_child (widget_class, FacProductTaxGroup, detail);
  gtk_widget_class_bind_template_child (widget_class, FacProductTaxGroup, local);
  gtk_widget_class_bind_template_child (widget_class, FacProductTaxGroup, local_hint);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_add_local);
  gtk_widget_class_bind_template_callback (widget_class, on_taxability_picked);
}

static void
fac_product_tax_group_init (FacProductTaxGroup *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gsize n;
  const FacTaxPreset *presets = fac_tax_presets (&n);

  self->rows = g_ptr_array_new ();
  self->local_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < n; i++)
    gtk_string_list_append (names, preset_name (&presets[i]));
  gtk_string_list_append (names, _("Other taxes, in detail"));
  fac_combo_widen (self->preset);
  adw_combo_row_set_model (self->preset, G_LIST_MODEL (names));
  fac_field_hint_set_row (self->taxes_hint, GTK_WIDGET (self->preset));
  fac_field_hint_set_row (self->taxability_hint, GTK_WIDGET (self->taxability));
  fac_field_hint_set_row (self->local_hint, GTK_WIDGET (self->local));
  g_signal_connect_object (self->preset, "notify::selected", G_CALLBACK (on_preset_selected), self,
                           G_CONNECT_SWAPPED);
}

void
fac_product_tax_group_setup (FacProductTaxGroup *self, FacWorkspace *workspace)
{
  fac_key_row_set_entries (self->taxability, fac_workspace_list_catalog (workspace,
      FAC_CATALOG_TAXABILITY), NULL);
}

/* where the text of one rate is kept while it is no number */
#define TAX_FIELD       "taxes.%u.rate"
#define LOCAL_TAX_FIELD "local_taxes.%u.rate"

static void
show_unread (FacProductTaxGroup *self, char *const *unread)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *field = g_strdup_printf (TAX_FIELD, i);
      const char *text = fac_unread_get (unread, field);

      if (text == NULL)
        continue;
      fac_tax_row_show_unread (self->rows->pdata[i], text);
      adw_expander_row_set_expanded (self->detail, TRUE);
    }
  for (guint i = 0; i < self->local_rows->len; i++)
    {
      g_autofree char *field = g_strdup_printf (LOCAL_TAX_FIELD, i);
      const char *text = fac_unread_get (unread, field);

      if (text == NULL)
        continue;
      fac_local_tax_row_show_unread (self->local_rows->pdata[i], text);
      adw_expander_row_set_expanded (self->local, TRUE);
    }
}

static void
read_unread (FacProductTaxGroup *self, char ***unread)
{
  fac_unread_drop (unread, "taxes.");
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *field = g_strdup_printf (TAX_FIELD, i);

      fac_unread_put (unread, field, fac_tax_row_get_unread (self->rows->pdata[i]));
    }
  fac_unread_drop (unread, "local_taxes.");
  for (guint i = 0; i < self->local_rows->len; i++)
    {
      g_autofree char *field = g_strdup_printf (LOCAL_TAX_FIELD, i);

      fac_unread_put (unread, field, fac_local_tax_row_get_unread (self->local_rows->pdata[i]));
    }
}

void
fac_product_tax_group_show (FacProductTaxGroup *self, const FacProduct *product)
{
  self->showing = TRUE;
  fac_key_row_set_key (self->taxability, product->taxability);
  set_taxes (self, (const FacTax *) (gconstpointer) product->taxes->data, product->taxes->len);
  set_local_taxes (self, product->local_taxes);
  show_unread (self, product->unread);
  show_summary (self);
  self->showing = FALSE;
}

void
fac_product_tax_group_read (FacProductTaxGroup *self, FacProduct *product)
{
  g_autoptr (GArray) taxes = read_taxes (self);

  fac_set_string (&product->taxability, fac_key_row_get_key (self->taxability));
  g_array_set_size (product->taxes, 0);
  if (taxes->len > 0)
    g_array_append_vals (product->taxes, taxes->data, taxes->len);
  g_array_set_size (product->local_taxes, 0);
  for (guint i = 0; i < self->local_rows->len; i++)
    {
      FacLocalTax tax = fac_local_tax_row_get (self->local_rows->pdata[i]);

      g_array_append_val (product->local_taxes, tax);
    }
  read_unread (self, &product->unread);
}

/* the path of a single tax ("taxes.0.rate") belongs to the hint of all taxes */
static void
show_under (FacFieldHint *hint, GPtrArray *findings, const char *prefix)
{
  const char *field = prefix;

  for (guint i = findings->len; i > 0; i--)
    {
      const FacFinding *finding = findings->pdata[i - 1];

      if (finding->field != NULL && g_str_has_prefix (finding->field, prefix))
        field = finding->field;
    }
  fac_field_hint_show (hint, findings, field, TRUE);
}

static GtkWidget *
field_of (GtkWidget *row, const char *field)
{
  return FAC_IS_LOCAL_TAX_ROW (row) ? fac_local_tax_row_get_field (FAC_LOCAL_TAX_ROW (row), field)
                                    : fac_tax_row_get_field (FAC_TAX_ROW (row), field);
}

/* which of the taxes, and what of it, is meant by the first finding */
static GtkWidget *
find_field (GPtrArray *rows, GPtrArray *findings, const char *taxes)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = findings->pdata[i];
      g_auto (GStrv) path = g_strsplit (finding->field != NULL ? finding->field : "", ".", 3);
      guint64 index;

      if (g_strv_length (path) == 3 && g_str_equal (path[0], taxes)
          && finding->severity == FAC_FINDING_ERROR
          && g_ascii_string_to_unsigned (path[1], 10, 0, G_MAXUINT, &index, NULL)
          && index < rows->len)
        return field_of (rows->pdata[index], path[2]);
    }
  return NULL;
}

void
fac_product_tax_group_judge (FacProductTaxGroup *self, GPtrArray *findings)
{
  fac_field_hint_show (self->taxability_hint, findings, "taxability", TRUE);
  show_under (self->taxes_hint, findings, "taxes");
  show_under (self->local_hint, findings, "local_taxes");
  fac_field_hint_set_target (self->taxes_hint, find_field (self->rows, findings, "taxes"));
  fac_field_hint_set_target (self->local_hint,
                             find_field (self->local_rows, findings, "local_taxes"));
}

GtkWidget *
fac_product_tax_group_get_unreadable (FacProductTaxGroup *self)
{
  GtkWidget *found = NULL;

  for (guint i = 0; i < self->rows->len && found == NULL; i++)
    found = fac_tax_row_get_unreadable (self->rows->pdata[i]);
  if (found != NULL)
    adw_expander_row_set_expanded (self->detail, TRUE);
  for (guint i = 0; i < self->local_rows->len && found == NULL; i++)
    {
      found = fac_local_tax_row_get_unreadable (self->local_rows->pdata[i]);
      if (found != NULL)
        adw_expander_row_set_expanded (self->local, TRUE);
    }
  return found;
}
