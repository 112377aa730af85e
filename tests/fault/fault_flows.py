# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes over several documents: a correction, and an advance with what takes and applies it. The program is killed at
every point of every step, and in the end each document is there once."""
from fault_cases import CASES, Story
from fault_proxy import KILLS, POINTS
from fault_world import Killed


class Flow(Story):
    """The program is killed at one point of the @nth request of a verb."""

    def __init__(self, paths, folder, verb, kill, nth):
        super().__init__(paths, folder, verb, None, 0)
        self.kill, self.nth, self.shut = kill, nth, False

    def choose(self, verb):
        if self.shut:       # a program that starts again does not know that it was offline
            return "refuse"
        if verb != self.verb or self.fault is None or self.fault in POINTS:
            return None
        self.nth -= 1
        if self.nth != 0:
            return None
        self.times, self.fault = 0, None
        return self.kill

    def obeyed(self, *words):
        answer = self.world.say(*words)[-1]
        assert answer.startswith("ok"), (words, answer)

    def fell(self):
        """Killed between two steps, and started again."""
        self.world.kill()
        try:
            self.world.say("state")
        except Killed:
            pass
        self.revive()

    def revive(self):
        super().revive()
        if self.shut:
            self.world.say("network", "off")

    def go_offline(self):
        self.shut = True
        self.world.say("network", "off")

    def go_online(self):
        """All leaves; the program dies where it is to, and goes on."""
        if self.kill in POINTS and self.nth == 1:
            self.world.arm(self.kill, self.verb)
        self.fault, self.shut = self.kill, False
        for _attempt in range(3):
            try:
                self.world.say("network", "on")
                self.drained()
                break
            except Killed:
                self.revive()
        else:
            raise AssertionError("it died more than twice")
        self.fault = None
        self.drained()
        assert self.world.proxy.counts[self.verb, self.kill], "it was not killed"

    def documents(self):
        return {body["external_id"]: self.world.sandbox.get("/invoices/" + body["id"])
                for body in self.world.sandbox.everything("invoice")}


def related(body):
    return [(group["relationship"], [uuid.lower() for uuid in group["documents"]])
            for group in body.get("related_documents") or []]


def corrected(verb, kill, nth):
    def story(paths, folder):
        with Flow(paths, folder, verb, kill, nth) as self:
            first = self.invoice()
            self.world.stamp(first)
            self.drained()
            second = self.world.new_invoice(self.world.objects[first]["customer"], self.world.objects[first]["product"])
            self.go_offline()
            self.obeyed("correct", first, second)
            self.fell()
            self.obeyed("correct", first, second)    # gone on with: no second one
            self.world.objects[second]["rev"] = 6
            self.world.stamp(second)
            self.fell()
            self.go_online()
            found = self.documents()
            assert sorted(found) == sorted([first, second]), found.keys()
            assert found[first]["status"] == "canceled", found[first]["status"]
            assert found[second]["status"] == "valid", found[second]["status"]
            assert related(found[second]) == [("04", [found[first]["uuid"].lower()])], related(found[second])
            assert self.world.local(first)["status"] == "cancelada"
            assert self.world.local(second)["status"] == "timbrada"
    return story


def advanced(verb, kill, nth):
    def story(paths, folder):
        with Flow(paths, folder, verb, kill, nth) as self:
            sale = self.invoice()
            thing = self.world.objects[sale]
            advance, note = self.world.new("invoice"), self.world.new("invoice")
            self.drained()
            self.go_offline()
            self.obeyed("advance", advance, thing["customer"])
            self.fell()
            self.obeyed("take", sale, advance)
            self.fell()
            self.world.stamp(sale)
            self.fell()
            self.obeyed("apply", sale, advance, note)
            self.fell()
            self.go_online()
            found = self.documents()
            assert sorted(found) == sorted([sale, advance, note]), found.keys()
            assert [found[id]["status"] for id in (advance, sale, note)] == ["valid"] * 3, found
            assert related(found[sale]) == [("07", [found[advance]["uuid"].lower()])], related(found[sale])
            assert related(found[note]) == [("07", [found[sale]["uuid"].lower()])], related(found[note])
            assert found[note]["type"] == "E" and found[note]["total"] == found[advance]["total"], found[note]["total"]
    return story


for place in KILLS:
    for step, times in (("create invoice", 1), ("stamp", 1), ("cancel", 1)):
        for turn in range(1, times + 1) if place not in POINTS else (1,):
            CASES.append((f"a correction is killed: {step} {turn} × {place}", corrected(step, place, turn)))
    for step, times in (("create invoice", 2), ("update invoice", 1), ("stamp", 3)):
        for turn in range(1, times + 1) if place not in POINTS else (1,):
            CASES.append((f"an advance is killed: {step} {turn} × {place}", advanced(step, place, turn)))
