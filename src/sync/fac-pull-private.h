/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-pull-plan.h"
#include "fac-sync-private.h"

G_BEGIN_DECLS

#define FAC_PULL_PAGE_SIZE 100

/** FacPullStep: what a walk does next, when nothing of it is under way. */
typedef void (*FacPullStep) (FacSyncWalk *walk);

/**
 * FacSyncWalk: one round: what is new, what moves, the history not walked yet, a part of the sweep.
 * @flying, @merging: requests on their way, pages being merged; @error: the first failure: nothing more is asked for
 * @step: what comes when both are 0; @windows: the plan; @until: where the last round began, 0 never one
 * @started: the service's time when this one began; @total: documents there; @no_cursors: the service knows none
 */
struct _FacSyncWalk
{
  FacSyncService *service;
  FacPullStep     step;
  guint           flying;
  guint           merging;
  GError         *error;
  GPtrArray      *windows;
  gint64          until;
  gint64          started;
  gint64          begun; /* by our clock */
  guint           total;
  gboolean        no_cursors;
  guint           list;  /* of the news */
  guint           page;
  guint           budget; /* pages the sweep may still read… */
  guint           largest; /* …of windows of at most so many, and the last may go beyond it; 0 = what is left */
  FacPullWindow  *window; /* being swept */
  char           *cursor; /* of that */
  gboolean        complete; /* everything was asked for that was to be */
  gboolean        counted; /* drafts: the totals were compared */
  GHashTable     *seen;   /* remote ids that the sweep met */
  gint64          compared; /* how far what is here was compared with them */
  FacEntity       ids_entity;
  GPtrArray      *ids;    /* asked for one by one */
  guint           id;
  guint           id_seen; /* "acknowledged" of the service when it was asked for */
  FacPullStep     after_ids;
  GPtrArray      *gone;
  guint           denied; /* one after the other, up to now */
};

/** FacPullAsk: one request for a page. @answer: is not called for a failure, nor for what is older than what was
 * acknowledged. */
typedef struct _FacPullAsk FacPullAsk;
typedef void (*FacPullAnswer) (FacPullAsk *ask, const FacRemotePage *page);
struct _FacPullAsk
{
  FacSyncWalk   *walk;
  FacPullWindow *window; /* (nullable) */
  FacPullList    list;
  gint64         from;
  gint64         to;
  guint          page;
  gboolean       by_cursor;
  char          *after;
  guint          seen;
  FacPullAnswer  answer;
};

/** _fac_pull_ask: asks for @page of a list, of @window when given (then @from and @to are its own). */
void       _fac_pull_ask       (FacSyncWalk *walk, const FacPullAsk *what);
/** _fac_pull_ask_window: likewise, for a page of a window, or what follows its cursor. */
void       _fac_pull_ask_window (FacSyncWalk *walk, FacPullWindow *window, guint page, FacPullAnswer answer);
/** _fac_pull_ask_ids: reads these objects one by one, merges them, removes those that are gone; then @after. */
void       _fac_pull_ask_ids   (FacSyncWalk *walk, FacEntity entity, GPtrArray *ids, FacPullStep after);
/** _fac_pull_merge: takes over @items. @windows: (nullable): whose state goes with it, (element-type FacPullWindow)
 * copied. */
void       _fac_pull_merge     (FacSyncWalk *walk, GPtrArray *items, GPtrArray *windows, gboolean anew,
                                const char *name, const char *value);
/** _fac_pull_items: those of @page (nullable) as the store takes them. Returns: (transfer full) (element-type
 * FacPulled) */
GPtrArray *_fac_pull_items     (const FacRemotePage *page);
/** _fac_pull_go: takes the next step if nothing is under way. */
void       _fac_pull_go        (FacSyncWalk *walk);
/** _fac_pull_failed: keeps the first error. */
void       _fac_pull_failed    (FacSyncWalk *walk, const GError *error);
/** _fac_pull_entity: what the list holds. */
FacEntity  _fac_pull_entity    (FacPullList list);

/** The parts of a round, each a step (see above) that leaves another one behind. */
void       _fac_pull_news      (FacSyncWalk *walk);
/** _fac_pull_first: the first round ever: the newest drafts, and windows over all there is. */
void       _fac_pull_first     (FacSyncWalk *walk);
/** _fac_pull_history: pages that are not walked yet, newest first. */
void       _fac_pull_history   (FacSyncWalk *walk);
/** _fac_pull_sweep: a window walked long ago is read again, for what is gone or was changed there. */
void       _fac_pull_sweep     (FacSyncWalk *walk);
/** _fac_pull_end: the last step: says how it went and frees the walk. */
void       _fac_pull_end       (FacSyncWalk *walk);

G_END_DECLS
