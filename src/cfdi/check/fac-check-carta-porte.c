/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-check-private.h"

#define NS    "http://www.sat.gob.mx/CartaPorte"
#define NS_31 NS "31"

typedef struct
{
  FacCheck *check;
  const xmlNode *node;
  const xmlNode *cargo;
  gboolean abroad;
  gboolean road;
  gboolean sea;
  gboolean air;
  gboolean rail;
} Waybill;

static gboolean
has (const Waybill *self, const xmlNode *node, const char *name)
{
  return fac_check_get (self->check, node, name) != NULL;
}

/* ---- the document around it ------------------------------------------------------------------- */

static void
check_root (const Waybill *self)
{
  FacCheck *check = self->check;
  const gboolean transfer = check->type == 'T';
  const char *issuer = fac_check_get (check, check->issuer, "Rfc");

  fac_check_rule (
      check, transfer && !fac_decimal_is_zero (fac_check_value (check, check->root, "SubTotal")),
      "CP102", check->root, "SubTotal");
  fac_check_rule (check, transfer && !fac_check_is (check, check->root, "Moneda", "XXX"), "CP103",
                  check->root, "Moneda");
  fac_check_rule (check, check->type == 'I' && fac_check_is (check, check->root, "Moneda", "XXX"),
                  "CP104", check->root, "Moneda");
  fac_check_rule (check,
                  transfer && !fac_decimal_is_zero (fac_check_value (check, check->root, "Total")),
                  "CP105", check->root, "Total");
  fac_check_rule (check,
                  transfer && issuer != NULL && has (self, check->receiver, "Rfc")
                      && !fac_check_is (check, check->receiver, "Rfc", issuer),
                  "CP107", check->receiver, "Rfc");
  fac_check_rule (check,
                  !check->old && transfer && has (self, check->receiver, "UsoCFDI")
                      && !fac_check_is (check, check->receiver, "UsoCFDI", "S01"),
                  "CP111", check->receiver, "UsoCFDI");
  fac_check_rule (check, check->type != 0 && !transfer && check->type != 'I', "CP114", check->root,
                  "TipoDeComprobante");
}

static void
check_borders (const Waybill *self)
{
  FacCheck *check = self->check;
  const gboolean regimes = fac_check_child (self->node, "RegimenesAduaneros") != NULL;

  fac_check_rule (check, !self->abroad && regimes, "CP116", self->node, NULL);
  fac_check_rule (check, self->abroad && !has (self, self->node, "EntradaSalidaMerc"), "CP119",
                  self->node, NULL);
  fac_check_rule (check, !self->abroad && has (self, self->node, "EntradaSalidaMerc"), "CP120",
                  self->node, "EntradaSalidaMerc");
  fac_check_rule (check, self->abroad && !has (self, self->node, "PaisOrigenDestino"), "CP121",
                  self->node, NULL);
  fac_check_rule (check, fac_check_is (check, self->node, "PaisOrigenDestino", "MEX"), "CP121",
                  self->node, "PaisOrigenDestino");
  fac_check_rule (check, !self->abroad && has (self, self->node, "PaisOrigenDestino"), "CP122",
                  self->node, "PaisOrigenDestino");
  fac_check_rule (check, self->abroad && !has (self, self->node, "ViaEntradaSalida"), "CP123",
                  self->node, NULL);
  fac_check_rule (check, !self->abroad && has (self, self->node, "ViaEntradaSalida"), "CP124",
                  self->node, "ViaEntradaSalida");
}

/* ---- where it goes ---------------------------------------------------------------------------- */

static void
check_place (const Waybill *self, const xmlNode *place)
{
  FacCheck *check = self->check;
  const gboolean origin = fac_check_is (check, place, "TipoUbicacion", "Origen");
  const gboolean end = fac_check_is (check, place, "TipoUbicacion", "Destino");
  const char *id = fac_check_get (check, place, "IDUbicacion");

  fac_check_rule (
      check,
      id != NULL
          && ((origin && !g_str_has_prefix (id, "OR")) || (end && !g_str_has_prefix (id, "DE"))),
      "CP131", place, "IDUbicacion");
  fac_check_rule (check,
                  fac_check_is (check, place, "RFCRemitenteDestinatario", "XEXX010101000")
                      && !has (self, place, "NumRegIdTrib"),
                  "CP133", place, NULL);
  fac_check_rule (check,
                  has (self, place, "NumRegIdTrib") && !has (self, place, "ResidenciaFiscal"),
                  "CP134", place, NULL);
  fac_check_rule (check, self->road && has (self, place, "NumEstacion"), "CP135", place,
                  "NumEstacion");
  fac_check_rule (check, !self->sea && has (self, place, "NavegacionTrafico"), "CP139", place,
                  "NavegacionTrafico");
  fac_check_rule (
      check, origin && fac_decimal_sign (fac_check_value (check, place, "DistanciaRecorrida")) > 0,
      "CP141", place, "DistanciaRecorrida");
  fac_check_rule (check,
                  end && (self->road || self->rail) && !has (self, place, "DistanciaRecorrida"),
                  "CP141", place, NULL);
}

static void
check_places (const Waybill *self)
{
  FacCheck *check = self->check;
  g_autoptr (GPtrArray) places = fac_check_all (self->node, "Ubicaciones/Ubicacion");
  guint origins = 0, ends = 0;

  for (guint i = 0; i < places->len; i++)
    {
      const xmlNode *place = g_ptr_array_index (places, i);

      origins += fac_check_is (check, place, "TipoUbicacion", "Origen");
      ends += fac_check_is (check, place, "TipoUbicacion", "Destino");
      check_place (self, place);
    }
  fac_check_rule (check, origins == 0, "CP128", self->node, NULL);
  fac_check_rule (check, origins > 0 && ends == 0, "CP130", self->node, NULL);
  if (has (self, self->node, "TotalDistRec"))
    fac_check_equal (check, self->node, "TotalDistRec",
                     fac_check_sum (check, places, "DistanciaRecorrida"), "CP126");
  else
    fac_check_rule (check, self->road || self->rail, "CP125", self->node, NULL);
}

/* ---- what it carries -------------------------------------------------------------------------- */

static void
check_goods (const Waybill *self, const xmlNode *goods)
{
  FacCheck *check = self->check;
  const gboolean dangerous = fac_check_is (check, goods, "MaterialPeligroso", "Sí");
  static const struct
  {
    const char *code, *name;
  } dangers[] = {
    { "CP156", "CveMaterialPeligroso" },
    { "CP157", "Embalaje" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dangers); i++)
    fac_check_rule (check, dangerous != has (self, goods, dangers[i].name), dangers[i].code, goods,
                    dangerous ? NULL : dangers[i].name);
  fac_check_rule (check, self->air && !has (self, goods, "ValorMercancia"), "CP167", goods, NULL);
  fac_check_rule (check, has (self, goods, "ValorMercancia") && !has (self, goods, "Moneda"),
                  "CP168", goods, NULL);
  fac_check_rule (check, !self->abroad && fac_check_child (goods, "DocumentacionAduanera") != NULL,
                  "CP172", goods, NULL);
  fac_check_rule (check, self->sea && fac_check_child (goods, "DetalleMercancia") == NULL, "CP181",
                  goods, NULL);
}

static GHashTable *
place_ids (const Waybill *self)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) places = fac_check_all (self->node, "Ubicaciones/Ubicacion");

  for (guint i = 0; i < places->len; i++)
    {
      const char *id = fac_check_get (self->check, g_ptr_array_index (places, i), "IDUbicacion");

      if (id != NULL)
        g_hash_table_add (ids, (gpointer)id);
    }
  return ids;
}

static void
check_ways (const Waybill *self)
{
  g_autoptr (GHashTable) ids = place_ids (self);
  g_autoptr (GPtrArray) moved = fac_check_all (self->cargo, "Mercancia/CantidadTransporta");

  for (guint i = 0; i < moved->len; i++)
    {
      const xmlNode *each = g_ptr_array_index (moved, i);
      const char *from = fac_check_get (self->check, each, "IDOrigen");
      const char *to = fac_check_get (self->check, each, "IDDestino");

      fac_check_rule (self->check, from != NULL && !g_hash_table_contains (ids, from), "CP178",
                      each, "IDOrigen");
      fac_check_rule (self->check, to != NULL && !g_hash_table_contains (ids, to), "CP179", each,
                      "IDDestino");
    }
}

static void
check_car (const Waybill *self, const xmlNode *car)
{
  g_autoptr (GPtrArray) containers = fac_check_all (car, "Contenedor");

  if (containers->len > 0)
    fac_check_equal (self->check, car, "ToneladasNetasCarro",
                     fac_check_sum (self->check, containers, "PesoNetoMercancia"), "CP191");
}

static void
check_weights (const Waybill *self, GPtrArray *goods)
{
  FacCheck *check = self->check;
  g_autoptr (GPtrArray) details = fac_check_all (self->cargo, "Mercancia/DetalleMercancia");
  g_autoptr (GPtrArray) cars = fac_check_all (self->cargo, "TransporteFerroviario/Carro");

  fac_check_equal (check, self->cargo, "NumTotalMercancias", fac_decimal_from_int (goods->len),
                   "CP154");
  if (!self->sea)
    fac_check_equal (check, self->cargo, "PesoBrutoTotal", fac_check_sum (check, goods, "PesoEnKg"),
                     "CP149");
  else if (details->len > 0)
    {
      fac_check_equal (check, self->cargo, "PesoBrutoTotal",
                       fac_check_sum (check, details, "PesoBruto"), "CP150");
      if (has (self, self->cargo, "PesoNetoTotal"))
        fac_check_equal (check, self->cargo, "PesoNetoTotal",
                         fac_check_sum (check, details, "PesoNeto"), "CP151");
    }
  for (guint i = 0; i < cars->len; i++)
    check_car (self, g_ptr_array_index (cars, i));
  if (self->rail && has (self, self->cargo, "PesoNetoTotal"))
    fac_check_equal (check, self->cargo, "PesoNetoTotal",
                     fac_check_sum (check, cars, "ToneladasNetasCarro"), "CP152");
}

static void
check_cargo (const Waybill *self)
{
  FacCheck *check = self->check;
  g_autoptr (GPtrArray) goods = fac_check_all (self->cargo, "Mercancia");

  if (fac_check_rule (check, self->cargo == NULL, "CP148", self->node, NULL))
    return;
  fac_check_rule (check, !self->road && !self->sea && !self->air && !self->rail, "CP148",
                  self->cargo, NULL);
  check_weights (self, goods);
  for (guint i = 0; i < goods->len; i++)
    check_goods (self, g_ptr_array_index (goods, i));
  check_ways (self);
}

/* ---- on the road ------------------------------------------------------------------------------ */

static void
check_road (const Waybill *self)
{
  FacCheck *check = self->check;
  const xmlNode *insurance =
      fac_check_child (fac_check_child (self->cargo, "Autotransporte"), "Seguros");
  g_autoptr (GPtrArray) goods = fac_check_all (self->cargo, "Mercancia");
  g_autoptr (GPtrArray) people = fac_check_all (self->node, "FiguraTransporte/TiposFigura");
  gboolean dangerous = FALSE, driver = FALSE;

  for (guint i = 0; i < goods->len; i++)
    dangerous |= fac_check_is (check, g_ptr_array_index (goods, i), "MaterialPeligroso", "Sí");
  for (guint i = 0; i < people->len; i++)
    {
      const xmlNode *person = g_ptr_array_index (people, i);
      const gboolean drives = fac_check_is (check, person, "TipoFigura", "01");

      driver |= drives;
      fac_check_rule (check, drives && !has (self, person, "NumLicencia"), "CP196", person, NULL);
    }
  fac_check_rule (check, dangerous && !has (self, insurance, "AseguraMedAmbiente"), "CP182",
                  insurance != NULL ? insurance : self->cargo, NULL);
  fac_check_rule (check,
                  has (self, insurance, "AseguraMedAmbiente")
                      && !has (self, insurance, "PolizaMedAmbiente"),
                  "CP183", insurance, NULL);
  fac_check_rule (check, people->len == 0, "CP193", self->node, NULL);
  fac_check_rule (check, people->len > 0 && !driver, "CP194", self->node, NULL);
}

void
fac_check_carta_porte (FacCheck *check)
{
  Waybill self = { .check = check };

  for (guint i = 0; i < check->complements->len; i++)
    {
      const xmlNode *node = g_ptr_array_index (check->complements, i);

      if (node->ns == NULL || !g_str_has_prefix ((const char *)node->ns->href, NS)
          || !g_str_equal (node->name, "CartaPorte"))
        continue;
      fac_check_rule (check, self.node != NULL, "CP112", node, NULL);
      self.node = node;
    }
  fac_check_rule (check, fac_check_strays (check, "CartaPorte"), "CP112", check->root, NULL);
  if (self.node == NULL)
    return;
  self.cargo = fac_check_child (self.node, "Mercancias");
  self.abroad = fac_check_is (check, self.node, "TranspInternac", "Sí");
  self.road = fac_check_child (self.cargo, "Autotransporte") != NULL;
  self.sea = fac_check_child (self.cargo, "TransporteMaritimo") != NULL;
  self.air = fac_check_child (self.cargo, "TransporteAereo") != NULL;
  self.rail = fac_check_child (self.cargo, "TransporteFerroviario") != NULL;
  check_root (&self);
  check_borders (&self);
  check_places (&self);
  check_cargo (&self);
  fac_check_waybill_parts (check, self.node);
  if (fac_xml_is (self.node, NS_31, "CartaPorte"))
    fac_check_waybill_rows (check, self.node);
  if (self.road)
    check_road (&self);
}
