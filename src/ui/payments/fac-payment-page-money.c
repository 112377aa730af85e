/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-page-private.h"

#include "fac-catalog-source.h"
#include "fac-decimal-typed.h"
#include "fac-payment-deadline.h"
#include "fac-text.h"
#include "fac-ui-text.h"
#include "fac-unread.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define RATE_DECIMALS 6
#define UNDEFINED_FORM "99"

static FacWorkspace *
workspace_of (FacPaymentPage *self)
{
  return fac_page_get_workspace (FAC_PAGE (self));
}

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
set_text (GtkWidget *entry, const char *text)
{
  if (!g_str_equal (text_of (entry), text))
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* ---- several deposits ------------------------------------------------------------------------- */

/* What cannot be read is kept of each deposit: of the first one by the name of the field alone. */
static char *
unread_name (FacPaymentPage *self, const char *field)
{
  const guint index = fac_payment_draft_get_index (self->payment);

  return index == 0 ? g_strconcat ("payment.", field, NULL)
                    : g_strdup_printf ("payment.%u.%s", index, field);
}

static void
keep_unread (FacPaymentPage *self, const char *field, const char *text)
{
  g_autofree char *name = unread_name (self, field);

  fac_invoice_draft_keep_unread (self->draft, name, text);
}

static const char *
get_unread (FacPaymentPage *self, const char *field)
{
  g_autofree char *name = unread_name (self, field);

  return fac_unread_get (fac_invoice_draft_get_invoice (self->draft)->unread, name);
}

/* What was typed for another deposit is not of this one. */
static void
clear_fields (FacPaymentPage *self)
{
  self->filling = TRUE;
  set_text (self->amount, "");
  set_text (self->date, "");
  set_text (self->exchange, "");
  fac_field_hint_say (self->amount_hint, NULL, FAC_FINDING_ERROR);
  fac_field_hint_say (self->date_hint, NULL, FAC_FINDING_ERROR);
  fac_field_hint_say (self->exchange_hint, NULL, FAC_FINDING_ERROR);
  self->filling = FALSE;
}

void
_fac_payment_page_show_deposits (FacPaymentPage *self)
{
  const guint n = fac_payment_draft_get_n (self->payment);
  const guint index = fac_payment_draft_get_index (self->payment);
  /* Translators: heading of the fields of one deposit of several: "What arrived: deposit 2 of 3" */
  g_autofree char *title = n > 1 ? g_strdup_printf (_("What arrived: deposit %1$u of %2$u"),
                                                    index + 1, n) : NULL;

  fac_payment_deposits_show (self->deposits);
  adw_preferences_group_set_title (self->arrived, title != NULL ? title : _("What arrived"));
  if (index != self->shown_deposit || n != self->n_deposits)
    clear_fields (self);
  self->shown_deposit = index;
  self->n_deposits = n;
}

/* ---- the day, in the zone of the business ----------------------------------------------------- */

static GTimeZone *
zone_of (FacPaymentPage *self)
{
  const char *name = fac_workspace_get_organization (workspace_of (self))->timezone;
  GTimeZone *zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL ? zone : g_time_zone_new_local ();
}

static gint64
now_of (FacPaymentPage *self)
{
  return fac_clock_now (fac_workspace_get_clock (workspace_of (self)));
}

/* A day without an hour is its noon, or now while that is still to come. */
static gboolean
parse_date (FacPaymentPage *self, gint64 *out)
{
  g_autoptr (GTimeZone) zone = zone_of (self);
  g_autoptr (GDateTime) when = NULL;
  int year, month, day, hour = 12, minute = 0;
  const int n = sscanf (text_of (self->date), "%4d-%2d-%2d %2d:%2d", &year, &month, &day, &hour,
                        &minute);
  const gint64 now = now_of (self);

  when = n == 3 || n == 5 ? g_date_time_new (zone, year, month, day, hour, minute, 0) : NULL;
  if (when == NULL)
    return FALSE;
  *out = g_date_time_to_unix (when) * G_USEC_PER_SEC;
  if (n == 3 && *out > now
      && fac_payment_noon (fac_workspace_get_organization (workspace_of (self)), now) == *out)
    *out = now - now % G_USEC_PER_SEC;
  return TRUE;
}

static gboolean
is_same_day (FacPaymentPage *self, gint64 a, gint64 b)
{
  const FacOrganization *organization = fac_workspace_get_organization (workspace_of (self));

  return fac_payment_noon (organization, a) == fac_payment_noon (organization, b);
}

static void
show_date (FacPaymentPage *self, gint64 date)
{
  g_autoptr (GTimeZone) zone = zone_of (self);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (date / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *text = NULL;
  gint64 shown;

  if (date == 0 || local == NULL || (parse_date (self, &shown) && is_same_day (self, shown, date)))
    return;
  text = g_date_time_format (local, "%Y-%m-%d");
  set_text (self->date, text);
}

/* Until when the complement of a payment of this day is issued. */
static void
show_deadline (FacPaymentPage *self, gint64 date)
{
  const FacOrganization *organization = fac_workspace_get_organization (workspace_of (self));
  const gint64 deadline = fac_payment_deadline (organization, date);
  const int days = fac_payment_days_left (organization, deadline, now_of (self));
  g_autofree char *day = fac_ui_date (fac_payment_noon (organization, deadline));
  g_autofree char *text = NULL;

  if (date == 0)
    return;
  if (days >= 0)
    /* Translators: %s is a day: "5 Dec 2026" */
    text = g_strdup_printf (_("Its complement is due by %s."), day);
  else
    text = g_strdup_printf (_("Its complement was due by %s: stamp it as soon as you can."), day);
  if (days >= 0)
    fac_field_hint_tell (self->date_hint, text);
  else
    fac_field_hint_say (self->date_hint, text, FAC_FINDING_WARNING);
}

static void
put_date (FacPayment *payment, gpointer data)
{
  payment->date = *(gint64 *) data;
}

static void
say_no_date (FacPaymentPage *self)
{
  fac_field_hint_say (self->date_hint, _("This is not a date: write it like 2026-12-31"),
                      FAC_FINDING_ERROR);
}

static void
on_date (FacPaymentPage *self)
{
  gint64 date;
  gboolean good = parse_date (self, &date);

  if (self->filling || self->payment == NULL)
    return;
  keep_unread (self, "date", good ? NULL : text_of (self->date));
  if (!good)
    {
      say_no_date (self);
      return;
    }
  fac_payment_draft_edit (self->payment, "date", put_date, &date);
  show_deadline (self, date);
}

/* ---- how much, and of what -------------------------------------------------------------------- */

static gboolean
parse_positive (GtkWidget *entry, FacDecimal *value)
{
  return fac_decimal_parse_amount (text_of (entry), value) && !value->overflow
         && fac_decimal_sign (*value) > 0;
}

static void
set_money (FacPaymentPage *self)
{
  const FacPayment *payment = fac_payment_draft_get_payment (self->payment);
  const char *currency = fac_key_row_get_key (self->currency);
  FacDecimal deposit = payment->deposit, exchange = payment->exchange, typed;

  if (*text_of (self->amount) == '\0')
    deposit = FAC_DECIMAL_ZERO;
  else if (parse_positive (self->amount, &typed))
    deposit = typed;
  if (gtk_widget_get_visible (self->exchange) && parse_positive (self->exchange, &typed))
    exchange = typed;
  fac_payment_draft_set_money (self->payment, deposit, currency != NULL ? currency : "MXN",
                               exchange);
}

static void
say_amount (FacPaymentPage *self, gboolean good)
{
  fac_field_hint_say (self->amount_hint, good ? NULL
                      : _("This is not an amount: write it like 1160.00"), FAC_FINDING_ERROR);
}

static void
say_exchange (FacPaymentPage *self, gboolean good)
{
  fac_field_hint_say (self->exchange_hint, good ? NULL
                      : _("This is not an exchange rate: write it like 17.1234"),
                      FAC_FINDING_ERROR);
}

static void
on_amount (FacPaymentPage *self)
{
  FacDecimal value;
  gboolean good = *text_of (self->amount) == '\0' || parse_positive (self->amount, &value);

  if (self->filling || self->payment == NULL)
    return;
  say_amount (self, good);
  keep_unread (self, "amount", good ? NULL : text_of (self->amount));
  if (good)
    set_money (self);
}

static gboolean
is_rate (GtkWidget *entry, FacDecimal *value)
{
  return parse_positive (entry, value) && fac_decimal_trim (*value, 0).scale <= RATE_DECIMALS;
}

static void
on_exchange (FacPaymentPage *self)
{
  FacDecimal value;
  gboolean good = is_rate (self->exchange, &value);

  if (self->filling || self->payment == NULL)
    return;
  say_exchange (self, good);
  keep_unread (self, "exchange", good ? NULL : text_of (self->exchange));
  if (good)
    set_money (self);
}

static void
on_form (FacPaymentPage *self)
{
  const char *key = fac_key_row_get_key (self->form);

  if (!self->filling && self->payment != NULL && key != NULL)
    fac_payment_draft_set_form (self->payment, key);
}

static void
on_currency (FacPaymentPage *self)
{
  if (!self->filling && self->payment != NULL && fac_key_row_get_key (self->currency) != NULL)
    set_money (self);
}

/* ---- rates of the invoices' currencies -------------------------------------------------------- */

static void
on_rate (GtkWidget *row, FacPaymentPage *self)
{
  const char *currency = g_object_get_data (G_OBJECT (row), "currency");
  FacDecimal value;

  if (self->filling)
    return;
  if (is_rate (row, &value))
    {
      gtk_widget_remove_css_class (row, "error");
      fac_payment_draft_set_rate (self->payment, currency, value);
    }
  else
    gtk_widget_add_css_class (row, "error");
}

static gboolean
has_rates_for (FacPaymentPage *self, char **currencies)
{
  if (g_strv_length (currencies) != self->rate_rows->len)
    return FALSE;
  for (guint i = 0; i < self->rate_rows->len; i++)
    if (!g_str_equal (g_object_get_data (self->rate_rows->pdata[i], "currency"), currencies[i]))
      return FALSE;
  return TRUE;
}

static GtkWidget *
add_rate (FacPaymentPage *self, const char *currency)
{
  GtkWidget *row = adw_entry_row_new ();
  /* Translators: %s is the code of a currency: "Pesos for one USD that day" */
  g_autofree char *title = g_strdup_printf (_("Pesos for one %s that day"), currency);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_text_set_input_purpose (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                              GTK_INPUT_PURPOSE_NUMBER);
  g_object_set_data_full (G_OBJECT (row), "currency", g_strdup (currency), g_free);
  g_signal_connect (row, "changed", G_CALLBACK (on_rate), self);
  adw_preferences_group_add (self->rates, row);
  g_ptr_array_add (self->rate_rows, row);
  return row;
}

static void
show_rates (FacPaymentPage *self)
{
  g_auto (GStrv) currencies = fac_payment_draft_get_currencies (self->payment);

  if (!has_rates_for (self, currencies))
    {
      for (guint i = 0; i < self->rate_rows->len; i++)
        adw_preferences_group_remove (self->rates, self->rate_rows->pdata[i]);
      g_ptr_array_set_size (self->rate_rows, 0);
      for (gsize i = 0; currencies[i] != NULL; i++)
        add_rate (self, currencies[i]);
    }
  for (guint i = 0; i < self->rate_rows->len; i++)
    {
      GtkWidget *row = self->rate_rows->pdata[i];
      FacDecimal rate = fac_payment_draft_get_rate (self->payment, currencies[i]), shown;
      g_autofree char *text = NULL;

      if (fac_decimal_sign (rate) <= 0
          || (is_rate (row, &shown) && fac_decimal_equal (shown, rate)))
        continue;
      text = fac_decimal_to_entry (fac_decimal_trim (rate, 0));
      gtk_editable_set_text (GTK_EDITABLE (row), text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rates), self->rate_rows->len > 0);
}

/* ---- show ------------------------------------------------------------------------------------ */

static gboolean
show_unread (FacPaymentPage *self, GtkWidget *entry, const char *field)
{
  const char *unread = get_unread (self, field);

  if (unread == NULL)
    return FALSE;
  set_text (entry, unread);
  return TRUE;
}

static void
show_decimal (FacPaymentPage *self, GtkWidget *entry, FacDecimal value, const char *field)
{
  FacDecimal shown;
  g_autofree char *text = NULL;

  if (show_unread (self, entry, field)
      || (parse_positive (entry, &shown) && fac_decimal_equal (shown, value))
      || (fac_decimal_is_zero (value) && *text_of (entry) == '\0'))
    return;
  text = fac_decimal_is_zero (value) ? g_strdup ("") : fac_decimal_to_entry (value);
  set_text (entry, text);
}

void
_fac_payment_page_show_money (FacPaymentPage *self)
{
  const FacPayment *payment = fac_payment_draft_get_payment (self->payment);
  const gboolean foreign = g_strcmp0 (payment->currency, "MXN") != 0;

  self->filling = TRUE;
  show_decimal (self, self->amount, payment->deposit, "amount");
  if (get_unread (self, "amount") != NULL)
    say_amount (self, FALSE);
  if (show_unread (self, self->date, "date"))
    say_no_date (self);
  else
    {
      show_date (self, payment->date);
      show_deadline (self, payment->date);
    }
  fac_key_row_set_key (self->form, payment->payment_form);
  fac_key_row_set_key (self->currency, payment->currency);
  gtk_widget_set_visible (self->exchange, foreign);
  if (foreign)
    show_decimal (self, self->exchange, fac_decimal_trim (payment->exchange, 0), "exchange");
  else
    keep_unread (self, "exchange", NULL); /* a rate that nobody sees, nobody can mend */
  say_exchange (self, get_unread (self, "exchange") == NULL);
  show_rates (self);
  self->filling = FALSE;
}

static void
add_usual (GPtrArray *ordered, GPtrArray *all, const char *key)
{
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((FacCatalogEntry *) all->pdata[i])->key, key))
      g_ptr_array_add (ordered, all->pdata[i]);
}

/* What is charged in most comes first, the rest in the catalogue's order. */
void
_fac_payment_page_fill_choices (FacPaymentPage *self)
{
  static const char *const usual[] = { "MXN", "USD", "EUR" };
  GPtrArray *all = fac_workspace_list_catalog (workspace_of (self), FAC_CATALOG_CURRENCIES);
  GPtrArray *forms = fac_workspace_list_catalog (workspace_of (self), FAC_CATALOG_PAYMENT_FORMS);
  g_autoptr (GPtrArray) ordered = g_ptr_array_new ();
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  for (guint i = 0; all != NULL && i < G_N_ELEMENTS (usual); i++)
    add_usual (ordered, all, usual[i]);
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (!g_ptr_array_find (ordered, all->pdata[i], NULL)
        && !g_str_equal (((FacCatalogEntry *) all->pdata[i])->key, "XXX"))
      g_ptr_array_add (ordered, all->pdata[i]);
  for (guint i = 0; forms != NULL && i < forms->len; i++)
    if (!g_str_equal (((FacCatalogEntry *) forms->pdata[i])->key, UNDEFINED_FORM))
      g_ptr_array_add (known, forms->pdata[i]);
  self->filling = TRUE;
  fac_key_row_set_entries (self->form, known, NULL);
  fac_key_row_set_entries (self->currency, ordered, NULL);
  self->filling = FALSE;
}

gboolean
_fac_payment_page_focus_money (FacPaymentPage *self, const char *field)
{
  const struct { const char *name; gpointer widget; } widgets[] = {
    { ".amount", self->amount }, { ".date", self->date }, { ".payment_form", self->form },
    { ".currency", self->currency },
    { ".exchange", gtk_widget_get_visible (self->exchange) ? self->exchange : self->amount },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (widgets); i++)
    if (g_str_has_suffix (field, widgets[i].name))
      return gtk_widget_grab_focus (widgets[i].widget);
  return fac_payment_bank_focus (self->bank, field);
}

/* Returns: whether @name is of a deposit of this payment; @index: (out): of which */
static gboolean
is_of_deposit (FacPaymentPage *self, const char *name, guint *index)
{
  if (!g_str_has_prefix (name, "payment."))
    return FALSE;
  *index = (guint) g_ascii_strtoull (name + strlen ("payment."), NULL, 10);
  return *index < fac_payment_draft_get_n (self->payment);
}

gboolean
_fac_payment_page_find_unread (FacPaymentPage *self)
{
  char **unread = fac_invoice_draft_get_invoice (self->draft)->unread;
  guint index;

  for (char **name = unread; name != NULL && *name != NULL; name += 2)
    if (is_of_deposit (self, *name, &index))
      {
        g_autofree char *field = g_strdup (*name);

        if (index != fac_payment_draft_get_index (self->payment))
          fac_payment_draft_select (self->payment, index);
        return _fac_payment_page_focus_money (self, field);
      }
  return FALSE;
}

void
_fac_payment_page_bind_money (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, deposits);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, arrived);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, amount);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, amount_hint);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, date);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, date_hint);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, form);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, currency);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, exchange);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, exchange_hint);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, bank);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentPage, rates);
  gtk_widget_class_bind_template_callback (widget_class, on_amount);
  gtk_widget_class_bind_template_callback (widget_class, on_date);
  gtk_widget_class_bind_template_callback (widget_class, on_form);
  gtk_widget_class_bind_template_callback (widget_class, on_currency);
  gtk_widget_class_bind_template_callback (widget_class, on_exchange);
}
