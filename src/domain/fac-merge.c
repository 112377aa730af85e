/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-merge.h"

struct _FacMerge
{
  GVariant  *base;
  GVariant  *mine;
  GVariant  *theirs;
  GPtrArray *conflicts;
};

/* A line is still the same line while these of its product are: only then its members merge one by one. */
static const char *const identity[] = { "product_key", "sku", "description" };

/* Names and times that each side gives on its own: nobody edits them, mine stay. */
static const char *const marks[] = {
  "id", "remote_id", "idempotency_key", "status", "uuid", "created_at", "updated_at", "stamped_at",
  "sat_validated_at", "total", "cancellation_status", "verification_url", "from_catalog",
  "invoice_id", "deposit", NULL,
};

#define LINES   "lines"
#define PRODUCT "product"

static GVariant *merge_objects (FacMerge *self, const char *path, GVariant *base, GVariant *mine,
                                GVariant *theirs);

static void
conflict_free (gpointer data)
{
  FacMergeConflict *conflict = data;

  g_free (conflict->path);
  g_clear_pointer (&conflict->base, g_variant_unref);
  g_clear_pointer (&conflict->mine, g_variant_unref);
  g_clear_pointer (&conflict->theirs, g_variant_unref);
  g_free (conflict);
}

static gboolean same (GVariant *a, GVariant *b);

static gboolean
has_members_of (GVariant *a, GVariant *b)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, a);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value))
    {
      g_autoptr (GVariant) mine = value;
      g_autoptr (GVariant) other = g_variant_lookup_value (b, name, NULL);

      if (!g_strv_contains (marks, name) && !same (mine, other))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_elements (GVariant *a, GVariant *b)
{
  const gsize n = g_variant_n_children (a);

  if (g_variant_n_children (b) != n)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) one = g_variant_get_child_value (a, i);
      g_autoptr (GVariant) other = g_variant_get_child_value (b, i);

      if (!same (one, other))
        return FALSE;
    }
  return TRUE;
}

/* Equal but for the marks, at any depth. */
static gboolean
same (GVariant *a, GVariant *b)
{
  if (a == NULL || b == NULL || !g_variant_type_equal (g_variant_get_type (a), g_variant_get_type (b)))
    return a == b;
  if (g_variant_is_of_type (a, G_VARIANT_TYPE_VARDICT))
    return has_members_of (a, b) && has_members_of (b, a);
  if (g_variant_is_of_type (a, G_VARIANT_TYPE ("aa{sv}")))
    return same_elements (a, b);
  return g_variant_equal (a, b);
}

static gboolean
all_of_type (const GVariantType *type, GVariant *base, GVariant *mine, GVariant *theirs)
{
  return mine != NULL && theirs != NULL && g_variant_is_of_type (mine, type)
         && g_variant_is_of_type (theirs, type)
         && (base == NULL || g_variant_is_of_type (base, type));
}

static GVariant *
ref_or_null (GVariant *value)
{
  return value != NULL ? g_variant_ref (value) : NULL;
}

static GVariant *
lookup (GVariant *object, const char *name)
{
  return object != NULL ? g_variant_lookup_value (object, name, NULL) : NULL;
}

static char *
below (const char *path, const char *name)
{
  return path[0] == '\0' ? g_strdup (name) : g_strconcat (path, "/", name, NULL);
}

static FacMergeConflict *
find_conflict (FacMerge *self, const char *path)
{
  for (guint i = 0; i < self->conflicts->len; i++)
    {
      FacMergeConflict *conflict = g_ptr_array_index (self->conflicts, i);

      if (g_str_equal (conflict->path, path))
        return conflict;
    }
  return NULL;
}

/* The merge is walked anew for each result: what was decided about @path the last time holds. */
static GVariant *
settle (FacMerge *self, const char *path, GVariant *base, GVariant *mine, GVariant *theirs)
{
  FacMergeConflict *conflict = find_conflict (self, path);

  if (conflict == NULL)
    {
      conflict = g_new0 (FacMergeConflict, 1);
      conflict->path = g_strdup (path);
      conflict->base = ref_or_null (base);
      conflict->mine = ref_or_null (mine);
      conflict->theirs = ref_or_null (theirs);
      g_ptr_array_add (self->conflicts, conflict);
    }
  return ref_or_null (conflict->choice == FAC_MERGE_THEIRS ? theirs : mine);
}

/* ---- lists --------------------------------------------------------------------------------- */

/* The stretch of the base that one side replaced, and what it put there. */
typedef struct
{
  gsize from;
  gsize to;
  gsize length;
} Stretch;

static gboolean
same_at (GVariant *a, gsize i, GVariant *b, gsize j)
{
  g_autoptr (GVariant) one = g_variant_get_child_value (a, i);
  g_autoptr (GVariant) other = g_variant_get_child_value (b, j);

  return same (one, other);
}

static Stretch
changed_stretch (GVariant *base, GVariant *side)
{
  const gsize n_base = g_variant_n_children (base);
  const gsize n_side = g_variant_n_children (side);
  const gsize shorter = MIN (n_base, n_side);
  gsize head = 0;
  gsize tail = 0;

  while (head < shorter && same_at (base, head, side, head))
    head++;
  while (tail < shorter - head && same_at (base, n_base - 1 - tail, side, n_side - 1 - tail))
    tail++;
  return (Stretch){ .from = head, .to = n_base - tail, .length = n_side - tail - head };
}

static void
add_range (GVariantBuilder *builder, GVariant *list, gsize from, gsize to)
{
  for (gsize i = from; i < to; i++)
    {
      g_autoptr (GVariant) element = g_variant_get_child_value (list, i);

      g_variant_builder_add_value (builder, element);
    }
}

/* @first ends where @second begins, or before. */
static GVariant *
splice (GVariant *base, GVariant *one, Stretch first, GVariant *other, Stretch second)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, g_variant_get_type (base));
  add_range (&builder, base, 0, first.from);
  add_range (&builder, one, first.from, first.from + first.length);
  add_range (&builder, base, first.to, second.from);
  add_range (&builder, other, second.from, second.from + second.length);
  add_range (&builder, base, second.to, g_variant_n_children (base));
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static GVariant *
merge_stretches (FacMerge *self, const char *path, GVariant *base, GVariant *mine, GVariant *theirs)
{
  const Stretch ours = changed_stretch (base, mine);
  const Stretch other = changed_stretch (base, theirs);

  /* two insertions at one place have no order of their own */
  if (ours.from == other.from && (ours.from == ours.to || other.from == other.to))
    return settle (self, path, base, mine, theirs);
  if (ours.to <= other.from)
    return splice (base, mine, ours, theirs, other);
  if (other.to <= ours.from)
    return splice (base, theirs, other, mine, ours);
  return settle (self, path, base, mine, theirs);
}

static gboolean
same_line (GVariant *a, GVariant *b)
{
  g_autoptr (GVariant) product = g_variant_lookup_value (a, PRODUCT, G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) its = g_variant_lookup_value (b, PRODUCT, G_VARIANT_TYPE_VARDICT);

  for (gsize i = 0; i < G_N_ELEMENTS (identity); i++)
    {
      g_autoptr (GVariant) one = lookup (product, identity[i]);
      g_autoptr (GVariant) other = lookup (its, identity[i]);

      if (!same (one, other))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_lines (GVariant *a, GVariant *b)
{
  const gsize n = g_variant_n_children (a);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) one = g_variant_get_child_value (a, i);
      g_autoptr (GVariant) other = g_variant_get_child_value (b, i);

      if (!same_line (one, other))
        return FALSE;
    }
  return TRUE;
}

static GVariant *
merge_line_by_line (FacMerge *self, const char *path, GVariant *base, GVariant *mine,
                    GVariant *theirs)
{
  const gsize n = g_variant_n_children (base);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, g_variant_get_type (base));
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) before = g_variant_get_child_value (base, i);
      g_autoptr (GVariant) here = g_variant_get_child_value (mine, i);
      g_autoptr (GVariant) there = g_variant_get_child_value (theirs, i);
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, i);
      g_autofree char *line = below (path, number);
      g_autoptr (GVariant) merged = merge_objects (self, line, before, here, there);

      g_variant_builder_add_value (&builder, merged);
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static GVariant *
merge_lists (FacMerge *self, const char *path, GVariant *base, GVariant *mine, GVariant *theirs)
{
  const gsize n = g_variant_n_children (base);

  if (g_str_equal (path, LINES) && g_variant_n_children (mine) == n
      && g_variant_n_children (theirs) == n && same_lines (base, mine)
      && same_lines (base, theirs))
    return merge_line_by_line (self, path, base, mine, theirs);
  return merge_stretches (self, path, base, mine, theirs);
}

/* ---- marks ---------------------------------------------------------------------------------- */

static GVariant *with_marks (GVariant *mine, GVariant *theirs);

static GVariant *
object_with_marks (GVariant *mine, GVariant *theirs)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (gsize i = 0; marks[i] != NULL; i++)
    {
      g_autoptr (GVariant) here = g_variant_lookup_value (mine, marks[i], NULL);

      if (here != NULL)
        g_variant_builder_add (&builder, "{sv}", marks[i], here);
    }
  g_variant_iter_init (&iter, theirs);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value))
    {
      g_autoptr (GVariant) there = value;
      g_autoptr (GVariant) here = g_variant_lookup_value (mine, name, NULL);
      g_autoptr (GVariant) kept = with_marks (here, there);

      if (here == NULL || !g_strv_contains (marks, name))
        g_variant_builder_add (&builder, "{sv}", name, kept);
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static GVariant *
lines_with_marks (GVariant *mine, GVariant *theirs)
{
  const gsize n = g_variant_n_children (theirs);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, g_variant_get_type (theirs));
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) here = g_variant_get_child_value (mine, i);
      g_autoptr (GVariant) there = g_variant_get_child_value (theirs, i);
      g_autoptr (GVariant) kept = object_with_marks (here, there);

      g_variant_builder_add_value (&builder, kept);
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* Theirs, with the marks of mine wherever it is still the same thing. */
static GVariant *
with_marks (GVariant *mine, GVariant *theirs)
{
  if (all_of_type (G_VARIANT_TYPE_VARDICT, NULL, mine, theirs))
    return object_with_marks (mine, theirs);
  if (all_of_type (G_VARIANT_TYPE ("aa{sv}"), NULL, mine, theirs)
      && g_variant_n_children (mine) == g_variant_n_children (theirs) && same_lines (mine, theirs))
    return lines_with_marks (mine, theirs);
  return ref_or_null (theirs);
}

/* ---- members -------------------------------------------------------------------------------- */

/* @base %NULL: unset, or unknown when @known is not. Returns: (transfer full) (nullable) */
static GVariant *
merge_values (FacMerge *self, const char *path, gboolean known, GVariant *base, GVariant *mine,
              GVariant *theirs)
{
  if (same (mine, theirs))
    return ref_or_null (mine);
  if (known && same (mine, base))
    return with_marks (mine, theirs);
  if (known && same (theirs, base))
    return ref_or_null (mine);
  if (all_of_type (G_VARIANT_TYPE_VARDICT, base, mine, theirs))
    return merge_objects (self, path, base, mine, theirs);
  if (base != NULL
      && (all_of_type (G_VARIANT_TYPE ("aa{sv}"), base, mine, theirs)
          || all_of_type (G_VARIANT_TYPE_STRING_ARRAY, base, mine, theirs)))
    return merge_lists (self, path, base, mine, theirs);
  return settle (self, path, base, mine, theirs);
}

/* The names of all three, each once, those of mine first. */
static void
collect_names (GPtrArray *names, GHashTable *seen, GVariant *object)
{
  GVariantIter iter;
  const char *name;

  if (object == NULL)
    return;
  g_variant_iter_init (&iter, object);
  while (g_variant_iter_next (&iter, "{&sv}", &name, NULL))
    if (g_hash_table_add (seen, (gpointer) name))
      g_ptr_array_add (names, (gpointer) name);
}

static GVariant *
merge_objects (FacMerge *self, const char *path, GVariant *base, GVariant *mine, GVariant *theirs)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GVariantBuilder builder;

  collect_names (names, seen, mine);
  collect_names (names, seen, theirs);
  collect_names (names, seen, base);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *member = below (path, name);
      g_autoptr (GVariant) before = lookup (base, name);
      g_autoptr (GVariant) here = lookup (mine, name);
      g_autoptr (GVariant) there = lookup (theirs, name);
      g_autoptr (GVariant) merged = NULL;

      if (g_strv_contains (marks, name))
        merged = ref_or_null (here != NULL ? here : there);
      else
        merged = merge_values (self, member, base != NULL, before, here, there);

      if (merged != NULL)
        g_variant_builder_add (&builder, "{sv}", name, merged);
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

FacMerge *
fac_merge_new (GVariant *base, GVariant *mine, GVariant *theirs)
{
  FacMerge *self = g_new0 (FacMerge, 1);
  g_autoptr (GVariant) first = NULL;

  self->base = base != NULL ? g_variant_ref_sink (base) : NULL;
  self->mine = g_variant_ref_sink (mine);
  self->theirs = g_variant_ref_sink (theirs);
  self->conflicts = g_ptr_array_new_with_free_func (conflict_free);
  first = fac_merge_result (self);
  return self;
}

void
fac_merge_free (FacMerge *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->base, g_variant_unref);
  g_variant_unref (self->mine);
  g_variant_unref (self->theirs);
  g_ptr_array_unref (self->conflicts);
  g_free (self);
}

GPtrArray *
fac_merge_conflicts (FacMerge *self)
{
  return self->conflicts;
}

gboolean
fac_merge_decide (FacMerge *self, const char *path, FacMergeChoice choice)
{
  FacMergeConflict *conflict = find_conflict (self, path);

  if (conflict == NULL)
    return FALSE;
  conflict->choice = choice;
  return TRUE;
}

gboolean
fac_merge_is_decided (FacMerge *self)
{
  for (guint i = 0; i < self->conflicts->len; i++)
    {
      const FacMergeConflict *conflict = g_ptr_array_index (self->conflicts, i);

      if (conflict->choice == FAC_MERGE_UNDECIDED)
        return FALSE;
    }
  return TRUE;
}

gboolean
fac_merge_same (GVariant *a, GVariant *b)
{
  return same (a, b);
}

GVariant *
fac_merge_result (FacMerge *self)
{
  return merge_objects (self, "", self->base, self->mine, self->theirs);
}
