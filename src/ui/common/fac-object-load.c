/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-object-load.h"

#include "fac-page-host.h"
#include "fac-store-error.h"
#include "fac-ui-text.h"

#include <glib/gi18n.h>

#define SETTLE_MS 60 /* a burst of changes is followed by one look */

struct _FacObjectLoad
{
  GObject            parent_instance;

  FacPage           *page; /* owns this */
  GtkStack          *stack;
  AdwStatusPage     *failed;
  FacEntity          entity;
  char              *id;
  FacObjectLoadStart start;

  GCancellable      *cancellable;
  gint64             began; /* when what runs began; 0: nothing runs */
  guint              settle_timer;
  gboolean           again;
  gboolean           shown;
  gboolean           lost; /* it is not there any more, and its page lies beneath another one */
  gboolean           told;
};

G_DEFINE_FINAL_TYPE (FacObjectLoad, fac_object_load, G_TYPE_OBJECT)

static gboolean
on_settled (gpointer data)
{
  FacObjectLoad *self = data;

  self->settle_timer = 0;
  fac_object_load_again (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed (FacWorkspace *workspace, FacEntity entity, const char *id, FacObjectLoad *self)
{
  const gboolean ours = entity == FAC_ENTITY_INVOICE
                        || (entity == self->entity && (id == NULL || g_str_equal (id, self->id)));

  if (ours && self->began != 0)
    self->again = TRUE;
  else if (ours && self->settle_timer == 0)
    self->settle_timer = g_timeout_add (SETTLE_MS, on_settled, self);
}

/* While changes come without end, half of the time is left to others who read. */
static void
finish (FacObjectLoad *self)
{
  const gint64 lasted = (g_get_monotonic_time () - self->began) / 1000;

  self->began = 0;
  if (self->again && self->settle_timer == 0)
    self->settle_timer = g_timeout_add ((guint) MAX (lasted, SETTLE_MS), on_settled, self);
  self->again = FALSE;
}

static void
fac_object_load_finalize (GObject *object)
{
  FacObjectLoad *self = FAC_OBJECT_LOAD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->settle_timer, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (fac_object_load_parent_class)->finalize (object);
}

static void
fac_object_load_class_init (FacObjectLoadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_object_load_finalize;
}

static void
fac_object_load_init (FacObjectLoad *self)
{
  self->cancellable = g_cancellable_new ();
}

/* ---- what is not there any more --------------------------------------------------------------- */

static void
tell_lost (FacObjectLoad *self)
{
  const char *name = fac_page_get_title (self->page);
  g_autofree char *text = NULL;

  if (self->told)
    return;
  /* Translators: %s is the name of a customer or a product */
  text = g_strdup_printf (_("“%s” is not there any more: it was deleted or combined elsewhere"),
                          name);
  fac_toast (GTK_WIDGET (self->page), text);
  self->told = TRUE;
}

static gboolean
close_lost (gpointer data)
{
  g_autoptr (FacPage) page = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (page)))
    fac_page_close (page);
  return G_SOURCE_REMOVE;
}

/* the page that lay above it is still going */
static void
on_map (FacObjectLoad *self)
{
  if (self->lost)
    g_idle_add (close_lost, g_object_ref (self->page));
}

/* @here: the person has deleted it, and knows */
static void
lose (FacObjectLoad *self, gboolean here)
{
  self->lost = TRUE;
  if (!here)
    tell_lost (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->page)))
    fac_page_close (self->page);
}

/* ---- public ---------------------------------------------------------------------------------- */

FacObjectLoad *
fac_object_load_new (FacPage *page, FacEntity entity, const char *id, GtkStack *stack,
                     AdwStatusPage *failed, FacObjectLoadStart start)
{
  FacObjectLoad *self = g_object_new (FAC_TYPE_OBJECT_LOAD, NULL);

  self->page = page;
  self->entity = entity;
  self->id = g_strdup (id);
  self->stack = stack;
  self->failed = failed;
  self->start = start;
  g_signal_connect_object (fac_page_get_workspace (page), "changed", G_CALLBACK (on_changed), self,
                           0);
  g_signal_connect_object (page, "map", G_CALLBACK (on_map), self, G_CONNECT_SWAPPED);
  fac_object_load_again (self);
  return self;
}

void
fac_object_load_again (FacObjectLoad *self)
{
  if (self->began != 0)
    {
      self->again = TRUE;
      return;
    }
  g_clear_handle_id (&self->settle_timer, g_source_remove);
  self->began = g_get_monotonic_time ();
  self->start (self->page, self);
}

void
fac_object_load_show (FacObjectLoad *self)
{
  finish (self);
  /* deleted, and taken back */
  self->lost = self->told = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "content");
  if (!self->shown && gtk_widget_get_mapped (GTK_WIDGET (self->page)))
    fac_page_focus (self->page);
  self->shown = TRUE;
}

void
fac_object_load_fail (FacObjectLoad *self, const GError *error)
{
  finish (self);
  if (!self->shown)
    {
      if (fac_status_page_fail (self->failed, error))
        gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  if (g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_DELETED))
    lose (self, TRUE);
  else if (g_error_matches (error, FAC_STORE_ERROR, FAC_STORE_ERROR_NOT_FOUND))
    lose (self, FALSE);
}

GCancellable *
fac_object_load_get_cancellable (FacObjectLoad *self)
{
  return self->cancellable;
}
