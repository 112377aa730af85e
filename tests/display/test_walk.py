#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page, wide and at 360 px: no control without a name, no text outside its place, a picture of each."""
import os
import sys

from gi.repository import GLib

from gui import GuiError
from steps import (_, PATIENCE, Facturador, Story, ask_to_stamp, document_choice, go, key, keys,
                   new_customer, new_product, open_practice, queue_says, re, set_offline, starts, time,
                   until, write_invoice)

MARTILLO = re.compile("^Martillo")
SIZES = ((1240, 760), (360, 640))
CONTROLS = {"button", "toggle button", "text box", "search box", "spin button", "password text", "switch", "combo box",
            "checkbox", "radio", "list", "column header", "grid", "tree grid", "slider", "menu item", "tab"}
# parts of a control of the toolkit that has the name itself
PARTS_OF = {"combo box", "button", "menu item", "spin button", "list item", "list", "tree grid"}
SLACK = 2


def path_of(node):
    names = []
    while node is not None and node.role != "application" and len(names) < 7:
        names.append(f"{node.role} {node.name or node.type_name!r}")
        node = node.parent
    return " < ".join(names)


def named_above(node):
    """A control inside one that has a name, such as the arrow of a combo box."""
    for _unused in range(3):
        node = node.parent
        if node is None:
            return False
        if node.role in PARTS_OF and node.name:
            return True
    return False


def outside(node, box, vertical):
    x, y, w, h = node.extents
    left, top, width, height = box
    if w <= 0 or h <= 0:
        return False
    return (x < left - SLACK or x + w > left + width + SLACK
            or vertical and (y < top - SLACK or y + h > top + height + SLACK))


def judge(app):
    """What is wrong on the page in front."""
    wrong = []
    for node in app.in_front():
        try:
            if node.window.type_name in ("GtkShortcutsWindow", "AdwAboutWindow"):    # the toolkit's own
                continue
            role = node.role
            if role in CONTROLS and node.extents[2] > 0 and not node.name and not named_above(node) and node.shown:
                wrong.append(f"no name: {path_of(node)}")
            if role == "label" and node.shown:
                surface = node.surface
                if outside(node, (0, 0, *surface.extents[2:]) if surface == node.window else surface.extents, False) \
                   and surface == node.window:
                    wrong.append(f"text beyond the window: {node.name!r} {node.extents} in {surface.extents}: {path_of(node)}")
                parent = node.parent
                if parent.role == "button" and outside(node, parent.extents, True):
                    wrong.append(f"text beyond its button: {node.name!r}")
        except (GLib.Error, GuiError):
            continue
    # a row of a list is one line by design: its whole text is in the tip of the row and in its name
    for kind, place, rect, tip, text in app.audit()["text"]:
        if kind == "cut" or tip != "row":
            wrong.append(f"{kind}: {text!r} at {rect}: {place}")
    return wrong


class Walk:
    def __init__(self, story, app):
        self.story, self.app, self.front = story, app, None

    def look(self, what, arrive, leave=("back",)):
        """One page at each size; @arrive gets there, @leave gets back."""
        for width, height in SIZES:
            with self.story.step(f"{what} at {width} px", picture=False):
                wrong, real = [], self.app.resize(width, height)
                if real != (width, height):
                    wrong += [f"the window is {real}", *(f"too wide: {w}" for w in self.app.audit()["wide"])]
                arrive()
                # a toast is one line of the toolkit's, which shortens it on a telephone
                until(lambda: not self.app.toasts(), PATIENCE, "the news to go")
                time.sleep(0.2)
                self.app.heard()
                wrong += judge(self.app)
                self.story.picture(f"{what} at {width} px")
                assert not wrong or os.environ.get("FACTURADOR_WALK_ON"), "\n" + "\n".join(wrong)
                for line in wrong:
                    print(f"# WRONG {line}")
                for k in leave:
                    key(k) if k != "back" else self.app.action("win.back")
                    time.sleep(0.3)
                    self.app.heard()


def main():
    story = Story("walk" + (f"-{sys.argv[1]}" if len(sys.argv) > 1 else ""))
    with Facturador() as app:
        story.app = app
        walk = Walk(story, app)
        see = app.see
        walk.look("the welcome", lambda: see("list", _("Ways to begin")), ())
        app.resize(1240, 760)
        with story.step("the practice company opens", picture=False):
            open_practice(app)
        for number, title, empty in ((1, "Invoices", "No Invoices Yet"), (2, "Receivables", "Nothing Is Owed"),
                                     (3, "Customers", "No Customers Yet"), (4, "Products", "No Products Yet")):
            walk.look(f"{title}, empty", lambda n=number, e=empty: (key(f"alt+{n}"), app.see_text(_(e))), ())

        def new(number, role, name):
            def arrive():
                key(f"alt+{number}")
                time.sleep(0.3)
                app.heard()
                key("ctrl+n")
                see(role, name)
            return arrive
        walk.look("a new customer", new(3, "text box", "RFC"))
        walk.look("a new product", new(4, "text box", _("Description")))
        walk.look("a new payment", new(2, "search box", _("Customer")))
        walk.look("a new invoice", new(1, "search box", _("Customer")))
        another = lambda: app.wait_question("a window")
        walk.look("the preferences", lambda: (key("ctrl+comma"), another()), ("Escape",))
        walk.look("the help", lambda: (key("F1"), another()), ("Escape",))
        walk.look("the words about it", lambda: (app.action("app.about"), another()), ("Escape",))
        walk.look("the places", lambda: (key("alt+1"), time.sleep(0.3), app.heard(), app.action("win.back"),
                                         see("list", _("Places"))), ("alt+1",))
        walk.look("the search for anything", lambda: (key("ctrl+k"), time.sleep(0.5), keys("urb"), time.sleep(0.5)),
                  ("Escape", "Escape"))
        walk.look("the catalogue", lambda: (new(4, "text box", _("Description"))(), key("Tab", "Return"),
                                            see("search box", _("Search by words or key")), keys("martillo"),
                                            app.see_text("27111602")), ("Escape", "back"))
        walk.look("the shortcuts", lambda: (key("ctrl+question"), another()), ("Escape",))

        app.resize(1240, 760)
        with story.step("a customer, a product and an invoice", picture=False):
            new_customer(app)
            new_product(app)
            write_invoice(app)
            ask_to_stamp(app)
            app.see_text(_("Stamped"), timeout=PATIENCE * 2)
            app.action("win.back")

        def rows(number, text):
            """The list and what is in it, before keys go there."""
            key(f"alt+{number}")
            app.see_text(text)
            app.heard()
        walk.look("Invoices, filled", lambda: rows(1, _("Stamped")), ())
        walk.look("Customers, filled", lambda: rows(3, "URE180429TM6"), ())
        walk.look("Products, filled", lambda: rows(4, MARTILLO), ())

        def open_first(number, text, role, name, look=see, opens="Return"):
            def arrive():
                rows(number, text)
                key("Down", opens)
                look(role, name)
            return arrive
        walk.look("the customer", open_first(3, "URE180429TM6", "label", _("Not paid")))
        walk.look("the customer's form", open_first(3, "URE180429TM6", "text box", "RFC", opens="ctrl+e"))
        walk.look("the product", open_first(4, MARTILLO, "label", _("Without taxes")))
        walk.look("the product's form", open_first(4, MARTILLO, "text box", _("Description"), opens="ctrl+e"))
        walk.look("the stamped invoice", open_first(1, _("Stamped"), "label", _("History"), app.find))

        def dialog(button, then=lambda: None):
            def arrive():
                rows(1, _("Stamped"))
                key("Down", "Return")
                app.find("label", _("History"))
                document_choice(app, button)
                app.wait_question("the dialog")
                then()
            return arrive
        # the first motive has the focus: chosen, it shows what may replace the invoice
        walk.look("cancelling", dialog("_Cancel…", lambda: (key("space"), app.find("label", _("What replaces it?")))),
                  ("Escape", "back"))
        walk.look("an e-mail", dialog("E-_mail…"), ("Escape", "back"))

        def xml():
            rows(1, _("Stamped"))
            key("Down", "Return")
            app.find("label", _("History"))
            app.find("button", _("Read the XML")).act()
            app.wait_question("the window")
            app.find("label", "cfdi:Comprobante")
        walk.look("the XML", xml, ("Escape", "back"))

        app.resize(1240, 760)
        with story.step("a draft that waits", picture=False):
            set_offline(app, True)
            write_invoice(app)
        with story.step("cells of lines say their column, whatever was written into them", picture=False):
            keys("1250")
            key("Tab")
            price = _("%1$s, line %2$u").replace("%1$s", _("Price")).replace("%2$u", "1")

            def cells():
                return [c.name for r in app.see("grid", _("Lines")).children if "visible" in r.states for c in r.children]
            until(lambda: price in cells(), PATIENCE, price)
            assert len(cells()) > 7 and all(cells()), cells()
        def line_window():
            app.see("grid", _("Lines")).act("line.details")
            app.wait_question("the line's window")
        walk.look("the window of a line", line_window, ("Escape",))

        def third_party():
            line_window()
            switch = app.find("switch", _("On Behalf of a Third Party"))
            if not switch.has("checked"):
                switch.act()
            app.find("text box", _("Postal code of the third party")).reveal()
        walk.look("a line of a third party", third_party, ("Escape",))
        with story.step("the line is its own again", picture=False):
            line_window()
            app.find("switch", _("On Behalf of a Third Party")).act()
            key("Escape")
            app.wait_answered("the line's window")
        walk.look("the editor, filled", lambda: app.find("label", _("Ready to stamp")), ())
        app.resize(1240, 760)
        with story.step("stamping is asked for", picture=False):
            ask_to_stamp(app)
            queue_says(app, "Offline · %u to send")
            app.action("win.back")
        walk.look("the queue", lambda: (app.action("win.show-queue"), see("button", _("_Edit"))))
    story.done()


main()
