/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** FacCatalogEntry: one row of a SAT catalogue. @valid_from, @valid_to: ISO dates or NULL. */
typedef struct
{
  char *key;
  char *es;
  char *en;         /* (nullable) */
  char *valid_from; /* (nullable) */
  char *valid_to;   /* (nullable) */
} FacCatalogEntry;

/** fac_catalog_entry_new: @en is (nullable); all are copied; no dates. Returns: (transfer full) */
FacCatalogEntry *fac_catalog_entry_new  (const char *key, const char *es, const char *en);
/** fac_catalog_entry_copy: a deep copy that may be changed. Returns: (transfer full) */
FacCatalogEntry *fac_catalog_entry_copy (const FacCatalogEntry *self);
/** fac_catalog_entry_free: frees it with all it owns. */
void             fac_catalog_entry_free (FacCatalogEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FacCatalogEntry, fac_catalog_entry_free)

/** Names of the catalogues. */
#define FAC_CATALOG_PRODUCTS       "products"        /* c_ClaveProdServ */
#define FAC_CATALOG_UNITS          "units"           /* c_ClaveUnidad */
#define FAC_CATALOG_TAX_SYSTEMS    "tax_systems"     /* c_RegimenFiscal */
#define FAC_CATALOG_USES           "cfdi_uses"       /* c_UsoCFDI */
#define FAC_CATALOG_PAYMENT_FORMS  "payment_forms"   /* c_FormaPago */
#define FAC_CATALOG_PAYMENT_METHODS "payment_methods" /* c_MetodoPago */
#define FAC_CATALOG_CURRENCIES     "currencies"      /* c_Moneda */
#define FAC_CATALOG_TAXABILITY     "taxability"      /* c_ObjetoImp */
#define FAC_CATALOG_EXPORT         "export_codes"    /* c_Exportacion */
#define FAC_CATALOG_RELATIONS      "relation_types"  /* c_TipoRelacion */
#define FAC_CATALOG_INVOICE_TYPES  "invoice_types"   /* c_TipoDeComprobante */
#define FAC_CATALOG_PERIODICITIES  "periodicities"
#define FAC_CATALOG_MONTHS         "months"
#define FAC_CATALOG_ZIPS           "zips"            /* c_CodigoPostal; es = "Estado de México · Toluca" */
#define FAC_CATALOG_COUNTRIES      "countries"       /* c_Pais, ISO 3166-1 alpha-3 */
#define FAC_CATALOG_STATES         "states"          /* c_Estado of Mexico */
#define FAC_CATALOG_EARNINGS       "nomina_earnings"       /* c_TipoPercepcion */
#define FAC_CATALOG_DEDUCTIONS     "nomina_deductions"     /* c_TipoDeduccion */
#define FAC_CATALOG_OTHER_PAYMENTS "nomina_other_payments" /* c_TipoOtroPago */
#define FAC_CATALOG_COMPLEMENT_KEYS "complement_keys"      /* other lists of complements: "TipoContrato 01" */
#define FAC_CATALOG_SERVICE_VALUES "service_values"  /* enumerations of the service, and keys of before 2022 that no
                                                        document of today may have: "ieps_mode unit" */
/** Lists of the SAT that are only searched, by the names of the service where it has one. */
#define FAC_CATALOG_BANKS          "banks"               /* c_Banco */
#define FAC_CATALOG_CUSTOMS        "customs-offices"     /* c_Aduana */
/** Only the full set has these: without it, none of their keys is certainly unknown. */
#define FAC_CATALOG_TARIFFS        "tariff-fractions"    /* c_FraccionArancelaria */
#define FAC_CATALOG_TARIFF_UNITS   "tariff-units"        /* es = c_UnidadAduana of the fraction */
#define FAC_CATALOG_STATIONS       "port-stations"       /* c_Estaciones */
#define FAC_CATALOG_HAZARDS        "hazardous-materials" /* c_MaterialPeligroso */
#define FAC_CATALOG_GOODS          "transport-products"  /* c_ClaveProdServCP */

#define FAC_TYPE_CATALOG_SOURCE (fac_catalog_source_get_type ())
G_DECLARE_INTERFACE (FacCatalogSource, fac_catalog_source, FAC, CATALOG_SOURCE, GObject)

/** FacCatalogBorder: which of the two regions with a stimulus of VAT a place lies in. */
typedef enum { FAC_CATALOG_BORDER_NONE, FAC_CATALOG_BORDER_NORTH, FAC_CATALOG_BORDER_SOUTH } FacCatalogBorder;

/** FacKnown: UNSURE when the catalogue at hand is not complete. */
typedef enum { FAC_KNOWN_NO, FAC_KNOWN_YES, FAC_KNOWN_UNSURE } FacKnown;

/**
 * FacCatalogSourceInterface: look-ups that rules and paper need; the layer `catalog` implements it over a
 * read-only database. Answers come from memory or one indexed read; thread-safe.
 */
struct _FacCatalogSourceInterface
{
  GTypeInterface parent_iface;

  FacCatalogEntry *(*lookup)      (FacCatalogSource *self, const char *catalog, const char *key);
  FacKnown         (*knows)       (FacCatalogSource *self, const char *catalog, const char *key);
  FacKnown         (*use_allowed) (FacCatalogSource *self, const char *use, const char *tax_system, gboolean moral);
  FacKnown         (*system_allowed) (FacCatalogSource *self, const char *tax_system, gboolean moral);
};

/** fac_catalog_source_lookup: Returns: (transfer full) (nullable) */
FacCatalogEntry *fac_catalog_source_lookup (FacCatalogSource *self, const char *catalog, const char *key);
/** fac_catalog_source_knows: whether @key exists today. */
FacKnown fac_catalog_source_knows (FacCatalogSource *self, const char *catalog, const char *key);
/** fac_catalog_source_use_allowed: UsoCFDI against the receiver's régimen and kind of person (CFDI40161). */
FacKnown fac_catalog_source_use_allowed (FacCatalogSource *self, const char *use, const char *tax_system,
                                         gboolean moral);
/** fac_catalog_source_system_allowed: régimen against the kind of person. */
FacKnown fac_catalog_source_system_allowed (FacCatalogSource *self, const char *tax_system, gboolean moral);

G_END_DECLS
