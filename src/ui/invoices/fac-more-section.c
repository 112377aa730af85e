/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-more-section.h"

#include "fac-catalog-source.h"
#include "fac-content-row.h"
#include "fac-field-hint.h"
#include "fac-global-row.h"
#include "fac-key-row.h"
#include "fac-paper-row.h"
#include "fac-relations-row.h"
#include "fac-text.h"
#include "fac-unread.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <stdio.h>

struct _FacMoreSection
{
  GtkWidget parent_instance;

  GtkWidget      *root;
  AdwExpanderRow *expander;
  FacKeyRow      *type;
  GtkWidget      *series;
  GtkWidget      *folio;
  FacFieldHint   *folio_hint;
  GtkWidget      *place;
  FacFieldHint   *place_hint;
  GtkWidget      *external_id;
  FacFieldHint   *external_id_hint;
  GtkWidget      *date;
  GtkWidget      *conditions;
  FacKeyRow      *export;
  FacFieldHint   *date_hint;
  GtkWidget      *redate;
  FacRelationsRow *relations;
  FacGlobalRow   *global;
  FacContentRow  *content;
  FacPaperRow    *paper;

  FacWorkspace    *workspace;
  FacInvoiceDraft *draft;
  gboolean         filling;
};

G_DEFINE_FINAL_TYPE (FacMoreSection, fac_more_section, GTK_TYPE_WIDGET)

static const char *
text_of (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_text (GtkWidget *row, const char *text)
{
  if (g_strcmp0 (text_of (row), text != NULL ? text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/* ---- the date, in the zone of the place of issue -------------------------------------------- */

static GTimeZone *
zone_of (FacMoreSection *self)
{
  const FacInvoice *invoice = self->draft != NULL ? fac_invoice_draft_get_invoice (self->draft) : NULL;
  g_autofree char *name = fac_workspace_dup_zone (self->workspace,
                                                  invoice != NULL ? invoice->place_of_issue : NULL);
  GTimeZone *zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL ? zone : g_time_zone_new_local ();
}

static gboolean
parse_date (FacMoreSection *self, const char *text, gint64 *out)
{
  g_autoptr (GTimeZone) zone = zone_of (self);
  g_autoptr (GDateTime) when = NULL;
  int year, month, day;
  int hour = 12;
  int minute = 0;
  int n;

  *out = 0;
  if (fac_text_is_empty (text))
    return TRUE;
  n = sscanf (text, "%4d-%2d-%2d %2d:%2d", &year, &month, &day, &hour, &minute);
  if (n != 3 && n != 5)
    return FALSE;
  when = g_date_time_new (zone, year, month, day, hour, minute, 0);
  if (when == NULL)
    return FALSE;
  *out = g_date_time_to_unix (when) * G_USEC_PER_SEC;
  return TRUE;
}

static char *
format_date (FacMoreSection *self, gint64 date)
{
  g_autoptr (GTimeZone) zone = zone_of (self);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (date / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return date != 0 && local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

/* ---- texts that are taken as they are typed -------------------------------------------------- */

typedef enum { SERIES, FOLIO, PLACE, EXTERNAL_ID, CONDITIONS, N_TEXTS } Text;

static GtkWidget *
row_of (FacMoreSection *self, Text text)
{
  GtkWidget *const rows[] = { self->series, self->folio, self->place, self->external_id,
                              self->conditions };

  return rows[text];
}

static char **
place_in (const FacInvoice *invoice, Text text)
{
  char *const *places[] = { &invoice->series, &invoice->folio_number, &invoice->place_of_issue,
                            &invoice->external_id, &invoice->conditions };

  return (char **) places[text];
}

/* ---- show ----------------------------------------------------------------------------------- */

static void
show_date (FacMoreSection *self, gint64 date)
{
  g_autofree char *text = NULL;
  const char *unread = fac_unread_get (fac_invoice_draft_get_invoice (self->draft)->unread, "date");
  gint64 shown;

  if (unread != NULL)
    set_text (self->date, unread);
  /* What is being typed stays as it is. */
  if (!parse_date (self, text_of (self->date), &shown) || shown == date)
    return;
  text = format_date (self, date);
  set_text (self->date, text);
}

/* how long the SAT still takes it with this date (72 hours) */
static void
show_hours (FacMoreSection *self, gint64 date)
{
  gint64 now = fac_clock_now (fac_workspace_get_clock (self->workspace));
  gint64 left = date + 72 * G_TIME_SPAN_HOUR - now;
  guint hours = (guint) CLAMP (left / G_TIME_SPAN_HOUR, 0, 72);
  g_autofree char *text = NULL;

  if (date != 0 && left > 0 && date <= now)
    text = g_strdup_printf (ngettext ("It can keep this date for %u more hour.",
                                      "It can keep this date for %u more hours.", hours), hours);
  else if (date != 0 && left <= 0)
    text = g_strdup (_("The SAT no longer takes this date: it is more than 72 hours old."));
  gtk_widget_set_visible (self->redate, date != 0);
  /* seen also while the section is folded */
  adw_expander_row_set_subtitle (self->expander,
                                 text != NULL ? text : _("Type, series, folio, date, place, conditions"));
  fac_field_hint_say (self->date_hint, text, FAC_FINDING_WARNING);
}

/* The service's type E has neither conditions nor export. */
static void
show_type (FacMoreSection *self, FacInvoiceType type)
{
  const char key[] = { (char) type, '\0' };
  gboolean income = type == FAC_INVOICE_INGRESO;

  fac_key_row_set_key (self->type, key);
  gtk_widget_set_visible (self->conditions, income);
  gtk_widget_set_visible (GTK_WIDGET (self->export), income);
}

static void
show_findings (FacMoreSection *self)
{
  GPtrArray *findings = fac_invoice_draft_get_findings (self->draft);

  fac_field_hint_show (self->folio_hint, findings, "folio_number", TRUE);
  fac_field_hint_show (self->place_hint, findings, "address.zip", TRUE);
  fac_field_hint_show (self->external_id_hint, findings, "external_id", TRUE);
}

static void
show_draft (FacMoreSection *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  gint64 shown;

  self->filling = TRUE;
  for (Text text = SERIES; text < N_TEXTS; text++)
    set_text (row_of (self, text), *place_in (invoice, text));
  show_type (self, invoice->type);
  fac_key_row_set_key (self->export, invoice->export_code);
  show_date (self, invoice->date);
  if (parse_date (self, text_of (self->date), &shown))
    show_hours (self, invoice->date);
  self->filling = FALSE;
}

static void
on_draft_changed (FacInvoiceDraft *draft, FacMoreSection *self)
{
  if (!self->filling)
    show_draft (self);
}

/* ---- changes -------------------------------------------------------------------------------- */

static void
edit (FacMoreSection *self, FacInvoiceEdit change, gconstpointer data)
{
  if (self->filling || self->draft == NULL)
    return;
  self->filling = TRUE;
  fac_invoice_draft_edit (self->draft, change, (gpointer) data);
  self->filling = FALSE;
}

typedef struct
{
  Text        text;
  const char *typed;
} TextEdit;

static void
put_text (FacInvoice *invoice, gpointer data)
{
  const TextEdit *edit = data;

  fac_set_string (place_in (invoice, edit->text), fac_text_is_empty (edit->typed) ? NULL
                                                                                  : edit->typed);
}

static void
put_type (FacInvoice *invoice, gpointer data)
{
  fac_invoice_set_type (invoice, ((const char *) data)[0]);
}

static void
put_date (FacInvoice *invoice, gpointer data)
{
  invoice->date = *(gint64 *) data;
}

static void
put_export (FacInvoice *invoice, gpointer data)
{
  fac_set_string (&invoice->export_code, data);
}

static void
on_text (FacMoreSection *self, GtkWidget *row)
{
  for (Text text = SERIES; text < N_TEXTS; text++)
    if (row_of (self, text) == row)
      edit (self, put_text, &(TextEdit) { text, text_of (row) });
  /* the same moment is another hour at another place */
  if (row == self->place && self->draft != NULL && !self->filling)
    show_draft (self);
}

static void
on_type (FacMoreSection *self)
{
  const char *key = fac_key_row_get_key (self->type);

  if (key == NULL || self->filling || self->draft == NULL)
    return;
  edit (self, put_type, key);
  show_draft (self);
}

static void
on_date (FacMoreSection *self)
{
  gint64 date = 0;
  gboolean good;

  if (self->draft == NULL)
    return;
  good = parse_date (self, text_of (self->date), &date);
  if (!self->filling)
    fac_invoice_draft_keep_unread (self->draft, "date", good ? NULL : text_of (self->date));
  if (!good)
    {
      fac_field_hint_say (self->date_hint, _("This is not a date: write it like 2026-12-31 13:05"),
                          FAC_FINDING_ERROR);
      return;
    }
  edit (self, put_date, &date);
  show_hours (self, date);
}

static void
on_redate (FacMoreSection *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->date), "");
}

static void
on_export (FacMoreSection *self)
{
  if (fac_key_row_get_key (self->export) != NULL)
    edit (self, put_export, fac_key_row_get_key (self->export));
}

static void
on_focus_in (GtkEventControllerFocus *controller, FacMoreSection *self)
{
  if (self->draft != NULL)
    fac_invoice_draft_begin_typing (self->draft);
}

static void
on_focus_out (GtkEventControllerFocus *controller, FacMoreSection *self)
{
  if (self->draft != NULL)
    fac_invoice_draft_end_typing (self->draft);
}

/* ---- object --------------------------------------------------------------------------------- */

static void
fac_more_section_dispose (GObject *object)
{
  FacMoreSection *self = FAC_MORE_SECTION (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  G_OBJECT_CLASS (fac_more_section_parent_class)->dispose (object);
}

static void
fac_more_section_class_init (FacMoreSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_more_section_dispose;
  g_type_ensure (FAC_TYPE_CONTENT_ROW);
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  g_type_ensure (FAC_TYPE_GLOBAL_ROW);
  g_type_ensure (FAC_TYPE_KEY_ROW);
  g_type_ensure (FAC_TYPE_PAPER_ROW);
  g_type_ensure (FAC_TYPE_RELATIONS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                         "/org/example/Facturador/ui/invoices/fac-more-section.ui");
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, root);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, expander);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, type);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, series);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, folio);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, folio_hint);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, place);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, place_hint);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, external_id);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, external_id_hint);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, date);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, conditions);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, export);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, date_hint);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, redate);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, relations);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, global);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, content);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, paper);
  gtk_widget_class_bind_template_callback (widget_class, on_type);
  gtk_widget_class_bind_template_callback (widget_class, on_text);
  gtk_widget_class_bind_template_callback (widget_class, on_date);
  gtk_widget_class_bind_template_callback (widget_class, on_redate);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
}

static void
fac_more_section_init (FacMoreSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_field_hint_set_row (self->date_hint, self->date);
  fac_field_hint_set_row (self->folio_hint, self->folio);
  fac_field_hint_set_row (self->place_hint, self->place);
  fac_field_hint_set_row (self->external_id_hint, self->external_id);
  for (guint i = 0; i <= N_TEXTS; i++)
    {
      GtkWidget *typed = i < N_TEXTS ? row_of (self, i) : self->date;
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect (focus, "enter", G_CALLBACK (on_focus_in), self);
      g_signal_connect (focus, "leave", G_CALLBACK (on_focus_out), self);
      gtk_widget_add_controller (typed, focus);
    }
}

/* The other types have editors of their own. */
static void
offer_types (FacMoreSection *self)
{
  GPtrArray *all = fac_workspace_list_catalog (self->workspace, FAC_CATALOG_INVOICE_TYPES);
  g_autoptr (GPtrArray) some = g_ptr_array_new ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const FacCatalogEntry *entry = all->pdata[i];

      if (g_str_equal (entry->key, "I") || g_str_equal (entry->key, "E"))
        g_ptr_array_add (some, (gpointer) entry);
    }
  fac_key_row_set_entries (self->type, some, NULL);
}

void
fac_more_section_set_draft (FacMoreSection *self, FacWorkspace *workspace, FacInvoiceDraft *draft)
{
  GPtrArray *entries;

  g_return_if_fail (FAC_IS_MORE_SECTION (self) && self->draft == NULL);
  self->workspace = g_object_ref (workspace);
  self->filling = TRUE;
  offer_types (self);
  entries = fac_workspace_list_catalog (workspace, FAC_CATALOG_EXPORT);
  if (entries != NULL)
    fac_key_row_set_entries (self->export, entries, NULL);
  self->filling = FALSE;
  self->draft = g_object_ref (draft);
  g_signal_connect (draft, "changed", G_CALLBACK (on_draft_changed), self);
  g_signal_connect_object (draft, "findings-changed", G_CALLBACK (show_findings), self,
                           G_CONNECT_SWAPPED);
  show_draft (self);
  show_findings (self);
  fac_relations_row_set_draft (self->relations, workspace, draft);
  fac_global_row_set_draft (self->global, workspace, draft);
  fac_content_row_set_draft (self->content, draft);
  fac_paper_row_set_draft (self->paper, draft);
}

gboolean
fac_more_section_focus (FacMoreSection *self, const char *field)
{
  const struct { const char *field; gpointer row; } rows[] = {
    { "type", self->type }, { "series", self->series }, { "folio", self->folio },
    { "date", self->date }, { "conditions", self->conditions }, { "export", self->export },
    { "address", self->place }, { "external_id", self->external_id },
  };

  if (fac_relations_row_focus (self->relations, field)
      || fac_global_row_focus (self->global, field)
      || fac_content_row_focus (self->content, field)
      || fac_paper_row_focus (self->paper, field))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_has_prefix (field, rows[i].field))
      {
        adw_expander_row_set_expanded (self->expander, TRUE);
        return gtk_widget_grab_focus (rows[i].row);
      }
  return FALSE;
}
