#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An invoice that was stamped elsewhere while it was edited here: told, and what was written is kept as a draft."""
from service import Service
from steps import (_, CUSTOMER, PATIENCE, Facturador, Story, go, key, keys, new_customer, new_product, open_practice,
                   queue_says, time, until, write_invoice)

TOLD = "The invoice for %s was stamped elsewhere. What you wrote is kept as a draft."
HINT = "This invoice was stamped elsewhere meanwhile. Here is what you had written: delete it if you do not need it."


def quantities(service):
    return [line["quantity"] for line in service.only("invoices")["items"]]


def edit(app):
    """The draft in the list: 7 instead of 3, and away from its page."""
    go(app, 1, "Invoices")
    app.see_text(CUSTOMER["name"])
    key("Down", "Return")
    app.see("grid", _("Lines")).focus()
    keys("7")
    key("Tab")
    saved = _("%s · saved") % _("Draft")
    until(lambda: app.seen("label", saved), PATIENCE, "the draft to be saved")
    app.action("win.back")


def overtaken(story, app, service):
    with story.step("a draft that both sides have, stamped elsewhere"):
        write_invoice(app)
        app.action("win.back")
        until(lambda: service.ask("GET", "/invoices")["data"], PATIENCE * 2, "the draft at the service")
        queue_says(app, "Up to date")
        service.ask("POST", f"/invoices/{service.only('invoices')['id']}/stamp")
    with story.step("changed here: it is told that what was written is kept"):
        edit(app)
        app.see_text(_(TOLD) % CUSTOMER["name"], timeout=PATIENCE * 2)
        queue_says(app, "Up to date")
        assert service.only("invoices")["status"] == "valid"
        assert quantities(service) == [3], quantities(service)
    with story.step("the message waits for the person, and leads to what was written"):
        time.sleep(7)
        app.see("button", _("_Show")).click()
        app.see_text(_(HINT))
        app.see("grid", _("Lines"))
        app.see_text("7")
    with story.step("from there to the stamped one, whose history tells it"):
        app.see("button", _("S_ee It")).click()
        app.see_text(_("Stamped"))
        app.see_text(_("It was stamped elsewhere: the changes made here are kept as a draft"))
    story.narrow()
    with story.step("there is one invoice at the service, and here a draft that was not sent"):
        queue_says(app, "Up to date")
        assert len(service.ask("GET", "/invoices")["data"]) == 1


def main():
    story = Story("overtaken")
    with Facturador() as app:
        story.app = app
        with story.step("customer and product", picture=False):
            app.resize(1240, 760)
            open_practice(app)
            new_customer(app)
            new_product(app)
            queue_says(app, "Up to date")
        overtaken(story, app, Service(app))
    story.done()


main()
