/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check-edits.h"

#include "fac-cfdi-check.h"
#include "fac-test.h"

#include <libxml/parser.h>
#include <string.h>

/* ---- a catalogue ------------------------------------------------------------------------------- */

/* It knows of a few keys that there are none such, and is not sure of any other. */
struct _TestKeys
{
  GObject parent_instance;
};

G_DECLARE_FINAL_TYPE (TestKeys, test_keys, TEST, KEYS, GObject)

static FacKnown
knows (FacCatalogSource *source G_GNUC_UNUSED, const char *catalog, const char *key)
{
  static const char *const unknown[] = { "ABCDEFGH", "QQQ", "???", "00000", "77", NULL };

  return g_strv_contains (unknown, key)
                 || (g_str_equal (catalog, FAC_CATALOG_TAXABILITY) && g_str_equal (key, "99"))
             ? FAC_KNOWN_NO : FAC_KNOWN_UNSURE;
}

static FacCatalogEntry *
lookup (FacCatalogSource *source G_GNUC_UNUSED, const char *catalog, const char *key)
{
  if (g_str_equal (catalog, FAC_CATALOG_TARIFF_UNITS) && g_str_equal (key, "9403600100"))
    return fac_catalog_entry_new (key, "06", NULL);
  return NULL;
}

static FacKnown
use_allowed (FacCatalogSource *source G_GNUC_UNUSED, const char *use,
             const char *system G_GNUC_UNUSED, gboolean moral)
{
  return moral && use[0] == 'D' ? FAC_KNOWN_NO : FAC_KNOWN_UNSURE;
}

static FacKnown
system_allowed (FacCatalogSource *source G_GNUC_UNUSED, const char *system, gboolean moral)
{
  return moral && g_str_equal (system, "612") ? FAC_KNOWN_NO : FAC_KNOWN_UNSURE;
}

static void
source_init (FacCatalogSourceInterface *iface)
{
  iface->knows = knows;
  iface->lookup = lookup;
  iface->use_allowed = use_allowed;
  iface->system_allowed = system_allowed;
}

G_DEFINE_TYPE_WITH_CODE (TestKeys, test_keys, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (FAC_TYPE_CATALOG_SOURCE, source_init))

static void
test_keys_class_init (TestKeysClass *class G_GNUC_UNUSED)
{
}

static void
test_keys_init (TestKeys *self G_GNUC_UNUSED)
{
}

/* ---- documents --------------------------------------------------------------------------------- */

static TestKeys *keys;

static char *
read_document (const char *name)
{
  g_autofree char *inside = g_strconcat ("golden/check/", name, ".xml", NULL);
  g_autofree char *path = fac_test_file (inside);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static FacCfdiVerdict *
judge (const char *text)
{
  g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));

  return fac_cfdi_check (xml, FAC_CATALOG_SOURCE (keys));
}

static char *
codes_of (const FacCfdiVerdict *verdict)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < verdict->faults->len; i++)
    {
      const FacCfdiFault *fault = g_ptr_array_index (verdict->faults, i);

      g_string_append_printf (all, "%s %s; ", fault->code, fault->where);
    }
  return g_strdup (all->str);
}

static void
test_good (void)
{
  g_autofree char *folder = fac_test_file ("golden/check");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *base = g_strndup (name, strlen (name) - strlen (".xml"));
      g_autofree char *text = read_document (base);
      g_autoptr (FacCfdiVerdict) verdict = judge (text);
      g_autofree char *codes = codes_of (verdict);

      g_test_message ("%s: %s", name, codes);
      g_assert_cmpuint (verdict->faults->len, ==, 0);
      count++;
    }
  g_assert_cmpuint (count, >, 20);
}

/* ---- each rule --------------------------------------------------------------------------------- */

static gboolean
is_provoked (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 3);
  g_autofree char *good = NULL, *bad = NULL, *codes = NULL;
  g_autoptr (FacCfdiVerdict) verdict = NULL;

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  good = read_document (parts[1]);
  bad = check_edit (good, parts[2]);
  if (bad == NULL)
    {
      g_test_message ("%s: there is no such thing", line);
      return FALSE;
    }
  verdict = judge (bad);
  if (fac_cfdi_verdict_has (verdict, parts[0]))
    return TRUE;
  codes = codes_of (verdict);
  g_test_message ("%s: gave %s", line, codes);
  return FALSE;
}

static void
test_rules (void)
{
  g_autofree char *path = fac_test_file ("unit/cfdi/check-cases.txt");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint count = 0, missed = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && lines[i][0] != '#')
      {
        count++;
        missed += !is_provoked (lines[i]);
      }
  g_assert_cmpuint (count, >, 300);
  g_assert_cmpuint (missed, ==, 0);
}

/* A Carta Porte of today in a document of before 2022. */
static void
test_old_document (void)
{
  g_autofree char *text = read_document ("waybill");
  g_autoptr (GString) old = g_string_new (text);
  g_autoptr (FacCfdiVerdict) verdict = NULL;

  g_string_replace (old, "http://www.sat.gob.mx/cfd/4\"", "http://www.sat.gob.mx/cfd/3\"", 1);
  g_string_replace (old, " Version=\"4.0\"", " Version=\"3.3\"", 1);
  verdict = judge (old->str);
  g_assert_true (fac_cfdi_verdict_has (verdict, "CP101"));
}

/* The rate of no day allows it, or that of some day may. */
static void
test_rates (void)
{
  static const struct
  {
    const char *rate;
    gboolean far;
  } cases[] = { { "162", FALSE }, { "162.000001", TRUE }, { "0.01", FALSE } };
  g_autofree char *text = read_document ("abroad");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *edit = g_strconcat ("Comprobante@TipoCambio=", cases[i].rate, NULL);
      g_autofree char *confirmed = g_strconcat (edit, " ; Comprobante@Confirmacion=ECVH1", NULL);
      g_autofree char *one = check_edit (text, edit);
      g_autofree char *other = check_edit (text, confirmed);
      g_autoptr (FacCfdiVerdict) verdict = judge (one);
      g_autoptr (FacCfdiVerdict) allowed = judge (other);

      g_assert_cmpint (fac_cfdi_verdict_has (verdict, "CFDI40118"), ==, cases[i].far);
      g_assert_false (fac_cfdi_verdict_has (allowed, "CFDI40118"));
    }
}

/* What certified documents break is a remark. */
static void
test_remark (void)
{
  g_autofree char *text = read_document ("payment-mixed");
  g_autofree char *short_one = check_edit (text, "DoctoRelacionado[2]@EquivalenciaDR=1");
  g_autoptr (FacCfdiVerdict) before = judge (text);
  g_autoptr (FacCfdiVerdict) after = judge (short_one);

  g_assert_cmpuint (after->unchecked->len, ==, before->unchecked->len + 1);
}

/* A file of many goods under one name must not take the square of their number. */
static void
test_many_goods (void)
{
  g_autofree char *text = read_document ("export");
  const char *from = strstr (text, "<cce20:Mercancia ");
  const char *end = strstr (from, "/>") + 2;
  g_autoptr (GString) many = g_string_new_len (text, end - text);
  g_autoptr (FacCfdiVerdict) verdict = NULL;
  gint64 start;

  for (guint i = 0; i < 20000; i++)
    g_string_append_len (many, from, end - from);
  g_string_append (many, end);
  start = g_get_monotonic_time ();
  verdict = judge (many->str);
  g_assert_true (fac_cfdi_verdict_has (verdict, "CCE153"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_TIME_SPAN_SECOND);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  keys = g_object_new (test_keys_get_type (), NULL);
  g_test_add_func ("/check/rules/good", test_good);
  g_test_add_func ("/check/rules/each", test_rules);
  g_test_add_func ("/check/rules/old-document", test_old_document);
  g_test_add_func ("/check/rules/rates", test_rates);
  g_test_add_func ("/check/rules/remark", test_remark);
  g_test_add_func ("/check/rules/many-goods", test_many_goods);
  status = g_test_run ();
  g_object_unref (keys);
  xmlCleanupParser ();
  return status;
}
