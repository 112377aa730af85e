/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fac-complement-types.h"

#define AMOUNT FAC_FIELD_NUMBER, FAC_FIELD_NOT_NEGATIVE
#define REQUIRED_AMOUNT FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE
#define REQUIRED_TEXT FAC_FIELD_STRING, FAC_FIELD_REQUIRED
#define REQUIRED_COUNT FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED | FAC_FIELD_POSITIVE

static const FacField sncf_fields[] = {
  { "origen_recurso", FAC_FIELD_STRING, 0, 0, 0, "IP IF IM" },
  { "monto_recurso_propio", AMOUNT },
};
static const FacSchema sncf_schema = FAC_SCHEMA (sncf_fields);

static const FacField issuer_fields[] = {
  { "curp", FAC_FIELD_STRING, 0, 18, 18 },
  { "registro_patronal", FAC_FIELD_STRING, 0, 1, 20 },
  { "rfc_patron_origen", FAC_FIELD_STRING, 0, 12, 13 },
  { "entidad_sncf", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &sncf_schema },
};
static const FacSchema issuer_schema = FAC_SCHEMA (issuer_fields);

static const FacField outsourcing_fields[] = {
  { "rfc_labora", REQUIRED_TEXT, 12, 13 },
  { "porcentaje_tiempo", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_POSITIVE },
};
static const FacSchema outsourcing_schema = FAC_SCHEMA (outsourcing_fields);

static const FacField receiver_fields[] = {
  { "curp", REQUIRED_TEXT, 18, 18 },
  { "tipo_contrato", REQUIRED_TEXT, 1 },
  { "tipo_regimen", REQUIRED_TEXT, 1 },
  { "num_empleado", REQUIRED_TEXT, 1, 15 },
  { "periodicidad_pago", REQUIRED_TEXT, 1 },
  { "clave_ent_fed", REQUIRED_TEXT, 1 },
  { "num_seguridad_social", FAC_FIELD_STRING, 0, 1, 15 },
  { "fecha_inicio_rel_laboral", FAC_FIELD_TIME },
  { "antiguedad", FAC_FIELD_BOOLEAN_OR_STRING },
  { "sindicalizado", FAC_FIELD_BOOLEAN },
  { "tipo_jornada", FAC_FIELD_STRING },
  { "departamento", FAC_FIELD_STRING, 0, 0, 100 },
  { "puesto", FAC_FIELD_STRING, 0, 0, 100 },
  { "riesgo_puesto", FAC_FIELD_STRING },
  { "banco", FAC_FIELD_STRING },
  { "nombre_banco", FAC_FIELD_STRING },
  { "cuenta_bancaria", FAC_FIELD_STRING, 0, 0, 18 },
  { "salario_base_cot_apor", AMOUNT },
  { "salario_diario_integrado", AMOUNT },
  { "sub_contratacion", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL, &outsourcing_schema },
};
static const FacSchema receiver_schema = FAC_SCHEMA (receiver_fields);

static const FacField shares_fields[] = {
  { "valor_mercado", REQUIRED_AMOUNT },
  { "precio_al_otorgarse", REQUIRED_AMOUNT },
};
static const FacSchema shares_schema = FAC_SCHEMA (shares_fields);

static const FacField overtime_fields[] = {
  { "dias", REQUIRED_COUNT },
  { "tipo_horas", REQUIRED_TEXT, 1 },
  { "horas_extra", REQUIRED_COUNT },
  { "importe_pagado", REQUIRED_AMOUNT },
};
static const FacSchema overtime_schema = FAC_SCHEMA (overtime_fields);

static const FacField earning_fields[] = {
  { "tipo_percepcion", REQUIRED_TEXT, 1 },
  { "clave", REQUIRED_TEXT, 3, 15 },
  { "concepto", FAC_FIELD_STRING, 0, 0, 100 },
  { "importe_gravado", REQUIRED_AMOUNT },
  { "importe_exento", REQUIRED_AMOUNT },
  { "acciones_o_titulos", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &shares_schema },
  { "horas_extra", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL, &overtime_schema },
};
static const FacSchema earning_schema = FAC_SCHEMA (earning_fields);

static const FacField retirement_fields[] = {
  { "total_una_exhibicion", AMOUNT },
  { "total_parcialidad", AMOUNT },
  { "monto_diario", AMOUNT },
  { "ingreso_acumulable", REQUIRED_AMOUNT },
  { "ingreso_no_acumulable", REQUIRED_AMOUNT },
};
static const FacSchema retirement_schema = FAC_SCHEMA (retirement_fields);

static const FacField severance_fields[] = {
  { "total_pagado", REQUIRED_AMOUNT },
  { "num_anos_servicio", FAC_FIELD_INTEGER, FAC_FIELD_REQUIRED | FAC_FIELD_NOT_NEGATIVE },
  { "ultimo_sueldo_mens_ord", REQUIRED_AMOUNT },
  { "ingreso_acumulable", REQUIRED_AMOUNT },
  { "ingreso_no_acumulable", REQUIRED_AMOUNT },
};
static const FacSchema severance_schema = FAC_SCHEMA (severance_fields);

static const FacField earnings_fields[] = {
  { "percepcion", FAC_FIELD_ARRAY_OBJECTS, FAC_FIELD_REQUIRED, 0, 0, NULL, &earning_schema },
  { "jubilacion_pension_retiro", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &retirement_schema },
  { "separacion_indemnizacion", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &severance_schema },
};
static const FacSchema earnings_schema = FAC_SCHEMA (earnings_fields);

static const FacField deduction_fields[] = {
  { "tipo_deduccion", REQUIRED_TEXT, 1 },
  { "clave", REQUIRED_TEXT, 3, 15 },
  { "importe", REQUIRED_AMOUNT },
  { "concepto", FAC_FIELD_STRING, 0, 0, 100 },
};
static const FacSchema deduction_schema = FAC_SCHEMA (deduction_fields);

static const FacField balance_fields[] = {
  { "saldo_a_favor", REQUIRED_AMOUNT },
  { "ano", REQUIRED_COUNT },
  { "remanente_sal_fav", REQUIRED_AMOUNT },
};
static const FacSchema balance_schema = FAC_SCHEMA (balance_fields);

static const FacField other_fields[] = {
  { "tipo_otro_pago", REQUIRED_TEXT, 1 },
  { "clave", REQUIRED_TEXT, 3, 15 },
  { "importe", REQUIRED_AMOUNT },
  { "concepto", FAC_FIELD_STRING, 0, 0, 100 },
  { "subsidio_causado", AMOUNT },
  { "compensacion_saldos_a_favor", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &balance_schema },
};
static const FacSchema other_schema = FAC_SCHEMA (other_fields);

static const FacField disability_fields[] = {
  { "dias_incapacidad", REQUIRED_COUNT },
  { "tipo_incapacidad", REQUIRED_TEXT, 1 },
  { "importe_monetario", AMOUNT },
};
static const FacSchema disability_schema = FAC_SCHEMA (disability_fields);

static const FacField fields[] = {
  { "tipo_nomina", FAC_FIELD_STRING, 0, 0, 0, "O E" },
  { "fecha_pago", FAC_FIELD_TIME },
  { "fecha_inicial_pago", FAC_FIELD_TIME, FAC_FIELD_REQUIRED },
  { "fecha_final_pago", FAC_FIELD_TIME, FAC_FIELD_REQUIRED },
  { "num_dias_pagados", FAC_FIELD_NUMBER, FAC_FIELD_REQUIRED | FAC_FIELD_POSITIVE },
  { "emisor", FAC_FIELD_OBJECT, 0, 0, 0, NULL, &issuer_schema },
  { "receptor", FAC_FIELD_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL, &receiver_schema },
  { "percepciones", FAC_FIELD_OBJECT, FAC_FIELD_REQUIRED, 0, 0, NULL, &earnings_schema },
  { "deducciones", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL, &deduction_schema },
  { "otros_pagos", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL, &other_schema },
  { "incapacidades", FAC_FIELD_ARRAY_OBJECTS, 0, 0, 0, NULL, &disability_schema },
};
const FacSchema fac_complement_nomina_schema = FAC_SCHEMA (fields);
