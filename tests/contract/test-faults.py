#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Provokes each fault of the instrument once in a GET and once in a POST and looks at the bytes on the wire.

Whether a POST was run is told by the list afterwards. The same again for a PDF, which a worker draws; and while many
are being drawn, others are answered at once.
"""
import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

PRODUCT = {"description": "Café", "product_key": "50201706", "price": 50}
CUSTOMER = {"legal_name": "CAFETERIA DEL CENTRO", "tax_id": "CCE150310AB1", "tax_system": "601",
            "email": "caja@cafeteria.example", "address": {"zip": "06600"}}
STATUSES = {"500": "internal_error", "503": "internal_error", "429": "rate_limit_exceeded", "401": "api_key_invalid",
            "402": "subscription_required", "403": "forbidden", "409": "conflict"}
LATE = {"drip": 2000, "delay": 400}     # milliseconds; a busy client sees several pieces as one
LINES = 300
DRAWINGS = 12
SLOWER = max(1.0, float(os.environ.get("FACTURADOR_TIMEOUT_MULTIPLIER") or 1))


class Answer:
    """What came back: how the connection ended ("whole", "closed", "reset"), and when each piece arrived."""

    def __init__(self, sock):
        self.text, self.times, self.end = b"", [], "closed"
        try:
            while piece := sock.recv(65536):
                self.text += piece
                self.times.append(time.monotonic())
                if self.complete():
                    self.end = "whole"
                    break
        except ConnectionResetError:
            self.end = "reset"
        head, _, self.body = self.text.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        self.status = int(lines[0].split()[1]) if lines[0] else None
        self.headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}

    def complete(self):
        head, mark, body = self.text.partition(b"\r\n\r\n")
        for line in head.lower().split(b"\r\n") if mark else []:
            if line.startswith(b"content-length:"):
                return len(body) >= int(line.split(b":")[1])
        return False

    def json(self):
        return json.loads(self.body)


class Service:
    def __init__(self, arguments, folder):
        self.process = subprocess.Popen([arguments.sandbox, "--listen", "127.0.0.1:0", "--state", folder, "--control",
                                         "--catalog", arguments.catalog], stdout=subprocess.PIPE, text=True)
        self.ready = json.loads(self.process.stdout.readline())
        host, port = self.ready["url"].split("/")[2].split(":")
        self.address = (host, int(port))

    def call(self, method, path, body=None):
        text = b"" if body is None else json.dumps(body).encode()
        head = (f"{method} {path} HTTP/1.1\r\nHost: {self.address[0]}:{self.address[1]}\r\n"
                f"Authorization: Bearer {self.ready['test_key']}\r\nX-Control-Token: {self.ready['control_token']}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(text)}\r\n\r\n")
        with socket.create_connection(self.address, timeout=60 * SLOWER) as sock:
            sock.sendall(head.encode() + text)
            return Answer(sock)

    def good(self, method, path, body=None):
        answer = self.call(method, path, body)
        assert answer.status in (200, 201), (method, path, answer.status, answer.body[:300])
        return answer.json()

    def wish(self, method, path, fault, **more):
        self.good("DELETE", "/_sandbox/faults")
        self.good("POST", "/_sandbox/faults", {"method": method, "path": path, "fault": fault, "count": 1, **more})

    def struck(self):
        return self.good("GET", "/_sandbox/faults")["faults"][0]["struck"]

    def products(self):
        return self.good("GET", "/v2/products?limit=1")["total_results"]


def look_at(fault, answer, method):
    """What a client sees of @fault; @answer is of the list of products or of a new one."""
    if fault in ("refuse", "reset_before", "execute_then_cut"):
        assert answer.text == b"" and answer.end == ("closed" if fault == "refuse" else "reset"), answer.end
    elif fault == "half":
        whole = int(answer.headers["content-length"])
        assert answer.status == 200 and answer.end == "closed"
        assert len(answer.body) == whole // 2, (len(answer.body), whole)
    elif fault in STATUSES:
        error = answer.json()
        assert (answer.status, error["code"], error["status"]) == (int(fault), STATUSES[fault], int(fault))
        assert fault != "429" or answer.headers["retry-after"] == "1"
    elif fault == "502_html":
        assert answer.status == 502 and answer.headers["content-type"].startswith("text/html")
        assert b"<html" in answer.body
    elif fault == "bad_json":
        assert answer.status == 200 and answer.end == "whole"
        try:
            answer.json()
        except ValueError:
            return
        raise AssertionError("the body is JSON")
    elif fault == "wrong_types":
        product = answer.json() if method == "POST" else answer.json()["data"][0]
        assert product["description"] == [] and product["livemode"] == "?", product
    else:
        product = answer.json() if method == "POST" else answer.json()["data"][0]
        assert answer.status == 200 and product["description"] == "Café"


def try_fault(service, fault, method):
    runs = method == "POST" and fault not in ("refuse", "reset_before", "502_html", *STATUSES)
    before = service.products()
    service.wish(method, "/v2/products", fault, **({"milliseconds": LATE[fault]} if fault in LATE else {}))
    start = time.monotonic()
    answer = service.call(method, "/v2/products", PRODUCT if method == "POST" else None)
    took = time.monotonic() - start
    assert service.struck() == 1
    look_at(fault, answer, method)
    if fault == "drip":
        assert len(answer.times) >= 10 and answer.times[-1] - answer.times[0] >= 1, answer.times
    elif fault == "delay":
        assert took >= 0.4 and len(answer.times) <= 3, took
    service.good("DELETE", "/_sandbox/faults")
    assert service.products() == before + runs, "run" if not runs else "not run"


def try_pending(service, fault, method):
    """Only a POST strikes; the document is stored and becomes what was asked for."""
    service.wish("*", "/v2/invoices", fault)
    if method == "GET":
        service.good("GET", "/v2/invoices")
        assert service.struck() == 0
        return
    answer = service.call("POST", "/v2/invoices", invoice(1))
    assert answer.status == 202 and answer.json()["status"] == "pending", answer.body
    path = "/v2/invoices/" + answer.json()["id"]
    assert service.good("GET", path)["status"] == "pending"
    for _ in range(6):
        service.good("POST", "/_sandbox/clock", {"advance_seconds": 660})
    assert service.good("GET", path)["status"] == fault.rsplit("_", 1)[1]


def invoice(lines):
    return {"customer": CUSTOMER, "payment_form": "03", "use": "G03",
            "items": [{"product": dict(PRODUCT, description=f"Café {i}")} for i in range(lines)]}


def try_drawn(service, fault):
    """A worker's answer is spoiled like any other, and its message lies in the mail whatever the client saw."""
    path = f"/v2/invoices/{service.good('POST', '/v2/invoices', invoice(1))['id']}"
    service.wish("GET", "/v2/invoices/*", fault)
    answer = service.call("GET", path + "/pdf")
    if fault == "half":
        assert len(answer.body) == int(answer.headers["content-length"]) // 2 and answer.body.startswith(b"%PDF-")
    else:
        assert answer.text == b"" and answer.end == "reset"
    letters = len(service.good("GET", "/_sandbox/mail")["data"])
    service.wish("POST", "/v2/invoices/*", fault)
    answer = service.call("POST", path + "/email", {})
    assert answer.end == ("closed" if fault == "half" else "reset")
    assert len(service.good("GET", "/_sandbox/mail")["data"]) == letters + 1


def try_busy(service, method, path, body):
    """While many are drawn, whoever asks for a list waits far less than for one drawing."""
    start = time.monotonic()
    alone = service.call(method, path, body)
    one = time.monotonic() - start
    assert alone.status == 200, alone.body[:300]
    statuses, waits = [], []
    threads = [threading.Thread(target=lambda: statuses.append(service.call(method, path, body).status))
               for _ in range(DRAWINGS)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        start = time.monotonic()
        service.products()
        waits.append(time.monotonic() - start)
    for thread in threads:
        thread.join()
    assert statuses == [200] * DRAWINGS, statuses
    assert len(waits) >= DRAWINGS and statistics.median(waits) < one / 2, (one, len(waits), statistics.median(waits))


def cases(service):
    service.good("POST", "/v2/products", PRODUCT)
    for method in ("GET", "POST"):
        for fault in ("refuse", "reset_before", "execute_then_cut", "half", "drip", "delay", "502_html", "bad_json",
                      "wrong_types", *STATUSES):
            yield f"{method} {fault}", lambda f=fault, m=method: try_fault(service, f, m)
        for fault in ("pending_then_valid", "pending_then_failed"):
            yield f"{method} {fault}", lambda f=fault, m=method: try_pending(service, f, m)
    for fault in ("execute_then_cut", "half"):
        yield f"drawn {fault}", lambda f=fault: try_drawn(service, f)
    service.good("DELETE", "/_sandbox/faults")
    path = "/v2/invoices/" + service.good("POST", "/v2/invoices", invoice(LINES))["id"]
    for what, method, where, body in (("PDF", "GET", path + "/pdf", None), ("ZIP", "GET", path + "/zip", None),
                                      ("message", "POST", path + "/email", {}),
                                      ("preview", "POST", "/v2/invoices/preview/pdf", invoice(LINES)),
                                      ("address of a preview", "POST", "/v2/invoices/preview/pdf/download-url",
                                       invoice(LINES))):
        yield f"others during a {what}", lambda a=(method, where, body): try_busy(service, *a)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sandbox", required=True)
    parser.add_argument("--catalog", required=True)
    arguments = parser.parse_args()
    failed = number = 0
    with tempfile.TemporaryDirectory() as folder:
        service = Service(arguments, folder)
        for number, (name, case) in enumerate(cases(service), 1):
            try:
                case()
                print(f"ok {number} {name}", flush=True)
            except (AssertionError, OSError, ValueError, KeyError, IndexError) as error:
                failed += 1
                print(f"not ok {number} {name}\n# {type(error).__name__}: {error}", flush=True)
        print(f"1..{number}")
        service.process.terminate()
        service.process.wait()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
