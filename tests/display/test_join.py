#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two customers of the same RFC: the form warns, one page makes one of them, and takes it back."""
from service import Service
from steps import _, CUSTOMER, PATIENCE, Facturador, Story, go, key, new_customer, open_practice, queue_says, re, until, xdo

MAIL, OWN = "sur@ejemplo.mx", "norte@ejemplo.mx"
STREET = "Av. Juárez"
LINE = {"quantity": 1, "product": {"description": "Cable", "product_key": "26121600", "price": 100}}


def open_join(app):
    go(app, 3, "Customers")
    app.see_text(MAIL)
    key("Down", "Return")
    app.see("button", _("Edit customer"))
    app.see("button", _("More")).click()
    app.see("menu item", re.compile(re.escape(_("C_ombine with Another…")))).act()
    app.see("search box", _("The other customer"), states=("focused",))
    app.see("list item", re.compile(CUSTOMER["name"]))


def walk(story, app):
    service = Service(app)
    with story.step("another customer of the same RFC comes from elsewhere", picture=False):
        first = service.only("customers")["id"]
        service.ask("PUT", f"/customers/{first}", {
            "email": OWN, "address": {"zip": CUSTOMER["zip"], "street": STREET, "interior": "PB"}})
        twin = service.ask("POST", "/customers", {
            "legal_name": CUSTOMER["name"], "email": MAIL, "tax_id": CUSTOMER["tax_id"], "tax_system": "601", "phone": "5550001111",
            "address": {"zip": CUSTOMER["zip"], "street": STREET, "interior": "3-B"}})
        service.ask("POST", "/invoices", {"type": "I", "customer": twin["id"], "items": [LINE], "use": "G03",
                                          "payment_form": "03"})
        key("F5")
        go(app, 3, "Customers")
        app.see_text(MAIL)
    with story.step("the form warns, and leads to the other"):
        key("Down", "ctrl+e")
        app.see("text box", "RFC")
        app.see_text(_("Another customer has this RFC already"))
        app.see("button", re.compile(re.escape(_("See _Customer")))).click()
        app.see("button", _("Edit customer"))
        app.action("win.back")
        app.see("text box", "RFC")
        app.action("win.back")
        app.see_text(MAIL)
    with story.step("combining: which other, which stays, field by field"):
        open_join(app)
        # Enter is about what was typed, not about what is shown
        xdo("key", "--delay", 5, *"nadie", "Return")
        app.unseen("list item", re.compile(CUSTOMER["name"]))
        assert not app.seen("combo box", _("Which one stays")), "the customer shown before was picked"
        key("ctrl+a", "BackSpace")
        app.see("list item", re.compile(CUSTOMER["name"]))
        key("Return")
        app.see("combo box", _("Which one stays"), states=("focused",))
        assert any(OWN in label or MAIL in label for label in app.see("combo box", _("Which one stays")).labels())
        app.see("combo box", _("E-mail"))
        app.see("combo box", _("Phone"))
    with story.step("addresses that differ in one thing can be told apart", picture=False):
        labels = app.see("combo box", _("Address")).labels()
        assert any("PB" in label or "3-B" in label for label in labels), labels
    with story.step("both e-mail addresses stay, unless one is left out", picture=False):
        labels = app.see("combo box", _("Other e-mail addresses")).labels()
        assert any(MAIL in label and OWN in label for label in labels), labels
    story.narrow()
    with story.step("combined, and taken back"):
        with app.toasts_held():
            key("ctrl+Return")
            app.press_in_toast(_("_Undo"))
        go(app, 3, "Customers")
        app.see_text(MAIL)
        queue_says(app, "Up to date")
        assert len(service.ask("GET", "/customers")["data"]) == 2
    with story.step("combined: the service has one of them, with the telephone of the other"):
        open_join(app)
        key("Return")
        app.see("combo box", _("Which one stays"), states=("focused",))
        key("ctrl+Return")
        until(lambda: len(service.ask("GET", "/customers")["data"]) == 1, PATIENCE * 3, "one customer at the service")
        left = service.only("customers")
        assert left["legal_name"] == CUSTOMER["name"], left
        assert left["phone"] == "5550001111", left
        queue_says(app, "Up to date")
    with story.step("its page has the invoice of the other"):
        go(app, 3, "Customers")
        if not app.seen("button", _("Edit customer")):
            key("Down", "Return")
        app.see("button", _("Edit customer"))
        app.find("label", _("All documents (%s)") % "1")


def main():
    story = Story("join")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company with a customer", picture=False):
            open_practice(app)
            new_customer(app)
            queue_says(app, "Up to date")
        walk(story, app)
    story.done()


main()
