/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-provider.h"

#include "fac-cfdi-seal.h"
#include "fac-cfdi-xml.h"
#include "fac-text.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

struct _SyProvider
{
  FacProvider      parent_instance;
  FacMockProvider *mock;
  FacEntity        fail_entity;
  int              fail_page;
  GError          *failure;
  GString         *pages[3];
  gint64           last_from;
  guint            flying;
  guint            most_flying;
  guint            files;
  gboolean         unsealed;
  GBytes          *pdf;
  gboolean         hold;
  GTask           *held_task;
  FacRemotePage   *held_page;
  gboolean         months;
  guint            polls;
  guint            lacking;
  gsize            cut;
  GString         *said;
  gboolean         careless;
  char            *substitution;
};

G_DEFINE_FINAL_TYPE (SyProvider, sy_provider, FAC_TYPE_PROVIDER)

#define REAL(provider) FAC_PROVIDER (SY_PROVIDER (provider)->mock)
#define CLASS(provider) FAC_PROVIDER_GET_CLASS (REAL (provider))

static FacCapability
sy_capabilities (FacProvider *provider)
{
  return CLASS (provider)->capabilities (REAL (provider))
         | (SY_PROVIDER (provider)->months ? FAC_CAPABILITY_MONTHS : 0);
}

static void
sy_check (FacProvider *provider, GTask *task)
{
  CLASS (provider)->check (REAL (provider), task);
}

static void
on_held (GObject *source, GAsyncResult *result, gpointer data)
{
  SY_PROVIDER (data)->held_page = g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  FacRemotePage *page = g_task_propagate_pointer (G_TASK (result), &error);

  SY_PROVIDER (g_task_get_source_object (task))->flying--;
  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) fac_remote_page_free);
  else
    g_task_return_error (task, error);
}

static void
sy_list (FacProvider *provider, FacEntity entity, const FacRemoteQuery *query, GTask *task)
{
  SyProvider *self = SY_PROVIDER (provider);
  FacRemoteQuery wide = *query;

  if (self->careless)
    {
      wide.external_id = NULL;
      query = &wide;
    }
  g_string_append_printf (self->pages[entity], "%s%d", self->pages[entity]->len > 0 ? " " : "",
                          query->page);
  if (entity == FAC_ENTITY_INVOICE && query->date_from != 0)
    self->last_from = query->date_from;
  if (self->failure != NULL && entity == self->fail_entity
      && (query->by_cursor ? query->after != NULL && atoi (query->after) == -self->fail_page
                           : query->page == self->fail_page))
    {
      g_task_return_error (task, g_steal_pointer (&self->failure));
      g_object_unref (task);
      return;
    }
  if (self->hold)
    {
      self->hold = FALSE;
      self->held_task = task;
      task = g_task_new (self->mock, NULL, on_held, self);
    }
  else
    {
      task = g_task_new (self->mock, g_task_get_cancellable (task), on_listed, task);
      self->flying++;
      self->most_flying = MAX (self->flying, self->most_flying);
    }
  CLASS (provider)->list (REAL (provider), entity, query, task);
}

static void
sy_get (FacProvider *provider, FacEntity entity, const char *remote_id, GTask *task)
{
  CLASS (provider)->get (REAL (provider), entity, remote_id, task);
}

static void
sy_create (FacProvider *provider, FacRemoteItem *item, const char *key, GTask *task)
{
  CLASS (provider)->create (REAL (provider), item, key, task);
}

static void
sy_update (FacProvider *provider, FacRemoteItem *item, GTask *task)
{
  CLASS (provider)->update (REAL (provider), item, task);
}

static void
sy_remove (FacProvider *provider, FacEntity entity, const char *remote_id, GTask *task)
{
  CLASS (provider)->remove (REAL (provider), entity, remote_id, task);
}

static void
sy_stamp (FacProvider *provider, const char *remote_id, GTask *task)
{
  CLASS (provider)->stamp (REAL (provider), remote_id, task);
}

static void
sy_cancel (FacProvider *provider, const char *remote_id, const char *motive,
           const char *substitution, GTask *task)
{
  g_free (SY_PROVIDER (provider)->substitution);
  SY_PROVIDER (provider)->substitution = g_strdup (substitution);
  CLASS (provider)->cancel (REAL (provider), remote_id, motive, substitution, task);
}

static void
sy_refresh_status (FacProvider *provider, const char *remote_id, GTask *task)
{
  CLASS (provider)->refresh_status (REAL (provider), remote_id, task);
}

static void
sy_email (FacProvider *provider, const char *remote_id, const char *const *addresses, GTask *task)
{
  CLASS (provider)->email (REAL (provider), remote_id, addresses, task);
}

static FacCertificate *
certificate (const char *number, const char *rfc)
{
  FacCertificate *made =
      fac_certificate_mint (number, rfc, "PRUEBA", 0, G_GINT64_CONSTANT (4000000000000000), NULL);

  g_assert_nonnull (made);
  return made;
}

static GBytes *
sealed_xml (const char *uuid)
{
  static FacCertificate *csd, *pac;
  g_autoptr (FacCfdi) cfdi = fac_cfdi_new ();
  g_autoptr (GError) error = NULL;
  GBytes *xml;

  if (csd == NULL)
    {
      csd = certificate ("30001000000500009999", "EMP0101019N2");
      pac = certificate ("30001000000600000123", "AAA010101AAA");
    }
  fac_set_string (&cfdi->fecha, "2026-11-20T16:42:51");
  fac_set_string (&cfdi->moneda, "MXN");
  fac_set_string (&cfdi->tipo_de_comprobante, "I");
  fac_set_string (&cfdi->emisor_rfc, "EMP0101019N2");
  fac_set_string (&cfdi->receptor_rfc, "XAXX010101000");
  g_assert_true (fac_cfdi_seal (cfdi, csd, &error));
  g_assert_true (fac_cfdi_stamp (cfdi, pac, uuid, "2026-11-20T16:43:00", "AAA010101AAA", &error));
  xml = fac_cfdi_write (cfdi, &error);
  g_assert_no_error (error);
  return xml;
}

static void
sy_download (FacProvider *provider, const char *remote_id, FacFileFormat format, GTask *task)
{
  SyProvider *self = SY_PROVIDER (provider);
  GPtrArray *held = fac_mock_provider_items (self->mock, FAC_ENTITY_INVOICE);

  g_string_append (self->said, format == FAC_FILE_PDF ? "pdf " : "file ");
  if (format == FAC_FILE_PDF && self->pdf != NULL)
    {
      g_task_return_pointer (task, g_bytes_ref (self->pdf), (GDestroyNotify) g_bytes_unref);
      g_object_unref (task);
      return;
    }
  for (guint i = 0; i < held->len && !self->unsealed && format == FAC_FILE_XML; i++)
    {
      const FacRemoteItem *item = g_ptr_array_index (held, i);

      if (g_str_equal (item->remote_id, remote_id) && item->invoice->uuid != NULL)
        {
          self->files++;
          g_task_return_pointer (task, sealed_xml (item->invoice->uuid),
                                 (GDestroyNotify) g_bytes_unref);
          g_object_unref (task);
          return;
        }
    }
  CLASS (provider)->download (REAL (provider), remote_id, format, task);
}

/* ---- the ZIP of a month ---------------------------------------------------------------------- */

static void
answer_month (SyProvider *self, GTask *task)
{
  FacRemoteMonth *month = g_new0 (FacRemoteMonth, 1);

  month->remote_id = g_strdup ("zip");
  month->state = self->polls == 0 ? FAC_MONTH_READY : FAC_MONTH_WAITING;
  if (self->polls > 0)
    self->polls--;
  g_task_return_pointer (task, month, (GDestroyNotify) fac_remote_month_free);
  g_object_unref (task);
}

static void
sy_request_month (FacProvider *provider, int year, int month, GTask *task)
{
  g_string_append_printf (SY_PROVIDER (provider)->said, "ask %d-%d ", year, month);
  answer_month (SY_PROVIDER (provider), task);
}

static void
sy_get_month (FacProvider *provider, const char *remote_id, GTask *task)
{
  g_string_append (SY_PROVIDER (provider)->said, "poll ");
  answer_month (SY_PROVIDER (provider), task);
}

static void
add_entry (struct archive *zip, const char *name, GBytes *bytes)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  g_assert_cmpint (archive_write_header (zip, entry), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (zip, data, length), ==, (la_ssize_t) length);
  archive_entry_free (entry);
}

/* Everything stamped but the first @lacking; with names that say nothing, and things between that are no XML. */
static GBytes *
make_zip (SyProvider *self)
{
  GPtrArray *held = fac_mock_provider_items (self->mock, FAC_ENTITY_INVOICE);
  g_autoptr (GBytes) other = g_bytes_new_static ("<nothing/>", 10);
  struct archive *zip = archive_write_new ();
  const gsize most = (held->len + 1) * 16384;
  char *memory = g_malloc (most);
  size_t used = 0;

  archive_write_set_format_zip (zip);
  archive_write_open_memory (zip, memory, most, &used);
  add_entry (zip, "leeme.txt", other);
  add_entry (zip, "nada.xml", other);
  for (guint i = self->lacking; i < held->len; i++)
    {
      const FacRemoteItem *item = g_ptr_array_index (held, i);
      g_autoptr (GBytes) xml = sealed_xml (item->invoice->uuid);
      g_autofree char *name = g_strdup_printf ("I/%u.XML", i);

      add_entry (zip, name, xml);
    }
  g_assert_cmpint (archive_write_free (zip), ==, ARCHIVE_OK);
  return g_bytes_new_take (memory, self->cut != 0 ? MIN (self->cut, used) : used);
}

static void
sy_download_month (FacProvider *provider, const char *remote_id, GOutputStream *sink, GTask *task)
{
  SyProvider *self = SY_PROVIDER (provider);
  g_autoptr (GBytes) zip = make_zip (self);

  g_string_append (self->said, "zip ");
  g_assert_true (g_output_stream_write_all (sink, g_bytes_get_data (zip, NULL),
                                            g_bytes_get_size (zip), NULL, NULL, NULL));
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

void
sy_provider_set_months (SyProvider *self, guint polls, guint lacking, gsize cut)
{
  self->months = TRUE;
  self->polls = polls;
  self->lacking = lacking;
  self->cut = cut;
}

const char *
sy_provider_said (SyProvider *self)
{
  return self->said->str;
}

static void
sy_provider_finalize (GObject *object)
{
  SyProvider *self = SY_PROVIDER (object);

  g_object_unref (self->mock);
  g_free (self->substitution);
  g_string_free (self->said, TRUE);
  g_clear_error (&self->failure);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->pages); i++)
    g_string_free (self->pages[i], TRUE);
  G_OBJECT_CLASS (sy_provider_parent_class)->finalize (object);
}

static void
sy_provider_class_init (SyProviderClass *klass)
{
  FacProviderClass *provider_class = FAC_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sy_provider_finalize;
  provider_class->capabilities = sy_capabilities;
  provider_class->check = sy_check;
  provider_class->list = sy_list;
  provider_class->get = sy_get;
  provider_class->create = sy_create;
  provider_class->update = sy_update;
  provider_class->remove = sy_remove;
  provider_class->stamp = sy_stamp;
  provider_class->cancel = sy_cancel;
  provider_class->refresh_status = sy_refresh_status;
  provider_class->email = sy_email;
  provider_class->download = sy_download;
  provider_class->request_month = sy_request_month;
  provider_class->get_month = sy_get_month;
  provider_class->download_month = sy_download_month;
}

static void
sy_provider_init (SyProvider *self)
{
  self->mock = fac_mock_provider_new ();
  self->said = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->pages); i++)
    self->pages[i] = g_string_new (NULL);
}

SyProvider *
sy_provider_new (void)
{
  return g_object_new (SY_TYPE_PROVIDER, NULL);
}

FacMockProvider *
sy_provider_mock (SyProvider *self)
{
  return self->mock;
}

void
sy_provider_fail_page (SyProvider *self, FacEntity entity, int page, const GError *error)
{
  self->fail_entity = entity;
  self->fail_page = page;
  self->failure = g_error_copy (error);
}

guint
sy_provider_files (SyProvider *self)
{
  return self->files;
}

char *
sy_provider_pages (SyProvider *self, FacEntity entity)
{
  char *text = g_strdup (self->pages[entity]->str);

  g_string_truncate (self->pages[entity], 0);
  return text;
}

guint
sy_provider_most_at_once (SyProvider *self)
{
  return self->most_flying;
}

gint64
sy_provider_last_from (SyProvider *self)
{
  return self->last_from;
}

void
sy_provider_set_unsealed (SyProvider *self, gboolean unsealed)
{
  self->unsealed = unsealed;
}

void
sy_provider_set_pdf (SyProvider *self, GBytes *pdf)
{
  g_clear_pointer (&self->pdf, g_bytes_unref);
  self->pdf = pdf != NULL ? g_bytes_ref (pdf) : NULL;
}

void
sy_provider_hold_list (SyProvider *self)
{
  self->hold = TRUE;
}

gboolean
sy_provider_holds (SyProvider *self)
{
  return self->held_page != NULL;
}

void
sy_provider_release_list (SyProvider *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->held_task);

  g_task_return_pointer (task, g_steal_pointer (&self->held_page),
                         (GDestroyNotify) fac_remote_page_free);
}

void
sy_provider_set_careless (SyProvider *self)
{
  self->careless = TRUE;
}

const char *
sy_provider_substitution (SyProvider *self)
{
  return self->substitution;
}
