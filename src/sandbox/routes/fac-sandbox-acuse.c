/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-acuse.h"

#include "fac-error.h"
#include "fac-xml.h"

#include <libxml/c14n.h>
#include <string.h>

#define NS_CANCEL  "http://cancelacfd.sat.gob.mx"
#define NS_DSIG    "http://www.w3.org/2000/09/xmldsig#"
#define C14N       "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
#define HMAC_SHA512 "http://www.w3.org/2001/04/xmldsig-more#hmac-sha512"
#define SHA512     "http://www.w3.org/2001/04/xmlenc#sha512"
#define XPATH      "http://www.w3.org/TR/1999/REC-xpath-19991116"
#define OUTSIDE    "not(ancestor-or-self::*[local-name()='Signature'])"
#define SECRET     "acuse_secret"
#define SHA512_BYTES 64

static xmlNode *
child (xmlNode *parent, xmlNs *ns, const char *name, const char *text)
{
  return xmlNewTextChild (parent, ns, (const xmlChar *) name, (const xmlChar *) text);
}

static xmlNode *
method (xmlNode *parent, xmlNs *ns, const char *name, const char *algorithm)
{
  xmlNode *node = child (parent, ns, name, NULL);

  xmlNewProp (node, (const xmlChar *) "Algorithm", (const xmlChar *) algorithm);
  return node;
}

static int
is_inside (void *data, xmlNodePtr node, xmlNodePtr parent)
{
  const xmlNode *top = data;

  for (const xmlNode *at = node->type == XML_NAMESPACE_DECL ? parent : node; at != NULL;
       at = at->parent)
    if (at == top)
      return 1;
  return 0;
}

/* Canonical form of @top and what is in it, or of the whole document. */
static GBytes *
canonical (xmlDoc *doc, xmlNode *top)
{
  xmlOutputBuffer *buffer = xmlAllocOutputBuffer (NULL);
  GBytes *bytes = NULL;

  if (xmlC14NExecute (doc, top != NULL ? is_inside : NULL, top, XML_C14N_1_0, NULL, 0, buffer) >= 0)
    bytes = g_bytes_new (xmlOutputBufferGetContent (buffer), xmlOutputBufferGetSize (buffer));
  xmlOutputBufferClose (buffer);
  return bytes;
}

static char *
digest (GBytes *bytes)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA512);
  guint8 raw[SHA512_BYTES];
  gsize length = sizeof raw;

  g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_checksum_get_digest (checksum, raw, &length);
  return g_base64_encode (raw, length);
}

static char *
seal_of (GBytes *bytes, const char *secret)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA512, (const guchar *) secret, strlen (secret));
  guint8 raw[SHA512_BYTES];
  gsize length = sizeof raw;

  g_hmac_update (hmac, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_hmac_get_digest (hmac, raw, &length);
  return g_base64_encode (raw, length);
}

static char *
keep_secret (FacSandbox *sandbox, GError **error)
{
  g_autoptr (GError) problem = NULL;
  char *secret = fac_sandbox_setting (sandbox, SECRET, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (secret != NULL)
    return secret;
  secret = fac_sandbox_random (48);
  if (!fac_sandbox_set_setting (sandbox, SECRET, secret, error))
    g_clear_pointer (&secret, g_free);
  return secret;
}

static xmlNode *
add_signed_info (xmlNode *signature, xmlNs *ns, const char *body_digest)
{
  xmlNode *info = child (signature, ns, "SignedInfo", NULL);
  xmlNode *reference, *transform;

  method (info, ns, "CanonicalizationMethod", C14N);
  method (info, ns, "SignatureMethod", HMAC_SHA512);
  reference = child (info, ns, "Reference", NULL);
  xmlNewProp (reference, (const xmlChar *) "URI", (const xmlChar *) "");
  transform = method (child (reference, ns, "Transforms", NULL), ns, "Transform", XPATH);
  child (transform, ns, "XPath", OUTSIDE);
  method (reference, ns, "DigestMethod", SHA512);
  child (reference, ns, "DigestValue", body_digest);
  return info;
}

static gboolean
sign (xmlDoc *doc, const char *secret)
{
  g_autoptr (GBytes) body = canonical (doc, NULL);
  g_autoptr (GBytes) info_text = NULL;
  g_autofree char *body_digest = body != NULL ? digest (body) : NULL;
  g_autofree char *seal = NULL;
  xmlNode *signature, *info;
  xmlNs *ns;

  if (body == NULL)
    return FALSE;
  signature = xmlNewChild (xmlDocGetRootElement (doc), NULL, (const xmlChar *) "Signature", NULL);
  ns = xmlNewNs (signature, (const xmlChar *) NS_DSIG, NULL);
  xmlSetNs (signature, ns);
  xmlNewProp (signature, (const xmlChar *) "Id", (const xmlChar *) "SelloSAT");
  info = add_signed_info (signature, ns, body_digest);
  info_text = canonical (doc, info);
  if (info_text == NULL)
    return FALSE;
  seal = seal_of (info_text, secret);
  child (signature, ns, "SignatureValue", seal);
  child (child (signature, ns, "KeyInfo", NULL), ns, "KeyName", "00001088888800000016");
  return TRUE;
}

GBytes *
fac_sandbox_acuse (FacSandbox *sandbox, const char *rfc, const char *uuid, const char *date,
                   GError **error)
{
  g_autofree char *secret = keep_secret (sandbox, error);
  g_autoptr (xmlDoc) doc = NULL;
  xmlNode *root, *folios;
  xmlChar *text = NULL;
  int length = 0;
  GBytes *bytes;
  xmlNs *ns;

  if (secret == NULL)
    return NULL;
  doc = xmlNewDoc ((const xmlChar *) "1.0");
  root = xmlNewNode (NULL, (const xmlChar *) "Acuse");
  xmlDocSetRootElement (doc, root);
  ns = xmlNewNs (root, (const xmlChar *) NS_CANCEL, NULL);
  xmlSetNs (root, ns);
  xmlNewProp (root, (const xmlChar *) "Fecha", (const xmlChar *) date);
  xmlNewProp (root, (const xmlChar *) "RfcEmisor", (const xmlChar *) rfc);
  folios = child (root, ns, "Folios", NULL);
  child (folios, ns, "UUID", uuid);
  child (folios, ns, "EstatusUUID", "201");
  if (!sign (doc, secret))
    {
      g_set_error_literal (error, FAC_ERROR, FAC_ERROR_INVALID, "the receipt could not be sealed");
      return NULL;
    }
  xmlDocDumpMemoryEnc (doc, &text, &length, "UTF-8");
  bytes = g_bytes_new (text, (gsize) length);
  xmlFree (text);
  return bytes;
}
