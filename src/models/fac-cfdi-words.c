/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-words.h"

#include "fac-error-catalog.h"
#include "fac-text.h"

#include <glib/gi18n.h>

#define MOST_SHOWN 60 /* characters of a value */

static gboolean
parts_lines (gunichar c)
{
  const GUnicodeType type = g_unichar_type (c);

  return (c < 0x80 && g_ascii_iscntrl ((char) c)) || type == G_UNICODE_LINE_SEPARATOR
         || type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* What was read from a file stays in one line, and a terminal shows it instead of doing it. */
static char *
one_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *shown = NULL;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_unichar (line, parts_lines (g_utf8_get_char (at)) ? ' '
                                                                      : g_utf8_get_char (at));
  shown = fac_text_show_unseen (line->str);
  return fac_text_normalize_space (shown);
}

char *
fac_cfdi_fault_sentence (const FacCfdiFault *fault)
{
  const FacErrorEntry *entry;
  const char *text = fault->text;

  if (text == NULL)
    {
      entry = fac_error_catalog_find (NULL, fault->code);
      if (entry != NULL)
        text = entry->meaning;
    }
  if (text == NULL)
    text = fault->part == FAC_CHECK_SUMS ? _ ("This amount does not follow from the others.")
                                         : _ ("The rules of the SAT do not allow this here.");
  return one_line (text);
}

/* Seals and certificates are no values for people. */
static char *
shown_value (const FacCfdiFault *fault)
{
  g_autofree char *cut = NULL;

  if (fault->found == NULL || fault->part == FAC_CHECK_SEAL || fault->part == FAC_CHECK_STAMP)
    return NULL;
  cut = fac_text_cut (fault->found, MOST_SHOWN);
  return one_line (cut);
}

char *
fac_cfdi_fault_place (const FacCfdiFault *fault)
{
  g_autofree char *where = fault->where != NULL ? one_line (fault->where) : NULL;
  g_autofree char *found = shown_value (fault);

  if (where == NULL)
    return NULL;
  if (found != NULL && fault->wanted != NULL)
    /* Translators: %1$s is an attribute of the XML, %2$s and %3$s its value and what it should be */
    return g_strdup_printf (_ ("%1$s is %2$s, not %3$s"), where, found, fault->wanted);
  if (found != NULL)
    /* Translators: %1$s is an attribute of the XML, %2$s its value */
    return g_strdup_printf (_ ("%1$s is %2$s"), where, found);
  if (fault->wanted != NULL)
    return g_strdup_printf (_ ("%1$s should be %2$s"), where, fault->wanted);
  return g_steal_pointer (&where);
}

char *
fac_cfdi_fault_text (const FacCfdiFault *fault)
{
  g_autofree char *sentence = fac_cfdi_fault_sentence (fault);
  g_autofree char *place = fac_cfdi_fault_place (fault);

  if (place == NULL)
    return g_steal_pointer (&sentence);
  /* Translators: %1$s is a sentence, %2$s where in the document it holds */
  return g_strdup_printf (_ ("%1$s [%2$s]"), sentence, place);
}
