/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fac-list-page.h"
#include "fac-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** Typist: types words into the search entry of a list, without the entry's pause, and measures from each key to the end of the
 * frame that shows the rows found. @loop, @taken, @n_keys, @state, @entry and @model are set by the caller. */
typedef struct
{
  GtkSearchEntry *entry;
  FacPagedModel  *model;
  FacRow         *first; /* its change tells that rows were found: they keep their places */
  GMainLoop      *loop;
  double         *taken;
  guint           n_keys;
  guint           n_taken;
  guint           n_silent; /* keys after which the rows stayed the same: nothing to measure */
  guint64         state;
  const char     *word;
  guint           length;
  double          typed_at;
  gboolean        found;
  guint           timer;
} Typist;

/** bench_type_words: FALSE when the list has nothing. */
gboolean      bench_type_words     (Typist *self, GtkWidget *window);
/** bench_open_workspace: over the documents in @folder, without a key. Returns: (transfer full) (nullable) */
FacWorkspace *bench_open_workspace (const char *folder, GError **error);
/** bench_add_style: as the program's own. */
void          bench_add_style      (void);
/** bench_find_widget: the first below @from. Returns: (transfer none) (nullable) */
GtkWidget    *bench_find_widget    (GtkWidget *from, GType type);
/** bench_got, bench_wait_for: a callback that keeps its result, and the wait for it. */
void          bench_got            (GObject *source, GAsyncResult *result, gpointer data);
GAsyncResult *bench_wait_for       (GAsyncResult **result);

G_END_DECLS
