/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-file.h"

#include "fac-cfdi-words.h"
#include "fac-cfdi-xml.h"
#include "fac-paper-retencion.h"
#include "fac-paper.h"
#include "fac-retencion.h"
#include "fac-worker.h"

#include <string.h>

/* The SAT's certifier of tests, and that of the practice service. */
static const char *const test_certifiers[] = { "AAA010101AAA", "PAC200101PR3", NULL };

struct _FacCfdiFile
{
  GObject         parent_instance;

  GFile          *file;
  char           *name;
  GBytes         *xml;
  FacCfdiFacts    facts;
  FacCfdi        *cfdi;
  GBytes         *pdf;
  char           *paper_error;
};

G_DEFINE_FINAL_TYPE (FacCfdiFile, fac_cfdi_file, G_TYPE_OBJECT)

static void
told_free (FacCfdiTold *told)
{
  g_free (told->code);
  g_free (told->sentence);
  g_free (told->place);
  g_free (told);
}

static void
clear_facts (FacCfdiFacts *facts)
{
  g_free (facts->kind);
  g_free (facts->uuid);
  g_free (facts->issuer_rfc);
  g_free (facts->receiver_rfc);
  g_free (facts->certificate);
  g_free (facts->complements);
  g_ptr_array_unref (facts->faults);
  g_strfreev (facts->unchecked);
}

static void
fac_cfdi_file_finalize (GObject *object)
{
  FacCfdiFile *self = FAC_CFDI_FILE (object);

  g_clear_object (&self->file);
  g_free (self->name);
  g_clear_pointer (&self->xml, g_bytes_unref);
  clear_facts (&self->facts);
  g_clear_pointer (&self->cfdi, fac_cfdi_unref);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_free (self->paper_error);
  G_OBJECT_CLASS (fac_cfdi_file_parent_class)->finalize (object);
}

static void
fac_cfdi_file_class_init (FacCfdiFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fac_cfdi_file_finalize;
}

static void
fac_cfdi_file_init (FacCfdiFile *self)
{
  self->facts.faults = g_ptr_array_new_with_free_func ((GDestroyNotify) told_free);
}

/* ---- what is known --------------------------------------------------------------------------- */

static char *
join (GPtrArray *texts, const char *between)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? between : "",
                            (const char *) g_ptr_array_index (texts, i));
  return g_strdup (all->str);
}

/* "Comprobante 4.0" is the XML's word for a CFDI. */
static char *
kind_name (const FacCfdiVerdict *verdict)
{
  const char *blank = verdict->kind != NULL ? strchr (verdict->kind, ' ') : NULL;

  if (blank != NULL && verdict->type != 'R')
    return g_strconcat ("CFDI", blank, NULL);
  return g_strdup (verdict->kind);
}

static void
take_facts (FacCfdiFile *self, const FacCfdiVerdict *verdict)
{
  FacCfdiFacts *facts = &self->facts;
  g_autoptr (GStrvBuilder) unchecked = g_strv_builder_new ();

  facts->kind = kind_name (verdict);
  facts->type = verdict->type;
  facts->uuid = g_strdup (verdict->uuid);
  facts->issuer_rfc = g_strdup (verdict->issuer_rfc);
  facts->receiver_rfc = g_strdup (verdict->receiver_rfc);
  facts->certificate = g_strdup (verdict->certificate);
  facts->complements = join (verdict->complements, ", ");
  for (guint i = 0; i < verdict->faults->len; i++)
    {
      const FacCfdiFault *fault = g_ptr_array_index (verdict->faults, i);
      FacCfdiTold *told = g_new0 (FacCfdiTold, 1);

      told->code = g_strdup (fault->code);
      told->sentence = fac_cfdi_fault_sentence (fault);
      told->place = fac_cfdi_fault_place (fault);
      g_ptr_array_add (facts->faults, told);
    }
  for (int i = 0; i < FAC_CFDI_N_PARTS; i++)
    facts->parts[i] = fac_cfdi_verdict_count (verdict, FAC_CHECK_STRUCTURE + i);
  for (guint i = 0; i < verdict->unchecked->len; i++)
    g_strv_builder_add (unchecked, g_ptr_array_index (verdict->unchecked, i));
  facts->unchecked = g_strv_builder_end (unchecked);
}

/* ---- paper ------------------------------------------------------------------------------------ */

static void
set_timbre (FacPaperStyle *style, const FacCfdiTimbre *timbre, char **cadena)
{
  style->draft = timbre == NULL;
  if (timbre == NULL)
    return;
  *cadena = fac_cfdi_tfd_cadena (timbre);
  style->tfd_cadena = *cadena;
  style->test = timbre->rfc_prov_certif != NULL
                && g_strv_contains (test_certifiers, timbre->rfc_prov_certif);
}

static GBytes *
draw_retencion (FacCfdiFile *self, FacCatalogSource *catalog, GError **error)
{
  FacCfdiTimbre *timbre;
  g_autofree char *source = fac_retencion_source (self->xml, &timbre, error);
  g_autofree char *cadena = NULL;
  FacPaperStyle style = { 0 };

  if (source == NULL)
    return NULL;
  set_timbre (&style, timbre, &cadena);
  g_clear_pointer (&timbre, fac_cfdi_timbre_free);
  return fac_paper_draw_retencion (source, &style, catalog, error);
}

static GBytes *
draw_cfdi (FacCfdiFile *self, FacCatalogSource *catalog, GError **error)
{
  g_autofree char *cadena = NULL;
  FacPaperStyle style = { 0 };

  self->cfdi = fac_cfdi_read (self->xml, error);
  if (self->cfdi == NULL)
    return NULL;
  set_timbre (&style, self->cfdi->timbre, &cadena);
  return fac_paper_draw (self->cfdi, &style, catalog, error);
}

static void
draw (FacCfdiFile *self, FacCatalogSource *catalog)
{
  g_autoptr (GError) error = NULL;

  if (self->facts.kind == NULL)
    return;
  self->pdf = self->facts.type == 'R' ? draw_retencion (self, catalog, &error)
                                         : draw_cfdi (self, catalog, &error);
  if (self->pdf == NULL)
    self->paper_error = g_strdup (error != NULL ? error->message : "");
}

/* ---- opening ---------------------------------------------------------------------------------- */

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FacCfdiFile *self = data;
  FacCatalogSource *catalog = source;
  g_autoptr (FacCfdiVerdict) verdict = fac_cfdi_check_file (self->file, catalog, &self->xml);

  take_facts (self, verdict);
  if (self->xml != NULL && !g_cancellable_is_cancelled (cancellable))
    draw (self, catalog);
  fac_worker_return (task, g_object_ref (self), g_object_unref, NULL);
}

void
fac_cfdi_file_open_async (GFile *file, FacCatalogSource *catalog, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (catalog, cancellable, callback, data);
  FacCfdiFile *self = g_object_new (FAC_TYPE_CFDI_FILE, NULL);

  self->file = g_object_ref (file);
  self->name = g_file_get_basename (file);
  g_task_set_task_data (task, self, g_object_unref);
  fac_worker_run (task, work);
}

FacCfdiFile *
fac_cfdi_file_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
fac_cfdi_file_get_name (FacCfdiFile *self)
{
  return self->name;
}

const FacCfdiFacts *
fac_cfdi_file_get_facts (FacCfdiFile *self)
{
  return &self->facts;
}

const FacCfdi *
fac_cfdi_file_get_cfdi (FacCfdiFile *self)
{
  return self->cfdi;
}

GBytes *
fac_cfdi_file_get_xml (FacCfdiFile *self)
{
  return self->xml;
}

GBytes *
fac_cfdi_file_get_pdf (FacCfdiFile *self)
{
  return self->pdf;
}

const char *
fac_cfdi_file_get_paper_error (FacCfdiFile *self)
{
  return self->paper_error;
}
