# SPDX-License-Identifier: GPL-3.0-or-later
"""Long ones for --thorough: ten thousand operations of one program with a fault in each twentieth request."""
import random

from fault_proxy import FAULTS, KILLS
from fault_world import World

OPERATIONS = 10000
BATCH = 25            # then everything has to be at the service
SAMPLE = 250
# What the page caches take comes first, until they are full; afterwards 100 bytes lost in each operation would show.
WARM_UP = 0.5
MOST_KIB_PER_1000 = 100


class Soak:
    def __init__(self, paths, folder, seed):
        self.rng = random.Random(seed)
        self.fault_rng = random.Random(seed + 1)
        self.faulty = True
        self.world = World(paths, folder, self.rng, self.choose)
        self.alive = {"customer": [], "product": [], "invoice": []}
        self.samples = []

    def choose(self, verb):
        if not self.faulty or self.fault_rng.random() > 0.05:
            return None
        return self.fault_rng.choice([fault for fault in FAULTS if fault not in KILLS])

    def memory(self):
        """KiB of its own, and KiB in use, when nothing is under way."""
        _, rss, used = self.world.say("memory")[-1].split(" ")
        return int(rss), int(used) // 1024

    def make(self, kind):
        world = self.world
        if kind == "invoice":
            if not (self.alive["customer"] and self.alive["product"]):
                return
            id = world.new_invoice(self.rng.choice(self.alive["customer"]), self.rng.choice(self.alive["product"]))
        else:
            id = world.new(kind)
        world.write(id)
        self.alive[kind].append(id)

    def one(self):
        rng, world = self.rng, self.world
        choice = rng.random()
        kind = rng.choice(("customer", "product", "invoice", "invoice"))
        if choice < 0.25 or not self.alive[kind]:
            self.make(kind)
        elif choice < 0.62:
            world.write(rng.choice(self.alive[kind]))
        elif choice < 0.75 and self.alive["invoice"]:
            world.stamp(rng.choice(self.alive["invoice"]))
        elif choice < 0.82 and self.alive["invoice"]:
            getattr(world, rng.choice(("email", "cancel")))(rng.choice(self.alive["invoice"]))
        elif choice < 0.97:
            self.end_one(kind)
        else:
            world.say("wake")

    def end_one(self, kind):
        """Deleted if nothing needs it; else left alone from now on, so that what is worked on stays small."""
        id = self.alive[kind].pop(self.rng.randrange(len(self.alive[kind])))
        used = any(id in (thing.get("customer"), thing.get("product")) for thing in self.world.objects.values())
        if not used and not self.world.objects[id].get("stamp"):
            self.world.delete(id)

    def settle(self, excuse):
        """Returns what should not be in the queue; the person gives up what she was asked about."""
        lines = self.world.say("drain")
        left = [line for line in lines[:-1] if not excuse(line)]
        for line in lines[:-1]:
            if line not in left:
                self.world.say("discard", line.split(" ")[1], line.split(" ")[3])
        return left + ([] if lines[-1] == "ok" else ["the queue does not drain"])

    def slope(self, which):
        """KiB for each thousand operations, by least squares behind the warming up."""
        points = [(done / 1000, kib[which]) for done, kib in self.samples if done >= OPERATIONS * WARM_UP]
        middle = sum(x for x, _ in points) / len(points)
        mean = sum(y for _, y in points) / len(points)
        return sum((x - middle) * (y - mean) for x, y in points) / sum((x - middle) ** 2 for x, _ in points)


def soak(paths, folder, seed, excuse, say=print):
    """@excuse: (world) → (line) → whether what is left in the queue is the person's to decide."""
    self = Soak(paths, folder, seed)
    problems = []
    try:
        self.world.start()
        may_stay = excuse(self.world)
        for done in range(1, OPERATIONS + 1):
            self.one()
            if done % BATCH == 0:
                problems += self.settle(may_stay)
            if done % SAMPLE == 0:
                self.samples.append((done, self.memory()))
            if done % 1000 == 0:
                self.world.trace.clear()
        self.faulty = False
        for kind in self.alive.values():
            for id in kind:
                self.world.write(id)
        problems += self.settle(may_stay)
        verdict = self.world.compare()
    finally:
        self.world.end()
    faults = sum(self.world.proxy.counts.values())
    say(f"# soak, seed {seed}: {OPERATIONS} operations, {len(self.world.proxy.log)} requests, {faults} faults; "
        + ", ".join(f"{len(found)} {kind}" for kind, found in verdict.items()))
    problems += [f"{kind}: {line}" for kind, found in verdict.items() for line in found]
    for which, name in enumerate(("RssAnon", "in use")):
        first, middle, last = (self.samples[at][1][which] for at in (0, len(self.samples) // 2, -1))
        say(f"# {name}: {first} KiB at first, {middle} in the middle, {last} at last; "
            f"{self.slope(which):.0f} KiB for each 1,000 operations")
        if self.slope(which) > MOST_KIB_PER_1000:
            problems.append(f"memory grows, {name}: {[(done, kib[which]) for done, kib in self.samples]}")
    return "\n".join(problems[:40]) or None
