/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sandbox-control.h"

G_BEGIN_DECLS

/** FacSandboxTroubleKind: what goes wrong with a request; the names are those of POST /_sandbox/faults. */
typedef enum
{
  FAC_TROUBLE_NONE,
  FAC_TROUBLE_REFUSE,             /* closed without a word, nothing run */
  FAC_TROUBLE_RESET_BEFORE,       /* reset, nothing run */
  FAC_TROUBLE_EXECUTE_THEN_CUT,   /* run and committed, then reset */
  FAC_TROUBLE_HALF,               /* run; half of the answer, then closed */
  FAC_TROUBLE_DRIP,               /* run; the answer in small pieces */
  FAC_TROUBLE_DELAY,              /* run after a while */
  FAC_TROUBLE_500,
  FAC_TROUBLE_502_HTML,
  FAC_TROUBLE_503,
  FAC_TROUBLE_429,
  FAC_TROUBLE_401,
  FAC_TROUBLE_402,
  FAC_TROUBLE_403,
  FAC_TROUBLE_409,
  FAC_TROUBLE_BAD_JSON,           /* run; the answer ends in its middle */
  FAC_TROUBLE_WRONG_TYPES,        /* run; every value of the answer is of another type */
  FAC_TROUBLE_PENDING_THEN_VALID,
  FAC_TROUBLE_PENDING_THEN_FAILED
} FacSandboxTroubleKind;

/** FacSandboxTrouble: one that was taken. @milliseconds: of a delay or of the whole drip */
typedef struct
{
  FacSandboxTroubleKind kind;
  guint                 milliseconds;
} FacSandboxTrouble;

/** FacSandboxTroubles: those that were asked for, in that order. */
typedef struct _FacSandboxTroubles FacSandboxTroubles;

FacSandboxTroubles *fac_sandbox_troubles_new  (void);
void                fac_sandbox_troubles_free (FacSandboxTroubles *self);
/** fac_sandbox_troubles_of: those of the instrument's side, which is on. */
FacSandboxTroubles *fac_sandbox_troubles_of   (FacSandboxControl *control);
/** fac_sandbox_troubles_add: from a checked request. Returns: (transfer full) (nullable): the refusal */
FacSandboxAnswer   *fac_sandbox_troubles_add  (FacSandboxTroubles *self, FacJsonValue wish);
/** fac_sandbox_troubles_clear: Returns: how many there were */
guint               fac_sandbox_troubles_clear (FacSandboxTroubles *self);
/** fac_sandbox_troubles_write: all of them as an array called @name, with how often each has struck. */
void                fac_sandbox_troubles_write (FacSandboxTroubles *self, FacJsonWriter *writer, const char *name);
/** fac_sandbox_troubles_take: what goes wrong with this request; counts it. */
FacSandboxTrouble   fac_sandbox_troubles_take (FacSandboxTroubles *self, const char *method, const char *path);

/** fac_sandbox_trouble_answer: the answer of a trouble that runs nothing. Returns: (transfer full) (nullable) */
FacSandboxAnswer *fac_sandbox_trouble_answer (FacSandboxTroubleKind kind);
/** fac_sandbox_trouble_spoil: @answer as bad_json or wrong_types make it; it is changed in place. */
void              fac_sandbox_trouble_spoil (FacSandboxTroubleKind kind, FacSandboxAnswer *answer);

G_END_DECLS
