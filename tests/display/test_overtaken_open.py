#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An invoice that is stamped elsewhere while its page is open here: what is typed then is kept, and the page goes on."""
from service import Service
from steps import (_, CUSTOMER, PATIENCE, Facturador, Story, go, key, keys, new_customer, new_product, open_practice,
                   queue_says, until, write_invoice)

TOLD = "The invoice for %s was stamped elsewhere. What you wrote is kept as a draft."
HINT = "This invoice was stamped elsewhere meanwhile. Here is what you had written: delete it if you do not need it."


def drafts(service):
    return [invoice["id"] for invoice in service.ask("GET", "/invoices")["data"] if invoice["status"] == "draft"]


def while_open(story, app, service):
    with story.step("stamped elsewhere while its page is open here"):
        write_invoice(app, quantity="2")
        app.action("win.back")
        until(lambda: drafts(service), PATIENCE * 2, "the draft at the service")
        queue_says(app, "Up to date")
        go(app, 1, "Invoices")
        app.see_text(CUSTOMER["name"])
        key("Down", "Return")
        app.see("grid", _("Lines")).focus()
        app.see_text("499.80")
        stamped = drafts(service)[0]
        service.ask("POST", f"/invoices/{stamped}/stamp")
        key("F5")
        queue_says(app, "Up to date")
    with story.step("what is typed then is kept in a draft, with which the page goes on"):
        app.see("grid", _("Lines")).focus()
        keys("9")
        key("Tab")
        app.see_text(_(TOLD) % CUSTOMER["name"], timeout=PATIENCE * 2)
        app.see_text(_(HINT))
        assert not app.seen("label", _("Not saved"))
        keys("Y más")
        key("Tab")
        saved = _("%s · saved") % _("Draft")
        until(lambda: app.seen("label", saved), PATIENCE, "the draft to be saved")
    with story.step("away from it, it is a draft of its own at the service"):
        app.action("win.back")
        until(lambda: drafts(service), PATIENCE * 2, "the other draft at the service")
        assert drafts(service) != [stamped]
        kept = service.ask("GET", f"/invoices/{drafts(service)[0]}")
        assert [line["quantity"] for line in kept["items"]] == [9], kept["items"]
        was = service.ask("GET", f"/invoices/{stamped}")
        assert was["status"] == "valid" and [line["quantity"] for line in was["items"]] == [2], was
        queue_says(app, "Up to date")


def main():
    story = Story("overtaken-open")
    with Facturador() as app:
        story.app = app
        with story.step("customer and product", picture=False):
            app.resize(1240, 760)
            open_practice(app)
            new_customer(app)
            new_product(app)
            queue_says(app, "Up to date")
        while_open(story, app, Service(app))
    story.done()


main()
