# SPDX-License-Identifier: GPL-3.0-or-later
"""Bodies for the fuzzer: good ones, ones made from the OpenAPI document's schemas, and what mutation makes of both."""
import copy
import json
import os
import random

from oracle import HERE

TEXTS = ["", " ", "a", "ñ", "0", "-1", "null", "undefined", "\u0000", "\u202e\ufeff", "😀" * 40, "A" * 5000, "%s%n%x", "'; DROP TABLE",
         "../../etc/passwd", "<a href='x'>&amp;]]>", "2026-02-30", "9999-12-31T23:59:59Z", "2026-11-01T00:00:00-06:00", "XAXX010101000",
         "XEXX010101000", "MEX", "USD", "601", "616", "99", "06600", "00000", "6b0a97cf7b9d7d3bbf060c24", "e\u0301" * 20,
         "<cfdi:Addenda xmlns:cfdi='x'/>", "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]
NUMBERS = [0, -0.0, 1, -1, 0.000001, 1e-12, 1e-300, 0.1, 0.16, 99.999999, 10**6, 10**12, 10**18, 10**30, 2**31, 2**53, 2**63,
           -2**63, 123456789.123456789, 1e308]
OTHERS = [None, True, False, [], {}, [[]], [None], {"": ""}, [{}] * 3]

CUSTOMER = {"legal_name": "CAFETERIA DEL CENTRO", "tax_id": "CCE150310AB1", "tax_system": "601",
            "email": "caja@cafeteria.example", "address": {"zip": "06600"}}
PRODUCT = {"description": "Café", "product_key": "50201706", "price": 58, "sku": "C-1", "taxes": [{"type": "IVA", "rate": 0.16}]}
SALE = {"items": [{"quantity": 2, "product": PRODUCT}], "payment_form": "28"}
RETENTION = {"customer": CUSTOMER, "cve_retenc": "01", "periodo": {"mes_ini": 1, "mes_fin": 2, "ejerc": 2026},
             "totales": {"monto_tot_operacion": 1000, "monto_tot_exent": 0, "imp_retenidos": [
                 {"base_ret": 1000, "impuesto": "ISR", "monto_ret": 100, "tipo_pago_ret": "04"}]}}
GOOD = {
    "/customers": [CUSTOMER], "/products": [PRODUCT], "/receipts": [SALE], "/retentions": [RETENTION],
    "/receipts/global-invoice": [{"periodicity": "month", "from": "2026-11-01"}, {"periodicity": "day"}],
    "/receipts/to-invoice": [{"keys": ["{key}"], "customer": "{customer}", "use": "G03"}, {"keys": ["{key}"], "dry_run": True}],
    "/receipts/to-invoice/preview": [{"keys": ["{key}"], "customer": CUSTOMER}],
    "/receipts/to-invoice/preview/download-url": [{"keys": ["{key}"], "customer": CUSTOMER}],
    "/invoices/zip-requests": [{"year": 2026, "month": 11, "issuer_type": "issuing", "invoice_types": ["I"]}],
    "/webhooks": [{"url": "http://127.0.0.1:9/x", "enabled_events": ["receipt.status_updated"]}],
    "/webhooks/validate-signature": [{"secret": "whsec_x", "signature": "00", "payload": {"id": "x"}}],
    "/organizations": [{"name": "Otra"}],
}


class Bodies:
    def __init__(self, rng: random.Random, document):
        self.rng, self.document = rng, document
        with open(os.path.join(HERE, "..", "contract", "sat-documents.json"), encoding="utf-8") as text:
            self.invoices = [body for body in json.load(text).values() if "of" not in body]

    def resolve(self, schema):
        while "$ref" in schema:
            node = self.document
            for step in schema["$ref"].split("/")[1:]:
                node = node[step]
            schema = node
        return schema

    def schema_of(self, method, template):
        operation = (self.document or {}).get("paths", {}).get(template, {}).get(method.lower(), {})
        content = self.resolve(operation.get("requestBody", {})).get("content", {})
        return content.get("application/json", {}).get("schema")

    def instance(self, schema, depth=0):
        rng, schema = self.rng, self.resolve(schema)
        for word in ("oneOf", "anyOf"):
            if word in schema:
                return self.instance(rng.choice(schema[word]), depth + 1)
        if "allOf" in schema:
            parts = [self.instance(part, depth + 1) for part in schema["allOf"]]
            whole = {}
            for part in parts:
                whole.update(part if isinstance(part, dict) else {})
            return whole or parts[0]
        for word in ("example", "default"):
            if word in schema and rng.random() < 0.5:
                return copy.deepcopy(schema[word])
        if "enum" in schema:
            return rng.choice(schema["enum"])
        kind = schema.get("type", "object" if "properties" in schema else "string")
        kind = rng.choice(kind) if isinstance(kind, list) else kind
        if kind == "object":
            required = schema.get("required", [])
            return {name: self.instance(each, depth + 1) for name, each in schema.get("properties", {}).items()
                    if rng.random() < (0.95 if name in required else 0.4 if depth < 8 else 0)}
        if kind == "array":
            return [self.instance(schema.get("items", {}), depth + 1) for _ in range(rng.choice((0, 1, 1, 2)) if depth < 8 else 0)]
        return {"integer": lambda: rng.choice((0, 1, 2, 12, 2026)), "number": lambda: rng.choice((1, 0.16, 345.6)),
                "boolean": lambda: rng.random() < 0.5, "null": lambda: None}.get(kind, lambda: rng.choice(TEXTS[9:27]))()

    def good(self, method, template):
        schema = self.schema_of(method, template)
        known = self.invoices if template in ("/invoices", "/invoices/{id}", "/invoices/{invoice_id}", "/invoices/preview/pdf",
                                              "/invoices/preview/pdf/download-url") else \
            GOOD.get(template) or GOOD.get(template.rsplit("/", 1)[0])
        if known and (schema is None or self.rng.random() < 0.6):
            return copy.deepcopy(self.rng.choice(known))
        return self.instance(schema) if schema else {}

    def rubbish(self):
        rng = self.rng
        return copy.deepcopy(rng.choice((rng.choice(TEXTS), rng.choice(NUMBERS), rng.choice(OTHERS),
                                         rng.uniform(-1e6, 1e6), "".join(chr(rng.randrange(32, 0x2fff)) for _ in range(8)))))

    def places(self, node, found):
        for name in (list(node) if isinstance(node, dict) else range(len(node))):
            found.append((node, name))
            if isinstance(node[name], (dict, list)):
                self.places(node[name], found)
        return found

    def mutate(self, body):
        """Some members changed, taken away, doubled, renamed, put elsewhere or added."""
        rng = self.rng
        for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 5))):
            places = self.places(body, []) if isinstance(body, (dict, list)) else []
            if not places:
                return self.rubbish()
            node, name = rng.choice(places)
            way = rng.randrange(7)
            if way <= 2:
                node[name] = self.rubbish()
            elif way == 3:
                del node[name]
            elif way == 4 and isinstance(node, list):
                node.extend(copy.deepcopy(node[:1]) * rng.choice((1, 2, 30)))
            elif way == 5:
                other, key = rng.choice(places)
                node[name] = copy.deepcopy(other[key]) if key in other or isinstance(other, list) and key < len(other) else None
            elif isinstance(node, dict):
                node[rng.choice(["x", "", "id", "status", "total", "series", "__proto__"])] = self.rubbish()
        return body

    def spoil(self, text):
        """The text itself: cut, doubled, with bytes that are no JSON or no UTF-8."""
        rng, data = self.rng, bytearray(text.encode("utf-8", "surrogatepass"))
        for _ in range(rng.choice((1, 2, 5))):
            at = rng.randrange(len(data) + 1)
            way = rng.randrange(5)
            if way == 0:
                del data[at:]
            elif way == 1:
                data[at:at] = bytes([rng.randrange(256)])
            elif way == 2 and data:
                data[at % len(data)] ^= 1 << rng.randrange(8)
            elif way == 3:
                data[at:at] = rng.choice((b"[" * 500, b'{"a":' * 100, b"1e9999", b"\\ud800", b"\xff\xfe", b"-", b"0" * 60))
            else:
                data[at:at] = data[:rng.randrange(len(data) + 1)]
        return bytes(data)

