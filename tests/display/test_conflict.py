#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Both sides change the same object: the banner, the mark, the queue and the page where the person decides."""
from service import Service
from steps import (_, CUSTOMER, PATIENCE, Facturador, Story, go, key, keys, new_customer, new_product,
                   open_practice, queue_says, re, starts, until)


def open_customer(app):
    go(app, 3, "Customers")
    app.see_text(re.compile(re.escape(CUSTOMER["tax_id"])))
    key("Down", "ctrl+e")
    app.see("text box", "RFC")


def write_phone(app, text):
    """In the form of the customer, saved."""
    open_customer(app)
    entry = app.find("text box", _("Phone")).reveal()
    entry.focus()
    key("ctrl+a")
    keys(text)
    until(lambda: entry.text == text, PATIENCE, "the telephone")
    key("ctrl+s")
    until(lambda: not app.seen("text box", "RFC"), PATIENCE, "the form to close")


def to_decide(app):
    queue_says(app, "%u needs attention")


def open_from_queue(app):
    app.action("win.show-queue")
    app.see("button", _("_Decide…")).click()


def here(app, service, field, value):
    until(lambda: service.only("customers").get(field) == value, PATIENCE * 2, f"the service to have {value}")
    queue_says(app, "Up to date")


def fields(story, app, service):
    customer = service.only("customers")
    with story.step("changed on both sides: the queue wants attention, the list is marked"):
        service.ask("PUT", f"/customers/{customer['id']}", {"phone": "5550001111", "email": "otra@ejemplo.mx"})
        write_phone(app, "5552223333")
        to_decide(app)
        app.see("image", _("Changed here and at the service: you decide"))
    with story.step("the form of the customer says so"):
        open_customer(app)
        app.see_text(_("This was changed here and at the service. Nothing is lost: decide what holds."))
        app.see("button", _("_Decide…")).click()
        app.see_text(_("This customer was changed here and at the service"))
    with story.step("mine, theirs and what was before, in words"):
        app.see(("radio", "checkbox"), re.compile(re.escape(_("Mine: %s") % "5552223333")))
        app.see(("radio", "checkbox"), re.compile(re.escape(_("Theirs: %s") % "5550001111")))
        app.see_text(_("Before: %s") % _("(empty)"))
        app.see_text(_("Merged without your help"))
        app.see_text("otra@ejemplo.mx")
        assert not app.find("button", _("_Decide")).has("sensitive")
    story.narrow()
    with story.step("decided for theirs, and taken back"):
        app.see("button", _("All _Theirs")).click()
        with app.toasts_held():
            app.see("button", _("_Decide"), states=("sensitive",)).click()
            app.press_in_toast(_("_Undo"))
        app.see_text(_("This customer was changed here and at the service"))
    with story.step("decided for mine by keyboard: the service has it"):
        app.see(("radio", "checkbox"), re.compile(re.escape(_("Mine: %s") % "5552223333"))).focus()
        key("space")
        app.see("button", _("_Decide"), states=("sensitive",))
        key("ctrl+Return")
        here(app, service, "phone", "5552223333")
        assert service.only("customers")["email"] == "otra@ejemplo.mx"
        app.unseen("image", _("Changed here and at the service: you decide"))


def gone_there(story, app, service):
    with story.step("deleted there, changed here: its own words"):
        service.ask("DELETE", f"/customers/{service.only('customers')['id']}")
        write_phone(app, "5554445555")
        to_decide(app)
        open_from_queue(app)
        app.see_text(_("This customer is gone at the service"))
        app.see_text("5554445555")
    with story.step("let go, and taken back"):
        with app.toasts_held():
            app.see("button", _("_Let It Go")).click()
            app.press_in_toast(_("_Undo"))
        app.see_text(_("This customer is gone at the service"))
    with story.step("kept: it is made anew"):
        app.see("button", _("_Keep It and Make It Anew")).click()
        until(lambda: service.ask("GET", "/customers")["data"], PATIENCE * 2, "the customer to be made anew")
        here(app, service, "phone", "5554445555")
        app.action("win.back")


def deleted_here(story, app, service):
    with story.step("deleted here, changed there: its own words"):
        service.ask("PUT", f"/customers/{service.only('customers')['id']}", {"phone": "5556667777"})
        go(app, 3, "Customers")
        app.see_text(re.compile(re.escape(CUSTOMER["tax_id"])))
        key("Down", "Delete")
        to_decide(app)
        open_from_queue(app)
        app.see_text(_("You deleted this customer, and it was changed at the service"))
        app.see_text("5556667777")
    with story.step("brought back with what was changed there"):
        app.see("button", _("_Bring It Back")).click()
        app.see_text(_("Decided"))
        app.action("win.back")
        go(app, 3, "Customers")
        app.see_text(re.compile(re.escape(CUSTOMER["tax_id"])))
        here(app, service, "phone", "5556667777")


def main():
    story = Story("conflict")
    with Facturador() as app:
        story.app = app
        with story.step("a customer that both sides have", picture=False):
            app.resize(1240, 760)
            open_practice(app)
            new_customer(app)
            queue_says(app, "Up to date")
            service = Service(app)
            until(lambda: service.ask("GET", "/customers")["data"], PATIENCE, "the customer at the service")
        fields(story, app, service)
        gone_there(story, app, service)
        deleted_here(story, app, service)
    story.done()


main()
