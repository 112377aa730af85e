/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <curl/curl.h>
#include <glib.h>

G_BEGIN_DECLS

/** FacHttpMulti: a curl multi handle whose sockets and timer are sources of a GMainContext. One thread only. */
typedef struct _FacHttpMulti FacHttpMulti;

/** FacHttpMultiDone: curl has ended with @easy; the callee removes it. */
typedef void (*FacHttpMultiDone) (CURL *easy, CURLcode code, gpointer data);

/** fac_http_multi_new: its sockets and timer wake @context; @done is called there. Returns: (transfer full) */
FacHttpMulti *fac_http_multi_new    (GMainContext *context, FacHttpMultiDone done, gpointer data);
/** fac_http_multi_free: every easy handle must have been removed. */
void          fac_http_multi_free   (FacHttpMulti *self);
/** fac_http_multi_add: begins the transfer of @easy. Returns: %FALSE when curl refuses it */
gboolean      fac_http_multi_add    (FacHttpMulti *self, CURL *easy);
/** fac_http_multi_remove: aborts it; done is not called. */
void          fac_http_multi_remove (FacHttpMulti *self, CURL *easy);
/** fac_http_multi_share: TLS sessions that all handles share. Returns: (transfer none) */
CURLSH       *fac_http_multi_share  (FacHttpMulti *self);

G_END_DECLS
