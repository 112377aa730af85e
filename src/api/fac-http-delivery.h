/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-http-client.h"

G_BEGIN_DECLS

/**
 * FacHttpDelivery: what is left of a transfer when the network is through with it: an answer or an @error, and the
 * task that waits for it. All but @parse_data and those that let go of something are owned.
 */
typedef struct
{
  GTask           *task;
  FacHttpParse     parse;
  gpointer         parse_data;
  GDestroyNotify   parse_destroy;
  GDestroyNotify   result_destroy;
  FacHttpResponse *response; /* (nullable) */
  GError          *error;    /* (nullable) */
  gpointer         result;
} FacHttpDelivery;

/**
 * fac_http_delivery_send: takes over @self. An answer is parsed on a thread of its own, in the order in which they
 * came: the network's goes on with the next request meanwhile. Then the task returns in its context.
 */
void fac_http_delivery_send (FacHttpDelivery *self);

G_END_DECLS
