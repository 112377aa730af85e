#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting when things are missing.  Argument: "offline" (all of it), or "keyring" for a desktop where the
keyring is absent or locked: the cache is shown all the same."""
import glob
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys

from gi.repository import Gio, GLib

from steps import (_, DATA, PATIENCE, PROGRAM, SANDBOX, SLOWER, Facturador, Story, connect, go, key, new_customer,
                   open_practice, queue_says, re, time, until)

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
        go(app, 3, "Customers")
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
            second = subprocess.run([PROGRAM], capture_output=True, timeout=SLOWER * 60)
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
        p = subprocess.run([PROGRAM], capture_output=True, timeout=SLOWER * 60, env=bare, text=True)
        assert p.returncode != 0 and p.stdout == "", (p.returncode, p.stdout)
        assert len(p.stderr.splitlines()) == 1 and "DISPLAY" in p.stderr, p.stderr


def keyring(story):
    with Facturador() as app:
        story.app = app
        shows_cache(app, story, "the cache is shown")
        with story.step("quits", picture=False):
            quits(app)


class Keyring:
    """The Secret Service as the person's desktop treats it: locked and unlocked, or not running at all."""
    SERVICE, PATH, LOGIN = "org.freedesktop.secrets", "/org/freedesktop/secrets", "/org/freedesktop/secrets/collection/login"
    WORD = b"run-gui"

    def __init__(self, absent):
        self.absent, self.daemon = absent, None
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def call(self, path, interface, method, arguments):
        return self.bus.call_sync(self.SERVICE, path, interface, method, arguments, None, Gio.DBusCallFlags.NO_AUTO_START,
                                  int(SLOWER * 10000), None)

    def there(self):
        return self.bus.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner",
                                  GLib.Variant("(s)", (self.SERVICE,)), None, 0, 10000, None).unpack()[0]

    def open(self):
        if self.absent:
            folder = os.path.join(os.environ["XDG_RUNTIME_DIR"], "late-keyring")
            os.makedirs(folder, 0o700, exist_ok=True)
            self.daemon = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
                                            "--control-directory=" + folder], stdin=subprocess.PIPE,
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.daemon.stdin.write(self.WORD)
            self.daemon.stdin.close()
            until(self.there, PATIENCE, "the keyring")
            return
        plain = GLib.Variant("(sv)", ("plain", GLib.Variant("s", "")))
        session = self.call(self.PATH, "org.freedesktop.Secret.Service", "OpenSession", plain).unpack()[1]
        self.call(self.PATH, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", "UnlockWithMasterPassword",
                  GLib.Variant("(o(oayays))", (self.LOGIN, (session, b"", self.WORD, "text/plain"))))

    def close(self):
        if self.daemon is not None:
            self.daemon.send_signal(signal.SIGTERM)
            self.daemon.wait(SLOWER * 10)
            self.daemon = None
            until(lambda: not self.there(), PATIENCE, "the keyring to go")
        elif not self.absent:
            self.call(self.PATH, "org.freedesktop.Secret.Service", "Lock", GLib.Variant("(ao)", ([self.LOGIN],)))


def goes_on_by_itself(story, ring, hello):
    """What waited for the keyring goes on when that is opened; nobody presses anything."""
    ring.open()
    with Facturador() as app:
        story.app = app
        with story.step("an organization whose key is in the keyring", picture=False):
            app.see("button", re.compile(r"^(Organization|Organización): "), nth=1).click()
            app.see("button", _("_Connect to Facturapi…")).click()
            connect(app, hello["test_key"], hello["url"])
            until(lambda: len(app.windows) == 1, PATIENCE * 2, "the window to close")
            queue_says(app, "Up to date")
            quits(app)
    ring.close()
    with Facturador() as app:
        story.app = app
        with story.step("without the keyring it says what it waits for"):
            app.see_text(_("The keyring is locked or does not answer. You can keep working; "
                           "nothing is sent until it is unlocked."))
            queue_says(app, "Waiting for the key")
        with story.step("with it, it goes on by itself"):
            ring.open()
            queue_says(app, "Up to date")
            app.unseen("button", _("_Try Again"))
            quits(app)
    story.app = None
    ring.close()


def with_key(story, what):
    state = os.path.join("/tmp", f"facturador-keyring-{os.getpid()}")
    server = subprocess.Popen([SANDBOX, "--listen", "127.0.0.1:0", "--state", state], stdout=subprocess.PIPE)
    try:
        goes_on_by_itself(story, Keyring(what == "keyring-absent"), json.loads(server.stdout.readline()))
    finally:
        server.terminate()
        server.wait(SLOWER * 20)
        shutil.rmtree(state, ignore_errors=True)


def main():
    what = sys.argv[1]
    story = Story(f"start-{what}")
    first_run(story)
    (offline if what == "offline" else keyring)(story)
    if what != "offline":
        with_key(story, what)
    story.done()


main()
