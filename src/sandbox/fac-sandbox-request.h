/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json.h"
#include "fac-sandbox-errors.h"
#include "fac-sandbox.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/** FacSandboxRole: the kinds of key (API §1.2), as flags so that a route can name several. */
typedef enum
{
  FAC_ROLE_TEST = 1 << 0,
  FAC_ROLE_LIVE = 1 << 1,
  FAC_ROLE_USER = 1 << 2
} FacSandboxRole;

#define FAC_ROLE_SECRET (FAC_ROLE_TEST | FAC_ROLE_LIVE)
#define FAC_ROLE_ANY (FAC_ROLE_TEST | FAC_ROLE_LIVE | FAC_ROLE_USER)

/** FacSandboxPac: what the PAC behind the service does with a document that is stamped in this request; other than
 * %FAC_PAC_STAMPS only when the instrument's side asked for it. The document is answered as 202 and pending, and
 * becomes valid or failed at the recovery's first try. */
typedef enum
{
  FAC_PAC_STAMPS,
  FAC_PAC_STAMPS_LATER,
  FAC_PAC_FAILS_LATER
} FacSandboxPac;

/** FacSandboxPart: one part of a multipart body. @filename, @content_type: (nullable) */
typedef struct
{
  char   *name;
  char   *filename;
  char   *content_type;
  GBytes *bytes;
} FacSandboxPart;

/**
 * FacSandboxRequest: one request after routing and authentication. Borrowed by its handler.
 * @params: the parts of the path that stand for {…}, in order
 * @query: names and values in turn; @body: absent when there is none
 * @organization: (nullable): whose key it is, %NULL for a user key
 * @headers: (nullable); @raw: (nullable): the body as it came
 * @parts: (nullable) (element-type FacSandboxPart): of a multipart body
 */
typedef struct
{
  FacSandbox    *sandbox;
  const char    *method;
  GPtrArray     *params;
  GPtrArray     *query;
  FacJson       *json;
  FacJsonValue   body;
  FacSandboxRole role;
  gboolean       livemode;
  char          *organization;
  gint64         now;
  SoupMessageHeaders *headers;
  GBytes        *raw;
  GPtrArray     *parts;
  GPtrArray     *form;
  FacSandboxPac  pac;
} FacSandboxRequest;

/** fac_sandbox_request_new: @headers, @body: (nullable): borrowed, and held */
FacSandboxRequest *fac_sandbox_request_new (FacSandbox *sandbox, const char *method, const char *query,
                                            SoupMessageHeaders *headers, GBytes *body);
void               fac_sandbox_request_free (FacSandboxRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacSandboxRequest, fac_sandbox_request_free)

/** fac_sandbox_request_param: path part @index. */
const char *fac_sandbox_request_param (FacSandboxRequest *self, guint index);
/** fac_sandbox_request_query: the first value of @name. Returns: (nullable): %NULL when absent or empty */
const char *fac_sandbox_request_query (FacSandboxRequest *self, const char *name);
/** fac_sandbox_request_query_flag: @name as a boolean, %FALSE when absent. */
gboolean    fac_sandbox_request_query_flag (FacSandboxRequest *self, const char *name);

/** fac_sandbox_request_header: Returns: (nullable) */
const char *fac_sandbox_request_header (FacSandboxRequest *self, const char *name);
/** fac_sandbox_request_part: a part of a multipart body. Returns: (transfer none) (nullable) */
const FacSandboxPart *fac_sandbox_request_part (FacSandboxRequest *self, const char *name);
/** fac_sandbox_request_part_text: a part that is plain text. Returns: (transfer full) (nullable) */
char       *fac_sandbox_request_part_text (FacSandboxRequest *self, const char *name);
/** fac_sandbox_request_form: the first value of @name in a form that a web page sent. Returns: (nullable): %NULL when
 * absent or empty */
const char *fac_sandbox_request_form (FacSandboxRequest *self, const char *name);
/** fac_sandbox_request_read_form: takes the raw body as application/x-www-form-urlencoded. */
void        fac_sandbox_request_read_form (FacSandboxRequest *self);
/** fac_sandbox_request_read_parts: takes the raw body as multipart/form-data. Returns: (transfer full) (nullable): the
 * refusal */
FacSandboxAnswer *fac_sandbox_request_read_parts (FacSandboxRequest *self);

/** FacSandboxDates: a DateRange of the query (API §1.4) as inclusive limits in microseconds UTC. */
typedef struct
{
  gint64 from;
  gint64 to;
  gboolean any;
} FacSandboxDates;

/** fac_sandbox_request_dates: reads date[gt] … date[lte]; adds a fault for what is no date. */
FacSandboxDates fac_sandbox_request_dates (FacSandboxRequest *self, GPtrArray *faults);

/** fac_sandbox_request_prepare: a statement whose ?1 and ?2 are bound to the organization and livemode of the key.
 * Returns: (nullable): %NULL with @error set */
FacStatement *fac_sandbox_request_prepare (FacSandboxRequest *self, const char *sql, GError **error);
/** fac_sandbox_request_row: asks such a @sql with @value as ?3. Returns: (nullable): the statement on its first row, to
 * be reset; %NULL with or without @error */
FacStatement *fac_sandbox_request_row  (FacSandboxRequest *self, const char *sql, const char *value, GError **error);
/** fac_sandbox_request_find: asks such a @sql with @value as ?3. Returns: (transfer full) (nullable): the first column
 * of the first row, %NULL without @error when there is none */
char         *fac_sandbox_request_find (FacSandboxRequest *self, const char *sql, const char *value, GError **error);
/** fac_sandbox_request_run: runs such a @sql, which gives no rows, with @value as ?3. Returns: %FALSE with @error */
gboolean      fac_sandbox_request_run  (FacSandboxRequest *self, const char *sql, const char *value, GError **error);

/** fac_sandbox_parse_time: any ISO 8601 form; without zone in @zone (nullable: UTC). Returns: %FALSE when it is none */
gboolean fac_sandbox_parse_time (const char *text, GTimeZone *zone, gint64 *out);

G_END_DECLS
