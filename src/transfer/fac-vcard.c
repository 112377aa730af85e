/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-vcard.h"

#include "fac-email.h"
#include "fac-tax-id.h"
#include "fac-text.h"

#include <string.h>

#define LINE_BYTES 75

/* Lines end after 75 bytes and go on behind a blank, never within a character (RFC 6350 §3.2). */
static void
append_folded (GString *out, const char *line)
{
  gsize room = LINE_BYTES;

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gsize length = g_utf8_next_char (at) - at;

      if (length > room)
        {
          g_string_append (out, "\r\n ");
          room = LINE_BYTES - 1;
        }
      g_string_append_len (out, at, (gssize) length);
      room -= length;
    }
  g_string_append (out, "\r\n");
}

static void
append_escaped (GString *line, const char *text)
{
  for (const char *at = text != NULL ? text : ""; *at != '\0'; at++)
    switch (*at)
      {
      case '\n':
        g_string_append (line, "\\n");
        break;
      case '\r':
        break;
      case '\\':
      case ',':
      case ';':
        g_string_append_c (line, '\\');
        g_string_append_c (line, *at);
        break;
      default:
        g_string_append_c (line, *at);
        break;
      }
}

static void
append_property (GString *out, const char *name, const char *value)
{
  g_autoptr (GString) line = NULL;

  if (fac_text_is_empty (value))
    return;
  line = g_string_new (name);
  g_string_append_c (line, ':');
  append_escaped (line, value);
  append_folded (out, line->str);
}

/* What other programs show: the street with its numbers in one part. */
static void
append_address (GString *out, const FacAddress *address)
{
  g_autofree char *street = g_strjoin (" ", address->street != NULL ? address->street : "",
                                       address->exterior != NULL ? address->exterior : "",
                                       address->interior != NULL ? address->interior : "", NULL);
  const char *parts[] = { g_strstrip (street), address->city, address->state, address->zip,
                          address->country };
  g_autoptr (GString) line = g_string_new ("ADR:;");
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_string_append_c (line, ';');
      append_escaped (line, parts[i]);
      any = any || !fac_text_is_empty (parts[i]);
    }
  if (any)
    append_folded (out, line->str);
}

static void
append_emails (GString *out, const FacCustomer *customer)
{
  g_auto (GStrv) others = fac_email_split (customer->other_emails);

  append_property (out, "EMAIL", customer->email);
  for (char **address = others; *address != NULL; address++)
    append_property (out, "EMAIL", *address);
}

void
fac_vcard_append (GString *text, const FacCustomer *customer)
{
  const FacAddress *address = customer->address;
  const gboolean moral = fac_tax_id_person (customer->tax_id) == FAC_PERSON_MORAL;
  const char *name = fac_text_is_empty (customer->legal_name) ? customer->tax_id
                                                              : customer->legal_name;

  g_string_append (text, "BEGIN:VCARD\r\nVERSION:4.0\r\n");
  append_property (text, "KIND", moral ? "org" : "individual");
  append_property (text, "FN", name != NULL ? name : "-");
  append_property (text, "ORG", moral ? customer->legal_name : NULL);
  append_emails (text, customer);
  append_property (text, "TEL", customer->phone);
  append_address (text, address);
  append_property (text, "NOTE", customer->notes);
  append_property (text, "X-RFC", customer->tax_id);
  append_property (text, "X-REGIMEN-FISCAL", customer->tax_system);
  append_property (text, "X-USO-CFDI", customer->default_invoice_use);
  append_property (text, "X-CALLE", address->street);
  append_property (text, "X-NUM-EXTERIOR", address->exterior);
  append_property (text, "X-NUM-INTERIOR", address->interior);
  append_property (text, "X-COLONIA", address->neighborhood);
  append_property (text, "X-MUNICIPIO", address->municipality);
  g_string_append (text, "END:VCARD\r\n");
}
