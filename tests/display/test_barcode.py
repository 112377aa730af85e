#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scanner types a barcode and Enter within a few milliseconds: into the list, the lines of an invoice and a form."""
from service import Service
from steps import (_, CUSTOMER, PATIENCE, Facturador, Story, go, key, keys, new_customer, open_practice, queue_says, re,
                   stands_in, time, until, xdo)

HAMMER = ("Martillo de bola", "7501031311309", "149.90")
SAW = ("Serrucho de 20 pulgadas", "7501031311316", "219.50")
NOBODY = "7501031311323"


def scan(digits):
    xdo("key", "--delay", 2, *digits, "Return")


def put_barcode(app, description, barcode):
    """Barcodes stay on this machine: the service has none."""
    go(app, 4, "Products")
    key("ctrl+f")
    key("ctrl+a")
    keys(description[:7])
    app.see_text(re.compile("^" + re.escape(description)))
    key("Down", "ctrl+e")
    app.see("text box", _("Description"))
    until(lambda: stands_in(app, "description"), PATIENCE, "the focus in the description")
    field = app.find("text box", _("Barcode")).reveal()

    def stands():
        field.focus()
        return stands_in(app, "barcode")
    until(stands, PATIENCE, "the focus in the barcode")
    # what the scanner's Enter does to a form: nothing but to go on
    scan(barcode)
    until(lambda: app.find("text box", _("Barcode")).text == barcode, PATIENCE, "the barcode")
    key("ctrl+s")
    app.unseen("text box", _("Description"))


def in_list(story, app):
    with story.step("scanned into the list's search: the page of the one it is"):
        go(app, 4, "Products")
        key("ctrl+f")
        key("ctrl+a")
        scan(SAW[1])
        app.see("button", _("Edit product"))
        app.see_text(SAW[0])
        app.action("win.back")
    with story.step("another one at once"):
        key("ctrl+f")
        key("ctrl+a")
        scan(HAMMER[1])
        app.see("button", _("Edit product"))
        app.see_text(HAMMER[0])
        app.action("win.back")
    with story.step("one that nobody has: nothing opens, and it is said"):
        key("ctrl+f")
        key("ctrl+a")
        scan(NOBODY)
        app.see_text(_("Nothing Found"))
        time.sleep(0.5)
        assert not app.seen("button", _("Edit product"))
        key("Escape")


def in_editor(story, app):
    with story.step("scanned into the lines of an invoice, one after the other"):
        go(app, 1, "Invoices")
        key("ctrl+n")
        app.see("search box", _("Customer"), states=("focused",))
        keys(CUSTOMER["typed"][:4])
        app.see_text(CUSTOMER["tax_id"])
        key("Return")
        grid = app.see("grid", _("Lines"))
        until(lambda: grid.has("focused"), PATIENCE, "the focus in the lines")
        key("Tab")
        scan(SAW[1])
        app.find("label", SAW[2])
        app.heard()
        app.find("label", re.compile(re.escape(SAW[0])))
    with story.step("the next one stands in a line of its own", picture=True):
        key("Down", "Home", "Tab")
        scan(HAMMER[1])
        app.find("label", HAMMER[2])
        app.find("label", re.compile(re.escape(HAMMER[0])))


story = Story("barcode")


def main():
    with Facturador() as app:
        story.app = app
        with story.step("two products with barcodes", picture=False):
            open_practice(app)
            new_customer(app)
            service = Service(app)
            for description, _unused, price in (HAMMER, SAW):
                service.ask("POST", "/products", {"description": description, "product_key": "27111602",
                                                  "price": float(price), "tax_included": False})
            key("F5")
            for description, barcode, _unused in (HAMMER, SAW):
                put_barcode(app, description, barcode)
            queue_says(app, "Up to date")
        in_list(story, app)
        in_editor(story, app)
    story.done()


main()
