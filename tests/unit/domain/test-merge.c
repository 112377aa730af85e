/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-merge.h"

#include <string.h>

static GVariant *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return variant;
}

static FacMerge *
merge (const char *base, const char *mine, const char *theirs)
{
  GVariant *before = base != NULL ? parse (base) : NULL;
  GVariant *here = parse (mine);
  GVariant *there = parse (theirs);
  FacMerge *self = fac_merge_new (before, here, there);

  if (before != NULL)
    g_variant_unref (before);
  g_variant_unref (here);
  g_variant_unref (there);
  return self;
}

/* Equal as sets of members: the order in which the sides brought them does not count. */
static gboolean
equal_objects (GVariant *a, GVariant *b)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (g_variant_n_children (a) != g_variant_n_children (b))
    return FALSE;
  g_variant_iter_init (&iter, a);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      g_autoptr (GVariant) other = g_variant_lookup_value (b, name, NULL);
      const gboolean nested = other != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT)
                              && g_variant_is_of_type (other, G_VARIANT_TYPE_VARDICT);

      if (other == NULL || !(nested ? equal_objects (value, other) : g_variant_equal (value, other)))
        {
          g_variant_unref (value);
          return FALSE;
        }
    }
  return TRUE;
}

static void
assert_result (FacMerge *self, const char *expected)
{
  g_autoptr (GVariant) result = fac_merge_result (self);
  g_autoptr (GVariant) wanted = parse (expected);
  g_autofree char *printed = g_variant_print (result, FALSE);

  if (!equal_objects (result, wanted))
    g_error ("merged to %s, not to %s", printed, expected);
}

static char *
conflicts_of (FacMerge *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < fac_merge_conflicts (self)->len; i++)
    {
      const FacMergeConflict *conflict = g_ptr_array_index (fac_merge_conflicts (self), i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", conflict->path);
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *name;
  const char *base;
  const char *mine;
  const char *theirs;
  const char *conflicts;
  const char *result;
} Case;

#define LINE(key, quantity) "{'product': <{'product_key': <'" key "'>}>, 'quantity': <'" quantity "'>}"
#define MARKED(id, key, quantity) "{'product': <{'id': <'" id "'>, 'product_key': <'" key "'>}>, 'quantity': <'" quantity "'>}"

static const Case cases[] = {
  { "mine-alone", "{'a': <'1'>}", "{'a': <'2'>}", "{'a': <'1'>}", "", "{'a': <'2'>}" },
  { "theirs-alone", "{'a': <'1'>}", "{'a': <'1'>}", "{'a': <'2'>}", "", "{'a': <'2'>}" },
  { "different-members", "{'a': <'1'>, 'b': <'1'>}", "{'a': <'2'>, 'b': <'1'>}",
    "{'a': <'1'>, 'b': <'3'>}", "", "{'a': <'2'>, 'b': <'3'>}" },
  { "both-the-same", "{'a': <'1'>}", "{'a': <'2'>}", "{'a': <'2'>}", "", "{'a': <'2'>}" },
  { "both-differently", "{'a': <'1'>}", "{'a': <'2'>}", "{'a': <'3'>}", "a", "{'a': <'2'>}" },
  { "set-by-mine", "@a{sv} {}", "{'a': <'2'>}", "@a{sv} {}", "", "{'a': <'2'>}" },
  { "cleared-by-theirs", "{'a': <'1'>}", "{'a': <'1'>}", "@a{sv} {}", "", "@a{sv} {}" },
  { "cleared-against-changed", "{'a': <'1'>}", "@a{sv} {}", "{'a': <'3'>}", "a", "@a{sv} {}" },
  { "set-by-both", "@a{sv} {}", "{'a': <'2'>}", "{'a': <'3'>}", "a", "{'a': <'2'>}" },
  { "without-base", NULL, "{'a': <'2'>, 'b': <'1'>}", "{'a': <'3'>, 'b': <'1'>}", "a",
    "{'a': <'2'>, 'b': <'1'>}" },
  { "without-base-unset", NULL, "{'a': <'2'>}", "@a{sv} {}", "a", "{'a': <'2'>}" },
  { "nested", "{'address': <{'zip': <'1'>, 'city': <'1'>}>}",
    "{'address': <{'zip': <'2'>, 'city': <'1'>}>}", "{'address': <{'zip': <'1'>, 'city': <'3'>}>}",
    "", "{'address': <{'zip': <'2'>, 'city': <'3'>}>}" },
  { "nested-conflict", "{'address': <{'zip': <'1'>}>}", "{'address': <{'zip': <'2'>}>}",
    "{'address': <{'zip': <'3'>}>}", "address/zip", "{'address': <{'zip': <'2'>}>}" },
  { "types-differ", "{'a': <'1'>}", "{'a': <2>}", "{'a': <{'x': <'1'>}>}", "a", "{'a': <2>}" },
  { "lines-members", "{'lines': <[" LINE ("A", "1") ", " LINE ("B", "1") "]>}",
    "{'lines': <[" LINE ("A", "2") ", " LINE ("B", "1") "]>}",
    "{'lines': <[" LINE ("A", "1") ", " LINE ("B", "5") "]>}", "",
    "{'lines': <[" LINE ("A", "2") ", " LINE ("B", "5") "]>}" },
  { "lines-same-member", "{'lines': <[" LINE ("A", "1") ", " LINE ("B", "1") "]>}",
    "{'lines': <[" LINE ("A", "1") ", " LINE ("B", "2") "]>}",
    "{'lines': <[" LINE ("A", "1") ", " LINE ("B", "5") "]>}", "lines/1/quantity",
    "{'lines': <[" LINE ("A", "1") ", " LINE ("B", "2") "]>}" },
  { "lines-added-and-changed", "{'lines': <[" LINE ("A", "1") "]>}",
    "{'lines': <[" LINE ("A", "1") ", " LINE ("C", "9") "]>}",
    "{'lines': <[" LINE ("A", "5") "]>}", "",
    "{'lines': <[" LINE ("A", "5") ", " LINE ("C", "9") "]>}" },
  { "lines-removed-and-added", "{'lines': <[" LINE ("A", "1") ", " LINE ("B", "1") "]>}",
    "{'lines': <[" LINE ("B", "1") "]>}",
    "{'lines': <[" LINE ("A", "1") ", " LINE ("B", "1") ", " LINE ("C", "1") "]>}", "",
    "{'lines': <[" LINE ("B", "1") ", " LINE ("C", "1") "]>}" },
  { "lines-added-by-both", "{'lines': <[" LINE ("A", "1") "]>}",
    "{'lines': <[" LINE ("A", "1") ", " LINE ("B", "1") "]>}",
    "{'lines': <[" LINE ("A", "1") ", " LINE ("C", "1") "]>}", "lines",
    "{'lines': <[" LINE ("A", "1") ", " LINE ("B", "1") "]>}" },
  /* swapped here, changed there: the new quantity must not land on the other article */
  { "lines-swapped-and-changed", "{'lines': <[" LINE ("A", "1") ", " LINE ("B", "1") "]>}",
    "{'lines': <[" LINE ("B", "1") ", " LINE ("A", "1") "]>}",
    "{'lines': <[" LINE ("A", "7") ", " LINE ("B", "1") "]>}", "lines",
    "{'lines': <[" LINE ("B", "1") ", " LINE ("A", "1") "]>}" },
  { "removed-against-changed", "{'lines': <[" LINE ("A", "1") ", " LINE ("B", "1") "]>}",
    "{'lines': <[" LINE ("B", "1") "]>}", "{'lines': <[" LINE ("A", "7") ", " LINE ("B", "1") "]>}",
    "lines", "{'lines': <[" LINE ("B", "1") "]>}" },
  /* ids are no edits: the link to the product here survives their change of the quantity */
  { "marks-stay", "{'id': <'here'>, 'lines': <[" LINE ("A", "1") "]>}",
    "{'id': <'here'>, 'lines': <[" MARKED ("p1", "A", "1") "]>}",
    "{'id': <'there'>, 'total': <'9'>, 'lines': <[" LINE ("A", "4") "]>}", "",
    "{'id': <'here'>, 'total': <'9'>, 'lines': <[" MARKED ("p1", "A", "4") "]>}" },
  { "texts", "{'keys': <['1', '2', '3']>}", "{'keys': <['0', '1', '2', '3']>}",
    "{'keys': <['1', '2']>}", "", "{'keys': <['0', '1', '2']>}" },
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (FacMerge) merged = merge (test->base, test->mine, test->theirs);
  g_autofree char *conflicts = conflicts_of (merged);

  g_assert_cmpstr (conflicts, ==, test->conflicts);
  g_assert_cmpint (fac_merge_is_decided (merged), ==, test->conflicts[0] == '\0');
  assert_result (merged, test->result);
}

static void
test_decide (void)
{
  g_autoptr (FacMerge) merged =
      merge ("{'a': <'1'>, 'b': <'1'>, 'c': <'1'>}", "{'a': <'2'>, 'b': <'2'>, 'c': <'1'>}",
             "{'a': <'3'>, 'b': <'3'>, 'c': <'3'>}");

  g_assert_false (fac_merge_decide (merged, "c", FAC_MERGE_MINE));
  g_assert_true (fac_merge_decide (merged, "a", FAC_MERGE_THEIRS));
  g_assert_false (fac_merge_is_decided (merged));
  g_assert_true (fac_merge_decide (merged, "b", FAC_MERGE_MINE));
  g_assert_true (fac_merge_is_decided (merged));
  assert_result (merged, "{'a': <'3'>, 'b': <'2'>, 'c': <'3'>}");
  g_assert_true (fac_merge_decide (merged, "a", FAC_MERGE_UNDECIDED)); /* taken back */
  g_assert_false (fac_merge_is_decided (merged));
  assert_result (merged, "{'a': <'2'>, 'b': <'2'>, 'c': <'3'>}");
}

/* ---- properties ----------------------------------------------------------------------------- */

static const char *const names[] = { "a", "b", "c", "d" };

static GVariant *
random_line (GRand *random)
{
  GVariantBuilder builder;
  GVariantBuilder product;
  g_autofree char *key = g_strdup_printf ("K%d", g_rand_int_range (random, 0, 4));
  g_autofree char *quantity = g_strdup_printf ("%d", g_rand_int_range (random, 1, 4));

  g_variant_builder_init (&product, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&product, "{sv}", "product_key", g_variant_new_string (key));
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "product", g_variant_builder_end (&product));
  g_variant_builder_add (&builder, "{sv}", "quantity", g_variant_new_string (quantity));
  return g_variant_builder_end (&builder);
}

static GVariant *
random_lines (GRand *random)
{
  const int n = g_rand_int_range (random, 0, 4);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (int i = 0; i < n; i++)
    g_variant_builder_add_value (&builder, random_line (random));
  return g_variant_builder_end (&builder);
}

static GVariant *
random_object (GRand *random, gboolean nested)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_rand_int_range (random, 0, 4) > 0)
      g_variant_builder_add (&builder, "{sv}", names[i],
                             g_variant_new_int32 (g_rand_int_range (random, 0, 3)));
  if (nested)
    {
      g_variant_builder_add (&builder, "{sv}", "address", random_object (random, FALSE));
      g_variant_builder_add (&builder, "{sv}", "lines", random_lines (random));
    }
  return g_variant_builder_end (&builder);
}

static void
assert_same (FacMerge *merged, GVariant *expected, const char *law)
{
  g_autoptr (GVariant) result = fac_merge_result (merged);

  if (!equal_objects (result, expected) || fac_merge_conflicts (merged)->len > 0)
    g_error ("%s does not hold", law);
}

/* What one side alone changed is in the result; what neither changed is as it was. */
static void
assert_no_loss (GVariant *base, GVariant *mine, GVariant *theirs, FacMerge *merged)
{
  g_autoptr (GVariant) result = fac_merge_result (merged);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GVariant) before = g_variant_lookup_value (base, names[i], NULL);
      g_autoptr (GVariant) here = g_variant_lookup_value (mine, names[i], NULL);
      g_autoptr (GVariant) there = g_variant_lookup_value (theirs, names[i], NULL);
      g_autoptr (GVariant) got = g_variant_lookup_value (result, names[i], NULL);
      const gboolean changed_here =
          before == NULL || here == NULL ? before != here : !g_variant_equal (before, here);
      const gboolean changed_there =
          before == NULL || there == NULL ? before != there : !g_variant_equal (before, there);
      GVariant *expected = changed_here ? here : changed_there ? there : before;

      g_assert_cmpint (got == NULL, ==, expected == NULL);
      g_assert_true (got == NULL || g_variant_equal (got, expected));
    }
}

static void
test_laws (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261121);

  for (int round = 0; round < 4000; round++)
    {
      g_autoptr (GVariant) base = g_variant_ref_sink (random_object (random, TRUE));
      g_autoptr (GVariant) mine = g_variant_ref_sink (random_object (random, TRUE));
      g_autoptr (GVariant) theirs = g_variant_ref_sink (random_object (random, TRUE));
      g_autoptr (FacMerge) only_theirs = fac_merge_new (base, base, theirs);
      g_autoptr (FacMerge) only_mine = fac_merge_new (base, mine, base);
      g_autoptr (FacMerge) agreed = fac_merge_new (base, mine, mine);
      g_autoptr (FacMerge) both = fac_merge_new (base, mine, theirs);
      g_autoptr (FacMerge) turned = fac_merge_new (base, theirs, mine);

      assert_same (only_theirs, theirs, "nothing changed here gives theirs");
      assert_same (only_mine, mine, "nothing changed there gives mine");
      assert_same (agreed, mine, "the same change on both sides is no conflict");
      assert_no_loss (base, mine, theirs, both);
      g_assert_cmpuint (fac_merge_conflicts (both)->len, ==, fac_merge_conflicts (turned)->len);
    }
}

/* Whoever decides everything for one side gets the same, from whichever side it is looked at. */
static void
test_symmetry (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int round = 0; round < 4000; round++)
    {
      g_autoptr (GVariant) base = g_variant_ref_sink (random_object (random, TRUE));
      g_autoptr (GVariant) mine = g_variant_ref_sink (random_object (random, TRUE));
      g_autoptr (GVariant) theirs = g_variant_ref_sink (random_object (random, TRUE));
      g_autoptr (FacMerge) both = fac_merge_new (base, mine, theirs);
      g_autoptr (FacMerge) turned = fac_merge_new (base, theirs, mine);
      g_autoptr (GVariant) one = NULL;
      g_autoptr (GVariant) other = NULL;

      for (guint i = 0; i < fac_merge_conflicts (both)->len; i++)
        {
          const FacMergeConflict *conflict = g_ptr_array_index (fac_merge_conflicts (both), i);

          fac_merge_decide (both, conflict->path, FAC_MERGE_THEIRS);
          g_assert_true (fac_merge_decide (turned, conflict->path, FAC_MERGE_MINE));
        }
      one = fac_merge_result (both);
      other = fac_merge_result (turned);
      g_assert_true (equal_objects (one, other));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/domain/merge/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/domain/merge/decide", test_decide);
  g_test_add_func ("/domain/merge/laws", test_laws);
  g_test_add_func ("/domain/merge/symmetry", test_symmetry);
  return g_test_run ();
}
