/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-paged-model-private.h"

FacRow *
_fac_paged_model_row (FacPagedModel *self, gint64 key)
{
  FacRow *row = g_hash_table_lookup (self->rows, &key);

  if (row == NULL)
    {
      row = _fac_row_new (self->query->entity);
      g_hash_table_insert (self->rows, g_memdup2 (&key, sizeof key), row);
    }
  return row;
}

void
_fac_paged_model_fill (FacPagedModel *self, FacStorePage *page)
{
  for (guint i = 0; i < page->rows->len; i++)
    if (page->rows->pdata[i] != NULL)
      _fac_row_set_content (_fac_paged_model_row (self, fac_paged_key (page->keys, i)),
                            page->rows->pdata[i]);
}

/* Views hear only of the stretch that differs, so that selection and scroll stay. */
void
_fac_paged_model_take_keys (FacPagedModel *self, GArray *keys)
{
  GArray *old = self->keys;
  guint head = 0, tail = 0;
  const guint shorter = MIN (old->len, keys->len);

  while (head < shorter && fac_paged_key (old, head) == fac_paged_key (keys, head))
    head++;
  while (tail < shorter - head
         && fac_paged_key (old, old->len - 1 - tail) == fac_paged_key (keys, keys->len - 1 - tail))
    tail++;
  self->keys = g_array_ref (keys);
  if (old->len != keys->len || head < old->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                keys->len - head - tail);
  g_array_unref (old);
}

/*
 * A new query changes nearly every row. The first ones stay in their places and change what they
 * show, so that views keep their widgets: two hundred new ones take too long between two keys.
 * Behind them stands the former list until the new keys come.
 */
static void
remember_head (FacPagedModel *self)
{
  guint n = MIN (self->keys->len, FAC_PAGED_HEAD_ROWS);

  if (self->head == NULL)
    {
      self->head = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < n; i++)
        {
          gint64 key = fac_paged_key (self->keys, i);
          FacRow *row = g_hash_table_lookup (self->rows, &key);

          if (row == NULL)
            break;
          g_ptr_array_add (self->head, g_object_ref (row));
        }
    }
  g_hash_table_remove_all (self->rows);
}

/* Puts the documents of @page into the rows of the head. Returns: how many stay in their places */
static guint
refill_head (FacPagedModel *self, FacStorePage *page)
{
  guint n = self->head != NULL ? MIN (self->head->len, page->keys->len) : 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 key = fac_paged_key (page->keys, i);
      FacRow *row = self->head->pdata[i];

      g_hash_table_insert (self->rows, g_memdup2 (&key, sizeof key), g_object_ref (row));
      _fac_row_set_content (row, page->rows->pdata[i]);
    }
  return n;
}

static void
replace_behind (FacPagedModel *self, GArray *keys, guint n)
{
  guint removed = self->keys->len - n;
  guint added = keys->len - n;

  g_clear_pointer (&self->head, g_ptr_array_unref);
  g_array_ref (keys);
  g_array_unref (self->keys);
  self->keys = keys;
  self->first_of_query = FALSE;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), n, removed, added);
}

void
_fac_paged_model_show (FacPagedModel *self, FacStorePage *page)
{
  guint n;

  remember_head (self);
  n = refill_head (self, page);
  _fac_paged_model_fill (self, page);
  if (page->more && n == page->keys->len)
    {
      g_autoptr (GArray) former = self->keys;

      self->keys = g_array_copy (page->keys);
      g_array_append_vals (self->keys, &g_array_index (former, gint64, n), former->len - n);
    }
  else
    replace_behind (self, page->keys, n);
}

void
_fac_paged_model_complete (FacPagedModel *self, GArray *keys, FacStorePage *page)
{
  guint n;

  if (self->head != NULL)
    g_hash_table_remove_all (self->rows);
  n = refill_head (self, page);
  _fac_paged_model_fill (self, page);
  if (self->head != NULL)
    replace_behind (self, keys, n);
  else
    _fac_paged_model_take_keys (self, keys);
}
