# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps that every display test walks: the program, its words in the language of the run, TAP, pictures.

A test runs inside tests/support/gui/run-gui.  The home of that session is kept between two starts of the
program, so that a test can end it and start it again.
"""
import contextlib
import gettext
import os
import re
import signal
import subprocess
import sys
import time
import traceback

from gi.repository import GLib

from gui import App, GuiError, Node, NotFound, dbus, key, keys, screenshot, until

APP_ID = "org.example.Facturador"
BUILD = os.environ.get("FACTURADOR_BUILD", "_build")
PROGRAM = os.path.join(BUILD, "src", "facturador")
SANDBOX = os.environ.get("FACTURADOR_SANDBOX", os.path.join(BUILD, "src", "facturador-sandbox"))
ARTIFACTS = os.environ.get("FACTURADOR_ARTIFACTS", os.path.join(BUILD, "artifacts"))
DATA = os.path.join(os.environ["XDG_DATA_HOME"], "facturador")
PATIENCE = float(os.environ.get("GUI_TIMEOUT", "15"))

_language = os.environ.get("LC_ALL", os.environ.get("LANG", "C"))
_words = gettext.translation("facturador", os.environ.get("FACTURADOR_LOCALEDIR"), [_language.split("_")[0]],
                             fallback=True)


def _(message):
    """The program's own translation of @message, without the underscore of its mnemonic."""
    return re.sub(r"_(?=\w)", "", _words.gettext(message), count=1)


def starts(message):
    """Matches what begins with the translation of @message up to its first %."""
    return re.compile("^" + re.escape(_(message).split("%")[0]))


# ---------------------------------------------------------------- TAP
class Story:
    """One test file: steps in order, each a TAP line with a picture; the first that fails ends it."""

    def __init__(self, name):
        self.name, self.count, self.app = name, 0, None
        self.folder = os.path.join(ARTIFACTS, "display", name)
        os.makedirs(self.folder, exist_ok=True)
        sys.stdout.reconfigure(line_buffering=True)

    def _line(self, ok, text):
        self.count += 1
        print(f"{'ok' if ok else 'not ok'} {self.count} - {text}")

    @contextlib.contextmanager
    def step(self, text, picture=True):
        began = time.monotonic()
        try:
            yield
            if picture and self.app is not None:
                self.picture(text)
        except (Exception, SystemExit):
            self._line(False, text)
            self._explain()
            print(f"1..{self.count}")
            sys.exit(1)
        self._line(True, text)
        print(f"# {time.monotonic() - began:.1f} s")

    def picture(self, text):
        file = f"{self.count + 1:02d}-{re.sub(r'[^a-z0-9]+', '-', text.lower()).strip('-')[:60]}.png"
        screenshot(os.path.join(self.folder, file))

    def _explain(self):
        for line in traceback.format_exc().splitlines():
            print(f"# {line}")
        with contextlib.suppress(Exception):
            screenshot(os.path.join(self.folder, f"{self.count:02d}-failure.png"))
        if self.app is not None:
            with contextlib.suppress(Exception):
                for line in self.app.tree().splitlines():
                    print(f"#   {line}")
            for line in self.app.output()[-4000:].splitlines():
                print(f"# program: {line}")

    def skip(self, text, why):
        self.count += 1
        print(f"ok {self.count} - {text} # SKIP {why}")
        print(f"# SKIPPED LOUDLY: {text}: {why}")

    def done(self):
        print(f"1..{self.count}")


def skip_all(why):
    print(f"1..0 # SKIP {why}")
    sys.exit(0)


# ---------------------------------------------------------------- the program
class Facturador(App):
    """The program under test, with finders that take only what the person can see."""
    __slots__ = ()

    def __init__(self, *args, env=None):
        super().__init__([PROGRAM, *args], app_id=APP_ID, env=env)

    def seen(self, role=None, name=None, **kw):
        found = []
        for n in self.all(role, name, **kw):
            with contextlib.suppress(GLib.Error):
                if n.extents[2] > 0 and n.shown:
                    found.append(n)
        return found

    def see(self, role=None, name=None, *, nth=0, timeout=PATIENCE, **kw):
        what = name.pattern if hasattr(name, "pattern") else name
        return until(lambda: self.seen(role, name, **kw)[nth:nth + 1], timeout, f"{role or ''} {what!r} in view")[0]

    def see_text(self, text, timeout=PATIENCE):
        """A label whose text is, or contains (regular expression), @text."""
        def look():
            for n in self.seen("label"):
                have = n.name or n.text or ""
                if text.search(have) if hasattr(text, "search") else text in have:
                    return n
            return None
        return until(look, timeout, f"text {getattr(text, 'pattern', text)!r} in view")

    def entry(self, name):
        return self.see(("text box", "search box", "spin button", "password text", "text"), name)

    def sandboxes(self):
        """Process ids of the sandboxes of this program."""
        return children_named(self.proc.pid, "facturador-sandbox")

    def kill_hard(self):
        """SIGKILL to the program alone: what a crash or a power cut leaves behind."""
        os.kill(self.proc.pid, signal.SIGKILL)
        self.proc.wait(10)

    def quit(self, timeout=20):
        """Ctrl+Q; the exit status."""
        key("ctrl+q")
        return self.proc.wait(timeout)


def children_named(parent, name):
    found = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            with open(f"/proc/{entry}/stat") as f:
                text = f.read()
            with open(f"/proc/{entry}/cmdline", "rb") as f:
                command = f.read().split(b"\0")[0].decode()
        except OSError:
            continue
        state, ppid = text.rsplit(")", 1)[1].split()[:2]
        if int(ppid) == parent and os.path.basename(command) == name and state != "Z":
            found.append(int(entry))
    return found


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as f:
            return f.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
