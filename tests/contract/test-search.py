#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks lists with q= for parts of what is sown and compares with a search of its own over all bodies.

The seed of the questions is said, and can be given: FACTURADOR_SEARCH_SEED.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse
import urllib.request
from decimal import Decimal, InvalidOperation

QUESTIONS = 150
CUSTOMER = {"legal_name": "ÑANDÚ Y COMPAÑÍA", "tax_id": "NCO150310AB1", "tax_system": "601",
            "address": {"zip": "06600"}}
PRODUCT = {"description": "Piñón   tostado", "product_key": "50201706", "price": 50, "sku": "PÑ-1"}


def fold(text):
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return " ".join(plain.split())


class Service:
    def __init__(self, arguments, folder):
        self.process = subprocess.Popen([arguments.sandbox, "--listen", "127.0.0.1:0", "--state", folder, "--control",
                                         "--catalog", arguments.catalog], stdout=subprocess.PIPE, text=True)
        self.ready = json.loads(self.process.stdout.readline())
        self.root = self.ready["url"].rsplit("/v2", 1)[0]

    def call(self, method, path, body=None):
        request = urllib.request.Request(self.root + path, method=method,
                                         data=None if body is None else json.dumps(body).encode())
        for name, value in (("Authorization", "Bearer " + self.ready["test_key"]),
                            ("X-Control-Token", self.ready["control_token"]), ("Content-Type", "application/json")):
            request.add_header(name, value)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def all(self, resource, question="", limit=50):
        """Every match, page by page; each page says how many there are."""
        found, page, totals = [], 1, set()
        while True:
            answer = self.call("GET", f"/v2/{resource}?limit={limit}&page={page}{question}")
            found += answer["data"]
            totals.add(answer["total_results"])
            page += 1
            if page > answer["total_pages"]:
                break
        assert totals == {len(found)}, (resource, question, totals, len(found))
        return found


def is_amount(text, total):
    try:
        return text.strip() == text and Decimal(text) == Decimal(str(total))
    except InvalidOperation:
        return False


def fits_invoice(body, q):
    words = [body["customer"]["legal_name"]] + [item["product"]["description"] for item in body["items"]]
    exact = (body["id"], body["customer"]["tax_id"], str(body["folio_number"]))
    return (fold(q) in fold("\n".join(words)) or q in exact or q.upper() == body["uuid"]
            or is_amount(q, body["total"]))


def fits_receipt(body, q):
    words = [part for item in body["items"]
             for part in (item["product"]["description"], item["product"].get("sku") or "")]
    return fold(q) in fold("\n".join(words))


RESOURCES = {
    "customers": (lambda body, q: fold(q) in fold(f"{body['legal_name']} {body['tax_id']}"),
                  lambda body: [body["legal_name"], body["tax_id"]]),
    "products": (lambda body, q: fold(q) in fold(f"{body['description']} {body.get('sku') or ''}"),
                 lambda body: [body["description"], body.get("sku") or "-"]),
    "invoices": (fits_invoice,
                 lambda body: [body["customer"]["legal_name"], body["customer"]["tax_id"], body["uuid"],
                               body["uuid"].lower(), body["id"], str(body["folio_number"]), f"0{body['folio_number']}",
                               str(body["total"]), body["items"][0]["product"]["description"]]),
    "receipts": (fits_receipt, lambda body: [item["product"]["description"] for item in body["items"]]),
}


def question(dice, parts):
    text = dice.choice(parts if dice.random() < 0.9 else ["%", "_", '"', "zzzz"])
    if dice.random() < 0.5 and len(text) > 1:
        start = dice.randrange(len(text))
        text = text[start:start + dice.randint(1, 8)]
    return text.upper() if dice.random() < 0.2 else text


def try_resource(service, dice, resource):
    fits, parts_of = RESOURCES[resource]
    bodies = service.all(resource)
    hits = 0
    for _ in range(QUESTIONS):
        q = question(dice, parts_of(dice.choice(bodies)))
        found = [body["id"] for body in service.all(resource, "&q=" + urllib.parse.quote(q), dice.choice((7, 50)))]
        wanted = [body["id"] for body in bodies if fits(body, q)]
        assert found == wanted, (resource, q, len(found), len(wanted))
        hits += bool(found)
    assert hits > QUESTIONS / 3, f"only {hits} questions had an answer"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sandbox", required=True)
    parser.add_argument("--catalog", required=True)
    arguments = parser.parse_args()
    seed = int(os.environ.get("FACTURADOR_SEARCH_SEED", random.randrange(1000000)))
    dice, failed = random.Random(seed), 0
    print(f"1..{len(RESOURCES)}\n# FACTURADOR_SEARCH_SEED={seed}")
    with tempfile.TemporaryDirectory() as folder:
        service = Service(arguments, folder)
        service.call("POST", "/_sandbox/seed", {"customers": 60, "products": 40, "invoices": 200, "receipts": 80,
                                                "seed": seed})
        service.call("POST", "/v2/products", PRODUCT)
        service.call("POST", "/v2/invoices", {"customer": CUSTOMER, "payment_form": "03",
                                              "items": [{"product": PRODUCT}]})
        for number, resource in enumerate(RESOURCES, 1):
            try:
                try_resource(service, dice, resource)
                print(f"ok {number} {resource}", flush=True)
            except (AssertionError, OSError, KeyError) as error:
                failed += 1
                print(f"not ok {number} {resource}\n# {type(error).__name__}: {error}", flush=True)
        service.process.terminate()
        service.process.wait()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
