/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-sync-service.h"

G_BEGIN_DECLS

/** FAC_SYNC_NEVER: a due time that only a trigger moves. */
#define FAC_SYNC_NEVER G_MAXINT64

/** FAC_PULL_UNTIL, FAC_PULL_PAUSED: names of cursors: where the last round began; whether the history waits. */
#define FAC_PULL_UNTIL  "pull/until"
#define FAC_PULL_PAUSED "pull/paused"

/** FacSyncWalk: a round of reading the service's lists (fac-pull.c). */
typedef struct _FacSyncWalk FacSyncWalk;

/** FacMonthFetch: the ZIP of a month that is being asked for (fac-month-fetch.c). */
typedef struct _FacMonthFetch FacMonthFetch;
typedef void (*FacMonthDone) (gpointer data);

/** FacPdfDone: a batch has ended; "pdf_due" says when the next one may begin. */
typedef void (*FacPdfDone) (gpointer data);

/**
 * Three activities run side by side, each at most once: the outbox, the pull and the fetching of owed XML. Each
 * has a due time; _fac_sync_run() starts what is due and sets one timer for the rest.
 * @active: calls whose answers are awaited; stopping waits for them
 * @server_time: the last Date header, 0 none yet; @server_heard: when it came, by the clock that nobody sets
 * @acknowledged: counts what was acknowledged, so that a page read before it is not merged after it
 */
struct _FacSyncService
{
  GObject          parent_instance;
  FacStore        *store;
  FacConnectivity *connectivity;
  FacClock        *clock;
  FacProvider     *provider;
  GCancellable    *reading; /* reads of the service end with stop and with another provider */

  guint            timer;
  guint            active;
  gboolean         stopped;
  GTask           *stopping;

  gboolean         unreached; /* offline because a request of ours failed */
  gboolean         key_refused;
  gboolean         account_refused;
  gboolean         trouble;
  gboolean         denied; /* the sweep met nothing of what is here: it waits until everything is tried again */
  gint64           ran_at; /* by the clock on the wall, which may be set */
  gint64           slow_until;
  guint            slow_count;
  gint64           server_time;
  gint64           server_heard;

  gboolean         probing;
  gint64           probe_due;
  guint            probe_attempts;

  gboolean         draining;
  gboolean         sending; /* an operation is claimed */
  gint64           drain_due;
  guint            acknowledged;

  FacSyncWalk     *walk;
  gint64           pull_due;
  guint            pull_attempts;
  gint64           pulled_at; /* when the last round ended well */
  gint64           sweep_due;
  gboolean         pull_paused;
  gboolean         pause_known; /* as it was last time, or as the person wants it now */

  gboolean         fetching;
  gboolean         downloading;
  gint64           xml_due;
  guint            xml_attempts;
  guint            owed;        /* documents that lack their XML */
  gboolean         owed_counting;
  gboolean         owed_again;
  gboolean         scanning;
  guint            scan_timer;
  FacMonthFetch   *month;
  GHashTable      *months_tried; /* year × 100 + month: what of them is owed comes file by file */
  gint64           months_due;   /* when to look for one again */
  GHashTable      *xml_failed; /* document ids whose XML cannot be had for now */
  GHashTable      *xml_fresh;  /* document ids that were stamped from here: no pause keeps their XML away */

  char            *pdf_folder; /* NULL: PDFs are not fetched */
  gint64           pdf_due;
  gint64           pdf_not_before;
  guint            pdf_attempts;
  guint            pdf_owed;     /* documents whose PDF is not in the folder and may be had */
  gboolean         pdf_looked;
  gboolean         pdf_counting;
  gboolean         pdf_count_again;
  GHashTable      *pdf_failed;   /* document ids whose PDF cannot be had for now */

  gboolean         counting;
  gboolean         count_again;
  FacSyncState     state;
  guint            pending;
  guint            attention;
  char            *progress;
  GError          *last_error;
};

/** _fac_sync_run: starts what is due and may leave, and sets the timer. */
void     _fac_sync_run         (FacSyncService *self);
/** _fac_sync_clear_timer: forgets the timer until _fac_sync_run() sets one. */
void     _fac_sync_clear_timer (FacSyncService *self);
/** _fac_sync_try_all: everything is tried at once, also what had to pause. */
void     _fac_sync_try_all     (FacSyncService *self);
/** _fac_sync_may_send: whether a request may leave now. */
gboolean _fac_sync_may_send    (FacSyncService *self);
/** _fac_sync_begin, _fac_sync_end: around each call whose answer is awaited; end may finish a stop. */
void     _fac_sync_begin       (FacSyncService *self);
/** _fac_sync_end: the call's answer was dealt with. */
void     _fac_sync_end         (FacSyncService *self);
/** _fac_sync_now: microseconds UTC, by our clock. */
gint64   _fac_sync_now         (FacSyncService *self);
/** _fac_sync_server_now: 0 while the service has never said what time it is there. */
gint64   _fac_sync_server_now  (FacSyncService *self);
/** _fac_sync_reached: the service answered; @server_time: its clock, 0 unknown. */
void     _fac_sync_reached     (FacSyncService *self, gint64 server_time);
/** _fac_sync_failed: what an error says about the service as a whole; nothing about the operation that met it. */
void     _fac_sync_failed      (FacSyncService *self, const GError *error);
/** _fac_sync_store_failed: the store could not keep an answer. */
void     _fac_sync_store_failed (FacSyncService *self, const GError *error);
/** _fac_sync_set_progress: what is being fetched, in words for the person; %NULL nothing. */
void     _fac_sync_set_progress (FacSyncService *self, const char *progress);
/** _fac_sync_update_state: works the state out of all there is and says when it has changed. */
void     _fac_sync_update_state (FacSyncService *self);
/** _fac_sync_count: counts anew what waits in the outbox. */
void     _fac_sync_count       (FacSyncService *self);
/** _fac_sync_notify: a property has changed; says so unless stopped. */
void     _fac_sync_notify      (FacSyncService *self, const char *property);
/** _fac_sync_tell_overtaken: emits "overtaken", unless stopped. */
void _fac_sync_tell_overtaken (FacSyncService *self, const char *document_id, const char *draft_id);
/** _fac_sync_announce: emits "stamped" or "refused", unless stopped. */
void     _fac_sync_announce    (FacSyncService *self, gboolean stamped, const char *document_id);

/** The three activities; each calls _fac_sync_run() when it has ended. */
void     _fac_drain_start      (FacSyncService *self);
/** _fac_pull_start: a round of reading the service's lists. */
void     _fac_pull_start       (FacSyncService *self);
/** _fac_pull_is_walking: whether the history is being fetched: files then come slowly, so as not to hold it up. */
gboolean _fac_pull_is_walking  (FacSyncService *self);
/** _fac_pull_read_pause: whether the history was paused when the program last ended. */
void     _fac_pull_read_pause  (FacSyncService *self);
/** _fac_xml_fetch_start: the next files that are owed. */
void     _fac_xml_fetch_start  (FacSyncService *self);
/** _fac_month_step: does the next thing for the ZIP of a month, where many of one lack their XML; calls @done after
 * it. */
void     _fac_month_step       (FacSyncService *self, FacMonthDone done, gpointer data);
/** _fac_month_now: what it waits for is due. */
void     _fac_month_now        (FacSyncService *self);
/** _fac_month_due: when the next step is due. */
gint64   _fac_month_due        (FacSyncService *self);
/** _fac_month_holds: whether the XML of a document with @date comes, or may yet come, in the ZIP. */
gboolean _fac_month_holds      (FacSyncService *self, gint64 date);
/** _fac_month_halt: a ZIP that is on its way is let go; it begins anew another time. */
void     _fac_month_halt       (FacSyncService *self);
/** _fac_month_look_again: there may be more that lacks its XML than when a month was last looked for. */
void     _fac_month_look_again (FacSyncService *self);
/** _fac_month_forget: another service, or another chance. */
void     _fac_month_forget     (FacSyncService *self);
/** _fac_pdf_step: fetches a batch of PDFs that are owed, if it may; calls @done after it. */
void     _fac_pdf_step         (FacSyncService *self, FacPdfDone done, gpointer data);
/** _fac_pdf_count: counts anew what is owed of them, where nothing is fetched that would. */
void     _fac_pdf_count        (FacSyncService *self);
/** _fac_pdf_forget: another service, or another chance. */
void     _fac_pdf_forget       (FacSyncService *self);
/** _fac_xml_ask: there may be files to fetch: at once, or after the batch that is on its way. */
void     _fac_xml_ask          (FacSyncService *self);
/** _fac_files_scan: looks whether files have gone from the folder; what has is owed. */
void     _fac_files_scan       (FacSyncService *self);
/** _fac_files_stop: a scan that has not begun does not begin; a ZIP does not come any further. */
void     _fac_files_stop       (FacSyncService *self);
/** _fac_files_count: counts anew what is owed. */
void     _fac_files_count      (FacSyncService *self);

G_END_DECLS
