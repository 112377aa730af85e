/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-deposits-page.h"

#include "fac-document-cells.h"
#include "fac-document-opening.h"
#include "fac-payment-deadline.h"
#include "fac-payment-page.h"
#include "fac-status-pill.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

struct _FacDepositsPage
{
  FacListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (FacDepositsPage, fac_deposits_page, FAC_TYPE_LIST_PAGE)

/* ---- cells ----------------------------------------------------------------------------------- */

static char *
day_text (gconstpointer content)
{
  const FacDocumentSummary *summary = content;

  return summary->paid_at != 0 ? fac_ui_date (summary->paid_at) : g_strdup ("—");
}

static char *
amount_text (gconstpointer content)
{
  return fac_document_cell_amount (content, ((const FacDocumentSummary *) content)->deposit);
}

static char *
deadline_text (gconstpointer content)
{
  const FacDocumentSummary *summary = content;
  const gint64 deadline = fac_payment_deadline (NULL, summary->paid_at);
  const int days = fac_payment_days_left (NULL, deadline, g_get_real_time ());
  const guint left = (guint) MAX (0, days);
  g_autofree char *day = fac_ui_date (fac_payment_noon (NULL, deadline));

  if (summary->paid_at == 0)
    return g_strdup ("—");
  if (days < 0)
    /* Translators: %s is a day: "5 Dec 2026" */
    return g_strdup_printf (_("%s · late"), day);
  if (days == 0)
    return g_strdup_printf (_("%s · today"), day);
  return g_strdup_printf (ngettext ("%1$s · %2$u day left", "%1$s · %2$u days left", left), day,
                          left);
}

static GtkWidget *
make_status (void)
{
  return fac_status_pill_new ();
}

static void
show_status (GtkWidget *cell, gconstpointer content)
{
  fac_status_pill_set_status (FAC_STATUS_PILL (cell),
                              ((const FacDocumentSummary *) content)->status);
}

static const FacListColumn columns[] = {
  { .title = N_("Arrived"), .order = FAC_ORDER_DATE, .chars = 11, .least = 9, .text = day_text },
  { .title = N_("Customer"), .order = FAC_ORDER_NAME, .chars = 28, .least = 16, .expand = TRUE,
    .marked = TRUE, .text = fac_document_cell_customer },
  { .title = N_("Amount"), .order = -1, .chars = 13, .numeric = TRUE, .text = amount_text },
  { .title = N_("Due by"), .order = -1, .chars = 24, .least = 12, .text = deadline_text },
  { .title = N_("Status"), .order = FAC_ORDER_STATUS, .chars = 16, .make = make_status,
    .show = show_status },
};

/* ---- actions --------------------------------------------------------------------------------- */

static void
fac_deposits_page_activate (FacListPage *page, FacRow *row)
{
  fac_document_push (GTK_WIDGET (page), fac_page_get_workspace (FAC_PAGE (page)),
                     fac_row_get_content (row));
}

static void
fac_deposits_page_remove (FacListPage *page, FacRow *row)
{
  fac_document_delete (GTK_WIDGET (page), fac_row_get_content (row));
}

static void
act_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fac_payment_page_push_for (widget, fac_page_get_workspace (FAC_PAGE (widget)), NULL, NULL);
}

static GMenuModel *
fac_deposits_page_row_menu (FacListPage *page, FacRow *row)
{
  const FacDocumentSummary *summary = fac_row_get_content (row);
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Open"), "list.open");
  if (fac_document_status_is_editable (summary->status))
    g_menu_append (menu, _("_Delete Draft"), "list.remove");
  return G_MENU_MODEL (menu);
}

static char *
fac_deposits_page_describe (FacListPage *page, guint n_items)
{
  g_autofree char *number = fac_decimal_format (fac_decimal_from_int (n_items), 0, 0);

  return g_strdup_printf (ngettext ("%s payment without complement",
                                    "%s payments without complement", n_items), number);
}

/* ---- object ---------------------------------------------------------------------------------- */

static void
limit (FacQuery *query)
{
  query->deposits = TRUE;
  query->descending = FALSE;
}

static void
fac_deposits_page_class_init (FacDepositsPageClass *klass)
{
  FacListPageClass *list_class = FAC_LIST_PAGE_CLASS (klass);

  list_class->entity = FAC_ENTITY_INVOICE;
  list_class->columns = columns;
  list_class->n_columns = G_N_ELEMENTS (columns);
  list_class->compact = (FacCompactLayout) { fac_document_cell_customer, deadline_text, amount_text,
                                             make_status, show_status };
  list_class->title = N_("Deposits without Complement");
  list_class->limit = limit;
  list_class->search_hint = N_("Search by customer");
  list_class->empty_icon = "emblem-ok-symbolic";
  list_class->empty_title = N_("Every Payment Has Its Complement");
  list_class->empty_body = N_("What you register and do not stamp yet comes here, with the day by which it must be.");
  list_class->empty_label = N_("Register a Payment");
  list_class->empty_action = "deposits.new";
  list_class->describe = fac_deposits_page_describe;
  list_class->activate = fac_deposits_page_activate;
  list_class->remove = fac_deposits_page_remove;
  list_class->row_menu = fac_deposits_page_row_menu;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "deposits.new", NULL, act_new);
}

static void
fac_deposits_page_init (FacDepositsPage *self)
{
}

FacPage *
fac_deposits_page_new (FacWorkspace *workspace)
{
  return g_object_new (FAC_TYPE_DEPOSITS_PAGE, "workspace", workspace, NULL);
}
