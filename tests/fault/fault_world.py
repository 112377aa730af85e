# SPDX-License-Identifier: GPL-3.0-or-later
"""A driver, a sandbox and the proxy between them, and what both sides hold in the end."""
import http.client
import json
import os
import re
import shutil
import subprocess
import threading
import time
import uuid

from fault_proxy import DEADLINE_MS, SLOWER, Proxy


class Killed(Exception):
    """The driver ended before it answered."""


ISSUED = ("timbrada", "en-cancelacion", "cancelada")


class Sandbox:
    def __init__(self, path, folder, live=False):
        self.path, self.folder, self.live, self.process = path, folder, live, None

    def start(self):
        ours, theirs = os.pipe()
        self.process = subprocess.Popen([self.path, "--listen", "127.0.0.1:0", "--state", self.folder, "--control",
                                         "--lifeline", str(ours)], stdout=subprocess.PIPE, pass_fds=[ours], text=True)
        os.close(ours)
        self.lifeline = theirs
        ready = json.loads(self.process.stdout.readline())
        self.port = int(re.search(r":(\d+)/", ready["url"]).group(1))
        self.key = ready["live_key" if self.live else "test_key"]
        self.token = ready["control_token"]

    def end(self, hard):
        self.process.kill() if hard else self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        os.close(self.lifeline)

    def get(self, path, raw=False):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SLOWER * 60)
        connection.request("GET", "/v2" + path, headers={"Authorization": "Bearer " + self.key})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return body if raw else json.loads(body)

    def instrument(self, what, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SLOWER * 60)
        connection.request("POST" if body is not None else "GET", "/_sandbox/" + what, json.dumps(body) if body else None,
                           {"X-Control-Token": self.token, "Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        if answer.status >= 300:
            raise OSError(f"{what}: {answer.status} {text!r}")
        return json.loads(text)

    def everything(self, kind):
        found, page = [], 1
        while True:
            answer = self.get(f"/{kind}s?limit=100&page={page}")
            found += answer["data"]
            if page >= answer["total_pages"]:
                return found
            page += 1


class World:
    """@deadline_ms: how long the program waits for an answer."""

    def __init__(self, paths, folder, rng, choose=lambda verb: None, live=False, deadline_ms=DEADLINE_MS):
        self.paths, self.rng, self.deadline_ms = paths, rng, deadline_ms
        self.data = os.path.join(folder, "data")
        state = os.path.join(folder, "state")
        shutil.copytree(paths["template"], state)
        self.sandbox = Sandbox(paths["sandbox"], state, live)
        self.driver = None
        self.kill_lock = threading.Lock()
        self.proxy = Proxy(choose, self.kill, self.sandbox.instrument)
        self.start_sandbox()
        self.objects = {}   # id → dict(kind, rev, gone, stamp, doubt, …)
        self.mails = {}     # address → id of the document, and whether it surely was asked for
        self.crashes = []
        self.trace = []

    def start_sandbox(self):
        self.sandbox.start()
        self.proxy.upstream = self.sandbox.port

    def restart_sandbox(self):
        self.proxy.upstream = None
        self.sandbox.end(hard=True)
        self.start_sandbox()

    def start(self):
        environment = dict(os.environ, FAC_FAULT_KEY=self.sandbox.key)
        self.killed = False
        self.driver = subprocess.Popen([self.paths["driver"], self.data, self.proxy.url], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, env=environment, text=True)
        try:
            self.read()
        except Killed:
            self.reap()
            raise
        if self.deadline_ms != DEADLINE_MS:
            self.say("deadline", self.deadline_ms)

    def kill(self):
        with self.kill_lock:
            if self.driver is not None and self.driver.poll() is None:
                self.killed = True
                self.driver.kill()

    def note(self, line):
        """Whether it is an answer; the others tell that the driver dies where it was told to."""
        words = line.split(" ")
        if words[0] != "died":
            return True
        self.killed = True
        verb = words[2].replace("-", " ", 1)
        self.proxy.counts[verb, "kill-" + words[1]] += 1
        return False

    def reap(self):
        for line in self.driver.stdout:
            self.note(line.strip())
        status = self.driver.wait()
        if not self.killed:
            self.crashes.append(f"the driver ended by itself with {status}")
        try:
            self.driver.stdin.close()
        except OSError:
            pass
        self.driver.stdout.close()
        self.driver = None

    def stop(self):
        if self.driver is None:
            return
        try:
            self.driver.stdin.close()
        except OSError:
            pass
        for line in self.driver.stdout:
            self.note(line.strip())
        status = self.driver.wait()
        if status != 0 and not self.killed:
            self.crashes.append(f"the driver stopped with {status}")
        self.driver.stdout.close()
        self.driver = None

    def read(self):
        lines = []
        while True:
            line = self.driver.stdout.readline()
            if not line.endswith("\n"):
                raise Killed()
            if self.note(line[:-1]):
                lines.append(line[:-1])
            if line.startswith(("ok", "no ")):
                return lines

    def say(self, *words):
        """One command; returns its lines. Killed when the driver ended instead."""
        line = " ".join(str(word) for word in words)
        self.trace.append(line)
        try:
            self.driver.stdin.write(line + "\n")
            self.driver.stdin.flush()
            lines = self.read()
        except (Killed, BrokenPipeError):
            self.trace[-1] += " → killed"
            self.reap()
            raise Killed() from None
        self.trace[-1] += " → " + lines[-1]
        return lines

    def end(self):
        self.stop()
        self.proxy.close()
        self.sandbox.end(hard=True)

    # ---- what the person does ----------------------------------------------------------------

    def new(self, kind):
        id = str(uuid.UUID(int=self.rng.getrandbits(128), version=4))
        self.objects[id] = {"kind": kind, "rev": None, "gone": False, "stamp": False}
        return id

    def act(self, id, words, done):
        """Says @words; @done tells the model. While the answer is missing both outcomes are possible."""
        thing = self.objects[id]
        after = dict(thing)
        after.update(done)
        thing["doubt"] = after
        answer = self.say(*words)[-1]
        thing.pop("doubt")
        if answer.startswith("ok"):
            thing.update(done)
        return answer

    def write(self, id, *, good=True, send=True):
        thing = self.objects[id]
        rev = (thing["rev"] or 0) + 1
        if "doubt" in thing:
            rev += 1
        kind = thing["kind"]
        if kind == "customer":
            words = [kind, id, rev, "good" if good else "bad"]
        elif kind == "product":
            words = [kind, id, rev, thing.get("label", id)]
        else:
            words = [kind, id, rev, thing["customer"], thing["product"], "send" if send else "keep"]
        return self.act(id, words, {"rev": rev})

    def stamp(self, id):
        thing = self.objects[id]
        rev = (thing["rev"] or 0) + 1
        return self.act(id, ["stamp", id, rev, thing["customer"], thing["product"]], {"rev": rev, "stamp": "yes"})

    def arm(self, point, verb):
        """The program ends itself at @point of the next @verb."""
        self.say("die", point.removeprefix("kill-"), verb.replace(" ", "-"))

    def unqueue(self, id):
        return self.act(id, ["unqueue", id], {"stamp": "maybe"})

    def cancel(self, id):
        return self.act(id, ["cancel", id, "02"], {"cancel": "yes"})

    def email(self, id):
        address = f"e{len(self.mails)}@correo.example"
        self.mails[address] = (id, False)
        answer = self.say("email", id, address)[-1]
        self.mails[address] = (id, answer.startswith("ok"))
        return answer

    def doubt_mails(self, id):
        for address, (document, _) in self.mails.items():
            if document == id:
                self.mails[address] = (id, False)

    def delete(self, id):
        return self.act(id, ["delete", self.objects[id]["kind"], id], {"gone": True})

    def new_invoice(self, customer, product):
        id = self.new("invoice")
        self.objects[id].update(customer=customer, product=product)
        return id

    def local(self, id):
        answer = self.say("local", self.objects[id]["kind"], id)[-1].split(" ")
        if answer[0] == "no":
            return None
        rev = re.search(r"\br(\d+)(@|$)", " ".join(answer[2:]) if self.objects[id]["kind"] != "invoice" else answer[2])
        found = {"remote": answer[1], "rev": int(rev.group(1)) if rev else None}
        if self.objects[id]["kind"] == "invoice":
            found.update(status=answer[3], uuid=answer[4])
        return found

    def settle_doubts(self):
        """After a kill: what was being done is there as a whole or not at all."""
        for id, thing in self.objects.items():
            after = thing.get("doubt")
            if after is None:
                continue
            there = self.local(id)
            del thing["doubt"]
            if after["gone"] and not thing["gone"]:
                if there is None:
                    thing["gone"] = True
            elif after["rev"] != thing["rev"]:
                if there is not None and there["rev"] == after["rev"]:
                    thing.update(after)
                elif there is None and thing["rev"] is None:
                    thing["gone"] = "never"
            elif after["stamp"] != thing["stamp"]:
                thing["stamp"] = "maybe"
            elif after.get("cancel") != thing.get("cancel"):
                thing["cancel"] = "maybe"

    # ---- both sides ----------------------------------------------------------------------------

    def compare(self, refused=()):
        """Returns {"lost": […], "doubled": […], "differ": […]}; ids in @refused may be unsettled."""
        verdict = {"lost": [], "doubled": [], "differ": list(self.crashes)}
        remote = {kind: self.sandbox.everything(kind) for kind in ("customer", "product", "invoice")}
        claimed = {kind: set() for kind in remote}
        for id, thing in self.objects.items():
            if id not in refused:
                self.compare_one(id, thing, remote[thing["kind"]], claimed[thing["kind"]], verdict)
        self.compare_mails(verdict)
        for kind, found in remote.items():
            for body in found:
                if body["id"] not in claimed[kind] and not any(id in self.text_of(kind, body) for id in refused):
                    verdict["doubled"].append(f"{kind} {body['id']} at the service is nobody's: {self.text_of(kind, body)}")
        return verdict

    def text_of(self, kind, body):
        if kind == "invoice":
            return str(body.get("external_id"))
        return body["legal_name"].lower() if kind == "customer" else body["description"]

    def compare_one(self, id, thing, remote, claimed, verdict):
        kind = thing["kind"]
        here = self.local(id)
        there = [body for body in remote if id in self.text_of(kind, body)]
        claimed.update(body["id"] for body in there)
        # what failed at the SAT stays there for ever, beside the one that took its place
        failed = [body for body in there if body.get("status") == "failed"]
        if failed:
            there = [body for body in there if body not in failed or here is not None and here["remote"] == body["id"]]
            thing = dict(thing, stamp="maybe")
        name = f"{kind} {id} {thing}"
        issued = here is not None and here.get("status") in ISSUED
        if thing["gone"] and failed and here is not None and here.get("status") == "no-timbrada":
            return  # it cannot be deleted there
        if thing["gone"] and not issued:
            if here is not None:
                verdict["differ"].append(f"{name}: deleted, but here: {here}")
            if there:
                verdict["differ"].append(f"{name}: deleted, but at the service: {there[0].get('status')}")
            return
        if here is None:
            verdict["lost"].append(f"{name}: not here, at the service {len(there)}")
            return
        if here["rev"] != thing["rev"]:
            verdict["lost"].append(f"{name}: here is {here}")
        if not there:
            verdict["lost"].append(f"{name}: not at the service, here {here}")
            return
        if len(there) > 1:
            verdict["doubled"].append(f"{name}: {len(there)} at the service")
            return
        if here["remote"] != there[0]["id"]:
            verdict["differ"].append(f"{name}: linked to {here['remote']}, is {there[0]['id']}")
        getattr(self, "compare_" + kind)(name, thing, here, there[0], verdict)

    def compare_customer(self, name, thing, here, there, verdict):
        if there["email"] != f"r{thing['rev']}@cliente.example":
            verdict["differ"].append(f"{name}: the service has {there['email']}")

    def compare_product(self, name, thing, here, there, verdict):
        if not there["description"].endswith(f" r{thing['rev']}"):
            verdict["differ"].append(f"{name}: the service has {there['description']}")

    def compare_invoice(self, name, thing, here, there, verdict):
        body = self.sandbox.get("/invoices/" + there["id"])
        if body.get("conditions") != f"r{thing['rev']}" or body["items"][0]["quantity"] != 1 + thing["rev"] % 7:
            verdict["differ"].append(f"{name}: the service has {body.get('conditions')}")
        moving = body["status"] == "valid" and body.get("cancellation_status") in ("pending", "verifying")
        status = {"draft": "borrador", "valid": "en-cancelacion" if moving else "timbrada", "failed": "no-timbrada",
                  "canceled": "cancelada"}.get(body["status"])
        cancelled = moving or body["status"] == "canceled"
        if here["status"] != status:
            verdict["differ"].append(f"{name}: here {here['status']}, at the service {body['status']}")
        if thing["stamp"] == "yes" and body["status"] not in ("valid", "canceled"):
            verdict["differ"].append(f"{name}: not stamped")
        if not thing["stamp"] and body["status"] != "draft":
            verdict["differ"].append(f"{name}: stamped, and nobody asked for it")
        if thing.get("cancel") == "yes" and not cancelled:
            verdict["differ"].append(f"{name}: not cancelled")
        if not thing.get("cancel") and cancelled:
            verdict["differ"].append(f"{name}: cancelled, and nobody asked for it")
        if body["status"] in ("valid", "canceled"):
            self.compare_xml(name, here, body, verdict)

    def compare_mails(self, verdict):
        """No message twice, whatever happened; and none lost, unless the person was told that nobody knows."""
        sent = self.sandbox.instrument("mail")["data"]
        for address, (id, surely) in self.mails.items():
            times = sum(1 for mail in sent if address in json.dumps(mail))
            if times > 1:
                verdict["doubled"].append(f"e-mail to {address} of {id}: {times} times")
            if times == 0 and surely:
                verdict["lost"].append(f"e-mail to {address} of {id}")

    def compare_xml(self, name, here, body, verdict):
        if here["uuid"].lower() != str(body["uuid"]).lower():
            verdict["differ"].append(f"{name}: UUID here {here['uuid']}, at the service {body['uuid']}")
        kept = None
        for folder, _, files in os.walk(os.path.join(self.data, "xml")):
            for file in files:
                if file.lower() == str(body["uuid"]).lower() + ".xml":
                    with open(os.path.join(folder, file), "rb") as opened:
                        kept = opened.read()
        if kept is None:
            verdict["lost"].append(f"{name}: its XML is not on the disk")
        elif kept != self.sandbox.get(f"/invoices/{body['id']}/xml", raw=True):
            verdict["differ"].append(f"{name}: its XML is not the service's")
