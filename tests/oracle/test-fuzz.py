#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random requests for every operation, against a service built with the sanitizers: it neither ends nor answers 500, a
refused request changes nothing, what belongs to others stays, and it starts again on its state as it was.

test-fuzz.py --sandbox PROGRAM [--seconds 300] [--seed N]: the same seed makes the same choices. FACTURADOR_FUZZ_SECONDS and
FACTURADOR_FUZZ_SEED do the same.
"""
import argparse
import collections
import glob
import http.client
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

from fuzz_bodies import CUSTOMER, SALE, TEXTS, Bodies
from oracle import BUILD, CACHE, HERE, THOROUGH, Sandbox, artifacts, openapi_document, skip

ROOT = os.path.join(HERE, "..", "..")
KEYS = ("test_key", "test_key", "test_key", "live_key", "user_key", "user_key")
# a service behind it that is asked to be away, by the amount of an invoice or the domain of an address
AWAY = {"invoice_cancellation_service_unavailable", "invoice_email_delivery_failed", "retention_email_delivery_failed"}
PAGES = ["GET /{domain}/{key}", "POST /{domain}/{key}", "GET /tax-info/{secret}", "POST /tax-info/{secret}",
         "GET /downloads/{token}", "POST /_sandbox/cancellations/{invoice_id}", "GET /_sandbox/mail/{mail}"]


def sanitized(program):
    """This build's program when it has the sanitizers, else one built beside it."""
    with open(os.path.join(BUILD, "meson-info", "intro-buildoptions.json"), encoding="utf-8") as text:
        options = {option["name"]: option["value"] for option in json.load(text)}
    if "address" in str(options.get("b_sanitize")):
        return program, BUILD
    folder = os.path.join(CACHE, "asan")
    with open(os.path.join(artifacts(), "fuzz-build.txt"), "w", encoding="utf-8") as log:
        if not os.path.exists(os.path.join(folder, "build.ninja")):
            subprocess.run(["meson", "setup", folder, ROOT, "-Db_sanitize=address,undefined", "-Db_lundef=false"],
                           stdout=log, stderr=log, check=False)
        done = subprocess.run(["ninja", "-C", folder, "src/facturador-sandbox"], stdout=log, stderr=log)
    if done.returncode:
        skip("a service with the sanitizers could not be built")
    return os.path.join(folder, "src", "facturador-sandbox"), folder


class Fuzz:
    def __init__(self, program, build, folder, seed):
        self.rng = random.Random(seed)
        path = openapi_document()
        document = json.load(open(path, encoding="utf-8")) if path else None
        self.bodies = Bodies(self.rng, document)
        self.reports = os.path.join(folder, "sanitizer")
        self.log = open(os.path.join(artifacts(), "fuzz.txt"), "w", encoding="utf-8")
        supp = os.path.join(ROOT, "tests", "support", "gui", "leaks.supp")
        self.sandbox = Sandbox(program, os.path.join(folder, "state"), env=dict(
            os.environ, FACTURADOR_DATADIR=os.path.join(build, "data"),
            # whole stacks: GLib has no frame pointers, and what is known of libsoup is known by its frames
            ASAN_OPTIONS=f"log_path={self.reports}:detect_leaks=1:allocator_may_return_null=1:fast_unwind_on_malloc=0"
                         ":malloc_context_size=20",
            UBSAN_OPTIONS=f"log_path={self.reports}-ub:print_stacktrace=1:halt_on_error=1",
            LSAN_OPTIONS=f"suppressions={supp}:print_suppressions=0"))
        with open(os.path.join(HERE, "..", "contract", "operations.txt"), encoding="utf-8") as text:
            self.operations = [line.strip() for line in text if line.strip() and not line.startswith("#")] + PAGES
        self.pools = collections.defaultdict(list)
        self.statuses = collections.Counter()
        self.wrong = []
        self.requests = self.looked = 0
        self.connection = None

    def prepare(self):
        """What is the fuzzer's, and an organization that it never hears of."""
        call = self.sandbox.call
        self.other = call("POST", "/organizations", {"name": "Ajena"}, "user_key")[1]["id"]
        self.sandbox.ready["other_key"] = call("GET", f"/organizations/{self.other}/apikeys/test", key="user_key")[1]
        for n in range(5):
            call("POST", "/products", {"description": f"Cosa {n}", "product_key": "50201706", "price": n + 1}, "other_key")
        call("POST", "/customers", CUSTOMER, "other_key")
        call("POST", "/_sandbox/seed", {"customers": 20, "products": 20, "invoices": 40, "receipts": 5, "seed": 3},
             url=self.sandbox.base)
        self.learn(call("POST", "/customers", CUSTOMER)[1])
        for path, body in (("/invoices", dict(SALE, customer=CUSTOMER)), ("/invoices", dict(SALE, status="draft", customer=CUSTOMER)),
                           ("/receipts", SALE), ("/receipts", SALE), ("/customers?createEditLink=true", {"legal_name": "X"})):
            self.learn(call("POST", path, body)[1])
        self.pools["organization_id"] += ["me", self.sandbox.ready["organization"]]
        self.pools["series_name"] += ["A", "F"]

    def learn(self, answer):
        """Ids and links of an answer, for later requests."""
        text = json.dumps(answer) if not isinstance(answer, bytes) else ""
        for found in re.findall(r'"id": "([0-9a-f]{24})"', text)[:3]:
            if found != self.other:
                self.pools["id"].append(found)
                if isinstance(answer, dict) and answer.get("id") == found:
                    self.pools[self.kind_of(answer)].append(found)
        for name, pattern in (("link", r'"(?:self_invoice_url|edit_link)": "https?://[^/]+(/[^"]+)"'), ("key", r'"key": "(\w{8})"'),
                              ("token", r'"url": "https?://[^/]+/downloads/(\w+)"')):
            self.pools[name] += re.findall(pattern, text)[:3]
        for pool in self.pools.values():
            del pool[:-60]

    def kind_of(self, answer):
        for member, name in (("enabled_events", "webhook_id"), ("self_invoice_url", "receipt_id"), ("cve_retenc", "retention_id"),
                             ("cancellation_status", "invoice_id"), ("product_key", "product_id"), ("pending_steps", "organization_id"),
                             ("template_code", "role_id"), ("expires_at", "invite_key"), ("legal_name", "customer_id")):
            if member in answer:
                return name
        return "id"

    def place(self, match):
        """An id of its kind mostly."""
        name, rng = match.group(1), self.rng
        if rng.random() < 0.06:
            return urllib.parse.quote(rng.choice(TEXTS), safe="")
        if name == "format":
            return rng.choice(("pdf", "xml", "zip"))
        if self.pools.get(name) and name != "id":
            return rng.choice(self.pools[name])
        return rng.choice(self.pools["id"])

    def key(self, template):
        if self.rng.random() < 0.12:
            return self.rng.choice(KEYS + (None,))
        return self.rng.choice(("user_key", "live_key") if "organizations" in template else ("test_key",))

    def renew(self, name):
        """A key that the fuzzer made worthless is asked for anew."""
        kind = name.split("_")[0]
        answer = self.sandbox.call("GET" if kind == "test" else "PUT",
                                   f"/organizations/{self.sandbox.ready['organization']}/apikeys/{kind}", key="user_key")
        if answer[0] == 200:
            self.sandbox.ready[name] = answer[1]

    def path(self, template):
        rng = self.rng
        if template in ("/{domain}/{key}", "/tax-info/{secret}") and self.pools["link"] and rng.random() < 0.8:
            return rng.choice(self.pools["link"])
        path = re.sub(r"\{(\w+)\}", self.place, template)
        names = ["q", "page", "limit", "status", "customer", "date[gte]", "after", "before", "pagination", "async", "motive",
                 "substitution", "amount", "tax_id", "domain", "createEditLink", "type", "uuid", "x"]
        query = [(rng.choice(names), rng.choice(TEXTS + ["1", "30", "true", "cursor", "02", "01", "me"] + self.pools["id"][-5:]))
                 for _ in range(rng.choice((0,) * 9 + (1, 1, 2, 4)))]
        if template.endswith("}") and rng.random() < 0.5:
            query.append(("motive", rng.choice(("01", "02", "03"))))
        return path + ("?" + urllib.parse.urlencode(query) if query else "")

    def body(self, method, template):
        rng = self.rng
        if method in ("GET", "DELETE") and rng.random() < 0.95:
            return None, None
        if template.startswith(("/tax-info", "/{domain}")):
            fields = ["legal_name", "tax_id", "tax_system", "zip", "email", "use", "token", rng.choice(TEXTS)]
            return urllib.parse.urlencode([(name, rng.choice(TEXTS + ["CAFETERIA DEL CENTRO", "CCE150310AB1"])) for name in fields
                                           if rng.random() < 0.8]).encode(), "application/x-www-form-urlencoded"
        if template.endswith(("/logo", "/certificate", "/fiel")) and rng.random() < 0.8:
            parts = b"".join(b'--b\r\nContent-Disposition: form-data; name="%s"; filename="f"\r\n\r\n%s\r\n'
                             % (name, rng.randbytes(rng.choice((0, 3, 400)))) for name in (b"file", b"cer", b"key", b"password"))
            return parts + rng.choice((b"--b--\r\n", b"", b"--b")), rng.choice(("multipart/form-data; boundary=b", "multipart/form-data"))
        good = self.bodies.good(method, template)
        text = json.dumps(good).replace('"{key}"', json.dumps(rng.choice(self.pools["key"] or [""]))) \
            .replace('"{customer}"', json.dumps(rng.choice(self.pools["id"])))
        text = json.dumps(self.bodies.mutate(json.loads(text)), ensure_ascii=rng.random() < 0.5)
        kind = rng.choice(("application/json",) * 12 + ("text/plain", "", "application/json; charset=latin1"))
        return self.bodies.spoil(text) if rng.random() < 0.08 else text.encode("utf-8", "surrogatepass"), kind

    def send(self, *request):
        """A kept connection may have been closed meanwhile: that is no fault of this request."""
        kept = self.connection is not None
        try:
            return self.send_once(*request)
        except (OSError, http.client.HTTPException):
            self.connection = None
            if not kept:
                raise
        try:
            return self.send_once(*request)
        except (OSError, http.client.HTTPException):
            self.connection = None
            raise

    def send_once(self, method, path, key, body, kind):
        if self.connection is None:
            host = urllib.parse.urlsplit(self.sandbox.base)
            self.connection = http.client.HTTPConnection(host.hostname, host.port, timeout=120)
        headers = {"X-Control-Token": self.sandbox.ready["control_token"]}
        if key:
            headers["Authorization"] = "Bearer " + self.sandbox.ready[key]
        if kind:
            headers["Content-Type"] = kind
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def state(self):
        """Who is there, without what comes due by itself."""
        state = self.sandbox.call("GET", "/_sandbox/state", url=self.sandbox.base)[1]
        return {kind: {row["id"]: {name: value for name, value in row.items() if "status" not in name and name != "uuid"
                                   and name != "folio_number" and name != "total"} for row in state[kind]}
                for kind in state if kind not in ("counts", "jobs")}

    def others(self):
        return {kind: {key: row for key, row in rows.items() if row.get("organization", key) == self.other}
                for kind, rows in self.state().items()}

    def once(self):
        rng = self.rng
        method, template = rng.choice(self.operations).split(" ")
        path = self.path(template)
        if not template.startswith(("/{domain}", "/tax-info", "/downloads", "/_sandbox")):
            path = "/v2" + path
        key = self.key(template)
        body, kind = self.body(method, template)
        watched = rng.random() < 0.03
        before = self.state() if watched else None
        request = f"{method} {path} {key} {kind} {body!r}"
        self.requests += 1
        try:
            status, answer = self.send(method, path, key, body, kind)
        except (OSError, http.client.HTTPException) as error:
            self.statuses["broken"] += 1
            if self.sandbox.process.poll() is not None or not self.alive():
                self.fault(request, f"the service ended: {error!r}")
                return False
            self.fault(request, f"no answer: {error!r}")
            return True
        self.statuses[status] += 1
        if status == 401 and key in ("test_key", "live_key"):
            self.renew(key)
        self.check(request, status, answer)
        if watched and status >= 400:
            self.looked += 1
            if self.state() != before:
                self.fault(request, f"refused with {status}, but something changed")
        return True

    def alive(self):
        try:
            return self.sandbox.call("GET", "/check")[0] == 200
        except OSError:
            return False

    def check(self, request, status, answer):
        try:
            value = json.loads(answer)
        except ValueError:
            value = answer
        if status >= 500 and not (isinstance(value, dict) and value.get("code") in AWAY):
            self.fault(request, f"{status} {answer[:300]!r}")
        if status < 300:
            self.learn(value)

    def fault(self, request, what):
        self.wrong.append(what)
        print(f"# {what}\n#   {request[:1500]}", flush=True)
        self.log.write(f"{what}\n{request}\n\n")
        self.log.flush()

    def integrity(self):
        return [line for path in glob.glob(os.path.join(self.sandbox.state, "*.db")) + glob.glob(
                    os.path.join(self.sandbox.state, "*.sqlite"))
                for (line,) in sqlite3.connect(path).execute("PRAGMA integrity_check") if line != "ok"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sandbox", required=True)
    parser.add_argument("--seconds", type=int, default=int(os.environ.get("FACTURADOR_FUZZ_SECONDS", 300 if THOROUGH else 20)))
    parser.add_argument("--seed", type=int, default=int(os.environ.get("FACTURADOR_FUZZ_SEED", random.SystemRandom().randrange(10**6))))
    arguments = parser.parse_args()
    print(f"# seed {arguments.seed}, {arguments.seconds} s", flush=True)
    program, build = sanitized(arguments.sandbox)
    with tempfile.TemporaryDirectory() as folder:
        failed = run(Fuzz(program, build, folder, arguments.seed), arguments)
    return failed


def run(fuzz, arguments):
    number = failed = 0

    def tell(good, name):
        nonlocal number, failed
        number, failed = number + 1, failed + (not good)
        print(f"{'ok' if good else 'not ok'} {number} {name}", flush=True)

    fuzz.prepare()
    others = fuzz.others()
    end = time.monotonic() + arguments.seconds
    going = True
    while going and time.monotonic() < end:
        going = fuzz.once()
    counts = ", ".join(f"{status}: {count}" for status, count in sorted(fuzz.statuses.items(), key=str))
    print(f"# {fuzz.requests} requests; {counts}")
    tell(going and not fuzz.wrong, f"neither an end nor a 500 (seed {arguments.seed})")
    tell(fuzz.statuses[200] > fuzz.requests / 20, "requests of which some are taken")
    tell(fuzz.looked > 0, f"{fuzz.looked} refused requests were looked at")
    if going:
        tell(fuzz.others() == others and len(others["products"]) == 5, "what belongs to others is as it was")
        before = fuzz.state()
        tell(fuzz.sandbox.stop() == 0, "a clean end")
        tell(fuzz.integrity() == [], "the database is whole")
        fuzz.sandbox.start()
        tell(fuzz.state() == before, "it starts again on its state")
        fuzz.sandbox.stop()
    reports = glob.glob(fuzz.reports + "*")
    for report in reports:
        shutil.copy(report, artifacts())
        with open(report, encoding="utf-8", errors="replace") as text:
            print("# " + text.read()[:6000].replace("\n", "\n# "))
    tell(not reports, "the sanitizers say nothing")
    print(f"1..{number}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
