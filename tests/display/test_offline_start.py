#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting when things are missing.  Argument: "offline" (all of it), or "keyring" for a desktop where the
keyring is absent or locked: the cache is shown all the same."""
import glob
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys

from steps import (_, DATA, PATIENCE, PROGRAM, SLOWER, Facturador, Story, go, key, new_customer, open_practice,
                   queue_says, re, time, until)

NAME = "UNIVERSIDAD ROBOTICA ESPAÑOLA"


def digest(file):
    with open(file, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def databases():
    return {"list of organizations": os.path.join(DATA, "facturador.db"),
            "database of an organization": glob.glob(os.path.join(DATA, "*", "test", "facturador.db"))[0]}


def make_newer(file):
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA user_version = 9000")
    db.close()


def make_corrupt(file):
    size = os.path.getsize(file)
    with open(file, "r+b") as f:
        f.seek(0)
        f.write(b"not a database at all, " * (min(size, 16384) // 23))


def shows_cache(app, story, text):
    with story.step(text):
        go(app, 2, "Customers")
        app.see_text(NAME)


def quits(app):
    assert app.quit() == 0


def fails_untouched(story, what, file, spoil, words):
    safe = file + ".safe"
    shutil.copy(file, safe)
    spoil(file)
    before = digest(file)
    with Facturador() as app:
        story.app = app
        with story.step(f"{what}: the error page says so"):
            app.see_text(_(words))
            app.see("button", _("_Try Again"))
        with story.step(f"{what}: ends, and the file is as it was", picture=False):
            quits(app)
            assert digest(file) == before
    for left in (file + "-wal", file + "-shm"):
        if os.path.exists(left):
            os.unlink(left)
    os.replace(safe, file)


def first_run(story):
    with Facturador() as app:
        story.app = app
        with story.step("the practice company with a customer", picture=False):
            open_practice(app)
            new_customer(app)
            queue_says(app, "Up to date")
            quits(app)


def offline(story):
    with Facturador("--offline") as app:
        story.app = app
        shows_cache(app, story, "--offline shows what is here")
        with story.step("and says that it is offline"):
            queue_says(app, "Offline")
        with story.step("a second start raises the first window"):
            second = subprocess.run([PROGRAM], capture_output=True, timeout=SLOWER * 20)
            assert second.returncode == 0, second.stderr
            assert len(app.windows) == 1 and app.proc.poll() is None
        with story.step("quits", picture=False):
            quits(app)
    story.app = None
    for what, file in databases().items():
        fails_untouched(story, f"newer {what}", file, make_newer, "Your data was written by a newer version")
        fails_untouched(story, f"damaged {what}", file, make_corrupt, "Your data file is damaged")
    with Facturador() as app:
        story.app = app
        shows_cache(app, story, "with the files back, everything is there")
        with story.step("quits again", picture=False):
            quits(app)
    story.app = None
    with story.step("without a display: one line", picture=False):
        bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "GDK_BACKEND")}
        p = subprocess.run([PROGRAM], capture_output=True, timeout=SLOWER * 20, env=bare, text=True)
        assert p.returncode != 0 and p.stdout == "", (p.returncode, p.stdout)
        assert len(p.stderr.splitlines()) == 1 and "DISPLAY" in p.stderr, p.stderr


def keyring(story):
    with Facturador() as app:
        story.app = app
        shows_cache(app, story, "the cache is shown")
        with story.step("quits", picture=False):
            quits(app)


def main():
    what = sys.argv[1]
    story = Story(f"start-{what}")
    first_run(story)
    (offline if what == "offline" else keyring)(story)
    story.done()


main()
