# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy that shows every exchange to Prism and gives the client what the service itself answered.

client → front → Prism → back → service. Prism reads and writes bodies anew (a PDF does not survive that), so that the back
takes the request, and the front the answer, as they were; Prism's judgement is all that is kept of its own words. What
Prism does not let through is sent directly, and that is noted too. The path begins with the port of the service.
"""
import http.client
import json
import re
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "te", "upgrade"}


class Exchange:
    def __init__(self, method, port, path, headers, body):
        self.method, self.port, self.path, self.headers, self.body = method, port, path, headers, body
        self.answer = None  # (status, headers, body), or the error that broke it

    def forward(self):
        if self.answer is not None:
            return
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.putrequest(self.method, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers:
                connection.putheader(name, value)
            connection.endheaders(self.body or None)
            answer = connection.getresponse()
            self.answer = (answer.status, answer.getheaders(), answer.read())
        except (OSError, http.client.HTTPException) as error:
            self.answer = error
        finally:
            connection.close()


class Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def reply(self, status, headers, body):
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP:
                self.send_header(name, value)
        if self.command == "HEAD":  # of the body that GET has
            length = next((value for name, value in headers if name.lower() == "content-length"), None)
        else:
            length = str(len(body)) if status != 204 else None
        if length is not None:
            self.send_header("Content-Length", length)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self.run
        raise AttributeError(name)


def readable(exchange):
    if not exchange.body or not any(name.lower() == "content-type" and "json" in value for name, value in exchange.headers):
        return True
    try:
        json.loads(exchange.body)
        return True
    except ValueError:
        return False


def each_violation(header):
    """The header is cut after some kilobytes."""
    decoder, at = json.JSONDecoder(), header.index("[") + 1
    while True:
        try:
            violation, at = decoder.raw_decode(header, at)
        except ValueError:
            return
        yield violation
        at += 1


def told(violation, answer):
    """The message without what changes from run to run, with what it is about: the status, or that the value is null."""
    message = re.sub(r"\.\d+\b", ".N", violation["message"])
    if "status code" in message:
        return re.sub(r": [\d,]+$", "", message) + f" ({answer[0]})"
    if violation["location"][:2] == ["response", "body"]:
        try:
            value = json.loads(answer[2])
            for step in violation["location"][2:]:
                value = value[int(step) if isinstance(value, list) else step]
            return message + " (null)" * (value is None)
        except (ValueError, KeyError, IndexError, TypeError):
            pass
    return message


class Judge:
    def __init__(self, document):
        self.exchanges, self.next, self.lock = {}, 0, threading.Lock()
        self.seen = {}  # (operation, where, message) → (count, an example)
        self.used = set()
        self.spoiled = set()  # services that were asked to answer wrongly
        self.operations = [(re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)) + r"$"), path, set(methods))
                           for path, methods in document["paths"].items()]
        self.operations.sort(key=lambda each: each[1].count("{"))
        self.front, self.back = self.serve(self.on_front), self.serve(self.on_back)
        self.url = f"http://127.0.0.1:{self.front}"
        self.prism = None  # its port

    def serve(self, run):
        handler = type("Handler", (Quiet,), {"run": run})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server.server_port

    @property
    def on_back(self):
        judge = self

        def run(handler):
            handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
            exchange = judge.exchanges[handler.headers["X-Judge"]]
            exchange.forward()
            if isinstance(exchange.answer, Exception):
                handler.reset()
            else:
                handler.reply(*exchange.answer)
        return run

    @property
    def on_front(self):
        judge = self

        def run(handler):
            body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
            port, path = re.fullmatch(r"/(\d+)(/.*)", handler.path).groups()
            headers = [(name, value) for name, value in handler.headers.items()]
            exchange = Exchange(handler.command, int(port), path, headers, body)
            judge.judge(exchange)
            if isinstance(exchange.answer, Exception):
                handler.reset()
            else:
                handler.reply(*exchange.answer)
        return run

    def operation(self, exchange):
        path = exchange.path.split("?")[0].removeprefix("/v2")
        last = path.rsplit("/", 1)[1]
        for pattern, template, methods in self.operations:
            if template.endswith("{format}") and last not in ("pdf", "xml", "zip"):
                continue
            if exchange.method.lower() in methods and pattern.match(path):
                return f"{exchange.method} {template}"
        return f"{exchange.method} (not in the document) " + re.sub(r"[0-9a-f]{24}", "{id}", path)

    def judge(self, exchange):
        if not exchange.path.startswith("/v2/"):
            if exchange.path == "/_sandbox/faults":
                (self.spoiled.add if exchange.method == "POST" else self.spoiled.discard)(exchange.port)
            exchange.forward()
            return
        if exchange.method == "HEAD":  # no operation of its own, and without a body that could be judged
            exchange.forward()
            return
        with self.lock:
            self.next += 1
            number = str(self.next)
            self.exchanges[number] = exchange
        found = self.ask_prism(exchange, number)
        exchange.forward()  # where Prism did not
        del self.exchanges[number]
        operation = self.operation(exchange)
        with self.lock:
            self.used.add(operation)
            if isinstance(exchange.answer, Exception) or exchange.port in self.spoiled:
                return
            for violation in found:
                self.note(exchange, operation, violation)

    def ask_prism(self, exchange, number):
        if not readable(exchange):
            return [{"location": ["request", "body"], "message": "no JSON"}]  # Prism would wait for ever
        connection = http.client.HTTPConnection("127.0.0.1", self.prism, timeout=120)
        headers = {name: value for name, value in exchange.headers if name.lower() not in HOP and name.lower() != "host"}
        try:
            connection.request(exchange.method, exchange.path.removeprefix("/v2"), exchange.body or None,
                               {**headers, "X-Judge": number})
            answer = connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as error:
            return [{"location": ["judge"], "message": type(error).__name__}]
        finally:
            connection.close()
        violations = answer.getheader("sl-violations")
        if violations:
            return list(each_violation(violations))
        if exchange.answer is None:
            problem = json.loads(text)
            return problem.get("validation") or [{"location": ["request"], "message": problem.get("title", "refused")}]
        return []

    def note(self, exchange, operation, violation):
        where = [re.sub(r"^\d+$", "N", str(step)) for step in violation["location"]]
        status = exchange.answer[0]
        if where[0] == "request" and 400 <= status < 500:
            return  # wrong on purpose, and refused
        key = (operation, ".".join(where), told(violation, exchange.answer))
        count, example = self.seen.get(key, (0, None))
        self.seen[key] = (count + 1, example or f"{exchange.path} {(exchange.body or b'')[:300]!r} → {status} "
                                                f"{exchange.answer[2][:600]!r}")
