/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-acuse.h"
#include "fac-error.h"
#include "fac-test.h"

#include <string.h>

#define UUID "39C85A3F-275B-4341-B259-E8971D9F8A94"
#define FOLIOS(uuid) "<UUID>" uuid "</UUID><EstatusUUID>201</EstatusUUID>"

static FacAcuse *
read_text (const char *text, const char *uuid, GError **error)
{
  g_autoptr (GBytes) xml = g_bytes_new_static (text, strlen (text));

  return fac_acuse_read (xml, uuid, error);
}

/* Some have a namespace on all, some on the children alone, some none; one may be about several documents. */
static void
test_shapes (void)
{
  static const char *const texts[] = {
    "<Acuse Fecha='2026-03-02T10:20:30.12' RfcEmisor='EKU9003173C9'><Folios>" FOLIOS (UUID)
    "</Folios></Acuse>",
    "<?xml version='1.0'?><Acuse xmlns='http://cancelacfd.sat.gob.mx' Fecha='2026-03-02T10:20:30.12'"
    " RfcEmisor='EKU9003173C9'><Folios>" FOLIOS (UUID) "</Folios></Acuse>",
    "<Acuse Fecha='2026-03-02T10:20:30.12' RfcEmisor='EKU9003173C9'>"
    "<Folios xmlns='http://cancelacfd.sat.gob.mx'>" FOLIOS ("11111111-AAAA-4AAA-8AAA-111111111111")
    "</Folios><Folios xmlns='http://cancelacfd.sat.gob.mx'>" FOLIOS (" " UUID "\n") "</Folios></Acuse>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *lower = g_ascii_strdown (UUID, -1);
      g_autoptr (FacAcuse) acuse = read_text (texts[i], lower, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (acuse->uuid, ==, UUID);
      g_assert_cmpstr (acuse->date, ==, "2026-03-02T10:20:30.12");
      g_assert_cmpstr (acuse->rfc, ==, "EKU9003173C9");
      g_assert_cmpstr (acuse->status, ==, "201");
    }
}

static void
test_others (void)
{
  static const char *const texts[] = {
    "<Acuse><Folios>" FOLIOS ("11111111-AAAA-4AAA-8AAA-111111111111") "</Folios></Acuse>",
    "<Acuse/>",
    "<Comprobante><Folios>" FOLIOS (UUID) "</Folios></Comprobante>",
    "<!DOCTYPE Acuse [<!ENTITY a 'b'>]><Acuse><Folios>" FOLIOS (UUID) "</Folios></Acuse>",
    "<Acuse><Folios>" FOLIOS (UUID),
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (texts[i], UUID, &error));
      g_assert_error (error, FAC_ERROR, FAC_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cfdi/acuse/shapes", test_shapes);
  g_test_add_func ("/cfdi/acuse/others", test_others);
  return g_test_run ();
}
