/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-catalog-tables.h"

#include <string.h>

static const FacCatalogTable tables[] = {
  { "cfdi_40_productos_servicios", 12, 1000, 8,
    "id, texto, iva_trasladado, ieps_trasladado, complemento, vigencia_desde, "
    "vigencia_hasta, estimulo_frontera, similares, carta_porte, material_peligroso, "
    "fuente",
    "CREATE TABLE cfdi_40_productos_servicios (id TEXT NOT NULL, texto TEXT NOT NULL, "
    "iva_trasladado INTEGER NOT NULL, ieps_trasladado INTEGER NOT NULL, complemento TEXT "
    "NOT NULL, vigencia_desde TEXT NOT NULL, vigencia_hasta TEXT NOT NULL, "
    "estimulo_frontera INTEGER NOT NULL, similares TEXT NOT NULL, carta_porte INTEGER NOT "
    "NULL, material_peligroso TEXT NOT NULL, fuente TEXT NOT NULL, PRIMARY KEY (id))",
    "SELECT id, texto, iva_trasladado, ieps_trasladado, complemento, vigencia_desde, "
    "vigencia_hasta, estimulo_frontera, similares, carta_porte, material_peligroso, "
    "fuente FROM cfdi_40_productos_servicios",
    "SELECT count(*) FROM cfdi_40_productos_servicios",
    "INSERT INTO cfdi_40_productos_servicios (id, texto, iva_trasladado, ieps_trasladado, "
    "complemento, vigencia_desde, vigencia_hasta, estimulo_frontera, similares, "
    "carta_porte, material_peligroso, fuente) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" },
  { "cfdi_40_claves_unidades", 7, 100, 0,
    "id, texto, descripcion, notas, vigencia_desde, vigencia_hasta, simbolo",
    "CREATE TABLE cfdi_40_claves_unidades (id TEXT NOT NULL, texto TEXT NOT NULL, "
    "descripcion TEXT NOT NULL, notas TEXT NOT NULL, vigencia_desde TEXT NOT NULL, "
    "vigencia_hasta TEXT NOT NULL, simbolo TEXT NOT NULL, PRIMARY KEY (id))",
    "SELECT id, texto, descripcion, notas, vigencia_desde, vigencia_hasta, simbolo FROM "
    "cfdi_40_claves_unidades",
    "SELECT count(*) FROM cfdi_40_claves_unidades",
    "INSERT INTO cfdi_40_claves_unidades (id, texto, descripcion, notas, vigencia_desde, "
    "vigencia_hasta, simbolo) VALUES (?, ?, ?, ?, ?, ?, ?)" },
  { "cfdi_40_codigos_postales", 8, 1000, 5,
    "id, estado, municipio, localidad, municipio_texto, estimulo_frontera, huso_iana, "
    "fuente",
    "CREATE TABLE cfdi_40_codigos_postales (id TEXT NOT NULL, estado TEXT NOT NULL, "
    "municipio TEXT NOT NULL, localidad TEXT NOT NULL, municipio_texto TEXT NOT NULL, "
    "estimulo_frontera INTEGER NOT NULL, huso_iana TEXT NOT NULL, fuente TEXT NOT NULL, "
    "PRIMARY KEY (id))",
    "SELECT id, estado, municipio, localidad, municipio_texto, estimulo_frontera, "
    "huso_iana, fuente FROM cfdi_40_codigos_postales",
    "SELECT count(*) FROM cfdi_40_codigos_postales",
    "INSERT INTO cfdi_40_codigos_postales (id, estado, municipio, localidad, "
    "municipio_texto, estimulo_frontera, huso_iana, fuente) VALUES (?, ?, ?, ?, ?, ?, ?, "
    "?)" },
  { "cfdi_40_estados", 5, 32, 0,
    "estado, pais, texto, vigencia_desde, vigencia_hasta",
    "CREATE TABLE cfdi_40_estados (estado TEXT NOT NULL, pais TEXT NOT NULL, texto TEXT "
    "NOT NULL, vigencia_desde TEXT NOT NULL, vigencia_hasta TEXT NOT NULL, PRIMARY KEY "
    "(estado, pais))",
    "SELECT estado, pais, texto, vigencia_desde, vigencia_hasta FROM cfdi_40_estados",
    "SELECT count(*) FROM cfdi_40_estados",
    "INSERT INTO cfdi_40_estados (estado, pais, texto, vigencia_desde, vigencia_hasta) "
    "VALUES (?, ?, ?, ?, ?)" },
  { "cfdi_40_aduanas", 4, 0, 0,
    "id, texto, vigencia_desde, vigencia_hasta",
    "CREATE TABLE cfdi_40_aduanas (id TEXT NOT NULL, texto TEXT NOT NULL, vigencia_desde "
    "TEXT NOT NULL, vigencia_hasta TEXT NOT NULL, PRIMARY KEY (id))",
    "SELECT id, texto, vigencia_desde, vigencia_hasta FROM cfdi_40_aduanas",
    "SELECT count(*) FROM cfdi_40_aduanas",
    "INSERT INTO cfdi_40_aduanas (id, texto, vigencia_desde, vigencia_hasta) VALUES (?, "
    "?, ?, ?)" },
  { "cfdi_40_municipios", 5, 0, 0,
    "municipio, estado, texto, vigencia_desde, vigencia_hasta",
    "CREATE TABLE cfdi_40_municipios (municipio TEXT NOT NULL, estado TEXT NOT NULL, "
    "texto TEXT NOT NULL, vigencia_desde TEXT NOT NULL, vigencia_hasta TEXT NOT NULL, "
    "PRIMARY KEY (municipio, estado))",
    "SELECT municipio, estado, texto, vigencia_desde, vigencia_hasta FROM "
    "cfdi_40_municipios",
    "SELECT count(*) FROM cfdi_40_municipios",
    "INSERT INTO cfdi_40_municipios (municipio, estado, texto, vigencia_desde, "
    "vigencia_hasta) VALUES (?, ?, ?, ?, ?)" },
  { "cfdi_40_patentes_aduanales", 3, 0, 0,
    "id, vigencia_desde, vigencia_hasta",
    "CREATE TABLE cfdi_40_patentes_aduanales (id TEXT NOT NULL, vigencia_desde TEXT NOT "
    "NULL, vigencia_hasta TEXT NOT NULL, PRIMARY KEY (id))",
    "SELECT id, vigencia_desde, vigencia_hasta FROM cfdi_40_patentes_aduanales",
    "SELECT count(*) FROM cfdi_40_patentes_aduanales",
    "INSERT INTO cfdi_40_patentes_aduanales (id, vigencia_desde, vigencia_hasta) VALUES "
    "(?, ?, ?)" },
  { "nomina_bancos", 5, 0, 0,
    "id, texto, razon_social, vigencia_desde, vigencia_hasta",
    "CREATE TABLE nomina_bancos (id TEXT NOT NULL, texto TEXT NOT NULL, razon_social TEXT "
    "NOT NULL, vigencia_desde TEXT NOT NULL, vigencia_hasta TEXT NOT NULL, PRIMARY KEY "
    "(id))",
    "SELECT id, texto, razon_social, vigencia_desde, vigencia_hasta FROM nomina_bancos",
    "SELECT count(*) FROM nomina_bancos",
    "INSERT INTO nomina_bancos (id, texto, razon_social, vigencia_desde, vigencia_hasta) "
    "VALUES (?, ?, ?, ?, ?)" },
  { "ccp_31_codigos_transporte_aereo", 6, 0, 0,
    "id, nacionalidad, texto, designador_oaci, vigencia_desde, vigencia_hasta",
    "CREATE TABLE ccp_31_codigos_transporte_aereo (id TEXT NOT NULL, nacionalidad TEXT "
    "NOT NULL, texto TEXT NOT NULL, designador_oaci TEXT NOT NULL, vigencia_desde TEXT "
    "NOT NULL, vigencia_hasta TEXT NOT NULL, PRIMARY KEY (id))",
    "SELECT id, nacionalidad, texto, designador_oaci, vigencia_desde, vigencia_hasta FROM "
    "ccp_31_codigos_transporte_aereo",
    "SELECT count(*) FROM ccp_31_codigos_transporte_aereo",
    "INSERT INTO ccp_31_codigos_transporte_aereo (id, nacionalidad, texto, "
    "designador_oaci, vigencia_desde, vigencia_hasta) VALUES (?, ?, ?, ?, ?, ?)" },
  { "ccp_31_configuraciones_autotransporte", 7, 0, 0,
    "id, texto, numero_de_ejes, numero_de_llantas, remolque, vigencia_desde, "
    "vigencia_hasta",
    "CREATE TABLE ccp_31_configuraciones_autotransporte (id TEXT NOT NULL, texto TEXT NOT "
    "NULL, numero_de_ejes INTEGER NOT NULL, numero_de_llantas INTEGER NOT NULL, remolque "
    "TEXT NOT NULL, vigencia_desde TEXT NOT NULL, vigencia_hasta TEXT NOT NULL, PRIMARY "
    "KEY (id))",
    "SELECT id, texto, numero_de_ejes, numero_de_llantas, remolque, vigencia_desde, "
    "vigencia_hasta FROM ccp_31_configuraciones_autotransporte",
    "SELECT count(*) FROM ccp_31_configuraciones_autotransporte",
    "INSERT INTO ccp_31_configuraciones_autotransporte (id, texto, numero_de_ejes, "
    "numero_de_llantas, remolque, vigencia_desde, vigencia_hasta) VALUES (?, ?, ?, ?, ?, "
    "?, ?)" },
  { "ccp_31_derechos_de_paso", 8, 0, 0,
    "id, texto, entre, hasta, otorga_recibe, concesionario, vigencia_desde, "
    "vigencia_hasta",
    "CREATE TABLE ccp_31_derechos_de_paso (id TEXT NOT NULL, texto TEXT NOT NULL, entre "
    "TEXT NOT NULL, hasta TEXT NOT NULL, otorga_recibe TEXT NOT NULL, concesionario TEXT "
    "NOT NULL, vigencia_desde TEXT NOT NULL, vigencia_hasta TEXT NOT NULL, PRIMARY KEY "
    "(id))",
    "SELECT id, texto, entre, hasta, otorga_recibe, concesionario, vigencia_desde, "
    "vigencia_hasta FROM ccp_31_derechos_de_paso",
    "SELECT count(*) FROM ccp_31_derechos_de_paso",
    "INSERT INTO ccp_31_derechos_de_paso (id, texto, entre, hasta, otorga_recibe, "
    "concesionario, vigencia_desde, vigencia_hasta) VALUES (?, ?, ?, ?, ?, ?, ?, ?)" },
  { "ccp_31_documentos_aduaneros", 4, 0, 0,
    "id, texto, vigencia_desde, vigencia_hasta",
    "CREATE TABLE ccp_31_documentos_aduaneros (id TEXT NOT NULL, texto TEXT NOT NULL, "
    "vigencia_desde TEXT NOT NULL, vigencia_hasta TEXT NOT NULL, PRIMARY KEY (id))",
    "SELECT id, texto, vigencia_desde, vigencia_hasta FROM ccp_31_documentos_aduaneros",
    "SELECT count(*) FROM ccp_31_documentos_aduaneros",
    "INSERT INTO ccp_31_documentos_aduaneros (id, texto, vigencia_desde, vigencia_hasta) "
    "VALUES (?, ?, ?, ?)" },
  { "ccp_31_tipos_embalaje", 4, 0, 0,
    "id, texto, vigencia_desde, vigencia_hasta",
    "CREATE TABLE ccp_31_tipos_embalaje (id TEXT NOT NULL, texto TEXT NOT NULL, "
    "vigencia_desde TEXT NOT NULL, vigencia_hasta TEXT NOT NULL, PRIMARY KEY (id))",
    "SELECT id, texto, vigencia_desde, vigencia_hasta FROM ccp_31_tipos_embalaje",
    "SELECT count(*) FROM ccp_31_tipos_embalaje",
    "INSERT INTO ccp_31_tipos_embalaje (id, texto, vigencia_desde, vigencia_hasta) VALUES "
    "(?, ?, ?, ?)" },
  { "ccp_31_tipos_remolque", 4, 0, 0,
    "id, texto, vigencia_desde, vigencia_hasta",
    "CREATE TABLE ccp_31_tipos_remolque (id TEXT NOT NULL, texto TEXT NOT NULL, "
    "vigencia_desde TEXT NOT NULL, vigencia_hasta TEXT NOT NULL, PRIMARY KEY (id))",
    "SELECT id, texto, vigencia_desde, vigencia_hasta FROM ccp_31_tipos_remolque",
    "SELECT count(*) FROM ccp_31_tipos_remolque",
    "INSERT INTO ccp_31_tipos_remolque (id, texto, vigencia_desde, vigencia_hasta) VALUES "
    "(?, ?, ?, ?)" },
  { "ccp_31_materiales_peligrosos", 7, 0, 0,
    "id, texto, clase_o_div, peligro_secundario, nombre_tecnico, vigencia_desde, "
    "vigencia_hasta",
    "CREATE TABLE ccp_31_materiales_peligrosos (id TEXT NOT NULL, texto TEXT NOT NULL, "
    "clase_o_div TEXT NOT NULL, peligro_secundario TEXT NOT NULL, nombre_tecnico TEXT NOT "
    "NULL, vigencia_desde TEXT NOT NULL, vigencia_hasta TEXT NOT NULL)",
    "SELECT id, texto, clase_o_div, peligro_secundario, nombre_tecnico, vigencia_desde, "
    "vigencia_hasta FROM ccp_31_materiales_peligrosos",
    "SELECT count(*) FROM ccp_31_materiales_peligrosos",
    "INSERT INTO ccp_31_materiales_peligrosos (id, texto, clase_o_div, "
    "peligro_secundario, nombre_tecnico, vigencia_desde, vigencia_hasta) VALUES (?, ?, ?, "
    "?, ?, ?, ?)" },
  { "ccp_31_autorizaciones_naviero", 3, 0, 0,
    "id, vigencia_desde, vigencia_hasta",
    "CREATE TABLE ccp_31_autorizaciones_naviero (id TEXT NOT NULL, vigencia_desde TEXT "
    "NOT NULL, vigencia_hasta TEXT NOT NULL, PRIMARY KEY (id))",
    "SELECT id, vigencia_desde, vigencia_hasta FROM ccp_31_autorizaciones_naviero",
    "SELECT count(*) FROM ccp_31_autorizaciones_naviero",
    "INSERT INTO ccp_31_autorizaciones_naviero (id, vigencia_desde, vigencia_hasta) "
    "VALUES (?, ?, ?)" },
  { "ccp_31_estaciones", 8, 0, 0,
    "id, texto, clave_transporte, nacionalidad, designador_iata, linea_ferrea, "
    "vigencia_desde, vigencia_hasta",
    "CREATE TABLE ccp_31_estaciones (id TEXT NOT NULL, texto TEXT NOT NULL, "
    "clave_transporte TEXT NOT NULL, nacionalidad TEXT NOT NULL, designador_iata TEXT NOT "
    "NULL, linea_ferrea TEXT NOT NULL, vigencia_desde TEXT NOT NULL, vigencia_hasta TEXT "
    "NOT NULL, PRIMARY KEY (id))",
    "SELECT id, texto, clave_transporte, nacionalidad, designador_iata, linea_ferrea, "
    "vigencia_desde, vigencia_hasta FROM ccp_31_estaciones",
    "SELECT count(*) FROM ccp_31_estaciones",
    "INSERT INTO ccp_31_estaciones (id, texto, clave_transporte, nacionalidad, "
    "designador_iata, linea_ferrea, vigencia_desde, vigencia_hasta) VALUES (?, ?, ?, ?, "
    "?, ?, ?, ?)" },
  { "ccp_31_contenedores_maritimos", 4, 0, 0,
    "id, texto, vigencia_desde, vigencia_hasta",
    "CREATE TABLE ccp_31_contenedores_maritimos (id TEXT NOT NULL, texto TEXT NOT NULL, "
    "vigencia_desde TEXT NOT NULL, vigencia_hasta TEXT NOT NULL, PRIMARY KEY (id))",
    "SELECT id, texto, vigencia_desde, vigencia_hasta FROM ccp_31_contenedores_maritimos",
    "SELECT count(*) FROM ccp_31_contenedores_maritimos",
    "INSERT INTO ccp_31_contenedores_maritimos (id, texto, vigencia_desde, "
    "vigencia_hasta) VALUES (?, ?, ?, ?)" },
  { "cce_20_fracciones_arancelarias", 5, 0, 0,
    "fraccion, texto, vigencia_desde, vigencia_hasta, unidad",
    "CREATE TABLE cce_20_fracciones_arancelarias (fraccion TEXT NOT NULL, texto TEXT NOT "
    "NULL, vigencia_desde TEXT NOT NULL, vigencia_hasta TEXT NOT NULL, unidad TEXT NOT "
    "NULL, PRIMARY KEY (fraccion))",
    "SELECT fraccion, texto, vigencia_desde, vigencia_hasta, unidad FROM "
    "cce_20_fracciones_arancelarias",
    "SELECT count(*) FROM cce_20_fracciones_arancelarias",
    "INSERT INTO cce_20_fracciones_arancelarias (fraccion, texto, vigencia_desde, "
    "vigencia_hasta, unidad) VALUES (?, ?, ?, ?, ?)" },
  { "_meta", 3, 0, 0,
    "tabla, filas, vintage",
    "CREATE TABLE _meta (tabla TEXT NOT NULL, filas INTEGER NOT NULL, vintage TEXT NOT "
    "NULL, PRIMARY KEY (tabla))",
    "SELECT tabla, filas, vintage FROM _meta",
    "SELECT count(*) FROM _meta",
    "INSERT INTO _meta (tabla, filas, vintage) VALUES (?, ?, ?)" },
};

const FacCatalogTable *
fac_catalog_tables_get (guint i)
{
  return i < G_N_ELEMENTS (tables) ? &tables[i] : NULL;
}

gboolean
fac_catalog_table_takes (const FacCatalogTable *self, const char *key)
{
  if (key == NULL || *key == '\0')
    return FALSE;
  return self->digits == 0
    || (strlen (key) == self->digits && strspn (key, "0123456789") == self->digits);
}
