# SPDX-License-Identifier: GPL-3.0-or-later
"""A loopback proxy before the sandbox that does to requests what networks and servers do."""
import os
import collections
import contextlib
import http.client
import re
import socket
import struct
import threading
import time

# What the service never sees, what is lost after it was executed, and where the program is ended: by the proxy when a
# request is there, executed or answered, and by itself at the points of fac-fault-points.h.
BEFORE = ["refuse", "reset", "500", "502", "503", "429", "401", "402", "409", "kill-sent"]
AFTER = ["cut", "half", "drip", "delay", "broken", "types", "500-done", "502-done", "202-valid", "202-failed",
         "kill-executed", "kill-answered"]
POINTS = ["kill-unsent", "kill-unkept", "kill-kept"]
FAULTS = BEFORE + AFTER + POINTS
KILLS = [fault for fault in FAULTS if fault.startswith("kill-")]
STATUS = {"500": 500, "502": 502, "503": 503, "429": 429, "401": 401, "402": 402, "409": 409,
          "500-done": 500, "502-done": 502}
ACCEPTED = {"202-valid": "pending_then_valid", "202-failed": "pending_then_failed"}
HTML = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
REASONS = http.client.responses
SLOWER = max(1.0, float(os.environ.get("FACTURADOR_TIMEOUT_MULTIPLIER") or 1))  # multiplies every patience
DEADLINE_MS = 400   # of the driver, which multiplies it too
DRIP_SECONDS = SLOWER * 0.6
VERBS = ["check", "list", "read", "create customer", "create product", "create invoice", "update customer",
         "update product", "update invoice", "delete customer", "delete product", "delete invoice", "stamp", "xml", "cancel", "status", "acuse", "email"]
WHAT = {"customers": "customer", "products": "product", "invoices": "invoice"}


def verb_of(method, path):
    if method == "DELETE" and "motive=" in path:
        return "cancel"
    path = path.split("?")[0].removeprefix("/v2/")
    parts = path.split("/")
    if parts[0] == "organizations":
        return "check"
    what = WHAT.get(parts[0], "?")
    if "zip-requests" in parts:      # of Live alone: the named cases speak of it, not the grid
        return "zip" if parts[-1] == "zip" else "ask for zip" if method == "POST" else "poll zip"
    if "cancellation_receipt" in parts:
        return "acuse"
    # a PDF is a cache: the named cases speak of it, not the grid
    if parts[-1] in ("stamp", "xml", "pdf", "status", "email"):
        return parts[-1]
    if method == "GET":
        return "read" if len(parts) > 1 else "list"
    return {"POST": "create ", "PUT": "update ", "DELETE": "delete "}[method] + what


class Proxy:
    """@choose: (verb) → fault or None, asked for each request; @kill: ends the program; @instrument: (path, body)
    asks the sandbox for what only it can do."""

    def __init__(self, choose, kill, instrument):
        self.choose, self.kill, self.instrument = choose, kill, instrument
        self.accepted = set()  # paths of documents that the SAT is still at work on
        self.upstream = None
        self.counts = collections.Counter()
        self.log = []
        self.lock = threading.Lock()
        # What has arrived is executed in its order, however busy the machine is: a product has no key by which
        # the service would know one that it gets again before it has executed the first.
        self.products = threading.Lock()
        self.open = set()
        self.closing = False
        self.listener = self.listen(0)
        self.port = self.listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/v2"
        threading.Thread(target=self.accept, daemon=True).start()

    def listen(self, port):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(32)
        return listener

    def accept(self):
        while not self.closing:
            try:
                connection = self.listener.accept()[0]
            except OSError:
                time.sleep(0.03)
                if not self.closing:
                    self.listener = self.listen(self.port)
                continue
            with self.lock:
                self.open.add(connection)
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def stop_listening(self):
        try:
            self.listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.listener.close()

    def close(self):
        self.closing = True
        self.stop_listening()
        with self.lock:
            for connection in list(self.open):
                connection.close()

    def serve(self, connection):
        try:
            connection.settimeout(SLOWER * 10)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            stream = connection.makefile("rb")
            while self.exchange(connection, stream):
                pass
        except (OSError, http.client.HTTPException, ValueError):
            pass
        finally:
            with self.lock:
                self.open.discard(connection)
            connection.close()

    def reset(self, connection):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    def exchange(self, connection, stream):
        line = stream.readline().decode("latin-1").split()
        if len(line) < 3:
            return False
        headers = http.client.parse_headers(stream)
        body = stream.read(int(headers.get("Content-Length", 0)))
        method, path = line[0], line[1]
        verb = verb_of(method, path)
        fault = self.choose(verb)
        with self.lock:
            self.log.append((verb, fault, method, path))
            if fault:
                self.counts[verb, fault] += 1
        if fault in BEFORE:
            return self.spoil_before(connection, fault)
        try:
            if verb == "stamp" and fault in ACCEPTED:
                self.instrument("faults", {"method": "POST", "path": path, "fault": ACCEPTED[fault], "count": 1})
                self.accepted.add(path.removesuffix("/stamp"))
            elif path in self.accepted:
                self.instrument("clock", {"advance_seconds": 20 * 60})
            with self.products if "/products" in path else contextlib.nullcontext():
                answer = self.forward(method, path, headers, body)
            if path in self.accepted and b'"pending"' not in answer[2]:
                self.accepted.discard(path)
        except (OSError, http.client.HTTPException):
            return self.reset(connection)
        return self.give(connection, answer, fault)

    def spoil_before(self, connection, fault):
        if fault == "kill-sent":
            self.kill()
            return self.reset(connection)
        if fault == "refuse":
            self.stop_listening()
            return self.reset(connection)
        if fault == "reset":
            return self.reset(connection)
        return self.send_status(connection, fault)

    def send_status(self, connection, fault):
        status = STATUS[fault]
        html = status == 502
        body = HTML if html else b'{"ok":false,"status":%d,"code":"injected","message":"Fallo de prueba"}' % status
        extra = [("Retry-After", "7")] if status in (429, 503) else []
        kind = "text/html" if html else "application/json"
        self.send(connection, status, [("Content-Type", kind)] + extra, body)
        return True

    def forward(self, method, path, headers, body):
        upstream = self.upstream
        if upstream is None:
            raise OSError("the service is down")
        passed = {name: value for name, value in headers.items()
                  if name.lower() not in ("host", "connection", "accept-encoding", "content-length", "expect")}
        there = http.client.HTTPConnection("127.0.0.1", upstream, timeout=SLOWER * 60)
        try:
            there.request(method, path, body if body or method in ("POST", "PUT") else None, passed)
            answer = there.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            there.close()

    def send(self, connection, status, headers, body, cut=None):
        kept = [(n, v) for n, v in headers if n.lower() not in ("content-length", "transfer-encoding", "connection")]
        head = f"HTTP/1.1 {status} {REASONS.get(status, 'X')}\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in kept)
        head += f"Content-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode("latin-1") + (body if cut is None else body[:cut]))

    def give(self, connection, answer, fault):
        status, headers, body = answer
        if fault == "cut":
            return self.reset(connection)
        if fault == "half":
            self.send(connection, status, headers, body, len(body) // 2)
            return False
        if fault == "drip":
            self.send(connection, status, headers, body, 1)
            time.sleep(DRIP_SECONDS)
            return False
        if fault == "delay":
            time.sleep(DRIP_SECONDS)
        if fault in ACCEPTED and status < 300:
            status = 202  # what is not stamped is done at once, and says so
        if fault == "broken":
            self.send(connection, status, headers, body[:len(body) // 2] + b"}]" if body else b"{")
            return True
        if fault == "types":
            self.send(connection, status, headers, re.sub(rb'"(id|status|data|uuid)":\s*("[^"]*"|\[)', rb'"\1":[7],"x":\2', body))
            return True
        if fault in STATUS:
            return self.send_status(connection, fault)
        if fault == "kill-executed":
            self.kill()
            return self.reset(connection)
        self.send(connection, status, headers, body)
        if fault == "kill-answered":
            self.kill()
        return True
