/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-make-documents.h"

#include "fac-customer-table.h"
#include "fac-document-table.h"
#include "fac-invoice-totals.h"
#include "fac-product-table.h"
#include "fac-search-index.h"
#include "fac-sql.h"
#include "fac-store-private.h"
#include "fac-text.h"

#define PER_COMMIT 1000
#define YEARS_BACK 4

typedef struct
{
  FacDb            *db;
  guint64           state;
  GPtrArray        *customers;
  GPtrArray        *products;
  FacInvoiceTotals *totals;
} Maker;

static const char *const given_names[] = {
  "María", "José", "Guadalupe", "Juan", "Ana", "Luis", "Carmen", "Miguel", "Rosa", "Ángel", "Sofía", "Jesús",
  "Verónica", "Óscar", "Leticia", "Raúl", "Mónica", "Iván", "Teresa", "Héctor",
};
static const char *const surnames[] = {
  "Hernández", "García", "Martínez", "López", "González", "Pérez", "Rodríguez", "Sánchez", "Ramírez", "Cruz",
  "Flores", "Gómez", "Morales", "Vázquez", "Jiménez", "Reyes", "Torres", "Díaz", "Gutiérrez", "Mendoza", "Núñez",
  "Ibáñez", "Peña", "Muñoz", "Zúñiga",
};
static const char *const trades[] = {
  "Comercializadora", "Distribuidora", "Constructora", "Servicios", "Transportes", "Abarrotes", "Ferretería",
  "Papelería", "Consultores", "Ingeniería", "Alimentos", "Textiles", "Refacciones", "Muebles", "Farmacia",
};
static const char *const places[] = {
  "del Bajío", "de Occidente", "del Norte", "de Anáhuac", "del Pacífico", "de Toluca", "Peninsular", "del Golfo",
  "Azteca", "de Jalisco", "Regiomontana", "del Sureste", "Metropolitana", "Lagunera", "de Michoacán",
};
static const char *const things[] = {
  "tornillo", "cable", "lámpara", "silla", "escritorio", "tóner", "papel", "cemento", "varilla", "pintura", "taladro",
  "manguera", "válvula", "filtro", "batería", "llanta", "aceite", "harina", "azúcar", "café", "servilleta", "caja",
  "etiqueta", "cartucho", "teclado", "monitor", "asesoría", "mantenimiento", "instalación", "flete", "renta",
  "limpieza", "diseño", "impresión", "póliza", "curso",
};
static const char *const qualities[] = {
  "galvanizado", "industrial", "negro", "blanco", "reforzado", "de acero", "de cobre", "económico", "premium",
  "importado", "nacional", "grande", "mediano", "chico", "mensual", "anual", "especializado", "urgente",
};

/* splitmix64: the same on every machine */
static guint64
next (Maker *self)
{
  guint64 z = (self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

#define PICK(self, list) (list[next (self) % G_N_ELEMENTS (list)])

const char *
fac_made_word (guint64 random)
{
  switch (random % 4)
    {
    case 0:
      return surnames[(random / 4) % G_N_ELEMENTS (surnames)];
    case 1:
      return trades[(random / 4) % G_N_ELEMENTS (trades)];
    case 2:
      return things[(random / 4) % G_N_ELEMENTS (things)];
    default:
      return qualities[(random / 4) % G_N_ELEMENTS (qualities)];
    }
}

static char *
make_uuid (Maker *self)
{
  guint64 a = next (self);
  guint64 b = next (self);

  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x", (guint) (a >> 32),
                          (guint) (a >> 16) & 0xffff,
                          (guint) a & 0xfff, 0x8000 | ((guint) (b >> 48) & 0x3fff), b & G_GUINT64_CONSTANT (0xffffffffffff));
}

static char *
make_remote_id (Maker *self)
{
  guint64 a = next (self);

  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x%08x", a, (guint) next (self));
}

static char *
make_tax_id (Maker *self, gboolean company)
{
  char text[14];
  int letters = company ? 3 : 4;
  guint64 r = next (self);
  int i;

  for (i = 0; i < letters; i++, r /= 26)
    text[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[r % 26];
  g_snprintf (text + i, sizeof text - i, "%02d%02d%02d%c%c%d", (int) (60 + r % 40),
              (int) (1 + r / 40 % 12),
              (int) (1 + r / 480 % 28), (char) ('A' + r / 13440 % 26), (char) ('0' + r / 349440 % 10),
              (int) (r / 3494400 % 10));
  return g_strdup (text);
}

static FacCustomer *
make_customer (Maker *self)
{
  FacCustomer *customer = fac_customer_new ();
  gboolean company = next (self) % 3 != 0;

  g_free (customer->id);
  customer->id = make_uuid (self);
  customer->remote_id = make_remote_id (self);
  if (company)
    customer->legal_name = g_strdup_printf ("%s %s %s", PICK (self, trades), PICK (self, surnames),
                                            PICK (self, places));
  else
    customer->legal_name = g_strdup_printf ("%s %s %s", PICK (self, given_names), PICK (self,
                                                                                        surnames),
                                            PICK (self, surnames));
  customer->tax_id = make_tax_id (self, company);
  customer->tax_system = g_strdup (company ? "601" : "612");
  customer->email = g_strdup_printf ("pagos%u@cliente.example", (guint) (next (self) % 100000));
  fac_set_string (&customer->address->zip, "50000");
  customer->created_at = customer->updated_at = FAC_MADE_NEWEST - (gint64) (next (self) % 1000) * G_TIME_SPAN_DAY;
  return customer;
}

static FacProduct *
make_product (Maker *self)
{
  FacProduct *product = fac_product_new ();

  g_free (product->id);
  product->id = make_uuid (self);
  product->remote_id = make_remote_id (self);
  product->description = g_strdup_printf ("%s %s %u", PICK (self, things), PICK (self, qualities),
                                          (guint) (next (self) % 900 + 100));
  product->description[0] = g_ascii_toupper (product->description[0]);
  product->product_key = g_strdup ("43211500");
  product->sku = g_strdup_printf ("%c%c-%04u", 'A' + (int) (next (self) % 26),
                                  'A' + (int) (next (self) % 26),
                                  (guint) (next (self) % 10000));
  product->price = (FacDecimal) { 100 + next (self) % 1000000, 2, 0 };
  product->created_at = product->updated_at = FAC_MADE_NEWEST - (gint64) (next (self) % 1000) * G_TIME_SPAN_DAY;
  return product;
}

static FacDocumentStatus
make_status (Maker *self)
{
  guint of_100 = next (self) % 100;

  if (of_100 < 86)
    return FAC_STATUS_TIMBRADA;
  if (of_100 < 92)
    return FAC_STATUS_CANCELADA;
  if (of_100 < 94)
    return FAC_STATUS_NO_TIMBRADA;
  return of_100 < 95 ? FAC_STATUS_EN_CANCELACION : FAC_STATUS_BORRADOR;
}

static void
add_lines (Maker *self, FacInvoice *invoice)
{
  guint n = 1 + next (self) % 5;

  for (guint i = 0; i < n; i++)
    {
      FacInvoiceLine *line = fac_invoice_line_new (g_ptr_array_index (self->products,
                                                                      next (self) % self->products->len));

      line->from_catalog = TRUE;
      line->quantity = fac_decimal_from_int (1 + next (self) % 20);
      g_ptr_array_add (invoice->lines, line);
    }
}

static FacInvoice *
make_invoice (Maker *self, guint i, guint n)
{
  FacInvoice *invoice = fac_invoice_new (next (self) % 25
                                         == 0 ? FAC_INVOICE_EGRESO : FAC_INVOICE_INGRESO);
  gint64 span = (gint64) YEARS_BACK * 365 * G_TIME_SPAN_DAY;
  gint64 time = FAC_MADE_NEWEST - span + (gint64) (i + 1) * (span / n);

  g_free (invoice->id);
  invoice->id = make_uuid (self);
  invoice->status = make_status (self);
  invoice->created_at = invoice->updated_at = time;
  invoice->customer = fac_customer_ref (g_ptr_array_index (self->customers,
                                                           next (self) % self->customers->len));
  fac_set_string (&invoice->payment_method, next (self) % 3 == 0 ? "PPD" : "PUE");
  fac_set_string (&invoice->series, next (self) % 8 == 0 ? "B" : "A");
  add_lines (self, invoice);
  fac_invoice_totals_compute (self->totals, invoice);
  invoice->total = self->totals->total;
  invoice->remote_id = make_remote_id (self);
  if (!fac_document_status_is_issued (invoice->status))
    return invoice;
  invoice->uuid = make_uuid (self);
  invoice->folio_number = g_strdup_printf ("%u", i + 1);
  invoice->date = time;
  invoice->stamped_at = time + G_TIME_SPAN_SECOND;
  return invoice;
}

static gboolean
put_one (Maker *self, guint step, guint i, guint n, GError **error)
{
  if (step == 0)
    {
      FacCustomer *customer = make_customer (self);

      g_ptr_array_add (self->customers, customer);
      return fac_customer_table_put (self->db, customer, FAC_OFFLINE_SYNCED, FALSE, error);
    }
  if (step == 1)
    {
      FacProduct *product = make_product (self);

      g_ptr_array_add (self->products, product);
      return fac_product_table_put (self->db, product, FAC_OFFLINE_SYNCED, FALSE, error);
    }
  else
    {
      g_autoptr (FacInvoice) invoice = make_invoice (self, i, n);

      return fac_document_table_put (self->db, invoice, FAC_OFFLINE_SYNCED, FALSE, TRUE, error);
    }
}

static gboolean
put_all (Maker *self, guint step, guint n, GError **error)
{
  for (guint i = 0; i < n;)
    {
      if (!fac_db_begin (self->db, FAC_DB_WRITE, error))
        return FALSE;
      for (guint k = 0; k < PER_COMMIT && i < n; k++, i++)
        if (!put_one (self, step, i, n, error))
          return FALSE;
      if (!fac_db_commit (self->db, error))
        return FALSE;
    }
  return TRUE;
}

/* As the store leaves it after an idle moment. */
static gboolean
merge_index (FacDb *db, GError **error)
{
  gboolean more = TRUE;

  while (more)
    if (!fac_search_index_merge (db, FAC_INDEX_DOCUMENTS, 1000, &more, error))
      return FALSE;
  return TRUE;
}

static gboolean
fill (FacDb *db, guint n, guint64 seed, GError **error)
{
  Maker maker = { .db = db, .state = seed };
  gboolean ok;

  maker.customers = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_customer_unref);
  maker.products = g_ptr_array_new_with_free_func ((GDestroyNotify) fac_product_unref);
  maker.totals = fac_invoice_totals_new ();
  ok = put_all (&maker, 0, MAX (1, n / 20), error) && put_all (&maker, 1, MAX (1, n / 10), error)
       && put_all (&maker, 2, n, error)
       && fac_db_exec (db, "UPDATE documents SET xml_owed = 0 WHERE xml_owed = 1", error)
       && merge_index (db, error)
       && fac_db_checkpoint (db, error);
  fac_invoice_totals_free (maker.totals);
  g_ptr_array_unref (maker.customers);
  g_ptr_array_unref (maker.products);
  return ok;
}

gboolean
fac_make_documents (const char *folder, guint n, guint64 seed, GError **error)
{
  FacDataLock *lock;
  FacDb *writer;
  FacDb *reader;
  gboolean ok;

  if (!_fac_store_open_files (folder, FAC_STORE_APPLICATION_ID, &lock, &writer, &reader, error))
    return FALSE;
  fac_db_close (reader);
  ok = fill (writer, n, seed, error);
  fac_db_close (writer);
  fac_data_lock_free (lock);
  return ok;
}
