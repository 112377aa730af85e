/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-client.h"

#include <string.h>

static FacSandboxClient *client;

/* A call to the example company's team. */
static guint
call (const char *method, const char *body, const char *rest, const char *id)
{
  return fac_sandbox_callf (client, method, body, "/organizations/%s/team%s%s",
                            client->sandbox->organization, rest, id);
}

static gboolean
lists_operation (const char *path, const char *operation)
{
  FacJsonValue list = fac_sandbox_at (client, path);

  for (guint i = 0; i < fac_json_length (list); i++)
    if (g_strcmp0 (fac_json_string (fac_json_at (list, i)), operation) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_operation (const char *operation)
{
  return lists_operation ("operations", operation);
}

static void
test_owner (void)
{
  g_assert_cmpuint (call ("GET", NULL, "", ""), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "0.id"), ==, "owner");
  g_assert_cmpuint (call ("GET", NULL, "/owner", ""), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "role_name"), ==, "owner");
  g_assert_cmpint (fac_json_kind (fac_sandbox_at (client, "role")), ==, FAC_JSON_NULL);
  call ("DELETE", NULL, "/owner", "");
  fac_sandbox_expect_error (client, 400, "owner_access_cannot_be_removed", NULL, NULL);
  call ("PUT", "{\"role\":\"org-readonly\"}", "/owner/role", "");
  fac_sandbox_expect_error (client, 400, "owner_access_cannot_be_reassigned", NULL, NULL);
  call ("GET", NULL, "/0123456789abcdef01234567", "");
  fac_sandbox_expect_error (client, 404, "user_access_not_found", NULL, NULL);
  client->key = client->sandbox->live_key;
  call ("GET", NULL, "", "");
  fac_sandbox_expect_error (client, 403, "api_key_not_allowed", NULL, NULL);
  client->key = client->sandbox->user_key;
}

static void
test_templates (void)
{
  g_assert_cmpuint (call ("GET", NULL, "/roles/templates", ""), ==, 200);
  g_assert_cmpuint (fac_json_length (fac_json_root (client->json)), ==, 5);
  g_assert_cmpstr (fac_sandbox_text (client, "1.code"), ==, "org-readonly");
  g_assert_cmpuint (fac_json_length (fac_sandbox_at (client, "1.operations")), >, 0);
  g_assert_cmpuint (call ("GET", NULL, "/roles/operations", ""), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "0"), ==, "read.customers.list");
}

/* The table of the templates in the sandbox's README, one operation of each kind. */
static void
test_operations (void)
{
  static const struct { const char *operation; const char *templates; } rows[] = {
    { "read.organization.detail", "org-admin org-readonly org-billing org-developer org-team-manager" },
    { "read.invoices.list", "org-admin org-readonly org-billing" },
    { "write.invoices.cancel", "org-admin org-billing" },
    { "write.receipts.invoice", "org-admin org-billing" },
    { "write.series.edit", "org-admin org-billing" },
    { "read.tools.use", "org-admin org-readonly org-billing org-developer" },
    { "read.apikeys.list", "org-admin org-developer" },
    { "read.webhooks.list", "org-admin org-readonly org-developer" },
    { "read.logs.list", "org-admin org-developer" },
    { "read.sat.download", "org-admin org-developer" },
    { "read.team.list", "org-admin org-readonly org-team-manager" },
    { "write.roles.edit", "org-admin org-team-manager" },
    { "write.organization.certificate", "org-admin" },
    { "write.organization.delete", "org-admin" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *text = NULL;

      g_assert_cmpuint (call ("GET", NULL, "/roles/templates", ""), ==, 200);
      for (guint t = 0; t < fac_json_length (fac_json_root (client->json)); t++)
        {
          g_autofree char *code = g_strdup_printf ("%u.code", t);
          g_autofree char *list = g_strdup_printf ("%u.operations", t);

          if (lists_operation (list, rows[i].operation))
            g_ptr_array_add (found, g_strdup (fac_sandbox_text (client, code)));
        }
      g_ptr_array_add (found, NULL);
      text = g_strjoinv (" ", (char **) found->pdata);
      g_assert_cmpstr (text, ==, rows[i].templates);
    }
}

static void
test_roles (void)
{
  g_autofree char *id = NULL;

  g_assert_cmpuint (call ("POST", "{\"name\":\"Caja\",\"template_code\":\"org-readonly\","
                                  "\"add\":[\"write.invoices.create\"],"
                                  "\"remove\":[\"read.customers.list\"]}", "/roles", ""), ==, 200);
  id = g_strdup (fac_sandbox_text (client, "id"));
  g_assert_true (has_operation ("write.invoices.create"));
  g_assert_true (has_operation ("read.products.list"));
  g_assert_false (has_operation ("read.customers.list"));
  g_assert_cmpstr (fac_sandbox_text (client, "overrides_add.0"), ==, "write.invoices.create");
  call ("POST", "{\"name\":\"Caja\"}", "/roles", "");
  fac_sandbox_expect_error (client, 409, "conflict", "conflict", "name");
  call ("POST", "{\"name\":\"X\",\"template_code\":\"org-none\"}", "/roles", "");
  fac_sandbox_expect_error (client, 404, "role_template_not_found", NULL, NULL);
  call ("POST", "{\"name\":\"X\",\"add\":[\"fly\"]}", "/roles", "");
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_value", "add.0");
  call ("POST", "{}", "/roles", "");
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "name");
  g_assert_cmpuint (call ("PUT", "{\"name\":\"Mostrador\",\"remove\":[]}", "/roles/", id), ==,
                    200);
  g_assert_cmpstr (fac_sandbox_text (client, "template_code"), ==, "org-readonly");
  g_assert_true (has_operation ("read.customers.list"));
  g_assert_true (has_operation ("write.invoices.create"));
  g_assert_cmpuint (call ("GET", NULL, "/roles", ""), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "0.name"), ==, "Mostrador");
  g_assert_cmpuint (call ("DELETE", NULL, "/roles/", id), ==, 200);
  call ("GET", NULL, "/roles/", id);
  fac_sandbox_expect_error (client, 404, "role_not_found", NULL, NULL);
  call ("DELETE", NULL, "/roles/org-admin", "");
  fac_sandbox_expect_error (client, 400, "organization_admin_role_cannot_be_deleted", NULL, NULL);
}

/* Returns: (transfer full): the id of the invitation */
static char *
invite (const char *body)
{
  g_assert_cmpuint (call ("POST", body, "/invites", ""), ==, 200);
  g_assert_nonnull (fac_sandbox_text (client, "expires_at"));
  return g_strdup (fac_sandbox_text (client, "id"));
}

static guint
respond (const char *id, const char *body)
{
  return fac_sandbox_callf (client, "POST", body, "/organizations/invites/%s/response", id);
}

static void
test_invites (void)
{
  g_autofree char *id = invite ("{\"email\":\"Ana@taller.example\"}");
  g_autofree char *again = invite ("{\"email\":\"ana@taller.example\",\"role\":\"org-readonly\"}");

  g_assert_cmpstr (id, !=, again);
  g_assert_cmpstr (fac_sandbox_text (client, "organization_name"), ==, "Empresa de prueba");
  g_assert_cmpstr (fac_sandbox_text (client, "roles.0"), ==, "org-readonly");
  g_assert_cmpuint (fac_sandbox_call (client, "GET", "/organizations/invites/pending", NULL), ==,
                    200);
  g_assert_cmpuint (fac_json_length (fac_json_root (client->json)), ==, 1);
  respond (id, "{\"accept\":true}");
  fac_sandbox_expect_error (client, 404, "invite_not_found", NULL, NULL);
  respond (again, "{}");
  fac_sandbox_expect_error (client, 400, "invalid_request", "required", "accept");
  g_assert_cmpuint (respond (again, "{\"accept\":false}"), ==, 200);
  g_assert_cmpuint (call ("GET", NULL, "/invites", ""), ==, 200);
  g_assert_cmpuint (fac_json_length (fac_json_root (client->json)), ==, 0);
  g_assert_cmpuint (call ("GET", NULL, "", ""), ==, 200);
  g_assert_cmpuint (fac_json_length (fac_json_root (client->json)), ==, 1);
  call ("POST", "{\"email\":\"nobody\"}", "/invites", "");
  fac_sandbox_expect_error (client, 400, "invalid_request", "invalid_format", "email");
  call ("POST", "{\"email\":\"a@b.example\",\"role\":\"none\"}", "/invites", "");
  fac_sandbox_expect_error (client, 404, "role_not_found", NULL, NULL);
  g_free (again);
  again = invite ("{\"email\":\"ana@taller.example\"}");
  g_assert_cmpuint (call ("DELETE", NULL, "/invites/", again), ==, 200);
  call ("DELETE", NULL, "/invites/", again);
  fac_sandbox_expect_error (client, 404, "invite_not_found", NULL, NULL);
}

static void
test_members (void)
{
  g_autofree char *role = NULL, *access = NULL, *path = NULL;
  g_autofree char *body = NULL;
  g_autofree char *id = invite ("{\"email\":\"luis@taller.example\"}");

  g_assert_cmpuint (respond (id, "{\"accept\":true}"), ==, 200);
  g_assert_cmpuint (call ("GET", NULL, "", ""), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "1.email"), ==, "luis@taller.example");
  access = g_strdup (fac_sandbox_text (client, "1.id"));
  call ("POST", "{\"email\":\"luis@taller.example\"}", "/invites", "");
  fac_sandbox_expect_error (client, 409, "user_already_in_organization", NULL, NULL);
  g_assert_cmpuint (call ("POST", "{\"name\":\"Ventas\",\"template_code\":\"org-billing\"}",
                          "/roles", ""), ==, 200);
  role = g_strdup (fac_sandbox_text (client, "id"));
  body = g_strdup_printf ("{\"role\":\"%s\"}", role);
  path = g_strconcat ("/", access, "/role", NULL);
  g_assert_cmpuint (call ("PUT", body, path, ""), ==, 200);
  g_assert_cmpstr (fac_sandbox_text (client, "role_name"), ==, "Ventas");
  g_assert_true (has_operation ("write.invoices.create"));
  g_assert_false (has_operation ("write.team.edit"));
  /* the owner's key stays what it is */
  g_assert_cmpuint (call ("GET", NULL, "/owner", ""), ==, 200);
  g_assert_true (has_operation ("write.team.edit"));
  call ("PUT", "{\"role\":\"none\"}", path, "");
  fac_sandbox_expect_error (client, 404, "role_not_found", NULL, NULL);
  call ("DELETE", NULL, "/roles/", role);
  fac_sandbox_expect_error (client, 409, "role_has_assigned_users", NULL, NULL);
  g_assert_cmpuint (call ("DELETE", NULL, "/", access), ==, 200);
  call ("DELETE", NULL, "/", access);
  fac_sandbox_expect_error (client, 404, "user_access_not_found", NULL, NULL);
  g_assert_cmpuint (call ("DELETE", NULL, "/roles/", role), ==, 200);
}

/* A week later nobody can accept. */
static void
test_expiry (void)
{
  g_autofree char *id = invite ("{\"email\":\"eva@taller.example\"}");

  g_assert_cmpuint (fac_sandbox_control (client, "POST", "/clock", "{\"advance_seconds\":700000}"),
                    ==, 200);
  respond (id, "{\"accept\":true}");
  fac_sandbox_expect_error (client, 400, "invite_expired", NULL, NULL);
}

int
main (int argc, char **argv)
{
  client = fac_sandbox_begin_control (&argc, &argv);
  client->key = client->sandbox->user_key;
  g_test_add_func ("/sandbox/team/owner", test_owner);
  g_test_add_func ("/sandbox/team/templates", test_templates);
  g_test_add_func ("/sandbox/team/operations", test_operations);
  g_test_add_func ("/sandbox/team/roles", test_roles);
  g_test_add_func ("/sandbox/team/invites", test_invites);
  g_test_add_func ("/sandbox/team/members", test_members);
  g_test_add_func ("/sandbox/team/expiry", test_expiry);
  return fac_sandbox_end (client);
}
