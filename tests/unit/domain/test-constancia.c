/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-constancia.h"
#include "fac-error.h"
#include "fac-test.h"

#include <string.h>

/* ---- names of some régimen ------------------------------------------------------------------ */

#define TEST_TYPE_SYSTEMS (test_systems_get_type ())
G_DECLARE_FINAL_TYPE (TestSystems, test_systems, TEST, SYSTEMS, GObject)

struct _TestSystems
{
  GObject parent_instance;
};

static FacCatalogEntry *
lookup (FacCatalogSource *source, const char *catalog, const char *key)
{
  static const char *const names[][2] = {
    { "601", "General de Ley Personas Morales" },
    { "605", "Sueldos y Salarios e Ingresos Asimilados a Salarios" },
    { "608", "Demás ingresos" },
    { "611", "Ingresos por Dividendos (socios y accionistas)" },
    { "625", "Régimen de las Actividades Empresariales con ingresos a través de Plataformas Tecnológicas" },
    { "626", "Régimen Simplificado de Confianza" },
  };

  g_assert_cmpstr (catalog, ==, FAC_CATALOG_TAX_SYSTEMS);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i][0], key))
      return fac_catalog_entry_new (key, names[i][1], NULL);
  return NULL;
}

static void
test_systems_iface_init (FacCatalogSourceInterface *iface)
{
  iface->lookup = lookup;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSystems, test_systems, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FAC_TYPE_CATALOG_SOURCE, test_systems_iface_init))

static void
test_systems_class_init (TestSystemsClass *klass)
{
}

static void
test_systems_init (TestSystems *self)
{
}

/* ---- texts ---------------------------------------------------------------------------------- */

#define HEAD \
  "Página [1] de [2]\nCÉDULA DE IDENTIFICACIÓN FISCAL\nXIQB891116QE4\nRegistro Federal de\nContribuyentes\n" \
  "BERENICE XIMO QUEZADA\nNombre, denominación o razón\nsocial\nidCIF: 14051234567\nVALIDA TU INFORMACIÓN\nFISCAL\n" \
  "CONSTANCIA DE SITUACIÓN FISCAL\nLugar y Fecha de Emisión\nTLALPAN , CIUDAD DE MEXICO A 07\nDE MARZO DE 2024\n" \
  "XIQB891116QE4\n"
#define IDENTITY \
  "Datos de Identificación del Contribuyente:\nRFC: XIQB891116QE4\nCURP: XIQB891116MGRMZR05\nNombre (s): BERENICE\n" \
  "Primer Apellido: XIMO\nSegundo Apellido: QUEZADA\nFecha inicio de operaciones: 01 DE ENERO DE 2010\n" \
  "Estatus en el padrón: ACTIVO\nFecha de último cambio de estado: 01 DE ENERO DE 2010\nNombre Comercial:\n"
#define DOMICILE \
  "Datos del domicilio registrado\nCódigo Postal:14000 Tipo de Vialidad: CALLE\n" \
  "Nombre de Vialidad: CALLE Y CALLEJA Número Exterior: KM 3.5\nNúmero Interior: Nombre de la Colonia: CENTRO\n" \
  "Nombre de la Localidad: Nombre del Municipio o Demarcación Territorial: TLALPAN\n" \
  "Nombre de la Entidad Federativa: CIUDAD DE MEXICO Entre Calle: CALLE UNO\nY Calle: CALLE DOS\n"
#define SYSTEMS "Página [2] de [2]\nRegímenes:\nRégimen Fecha Inicio Fecha Fin\n"
#define FOOT \
  "Sus datos personales son incorporados y protegidos en los sistemas del SAT\n" \
  "www.sat.gob.mx, denuncias@sat.gob.mx, desde México: (55) 8852 2222\n" \
  "Cadena Original Sello: ||2024/03/08 10:11:12|XIQB891116QE4|CONSTANCIA DE SITUACIÓN FISCAL|2000||\nSello Digital: abc=\n"
#define RESICO "Régimen Simplificado de Confianza 01/01/2022\n"

static FacConstancia *
try_read (const char *text, GError **error)
{
  g_autoptr (TestSystems) systems = g_object_new (TEST_TYPE_SYSTEMS, NULL);

  return fac_constancia_read (text, FAC_CATALOG_SOURCE (systems), error);
}

static FacConstancia *
read_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  FacConstancia *read = try_read (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (read);
  return read;
}

static const FacConstanciaSystem *
system_at (const FacConstancia *read, guint i)
{
  g_assert_cmpuint (i, <, read->systems->len);
  return read->systems->pdata[i];
}

static void
assert_person (const FacConstancia *read)
{
  g_assert_cmpstr (read->rfc, ==, "XIQB891116QE4");
  g_assert_cmpstr (read->curp, ==, "XIQB891116MGRMZR05");
  g_assert_cmpstr (read->name, ==, "BERENICE XIMO QUEZADA");
  g_assert_null (read->capital);
  g_assert_null (read->trade_name);
  g_assert_cmpstr (read->id_cif, ==, "14051234567");
  g_assert_cmpstr (read->status, ==, "ACTIVO");
  g_assert_true (fac_constancia_is_active (read));
  g_assert_cmpstr (read->issued, ==, "2024-03-08");
  g_assert_cmpstr (read->sealed_rfc, ==, "XIQB891116QE4");
  g_assert_cmpstr (read->zip, ==, "14000");
  g_assert_cmpstr (read->street_kind, ==, "CALLE");
  g_assert_cmpstr (read->street, ==, "CALLE Y CALLEJA");
  g_assert_cmpstr (read->exterior, ==, "KM 3.5");
  g_assert_null (read->interior);
  g_assert_cmpstr (read->neighborhood, ==, "CENTRO");
  g_assert_null (read->city);
  g_assert_cmpstr (read->municipality, ==, "TLALPAN");
  g_assert_cmpstr (read->state, ==, "CIUDAD DE MEXICO");
  g_assert_cmpstr (read->between, ==, "CALLE UNO");
  g_assert_cmpstr (read->and_street, ==, "CALLE DOS");
  /* the legends have an address and telephones of the SAT */
  g_assert_null (read->email);
  g_assert_null (read->phone);
  g_assert_cmpstr (system_at (read, 0)->key, ==, "626");
  g_assert_cmpstr (system_at (read, 0)->from, ==, "2022-01-01");
  g_assert_null (system_at (read, 0)->to);
  g_assert_true (read->ends_known);
}

static void
test_in_order (void)
{
  g_autoptr (FacConstancia) read = read_good (HEAD IDENTITY DOMICILE SYSTEMS RESICO FOOT);

  assert_person (read);
}

static void
test_on_one_line (void)
{
  g_autofree char *text = g_strdelimit (g_strdup (HEAD IDENTITY DOMICILE SYSTEMS RESICO FOOT), "\n", ' ');
  g_autoptr (FacConstancia) read = read_good (text);

  assert_person (read);
}

/* line ends of another system, blanks that do not break, composed otherwise, ligatures, a mark that turns the writing */
static void
test_other_characters (void)
{
  g_auto (GStrv) lines = g_strsplit (HEAD IDENTITY DOMICILE SYSTEMS RESICO FOOT, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\r\n", lines);
  g_autofree char *apart = g_utf8_normalize (joined, -1, G_NORMALIZE_NFD);
  g_auto (GStrv) blanks = g_strsplit (apart, " ", -1);
  g_autofree char *unbroken = g_strjoinv ("\302\240", blanks);
  g_auto (GStrv) pieces = g_strsplit (unbroken, "fi", -1);
  g_autofree char *text = g_strjoinv ("\357\254\201", pieces);
  g_autofree char *turned = g_strconcat ("\342\200\256", text, NULL);
  g_autoptr (FacConstancia) read = read_good (turned);

  assert_person (read);
}

/* from the answer to an e-mail that quotes it */
static void
test_quoted (void)
{
  g_auto (GStrv) lines = g_strsplit (HEAD IDENTITY DOMICILE SYSTEMS RESICO FOOT, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\n> > ", lines);
  g_autofree char *text = g_strconcat ("Aquí va.\n\n>> ", joined, "\n\nSaludos", NULL);
  g_autoptr (FacConstancia) read = read_good (text);

  assert_person (read);
}

static void
test_glued (void)
{
  g_autoptr (FacConstancia) read = read_good (
    HEAD "Datos de Identificación del Contribuyente:RFC:XIQB891116QE4CURP:XIQB891116MGRMZR05Nombre (s):BERENICE"
    "Primer Apellido:XIMOSegundo Apellido:QUEZADAFecha inicio de operaciones:01 DE ENERO DE 2010"
    "Estatus en el padrón:ACTIVOFecha de último cambio de estado:01 DE ENERO DE 2010Nombre Comercial:"
    "Datos del domicilio registradoCódigo Postal:14000Tipo de Vialidad:CALLENombre de Vialidad:CALLE Y CALLEJA"
    "Número Exterior:KM 3.5Número Interior:Nombre de la Colonia:CENTRONombre de la Localidad:"
    "Nombre del Municipio o Demarcación\nTerritorial:TLALPANNombre de la Entidad Federativa:CIUDAD DE MEXICO"
    "Entre Calle:CALLE UNOY Calle:CALLE DOSRegímenes:Régimen Fecha Inicio Fecha Fin"
    "Régimen Simplificado de Confianza01/01/2022" FOOT);

  assert_person (read);
}

/* ---- long values ---------------------------------------------------------------------------- */

static void
test_long_values_in_order (void)
{
  g_autoptr (FacConstancia) read = read_good (
    HEAD "Datos de Identificación del Contribuyente:\nRFC: HSP170905T46\nDenominación/Razón Social: HERRAMIENTAS Y\n"
    "SOLUCIONES PEÑASCO\nRégimen Capital: SOCIEDAD DE RESPONSABILIDAD LIMITADA DE\nCAPITAL VARIABLE\n"
    "Nombre Comercial: HERRASOL\nEstatus en el padrón: SUSPENDIDO\n"
    "Datos del domicilio registrado\nNombre de la Localidad: HEROICA CIUDAD DE\nHUAJUAPAN Nombre del Municipio o "
    "Demarcación Territorial: HEROICA CIUDAD\nDE TLAXIACO\n" SYSTEMS RESICO FOOT);

  g_assert_cmpstr (read->name, ==, "HERRAMIENTAS Y SOLUCIONES PEÑASCO");
  g_assert_cmpstr (read->capital, ==, "SOCIEDAD DE RESPONSABILIDAD LIMITADA DE CAPITAL VARIABLE");
  g_assert_cmpstr (read->trade_name, ==, "HERRASOL");
  g_assert_false (fac_constancia_is_active (read));
  g_assert_cmpstr (read->city, ==, "HEROICA CIUDAD DE HUAJUAPAN");
  g_assert_cmpstr (read->municipality, ==, "HEROICA CIUDAD DE TLAXIACO");
  g_assert_null (read->zip);
  /* the seal's line is of somebody else: the caller is told */
  g_assert_cmpstr (read->sealed_rfc, ==, "XIQB891116QE4");
}

static void
test_long_values_on_paper (void)
{
  g_autoptr (FacConstancia) read = read_good (
    HEAD IDENTITY "      Datos del domicilio registrado\n"
    "Código Postal:14000                         Tipo de Vialidad: CERRADA (CDA) O PRIVADA\n"
    "                                            (PRIV)\n\n"
    "Nombre de la Localidad: HEROICA CIUDAD      Nombre del Municipio o Demarcación Territorial: TLAXIACO\n"
    "DE HUAJUAPAN                                DE CABRERA\n\n"
    "Número Interior:                            Nombre de la Colonia: CENTRO\n" SYSTEMS RESICO FOOT);

  g_assert_cmpstr (read->zip, ==, "14000");
  g_assert_cmpstr (read->street_kind, ==, "CERRADA (CDA) O PRIVADA (PRIV)");
  g_assert_cmpstr (read->city, ==, "HEROICA CIUDAD DE HUAJUAPAN");
  g_assert_cmpstr (read->municipality, ==, "TLAXIACO DE CABRERA");
  g_assert_null (read->interior);
  g_assert_cmpstr (read->neighborhood, ==, "CENTRO");
}

/* ---- régimen -------------------------------------------------------------------------------- */

static void
test_systems_table (void)
{
  g_autoptr (FacConstancia) read = read_good (
    HEAD IDENTITY DOMICILE SYSTEMS
    "Régimen de Sueldos y Salarios e Ingresos Asimilados a Salarios 03/03/2015 31/12/2019\n"
    "REGIMEN DE LAS ACTIVIDADES EMPRESARIALES CON INGRESOS A TRAVES DE\nPLATAFORMAS TECNOLOGICAS 01/06/2020\n"
    "Régimen de los demás ingresos 02/02/2021\nRégimen de Ingresos por Dividendos (socios y\naccionistas) 28/02/2021\n"
    "Régimen que nadie conoce 05/05/2022\nObligaciones:\nRégimen Simplificado de Confianza 01/01/2022\n" FOOT);
  g_autoptr (GPtrArray) in_force = fac_constancia_in_force (read);

  g_assert_cmpuint (read->systems->len, ==, 5);
  g_assert_cmpstr (system_at (read, 0)->key, ==, "605");
  g_assert_cmpstr (system_at (read, 0)->to, ==, "2019-12-31");
  g_assert_cmpstr (system_at (read, 1)->key, ==, "625");
  g_assert_cmpstr (system_at (read, 1)->from, ==, "2020-06-01");
  g_assert_cmpstr (system_at (read, 2)->key, ==, "608");
  g_assert_null (system_at (read, 4)->key);
  g_assert_cmpstr (system_at (read, 4)->text, ==, "Régimen que nadie conoce");
  g_assert_cmpuint (in_force->len, ==, 4);
  g_assert_true (in_force->pdata[0] == read->systems->pdata[1]);
}

/* a cell of two lines whose date stands in the middle */
static void
test_dates_in_the_middle (void)
{
  g_autoptr (FacConstancia) read = read_good (
    HEAD IDENTITY DOMICILE SYSTEMS
    "Régimen de las Actividades Empresariales con ingresos a través de\n"
    "                                                                      01/06/2020       31/12/2021\n"
    "Plataformas Tecnológicas\nRégimen Simplificado de Confianza      01/01/2022\n" FOOT);

  g_assert_cmpuint (read->systems->len, ==, 2);
  g_assert_cmpstr (system_at (read, 0)->key, ==, "625");
  g_assert_cmpstr (system_at (read, 0)->to, ==, "2021-12-31");
  g_assert_cmpstr (system_at (read, 1)->key, ==, "626");
  g_assert_null (system_at (read, 1)->to);
}

/* as some viewers copy it: the column of the ends comes last, far from the table */
static void
test_lost_ends (void)
{
  g_autoptr (FacConstancia) read = read_good (
    HEAD IDENTITY DOMICILE "Regímenes:\nRégimen\nFecha Inicio\n" RESICO
    "Régimen de Sueldos y Salarios e Ingresos Asimilados a Salarios03/03/2015\n" FOOT "Fecha Fin\n31/12/2022\n");

  g_assert_false (read->ends_known);
  g_assert_cmpuint (read->systems->len, ==, 2);
  g_assert_cmpstr (system_at (read, 1)->key, ==, "605");
}

static void
test_contact (void)
{
  g_autoptr (FacConstancia) both = read_good (
    HEAD IDENTITY DOMICILE "Correo Electrónico: Compras@Uno.example\nTel. Fijo Lada: 55 Número: 55010177 "
    "Tel. Móvil Lada: 044 Número: 9995550142\nEstado del domicilio: LOCALIZADO\n" SYSTEMS RESICO FOOT);
  g_autoptr (FacConstancia) none = read_good (
    HEAD IDENTITY DOMICILE "Correo Electrónico: NO TIENE\nTel. Fijo Lada: Número:\n" SYSTEMS RESICO FOOT);

  g_assert_cmpstr (both->and_street, ==, "CALLE DOS");
  g_assert_cmpstr (both->email, ==, "Compras@Uno.example");
  g_assert_cmpstr (both->phone, ==, "55 55010177");
  g_assert_null (none->email);
  g_assert_null (none->phone);
}

static void
test_date_without_seal (void)
{
  g_autoptr (FacConstancia) read = read_good (HEAD IDENTITY DOMICILE SYSTEMS RESICO);

  g_assert_cmpstr (read->issued, ==, "2024-03-07");
  g_assert_null (read->sealed_rfc);
}

/* ---- refusals ------------------------------------------------------------------------------- */

static void
assert_refused (const char *text, FacError code, const char *said)
{
  g_autoptr (GError) error = NULL;
  FacConstancia *read = try_read (text, &error);

  g_assert_null (read);
  g_assert_error (error, FAC_ERROR, (int) code);
  if (said != NULL)
    g_assert_nonnull (strstr (error->message, said));
}

static void
test_refused (void)
{
  g_autofree char *endless = g_strnfill (FAC_CONSTANCIA_TEXT_MOST + 1, 'x');

  assert_refused ("", FAC_ERROR_NOT_FOUND, NULL);
  assert_refused ("\f \n\f", FAC_ERROR_NOT_FOUND, NULL);
  assert_refused ("Factura A 1203", FAC_ERROR_INVALID, "CONSTANCIA DE SITUACIÓN FISCAL");
  assert_refused (HEAD DOMICILE SYSTEMS RESICO FOOT, FAC_ERROR_INVALID, "Datos de Identificación del Contribuyente:");
  assert_refused (HEAD IDENTITY SYSTEMS RESICO FOOT, FAC_ERROR_INVALID, "Datos del domicilio registrado");
  assert_refused (HEAD IDENTITY DOMICILE RESICO FOOT, FAC_ERROR_INVALID, "Regímenes:");
  assert_refused (IDENTITY DOMICILE SYSTEMS RESICO FOOT, FAC_ERROR_INVALID, "idCIF:");
  assert_refused (HEAD "Datos de Identificación del Contribuyente:\nRFC: NADA\n" DOMICILE SYSTEMS RESICO,
                  FAC_ERROR_INVALID, "RFC");
  assert_refused (endless, FAC_ERROR_TOO_LARGE, NULL);
}

/* text that was made to cost time */
static void
test_hostile (void)
{
  static const char *const pieces[] = { " ", "a  a  ", "Fecha Fin\n", "12 DE ", "01/01/2020 x", "RFC:a  b  ", "\377\300" };
  const gint64 began = g_get_monotonic_time ();

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (HEAD IDENTITY);

      while (text->len < FAC_CONSTANCIA_TEXT_MOST / 2)
        g_string_append (text, pieces[i]);
      g_string_append (text, DOMICILE SYSTEMS);
      while (text->len < FAC_CONSTANCIA_TEXT_MOST - 1000)
        g_string_append (text, pieces[i]);
      {
        g_autoptr (FacConstancia) read = try_read (text->str, NULL);

        g_assert_true (read == NULL || read->systems->len <= 50);
      }
    }
  g_assert_cmpint (g_get_monotonic_time () - began, <,
                   (gint64) fac_test_patience (20) * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/constancia/in-order", test_in_order);
  g_test_add_func ("/domain/constancia/on-one-line", test_on_one_line);
  g_test_add_func ("/domain/constancia/other-characters", test_other_characters);
  g_test_add_func ("/domain/constancia/quoted", test_quoted);
  g_test_add_func ("/domain/constancia/glued", test_glued);
  g_test_add_func ("/domain/constancia/long-values/in-order", test_long_values_in_order);
  g_test_add_func ("/domain/constancia/long-values/on-paper", test_long_values_on_paper);
  g_test_add_func ("/domain/constancia/systems/table", test_systems_table);
  g_test_add_func ("/domain/constancia/systems/dates-in-the-middle", test_dates_in_the_middle);
  g_test_add_func ("/domain/constancia/systems/lost-ends", test_lost_ends);
  g_test_add_func ("/domain/constancia/contact", test_contact);
  g_test_add_func ("/domain/constancia/date-without-seal", test_date_without_seal);
  g_test_add_func ("/domain/constancia/refused", test_refused);
  g_test_add_func ("/domain/constancia/hostile", test_hostile);
  return g_test_run ();
}
