#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests whose XML the SAT's schemas forbid are refused with 301, the field and what is wrong with it.

Where the SAT's files are at hand, the table of the service is also compared with what they make.
"""
import argparse
import copy
import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

from sat_documents import document_of, edit_json, read_documents

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(HERE, "..", "..")

# document, edit, field that is named, words that are said
BODIES = [
    ("simple", 'items.0.product.description="Mesa | roja"', "items.0.product.description", "«|»"),
    ("simple", 'items.0.product.sku="A|1"', "items.0.product.sku", "«|»"),
    ("simple", 'conditions="30 días | neto"', "conditions", "«|»"),
    ("simple", 'items.0.quantity=0.0000001', "items.0.quantity", "menor que 0.000001"),
    ("sale", 'related_documents.0.documents.0="7B3FC188"', "related_documents.0.documents.0", "36 caracteres"),
    ("payment", '$.0.payment_form="-1"', "complements.0.data.0.payment_form", "lista del SAT"),
    ("payment", '$.0.related_documents.1.installment=1234', "complements.0.data.0.related_documents.1.installment",
     "la forma"),
    ("payroll", '$.percepciones.percepcion.1.clave="A|1"', "complements.0.data.percepciones.percepcion.1.clave", "«|»"),
    ("payroll", '$.num_dias_pagados=0.0001', "complements.0.data.num_dias_pagados", "menor que 0.001"),
    ("waybill", '$.Mercancias.UnidadPeso="ZZZ"', "complements.0.data.Mercancias.UnidadPeso", "lista del SAT"),
    ("waybill", '$.Mercancias.Mercancia.0.BienesTransp="  "', "complements.0.data.Mercancias.Mercancia.0.BienesTransp",
     "falta «BienesTransp»"),
    ("waybill", '$.FiguraTransporte.1.NombreFigura="X|Y"', "complements.0.data.FiguraTransporte.1.NombreFigura", "«|»"),
    ("waybill", '$.Ubicaciones.1.Domicilio.Pais="QQQ"', "complements.0.data.Ubicaciones.1.Domicilio.Pais",
     "lista del SAT"),
    ("export", '$.TipoCambioUSD=18.1234567', "complements.0.data.TipoCambioUSD", "6 decimales"),
    ("withheld", 'cve_retenc="  "', "cve_retenc", "falta «CveRetenc»"),
    ("platform", '$.servicios.0.comision_del_servicio.porcentaje=1.5',
     "complements.0.data.servicios.0.comision_del_servicio.porcentaje", "mayor que 1.0"),
]


def call(ready, path, body):
    request = urllib.request.Request(ready["url"] + path, method="POST", data=json.dumps(body).encode(),
                                     headers={"Authorization": "Bearer " + ready["test_key"],
                                              "Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


def refused(ready, documents, name, edit, field, words):
    """What is wrong with the answer, or None."""
    body = copy.deepcopy(document_of(documents, name))
    edit_json(body, edit)
    status, answer = call(ready, "/retentions" if "cve_retenc" in body else "/invoices", body)
    if status != 400 or not answer.get("code", "").endswith("_stamping_validation_error"):
        return f"{status} {answer.get('code', answer.get('status'))}"
    for error in answer["errors"]:
        if error["code"] == "301" and error.get("path") == field and words in error["message"]:
            return None
    return "; ".join(f"{error['code']} {error.get('path')} {error['message']}" for error in answer["errors"])


def table_differs():
    """Why the table is not what the SAT's files make, a reason to skip, or neither."""
    shared = os.environ.get("FACTURADOR_SHARED", "")
    schemas = os.path.join(shared, "data", "sat", "xsd")
    if not shared or not os.path.isdir(schemas):
        return None, "the SAT's schemas are not here: the table was not compared with them"
    made = subprocess.run([sys.executable, os.path.join(SOURCE, "build-aux", "make-sat-schema"), schemas],
                          capture_output=True, check=True).stdout
    with open(os.path.join(SOURCE, "src", "sandbox", "sat", "schema.tsv"), "rb") as table:
        return (None if table.read() == made else "run build-aux/make-sat-schema"), None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sandbox", required=True)
    parser.add_argument("--catalog", required=True)
    arguments = parser.parse_args()
    documents, failed = read_documents(), 0
    print(f"1..{len(BODIES) + 1}")
    with tempfile.TemporaryDirectory() as folder:
        service = subprocess.Popen([arguments.sandbox, "--listen", "127.0.0.1:0", "--state", os.path.join(folder, "state"),
                                    "--catalog", arguments.catalog], stdout=subprocess.PIPE, text=True)
        ready = json.loads(service.stdout.readline())
        for number, (name, edit, field, words) in enumerate(BODIES, 1):
            fault = refused(ready, documents, name, edit, field, words)
            failed += fault is not None
            print(f"{'ok' if fault is None else 'not ok'} {number} {name} {field}{'' if fault is None else ' # ' + fault}")
        service.terminate()
        service.wait()
    fault, reason = table_differs()
    failed += fault is not None
    print(f"{'ok' if fault is None else 'not ok'} {len(BODIES) + 1} the table is what the SAT's files make"
          + (f" # SKIP {reason}" if reason else f" # {fault}" if fault else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
