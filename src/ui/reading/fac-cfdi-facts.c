/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-facts.h"

#include "fac-money.h"
#include "fac-text.h"

#include <glib/gi18n.h>

#define MOST_ROWS 60 /* faults that are listed */

/* ---- rows ------------------------------------------------------------------------------------ */

static GtkWidget *
new_group (GtkBox *box, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (box, group);
  return group;
}

/* What was read from a file is plain text, never markup. */
static AdwActionRow *
add_row (GtkWidget *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = subtitle != NULL ? g_markup_escape_text (subtitle, -1) : NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (words != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return ADW_ACTION_ROW (row);
}

static void
add_icon (AdwActionRow *row, const char *name, const char *css_class)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name", name, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (icon, css_class);
  adw_action_row_add_prefix (row, icon);
}

static void
add_fact (GtkWidget *group, const char *title, const char *value)
{
  if (!fac_text_is_empty (value))
    add_row (group, title, value);
}

/* ---- the verdict ----------------------------------------------------------------------------- */

static char *
count_text (guint count)
{
  return g_strdup_printf (ngettext ("%u fault", "%u faults", count), count);
}

static void
add_verdict (GtkBox *box, FacCfdiFile *file)
{
  const FacCfdiFacts *facts = fac_cfdi_file_get_facts (file);
  const guint n_faults = facts->faults->len;
  g_autofree char *count = count_text (n_faults);
  GtkWidget *group = new_group (box, NULL);
  AdwActionRow *row = add_row (group, n_faults == 0 ? _("No faults were found") : count,
                               facts->kind != NULL ? facts->kind : fac_cfdi_file_get_name (file));

  add_icon (row, n_faults == 0 ? "emblem-ok-symbolic" : "dialog-error-symbolic",
            n_faults == 0 ? "success" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (row), n_faults == 0 ? "success" : "error");
}

static void
add_part (GtkWidget *group, const FacCfdiFacts *facts, FacCfdiPart part, const char *title,
          const char *good)
{
  const guint count = facts->parts[part];
  g_autofree char *words = count > 0 ? count_text (count) : g_strdup (good);
  AdwActionRow *row = add_row (group, title, words);

  add_icon (row, count == 0 ? "emblem-ok-symbolic" : "dialog-error-symbolic",
            count == 0 ? "success" : "error");
}

static void
add_parts (GtkBox *box, const FacCfdiFacts *facts)
{
  GtkWidget *group;

  if (facts->kind == NULL)
    return;
  group = new_group (box, _("Checks"));
  add_part (group, facts, FAC_CFDI_PART_STRUCTURE, _("Structure"), _("Has all the parts that it needs"));
  add_part (group, facts, FAC_CFDI_PART_SEAL, _("Seal of the issuer"),
            _("Made with the certificate inside, over this very content"));
  add_part (group, facts, FAC_CFDI_PART_STAMP, _("Stamp of the certifier"), _("Is of this document and its date"));
  add_part (group, facts, FAC_CFDI_PART_SUMS, _("Amounts"), _("Recomputed: all follow from each other"));
  add_part (group, facts, FAC_CFDI_PART_RULES, _("Rules of the SAT"), _("None is broken"));
}

static void
add_faults (GtkBox *box, const FacCfdiFacts *facts)
{
  GtkWidget *group;

  if (facts->faults->len == 0)
    return;
  group = new_group (box, _("Faults"));
  for (guint i = 0; i < MIN (facts->faults->len, MOST_ROWS); i++)
    {
      const FacCfdiTold *fault = g_ptr_array_index (facts->faults, i);
      g_autofree char *below = fault->place != NULL
                                 ? g_strdup_printf ("%s · %s", fault->code, fault->place)
                                 : g_strdup (fault->code);

      add_row (group, fault->sentence, below);
    }
  if (facts->faults->len > MOST_ROWS)
    {
      const guint more = facts->faults->len - MOST_ROWS;
      g_autofree char *words = g_strdup_printf (ngettext ("%u more fault", "%u more faults", more),
                                                more);

      add_row (group, words, NULL);
    }
}

/* ---- the document ---------------------------------------------------------------------------- */

static const char *
type_name (char type)
{
  switch (type)
    {
    case 'I': return _("Income");
    case 'E': return _("Credit note (egreso)");
    case 'T': return _("Transfer of goods");
    case 'P': return _("Receipt of payment");
    case 'N': return _("Payroll");
    case 'R': return _("Withholdings and payments");
    default: return NULL;
    }
}

static char *
party_text (const char *name, const char *rfc)
{
  if (fac_text_is_empty (name))
    return g_strdup (rfc);
  return rfc != NULL ? g_strdup_printf ("%s · %s", name, rfc) : g_strdup (name);
}

static char *
total_text (const FacCfdi *cfdi)
{
  const guint decimals = fac_currency_decimals (cfdi->moneda);
  g_autofree char *amount = fac_decimal_format (cfdi->total, decimals, MAX (decimals, 6));

  return g_strdup_printf ("$%s %s", amount, cfdi->moneda != NULL ? cfdi->moneda : "");
}

static void
add_document (GtkBox *box, FacCfdiFile *file)
{
  const FacCfdiFacts *facts = fac_cfdi_file_get_facts (file);
  const FacCfdi *cfdi = fac_cfdi_file_get_cfdi (file);
  g_autofree char *issuer = party_text (cfdi != NULL ? cfdi->emisor_nombre : NULL, facts->issuer_rfc);
  g_autofree char *receiver = party_text (cfdi != NULL ? cfdi->receptor_nombre : NULL,
                                          facts->receiver_rfc);
  g_autofree char *total = cfdi != NULL ? total_text (cfdi) : NULL;
  GtkWidget *group;

  if (facts->kind == NULL)
    return;
  group = new_group (box, _("Document"));
  add_fact (group, _("Type"), type_name (facts->type));
  add_fact (group, _("Folio fiscal"), facts->uuid);
  add_fact (group, _("Issuer"), issuer);
  add_fact (group, _("Receiver"), receiver);
  add_fact (group, _("Date"), cfdi != NULL ? cfdi->fecha : NULL);
  add_fact (group, _("Total"), total);
  add_fact (group, _("Complements"), facts->complements);
  add_fact (group, _("Certificate of"), facts->certificate);
  add_fact (group, _("File"), fac_cfdi_file_get_name (file));
}

static void
add_unchecked (GtkBox *box, const FacCfdiFacts *facts)
{
  GtkWidget *group;

  if (*facts->unchecked == NULL)
    return;
  group = new_group (box, _("What cannot be told here"));
  for (char **each = facts->unchecked; *each != NULL; each++)
    add_row (group, *each, NULL);
}

void
fac_cfdi_facts_fill (GtkBox *box, FacCfdiFile *file)
{
  const FacCfdiFacts *facts = fac_cfdi_file_get_facts (file);

  add_verdict (box, file);
  add_faults (box, facts);
  add_parts (box, facts);
  add_document (box, file);
  add_unchecked (box, facts);
}
