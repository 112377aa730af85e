/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-vcard-values.h"

#include <string.h>

/* behind all that say how much they are preferred (RFC 6350, 5.3: 1 to 100) */
#define NOT_PREFERRED 101

typedef struct
{
  char *text;
  guint rank;
} Value;

struct _FacVcardValues
{
  GArray *values; /* (element-type Value) */
};

static void
clear_value (gpointer value)
{
  g_free (((Value *) value)->text);
}

FacVcardValues *
fac_vcard_values_new (void)
{
  FacVcardValues *self = g_new0 (FacVcardValues, 1);

  self->values = g_array_new (FALSE, FALSE, sizeof (Value));
  g_array_set_clear_func (self->values, clear_value);
  return self;
}

void
fac_vcard_values_free (FacVcardValues *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->values);
  g_free (self);
}

/* "cell,pref", in quotes or not */
static gboolean
has_pref (const char *types)
{
  g_auto (GStrv) all = g_strsplit_set (types, ",\"", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (g_ascii_strcasecmp (g_strstrip (all[i]), "PREF") == 0)
      return TRUE;
  return FALSE;
}

/* PREF=2 of version 4, TYPE=pref of 3, PREF of 2.1 */
static guint
rank_parameter (const char *parameter)
{
  const char *value = strchr (parameter, '=');
  guint64 rank;

  if (value == NULL || g_ascii_strncasecmp (parameter, "TYPE=", 5) == 0)
    return has_pref (value != NULL ? value + 1 : parameter) ? 1 : NOT_PREFERRED;
  return g_ascii_strncasecmp (parameter, "PREF=", 5) == 0
         && g_ascii_string_to_unsigned (value + 1, 10, 1, 100, &rank, NULL) ? (guint) rank
                                                                            : NOT_PREFERRED;
}

static guint
rank_of (const char *parameters)
{
  g_auto (GStrv) all = g_strsplit (parameters != NULL ? parameters : "", ";", -1);
  guint rank = NOT_PREFERRED;

  for (guint i = 0; all[i] != NULL; i++)
    rank = MIN (rank, rank_parameter (g_strstrip (all[i])));
  return rank;
}

/* Whether it is still to be added. */
static gboolean
drop_twin (FacVcardValues *self, const Value *wanted)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      const Value *value = &g_array_index (self->values, Value, i);

      if (g_ascii_strcasecmp (value->text, wanted->text) != 0)
        continue;
      if (value->rank <= wanted->rank)
        return FALSE;
      g_array_remove_index (self->values, i);
      return TRUE;
    }
  return TRUE;
}

void
fac_vcard_values_add (FacVcardValues *self, const char *parameters, const char *text)
{
  Value value = { (char *) text, rank_of (parameters) };
  guint place = 0;

  if (*text == '\0' || !drop_twin (self, &value))
    return;
  while (place < self->values->len
         && g_array_index (self->values, Value, place).rank <= value.rank)
    place++;
  value.text = g_strdup (text);
  g_array_insert_val (self->values, place, value);
}

const char *
fac_vcard_values_get (const FacVcardValues *self, guint index)
{
  return index < self->values->len ? g_array_index (self->values, Value, index).text : NULL;
}

char *
fac_vcard_phone (const char *text)
{
  g_auto (GStrv) parts = NULL;
  const char *extension = NULL;

  if (g_ascii_strncasecmp (text, "tel:", 4) != 0)
    return g_strdup (text);
  parts = g_strsplit (text + 4, ";", -1);
  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    if (g_ascii_strncasecmp (g_strstrip (parts[i]), "ext=", 4) == 0 && parts[i][4] != '\0')
      extension = parts[i] + 4;
  if (parts[0] == NULL)
    return g_strdup ("");
  return extension != NULL ? g_strconcat (g_strstrip (parts[0]), " ext. ", extension, NULL)
                           : g_strdup (g_strstrip (parts[0]));
}
