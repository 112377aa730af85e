/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-fields.h"

#define MEMBER(object, field, Type) (*(Type *) ((char *) (object) + (field)->offset))
#define CONST_MEMBER(object, field, Type) \
  (*(Type const *) ((const char *) (object) + (field)->offset))

static gboolean
text_equal (const char *a, const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static gboolean
strv_equal (char *const *a, char *const *b)
{
  gsize i = 0;

  if (a == NULL || b == NULL)
    return (a == NULL || a[0] == NULL) && (b == NULL || b[0] == NULL);
  while (a[i] != NULL && b[i] != NULL && g_str_equal (a[i], b[i]))
    i++;
  return a[i] == NULL && b[i] == NULL;
}

static gboolean
member_equal (const FacField *field, gconstpointer a, gconstpointer b)
{
  switch (field->kind)
    {
    case FAC_FIELD_STRING:
      return text_equal (CONST_MEMBER (a, field, char *), CONST_MEMBER (b, field, char *));
    case FAC_FIELD_STRV:
      return strv_equal (CONST_MEMBER (a, field, char **), CONST_MEMBER (b, field, char **));
    case FAC_FIELD_DECIMAL:
      /* not fac_decimal_equal(): two unreadable amounts are no change */
      return fac_decimal_compare (CONST_MEMBER (a, field, FacDecimal),
                                  CONST_MEMBER (b, field, FacDecimal)) == 0;
    case FAC_FIELD_BOOLEAN:
      return !CONST_MEMBER (a, field, gboolean) == !CONST_MEMBER (b, field, gboolean);
    case FAC_FIELD_INT:
      return CONST_MEMBER (a, field, int) == CONST_MEMBER (b, field, int);
    case FAC_FIELD_INT64:
    default:
      return CONST_MEMBER (a, field, gint64) == CONST_MEMBER (b, field, gint64);
    }
}

static GVariant *
variant_from_strv (char **texts)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (gsize i = 0; texts[i] != NULL; i++)
    g_variant_builder_add_value (&builder, fac_fields_variant_from_text (texts[i]));
  return g_variant_builder_end (&builder);
}

static GVariant *
variant_from_decimal (FacDecimal value)
{
  char buffer[FAC_DECIMAL_BUFFER];

  fac_decimal_write (fac_decimal_trim (value, 0), buffer);
  return g_variant_new_string (buffer);
}

/* NULL for what is unset: it is left out, so that equal objects give equal bytes */
static GVariant *
member_to_variant (const FacField *field, gconstpointer object)
{
  switch (field->kind)
    {
    case FAC_FIELD_STRING:
      {
        const char *text = CONST_MEMBER (object, field, char *);

        return text != NULL && text[0] != '\0' ? fac_fields_variant_from_text (text) : NULL;
      }
    case FAC_FIELD_STRV:
      {
        char **texts = CONST_MEMBER (object, field, char **);

        return texts != NULL && texts[0] != NULL ? variant_from_strv (texts) : NULL;
      }
    case FAC_FIELD_DECIMAL:
      {
        FacDecimal value = CONST_MEMBER (object, field, FacDecimal);

        return fac_decimal_is_zero (value) ? NULL : variant_from_decimal (value);
      }
    case FAC_FIELD_BOOLEAN:
      return CONST_MEMBER (object, field, gboolean) ? g_variant_new_boolean (TRUE) : NULL;
    case FAC_FIELD_INT:
      {
        int value = CONST_MEMBER (object, field, int);

        return value != 0 ? g_variant_new_int32 (value) : NULL;
      }
    case FAC_FIELD_INT64:
    default:
      {
        gint64 value = CONST_MEMBER (object, field, gint64);

        return value != 0 ? g_variant_new_int64 (value) : NULL;
      }
    }
}

/* What is no number comes out as an overflow, so that damage shows. */
static FacDecimal
decimal_from_variant (GVariant *value)
{
  FacDecimal number;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
      && fac_decimal_parse (g_variant_get_string (value, NULL), -1, &number))
    return number;
  return fac_decimal_overflowed ();
}

static void
read_member (const FacField *field, gpointer object, GVariant *value)
{
  switch (field->kind)
    {
    case FAC_FIELD_STRING:
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
        {
          g_free (MEMBER (object, field, char *));
          MEMBER (object, field, char *) = g_variant_dup_string (value, NULL);
        }
      break;
    case FAC_FIELD_STRV:
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
        {
          g_strfreev (MEMBER (object, field, char **));
          MEMBER (object, field, char **) = g_variant_dup_strv (value, NULL);
        }
      break;
    case FAC_FIELD_DECIMAL:
      MEMBER (object, field, FacDecimal) = decimal_from_variant (value);
      break;
    case FAC_FIELD_BOOLEAN:
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
        MEMBER (object, field, gboolean) = g_variant_get_boolean (value);
      break;
    case FAC_FIELD_INT:
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT32))
        MEMBER (object, field, int) = g_variant_get_int32 (value);
      break;
    case FAC_FIELD_INT64:
    default:
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
        MEMBER (object, field, gint64) = g_variant_get_int64 (value);
      break;
    }
}

/* members come in the order of the table: the search starts behind the last one found */
static const FacField *
find_field (const FacField *fields, gsize n_fields, const char *name, gsize *cursor)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      gsize at = (*cursor + i) % n_fields;

      if (g_str_equal (fields[at].name, name))
        {
          *cursor = at + 1;
          return &fields[at];
        }
    }
  return NULL;
}

void
fac_fields_clear (const FacField *fields, gsize n_fields, gpointer object)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (fields[i].kind == FAC_FIELD_STRING)
        g_clear_pointer (&MEMBER (object, &fields[i], char *), g_free);
      else if (fields[i].kind == FAC_FIELD_STRV)
        g_clear_pointer (&MEMBER (object, &fields[i], char **), g_strfreev);
    }
}

void
fac_fields_copy (const FacField *fields, gsize n_fields, gconstpointer from, gpointer to)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      const FacField *field = &fields[i];

      switch (field->kind)
        {
        case FAC_FIELD_STRING:
          MEMBER (to, field, char *) = g_strdup (CONST_MEMBER (from, field, char *));
          break;
        case FAC_FIELD_STRV:
          MEMBER (to, field, char **) = g_strdupv (CONST_MEMBER (from, field, char **));
          break;
        case FAC_FIELD_DECIMAL:
          MEMBER (to, field, FacDecimal) = CONST_MEMBER (from, field, FacDecimal);
          break;
        case FAC_FIELD_BOOLEAN:
          MEMBER (to, field, gboolean) = CONST_MEMBER (from, field, gboolean);
          break;
        case FAC_FIELD_INT:
          MEMBER (to, field, int) = CONST_MEMBER (from, field, int);
          break;
        case FAC_FIELD_INT64:
        default:
          MEMBER (to, field, gint64) = CONST_MEMBER (from, field, gint64);
          break;
        }
    }
}

gboolean
fac_fields_equal (const FacField *fields, gsize n_fields, gconstpointer a, gconstpointer b)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].content && !member_equal (&fields[i], a, b))
      return FALSE;
  return TRUE;
}

void
fac_fields_write (const FacField *fields, gsize n_fields, gconstpointer object,
                  GVariantBuilder *builder)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      GVariant *value = member_to_variant (&fields[i], object);

      if (value != NULL)
        fac_fields_add (builder, fields[i].name, value);
    }
}

gboolean
fac_fields_read (const FacField *fields, gsize n_fields, gpointer object, GVariant *variant,
                 FacMemberReader reader)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;
  gsize cursor = 0;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE_VARDICT))
    return FALSE;
  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      const FacField *field = find_field (fields, n_fields, name, &cursor);

      if (field != NULL)
        read_member (field, object, value);
      else if (reader != NULL)
        reader (object, name, value);
    }
  return TRUE;
}

GVariant *
fac_fields_variant_from_text (const char *text)
{
  if (g_utf8_validate (text, -1, NULL))
    return g_variant_new_string (text);
  return g_variant_new_take_string (g_utf8_make_valid (text, -1));
}

void
fac_fields_add (GVariantBuilder *builder, const char *name, GVariant *value)
{
  /* not g_variant_builder_add(): reading its format takes longer than all the rest */
  g_variant_builder_add_value (builder, g_variant_new_dict_entry (g_variant_new_string (name),
                                                                  g_variant_new_variant (value)));
}
