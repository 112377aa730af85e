/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-conflict.h"

static GBytes *
ref_bytes (GBytes *bytes)
{
  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

FacConflict *
fac_conflict_new (FacEntity entity, const char *object_id)
{
  FacConflict *self = g_new0 (FacConflict, 1);

  self->entity = entity;
  self->object_id = g_strdup (object_id);
  return self;
}

FacConflict *
fac_conflict_copy (const FacConflict *self)
{
  FacConflict *copy = fac_conflict_new (self->entity, self->object_id);

  copy->remote_id = g_strdup (self->remote_id);
  copy->base = ref_bytes (self->base);
  copy->mine = ref_bytes (self->mine);
  copy->theirs = ref_bytes (self->theirs);
  copy->body = ref_bytes (self->body);
  copy->found_at = self->found_at;
  return copy;
}

void
fac_conflict_free (FacConflict *self)
{
  if (self == NULL)
    return;
  g_free (self->object_id);
  g_free (self->remote_id);
  g_clear_pointer (&self->base, g_bytes_unref);
  g_clear_pointer (&self->mine, g_bytes_unref);
  g_clear_pointer (&self->theirs, g_bytes_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}
