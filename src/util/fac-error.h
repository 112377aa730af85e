/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FacError:
 * @FAC_ERROR_FAILED: something unexpected; the message says what
 * @FAC_ERROR_INVALID: input that cannot be right; the message names the field
 * @FAC_ERROR_NOT_FOUND: what was asked for does not exist
 * @FAC_ERROR_NO_SPACE: the disk is full; free space and try again
 * @FAC_ERROR_PERMISSION: the file or folder may not be read or written
 * @FAC_ERROR_LOCKED: another process holds it
 * @FAC_ERROR_TOO_LARGE: over a limit of size, depth or count
 * @FAC_ERROR_CORRUPT: the data is damaged; nothing was changed
 * @FAC_ERROR_UNAVAILABLE: a service of the desktop (keyring, printer) does not answer
 */
typedef enum
{
  FAC_ERROR_FAILED,
  FAC_ERROR_INVALID,
  FAC_ERROR_NOT_FOUND,
  FAC_ERROR_NO_SPACE,
  FAC_ERROR_PERMISSION,
  FAC_ERROR_LOCKED,
  FAC_ERROR_TOO_LARGE,
  FAC_ERROR_CORRUPT,
  FAC_ERROR_UNAVAILABLE
} FacError;

#define FAC_ERROR (fac_error_quark ())
GQuark fac_error_quark (void);

G_END_DECLS
