/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-customer-join-field.h"

#include "fac-email.h"
#include "fac-text.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *title;
  gsize       offset;
} Field;

static const Field fields[] = {
  { N_("Name or razón social"), G_STRUCT_OFFSET (FacCustomer, legal_name) },
  { N_("RFC"), G_STRUCT_OFFSET (FacCustomer, tax_id) },
  { N_("Régimen fiscal"), G_STRUCT_OFFSET (FacCustomer, tax_system) },
  { N_("Usual use of the CFDI"), G_STRUCT_OFFSET (FacCustomer, default_invoice_use) },
  { N_("E-mail"), G_STRUCT_OFFSET (FacCustomer, email) },
  { N_("Other e-mail addresses"), G_STRUCT_OFFSET (FacCustomer, other_emails) },
  { N_("Phone"), G_STRUCT_OFFSET (FacCustomer, phone) },
  { N_("Notes"), G_STRUCT_OFFSET (FacCustomer, notes) },
  { N_("Address"), G_STRUCT_OFFSET (FacCustomer, address) },
};

static char **
place_of (FacCustomer *customer, guint field)
{
  return (char **) (gpointer) ((char *) customer + fields[field].offset);
}

static gboolean
is (guint field, gsize offset)
{
  return fields[field].offset == offset;
}

static gboolean
is_address (guint field)
{
  return is (field, G_STRUCT_OFFSET (FacCustomer, address));
}

static char *
address_text (const FacAddress *address)
{
  const char *const all[] = { address->street, address->exterior, address->interior,
                              address->neighborhood, address->zip, address->city,
                              address->municipality, address->state, address->country };
  const char *parts[G_N_ELEMENTS (all) + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (!fac_text_is_empty (all[i]))
      parts[n++] = all[i];
  return g_strjoinv (", ", (char **) parts);
}

/* Returns: (transfer full): never NULL */
static char *
text_of (guint field, const FacCustomer *customer)
{
  const char *text;

  if (is_address (field))
    return address_text (customer->address);
  text = *place_of ((FacCustomer *) customer, field);
  return g_strdup (text != NULL ? text : "");
}

/* ---- all of it ------------------------------------------------------------------------------ */

static char *
all_emails (const FacCustomer *one, const FacCustomer *other)
{
  g_autofree char *mine = fac_customer_dup_emails (one);
  g_autofree char *theirs = fac_customer_dup_emails (other);
  g_autofree char *both = g_strjoin (", ", mine, theirs, NULL);
  g_auto (GStrv) addresses = fac_email_split (both);

  return g_strjoinv (", ", addresses);
}

/* Returns: (transfer full) (nullable): %NULL when it is what one of them has */
static char *
all_of_it (guint field, const FacCustomer *one, const FacCustomer *other)
{
  g_autofree char *mine = text_of (field, one);
  g_autofree char *theirs = text_of (field, other);
  g_autofree char *all = NULL;

  if (is (field, G_STRUCT_OFFSET (FacCustomer, other_emails))
      && g_strcmp0 (one->email, other->email) != 0 && one->email != NULL && other->email != NULL)
    all = all_emails (one, other);
  else if (*mine == '\0' || *theirs == '\0' || g_str_equal (mine, theirs))
    return NULL;
  else if (is (field, G_STRUCT_OFFSET (FacCustomer, other_emails)))
    all = all_emails (one, other);
  else if (is (field, G_STRUCT_OFFSET (FacCustomer, notes)))
    all = g_strjoin ("\n", mine, theirs, NULL);
  if (all == NULL || g_str_equal (all, mine) || g_str_equal (all, theirs))
    return NULL;
  return g_steal_pointer (&all);
}

/* What is offered, as it is: two texts that are equal are one choice, of an address each is. */
static GPtrArray *
values_of (guint field, const FacCustomer *one, const FacCustomer *other)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  char *all = all_of_it (field, one, other);

  g_ptr_array_add (values, text_of (field, one));
  g_ptr_array_add (values, text_of (field, other));
  if (!is_address (field) && g_str_equal (values->pdata[0], values->pdata[1]))
    g_ptr_array_set_size (values, 1);
  if (all != NULL)
    g_ptr_array_add (values, all);
  return values;
}

/* ---- public --------------------------------------------------------------------------------- */

guint
fac_customer_join_fields (void)
{
  return G_N_ELEMENTS (fields);
}

const char *
fac_customer_join_field_title (guint field)
{
  return _(fields[field].title);
}

gboolean
fac_customer_join_field_differs (guint field, const FacCustomer *one, const FacCustomer *other)
{
  g_autoptr (GPtrArray) values = NULL;

  if (is_address (field))
    return !fac_address_equal (one->address, other->address);
  values = values_of (field, one, other);
  return values->len > 1;
}

char **
fac_customer_join_field_choices (guint field, const FacCustomer *one, const FacCustomer *other)
{
  g_autoptr (GPtrArray) values = values_of (field, one, other);
  g_autofree char *all = all_of_it (field, one, other);
  char **choices = g_new0 (char *, values->len + 1);

  for (guint i = 0; i < values->len; i++)
    if (all != NULL && i == values->len - 1)
      /* Translators: %s is what two customers have together, their e-mail addresses or notes */
      choices[i] = g_strdup_printf (_("All: %s"), all);
    else
      choices[i] = g_strdup (fac_text_is_empty (values->pdata[i]) ? _("(empty)")
                                                                  : values->pdata[i]);
  return choices;
}

guint
fac_customer_join_field_best (guint field, const FacCustomer *one, const FacCustomer *other,
                              const FacCustomer *stays)
{
  g_autofree char *all = all_of_it (field, one, other);
  g_autofree char *own = text_of (field, stays);
  g_autoptr (GPtrArray) values = values_of (field, one, other);
  const guint index = stays == one ? 0 : 1;

  if (all != NULL)
    return values->len - 1;
  return fac_text_is_empty (own) ? 1 - index : index;
}

void
fac_customer_join_field_take (guint field, guint choice, const FacCustomer *one,
                              const FacCustomer *other, FacCustomer *kept)
{
  g_autoptr (GPtrArray) values = values_of (field, one, other);
  const FacCustomer *from = choice == 0 ? one : other;

  if (is_address (field))
    {
      fac_address_free (kept->address);
      kept->address = fac_address_copy (from->address);
    }
  else
    {
      const char *value = values->pdata[MIN (choice, values->len - 1)];

      fac_set_string (place_of (kept, field), fac_text_is_empty (value) ? NULL : value);
    }
}
