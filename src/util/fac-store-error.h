/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FacStoreError: codes of FAC_STORE_ERROR, by what the caller can do.
 * @FAC_STORE_ERROR_BUSY: another connection holds it; the whole transaction may be tried again
 * @FAC_STORE_ERROR_CONSTRAINT: the row breaks a rule of the schema
 * @FAC_STORE_ERROR_NOT_FOUND: no such row
 * @FAC_STORE_ERROR_DELETED: deleted on this machine; the service may still have it
 * @FAC_STORE_ERROR_NEWER: written by a newer version of the program; left untouched
 * @FAC_STORE_ERROR_CORRUPT: not a database, or damaged; left untouched
 * @FAC_STORE_ERROR_READ_ONLY: may not be written
 * @FAC_STORE_ERROR_FULL: the disk is full
 * @FAC_STORE_ERROR_LOCKED: another process has the data folder open
 * @FAC_STORE_ERROR_STATE: the move is not allowed from the object's present state
 * @FAC_STORE_ERROR_FAILED: anything else
 */
typedef enum
{
  FAC_STORE_ERROR_BUSY,
  FAC_STORE_ERROR_CONSTRAINT,
  FAC_STORE_ERROR_NOT_FOUND,
  FAC_STORE_ERROR_DELETED,
  FAC_STORE_ERROR_NEWER,
  FAC_STORE_ERROR_CORRUPT,
  FAC_STORE_ERROR_READ_ONLY,
  FAC_STORE_ERROR_FULL,
  FAC_STORE_ERROR_LOCKED,
  FAC_STORE_ERROR_STATE,
  FAC_STORE_ERROR_FAILED
} FacStoreError;

#define FAC_STORE_ERROR (fac_store_error_quark ())
GQuark fac_store_error_quark (void);

G_END_DECLS
