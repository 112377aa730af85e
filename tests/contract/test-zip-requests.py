#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Packs a month of 2,000 documents and asks for lists meanwhile: each is answered at once.

One document is stamped and the others are copies of its rows, made while the service is away. A machine with other work may
hold up one answer for reasons of its own: so many documents are packed here first, and an answer is late if it takes a third
of that; and of several rounds one without a late answer is enough, since a service that packs on its loop is late in each.
"""
import argparse
import contextlib
import datetime
import http.client
import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile

DOCUMENTS = 2000
SLOWER = max(1.0, float(os.environ.get("FACTURADOR_TIMEOUT_MULTIPLIER") or 1))
AT_ONCE = 0.05      # seconds, on a machine that has nothing else to do
INVOICE = {"customer": {"legal_name": "ESCUELA KEMPER URGATE", "tax_id": "EKU9003173C9", "tax_system": "601",
                        "address": {"zip": "42501"}},
           "items": [{"product": {"description": "Café de Veracruz", "product_key": "50201706", "price": 50}}],
           "payment_form": "03", "use": "G03"}
# each asks for another ZIP of the same documents
ROUNDS = (["I"], ["E", "I"], ["I", "N"], ["I", "P"], ["I", "T"])


class Service:
    def __init__(self, arguments, folder):
        self.process = subprocess.Popen([arguments.sandbox, "--listen", "127.0.0.1:0", "--state", folder, "--control",
                                         "--catalog", arguments.catalog], stdout=subprocess.PIPE, text=True)
        self.ready = json.loads(self.process.stdout.readline())
        self.connection = http.client.HTTPConnection(self.ready["url"].split("/")[2], timeout=60)

    def end(self):
        self.connection.close()
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def call(self, method, path, body=None):
        self.connection.request(method, path, None if body is None else json.dumps(body), {
            "Authorization": "Bearer " + self.ready["live_key"], "X-Control-Token": self.ready["control_token"],
            "Content-Type": "application/json"})
        answer = self.connection.getresponse()
        text = answer.read()
        assert answer.status in (200, 201), (method, path, answer.status, text[:300])
        return text

    def json(self, method, path, body=None):
        return json.loads(self.call(method, path, body))


def copy_rows(folder, id):
    """DOCUMENTS of the document @id."""
    with contextlib.closing(sqlite3.connect(os.path.join(folder, "sandbox.db"))) as db, db:
        for table, key in (("invoices", "id"), ("invoice_files", "invoice")):
            columns = [row[1] for row in db.execute(f"PRAGMA table_info ({table})")]
            row = dict(zip(columns, db.execute(f"SELECT * FROM {table} WHERE {key} = ?", (id,)).fetchone()))
            others = []
            for number in range(1, DOCUMENTS):
                row[key] = f"{number:024x}"
                if table == "invoices":
                    row["uuid"], row["folio_number"] = f"{number:08X}-0000-4000-8000-000000000000", None
                others.append(tuple(row.values()))
            db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", others)


def pack(service, month, types):
    """Returns: how long each list took between the beginning and the end of the packing."""
    begun = service.json("POST", "/v2/invoices/zip-requests", dict(month, invoice_types=types))
    path = "/v2/invoices/zip-requests/" + begun["id"]
    waits, limit = [], time.monotonic() + 60 * SLOWER
    while True:
        start = time.monotonic()
        assert service.json("GET", "/v2/invoices?limit=1")["total_results"] == DOCUMENTS
        waits.append(time.monotonic() - start)
        status = service.json("GET", path)["status"]
        if status == "finished":
            break
        assert status in ("created", "processing") and time.monotonic() < limit, status
    names = zipfile.ZipFile(io.BytesIO(service.call("GET", path + "/zip"))).namelist()
    assert len(names) == len(set(names)) == DOCUMENTS, len(names)
    return waits


def how_long_it_takes(xml):
    """To pack so many documents on this machine as it is now."""
    start = time.monotonic()
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(DOCUMENTS):
            packed.writestr(f"{number}.xml", xml)
    return time.monotonic() - start


def look(arguments, folder):
    service = Service(arguments, folder)
    invoice = service.json("POST", "/v2/invoices", INVOICE)
    day = datetime.datetime.fromisoformat(invoice["date"][:19]) - datetime.timedelta(hours=6)  # of Mexico City
    xml = service.call("GET", f"/v2/invoices/{invoice['id']}/xml")
    service.end()
    copy_rows(folder, invoice["id"])
    service = Service(arguments, folder)
    try:
        for types in ROUNDS:
            late = max(AT_ONCE, how_long_it_takes(xml) / 3)
            longest = max(pack(service, {"year": day.year, "month": day.month}, types))
            print(f"# longest answer {1000 * longest:.0f} ms, late is {1000 * late:.0f} ms")
            if longest < late:
                return
        raise AssertionError("a list waits for the packing")
    finally:
        service.end()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sandbox", required=True)
    parser.add_argument("--catalog", required=True)
    arguments = parser.parse_args()
    print("1..1")
    with tempfile.TemporaryDirectory() as folder:
        try:
            look(arguments, folder)
        except (AssertionError, OSError, ValueError, KeyError) as error:
            print(f"not ok 1 lists while a month is packed\n# {type(error).__name__}: {error}")
            return 1
    print("ok 1 lists while a month is packed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
