/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** FacSuggestion: one offer: @title and @trailing over @detail; @data is what it stands for. */
typedef struct
{
  char          *title;
  char          *detail;
  char          *trailing;
  gpointer       data;
  GDestroyNotify free_data;
} FacSuggestion;

FacSuggestion *fac_suggestion_new  (const char *title, const char *detail, const char *trailing, gpointer data,
                                    GDestroyNotify free_data);
void           fac_suggestion_free (FacSuggestion *self);

#define FAC_TYPE_SUGGESTIONS (fac_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (FacSuggestions, fac_suggestions, FAC, SUGGESTIONS, GtkPopover)

/**
 * FacSuggestions: offers beneath the entry of @parent, which keeps the focus and the keys. Its parent presents and
 * unparents it. Signal "chosen" (FacSuggestion): by click.
 */
FacSuggestions      *fac_suggestions_new          (GtkWidget *parent);
/** fac_suggestions_show: @items (transfer none) (element-type FacSuggestion); the first is marked when @select. None
 * hides it. */
void                 fac_suggestions_show         (FacSuggestions *self, GPtrArray *items, gboolean select);
void                 fac_suggestions_hide         (FacSuggestions *self);
gboolean             fac_suggestions_is_open      (FacSuggestions *self);
void                 fac_suggestions_move         (FacSuggestions *self, int by);
/** fac_suggestions_get_selected: Returns: (transfer none) (nullable) */
const FacSuggestion *fac_suggestions_get_selected (FacSuggestions *self);

G_END_DECLS
