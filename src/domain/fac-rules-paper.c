/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-rules.h"

#include "fac-text.h"

#include <string.h>

#define FIELD "pdf_custom_section"
#define DEEPEST 100

/* What the service prints of HTML in the section of the PDF (API §2.3.1), and what each tag may say. */
static const struct
{
  const char *name;
  const char *attributes;
} tags[] = {
  { "h1", "" },    { "h2", "" },    { "h3", "" },
  { "h4", "" },    { "h5", "" },    { "h6", "" },
  { "div", "" },   { "p", "" },     { "span", "" },
  { "small", "" }, { "br", "" },    { "b", "" },
  { "i", "" },     { "ul", "" },    { "ol", "" },
  { "li", "" },    { "strong", "" }, { "table", "" },
  { "thead", "" }, { "tbody", "" }, { "tfoot", "" },
  { "tr", "" },    { "th", "colspan align" }, { "td", "colspan align" },
  { "a", "href title target" },
};

typedef struct
{
  FacRules  *rules;
  GPtrArray *open; /* names of tags that are not closed yet */
  gboolean   told;
} Html;

static void
tell (Html *self, const char *code, const char *message, const char *what)
{
  /* the first is the one to mend: others follow from it */
  if (!self->told)
    fac_rules_warning1 (self->rules, FIELD, code, message, what);
  self->told = TRUE;
}

static const char *
attributes_of (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    if (g_str_equal (tags[i].name, name))
      return tags[i].attributes;
  return NULL;
}

static gboolean
is_in (const char *words, const char *word)
{
  g_auto (GStrv) each = g_strsplit (words, " ", -1);

  return *word != '\0' && g_strv_contains ((const char *const *) each, word);
}

/* Reads a name in lower case, and leaves @at behind it. */
static char *
read_name (const char **at)
{
  gsize length = strcspn (*at, " \t\r\n/>=\"'<");
  char *name = g_ascii_strdown (*at, (gssize) length);

  *at += length;
  return name;
}

static void
skip_value (const char **at)
{
  char quote;

  *at += strspn (*at, " \t\r\n");
  if (**at != '=')
    return;
  *at += 1 + strspn (*at + 1, " \t\r\n");
  quote = **at;
  if (quote == '"' || quote == '\'')
    {
      const char *end = strchr (*at + 1, quote);

      *at = end != NULL ? end + 1 : *at + strlen (*at);
    }
  else
    *at += strcspn (*at, " \t\r\n>");
}

/* Behind the name of a tag up to its ">". Returns: (nullable): behind it */
static const char *
read_attributes (Html *self, const char *at, const char *allowed)
{
  for (;;)
    {
      g_autofree char *name = NULL;

      at += strspn (at, " \t\r\n/");
      if (*at == '>')
        return at + 1;
      if (*at == '\0')
        return NULL;
      name = read_name (&at);
      if (*name == '\0')
        return NULL;
      if (allowed != NULL && !is_in (allowed, name))
        tell (self, "html-attribute", N_("The service prints HTML without “%1”: take it out."),
              name);
      skip_value (&at);
    }
}

static void
close_tag (Html *self, const char *name)
{
  if (self->open->len > 0 && g_str_equal (g_ptr_array_index (self->open, self->open->len - 1), name))
    g_ptr_array_set_size (self->open, (int) self->open->len - 1);
  else
    tell (self, "html-order", N_("“%1” is closed where it is not open."), name);
}

static const char *
read_tag (Html *self, const char *at)
{
  gboolean closes = at[1] == '/';
  const char *allowed, *end;
  g_autofree char *name = NULL;

  at += closes ? 2 : 1;
  name = read_name (&at);
  allowed = attributes_of (name);
  if (allowed == NULL)
    tell (self, "html-tag", N_("The service does not print the HTML tag “%1”."),
          *name != '\0' ? name : "<");
  end = read_attributes (self, at, allowed);
  if (end == NULL)
    tell (self, "html-open", N_("The HTML tag “%1” has no end."), *name != '\0' ? name : "<");
  else if (closes)
    close_tag (self, name);
  else if (!g_str_equal (name, "br") && end[-2] != '/' && self->open->len < DEEPEST)
    g_ptr_array_add (self->open, g_steal_pointer (&name));
  return end;
}

void
fac_rules_paper (FacRules *self, const FacInvoice *invoice)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  Html html = { self, open, FALSE };
  const char *at = invoice->pdf_custom_section;

  if (fac_text_is_empty (at))
    return;
  while (at != NULL && !html.told && (at = strchr (at, '<')) != NULL)
    at = read_tag (&html, at);
  if (open->len > 0)
    tell (&html, "html-open", N_("The HTML tag “%1” has no end."),
          g_ptr_array_index (open, open->len - 1));
}
