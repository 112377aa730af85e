/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-company.h"

#include "fac-sandbox-certificates.h"
#include "fac-sandbox-json.h"
#include "fac-sql.h"

#include <cairo.h>
#include <string.h>

#define LOGO_SIZE 480

#define DETAILS                                                                                    \
  "\"pdf_extra\":{\"codes\":true,\"address_codes\":true,\"product_key\":true,"                       \
  "\"export_key\":false,\"round_unit_price\":false,\"tax_breakdown\":true,"                           \
  "\"ieps_breakdown\":true,\"combine_ieps_with_subtotal\":false,\"render_carta_porte\":false,"        \
  "\"repeat_signature\":false,\"render_iedu\":false,\"render_hyp_complement\":false,"                 \
  "\"render_comercio_exterior\":false,\"payroll_options\":{\"tipo_contrato\":false,"                 \
  "\"puesto\":false,\"riesgo_puesto\":false,\"antiguedad\":false}}"

static const char profile_text[] =
  "{\"timezone\":\"America/Mexico_City\",\"legal\":{\"name\":\"Empresa de prueba\","
  "\"legal_name\":\"" FAC_SANDBOX_NAME "\",\"tax_id\":\"" FAC_SANDBOX_RFC "\","
  "\"tax_system\":\"601\",\"website\":\"https://empresa.example\","
  "\"phone\":\"722 555 0142\",\"support_email\":\"hola@empresa.example\","
  "\"address\":{\"street\":\"Av. Hidalgo\",\"exterior\":\"128\",\"neighborhood\":\"Centro\","
  "\"city\":\"Toluca\",\"municipality\":\"Toluca\",\"zip\":\"50000\","
  "\"state\":\"Estado de México\"}},\"customization\":{\"color\":\"0F6B6B\","
  "\"default_series\":{\"I\":\"A\",\"E\":\"NC\",\"P\":\"CP\",\"N\":\"N\",\"T\":\"T\"}," DETAILS "},"
  "\"receipts\":{\"periodicity\":\"month\",\"duration_days\":7},"
  "\"self_invoice\":{\"allowed_cfdi_uses\":[],\"apply_resico_isr\":false,"
  "\"support_email\":\"hola@empresa.example\",\"support_email_verified\":true},"
  "\"manifiesto\":true}";

/* After the name, which is the only member of `legal`. */
static const char new_profile_rest[] =
  "},\"customization\":{\"color\":\"0F6B6B\",\"default_series\":{\"I\":\"F\",\"E\":\"NC\","
  "\"P\":\"CP\",\"N\":\"N\",\"T\":\"T\"}," DETAILS "},"
  "\"receipts\":{\"periodicity\":\"month\",\"duration_days\":7},"
  "\"self_invoice\":{\"allowed_cfdi_uses\":[],\"apply_resico_isr\":false}}";

static cairo_status_t
on_png (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
rounded (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* A sheet with its lines, read as the letter E, and a seal at its foot. */
static GBytes *
draw_logo (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, LOGO_SIZE, LOGO_SIZE);
  cairo_t *cr = cairo_create (surface);
  GByteArray *png = g_byte_array_new ();
  const double widths[] = { 232, 176, 116 };

  rounded (cr, 20, 20, 440, 440, 96);
  cairo_set_source_rgb (cr, 0x0f / 255.0, 0x6b / 255.0, 0x6b / 255.0);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  rounded (cr, 118, 116, 40, 248, 12);
  cairo_fill (cr);
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      rounded (cr, 118, 116 + 104 * (double) i, widths[i], 40, 12);
      cairo_fill (cr);
    }
  cairo_set_source_rgb (cr, 0xf2 / 255.0, 0xb1 / 255.0, 0x34 / 255.0);
  cairo_arc (cr, 318, 332, 52, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, on_png, png);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (png);
}

static gboolean
insert_company (FacDb *db, const char *id, gint64 now, const char *profile, GBytes *logo,
                GError **error)
{
  g_autofree char *hash = logo != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, logo)
                                       : NULL;
  g_autofree char *name = hash != NULL ? g_strdup_printf ("%.24s.png", hash) : NULL;
  FacStatement *insert = fac_db_prepare (db,
                                         "INSERT INTO organizations (id, created_at, profile,"
                                         " logo, logo_name) VALUES (?1, ?2, ?3, ?4, ?5)", error);

  if (insert == NULL)
    return FALSE;
  fac_statement_bind_text (insert, 1, id);
  fac_statement_bind_int (insert, 2, now);
  fac_statement_bind_text (insert, 3, profile);
  fac_statement_bind_blob (insert, 4, logo);
  fac_statement_bind_text (insert, 5, name);
  return fac_statement_run (insert, error);
}

gboolean
fac_sandbox_company_seed (FacDb *db, const char *id, gint64 now, GError **error)
{
  g_autoptr (GBytes) logo = draw_logo ();

  return insert_company (db, id, now, profile_text, logo, error);
}

char *
fac_sandbox_company_create (FacSandbox *sandbox, const char *name, GError **error)
{
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  g_autoptr (GBytes) legal = NULL;
  g_autofree char *id = fac_sandbox_new_id (sandbox);
  g_autofree char *profile = NULL;
  gsize length;

  fac_json_writer_begin_object (writer, NULL);
  fac_json_writer_string (writer, "name", name);
  fac_json_writer_end_object (writer);
  legal = fac_json_writer_finish (writer);
  length = g_bytes_get_size (legal);
  profile = g_strdup_printf ("{\"timezone\":\"America/Mexico_City\",\"legal\":%.*s%s",
                             (int) length - 1, (const char *) g_bytes_get_data (legal, NULL),
                             new_profile_rest);
  if (!insert_company (sandbox->db, id, fac_sandbox_now (sandbox), profile, NULL, error))
    return NULL;
  return g_steal_pointer (&id);
}

static void
take_profile (FacSandboxCompany *self, FacJson *profile)
{
  g_clear_pointer (&self->profile, fac_json_unref);
  self->profile = profile;
  self->legal = fac_json_get (fac_json_root (profile), "legal");
  self->customization = fac_json_get (fac_json_root (profile), "customization");
}

static gboolean
update_profile (FacSandbox *sandbox, const char *id, const char *profile, GError **error)
{
  FacStatement *update = fac_db_prepare (sandbox->db,
                                         "UPDATE organizations SET profile = ?2 WHERE id = ?1",
                                         error);

  if (update == NULL)
    return FALSE;
  fac_statement_bind_text (update, 1, id);
  fac_statement_bind_text (update, 2, profile);
  return fac_statement_run (update, error);
}

gboolean
fac_sandbox_company_set (FacSandbox *sandbox, FacSandboxCompany *self, const char *section,
                         GBytes *json, GError **error)
{
  static const char *const sections[] = {
    "timezone", "legal", "customization", "receipts", "self_invoice", "certificate", "fiel",
    "manifiesto", NULL
  };
  g_autoptr (FacJsonWriter) writer = fac_json_writer_new ();
  FacJsonValue profile = fac_json_root (self->profile);
  g_autofree char *text = NULL;

  fac_json_writer_begin_object (writer, NULL);
  for (const char *const *each = sections; *each != NULL; each++)
    if (!g_str_equal (*each, section))
      fac_sandbox_json_copy (writer, *each, fac_json_get (profile, *each));
    else if (json != NULL)
      fac_json_writer_raw (writer, section, g_bytes_get_data (json, NULL),
                           g_bytes_get_size (json));
  fac_json_writer_end_object (writer);
  text = fac_json_writer_finish_text (writer);
  take_profile (self, fac_sandbox_json_load (text));
  return update_profile (sandbox, self->id, text, error);
}

FacSandboxCompany *
fac_sandbox_company_load (FacSandbox *sandbox, const char *id, GError **error)
{
  FacStatement *row = fac_sql_find (sandbox->db, error,
                                    "SELECT created_at, profile, logo, logo_name, domain"
                                    " FROM organizations WHERE id = ? AND deleted_at IS NULL", "t",
                                    id);
  FacSandboxCompany *self;

  if (row == NULL)
    return NULL;
  self = g_new0 (FacSandboxCompany, 1);
  self->id = g_strdup (id);
  self->created_at = fac_statement_int (row, 0);
  take_profile (self, fac_sandbox_json_load (fac_statement_text (row, 1)));
  self->logo = fac_statement_blob (row, 2);
  self->logo_name = fac_statement_dup (row, 3);
  self->domain = fac_statement_dup (row, 4);
  fac_statement_reset (row);
  return self;
}

void
fac_sandbox_company_free (FacSandboxCompany *self)
{
  g_free (self->id);
  g_clear_pointer (&self->profile, fac_json_unref);
  g_clear_pointer (&self->logo, g_bytes_unref);
  g_free (self->logo_name);
  g_free (self->domain);
  g_free (self);
}

FacSandboxSteps
fac_sandbox_company_steps (FacSandbox *sandbox, FacSandboxCompany *self)
{
  FacJsonValue profile = fac_json_root (self->profile);
  FacSandboxSteps steps = 0;

  if (fac_sandbox_json_text (self->legal, "legal_name") == NULL
      || fac_sandbox_json_text (self->legal, "tax_system") == NULL
      || fac_sandbox_company_zip (self) == NULL)
    steps |= FAC_STEP_LEGAL;
  if (self->logo == NULL)
    steps |= FAC_STEP_LOGO;
  if (fac_sandbox_csd (sandbox, self->id) == NULL)
    steps |= FAC_STEP_CERTIFICATE;
  if (!fac_json_boolean (fac_json_get (profile, "manifiesto"), FALSE)
      && !fac_sandbox_json_has (fac_json_get (profile, "fiel")))
    steps |= FAC_STEP_MANIFIESTO;
  return steps;
}

const char *
fac_sandbox_company_zip (FacSandboxCompany *self)
{
  return fac_sandbox_json_text (fac_json_get (self->legal, "address"), "zip");
}

const char *
fac_sandbox_company_series (FacSandboxCompany *self, const char *type)
{
  return fac_sandbox_json_text (fac_json_get (self->customization, "default_series"), type);
}

char *
fac_sandbox_company_address (FacSandboxCompany *self)
{
  FacJsonValue from = fac_json_get (self->legal, "address");
  g_autoptr (FacAddress) address = fac_address_new ();

  address->street = g_strdup (fac_sandbox_json_text (from, "street"));
  address->exterior = g_strdup (fac_sandbox_json_text (from, "exterior"));
  address->interior = g_strdup (fac_sandbox_json_text (from, "interior"));
  address->neighborhood = g_strdup (fac_sandbox_json_text (from, "neighborhood"));
  address->city = g_strdup (fac_sandbox_json_text (from, "city"));
  address->municipality = g_strdup (fac_sandbox_json_text (from, "municipality"));
  address->zip = g_strdup (fac_sandbox_json_text (from, "zip"));
  address->state = g_strdup (fac_sandbox_json_text (from, "state"));
  return fac_address_format (address);
}

GTimeZone *
fac_sandbox_zone (FacSandbox *sandbox, const char *zip)
{
  g_autofree char *name = fac_catalog_zip_timezone (sandbox->catalog, zip != NULL ? zip : "");
  GTimeZone *zone = g_time_zone_new_identifier (name);

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

GBytes *
fac_sandbox_logo_find (FacSandbox *sandbox, const char *name)
{
  return fac_sql_blob (fac_sql_find (sandbox->db, NULL,
                                     "SELECT logo FROM organizations WHERE logo_name = ?", "t",
                                     name));
}

gint64
fac_sandbox_folio_next (FacSandbox *sandbox, const char *organization, gboolean livemode,
                        const char *series)
{
  FacStatement *select = fac_db_prepare (sandbox->db,
                                         "SELECT next FROM folios WHERE organization = ?1"
                                                      " AND livemode = ?2 AND series = ?3", NULL);
  gint64 next = 1;

  if (select == NULL)
    return next;
  fac_statement_bind_text (select, 1, organization);
  fac_statement_bind_int (select, 2, livemode);
  fac_statement_bind_text (select, 3, series);
  if (fac_statement_step (select, NULL))
    next = fac_statement_int (select, 0);
  fac_statement_reset (select);
  return next;
}

gboolean
fac_sandbox_folio_take (FacSandbox *sandbox, const char *organization, gboolean livemode,
                        const char *series,
                        gint64 folio, GError **error)
{
  FacStatement *upsert = fac_db_prepare (sandbox->db,
    "INSERT INTO folios (organization, livemode, series, next) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (organization, livemode, series) DO UPDATE SET next = max (next, excluded.next),"
    " hidden = 0", error);

  if (upsert == NULL)
    return FALSE;
  fac_statement_bind_text (upsert, 1, organization);
  fac_statement_bind_int (upsert, 2, livemode);
  fac_statement_bind_text (upsert, 3, series);
  fac_statement_bind_int (upsert, 4, folio + 1);
  return fac_statement_run (upsert, error);
}

gboolean
fac_sandbox_folio_set (FacSandbox *sandbox, const char *organization, gboolean livemode,
                       const char *series, gint64 next, GError **error)
{
  FacStatement *upsert = fac_db_prepare (sandbox->db,
    "INSERT OR REPLACE INTO folios (organization, livemode, series, next) VALUES (?1, ?2, ?3, ?4)",
    error);

  if (upsert == NULL)
    return FALSE;
  fac_statement_bind_text (upsert, 1, organization);
  fac_statement_bind_int (upsert, 2, livemode);
  fac_statement_bind_text (upsert, 3, series);
  fac_statement_bind_int (upsert, 4, next);
  return fac_statement_run (upsert, error);
}
