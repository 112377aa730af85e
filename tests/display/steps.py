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


# ---------------------------------------------------------------- what a person does
CUSTOMER = {"tax_id": "URE180429TM6", "typed": "universidad robotica española", "name": "UNIVERSIDAD ROBOTICA ESPAÑOLA",
            "zip": "86991"}
PRODUCT = {"description": "Martillo de uña 16 oz", "words": "martillo", "price": "249.90"}


def open_practice(app):
    """The door that needs no account; ends when the lists are there."""
    app.see("button", _("_Start")).click()
    app.see("list", _("Places"))
    app.see("button", _("Queue: %s") % _("Up to date"))


def go(app, number, title):
    key(f"alt+{number}")
    app.see("list item", _(title), states=("selected",))


def new_customer(app, customer=CUSTOMER):
    """By keyboard: RFC, name with the SAT's spelling, régimen 601, use G03, postal code; saved with Ctrl+S."""
    go(app, 2, "Customers")
    key("ctrl+n")
    app.see("text box", "RFC")
    keys(customer["tax_id"])
    key("Tab")
    keys(customer["typed"])
    app.see_text(customer["name"])
    key("Tab", "Return")
    until(lambda: app.entry(_("Name or razón social")).text == customer["name"], PATIENCE, "the name as the SAT writes it")
    key("Tab")
    pick(app, _("Régimen fiscal"), "601 ")
    key("Tab")
    pick(app, _("Usual use of the CFDI"), "G03 ")
    key("Tab")
    keys(customer["zip"])
    key("ctrl+s")
    app.see("row", timeout=PATIENCE)
    app.see_text(customer["tax_id"])


def pick(app, name, prefix):
    """In the focused combo row @name, picks by keyboard the entry that begins with @prefix."""
    row = app.see("combo box", name)
    key("space")
    popover = row.find(type_name="GtkPopover")
    entries = [" ".join(r.labels()) for r in popover.rows()]
    wanted = next((i for i, e in enumerate(entries) if e.startswith(prefix)), None)
    if wanted is None:
        raise GuiError(f"{name}: nothing begins with {prefix!r} in {entries}")
    key("Home", *["Down"] * wanted, "Return")
    row.wait_gone(type_name="GtkPopover")
    until(lambda: any(l.startswith(prefix) for l in row.labels()) and row.has("focused"), PATIENCE, f"{name} to be {prefix}")


def new_product(app, product=PRODUCT):
    """By keyboard: description, key of the SAT by words, price; saved with Ctrl+S."""
    go(app, 3, "Products")
    key("ctrl+n")
    app.see("text box", _("Description"))
    keys(product["description"])
    key("Tab", "Return")
    app.see("search box", _("Search by words or key"))
    keys(product["words"])
    app.see_text("27111602")
    key("Return")
    app.see_text("27111602 · ")
    key("Tab", "Tab")
    keys(product["price"])
    until(lambda: app.entry(_("Unit price")).text == product["price"], PATIENCE, "the price")
    key("ctrl+s")
    app.see("row", timeout=PATIENCE)
    app.see_text(product["description"])


def set_offline(app, on):
    """The switch of the practice company, in the popover of its button."""
    app.see("button", starts("Organization: %s, %s"), nth=1).click()
    app.see("switch", _("Simulate no network"))
    switch = app.seen("switch", _("Simulate no network"))[0]
    if switch.has("checked") != on:
        switch.click()
    until(lambda: switch.has("checked") == on, PATIENCE, f"the switch to be {on}")
    key("Escape")
    app.wait_gone("switch", _("Simulate no network"))


def write_invoice(app, customer=CUSTOMER, product=PRODUCT, quantity="3"):
    """By keyboard alone: three letters of the customer, four of the product, how many."""
    go(app, 1, "Invoices")
    key("ctrl+n")
    app.see("search box", _("Name or RFC of the customer"))
    keys(customer["typed"][:4])
    app.see_text(customer["tax_id"])
    key("Return")
    app.wait_gone("search box", _("Name or RFC of the customer"))
