/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-findings.h"

G_DEFINE_BOXED_TYPE (FacFinding, fac_finding, fac_finding_copy, fac_finding_free)

FacFinding *
fac_finding_new (const char *field, FacSeverity severity, const char *code, const char *message,
                 ...)
{
  FacFinding *self = g_new0 (FacFinding, 1);
  g_autoptr(GStrvBuilder) arguments = g_strv_builder_new ();
  const char *argument;
  va_list list;

  va_start (list, message);
  while ((argument = va_arg (list, const char *)) != NULL)
    g_strv_builder_add (arguments, argument);
  va_end (list);

  self->field = g_strdup (field);
  self->severity = severity;
  self->code = g_strdup (code);
  self->message = message;
  self->arguments = g_strv_builder_end (arguments);
  return self;
}

FacFinding *
fac_finding_copy (const FacFinding *self)
{
  FacFinding *copy = g_new0 (FacFinding, 1);

  copy->field = g_strdup (self->field);
  copy->severity = self->severity;
  copy->code = g_strdup (self->code);
  copy->message = self->message;
  copy->arguments = g_strdupv (self->arguments);
  return copy;
}

void
fac_finding_free (FacFinding *self)
{
  if (self == NULL)
    return;
  g_free (self->field);
  g_free (self->code);
  g_strfreev (self->arguments);
  g_free (self);
}

char *
fac_finding_text (const FacFinding *self, const char *(*translate) (const char *))
{
  const char *from = translate != NULL ? translate (self->message) : self->message;
  guint n_arguments = self->arguments != NULL ? g_strv_length (self->arguments) : 0;
  GString *text = g_string_new (NULL);

  for (; *from != '\0'; from++)
    {
      if (from[0] == '%' && from[1] >= '1' && from[1] <= '9'
          && (guint) (from[1] - '1') < n_arguments)
        {
          from++;
          g_string_append (text, self->arguments[*from - '1']);
        }
      else
        g_string_append_c (text, *from);
    }
  return g_string_free (text, FALSE);
}

GPtrArray *
fac_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fac_finding_free);
}

gboolean
fac_findings_has_errors (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const FacFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == FAC_FINDING_ERROR)
        return TRUE;
    }
  return FALSE;
}
