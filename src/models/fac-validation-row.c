/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-validation-row.h"

#include "fac-tax-id.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>

struct _FacValidationRow
{
  GObject             parent_instance;

  FacCustomer        *customer;
  FacTaxValidation   *validation; /* (nullable) */
  char               *why;        /* (nullable): it is not asked */
  FacValidationState  state;
};

enum { PROP_0, PROP_STATE, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FacValidationRow, fac_validation_row, G_TYPE_OBJECT)

static void
fac_validation_row_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  if (property == PROP_STATE)
    g_value_set_int (value, (int) FAC_VALIDATION_ROW (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
fac_validation_row_finalize (GObject *object)
{
  FacValidationRow *self = FAC_VALIDATION_ROW (object);

  fac_customer_unref (self->customer);
  g_clear_pointer (&self->validation, fac_tax_validation_unref);
  g_free (self->why);
  G_OBJECT_CLASS (fac_validation_row_parent_class)->finalize (object);
}

static void
fac_validation_row_class_init (FacValidationRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fac_validation_row_get_property;
  object_class->finalize = fac_validation_row_finalize;
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, FAC_VALIDATION_SKIPPED, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                             | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fac_validation_row_init (FacValidationRow *self)
{
}

static const char *
why_not (const FacCustomerCheck *check)
{
  if (fac_address_is_foreign (check->customer->address))
    return _("Abroad: the SAT does not have it in its register");
  if (check->customer->tax_id != NULL && fac_tax_id_is_generic (check->customer->tax_id))
    return _("A generic RFC: there is nothing to ask");
  if (!check->sent)
    return _("The service does not have it yet as it is here");
  return NULL;
}

/* An answer about other data than it has now is no answer. */
static void
judge (FacValidationRow *self)
{
  if (self->why != NULL)
    self->state = FAC_VALIDATION_SKIPPED;
  else if (self->validation == NULL || !fac_tax_validation_fits (self->validation, self->customer))
    self->state = FAC_VALIDATION_WAITING;
  else
    self->state = self->validation->valid ? FAC_VALIDATION_VALID : FAC_VALIDATION_FAULTY;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

FacValidationRow *
fac_validation_row_new (const FacCustomerCheck *check)
{
  FacValidationRow *self = g_object_new (FAC_TYPE_VALIDATION_ROW, NULL);

  self->customer = fac_customer_ref (check->customer);
  if (check->validation != NULL)
    self->validation = fac_tax_validation_ref (check->validation);
  self->why = g_strdup (why_not (check));
  judge (self);
  return self;
}

FacValidationState
fac_validation_row_get_state (FacValidationRow *self)
{
  return self->state;
}

const FacCustomer *
fac_validation_row_get_customer (FacValidationRow *self)
{
  return self->customer;
}

gint64
fac_validation_row_get_at (FacValidationRow *self)
{
  return self->validation != NULL && self->state != FAC_VALIDATION_SKIPPED ? self->validation->at : 0;
}

char *
fac_validation_row_describe (FacValidationRow *self)
{
  GString *text;

  if (self->state == FAC_VALIDATION_SKIPPED)
    return g_strdup (self->why);
  if (self->state == FAC_VALIDATION_WAITING)
    return g_strdup (self->validation != NULL ? _("Changed since it was validated")
                                              : _("Not validated yet"));
  if (self->state == FAC_VALIDATION_VALID)
    return g_strdup (_("Valid"));
  text = g_string_new (NULL);
  for (guint i = 0; i < self->validation->faults->len; i++)
    {
      const FacTaxFault *fault = self->validation->faults->pdata[i];

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", fault->message);
    }
  if (text->len == 0)
    g_string_append (text, _("Not valid; the SAT did not say why"));
  return g_string_free (text, FALSE);
}

void
fac_validation_row_take (FacValidationRow *self, FacTaxValidation *validation)
{
  g_clear_pointer (&self->validation, fac_tax_validation_unref);
  self->validation = fac_tax_validation_ref (validation);
  g_clear_pointer (&self->why, g_free);
  judge (self);
}

void
fac_validation_row_skip (FacValidationRow *self, const char *why)
{
  fac_set_string (&self->why, why);
  judge (self);
}
