/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-cfdi-check.h"

#include "fac-cfdi-xml.h"
#include "fac-check-private.h"
#include "fac-money.h"
#include "fac-text.h"
#include "fac-timbre.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_fault (FacCfdiFault *fault)
{
  g_free (fault->code);
  g_free (fault->where);
  g_free (fault->found);
  g_free (fault->wanted);
  g_free (fault->text);
  g_free (fault);
}

static FacCfdiVerdict *
new_verdict (void)
{
  FacCfdiVerdict *verdict = g_new0 (FacCfdiVerdict, 1);

  verdict->complements = g_ptr_array_new_with_free_func (g_free);
  verdict->faults = g_ptr_array_new_with_free_func ((GDestroyNotify)free_fault);
  verdict->unchecked = g_ptr_array_new_with_free_func (g_free);
  return verdict;
}

void
fac_cfdi_verdict_free (FacCfdiVerdict *self)
{
  g_free (self->kind);
  g_free (self->uuid);
  g_free (self->issuer_rfc);
  g_free (self->receiver_rfc);
  g_free (self->certificate);
  g_ptr_array_unref (self->complements);
  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->unchecked);
  g_free (self);
}

guint
fac_cfdi_verdict_count (const FacCfdiVerdict *self, FacCheckPart part)
{
  guint count = 0;

  for (guint i = 0; i < self->faults->len; i++)
    count += ((const FacCfdiFault *)g_ptr_array_index (self->faults, i))->part == part;
  return count;
}

gboolean
fac_cfdi_verdict_has (const FacCfdiVerdict *self, const char *code)
{
  for (guint i = 0; i < self->faults->len; i++)
    if (g_str_equal (((const FacCfdiFault *)g_ptr_array_index (self->faults, i))->code, code))
      return TRUE;
  return FALSE;
}

static void
add_unreadable (FacCfdiVerdict *verdict, const char *code, const char *text)
{
  FacCfdiFault *fault = g_new0 (FacCfdiFault, 1);

  fault->part = FAC_CHECK_FILE;
  fault->code = g_strdup (code);
  fault->text = g_strdup (text);
  g_ptr_array_add (verdict->faults, fault);
}

/* ---- what it is ------------------------------------------------------------------------------ */

static gboolean
recognize (FacCheck *check)
{
  static const struct
  {
    const char *ns, *name, *version;
    gboolean old;
  } kinds[] = {
    { FAC_NS_CFDI_40, "Comprobante", "4.0", FALSE },
    { FAC_NS_CFDI_33, "Comprobante", "3.3", TRUE },
    { FAC_NS_RETENCIONES_20, "Retenciones", "2.0", FALSE },
    { FAC_NS_RETENCIONES_10, "Retenciones", "1.0", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (fac_xml_is (check->root, kinds[i].ns, kinds[i].name))
      {
        const char *version = fac_check_get (check, check->root, "Version");

        /* without any version the namespace tells which it should be: the schema says what lacks */
        if (version == NULL)
          version = fac_check_get (check, check->root, "version");
        if (version != NULL && !g_str_equal (version, kinds[i].version))
          return FALSE;
        check->ns = kinds[i].ns;
        check->old = kinds[i].old;
        check->retention = g_str_equal (kinds[i].name, "Retenciones");
        check->verdict->kind = g_strconcat (kinds[i].name, " ", kinds[i].version, NULL);
        return TRUE;
      }
  return FALSE;
}

static void
list_complements (FacCheck *check)
{
  g_autoptr (GPtrArray) groups = fac_check_all (check->root, "Complemento");

  for (guint i = 0; i < groups->len; i++)
    for (xmlNode *node = xmlFirstElementChild (g_ptr_array_index (groups, i)); node != NULL;
         node = xmlNextElementSibling (node))
      if (!fac_xml_is (node, FAC_NS_TIMBRE, "TimbreFiscalDigital"))
        {
          const char *prefix = node->ns != NULL ? (const char *)node->ns->prefix : NULL;

          g_ptr_array_add (check->complements, node);
          g_ptr_array_add (check->verdict->complements,
                           prefix != NULL ? g_strconcat (prefix, ":", node->name, NULL)
                                          : g_strdup ((const char *)node->name));
        }
}

static const char *
either (FacCheck *check, const xmlNode *node, const char *name, const char *other, const char *old)
{
  const char *value = fac_check_get (check, node, name);

  if (value == NULL)
    value = fac_check_get (check, node, other);
  return value != NULL ? value : fac_check_get (check, node, old);
}

static void
find_parts (FacCheck *check)
{
  const char *type = fac_check_get (check, check->root, "TipoDeComprobante");
  const char *currency = fac_check_get (check, check->root, "Moneda");
  FacCfdiVerdict *verdict = check->verdict;
  const xmlNode *party;

  check->issuer = fac_check_child (check->root, "Emisor");
  check->receiver = fac_check_child (check->root, "Receptor");
  check->summary = fac_check_child (check->root, "Impuestos");
  check->timbre = fac_timbre_find (check->root);
  check->decimals = fac_currency_decimals (currency != NULL ? currency : "MXN");
  if (check->retention)
    check->type = 'R';
  else if (type != NULL && strlen (type) == 1 && strchr ("IETPN", *type) != NULL)
    check->type = *type;
  verdict->type = check->type;
  party = check->retention ? fac_check_child (check->receiver, "Nacional") : check->receiver;
  fac_set_string (&verdict->issuer_rfc, either (check, check->issuer, "Rfc", "RfcE", "RFCEmisor"));
  fac_set_string (&verdict->receiver_rfc, either (check, party, "Rfc", "RfcR", "RFCRecep"));
  fac_set_string (&verdict->uuid, fac_check_get (check, check->timbre, "UUID"));
  list_complements (check);
}

static int
compare_faults (gconstpointer a, gconstpointer b)
{
  const FacCfdiFault *one = *(FacCfdiFault *const *)a, *other = *(FacCfdiFault *const *)b;

  return (int)one->part - (int)other->part;
}

static void
run_checks (FacCheck *check)
{
  fac_check_structure (check);
  fac_check_seal (check);
  fac_check_timbre (check);
  if (check->retention)
    fac_check_retenciones (check);
  else
    {
      fac_check_header (check);
      fac_check_limits (check);
      fac_check_parties (check);
      fac_check_lines (check);
      fac_check_summary (check);
      fac_check_pagos (check);
      fac_check_pagos_10 (check);
      fac_check_nomina (check);
      fac_check_carta_porte (check);
      fac_check_foreign_trade (check);
    }
  g_ptr_array_sort (check->verdict->faults, compare_faults);
}

static void
tell_kind (FacCheck *check)
{
  const char *version = fac_check_get (check, check->root, "Version");
  g_autofree char *text = NULL;

  if (version == NULL)
    version = fac_check_get (check, check->root, "version");
  text = version != NULL
             /* Translators: an XML element and its version: "Comprobante 3.2" */
             ? g_strdup_printf (_ ("It is no CFDI 4.0 or 3.3 and no Retenciones: %s %s"),
                                check->root->name, version)
             : g_strdup_printf (_ ("It is no CFDI 4.0 or 3.3 and no Retenciones: %s"),
                                check->root->name);
  add_unreadable (check->verdict, "KIND", text);
}

FacCfdiVerdict *
fac_cfdi_check (GBytes *xml, FacCatalogSource *catalog)
{
  FacCfdiVerdict *verdict = new_verdict ();
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (xml, &size);
  g_autoptr (xmlDoc) doc = size > 0 ? fac_xml_parse (data, size, &error) : NULL;
  FacCheck check = { .doc = doc, .catalog = catalog, .verdict = verdict };

  if (doc == NULL)
    {
      add_unreadable (verdict, "349", error != NULL ? error->message : _ ("The file is empty"));
      return verdict;
    }
  check.root = xmlDocGetRootElement (doc);
  check.texts = g_ptr_array_new_with_free_func (g_free);
  check.complements = g_ptr_array_new ();
  if (recognize (&check))
    {
      find_parts (&check);
      run_checks (&check);
    }
  else
    tell_kind (&check);
  g_ptr_array_unref (check.complements);
  g_ptr_array_unref (check.texts);
  return verdict;
}

/* ---- files ----------------------------------------------------------------------------------- */

/* At most one byte more than is allowed: what is longer is refused without being read. */
static GBytes *
read_file (GFile *file, GError **error)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, NULL, error);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 block[65536];
  gssize length = 1;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                           _ ("It is no file that can be read"));
      return NULL;
    }
  stream = g_file_read (file, NULL, error);
  while (stream != NULL && length > 0 && bytes->len <= FAC_CFDI_MAX_BYTES)
    {
      length = g_input_stream_read (G_INPUT_STREAM (stream), block, sizeof block, NULL, error);
      if (length > 0)
        g_byte_array_append (bytes, block, (guint)length);
    }
  if (stream == NULL || length < 0)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

FacCfdiVerdict *
fac_cfdi_check_file (GFile *file, FacCatalogSource *catalog, GBytes **xml)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = read_file (file, &error);
  FacCfdiVerdict *verdict;

  if (bytes == NULL)
    {
      verdict = new_verdict ();
      add_unreadable (verdict, "FILE", error->message);
      return verdict;
    }
  verdict = fac_cfdi_check (bytes, catalog);
  if (xml != NULL)
    *xml = g_steal_pointer (&bytes);
  return verdict;
}
