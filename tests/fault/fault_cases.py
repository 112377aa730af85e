# SPDX-License-Identifier: GPL-3.0-or-later
"""The named cases of design/sync.md: one story each, told with one fault at one place."""
import contextlib
import datetime
import os
import random
import shutil
import sqlite3
import tempfile
import time
import urllib.parse

from fault_proxy import POINTS, SLOWER
from fault_world import Killed, World

CASES = []
NO_HURRY_MS = 10000     # an answer is late because a fault makes it so, never because the machine is busy


def case(name):
    def add(function):
        CASES.append((name, function))
        return function
    return add


class Story:
    """A world where the first @times requests of @verb meet @fault; context manager."""

    def __init__(self, paths, folder, verb=None, fault=None, times=1, live=False):
        self.verb, self.fault, self.times, self.folder = verb, fault, times, folder
        self.world = World(paths, folder, random.Random(1), self.choose, live, NO_HURRY_MS)

    def choose(self, verb):
        if verb != self.verb or self.times <= 0 or self.fault in POINTS:
            return None
        self.times -= 1
        return self.fault

    def __enter__(self):
        self.world.start()
        return self

    def __exit__(self, kind, error, trace):
        self.world.end()
        if error is not None:
            error.args = (f"{error}\n" + "\n".join(self.world.trace),)

    def customer_and_product(self):
        customer, product = self.world.new("customer"), self.world.new("product")
        self.world.write(customer)
        self.world.write(product)
        return customer, product

    def invoice(self):
        id = self.world.new_invoice(*self.customer_and_product())
        self.world.write(id)
        return id

    def again(self):
        """The program starts once more."""
        self.world.stop()
        self.world.start()
        self.world.settle_doubts()

    def revive(self):
        self.world.start()
        self.world.settle_doubts()

    def wait_for_death(self):
        deadline = time.monotonic() + SLOWER * 60
        while time.monotonic() < deadline:
            try:
                self.world.say("state")
            except Killed:
                self.revive()
                return
            time.sleep(0.01)
        raise AssertionError("it was not killed")

    def met(self, verb=None):
        return sum(count for (found, _), count in self.world.proxy.counts.items() if found == (verb or self.verb))

    def asked(self, verb):
        return sum(1 for entry in self.world.proxy.log if entry[0] == verb)

    def all_arrived(self):
        """How many requests there were, once what was on its way has come: a busy machine may take a moment for it."""
        deadline, before = time.monotonic() + SLOWER * 5, None
        while before != len(self.world.proxy.log):
            assert time.monotonic() < deadline, self.world.proxy.log[-5:]
            before = len(self.world.proxy.log)
            time.sleep(0.1)
        return before

    def drained(self):
        answer = self.world.say("drain")
        assert answer == ["ok"], answer

    def equal(self):
        verdict = self.world.compare()
        assert not any(verdict.values()), verdict

    def wait_for(self, verb, fault):
        deadline = time.monotonic() + SLOWER * 60
        while not self.world.proxy.counts[verb, fault]:
            assert time.monotonic() < deadline, "the fault was not met"
            time.sleep(0.005)


@case("stamp executed, answer cut, then the person deletes the draft")
def deleted_after_unknown_stamp(paths, folder):
    with Story(paths, folder, "stamp", "cut") as self:
        id = self.invoice()
        self.drained()
        self.world.stamp(id)
        self.wait_for("stamp", "cut")
        self.world.say("network", "off")
        self.world.unqueue(id)
        self.world.delete(id)
        self.world.say("network", "on")
        self.world.say("drain")
        assert self.world.local(id)["status"] == "timbrada"
        assert [body["status"] for body in self.world.sandbox.everything("invoice")] == ["valid"]
        self.equal()


@case("429 slows the whole host")
def slowed(paths, folder):
    with Story(paths, folder, "create customer", "429") as self:
        self.drained()
        self.world.say("clock", "real")
        self.customer_and_product()
        self.wait_for("create customer", "429")
        before = self.all_arrived()
        self.world.say("wake")
        self.world.write(self.world.new("customer"))
        time.sleep(0.5)
        assert len(self.world.proxy.log) == before, self.world.proxy.log[before:]
        self.world.say("clock", "leaping")
        self.drained()
        self.equal()
        creates = [entry[0] for entry in self.world.proxy.log if entry[0].startswith("create")]
        assert creates == ["create customer", "create customer", "create product", "create customer"], creates


@case("401 pauses and goes on with a new key")
def new_key(paths, folder):
    with Story(paths, folder) as self:
        self.invoice()
        self.drained()
        self.world.say("key", "bad")
        id = self.invoice()
        deadline = time.monotonic() + SLOWER * 60
        while self.world.say("state") != ["ok key-refused"]:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        before = self.all_arrived()
        time.sleep(SLOWER * 0.3)
        assert len(self.world.proxy.log) == before, "something was sent with a refused key"
        self.world.say("key", "good")
        self.drained()
        self.equal()
        assert self.world.local(id)["remote"] != "-"


@case("an invoice waits for its refused customer and goes on when that is corrected")
def refused_customer(paths, folder):
    with Story(paths, folder) as self:
        customer, product = self.world.new("customer"), self.world.new("product")
        self.world.write(customer, good=False)
        self.world.write(product)
        id = self.world.new_invoice(customer, product)
        self.world.stamp(id)
        deadline = time.monotonic() + SLOWER * 60
        while not any(line.startswith(f"entry 1 0 {customer} 5") for line in self.world.say("outbox")):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        time.sleep(SLOWER * 0.2)
        assert self.asked("create invoice") == 0
        assert self.world.local(id)["status"] == "en-cola", self.world.local(id)
        self.world.write(customer, good=True)
        self.world.say("wake")
        self.drained()
        self.equal()
        assert self.world.local(id)["status"] == "timbrada"



@case("this machine's clock is set forward before an answer is cut")
def clock_set(paths, folder):
    with Story(paths, folder, "create product", "cut") as self:
        self.invoice()
        self.drained()
        self.times = 1
        self.world.say("leap", 7200)
        self.world.write(self.world.new("product"))
        self.drained()
        self.equal()


@case("a program that never heard from the service has a wrong clock, and the answer is cut")
def clock_wrong_from_the_beginning(paths, folder):
    with Story(paths, folder, "create product", "cut") as self:
        self.world.say("network", "off")
        self.world.say("leap", 7200)
        self.world.write(self.world.new("product"))
        self.world.say("network", "on")
        self.drained()
        self.equal()


def twins(fault):
    def story(paths, folder):
        with Story(paths, folder, "create product", fault, 0) as self:
            pair = [self.world.new("product"), self.world.new("product")]
            self.world.objects[pair[0]]["label"] = self.world.objects[pair[1]]["label"] = "gemelo"
            self.world.write(pair[0])
            self.drained()
            self.times = 1
            self.world.write(pair[1])
            self.drained()
            found = [(self.world.local(id) or {}).get("remote") for id in pair]
            there = [body["id"] for body in self.world.sandbox.everything("product")]
            assert sorted(found) == sorted(there) and len(set(found)) == 2, (found, there)
    return story


for spoilt in ("cut", "reset", "503"):
    CASES.append((f"two products of the same content stay two: {spoilt}", twins(spoilt)))


class Looking(Story):
    """One that looks at what is on the disk."""

    def query(self, sql):
        """Of a copy: looking must not mend what the kill left."""
        with tempfile.TemporaryDirectory(dir=self.folder) as copy:
            for name in os.listdir(self.world.data):
                if name.startswith("facturador.db"):
                    shutil.copy(os.path.join(self.world.data, name), copy)
            with contextlib.closing(sqlite3.connect(os.path.join(copy, "facturador.db"))) as database:
                return database.execute(sql).fetchall()


class FirstSync(Looking):
    """A program that is killed at each @fatal request of a first sync, @lives - 1 times."""

    INVOICES, PRODUCTS, PAGE = 4000, 3100, 100  # too many for pages: invoices go by dates, products by cursors

    def __init__(self, paths, folder, lives, fatal):
        super().__init__(paths, folder)
        self.world.sandbox.instrument("seed", {"customers": 50, "products": self.PRODUCTS, "invoices": self.INVOICES})
        self.lives, self.fatal, self.lists = lives, fatal, 0

    def choose(self, verb):
        self.lists += verb == "list"
        if verb == "list" and self.lives > 1 and self.lists % self.fatal == 0:
            self.lives -= 1
            return "kill-answered" if self.lives % 2 else "kill-sent"
        return None

    @staticmethod
    def when(microseconds):
        time = datetime.datetime.fromtimestamp(microseconds // 1000000, datetime.timezone.utc)
        return f"{time:%Y-%m-%dT%H:%M:%S}.{microseconds % 1000000 // 1000:03}Z"

    def finished(self):
        """The requests whose pages are on the disk."""
        pages = set()
        for start, end, done in self.query("SELECT date_from, date_to, done FROM pull_windows"
                                           " WHERE list = 2 AND by_cursor = 0 AND date_to <> 0"):
            dates = (f"date[gte]={self.when(start)}&" if start else "") + f"date[lt]={self.when(end)}"
            pages |= {f"/v2/invoices?{dates}&page={page + 1}&limit=100" for page in range(30) if done >> page & 1}
        walked = list(dict.fromkeys(path for path in self.asked_since(0) if "/products?after=" in path))
        following = self.query("SELECT cursor FROM pull_windows WHERE list = 1 AND cursor IS NOT NULL")
        for (cursor,) in following:
            there = f"/v2/products?after={cursor}&limit={self.PAGE}"
            pages |= set(walked[:walked.index(there)] if there in walked else walked)
        return pages

    def asked_since(self, start):
        return [urllib.parse.unquote(path) for verb, _, _, path in self.world.proxy.log[start:] if verb == "list"]

    def before_the_sweep(self, start):
        """What was asked for up to the last page that was new: the sweep reads all of them again."""
        known, asked = set(self.asked_since(0)[:-len(self.asked_since(start))]), self.asked_since(start)
        new = [i for i, path in enumerate(asked) if path not in known and path not in asked[:i]
               and ("after=" in path or "date[lt]" in path)]
        return asked[:new[-1] + 1] if new else []

    def wait_until_whole(self):
        deadline = time.monotonic() + SLOWER * 60
        while time.monotonic() < deadline:
            self.world.say("state")
            lists, oldest = self.query("SELECT count(DISTINCT list), min(checked_at) FROM pull_windows")[0]
            if lists == 4 and oldest > 0:
                return
            time.sleep(0.2)
        raise AssertionError("the first sync does not end")


@case("killed during the first sync: no finished page is asked for again")
def first_sync_killed(paths, folder):
    with FirstSync(paths, folder, 6, 13) as self:
        finished, since, deaths, repeated = set(), 0, 0, []
        while True:
            try:
                self.wait_until_whole()
                break
            except Killed:
                deaths += 1
            asked = self.asked_since(since)
            repeated += [path for path in asked if path in finished]
            since, finished = len(self.world.proxy.log), self.finished()
            self.world.start()
        asked = self.before_the_sweep(since)
        repeated += [path for path in asked if path in finished]
        assert deaths == 5 and finished, (deaths, finished)
        assert not repeated, repeated
        cursors = {path for path in self.asked_since(0) if "after=" in path}
        assert len(cursors) >= self.PRODUCTS // self.PAGE - 1, len(cursors)
        assert self.query("SELECT count(*) FROM documents") == [(self.INVOICES,)]
        assert self.query("SELECT count(*) FROM products") == [(self.PRODUCTS,)]
        news = 12 * (deaths + 1)  # first pages, news and what was on its way, of each life
        pages = (self.INVOICES + self.PRODUCTS) // self.PAGE
        total = sum(1 for entry in self.world.proxy.log[:since] if entry[0] == "list") + len(asked)
        assert total <= pages * 1.5 + news, (total, pages)  # an answer that comes too late is asked for again


class Months(Looking):
    """A first sync of the documents of a month that is over, whose XML comes in one ZIP."""

    INVOICES = 100
    FIRST = 45      # come singly while the lists are read

    def __init__(self, paths, folder, fault):
        super().__init__(paths, folder, "zip", fault, live=True)
        self.shut = False

    def choose(self, verb):
        if verb == "poll zip":      # the service has had time meanwhile
            self.world.sandbox.instrument("clock", {"advance_seconds": 5})
        return "503" if self.shut else super().choose(verb)

    def another_computer(self):
        """Forty days later."""
        customer, product = self.customer_and_product()
        for number in range(1, self.INVOICES + 1):
            self.world.stamp(self.world.new_invoice(customer, product))
            if number % 10 == 0:
                self.drained()
        self.world.stop()
        self.world.data += "-elsewhere"
        self.world.proxy.log.clear()
        self.begin()

    def begin(self):
        self.shut = True
        self.world.start()
        self.world.say("leap", 40 * 24 * 3600)
        self.shut = False

    def wait_until_whole(self):
        deadline = time.monotonic() + SLOWER * 60
        while time.monotonic() < deadline:
            try:
                self.world.say("walk")
            except Killed:
                self.begin()
            if self.query("SELECT count(*), sum(xml_owed) FROM documents") == [(self.INVOICES, 0)]:
                return
            time.sleep(0.1)
        raise AssertionError("the files do not come")


def month(fault, zips, all_in_it):
    def zip_spoilt(paths, folder):
        with Months(paths, folder, fault) as self:
            self.another_computer()
            self.wait_until_whole()
            assert self.asked("zip") == zips, self.world.proxy.log
            singly = self.asked("xml")
            assert singly <= self.FIRST if all_in_it else 0 < singly < self.INVOICES, singly
            uuids = {body["uuid"].upper() for body in self.world.sandbox.everything("invoice")}
            there = {name[:-4] for _, _, names in os.walk(os.path.join(self.world.data, "xml")) for name in names}
            assert len(uuids) == self.INVOICES and there == uuids, there ^ uuids
            assert not [name for name in os.listdir(self.world.data) if name.startswith("month-")]
            assert not self.world.crashes, self.world.crashes
    return zip_spoilt


for spoilt, zips, all_in_it in ((None, 1, True), ("half", 2, True), ("kill-answered", 2, True), ("broken", 1, False)):
    CASES.append((f"the XML of a month in one ZIP: {spoilt or 'nothing happens'}", month(spoilt, zips, all_in_it)))


@case("the service's PDF: cut, half, broken, no file at all, killed")
def pdf(paths, folder):
    with Story(paths, folder) as self:
        kept = os.path.join(folder, "cache", "pdf")

        def whole(name):
            with open(os.path.join(kept, name), "rb") as f:
                found = f.read()
            return found.startswith(b"%PDF-") and found.rstrip().endswith(b"%%EOF")

        def have(count):
            names = [name for name in os.listdir(kept) if name.endswith(".pdf")] if os.path.isdir(kept) else []
            assert all(map(whole, names)), names
            return len(names) == count

        def until(count):
            deadline = time.monotonic() + SLOWER * 60
            while not have(count):
                assert time.monotonic() < deadline, (count, os.path.isdir(kept) and os.listdir(kept))
                try:
                    self.world.say("state")
                except Killed:
                    self.revive()
                    self.world.say("pdf", kept)
                time.sleep(0.02)

        parties = self.customer_and_product()
        self.world.say("pdf", kept)
        faults = ["cut", "half", "broken", "500", "502", "429", "reset", "kill-executed", "kill-answered"]
        for count, fault in enumerate(faults, 1):
            id = self.world.new_invoice(*parties)
            self.world.write(id)
            self.verb, self.fault, self.times = "pdf", fault, 1
            self.world.stamp(id)
            until(count)
            assert self.times == 0, fault
        names = {name[:-4] for name in os.listdir(kept) if name.endswith(".pdf")}
        assert names == {body["uuid"].upper() for body in self.world.sandbox.everything("invoice")}, names
        self.drained()
        self.equal()
