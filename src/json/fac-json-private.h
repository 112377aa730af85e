/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-json.h"

G_BEGIN_DECLS

/* FAC_JSON_MAX_VALUES: a text with more values is refused. */
#define FAC_JSON_MAX_VALUES (2u * 1024u * 1024u)

/* one value: where it stands in the bytes, and where its text lies, decoded and closed by a zero byte */
typedef struct
{
  guint32 start, end;           /* in the bytes, quotes and brackets included */
  guint32 name_start, name_end; /* the member's name with its quotes; both 0 in an array */
  guint32 parent;               /* itself at the root */
  guint32 count;                /* of children */
  guint32 children;             /* first place in the list of children */
  guint8  kind;
  guint8  plain_name;           /* the name has no escapes: it stands in the bytes as it is */
} FacJsonEntry;

struct _FacJson
{
  gatomicrefcount references;
  GBytes         *bytes;
  const char     *text;     /* of bytes */
  char           *decoded;  /* a copy in which every string, name and number is decoded in place and closed */
  FacJsonEntry   *entries;  /* in the order written; the root is the first */
  guint           n_entries;
  guint32        *children;
  char           *problem;  /* the first wrong type met */
};

/* fac_json_scan: fills decoded and entries. @odd: escapes were met that name no character. */
gboolean fac_json_scan (FacJson *self, gboolean *odd, GError **error);
/* fac_json_decode_string: undoes the escapes of @length bytes at @text in place and closes the result. Returns: FALSE
 * when an escape is wrong */
gboolean fac_json_decode_string (char *text, gsize length, gboolean *odd);
/* fac_json_parse_time: microseconds since 1970 UTC. */
gboolean fac_json_parse_time (const char *text, gint64 *out);
/** fac_json_entry: what @value stands for; that of an absent one has kind %FAC_JSON_ABSENT. Returns: (transfer none) */
const FacJsonEntry *fac_json_entry (FacJsonValue value);

G_END_DECLS
