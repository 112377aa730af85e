/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-document-status.h"

static const GEnumValue values[] = {
  { FAC_STATUS_BORRADOR, "FAC_STATUS_BORRADOR", "borrador" },
  { FAC_STATUS_EN_COLA, "FAC_STATUS_EN_COLA", "en-cola" },
  { FAC_STATUS_ENVIANDOSE, "FAC_STATUS_ENVIANDOSE", "enviandose" },
  { FAC_STATUS_EN_PROCESO, "FAC_STATUS_EN_PROCESO", "en-proceso" },
  { FAC_STATUS_TIMBRADA, "FAC_STATUS_TIMBRADA", "timbrada" },
  { FAC_STATUS_NO_TIMBRADA, "FAC_STATUS_NO_TIMBRADA", "no-timbrada" },
  { FAC_STATUS_EN_CANCELACION, "FAC_STATUS_EN_CANCELACION", "en-cancelacion" },
  { FAC_STATUS_CANCELADA, "FAC_STATUS_CANCELADA", "cancelada" },
  { 0, NULL, NULL },
};

#define TO(status) (1u << FAC_STATUS_##status)

/*
 * From each state, where it may go. A pull may skip states (a draft stamped elsewhere comes back
 * valid); a lost answer may turn out as never arrived (ENVIANDOSE back to EN_COLA). What has a UUID
 * never becomes a draft again.
 */
#define ANSWERS \
  (TO (EN_PROCESO) | TO (TIMBRADA) | TO (NO_TIMBRADA) | TO (EN_CANCELACION) | TO (CANCELADA))

static const guint moves[FAC_DOCUMENT_N_STATUSES] = {
  [FAC_STATUS_BORRADOR] = TO (EN_COLA) | TO (ENVIANDOSE) | ANSWERS,
  [FAC_STATUS_EN_COLA] = TO (BORRADOR) | TO (ENVIANDOSE) | ANSWERS,
  [FAC_STATUS_ENVIANDOSE] = TO (EN_COLA) | ANSWERS,
  [FAC_STATUS_EN_PROCESO] = ANSWERS,
  [FAC_STATUS_TIMBRADA] = TO (EN_CANCELACION) | TO (CANCELADA),
  [FAC_STATUS_NO_TIMBRADA] = TO (BORRADOR) | TO (EN_COLA) | TO (ENVIANDOSE) | ANSWERS,
  [FAC_STATUS_EN_CANCELACION] = TO (TIMBRADA) | TO (CANCELADA),
  [FAC_STATUS_CANCELADA] = 0,
};

static const struct
{
  const char        *word;
  FacDocumentStatus  status;
} words[] = {
  { "draft", FAC_STATUS_BORRADOR },
  { "pending", FAC_STATUS_EN_PROCESO },
  { "valid", FAC_STATUS_TIMBRADA },
  { "canceled", FAC_STATUS_CANCELADA },
  { "failed", FAC_STATUS_NO_TIMBRADA },
};

GType
fac_document_status_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("FacDocumentStatus", values));
  return type;
}

gboolean
fac_document_status_from_api (const char *status, const char *cancellation, FacDocumentStatus *out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (status, words[i].word) == 0)
      {
        *out = words[i].status;
        if (*out == FAC_STATUS_TIMBRADA
            && (g_strcmp0 (cancellation, "pending") == 0
                || g_strcmp0 (cancellation, "verifying") == 0))
          *out = FAC_STATUS_EN_CANCELACION;
        return TRUE;
      }
  return FALSE;
}

gboolean
fac_document_status_may_become (FacDocumentStatus from, FacDocumentStatus to)
{
  if ((guint) from >= FAC_DOCUMENT_N_STATUSES || (guint) to >= FAC_DOCUMENT_N_STATUSES)
    return FALSE;
  return from == to || (moves[from] & (1u << to)) != 0;
}

gboolean
fac_document_status_is_editable (FacDocumentStatus status)
{
  return status == FAC_STATUS_BORRADOR || status == FAC_STATUS_NO_TIMBRADA;
}

gboolean
fac_document_status_is_issued (FacDocumentStatus status)
{
  return status == FAC_STATUS_TIMBRADA || status == FAC_STATUS_EN_CANCELACION
         || status == FAC_STATUS_CANCELADA;
}

const char *
fac_document_status_nick (FacDocumentStatus status)
{
  g_return_val_if_fail ((guint) status < FAC_DOCUMENT_N_STATUSES, "borrador");
  return values[status].value_nick;
}
