/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FacApiErrorCode: classes of answers (design/sync.md), by what the caller does next.
 * @FAC_API_ERROR_OFFLINE: no connection could be made; nothing was sent
 * @FAC_API_ERROR_UNCERTAIN: sent, but the answer is missing, cut or unreadable: it may have been executed
 * @FAC_API_ERROR_SERVER: 500, 502, 503; may have been executed
 * @FAC_API_ERROR_SLOW_DOWN: 429; see retry_after
 * @FAC_API_ERROR_KEY: 401, 403
 * @FAC_API_ERROR_ACCOUNT: 402
 * @FAC_API_ERROR_REFUSED: 400 and other 4xx with reasons
 * @FAC_API_ERROR_NOT_FOUND: 404
 * @FAC_API_ERROR_CONFLICT: 409
 * @FAC_API_ERROR_NOT_SUPPORTED: the provider has no such verb
 * @FAC_API_ERROR_INSECURE: TLS or address refused before sending
 */
typedef enum
{
  FAC_API_ERROR_OFFLINE,
  FAC_API_ERROR_UNCERTAIN,
  FAC_API_ERROR_SERVER,
  FAC_API_ERROR_SLOW_DOWN,
  FAC_API_ERROR_KEY,
  FAC_API_ERROR_ACCOUNT,
  FAC_API_ERROR_REFUSED,
  FAC_API_ERROR_NOT_FOUND,
  FAC_API_ERROR_CONFLICT,
  FAC_API_ERROR_NOT_SUPPORTED,
  FAC_API_ERROR_INSECURE
} FacApiErrorCode;

/** FAC_API_ERROR: its GErrors carry a #FacApiErrorDetail (extended GError domain). */
#define FAC_API_ERROR (fac_api_error_quark ())
GQuark fac_api_error_quark (void);

/** FacApiProblem: one element of errors[] (API §1.6): @source facturapi, sat or pac. */
typedef struct
{
  char *message;
  char *code;
  char *source;
  char *location;
  char *path;
} FacApiProblem;

/** FacApiErrorDetail: what the server said; members may be NULL. @status 0 when there was no HTTP answer. @retry_after
 * seconds, 0 none. */
typedef struct
{
  int        status;
  char      *code;
  char      *path;
  char      *location;
  char      *log_id;
  int        retry_after;
  GPtrArray *problems; /* (element-type FacApiProblem), never NULL */
} FacApiErrorDetail;

/** fac_api_error_new: Returns: (transfer full): detail is copied in */
GError *fac_api_error_new (FacApiErrorCode code, const FacApiErrorDetail *detail, const char *message);
/** fac_api_error_detail: Returns: (transfer none) (nullable): NULL for other domains */
const FacApiErrorDetail *fac_api_error_detail (const GError *error);
/** fac_api_error_detail_new: without anything said. Returns: (transfer full) */
FacApiErrorDetail *fac_api_error_detail_new  (void);
/** fac_api_error_detail_free: frees it with all it owns. */
void               fac_api_error_detail_free (FacApiErrorDetail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacApiErrorDetail, fac_api_error_detail_free)
/** fac_api_error_add_problem: appends one; the texts (nullable) are copied. */
void               fac_api_error_add_problem (FacApiErrorDetail *self, const char *message, const char *code,
                                              const char *source, const char *location, const char *path);
/** fac_api_error_may_have_happened: UNCERTAIN and SERVER: resolve before repeating. */
gboolean fac_api_error_may_have_happened (const GError *error);

G_END_DECLS
