#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each option of the PDF changes the paper: asked for by the document, by the organization, and left to its default.

The text of the PDF is read by pdftotext, its color by pdftoppm, its QR by zbarimg.
"""
import argparse
import copy
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from sat_documents import document_of, read_documents

HERE = os.path.dirname(os.path.abspath(__file__))
SPEC = importlib.util.spec_from_file_location("rules", os.path.join(HERE, "test-sat-rules.py"))
RULES = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(RULES)


def pupil(body):
    body["items"][0]["complement"] = {"nombreAlumno": "ANA LUZ", "CURP": "HEGG560427MVZRRL04",
                                      "nivelEducativo": "Primaria", "autRVOE": "ES-1"}


def fuel(body):
    body["items"][0]["product"]["product_key"] = "15101514"
    body["items"][0]["complement"] = {"tipo_permiso": "PER01", "numero_permiso": "PL/1234/EXP/ES/2015",
                                      "sub_producto_hyp": "SP16"}


def analyst(body):
    body["complements"][0]["data"]["receptor"]["puesto"] = "ANALISTA"


def long_one(body):
    body["items"] = [copy.deepcopy(body["items"][0]) for _ in range(60)]


def says(pattern):
    return lambda text: re.search(pattern, text) is not None


def starts_page(pattern):
    """Whether the section begins on a page where no line of the document is."""
    return lambda text: re.search(pattern, text.split("\f")[0]) is None


def seal_everywhere(text):
    pages = [page for page in text.split("\f") if page.strip()]
    return len(pages) > 2 and all(re.search(r"^ *[A-Za-z0-9+/]{100,}", page, re.M) for page in pages)


# option, default, document, change of it, what the paper shows when it is on
CASES = [
    ("codes", True, "simple", None, says(r"Régimen 601 General")),
    ("product_key", True, "simple", None, says(r"80101500")),
    ("address_codes", True, "abroad", None, says(r"USA Estados Unidos")),
    ("export_key", False, "simple", None, says(r"Exportación 01")),
    ("round_unit_price", False, "sale", None, lambda text: "333.333333" not in text and "333.33" in text),
    ("tax_breakdown", True, "sale", None, says(r"sobre 989\.50")),
    ("ieps_breakdown", True, "sale", None, says(r"IEPS 8 %")),
    ("combine_ieps_with_subtotal", False, "sale", None, lambda text: not re.search(r"IEPS 8 % +0\.80", text)),
    ("render_carta_porte", False, "waybill", None, starts_page(r"IdCCP|Carta Porte")),
    ("render_comercio_exterior", False, "export", None, starts_page(r"Comercio exterior")),
    ("render_iedu", False, "simple", pupil, says(r"ANA LUZ")),
    ("render_hyp_complement", False, "simple", fuel, says(r"PL/1234/EXP")),
    ("repeat_signature", False, "simple", long_one, seal_everywhere),
    ("payroll_options.tipo_contrato", False, "payroll", None, says(r"Contrato|contrato")),
    ("payroll_options.puesto", False, "payroll", analyst, says(r"ANALISTA")),
    ("payroll_options.riesgo_puesto", False, "payroll", None, says(r"Riesgo")),
    ("payroll_options.antiguedad", False, "payroll", None, says(r"Antigüedad")),
]


class Run:
    def __init__(self, arguments, folder):
        self.documents = read_documents()
        self.sandbox = RULES.Sandbox(arguments.sandbox, arguments.catalog, os.path.join(folder, "state"))
        self.file = os.path.join(folder, "paper.pdf")

    def draw(self, document, change, options):
        body = document_of(self.documents, document)
        if change:
            change(body)
        if options is not None:
            body["pdf_options"] = options
        status, answer = self.sandbox.call("POST", "/invoices", body)
        if status != 200:
            raise ValueError(answer.decode())
        with open(self.file, "wb") as out:
            out.write(self.sandbox.call("GET", f"/invoices/{json.loads(answer)['id']}/pdf")[1])

    def text(self, document, change, options):
        self.draw(document, change, options)
        return subprocess.run(["pdftotext", "-layout", self.file, "-"], check=True, capture_output=True, text=True).stdout

    def picture(self):
        return subprocess.run(["pdftoppm", "-r", "30", self.file], check=True, capture_output=True).stdout

    def customize(self, members):
        key, self.sandbox.key = self.sandbox.key, self.sandbox.user_key
        status, answer = self.sandbox.call("PUT", f"/organizations/{self.sandbox.organization}/customization", members)
        self.sandbox.key = key
        if status != 200:
            raise ValueError(answer.decode())


def nest(option, value):
    outer, _, inner = option.partition(".")
    return {outer: {inner: value}} if inner else {outer: value}


def try_option(run, option, default, document, change, shown):
    """What is wrong, or None."""
    for value in (True, False):
        if shown(run.text(document, change, nest(option, value))) != value:
            return f"pdf_options with {value} does nothing"
    if shown(run.text(document, change, None)) != default:
        return f"its default is not {default}"
    run.customize({"pdf_extra": nest(option, not default)})
    if shown(run.text(document, change, None)) == default:
        return "pdf_extra of the organization does nothing"
    if shown(run.text(document, change, nest(option, default))) != default:
        return "the document's own option does not go before the organization's"
    run.customize({"pdf_extra": nest(option, default)})
    return None


def try_color(run):
    """The paper has more red than blue in it when that is the organization's color, compared with a blue one."""
    warmth = []
    for color in ("C00000", "0000C0"):
        run.customize({"color": color})
        run.draw("simple", None, None)
        picture = run.picture()
        warmth.append(sum(picture[15::3]) - sum(picture[17::3]))
    return None if warmth[0] > warmth[1] + 1000 else "the color of the organization does nothing"


def try_retention(run):
    """The paper of a retention says who, what and how much, with the logo; its QR is the address of the SAT's page."""
    status, answer = run.sandbox.call("POST", "/retentions", document_of(run.documents, "platform"))
    document = json.loads(answer)
    if status != 200:
        return answer.decode()
    with open(run.file, "wb") as out:
        out.write(run.sandbox.call("GET", f"/retentions/{document['id']}/pdf")[1])
    text = subprocess.run(["pdftotext", "-layout", run.file, "-"], check=True, capture_output=True, text=True).stdout
    for part in ("CAFETERIA DEL CENTRO", "CCE150310AB1", "EDP150310M76", "26 Servicios mediante Plataformas",
                 "enero a febrero de 2026", "1,100.50", "206.67", "04 Pago provisional ISR", "Plataformas tecnológicas", "Servicios sin IVA 1000.00",
                 document["uuid"], "sin validez"):
        if part not in text:
            return f"the paper does not say {part}"
    images = subprocess.run(["pdfimages", "-list", run.file], check=True, capture_output=True, text=True).stdout
    if " image " not in images:
        return "the logo is not on the paper"
    if shutil.which("zbarimg"):
        picture = os.path.splitext(run.file)[0]
        subprocess.run(["pdftoppm", "-r", "200", "-png", "-singlefile", run.file, picture], check=True)
        code = subprocess.run(["zbarimg", "-q", "--raw", picture + ".png"], capture_output=True, text=True).stdout
        if code.strip() != document["verification_url"]:
            return f"the QR says {code}"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sandbox", required=True)
    parser.add_argument("--catalog", required=True)
    arguments = parser.parse_args()
    if not shutil.which("pdftotext") or not shutil.which("pdftoppm"):
        print("1..0 # SKIP pdftotext is missing: install poppler-utils")
        return 0
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        run = Run(arguments, folder)
        print(f"1..{len(CASES) + 2}")
        for number, case in enumerate(CASES + [("color", try_color), ("retention", try_retention)], 1):
            try:
                wrong = try_option(run, *case) if len(case) > 2 else case[1](run)
            except ValueError as error:
                wrong = str(error)
            failed += wrong is not None
            print(f"{'not ok' if wrong else 'ok'} {number} {case[0]}")
            if wrong:
                print(f"# {wrong}")
        run.sandbox.process.terminate()
        run.sandbox.process.wait()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
