/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-more-section.h"

#include "fac-catalog-source.h"
#include "fac-field-hint.h"
#include "fac-global-row.h"
#include "fac-key-row.h"
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
  GtkWidget      *series;
  GtkWidget      *date;
  GtkWidget      *conditions;
  FacKeyRow      *export;
  FacFieldHint   *date_hint;
  GtkWidget      *redate;
  FacRelationsRow *relations;
  FacGlobalRow   *global;

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

/* ---- the date, in the zone of the issuer ---------------------------------------------------- */

static GTimeZone *
zone_of (FacMoreSection *self)
{
  const char *name = fac_workspace_get_organization (self->workspace)->timezone;
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
                                 text != NULL ? text : _("Series, date, conditions, export"));
  fac_field_hint_say (self->date_hint, text, FAC_FINDING_WARNING);
}

static void
show_draft (FacMoreSection *self)
{
  const FacInvoice *invoice = fac_invoice_draft_get_invoice (self->draft);
  gint64 shown;

  self->filling = TRUE;
  set_text (self->series, invoice->series);
  set_text (self->conditions, invoice->conditions);
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

static void
put_series (FacInvoice *invoice, gpointer data)
{
  fac_set_string (&invoice->series, fac_text_is_empty (data) ? NULL : data);
}

static void
put_conditions (FacInvoice *invoice, gpointer data)
{
  fac_set_string (&invoice->conditions, fac_text_is_empty (data) ? NULL : data);
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
on_series (FacMoreSection *self)
{
  edit (self, put_series, text_of (self->series));
}

static void
on_conditions (FacMoreSection *self)
{
  edit (self, put_conditions, text_of (self->conditions));
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
  g_type_ensure (FAC_TYPE_FIELD_HINT);
  g_type_ensure (FAC_TYPE_GLOBAL_ROW);
  g_type_ensure (FAC_TYPE_KEY_ROW);
  g_type_ensure (FAC_TYPE_RELATIONS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                         "/org/example/Facturador/ui/invoices/fac-more-section.ui");
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, root);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, expander);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, series);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, date);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, conditions);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, export);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, date_hint);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, redate);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, relations);
  gtk_widget_class_bind_template_child (widget_class, FacMoreSection, global);
  gtk_widget_class_bind_template_callback (widget_class, on_series);
  gtk_widget_class_bind_template_callback (widget_class, on_date);
  gtk_widget_class_bind_template_callback (widget_class, on_redate);
  gtk_widget_class_bind_template_callback (widget_class, on_conditions);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
}

static void
fac_more_section_init (FacMoreSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fac_field_hint_set_row (self->date_hint, self->date);
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *typed[] = { self->series, self->date, self->conditions };
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect (focus, "enter", G_CALLBACK (on_focus_in), self);
      g_signal_connect (focus, "leave", G_CALLBACK (on_focus_out), self);
      gtk_widget_add_controller (typed[i], focus);
    }
}

void
fac_more_section_set_draft (FacMoreSection *self, FacWorkspace *workspace, FacInvoiceDraft *draft)
{
  GPtrArray *entries;

  g_return_if_fail (FAC_IS_MORE_SECTION (self) && self->draft == NULL);
  self->workspace = g_object_ref (workspace);
  self->filling = TRUE;
  entries = fac_workspace_list_catalog (workspace, FAC_CATALOG_EXPORT);
  if (entries != NULL)
    fac_key_row_set_entries (self->export, entries, NULL);
  self->filling = FALSE;
  self->draft = g_object_ref (draft);
  g_signal_connect (draft, "changed", G_CALLBACK (on_draft_changed), self);
  show_draft (self);
  fac_relations_row_set_draft (self->relations, workspace, draft);
  fac_global_row_set_draft (self->global, workspace, draft);
}

gboolean
fac_more_section_focus (FacMoreSection *self, const char *field)
{
  const struct { const char *field; gpointer row; } rows[] = {
    { "series", self->series }, { "folio", self->series }, { "date", self->date },
    { "conditions", self->conditions }, { "export", self->export },
  };

  if (fac_relations_row_focus (self->relations, field)
      || fac_global_row_focus (self->global, field))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_has_prefix (field, rows[i].field))
      {
        adw_expander_row_set_expanded (self->expander, TRUE);
        return gtk_widget_grab_focus (rows[i].row);
      }
  return FALSE;
}
