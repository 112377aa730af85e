/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-payment-bank.h"

#include "fac-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_FIELDS 9
#define SPEI "01" /* c_TipoCadenaPago has no other */

struct _FacPaymentBank
{
  AdwExpanderRow parent_instance;

  GtkWidget *operation;
  GtkWidget *payer_bank;
  GtkWidget *payer_name;
  GtkWidget *payer_account;
  GtkWidget *payee_bank;
  GtkWidget *payee_account;
  GtkWidget *spei_certificate;
  GtkWidget *spei_text;
  GtkWidget *spei_seal;

  FacPaymentDraft *draft;
  gboolean         filling;
};

G_DEFINE_FINAL_TYPE (FacPaymentBank, fac_payment_bank, ADW_TYPE_EXPANDER_ROW)

/* Our entry, the member it shows, and the name a finding gives it. */
static const struct
{
  gsize       entry;
  gsize       member;
  const char *field;
} fields[N_FIELDS] = {
#define FIELD(entry, member, field) \
  { G_STRUCT_OFFSET (FacPaymentBank, entry), G_STRUCT_OFFSET (FacPayment, member), field }
  FIELD (operation, operation_number, "numOperacion"),
  FIELD (payer_bank, payer_bank_tax_id, "rfcEmisorCtaOrd"),
  FIELD (payer_name, payer_bank_name, "nomBancoOrdExt"),
  FIELD (payer_account, payer_account, "ctaOrdenante"),
  FIELD (payee_bank, payee_bank_tax_id, "rfcEmisorCtaBen"),
  FIELD (payee_account, payee_account, "ctaBeneficiario"),
  FIELD (spei_certificate, chain_certificate, "certPago"),
  FIELD (spei_text, chain_text, "cadPago"),
  FIELD (spei_seal, chain_seal, "selloPago"),
#undef FIELD
};

static GtkWidget *
entry_at (FacPaymentBank *self, gsize at)
{
  return *(GtkWidget **) (gpointer) ((char *) self + fields[at].entry);
}

static char **
member_at (const FacPayment *payment, gsize at)
{
  return (char **) (gpointer) ((char *) payment + fields[at].member);
}

/* The three texts say that there is a proof, and of which kind it is. */
static void
put_kind (FacPayment *payment)
{
  if (payment->chain_certificate == NULL && payment->chain_text == NULL
      && payment->chain_seal == NULL)
    fac_set_string (&payment->chain_type, NULL);
  else if (payment->chain_type == NULL)
    fac_set_string (&payment->chain_type, SPEI);
}

static void
put_texts (FacPayment *payment, gpointer data)
{
  FacPaymentBank *self = data;

  for (gsize i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *text =
          g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry_at (self, i)))));

      fac_set_string (member_at (payment, i), *text != '\0' ? text : NULL);
    }
  put_kind (payment);
}

static void
on_text (FacPaymentBank *self)
{
  if (!self->filling && self->draft != NULL)
    fac_payment_draft_edit (self->draft, "bank", put_texts, self);
}

/* What is as it was the last time needs no look; what is of this payment alone does. */
static void
show_source (FacPaymentBank *self, gboolean any)
{
  const gboolean remembered = any && fac_payment_draft_is_bank_remembered (self->draft);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 remembered ? _("As in the last payment of this customer")
                                 : _("Optional: reference, banks and accounts"));
  if (any && !remembered)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
}

void
fac_payment_bank_show (FacPaymentBank *self)
{
  const FacPayment *payment = fac_payment_draft_get_payment (self->draft);
  gboolean any = FALSE;

  self->filling = TRUE;
  for (gsize i = 0; i < N_FIELDS; i++)
    {
      GtkEditable *entry = GTK_EDITABLE (entry_at (self, i));
      const char *text = *member_at (payment, i) != NULL ? *member_at (payment, i) : "";
      g_autofree char *shown = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

      any = any || *text != '\0';
      if (!g_str_equal (shown, text))
        gtk_editable_set_text (entry, text);
    }
  show_source (self, any);
  self->filling = FALSE;
}

gboolean
fac_payment_bank_focus (FacPaymentBank *self, const char *field)
{
  if (strstr (field, "tipoCadPago") != NULL)
    field = "certPago";
  for (gsize i = 0; i < N_FIELDS; i++)
    if (strstr (field, fields[i].field) != NULL)
      {
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
        return gtk_widget_grab_focus (entry_at (self, i));
      }
  return FALSE;
}

static void
fac_payment_bank_dispose (GObject *object)
{
  g_clear_object (&FAC_PAYMENT_BANK (object)->draft);
  G_OBJECT_CLASS (fac_payment_bank_parent_class)->dispose (object);
}

static void
fac_payment_bank_class_init (FacPaymentBankClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fac_payment_bank_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/example/Facturador/ui/payments/fac-payment-bank.ui");
  gtk_widget_class_bind_template_child (widget_class, FacPaymentBank, operation);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentBank, payer_bank);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentBank, payer_name);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentBank, payer_account);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentBank, payee_bank);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentBank, payee_account);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentBank, spei_certificate);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentBank, spei_text);
  gtk_widget_class_bind_template_child (widget_class, FacPaymentBank, spei_seal);
  gtk_widget_class_bind_template_callback (widget_class, on_text);
}

static void
fac_payment_bank_init (FacPaymentBank *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fac_payment_bank_set_draft (FacPaymentBank *self, FacPaymentDraft *draft)
{
  self->draft = g_object_ref (draft);
  fac_payment_bank_show (self);
}
