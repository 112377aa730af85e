/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-typed-search.h"

gboolean
fac_typed_search_is_asked (const FacTypedSearch *self, const char *text)
{
  return g_strcmp0 (text, self->asked) == 0;
}

GCancellable *
fac_typed_search_begin (FacTypedSearch *self, const char *text)
{
  g_autofree char *words = g_strdup (text != NULL ? text : "");

  fac_typed_search_clear (self);
  self->asked = g_steal_pointer (&words);
  self->cancellable = g_cancellable_new ();
  return self->cancellable;
}

int
fac_typed_search_answer (FacTypedSearch *self)
{
  const int wanted = self->wanted;

  self->answered = TRUE;
  self->wanted = 0;
  return wanted;
}

gboolean
fac_typed_search_enter (FacTypedSearch *self, int what)
{
  if (self->asked == NULL || self->answered)
    return TRUE;
  self->wanted = what;
  return FALSE;
}

void
fac_typed_search_clear (FacTypedSearch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->asked, g_free);
  self->answered = FALSE;
  self->wanted = 0;
}
