/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-acuse.h"

#include "fac-error.h"
#include "fac-xml.h"

#include <glib/gi18n-lib.h>

void
fac_acuse_free (FacAcuse *self)
{
  if (self == NULL)
    return;
  g_free (self->uuid);
  g_free (self->date);
  g_free (self->rfc);
  g_free (self->status);
  g_free (self);
}

/* By local name: some receipts have a namespace, some have it on their children alone. */
static gboolean
is_named (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, (const xmlChar *) name);
}

static char *
text_of (const xmlNode *parent, const char *name)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    if (is_named (node, name))
      {
        xmlChar *content = xmlNodeGetContent (node);
        char *text = g_strstrip (g_strdup ((const char *) content));

        xmlFree (content);
        return text;
      }
  return NULL;
}

static gboolean
read_folio (const xmlNode *folios, const char *uuid, FacAcuse *self)
{
  g_autofree char *found = text_of (folios, "UUID");

  if (found == NULL || (uuid != NULL && g_ascii_strcasecmp (found, uuid) != 0))
    return FALSE;
  self->uuid = g_ascii_strup (found, -1);
  self->status = text_of (folios, "EstatusUUID");
  return TRUE;
}

FacAcuse *
fac_acuse_read (GBytes *xml, const char *uuid, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (xml, &size);
  g_autoptr (xmlDoc) doc = fac_xml_parse (data, size, error);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  g_autoptr (FacAcuse) self = NULL;

  if (doc == NULL)
    return NULL;
  if (root == NULL || !is_named (root, "Acuse"))
    {
      g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID, _("It is not the receipt of a cancellation"));
      return NULL;
    }
  self = g_new0 (FacAcuse, 1);
  self->date = fac_xml_attribute (root, "Fecha");
  self->rfc = fac_xml_attribute (root, "RfcEmisor");
  for (const xmlNode *node = root->children; node != NULL; node = node->next)
    if (is_named (node, "Folios") && read_folio (node, uuid, self))
      return g_steal_pointer (&self);
  g_set_error (error, FAC_ERROR, FAC_ERROR_INVALID,
               _("The receipt of the cancellation is of another document"));
  return NULL;
}
