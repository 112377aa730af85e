/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-permissions.h"

/* Which templates have an operation, beside the one that has all. */
enum
{
  READ = 1 << 0,
  BILLING = 1 << 1,
  DEVELOPER = 1 << 2,
  TEAM = 1 << 3
};

static const struct
{
  const char *code;
  const char *label;
  const char *description;
  guint       flag;
} templates[] = {
  { FAC_TEMPLATE_ADMIN, "Administrador de la organización", "Todas las operaciones", 0 },
  { "org-readonly", "Solo lectura", "Consulta sin cambiar nada", READ },
  { "org-billing", "Facturación", "Emite documentos y recibos", BILLING },
  { "org-developer", "Desarrollador", "Llaves, webhooks y herramientas", DEVELOPER },
  { "org-team-manager", "Administrador de equipo", "Invitaciones, accesos y roles", TEAM },
};

static const struct { const char *name; guint templates; } operations[] = {
  { "read.customers.list", READ | BILLING }, { "read.customers.detail", READ | BILLING },
  { "write.customers.create", BILLING }, { "write.customers.edit", BILLING },
  { "write.customers.delete", BILLING },
  { "read.products.list", READ | BILLING }, { "read.products.detail", READ | BILLING },
  { "write.products.create", BILLING }, { "write.products.edit", BILLING },
  { "write.products.delete", BILLING },
  { "read.invoices.list", READ | BILLING }, { "read.invoices.detail", READ | BILLING },
  { "read.invoices.download", READ | BILLING }, { "write.invoices.create", BILLING },
  { "write.invoices.edit", BILLING }, { "write.invoices.cancel", BILLING },
  { "write.invoices.send", BILLING },
  { "read.receipts.list", READ | BILLING }, { "read.receipts.detail", READ | BILLING },
  { "write.receipts.create", BILLING }, { "write.receipts.cancel", BILLING },
  { "write.receipts.invoice", BILLING },
  { "read.retentions.list", READ | BILLING }, { "read.retentions.detail", READ | BILLING },
  { "write.retentions.create", BILLING }, { "write.retentions.cancel", BILLING },
  { "read.organization.detail", READ | BILLING | DEVELOPER | TEAM },
  { "write.organization.legal", 0 }, { "write.organization.certificate", 0 },
  { "write.organization.customization", 0 }, { "write.organization.delete", 0 },
  { "read.series.list", READ | BILLING }, { "write.series.edit", BILLING },
  { "read.apikeys.list", DEVELOPER }, { "write.apikeys.edit", DEVELOPER },
  { "read.webhooks.list", READ | DEVELOPER }, { "write.webhooks.edit", DEVELOPER },
  { "read.logs.list", DEVELOPER }, { "read.tools.use", READ | BILLING | DEVELOPER },
  { "read.sat.download", DEVELOPER },
  { "read.team.list", READ | TEAM }, { "write.team.edit", TEAM },
  { "read.invites.list", READ | TEAM }, { "write.invites.edit", TEAM },
  { "read.roles.list", READ | TEAM }, { "write.roles.edit", TEAM },
};

gboolean
fac_sandbox_permission_known (const char *operation)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    if (g_str_equal (operations[i].name, operation))
      return TRUE;
  return FALSE;
}

const char *
fac_sandbox_permission_template (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
    if (g_strcmp0 (templates[i].code, code) == 0)
      return templates[i].label;
  return NULL;
}

static guint
flags_of (const char *code)
{
  if (g_strcmp0 (code, FAC_TEMPLATE_ADMIN) == 0)
    return G_MAXUINT;
  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
    if (g_strcmp0 (templates[i].code, code) == 0)
      return templates[i].flag;
  return 0;
}

static gboolean
has (char **list, const char *operation)
{
  return list != NULL && g_strv_contains ((const char *const *) list, operation);
}

void
fac_sandbox_permissions_write (FacJsonWriter *writer, const char *name, const char *code,
                               char **added, char **removed)
{
  guint flags = flags_of (code);

  fac_json_writer_begin_array (writer, name);
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      const char *operation = operations[i].name;
      gboolean inherited = flags == G_MAXUINT || (operations[i].templates & flags) != 0;

      if ((inherited || has (added, operation)) && !has (removed, operation))
        fac_json_writer_string (writer, NULL, operation);
    }
  fac_json_writer_end_array (writer);
}

void
fac_sandbox_permissions_write_templates (FacJsonWriter *writer)
{
  fac_json_writer_begin_array (writer, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      fac_json_writer_begin_object (writer, NULL);
      fac_json_writer_string (writer, "code", templates[i].code);
      fac_json_writer_string (writer, "label", templates[i].label);
      /* the document says label, the client name and description */
      fac_json_writer_string (writer, "name", templates[i].label);
      fac_json_writer_string (writer, "description", templates[i].description);
      fac_sandbox_permissions_write (writer, "operations", templates[i].code, NULL, NULL);
      fac_json_writer_end_object (writer);
    }
  fac_json_writer_end_array (writer);
}

void
fac_sandbox_permissions_write_all (FacJsonWriter *writer)
{
  fac_json_writer_begin_array (writer, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    fac_json_writer_string (writer, NULL, operations[i].name);
  fac_json_writer_end_array (writer);
}
