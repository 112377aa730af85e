#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is deleted at the service while its page is open: the page goes, and says whose it was."""
from service import Service
from steps import (_, CUSTOMER, PATIENCE, PRODUCT, Facturador, Story, go, key, new_customer, new_product, open_practice,
                   queue_says, re, until)

GONE = "“%s” is not there any more: it was deleted or combined elsewhere"


def said(app, name):
    app.see_toast(re.compile("^" + re.escape(_(GONE) % name)), timeout=PATIENCE * 2)


def delete(service, what):
    service.ask("DELETE", f"/{what}/{service.only(what)['id']}")


def walk(story, app, service):
    with story.step("a product whose page is open"):
        go(app, 4, "Products")
        app.see_text(PRODUCT["description"])
        key("Down", "Return")
        app.see("button", _("Edit product"))
        delete(service, "products")
        with app.toasts_held():
            key("F5")
            said(app, PRODUCT["description"])
        app.unseen("button", _("Edit product"))
        app.see_text(_("No Products Yet"))
    with story.step("a customer whose form lies over its page"):
        go(app, 3, "Customers")
        app.see_text(CUSTOMER["tax_id"])
        key("Down", "Return")
        app.see("button", _("Edit customer")).click()
        app.see("text box", "RFC")
        delete(service, "customers")
        with app.toasts_held():
            key("F5")
            said(app, CUSTOMER["name"])
        app.action("win.back")
        app.unseen("text box", "RFC")
        app.see_text(_("No Customers Yet"))
        assert not app.seen("button", _("Edit customer"))
    with story.step("who deletes it here is not told so", picture=False):
        new_customer(app)
        queue_says(app, "Up to date")
        key("Down", "Return")
        app.see("button", _("Edit customer"))
        app.see("button", _("More")).click()
        app.see("menu item", re.compile(re.escape(_("_Delete…")))).act()
        app.wait_question().find("button", _("_Delete")).act()
        with app.toasts_held():
            app.press_in_toast(_("_Undo"))
        app.see_text(CUSTOMER["tax_id"])
        assert not app.toasts(re.compile("^" + re.escape(_(GONE) % CUSTOMER["name"])))


story = Story("gone")


def main():
    with Facturador() as app:
        story.app = app
        with story.step("a customer and a product", picture=False):
            open_practice(app)
            new_customer(app)
            new_product(app)
            queue_says(app, "Up to date")
        walk(story, app, Service(app))
    story.done()


main()
