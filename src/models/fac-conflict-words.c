/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-conflict-words.h"

#include "fac-catalog-source.h"
#include "fac-local-time.h"
#include "fac-money.h"
#include "fac-tax-words.h"
#include "fac-text.h"

#include <glib/gi18n-lib.h>

#define CONTEXT "record field" /* xgettext wants it written out in the table */
#define LEAST_DECIMALS 2
#define MOST_DECIMALS  6

typedef enum
{
  TEXT,
  NUMBER,
  AMOUNT,
  PERCENT,
  YES_NO,
  KEY, /* of a small catalogue */
  TIME,
  TEXTS,
  TAXES,
  LOCAL_TAXES,
  LINES,
  PERSON,
  ADDRESS,
  RELATIONS,
  PARTS,
  COMPLEMENTS,
  LEGENDS,
  NAMESPACES,
  GLOBAL
} Kind;

/* Ids, times and what the service computes are not here: nobody writes them. */
static const struct
{
  const char *member;
  const char *name;
  Kind        kind;
  const char *catalog;
} words[] = {
  { "legal_name", NC_ ("record field", "name or razón social"), TEXT, NULL },
  { "tax_id", NC_ ("record field", "RFC"), TEXT, NULL },
  { "tax_system", NC_ ("record field", "régimen fiscal"), KEY, FAC_CATALOG_TAX_SYSTEMS },
  { "email", NC_ ("record field", "e-mail"), TEXT, NULL },
  { "phone", NC_ ("record field", "phone"), TEXT, NULL },
  { "default_invoice_use", NC_ ("record field", "usual use of the CFDI"), KEY, FAC_CATALOG_USES },
  { "notes", NC_ ("record field", "notes"), TEXT, NULL },
  { "other_emails", NC_ ("record field", "other e-mail addresses"), TEXT, NULL },
  { "address", NC_ ("record field", "address"), ADDRESS, NULL },
  { "street", NC_ ("record field", "street"), TEXT, NULL },
  { "exterior", NC_ ("record field", "exterior number"), TEXT, NULL },
  { "interior", NC_ ("record field", "interior number"), TEXT, NULL },
  { "neighborhood", NC_ ("record field", "neighborhood"), TEXT, NULL },
  { "city", NC_ ("record field", "city"), TEXT, NULL },
  { "municipality", NC_ ("record field", "municipality"), TEXT, NULL },
  { "zip", NC_ ("record field", "postal code"), TEXT, NULL },
  { "state", NC_ ("record field", "state"), TEXT, NULL },
  { "country", NC_ ("record field", "country"), TEXT, NULL },
  { "description", NC_ ("record field", "description"), TEXT, NULL },
  { "product_key", NC_ ("record field", "SAT product key"), TEXT, NULL },
  { "unit_key", NC_ ("record field", "SAT unit key"), TEXT, NULL },
  { "unit_name", NC_ ("record field", "name of the unit"), TEXT, NULL },
  { "sku", NC_ ("record field", "SKU"), TEXT, NULL },
  { "barcode", NC_ ("record field", "barcode"), TEXT, NULL },
  { "price", NC_ ("record field", "unit price"), AMOUNT, NULL },
  { "tax_included", NC_ ("record field", "taxes included in the price"), YES_NO, NULL },
  { "taxability", NC_ ("record field", "object of tax"), KEY, FAC_CATALOG_TAXABILITY },
  { "taxes", NC_ ("record field", "taxes"), TAXES, NULL },
  { "local_taxes", NC_ ("record field", "local taxes"), LOCAL_TAXES, NULL },
  { "product", NC_ ("record field", "product"), TEXT, NULL },
  { "quantity", NC_ ("record field", "quantity"), NUMBER, NULL },
  { "discount", NC_ ("record field", "discount"), AMOUNT, NULL },
  { "has_discount_percent", NC_ ("record field", "discount in percent"), YES_NO, NULL },
  { "discount_percent", NC_ ("record field", "percentage of discount"), PERCENT, NULL },
  { "parts", NC_ ("record field", "parts"), PARTS, NULL },
  { "customs_keys", NC_ ("record field", "customs numbers"), TEXTS, NULL },
  { "property_tax_account", NC_ ("record field", "property account"), TEXTS, NULL },
  { "third_party", NC_ ("record field", "third party"), PERSON, NULL },
  { "complement", NC_ ("record field", "complement"), TEXT, NULL },
  { "complement_data", NC_ ("record field", "complement"), TEXTS, NULL },
  { "type", NC_ ("record field", "type of document"), TEXT, NULL },
  { "series", NC_ ("record field", "series"), TEXT, NULL },
  { "folio_number", NC_ ("record field", "folio"), TEXT, NULL },
  { "date", NC_ ("record field", "date"), TIME, NULL },
  { "customer", NC_ ("record field", "customer"), PERSON, NULL },
  { "lines", NC_ ("record field", "lines"), LINES, NULL },
  { "payment_form", NC_ ("record field", "payment form"), KEY, FAC_CATALOG_PAYMENT_FORMS },
  { "payment_method", NC_ ("record field", "payment method"), KEY, FAC_CATALOG_PAYMENT_METHODS },
  { "use", NC_ ("record field", "use of the CFDI"), KEY, FAC_CATALOG_USES },
  { "currency", NC_ ("record field", "currency"), TEXT, NULL },
  { "exchange", NC_ ("record field", "exchange rate"), NUMBER, NULL },
  { "conditions", NC_ ("record field", "conditions"), TEXT, NULL },
  { "export_code", NC_ ("record field", "export"), KEY, FAC_CATALOG_EXPORT },
  { "place_of_issue", NC_ ("record field", "place of issue"), TEXT, NULL },
  { "related_documents", NC_ ("record field", "related documents"), RELATIONS, NULL },
  { "global", NC_ ("record field", "period of the global invoice"), GLOBAL, NULL },
  { "periodicity", NC_ ("record field", "periodicity"), TEXT, NULL },
  { "months", NC_ ("record field", "months"), TEXT, NULL },
  { "year", NC_ ("record field", "year"), NUMBER, NULL },
  { "complements", NC_ ("record field", "complements"), COMPLEMENTS, NULL },
  { "addenda", NC_ ("record field", "addenda"), TEXT, NULL },
  { "legends", NC_ ("record field", "tax legends"), LEGENDS, NULL },
  { "namespaces", NC_ ("record field", "namespaces"), NAMESPACES, NULL },
  { "pdf_options", NC_ ("record field", "what is printed"), TEXTS, NULL },
  { "external_id", NC_ ("record field", "own number"), TEXT, NULL },
  { "pdf_custom_section", NC_ ("record field", "notes on paper"), TEXT, NULL },
};

/* -1: nobody writes it. */
static int
find_word (const char *member)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].member, member))
      return (int) i;
  return -1;
}

static const char *
last_member (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

/* ---- names ---------------------------------------------------------------------------------- */

static char *
capitalize (const char *name)
{
  char first[7] = "";

  g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (name)), first);
  return g_strconcat (first, g_utf8_next_char (name), NULL);
}

static char *
line_name (char **parts, guint n_parts, const char *name)
{
  const int number = (int) g_ascii_strtoll (parts[1], NULL, 10) + 1;

  if (n_parts == 2)
    return g_strdup_printf (_("Line %d"), number);
  if (n_parts > 3 && g_str_equal (parts[2], "third_party"))
    /* Translators: %1$d is the number of the line, %2$s a field: "RFC" */
    return g_strdup_printf (_("Line %1$d, third party: %2$s"), number, name);
  /* Translators: %1$d is the number of the line, %2$s a field: "quantity" */
  return g_strdup_printf (_("Line %1$d: %2$s"), number, name);
}

char *
fac_conflict_field_name (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  const guint n = g_strv_length (parts);
  const gboolean is_line = n == 2 && g_str_equal (parts[0], "lines");
  const int word = find_word (is_line ? parts[0] : parts[n - 1]);
  const char *name;

  if (word < 0)
    return NULL;
  name = g_dpgettext2 (GETTEXT_PACKAGE, CONTEXT, words[word].name);
  if (n > 1 && g_str_equal (parts[0], "lines"))
    return line_name (parts, n, name);
  if (n > 1 && g_str_equal (parts[0], "customer"))
    /* Translators: %s is a field of the customer of an invoice: "postal code" */
    return g_strdup_printf (_("Customer: %s"), name);
  return capitalize (name);
}

/* ---- values --------------------------------------------------------------------------------- */

static char *
decimal_text (GVariant *value, guint least)
{
  FacDecimal number;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_print (value, FALSE);
  if (!fac_decimal_parse (g_variant_get_string (value, NULL), -1, &number))
    return g_variant_dup_string (value, NULL);
  return fac_decimal_format (number, least, MOST_DECIMALS);
}

static char *
amount_text (GVariant *value, const char *currency)
{
  g_autofree char *number = decimal_text (value, LEAST_DECIMALS);

  if (currency == NULL || g_str_equal (currency, "MXN"))
    return g_strdup_printf ("$%s", number);
  return g_strdup_printf ("$%s %s", number, currency);
}

static char *
key_text (FacWorkspace *workspace, const char *catalog, GVariant *value)
{
  const char *key = g_variant_get_string (value, NULL);
  GPtrArray *entries = fac_workspace_list_catalog (workspace, catalog);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const FacCatalogEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->key, key))
        return g_strdup_printf ("%s · %s", key, entry->es);
    }
  return g_strdup (key);
}

static char *
time_text (FacWorkspace *workspace, GVariant *value)
{
  g_autoptr (GDateTime) time =
      fac_local_time (fac_workspace_get_organization (workspace), g_variant_get_int64 (value));

  /* Translators: a date with its time */
  return time != NULL ? g_date_time_format (time, C_ ("date format", "%-d %b %Y, %H:%M")) : NULL;
}

static char *
member_text (GVariant *object, const char *name)
{
  const char *text;

  return g_variant_lookup (object, name, "&s", &text) ? g_strdup (text) : g_strdup ("");
}

static char *
taxes_text (GVariant *value)
{
  const gsize n = g_variant_n_children (value);
  g_autoptr (GArray) taxes = g_array_new (FALSE, TRUE, sizeof (FacTax));

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (value, i);
      FacTax tax = { 0 };

      if (fac_tax_from_variant (item, &tax))
        g_array_append_val (taxes, tax);
    }
  return fac_taxes_label ((const FacTax *) (gpointer) taxes->data, taxes->len,
                          fac_tax_words ());
}

static char *
line_text (GVariant *line, const char *currency)
{
  g_autoptr (GVariant) product = g_variant_lookup_value (line, "product", G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) quantity = g_variant_lookup_value (line, "quantity", NULL);
  g_autoptr (GVariant) price =
      product != NULL ? g_variant_lookup_value (product, "price", NULL) : NULL;
  g_autofree char *many = quantity != NULL ? decimal_text (quantity, 0) : g_strdup ("0");
  g_autofree char *what = product != NULL ? member_text (product, "description") : g_strdup ("");
  g_autofree char *each = price != NULL ? amount_text (price, currency) : g_strdup ("");

  return g_strdup_printf ("%s × %s · %s", many, what, each);
}

/* One element of a list of objects. */
static char *
item_text (Kind kind, GVariant *item, const char *currency)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (kind == LINES)
    return line_text (item, currency);
  if (kind == RELATIONS)
    {
      g_autoptr (GVariant) documents =
          g_variant_lookup_value (item, "documents", G_VARIANT_TYPE_STRING_ARRAY);
      g_autofree const char **ids =
          documents != NULL ? g_variant_get_strv (documents, NULL) : NULL;

      first = member_text (item, "relationship");
      second = ids != NULL ? g_strjoinv (", ", (char **) ids) : g_strdup ("");
      return g_strdup_printf ("%s: %s", first, second);
    }
  if (kind == LOCAL_TAXES)
    {
      g_autoptr (GVariant) rate = g_variant_lookup_value (item, "rate", NULL);

      first = member_text (item, "name");
      second = rate != NULL ? decimal_text (rate, 0) : g_strdup ("");
      return g_strdup_printf ("%s %s", first, second);
    }
  return member_text (item, kind == PARTS ? "description" : kind == LEGENDS ? "text"
                            : kind == NAMESPACES ? "prefix" : "type");
}

static char *
list_text (Kind kind, GVariant *value, const char *currency)
{
  const gsize n = g_variant_n_children (value);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (value, i);

      g_ptr_array_add (items, item_text (kind, item, currency));
    }
  g_ptr_array_add (items, NULL);
  return g_strjoinv ("\n", (char **) items->pdata);
}

static char *
address_text (GVariant *value)
{
  g_autoptr (FacAddress) address = fac_address_from_variant (value);

  return fac_address_format (address);
}

static char *
object_text (Kind kind, GVariant *value)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (kind == ADDRESS)
    return address_text (value);
  first = member_text (value, kind == PERSON ? "legal_name" : "periodicity");
  second = member_text (value, kind == PERSON ? "tax_id" : "months");
  return g_strdup_printf ("%s · %s", first, second);
}

static char *
plain_text (FacWorkspace *workspace, int word, GVariant *value, const char *currency)
{
  const Kind kind = words[word].kind;

  if (kind == AMOUNT)
    return amount_text (value, currency);
  if (kind == PERCENT)
    {
      g_autofree char *number = decimal_text (value, 0);

      return g_strdup_printf ("%s %%", number);
    }
  if (kind == KEY)
    return key_text (workspace, words[word].catalog, value);
  return kind == NUMBER ? decimal_text (value, 0) : g_variant_dup_string (value, NULL);
}

/* The type of the value tells how it may be read: a newer version may have written another one. */
static char *
known_text (FacWorkspace *workspace, int word, GVariant *value, const char *currency)
{
  const Kind kind = words[word].kind;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return plain_text (workspace, word, value, currency);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return g_strdup (g_variant_get_boolean (value) ? _("Yes") : _("No"));
  if (kind == TIME && g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return time_text (workspace, value);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    {
      g_autofree const char **texts = g_variant_get_strv (value, NULL);

      return g_strjoinv (", ", (char **) texts);
    }
  if (g_variant_is_of_type (value, G_VARIANT_TYPE ("aa{sv}")))
    return kind == TAXES ? taxes_text (value) : list_text (kind, value, currency);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    return object_text (kind, value);
  return g_variant_print (value, FALSE);
}

char *
fac_conflict_value_text (FacWorkspace *workspace, const char *path, GVariant *value,
                         const char *currency)
{
  const int word = find_word (last_member (path));
  g_autofree char *text = NULL;

  if (value != NULL && g_str_has_prefix (path, "lines/") && word < 0)
    return line_text (value, currency);
  if (value != NULL && word >= 0)
    text = known_text (workspace, word, value, currency);
  if (fac_text_is_empty (text))
    return g_strdup (_("(empty)"));
  return g_steal_pointer (&text);
}
