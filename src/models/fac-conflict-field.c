/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-conflict-field-private.h"

enum
{
  PROP_0,
  PROP_CHOICE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FacConflictField, fac_conflict_field, G_TYPE_OBJECT)

static void
fac_conflict_field_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  if (property == PROP_CHOICE)
    g_value_set_uint (value, FAC_CONFLICT_FIELD (object)->choice);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
fac_conflict_field_finalize (GObject *object)
{
  FacConflictField *self = FAC_CONFLICT_FIELD (object);

  g_free (self->path);
  g_free (self->name);
  g_free (self->before);
  g_free (self->mine);
  g_free (self->theirs);
  G_OBJECT_CLASS (fac_conflict_field_parent_class)->finalize (object);
}

static void
fac_conflict_field_class_init (FacConflictFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fac_conflict_field_get_property;
  object_class->finalize = fac_conflict_field_finalize;
  properties[PROP_CHOICE] =
      g_param_spec_uint ("choice", NULL, NULL, FAC_MERGE_UNDECIDED, FAC_MERGE_THEIRS,
                         FAC_MERGE_UNDECIDED, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fac_conflict_field_init (FacConflictField *self)
{
}

FacConflictField *
_fac_conflict_field_new (const char *path, char *name, char *before, char *mine, char *theirs)
{
  FacConflictField *self = g_object_new (FAC_TYPE_CONFLICT_FIELD, NULL);

  self->path = g_strdup (path);
  self->name = name;
  self->before = before;
  self->mine = mine;
  self->theirs = theirs;
  return self;
}

void
_fac_conflict_field_set_choice (FacConflictField *self, FacMergeChoice choice)
{
  if (self->choice == choice)
    return;
  self->choice = choice;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOICE]);
}

const char *
fac_conflict_field_get_name (FacConflictField *self)
{
  return self->name;
}

const char *
fac_conflict_field_get_before (FacConflictField *self)
{
  return self->before;
}

const char *
fac_conflict_field_get_mine (FacConflictField *self)
{
  return self->mine;
}

const char *
fac_conflict_field_get_theirs (FacConflictField *self)
{
  return self->theirs;
}

FacMergeChoice
fac_conflict_field_get_choice (FacConflictField *self)
{
  return self->choice;
}
