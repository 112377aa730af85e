/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** FacLoopback: a small HTTP/1.1 server on 127.0.0.1 that misbehaves as told; each connection has a thread. */
typedef struct _FacLoopback FacLoopback;

/** FacLoopbackHandler: answers one request on @output. @request: its head and body as they came. Runs on a thread of the server.
 * Returns: whether the connection goes on */
typedef gboolean (*FacLoopbackHandler) (FacLoopback *server, const char *path, const char *request, GIOStream *stream, gpointer data);

FacLoopback *fac_loopback_new  (FacLoopbackHandler handler, gpointer data);
void         fac_loopback_free (FacLoopback *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacLoopback, fac_loopback_free)

/** fac_loopback_use_tls: from now on connections are TLS with @certificate. */
void  fac_loopback_use_tls (FacLoopback *self, GTlsCertificate *certificate);
/** fac_loopback_url: "http://127.0.0.1:PORT" + @path. Returns: (transfer full) */
char *fac_loopback_url (FacLoopback *self, const char *path);
guint16 fac_loopback_port (FacLoopback *self);
guint fac_loopback_connections (FacLoopback *self);
guint fac_loopback_requests (FacLoopback *self);
/** fac_loopback_peak: the most requests that were being answered at once. */
guint fac_loopback_peak (FacLoopback *self);
/** fac_loopback_request: request number @index. Returns: (transfer full) */
char *fac_loopback_request (FacLoopback *self, guint index);
/** fac_loopback_send: writes text, or @length bytes. Returns: whether the other side still took it */
gboolean fac_loopback_send (GIOStream *stream, const char *bytes, gssize length);
/** fac_loopback_answer: a whole answer with its Content-Length; @headers are lines ending in CRLF or NULL. */
gboolean fac_loopback_answer (GIOStream *stream, int status, const char *headers, const char *body);

G_END_DECLS
