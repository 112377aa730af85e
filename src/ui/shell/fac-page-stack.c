/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-page-stack.h"

struct _FacPageStack
{
  AdwBin     parent_instance;

  GtkStack  *stack;
  GPtrArray *pages; /* (element-type FacPage), borrowed from the stack; the root first */

  gboolean   folded;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FacPageStack, fac_page_stack, ADW_TYPE_BIN)

static void
on_object_changed (FacPageStack *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fac_page_stack_finalize (GObject *object)
{
  g_ptr_array_unref (FAC_PAGE_STACK (object)->pages);
  G_OBJECT_CLASS (fac_page_stack_parent_class)->finalize (object);
}

static void
fac_page_stack_class_init (FacPageStackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_page_stack_finalize;
  signals[CHANGED] = g_signal_new ("changed", FAC_TYPE_PAGE_STACK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 0);
}

static void
fac_page_stack_init (FacPageStack *self)
{
  self->pages = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT_RIGHT);
  gtk_stack_set_transition_duration (self->stack, 160);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

static void
prepare (FacPageStack *self, FacPage *page)
{
  fac_page_set_folded (page, self->folded);
  fac_page_set_can_go_back (page, self->folded || page != self->pages->pdata[0]);
}

static void
append (FacPageStack *self, FacPage *page)
{
  gtk_stack_add_child (self->stack, GTK_WIDGET (page));
  g_ptr_array_add (self->pages, page);
  g_signal_connect_object (page, "notify::object-id", G_CALLBACK (on_object_changed), self,
                           G_CONNECT_SWAPPED);
  prepare (self, page);
}

GtkWidget *
fac_page_stack_new (FacPage *root)
{
  FacPageStack *self = g_object_new (FAC_TYPE_PAGE_STACK, NULL);

  fac_page_set_root (root, TRUE);
  append (self, root);
  return GTK_WIDGET (self);
}

FacPage *
fac_page_stack_get_root (FacPageStack *self)
{
  return self->pages->pdata[0];
}

FacPage *
fac_page_stack_get_front (FacPageStack *self)
{
  return self->pages->pdata[self->pages->len - 1];
}

guint
fac_page_stack_get_depth (FacPageStack *self)
{
  return self->pages->len - 1;
}

void
fac_page_stack_push (FacPageStack *self, FacPage *page)
{
  append (self, page);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  fac_page_focus (page);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_page (FacPageStack *self, FacPage *page)
{
  g_signal_handlers_disconnect_by_func (page, on_object_changed, self);
  g_ptr_array_remove (self->pages, page);
  gtk_stack_remove (self->stack, GTK_WIDGET (page));
}

void
fac_page_stack_pop (FacPageStack *self, FacPage *page)
{
  guint index = 0;
  FacPage *front;

  if (!g_ptr_array_find (self->pages, page, &index) || index == 0)
    return;
  front = self->pages->pdata[index - 1];
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (front));
  while (self->pages->len > index)
    remove_page (self, fac_page_stack_get_front (self));
  fac_page_focus (front);
  g_signal_emit (self, signals[CHANGED], 0);
}

FacPage *
fac_page_stack_find (FacPageStack *self, const char *id)
{
  for (guint i = 1; id != NULL && i < self->pages->len; i++)
    if (g_strcmp0 (fac_page_get_object_id (self->pages->pdata[i]), id) == 0)
      return self->pages->pdata[i];
  return NULL;
}

void
fac_page_stack_open_new (FacPageStack *self)
{
  FacPage *front = fac_page_stack_get_front (self);

  if (fac_page_stack_get_depth (self) == 1 && fac_page_is_blank (front))
    fac_page_focus (front);
  else
    fac_page_open (fac_page_stack_get_root (self), NULL);
}

void
fac_page_stack_set_folded (FacPageStack *self, gboolean folded)
{
  self->folded = folded;
  for (guint i = 0; i < self->pages->len; i++)
    prepare (self, self->pages->pdata[i]);
}

void
fac_page_stack_flush (FacPageStack *self)
{
  for (guint i = 0; i < self->pages->len; i++)
    fac_page_flush (self->pages->pdata[i]);
}
