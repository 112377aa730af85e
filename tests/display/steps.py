# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps that every display test walks: the program, its words in the language of the run, TAP, pictures.

A test runs inside tests/support/gui/run-gui.  The home of that session is kept between two starts of the
program, so that a test can end it and start it again.
"""
import contextlib
import gettext
import itertools
import os
import re
import signal
import subprocess
import sys
import threading
import time
import traceback

from gi.repository import GLib

from gui import PARTS, SLOWER, App, GuiError, Node, NotFound, dbus, key, keys, screenshot, until, xdo

APP_ID = "org.example.Facturador"
BUILD = os.environ.get("FACTURADOR_BUILD", "_build")
PROGRAM = os.path.join(BUILD, "src", "facturador")
SANDBOX = os.environ.get("FACTURADOR_SANDBOX", os.path.join(BUILD, "src", "facturador-sandbox"))
ARTIFACTS = os.environ.get("FACTURADOR_ARTIFACTS", os.path.join(BUILD, "artifacts"))
DATA = os.path.join(os.environ["XDG_DATA_HOME"], "facturador")
PATIENCE = float(os.environ.get("GUI_TIMEOUT", "15"))
TOAST_ABOVE_EDGE = 45      # its middle

_language = os.environ.get("LC_ALL", os.environ.get("LANG", "C"))
_words = gettext.translation("facturador", os.environ.get("FACTURADOR_LOCALEDIR"), [_language.split("_")[0]],
                             fallback=True)


# msgfmt writes only what is translated: a message that is missing here has other words now
_catalog = getattr(_words, "_catalog", None)


def _(message):
    """The program's own translation of @message, without the underscore of its mnemonic."""
    text = _words.gettext(message)
    found = _catalog is None or message in _catalog or (message, 0) in _catalog
    if (message, 0) in (_catalog or {}):
        text = _words.ngettext(message, message, 1)
    for context in ("document status", "environment", "invoice history", "window title"):
        if not found and f"{context}\x04{message}" in _catalog:
            text, found = _words.pgettext(context, message), True
    if not found:
        raise GuiError(f"the program does not say {message!r}")
    return re.sub(r"_(?=\w)", "", text, count=1)


def starts(message):
    """Matches what begins with the translation of @message up to its first %."""
    return re.compile("^" + re.escape(_(message).split("%")[0]))


# what programs of this run said on their way that no program should
# most tests' desktop has nobody who shows notifications, which GIO says when the window was not in front by chance
COMPLAINT = re.compile(r"-(WARNING|CRITICAL|ERROR) \*\*(?!.*unable to send notifications)")
complaints = []


# ---------------------------------------------------------------- TAP
class Story:
    """One test file: steps in order, each a TAP line with a picture; the first that fails ends it."""

    def __init__(self, name):
        self.name, self.count, self.app = name, 0, None
        if _language.split("_")[0] in ("es",):
            name += "-es"
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
        name = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60]
        file = os.path.join(self.folder, f"{self.count + 1:02d}-{name}.png")
        # the window alone is readable; dialogs and popovers are windows of their own, and come and go
        with contextlib.suppress(GuiError, IndexError):
            if len(self.app.xids()) == 1:
                self.app.shot(file)
                return
        screenshot(file)

    def narrow(self):
        """The page that is open in a window of 360 px: nothing is wider than the window."""
        with self.step("at 360 px", picture=False):
            self.app.resize(360, 640)
            time.sleep(0.4)
            told = self.app.audit()
            assert not told["wide"], told["wide"]
            self.picture("at 360 px")
            self.app.resize(1240, 760)

    def _explain(self):
        for line in traceback.format_exc().splitlines():
            print(f"# {line}")
        with contextlib.suppress(Exception):
            screenshot(os.path.join(self.folder, f"{self.count:02d}-failure.png"))
        if self.app is not None:
            with contextlib.suppress(Exception):
                for line in self.app.tree(_max=3000).splitlines():
                    if not re.fullmatch(r" *(group|widget <AdwGizmo>|scroll bar <.*|widget <GtkRange>.*)", line):
                        print(f"#   {line}")
            for line in self.app.output()[-4000:].splitlines():
                print(f"# program: {line}")

    def skip(self, text, why):
        self.count += 1
        print(f"ok {self.count} - {text} # SKIP {why}")
        print(f"# SKIPPED LOUDLY: {text}: {why}")

    def done(self):
        with self.step("the program complains of nothing", picture=False):
            assert not complaints, "\n".join(complaints)
        print(f"1..{self.count}")


def skip_all(why):
    print(f"1..0 # SKIP {why}")
    sys.exit(0)


# ---------------------------------------------------------------- the program
class Facturador(App):
    """The program under test, with finders that take only what the person can see."""
    __slots__ = ()
    AUDIT = os.path.join(os.environ["RUN_GUI_DIR"], "layout-audit")

    def __init__(self, *args, env=None):
        env = {"FACTURADOR_LAYOUT_AUDIT": self.AUDIT, **(env or {})}
        if "FACTURADOR_LAYOUT_MODULE" in os.environ:
            env["GIO_EXTRA_MODULES"] = os.path.dirname(os.environ["FACTURADOR_LAYOUT_MODULE"])
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.AUDIT)
        super().__init__([PROGRAM, *args], app_id=APP_ID, env=env)

    def audit(self):
        """What tests/support/layout-audit tells of the windows: lists of fields, by kind of line."""
        if not os.path.exists(self.AUDIT):          # before that the signal would end the program
            raise GuiError("the program did not load the module of the audit")
        os.unlink(self.AUDIT)
        self.proc.send_signal(signal.SIGUSR1)
        until(lambda: os.path.exists(self.AUDIT), PATIENCE, "the audit", every=0.005)
        told = {"text": [], "stop": [], "focus": [], "window": [], "wide": [], "success": [], "stall": []}
        with open(self.AUDIT, encoding="utf-8") as f:
            for line in f:
                kind, *fields = line.rstrip("\n").split("\t")
                told[kind].append(fields)
        return told

    def __exit__(self, kind, error, trace):
        if kind is not None:        # the step has told everything already
            self.kill()
        else:
            self.close()
            complaints.extend(line for line in self.output().splitlines() if COMPLAINT.search(line))
        return super().__exit__(None, None, None)

    def in_front(self, node=None, depth=60):
        """Walks what may be seen: pages that lie behind another one are left out whole, for they are large."""
        node = node or self
        yield node
        if depth == 0 or node.role in ("label", "image", "separator", "scroll bar"):
            return
        try:
            children = node.children
        except GLib.Error:
            return
        crowded = len(children) > 40
        for child in children:
            try:
                if "visible" not in child.states or (node is not self and self._is_behind(child, crowded and node)):
                    continue
            except (GLib.Error, GuiError):
                continue
            yield from self.in_front(child, depth - 1)

    def _is_behind(self, node, list_of_node):
        x, y, w, h = node.extents
        if list_of_node:
            left, top, width, height = list_of_node.extents
            if y + h <= top or y >= top + height or x + w <= left or x >= left + width:
                return True
        if w <= 0 or h <= 0:
            return node.role in ("group", "widget", "none")
        if node.role in PARTS or not re.fullmatch(r"Fac\w*(Page|Form|Editor|Welcome|Stack|Sidebar|View)", node.type_name):
            return False
        top = node.window
        dest, path = top.call("Component", "GetAccessibleAtPoint", "(iiu)", x + w // 2, y + h // 2, 1)
        hit = Node(dest, path, self)
        try:
            for _unused in range(60):
                if hit is None or hit.path.endswith("/null") or hit == node:
                    return False
                if hit == top:
                    return True
                hit = hit.parent
        except GLib.Error:              # pictures are hit, but are not in the tree
            pass
        return False

    def seen(self, role=None, name=None, *, states=(), type_name=None):
        states = (states,) if isinstance(states, str) else states
        found = []
        for n in self.in_front():
            with contextlib.suppress(GLib.Error, GuiError):
                if self._match(n, role, name, states, type_name, None) and n.extents[2] > 0 and n.shown:
                    found.append(n)
        return found

    def see(self, role=None, name=None, *, nth=0, timeout=PATIENCE, **kw):
        what = name.pattern if hasattr(name, "pattern") else name
        return until(lambda: self.seen(role, name, **kw)[nth:nth + 1], timeout, f"{role or ''} {what!r} in view")[0]

    def see_text(self, text, timeout=PATIENCE):
        """A label whose text is, or contains (regular expression), @text."""
        wanted = text if hasattr(text, "search") else re.compile(re.escape(text))

        def look():
            found = self.seen(("label", "alert"), wanted)
            return found[0] if found else None
        return until(look, timeout, f"text {getattr(text, 'pattern', text)!r} in view")

    def unseen(self, role=None, name=None, timeout=PATIENCE, **kw):
        """Waits until nothing of that kind is in view any more."""
        what = name.pattern if hasattr(name, "pattern") else name
        until(lambda: not self.seen(role, name, **kw), timeout, f"{role or ''} {what!r} to go")

    def see_toast(self, text, timeout=PATIENCE):
        """What the window says for three seconds: to walk over the whole window may take a slow program longer."""
        return until(lambda: self.toasts(text), timeout, f"toast {getattr(text, 'pattern', text)!r}")[0]

    def toasts(self, text=None):
        wanted = text if text is None or hasattr(text, "search") else re.compile("^" + re.escape(text) + "$")
        return [n for window in self.windows for n in window.walk(depth=3) if n.type_name == "AdwToastWidget"
                and (wanted is None or any(wanted.search(label) for label in n.labels()))]

    def press_in_toast(self, name, timeout=PATIENCE):
        until(lambda: [n for toast in self.toasts() for n in toast.walk() if n.role == "button" and n.name == name],
              timeout, f"the button {name!r} of a toast")[0].act()

    @contextlib.contextmanager
    def toasts_held(self):
        """To look may take longer than a toast lasts: the pointer trembles where they come, and that one stays."""
        until(lambda: not self.toasts(), PATIENCE, "the toasts of before to go")
        over = threading.Event()
        x, y, width, height = self.windows[0].screen()

        def tremble():
            for step in itertools.cycle((0, 1)):
                xdo("mousemove", x + width // 2 + step, y + height - TOAST_ABOVE_EDGE)
                if over.wait(0.5):
                    return
        hand = threading.Thread(target=tremble, daemon=True)
        hand.start()
        try:
            yield
        finally:
            over.set()
            hand.join()
            xdo("mousemove", x + width // 2, y + 2)

    def entry(self, name):
        return self.see(("text box", "search box", "spin button", "password text", "text"), name)

    def sandboxes(self):
        """Process ids of the sandboxes of this program."""
        return children_named(self.proc.pid, "facturador-sandbox")

    def heard(self):
        """Waits until the program has taken the keys that were pressed, and what was due meanwhile."""
        for _unused in range(2):
            self.audit()

    def wait_question(self, what="the question"):
        """A second window, to which the first has left the keyboard."""
        def look():
            windows = self.windows
            return windows[1:] if len(windows) == 2 and "active" not in windows[0].states else None
        return until(look, PATIENCE, what)[0]

    def wait_answered(self, what="the question"):
        """The window is alone again, and has the keyboard."""
        until(lambda: len(w := self.windows) == 1 and "active" in w[0].states, PATIENCE, f"{what} to go")

    def kill_hard(self):
        """SIGKILL to the program alone: what a crash or a power cut leaves behind."""
        os.kill(self.proc.pid, signal.SIGKILL)
        self.proc.wait(SLOWER * 60)

    def quit(self, timeout=60):
        """Ctrl+Q; the exit status."""
        key("ctrl+q")
        return self.proc.wait(SLOWER * timeout)


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
    queue_says(app, "Up to date")


PLACES = ("Invoices", "Receivables", "Customers", "Products")


def go(app, number, title):
    """To the place with @title by its key, which the order of the sidebar gives."""
    key(f"alt+{PLACES.index(title) + 1}")
    app.see("list item", _(title), states=("selected",))


def new_customer(app, customer=CUSTOMER):
    """By keyboard: RFC, name with the SAT's spelling, régimen 601, use G03, postal code; saved with Ctrl+S."""
    go(app, 3, "Customers")
    key("ctrl+n")
    app.see("text box", "RFC")
    until(lambda: stands_in(app, "tax_id"), PATIENCE, "the focus in the RFC")
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
    until(lambda: not app.seen("text box", "RFC"), PATIENCE, "the form to close")
    app.see_text(re.compile(re.escape(customer["tax_id"])))


def pick(app, name, prefix):
    """In the focused combo row @name, picks by keyboard the entry that begins with @prefix."""
    row = app.see("combo box", name)
    until(row._focused, PATIENCE, f"the focus in {name}")
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
    go(app, 4, "Products")
    key("ctrl+n")
    app.see("text box", _("Description"))
    until(lambda: stands_in(app, "description"), PATIENCE, "the focus in the description")
    keys(product["description"])
    key("Tab", "Return")
    app.see("search box", _("Search by words or key"), states=("focused",))
    keys(product["words"])
    app.see_text("27111602")
    app.heard()
    key("Return")
    app.see_text("27111602 · ")
    key("Tab", "Tab")
    keys(product["price"])
    until(lambda: app.entry(_("Unit price")).text == product["price"], PATIENCE, "the price")
    key("ctrl+s")
    until(lambda: not app.seen("text box", _("Description")), PATIENCE, "the form to close")
    app.see_text(product["description"])


def set_offline(app, on):
    """The switch of the practice company, in the popover of its button."""
    app.see("button", re.compile(r"^(Organization|Organización): "), nth=1).click()
    app.see("switch", _("Simulate no network"))
    switch = app.seen("switch", _("Simulate no network"))[0]
    if switch.has("checked") != on:
        switch.click()
    until(lambda: switch.has("checked") == on, PATIENCE, f"the switch to be {on}")
    key("Escape")
    app.wait_gone("switch", _("Simulate no network"))


def write_invoice(app, customer=CUSTOMER, product=PRODUCT, quantity="3"):
    """By keyboard alone: letters of the customer, how many, letters of the product."""
    go(app, 1, "Invoices")
    key("ctrl+n")
    app.see("search box", _("Customer"), states=("focused",))
    keys(customer["typed"][:4])
    app.see_text(customer["tax_id"])
    key("Return")
    app.see("button", _("Change"))
    grid = app.see("grid", _("Lines"))
    until(lambda: grid.has("focused"), PATIENCE, "the focus in the lines")
    keys(quantity)
    key("Tab")
    keys(product["words"][:4])
    app.see_text("27111602")
    key("Tab")
    app.find("label", _("Ready to stamp"))      # may lie below what is in view
    saved = _("%s · saved") % _("Draft")
    until(lambda: app.seen("label", saved), PATIENCE, "the draft to be saved")


def document_choice(app, choice):
    """What can be done with the document whose page is open: one of its buttons, or in the menu beside them."""
    buttons = until(lambda: app.seen("button", _(choice)) or app.seen("button", _("M_ore")), PATIENCE, choice)
    buttons[0].click()
    if buttons[0].name != _(choice):
        app.see("menu item", _(choice)).click()


def ask_to_stamp(app):
    """Ctrl+Enter, and yes to the question."""
    key("ctrl+Return")
    app.wait_question()
    key("Return")
    app.wait_answered()


def money(text):
    """The amount in @text, as digits: "$1,234.50" is "1234.50"."""
    found = re.search(r"\d[\d,]*\.\d\d", text)
    if found is None:
        raise GuiError(f"no amount in {text!r}")
    return found.group().replace(",", "")


def save_as(app, path):
    """In the file dialog in front: a whole path, then Enter."""
    dialog = app.wait_question("the file dialog")
    # what is typed before goes elsewhere
    until(lambda: any(n.has("focused") for n in dialog.walk()), PATIENCE, "the focus in the file dialog")
    time.sleep(0.3)
    key("ctrl+a")
    keys(path)
    key("Return")
    sizes = [0]

    def written():
        """Whole: it does not grow any more."""
        sizes.append(os.path.getsize(path) if os.path.exists(path) else 0)
        return sizes[-1] == sizes[-2] > 0
    until(written, PATIENCE, f"{path} to be written", every=0.1)


def stands_in(app, row):
    """Whether the focus is in the entry row of that name in its .ui file."""
    return f"AdwEntryRow#{row} " in " ".join(place for _unused, place, _rect in app.audit()["focus"])


def queue_says(app, *messages):
    """Waits until the row at the foot of the sidebar says one of @messages."""
    def look():
        for n in app.seen("button", starts("Queue: %s")):
            for m in messages:
                if _(m).split("%")[0] in n.name:
                    return n
        return None
    return until(look, PATIENCE * 2, f"the queue to say {messages}")


def put_third_party(app):
    """One whose name only the SAT knows to be another."""
    app.see("grid", _("Lines"))
    key("Up")
    app.see("grid", _("Lines")).act("line.details")
    app.find("switch", _("On Behalf of a Third Party")).act()
    for name, text in (("RFC of the third party", "CACX7605101P8"), ("Name of the third party", "NOMBRE DISTINTO"),
                       ("Postal code of the third party", "36257")):
        app.find("text box", _(name)).set_text(text)
    combo = app.find("combo box", _("Régimen fiscal of the third party"))
    combo.reveal()
    time.sleep(0.3)
    app.find("text box", _("Name of the third party")).click()
    key("Tab")
    pick(app, _("Régimen fiscal of the third party"), "612 ")
    key("Escape")
    app.wait_answered("the line's window")


def connect(app, word, address):
    window = app.wait_window(_("Connect to Facturapi"))
    field = window.find(("text box", "password text"), _("Key"))
    field.focus()
    key("ctrl+a", "Delete")
    keys(word)
    if address is not None:
        window.find(("button", "list item"), _("Advanced Options")).mouse()
        entry = window.find("text box", _("Address of the service (empty: Facturapi)"))
        until(lambda: entry.extents[3] > 10 and entry.shown, PATIENCE, "the address")
        entry.focus()
        keys(address)
    key("Return")
    return window
