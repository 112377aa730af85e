/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-client.h"

G_BEGIN_DECLS

/** fac_sandbox_stamp: posts the invoice @body ('%' stands for a saved customer's id, ' for "), expects it stamped and
 * its XML sealed, readable, drawn as PDF and right by the official schema, where that is at hand. Returns: (transfer
 * full): the XML as text */
char *fac_sandbox_stamp (FacSandboxClient *client, const char *customer, const char *body);
/** fac_sandbox_assert_right: the program itself finds nothing wrong in what the service sealed. */
void  fac_sandbox_assert_right (GBytes *xml);
/** fac_sandbox_stamp_foreign: the same for a document with XML of others, for which there is no schema. */
char *fac_sandbox_stamp_foreign (FacSandboxClient *client, const char *customer, const char *body);
/** fac_sandbox_refuse: posts it and expects 400 @code with @detail at @path first. */
void  fac_sandbox_refuse (FacSandboxClient *client, const char *customer, const char *body, const char *code,
                          const char *detail, const char *path);
/** fac_sandbox_expand: ' becomes " and % the customer. Returns: (transfer full) */
char *fac_sandbox_expand (const char *customer, const char *body);
/** fac_sandbox_new_party: a saved customer. Returns: its id, which lives as long as @client */
const char *fac_sandbox_new_party (FacSandboxClient *client, const char *name, const char *rfc, const char *system,
                                   const char *zip);
/** fac_sandbox_assert_schema: asserts that @xml is right by the official schema, where that and xmllint are at hand. */
void fac_sandbox_assert_schema (GBytes *xml);
/** fac_sandbox_assert_has: asserts that @xml has @text. */
#define fac_sandbox_assert_has(xml, text) \
  G_STMT_START { \
    if (strstr ((xml), (text)) == NULL) \
      g_error ("%s:%d: not in the XML: %s\n%s", __FILE__, __LINE__, (text), (xml)); \
  } G_STMT_END

G_END_DECLS
