#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The SAT's own stylesheet makes the cadena, OpenSSL verifies the seal over it: nothing of ours in between.

The sheets of the complements are in no package: without them, documents with one are compared in the unit tests with
recorded cadenas. FACTURADOR_SAT_SHEETS names a folder that holds the SAT's tree (www.sat.gob.mx/…, its includes made
relative, as phpcfdi/resources-sat-xml has it): then every kind of document and complement is made and judged by it.
"""
import argparse
import base64
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import xml.etree.ElementTree as ET

from oracle import HERE, Sandbox, npm_packages, shared, skip

sys.path.insert(0, os.path.join(HERE, "..", "contract"))
from sat_documents import document_of, read_documents  # noqa: E402

WITHOUT_COMPLEMENT = ("sale", "simple", "abroad", "public")
SHEET = "www.sat.gob.mx/sitio_internet/cfd/4/cadenaoriginal_4_0/cadenaoriginal_4_0.xslt"
RETENTION_SHEET = "www.sat.gob.mx/esquemas/retencionpago/2/retenciones.xslt"
STAMP_SHEET = "www.sat.gob.mx/sitio_internet/cfd/TimbreFiscalDigital/cadenaoriginal_TFD_1_1.xslt"
EMPTY = '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>'


def catalogue(sheet, folder):
    """Where xsltproc finds what the sheet includes by address."""
    empty = os.path.join(folder, "empty.xslt")
    with open(empty, "w", encoding="utf-8") as out:
        out.write(EMPTY)
    with open(sheet, encoding="utf-8") as text:
        addresses = re.findall(r'<xsl:include href="([^"]+)"', text.read())
    lines = [f'<uri name="{address}" uri="file://{os.path.join(HERE, "utilerias.xslt") if "utilerias" in address else empty}"/>'
             for address in addresses]
    path = os.path.join(folder, "catalog.xml")
    with open(path, "w", encoding="utf-8") as out:
        out.write('<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">' + "".join(lines) + "</catalog>")
    return path


def cadena_by(sheet, path, environment):
    return subprocess.run(["xsltproc", "--nonet", sheet, path], env=environment, capture_output=True).stdout.rstrip(b"\n")


def verified(xml, sheet, folder, environment):
    """Whether the seal is the signature, by the certificate inside, of what the sheet makes of the document."""
    at = lambda name: os.path.join(folder, name)
    with open(at("document.xml"), "wb") as out:
        out.write(xml)
    cadena = cadena_by(sheet, at("document.xml"), environment)
    root = ET.fromstring(xml)
    for name, data in (("cadena", cadena), ("seal", base64.b64decode(root.get("Sello"))),
                       ("cer", base64.b64decode(root.get("Certificado")))):
        with open(at(name), "wb") as out:
            out.write(data)
    subprocess.run(["openssl", "x509", "-inform", "der", "-in", at("cer"), "-pubkey", "-noout", "-out", at("pem")], check=True)
    done = subprocess.run(["openssl", "dgst", "-sha256", "-verify", at("pem"), "-signature", at("seal"), at("cadena")],
                          capture_output=True)
    return cadena.startswith((b"||4.0|", b"||2.0|")) and done.returncode == 0


def follows_schema(xml, folder):
    """xmllint's word; True where the schemas are not here, which main() says."""
    driver = shared("data/sat/xsd/" + ("retenciones20-all.xsd" if b"<retenciones:" in xml else "cfdi40-all.xsd"))
    path = os.path.join(folder, "schema.xml")
    with open(path, "wb") as out:
        out.write(xml)
    return driver is None or subprocess.run(["xmllint", "--noout", "--nonet", "--schema", driver, path],
                                            capture_output=True).returncode == 0


CUSTOM = [{"type": "custom", "data": '<donat:Donatarias xmlns:donat="http://www.sat.gob.mx/donat" version="1.1" '
           'noAutorizacion="1" fechaAutorizacion="2026-01-02" leyenda="Sí"/>'}]
LINE = {"customs_keys": ["15  48  3009  0001234"], "property_tax_account": ["1234", "5678"],
        "third_party": {"legal_name": "XOCHILT CASAS CHAVEZ", "tax_id": "CACX7605101P8", "tax_system": "612", "zip": "36257"},
        "parts": [{"description": "Grano", "product_key": "50201706", "quantity": 2, "unit_price": 10, "sku": "G",
                   "unit_name": "Kilo", "customs_keys": ["15  48  3009  0001234"]}]}
SCHOOL = {"nombreAlumno": "Ana Ñúñez", "CURP": "FUNK671228MCLNLR05", "nivelEducativo": "Bachillerato o su equivalente",
          "autRVOE": "RV-1", "rfcPago": "FUNK671228PH6"}
FUEL = {"tipo_permiso": "PER01", "numero_permiso": "PL/1234/EXP/ES/2015", "sub_producto_hyp": "SP16"}
LOCAL = [{"type": "ISH", "rate": 0.03}, {"type": "Cinco al millar", "rate": 0.005, "withholding": True}]
LEGENDS = [{"type": "leyendas_fiscales", "data": {"leyendas": [
    {"texto_leyenda": "Régimen de «prueba» & más", "norma": "Art. 1", "disposicion_fiscal": "LISR"}, {"texto_leyenda": "Otra"}]}}]


def changed_line(body, **members):
    return dict(body, items=[dict(body["items"][0], **members)])


def changed_product(body, **members):
    return changed_line(body, product=dict(body["items"][0]["product"], **members))


def bodies(whole):
    """By name; those with a complement only when the sheets of the complements are here."""
    documents = read_documents()
    simple = documents["simple"]
    made = {name: document_of(documents, name) for name in (documents if whole else WITHOUT_COMPLEMENT)}
    made["credit note"] = dict(simple, type="E", use="G02", related_documents=[
        {"relationship": "01", "documents": ["7B3FC188-DCE3-512C-9BEA-A2F2980FDC1F"]}])
    made["all of a line"] = changed_line(simple, **LINE)
    made["blanks and signs"] = changed_product(simple, description="  dos\u00a0 espacios \t &<>\"' ñ 🎉  ")
    if whole:
        made["local taxes"] = changed_product(simple, local_taxes=LOCAL)
        made["legends"] = dict(simple, complements=LEGENDS)
        made["school"] = changed_line(changed_product(simple, product_key="86121503"), complement=SCHOOL)
        made["fuel"] = changed_line(changed_product(simple, product_key="15101514"), complement=FUEL)
        made["a donation"] = dict(simple, complements=CUSTOM)
    return made


def sheets_of(arguments, folder):
    """(sheet of a CFDI, of a retention or None, of the stamp or None, environment)"""
    tree = os.environ.get("FACTURADOR_SAT_SHEETS")
    if tree:
        return *(os.path.join(tree, name) for name in (SHEET, RETENTION_SHEET, STAMP_SHEET)), dict(os.environ)
    found = glob.glob(os.path.join(npm_packages(), "cfdi40", "**", "cadenaoriginal_4_0.xslt"), recursive=True)
    if not found:
        skip("the package has no stylesheet")
    return found[0], None, None, dict(os.environ, XML_CATALOG_FILES=catalogue(found[0], folder))


class Judged:
    def __init__(self, arguments, folder):
        self.folder = folder
        self.sheet, self.retention_sheet, self.stamp_sheet, self.environment = sheets_of(arguments, folder)
        self.sandbox = Sandbox(arguments.sandbox, os.path.join(folder, "state"))
        self.failed = self.number = 0

    def tell(self, right, name):
        self.number += 1
        self.failed += not right
        print(f"{'ok' if right else 'not ok'} {self.number} {name}")

    def stamped(self, body):
        path = "/retentions" if "cve_retenc" in body else "/invoices"
        made = self.sandbox.call("POST", path, body)[1]
        request = urllib.request.Request(f"{self.sandbox.url}{path}/{made.get('id')}/xml",
                                         headers={"Authorization": "Bearer " + self.sandbox.ready["test_key"]})
        with urllib.request.urlopen(request) as answer:
            return answer.read()

    def sealed(self, xml):
        sheet = self.retention_sheet if b"<retenciones:" in xml else self.sheet
        return verified(xml, sheet, self.folder, self.environment)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sandbox", required=True)
    arguments = parser.parse_args()
    if not all(map(shutil.which, ("xsltproc", "openssl", "xmllint"))):
        skip("xsltproc, openssl or xmllint is not here: no cadena was compared")
    with tempfile.TemporaryDirectory() as folder:
        judged = Judged(arguments, folder)
        if not judged.retention_sheet:
            print("# FACTURADOR_SAT_SHEETS is not set: documents with a complement and retentions are not judged here")
        if shared("data/sat/xsd") is None:
            print("# the SAT's schemas are not here: xmllint was not asked")
        for name, body in bodies(bool(judged.retention_sheet)).items():
            xml = judged.stamped(body)
            judged.tell(judged.sealed(xml), f"{name}: the seal is over the cadena of the SAT's sheet")
            judged.tell(follows_schema(xml, folder), f"{name}: xmllint")
        judged.tell(not judged.sealed(re.sub(rb' Total="[^"]*"', b' Total="7.77"', judged.stamped(read_documents()["simple"]))),
                    "a changed total is found")
        judged.sandbox.stop()
    print(f"1..{judged.number}")
    return 1 if judged.failed else 0


if __name__ == "__main__":
    sys.exit(main())
