# SPDX-License-Identifier: GPL-3.0-or-later
"""Every verb meets every fault once, one after the other in one world; after each both sides are equal."""
import random
import shutil
import tempfile
import time

from fault_cases import NO_HURRY_MS, Story
from fault_proxy import DEADLINE_MS, FAULTS, KILLS, POINTS, SLOWER
from fault_world import Killed

# What was executed is found and not asked for again. Customers are not looked for: the service knows them by what is in
# them; updates and deletions may be repeated.
EXECUTED = ("cut", "half", "drip", "delay", "broken", "types", "500-done", "502-done", "202-valid", "kill-executed",
            "kill-unkept", "kill-kept")
ONCE = ("create product", "create invoice", "stamp", "cancel")
LATE = ("drip", "delay")
NOT_SENT = ("429", "401", "402")  # an e-mail is repeated after these alone; of all others the person decides


class Cell(Story):
    """A world in which one verb meets one fault after the other."""

    def __init__(self, paths, folder, verb):
        super().__init__(paths, folder, verb, None, 0)
        self.world.rng = random.Random(len(verb))
        self.lure = False

    def choose(self, verb):
        if self.lure and verb == "list":
            self.lure = False
            return "refuse"  # the program is offline and asks whether the service is back
        return super().choose(verb)

    def made(self, kind):
        if kind == "invoice":
            id = self.world.new_invoice(self.made("customer"), self.made("product"))
        else:
            id = self.world.new(kind)
        self.world.write(id)
        return id

    def stamped(self):
        id = self.made("invoice")
        self.world.stamp(id)
        return id

    def expired(self):
        """A document that cost enough to be asked about, and whose receiver never answered."""
        id = self.world.new_invoice(self.made("customer"), self.made("product"))
        self.world.objects[id]["rev"] = 4
        self.world.write(id)
        self.world.stamp(id)
        self.drained()
        self.world.cancel(id)
        self.drained()
        local = self.world.local(id)
        assert local["status"] == "en-cancelacion", local
        self.world.sandbox.instrument("cancellations/" + local["remote"], {"answer": "expired"})
        deadline = time.monotonic() + SLOWER * 60
        while self.world.local(id)["status"] != "timbrada":
            assert time.monotonic() < deadline, "the end of the cancellation is not seen"
            self.world.say("wake")
            time.sleep(0.1)
        self.world.objects[id]["cancel"] = False
        return id

    def prepare(self):
        """What has to be there before; returns the object, if there is one."""
        action, _, kind = self.verb.partition(" ")
        id = None
        if action in ("update", "delete"):
            id = self.made(kind)
        elif self.verb == "read":
            id = self.made("customer")
        elif self.verb in ("stamp", "xml"):
            id = self.made("invoice")
        elif self.verb in ("cancel", "acuse", "email"):
            id = self.stamped()
        elif self.verb == "status":
            id = self.expired()
        elif self.verb == "create invoice":
            id = self.world.new_invoice(self.made("customer"), self.made("product"))
        elif action == "create":
            id = self.world.new(kind)
        self.drained()
        return id

    def act(self, id):
        """What makes the program ask for the verb."""
        action = self.verb.split(" ")[0]
        if action in ("create", "update", "read"):
            self.world.write(id)
        elif action == "delete":
            self.world.delete(id)
        elif self.verb in ("stamp", "xml"):
            self.world.stamp(id)
        elif self.verb in ("cancel", "acuse", "status"):
            self.world.cancel(id)
        elif self.verb == "email":
            self.world.email(id)
        else:
            self.lure = self.verb == "check"
            self.world.say("wake")

    def quiet(self, id):
        """Until the queue is empty; what the SAT refused at last is stamped once more."""
        answer = self.world.say("drain")
        if self.fault == "202-failed" and self.verb == "stamp":
            assert len(answer) == 2 and answer[0].startswith(f"entry 4 2 {id} 5 "), answer
            assert self.world.local(id)["status"] == "no-timbrada"
            self.world.stamp(id)
            answer = self.world.say("drain")
        if self.fault == "409" and self.verb in ("cancel", "status"):
            assert len(answer) == 2 and answer[0].startswith(f"entry 5 2 {id} 5 "), answer
            self.world.cancel(id)
            answer = self.world.say("drain")
        if self.verb == "email" and self.fault not in NOT_SENT and len(answer) == 2:
            assert answer[0].startswith(f"entry 6 2 {id} 5 "), answer
            self.world.doubt_mails(id)
            self.world.say("discard", 6, id)
            answer = self.world.say("drain")
        assert answer == ["ok"], answer

    def meet(self, fault):
        id = self.prepare()
        before, asked = self.world.proxy.counts[self.verb, fault], len(self.world.proxy.log)
        if fault in LATE:
            self.world.say("deadline", DEADLINE_MS)
        self.fault, self.times = fault, 1
        try:
            if fault in POINTS:
                self.world.arm(fault, self.verb)
            self.act(id)
            self.end_of(fault, before)
        except Killed:
            self.revive()
            assert self.world.proxy.counts[self.verb, fault] > before, "it died of something else"
        else:
            if fault in KILLS:
                self.wait_for_death()
        self.times, self.lure = 0, False
        if fault in LATE:
            self.world.say("deadline", NO_HURRY_MS)
        self.quiet(id)
        self.equal()
        self.count(fault, sum(1 for entry in self.world.proxy.log[asked:] if entry[0] == self.verb))

    def count(self, fault, times):
        executed = fault in EXECUTED or (fault == "202-failed" and self.verb != "stamp")
        if self.verb in ONCE and (executed or fault not in KILLS):
            assert times == (1 if executed else 2), f"asked for {times} times"

    def end_of(self, fault, before):
        """Until the fault was met, and the program has died of it; what only a round of reading asks for is asked again."""
        tries, deadline = 0, time.monotonic() + SLOWER * 60
        while self.world.proxy.counts[self.verb, fault] == before or (fault in KILLS and not self.world.killed):
            assert time.monotonic() < deadline, "the fault was not met"
            tries += 1
            time.sleep(0.01)
            if self.verb in ("check", "list") and tries % 50 == 0:
                self.act(None)
            else:
                self.world.say("state")


def run_verb(verb, paths, add):
    """Returns (fault, problem or None) of each fault; after a problem the next fault has a world of its own."""
    results, cell, folder = [], None, None
    for fault in FAULTS:
        try:
            if cell is None:
                folder = tempfile.mkdtemp(prefix="facturador-fault-")
                cell = Cell(paths, folder, verb)
                cell.world.start()
            cell.meet(fault)
            results.append((fault, None))
        except Exception as error:
            told = "\n".join(cell.world.trace[-12:] + [str(entry) for entry in cell.world.proxy.log[-12:]]) if cell else ""
            results.append((fault, f"{type(error).__name__}: {error}\n{told}"))
            cell = end(cell, folder, add)
    end(cell, folder, add)
    return results


def end(cell, folder, add):
    if cell is not None:
        add(cell.world.proxy.counts)
        cell.world.end()
    shutil.rmtree(folder, ignore_errors=True)
