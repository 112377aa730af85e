/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-sandbox-seed.h"

#include "fac-tax-id.h"

#include <string.h>

static const char *const trades[] = {
  "COMERCIALIZADORA", "DISTRIBUIDORA", "GRUPO", "SERVICIOS", "CONSTRUCTORA", "FERRETERIA",
  "PAPELERIA", "TRANSPORTES", "CLINICA", "ABARROTES", "REFACCIONES", "MUEBLES", "IMPRENTA",
  "PANADERIA", "HOTELES", "LABORATORIO",
};
static const char *const firms[] = {
  "DEL NORTE", "LA ESPERANZA", "SAN MIGUEL", "EL SOL", "DEL BAJIO", "LA PROVIDENCIA", "AZTECA",
  "DEL VALLE", "SANTA ROSA", "EL PROGRESO", "DE OCCIDENTE", "LA ESTRELLA", "DEL GOLFO",
  "LOS PINOS", "PACIFICO", "TRES HERMANOS",
};
static const char *const names[] = {
  "MARIA", "JOSE", "GUADALUPE", "JUAN", "ANA", "LUIS", "ROSA", "CARLOS", "LAURA", "MIGUEL",
  "PATRICIA", "JORGE", "ALEJANDRA", "RICARDO", "SOFIA", "FERNANDO",
};
static const char *const surnames[] = {
  "HERNANDEZ", "GARCIA", "MARTINEZ", "LOPEZ", "GONZALEZ", "RODRIGUEZ", "PEREZ", "SANCHEZ",
  "RAMIREZ", "CRUZ", "FLORES", "GOMEZ", "MORALES", "VAZQUEZ", "REYES", "TORRES",
};
static const char *const zips[] = {
  "06600", "03100", "64000", "44100", "72000", "76000", "37000", "20000", "97000", "80000",
  "31000", "50000", "58000", "91000", "22000", "83000",
};

typedef struct
{
  const char *description;
  const char *key;
  const char *unit_key;
  const char *unit_name;
  guint       cents; /* of the cheapest */
  const char *taxes; /* JSON */
} Goods;

#define IVA "[{\"type\":\"IVA\",\"rate\":0.16}]"
#define IVA_ZERO "[{\"type\":\"IVA\",\"rate\":0}]"

static const Goods goods[] = {
  { "Café molido", "50201706", "KGM", "Kilogramo", 24000, IVA_ZERO },
  { "Papel bond tamaño carta", "14111507", "XPK", "Paquete", 11500, IVA },
  { "Tóner negro", "44103103", "H87", "Pieza", 98000, IVA },
  { "Servicio de consultoría", "80101500", "E48", "Unidad de servicio", 150000, IVA },
  { "Mantenimiento de equipo", "81112300", "E48", "Unidad de servicio", 65000, IVA },
  { "Desarrollo de programas", "81111500", "HUR", "Hora", 45000, IVA },
  { "Tornillo galvanizado", "31161500", "H87", "Pieza", 150, IVA },
  { "Pintura vinílica", "31211500", "LTR", "Litro", 13900, IVA },
  { "Cemento gris", "30111601", "XBG", "Saco", 21500, IVA },
  { "Silla de oficina", "56112100", "H87", "Pieza", 189900, IVA },
  { "Flete local", "78101800", "E48", "Unidad de servicio", 85000, IVA },
  { "Publicidad impresa", "82101500", "E48", "Unidad de servicio", 32000, IVA },
  { "Agua purificada", "50202301", "LTR", "Litro", 1200, IVA_ZERO },
  { "Pan dulce", "50181900", "H87", "Pieza", 900, IVA_ZERO },
  { "Cable eléctrico", "26121600", "MTR", "Metro", 1850, IVA },
  { "Foco de bajo consumo", "39101600", "H87", "Pieza", 4900, IVA },
};
static const char *const grades[] = {
  "económico", "estándar", "reforzado", "especial", "premium", "de temporada", "a granel",
  "por mayoreo",
};

FacSandboxSeed *
fac_sandbox_seed_new (FacSandboxRequest *request, guint32 seed)
{
  const gint64 day = G_GINT64_CONSTANT (24) * 3600 * G_USEC_PER_SEC;
  FacSandboxSeed *self = g_new0 (FacSandboxSeed, 1);

  self->request = request;
  self->dice = g_rand_new_with_seed (seed);
  self->seed = seed;
  self->end = request->now / day * day;
  self->customers = g_ptr_array_new_with_free_func (g_free);
  self->products = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
fac_sandbox_seed_free (FacSandboxSeed *self)
{
  g_rand_free (self->dice);
  g_ptr_array_unref (self->customers);
  g_ptr_array_unref (self->products);
  g_free (self);
}

/* Kind, number and seed, so that the same seed names the same documents and another one others. */
char *
fac_sandbox_seed_id (FacSandboxSeed *self, char kind, guint index)
{
  return g_strdup_printf ("5eed%08x%02x%010x", self->seed, (guint) kind, index);
}

guint
fac_sandbox_seed_pick (FacSandboxSeed *self, guint below)
{
  return (guint) g_rand_int_range (self->dice, 0, (gint32) below);
}

#define PICK(self, list) ((list)[fac_sandbox_seed_pick ((self), G_N_ELEMENTS (list))])

static char *
make_rfc (FacSandboxSeed *self, const char *letters)
{
  static const char homoclave[] = "ABCDEFGHJKLMNPQRSTUVWXYZ123456789";
  const guint n = sizeof homoclave - 1;
  g_autofree char *open = g_strdup_printf ("%s%02u%02u%02u%c%c", letters,
                                           fac_sandbox_seed_pick (self, 24),
                                           1 + fac_sandbox_seed_pick (self, 12),
                                           1 + fac_sandbox_seed_pick (self, 28),
                                           homoclave[fac_sandbox_seed_pick (self, n)],
                                           homoclave[fac_sandbox_seed_pick (self, n)]);

  return g_strdup_printf ("%s%c", open, fac_tax_id_check_digit (open));
}

void
fac_sandbox_seed_write_customer (FacSandboxSeed *self, FacJsonWriter *writer, guint index)
{
  gboolean firm = fac_sandbox_seed_pick (self, 3) > 0;
  const char *first = firm ? PICK (self, trades) : PICK (self, names);
  const char *second = firm ? PICK (self, firms) : PICK (self, surnames);
  const char *third = PICK (self, surnames);
  g_autofree char *name = g_strjoin (" ", first, second, third, NULL);
  g_autofree char *letters = g_strdup_printf ("%c%c%c%s", first[0], second[0], third[0],
                                              firm ? "" : "X");
  g_autofree char *rfc = make_rfc (self, letters);
  g_autofree char *email = g_strdup_printf ("pagos%u@cliente.example", index + 1);

  fac_json_writer_string (writer, "legal_name", name);
  fac_json_writer_string (writer, "tax_id", rfc);
  fac_json_writer_string (writer, "tax_system",
                          firm ? "601" : fac_sandbox_seed_pick (self, 2) ? "612" : "626");
  fac_json_writer_string (writer, "email", email);
  fac_json_writer_begin_object (writer, "address");
  fac_json_writer_string (writer, "zip", PICK (self, zips));
  fac_json_writer_string (writer, "country", "MEX");
  fac_json_writer_end_object (writer);
}

void
fac_sandbox_seed_write_product (FacSandboxSeed *self, FacJsonWriter *writer, guint index)
{
  const Goods *each = &PICK (self, goods);
  g_autofree char *description = g_strdup_printf ("%s %s", each->description, PICK (self, grades));
  g_autofree char *sku = g_strdup_printf ("%.3s-%05u", each->key, index + 1);
  guint cents = each->cents + fac_sandbox_seed_pick (self, each->cents * 2);

  fac_json_writer_string (writer, "description", description);
  fac_json_writer_string (writer, "product_key", each->key);
  fac_json_writer_decimal (writer, "price", fac_decimal_make (cents, 2));
  fac_json_writer_boolean (writer, "tax_included", fac_sandbox_seed_pick (self, 3) == 0);
  fac_json_writer_raw (writer, "taxes", each->taxes, strlen (each->taxes));
  fac_json_writer_string (writer, "unit_key", each->unit_key);
  fac_json_writer_string (writer, "unit_name", each->unit_name);
  fac_json_writer_string (writer, "sku", sku);
}
