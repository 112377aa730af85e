/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-stamped.h"

#include "fac-cfdi-check.h"
#include "fac-cfdi-seal.h"
#include "fac-test.h"

#include <string.h>

char *
fac_sandbox_expand (const char *customer, const char *body)
{
  GString *text = g_string_new (body);

  g_string_replace (text, "'", "\"", 0);
  g_string_replace (text, "%", customer, 0);
  return g_string_free (text, FALSE);
}

void
fac_sandbox_assert_schema (GBytes *xml)
{
  g_autofree char *schema = fac_test_shared ("data/sat/xsd/cfdi40-all.xsd");
  g_autofree char *tool = g_find_program_in_path ("xmllint");
  g_autofree char *folder = NULL, *file = NULL, *output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  if (schema == NULL || tool == NULL)
    {
      g_test_message ("NOT CHECKED against the schema: xmllint or the schema is not here");
      return;
    }
  folder = fac_test_folder ();
  file = g_build_filename (folder, "stamped.xml", NULL);
  g_assert_true (g_file_set_contents (file, g_bytes_get_data (xml, NULL),
                                      (gssize) g_bytes_get_size (xml), NULL));
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, tool, "--nonet", "--noout",
                              "--schema", schema, file, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &output, &error));
  if (g_subprocess_get_exit_status (process) != 0)
    g_error ("the schema refuses it: %s", output);
}

void
fac_sandbox_assert_right (GBytes *xml)
{
  g_autoptr (FacCfdiVerdict) verdict = fac_cfdi_check (xml, NULL);

  for (guint i = 0; i < verdict->faults->len; i++)
    {
      const FacCfdiFault *fault = g_ptr_array_index (verdict->faults, i);

      g_test_message ("%s %s: %s, found %s, not %s", fault->code, fault->where, fault->text,
                      fault->found, fault->wanted);
    }
  if (verdict->faults->len > 0)
    g_error ("the program finds faults in %.*s", (int) g_bytes_get_size (xml),
             (const char *) g_bytes_get_data (xml, NULL));
}

static char *
stamp (FacSandboxClient *client, const char *customer, const char *body, gboolean schema)
{
  g_autofree char *expanded = fac_sandbox_expand (customer, body);
  g_autofree char *id = NULL, *uuid = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = NULL;

  if (fac_sandbox_call (client, "POST", "/invoices", expanded) != 200)
    g_error ("%s\nwas answered with %.*s", expanded, (int) g_bytes_get_size (client->body),
             (const char *) g_bytes_get_data (client->body, NULL));
  g_assert_cmpstr (fac_sandbox_text (client, "status"), ==, "valid");
  id = g_strdup (fac_sandbox_text (client, "id"));
  uuid = g_strdup (fac_sandbox_text (client, "uuid"));
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/xml", id), ==, 200);
  xml = g_bytes_ref (client->body);
  g_assert_true (fac_cfdi_verify (xml, uuid, &error));
  g_assert_no_error (error);
  fac_sandbox_assert_right (xml);
  if (schema)
    fac_sandbox_assert_schema (xml);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s/pdf", id), ==, 200);
  g_assert_cmpmem (g_bytes_get_data (client->body, NULL), 5, "%PDF-", 5);
  g_assert_cmpuint (fac_sandbox_callf (client, "GET", NULL, "/invoices/%s", id), ==, 200);
  return g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
}

char *
fac_sandbox_stamp (FacSandboxClient *client, const char *customer, const char *body)
{
  return stamp (client, customer, body, TRUE);
}

char *
fac_sandbox_stamp_foreign (FacSandboxClient *client, const char *customer, const char *body)
{
  return stamp (client, customer, body, FALSE);
}

void
fac_sandbox_refuse (FacSandboxClient *client, const char *customer, const char *body,
                    const char *code, const char *detail, const char *path)
{
  g_autofree char *expanded = fac_sandbox_expand (customer, body);

  fac_sandbox_call (client, "POST", "/invoices", expanded);
  fac_sandbox_expect_error (client, 400, code, detail, path);
}

const char *
fac_sandbox_new_party (FacSandboxClient *client, const char *name, const char *rfc,
                       const char *system, const char *zip)
{
  g_autofree char *body =
    g_strdup_printf ("{\"legal_name\":\"%s\",\"tax_id\":\"%s\",\"tax_system\":\"%s\","
                     "\"address\":{\"zip\":\"%s\"}}", name, rfc, system, zip);

  g_assert_cmpuint (fac_sandbox_call (client, "POST", "/customers", body) / 100, ==, 2);
  return fac_sandbox_keep (client, g_strdup (fac_sandbox_text (client, "id")));
}
