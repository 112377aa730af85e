# SPDX-License-Identifier: GPL-3.0-or-later
"""The proof of the sync service: named cases, then random scripts, each compared item by item. TAP.

  test-fault.py --driver PROGRAM --sandbox PROGRAM [--seed N] [--scripts N] [--only SEED] [--jobs N] [--case NAME]

Every script has a seed of its own; --only runs the one with that seed again and tells what was done. Times differ from
run to run, choices do not."""
import argparse
import collections
import concurrent.futures
import functools
import os
import random
import shutil
import sys
import tempfile
import threading
import time

import fault_cases
import fault_flows  # noqa: F401: its cases are among the others
import fault_grid
import fault_soak
from fault_proxy import FAULTS, POINTS, SLOWER, VERBS
from fault_world import Killed, Sandbox, World

KINDS = ("customer", "product", "invoice")


class Coverage:
    """What was done to which verb, over the grid and all scripts."""

    def __init__(self):
        self.counts = collections.Counter()
        self.lock = threading.Lock()

    def add(self, counts):
        with self.lock:
            self.counts.update(counts)

    def holes(self):
        return [(verb, fault) for verb in VERBS for fault in FAULTS if not self.counts[verb, fault]]

    def show(self):
        print("# fault × verb: how often")
        for part in (0, -1):
            print("# " + " " * 14 + " ".join(f"{self.heading(verb, part):>8}" for verb in VERBS))
        for fault in FAULTS:
            print(f"# {fault:<14}" + " ".join(f"{self.counts[verb, fault] or '·':>8}" for verb in VERBS))
        pairs = len(VERBS) * len(FAULTS)
        print(f"# covered: {pairs - len(self.holes())} of {pairs} pairs")

    def heading(self, verb, part):
        words = verb.split(" ")
        return words[part] if part == 0 or len(words) > 1 else ""


def is_excused(world, line):
    """What is left in the queue for the person to decide."""
    _, verb, _, id, state, _, code = line.split(" ")[:7]
    thing = world.objects.get(id, {})
    if state != "5":
        return False
    if verb == "3":
        return thing.get("gone") is True and bool(thing.get("stamp"))  # deleted after the stamp
    if verb == "4":
        return code == "stamp_failed" and refused_by_the_sat(world, id)
    if verb == "5" and code == "injected":
        thing["cancel"] = "maybe"
        return True
    if verb == "6":
        world.doubt_mails(id)
        return code in ("email_unsure", "injected")
    return False


def refused_by_the_sat(world, id):
    return any(body["status"] == "failed" for body in world.sandbox.everything("invoice")
               if body.get("external_id") == id)


class Script:
    def __init__(self, seed, paths, coverage, folder):
        self.rng = random.Random(seed)
        self.seed, self.coverage = seed, coverage
        self.faulty = True
        self.asked = collections.Counter()
        self.world = World(paths, folder, self.rng, self.choose)
        self.likely = self.rng.choice([0.1, 0.3, 0.5])

    def choose(self, verb):
        """By seed, verb and how often it was asked for: the same again, however the requests are mixed."""
        self.asked[verb] += 1
        dice = random.Random(f"{self.seed} {verb} {self.asked[verb]}")
        if not self.faulty or dice.random() > self.likely:
            return None
        return dice.choice([fault for fault in FAULTS if fault not in POINTS])

    def living(self, kind):
        return [id for id, thing in self.world.objects.items() if thing["kind"] == kind and not thing["gone"]
                and thing["rev"] is not None and "doubt" not in thing]

    def in_use(self, id):
        return any(id in (thing.get("customer"), thing.get("product")) for thing in self.world.objects.values())

    def one_act(self):
        rng, world = self.rng, self.world
        choice = rng.random()
        invoices = self.living("invoice")
        if choice < 0.12 or not self.living("customer"):
            world.write(world.new("customer"))
        elif choice < 0.22 or not self.living("product"):
            world.write(world.new("product"))
        elif choice < 0.42 or not invoices:
            id = world.new_invoice(rng.choice(self.living("customer")), rng.choice(self.living("product")))
            world.write(id, send=rng.random() < 0.7)
        elif choice < 0.58:
            world.write(rng.choice(self.living(rng.choice(KINDS))), send=rng.random() < 0.7)
        elif choice < 0.76:
            world.stamp(rng.choice(invoices))
        elif choice < 0.79:
            world.unqueue(rng.choice(invoices))
        elif choice < 0.82:
            world.cancel(rng.choice(invoices))
        elif choice < 0.86:
            world.email(rng.choice(invoices))
        elif choice < 0.93:
            self.delete_one()
        elif choice < 0.97:
            world.say("network", rng.choice(["on", "off", "on"]))
        else:
            world.say("wake")

    def delete_one(self):
        kind = self.rng.choice(KINDS)
        free = [id for id in self.living(kind) if not self.in_use(id)]
        if free:
            self.world.delete(self.rng.choice(free))

    def life(self):
        """From one start of the program to its end, wished for or not."""
        world, rng = self.world, self.rng
        killer = None
        try:
            world.start()
            world.settle_doubts()
            if rng.random() < 0.6:
                killer = threading.Timer(SLOWER * rng.uniform(0.02, 0.9), world.kill)
                killer.start()
            if rng.random() < 0.3:
                world.arm(rng.choice(POINTS), rng.choice(VERBS))
            for _ in range(rng.randint(4, 16)):
                self.one_act()
                time.sleep(rng.choice([0, 0, 0.01, 0.05, 0.1]))
                if rng.random() < 0.02:
                    world.restart_sandbox()
            world.stop()
        except Killed:
            pass
        finally:
            if killer is not None:
                killer.cancel()

    def finish(self):
        """Faults stop; what the person left open is left; the queue drains."""
        world = self.world
        self.faulty = False
        world.deadline_ms = fault_cases.NO_HURRY_MS
        world.start()
        world.settle_doubts()
        for id in self.living("invoice"):
            world.write(id)  # goes to the service, or is refused: queued or stamped
        drained = world.say("drain")
        left = [line for line in drained[:-1] if not is_excused(world, line)]
        verdict = world.compare()
        if drained[-1] != "ok":
            verdict["differ"].append("the queue does not drain")
        verdict["differ"] += ["left in the queue: " + line for line in left]
        return verdict

    def run(self):
        try:
            for _ in range(self.rng.randint(2, 4)):
                self.life()
            for tries in range(4):
                try:
                    return self.finish()
                except Killed:
                    continue
            return {"lost": [], "doubled": [], "differ": ["it cannot be finished"] + self.world.crashes}
        finally:
            self.coverage.add(self.world.proxy.counts)
            self.world.end()


def run_script(seed, paths, coverage, tell):
    folder = tempfile.mkdtemp(prefix="facturador-fault-")
    script = None
    try:
        script = Script(seed, paths, coverage, folder)
        verdict = script.run()
        documents = len([1 for thing in script.world.objects.values() if thing["rev"] is not None])
    except Exception as error:  # the script itself failed: that is a failure too, with its seed
        verdict, documents = {"lost": [], "doubled": [], "differ": [f"{type(error).__name__}: {error}"]}, 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if script is not None and (tell or any(verdict.values())):
        for line in script.world.trace[-400 if tell else -60:]:
            print(f"#   [{seed}] {line}")
        for entry in script.world.proxy.log[-400 if tell else -120:]:
            print(f"#   [{seed}] {entry}")
    return verdict, documents


def random_scripts(arguments, paths, coverage):
    seeds = [arguments.only] if arguments.only is not None else [arguments.seed * 100000 + i for i in range(arguments.scripts)]
    totals, documents, bad = collections.Counter(), 0, []
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        jobs = {pool.submit(run_script, seed, paths, coverage, arguments.only is not None): seed for seed in seeds}
        for job in concurrent.futures.as_completed(jobs):
            verdict, number = job.result()
            documents += number
            for kind, found in verdict.items():
                totals[kind] += len(found)
                for line in found:
                    print(f"# seed {jobs[job]}: {kind}: {line}")
            if any(verdict.values()):
                bad.append(jobs[job])
    seed = arguments.seed if arguments.only is None else arguments.only
    print(f"# seed {seed}: {len(seeds)} scripts, {documents} documents, {time.monotonic() - began:.0f} s: "
          f"{totals['lost']} lost, {totals['doubled']} doubled, {totals['differ']} differ")
    if bad:
        print("# bad seeds: " + " ".join(str(seed) for seed in sorted(bad)))
    return not bad


def run_case(case, paths):
    """Returns the problems of each of its names."""
    folder = tempfile.mkdtemp(prefix="facturador-fault-")
    try:
        return case(paths, folder)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Report:
    """TAP lines, numbered as they come."""

    def __init__(self, count):
        self.number, self.failed = 0, 0
        print("TAP version 13")
        print(f"1..{count}")

    def tell(self, name, problem=None):
        self.number += 1
        self.failed += bool(problem)
        for line in (problem or "").split("\n") if problem else []:
            print("# " + line)
        print(f"{'not ok' if problem else 'ok'} {self.number} - {name}")


def make_template(sandbox, folder):
    """A sandbox that has started once: its keys and certificates take a while."""
    state = os.path.join(folder, "template")
    server = Sandbox(sandbox, state)
    server.start()
    server.end(hard=False)
    return state


def main():
    sys.stdout.reconfigure(line_buffering=True)
    thorough = bool(os.environ.get("FACTURADOR_THOROUGH"))
    parser = argparse.ArgumentParser()
    parser.add_argument("--driver", required=True)
    parser.add_argument("--sandbox", required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1, 10000))
    parser.add_argument("--scripts", type=int, default=1000 if thorough else 50)
    parser.add_argument("--only", type=int)
    parser.add_argument("--jobs", type=int, default=max(2, os.cpu_count() or 2))
    parser.add_argument("--case")
    arguments = parser.parse_args()
    wanted = (lambda name: arguments.only is None and arguments.case in (None, name))
    cases = [(name, case) for name, case in fault_cases.CASES if wanted(name)]
    grid = [verb for verb in VERBS if wanted("grid") or wanted(verb)]
    randomly = arguments.case in (None, "random")
    whole = wanted("grid") and randomly
    work = tempfile.mkdtemp(prefix="facturador-fault-")
    try:
        paths = {"driver": os.path.abspath(arguments.driver), "sandbox": os.path.abspath(arguments.sandbox)}
        paths["template"] = make_template(paths["sandbox"], work)
        long = arguments.case == "soak" or (wanted("soak") and thorough)
        report = Report(len(cases) + len(grid) * len(FAULTS) + randomly + long + whole)
        coverage = Coverage()
        with concurrent.futures.ThreadPoolExecutor(2 * arguments.jobs) as pool:  # they wait more than they work
            rows = [(verb, pool.submit(fault_grid.run_verb, verb, paths, coverage.add)) for verb in grid]
            told = [(name, pool.submit(run_case, case, paths)) for name, case in cases]
            for name, job in told:
                report.tell(name, job.result())
            for verb, job in rows:
                for fault, problem in job.result():
                    report.tell(f"{verb} × {fault}", problem)
        if randomly:
            good = random_scripts(arguments, paths, coverage)
            report.tell("random scripts", None if good else "what is above")
        if long:
            report.tell("soak", run_case(lambda paths, folder: fault_soak.soak(
                paths, folder, arguments.seed, lambda world: functools.partial(is_excused, world)), paths))
        if grid or randomly:
            coverage.show()
        if whole:
            holes = coverage.holes()
            report.tell("every verb × every fault", f"never happened: {holes}" if holes else None)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 1 if report.failed else 0


sys.exit(main())
