#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the SAT says of customers: each error on its field, the list of article 69-B, the link, without a network."""
from instrument import Instrument
from steps import (_, CUSTOMER, PATIENCE, Facturador, Story, connect, go, key, keys, new_customer, queue_says, re, starts,
                   until)

NAME = "Name or razón social"
RIGHT = CUSTOMER["name"]
SITUATIONS = [("EFD", "Definitivo: its invoices have no effect"), ("EFP", "Presunto: the SAT presumes false operations"),
              ("EFR", "Desvirtuado: it proved its operations"), ("EFS", "Sentencia favorable: a court decided for it"),
              ("EFX", "Its entry was withheld by order of a judge"), ("EFA", "Previsto: the SAT has asked it for proof")]


def open_own(story, app, service):
    with story.step("connects to a service of our own with a Test key", picture=False):
        app.see("list item", _("Connect to Facturapi")).mouse()
        connect(app, service.hello["test_key"], service.hello["url"])
        until(lambda: len(app.windows) == 1, PATIENCE * 2, "the window to close")
        queue_says(app, "Up to date")


def open_customer(app, words):
    go(app, 2, "Customers")
    app.see_text(re.compile(re.escape(words))).mouse()
    key("Return")
    app.see("text box", "RFC")
    app.see("button", _("_Validate"))


def press(app, name):
    button = app.see("button", _(name))
    until(lambda: button.has("sensitive"), PATIENCE, f"{name} to be possible")
    button.click()


def validates(story, app):
    with story.step("a customer that is right: valid, with its date"):
        new_customer(app)
        queue_says(app, "Up to date")
        open_customer(app, CUSTOMER["tax_id"])
        app.see_text(starts("The service found it valid on %s."))
        press(app, "_Validate")
        app.see_text(starts("Valid on %s: the SAT’s register has it like this."))
    with story.step("each thing that the SAT does not have is said on its field, and saved first"):
        app.entry(_(NAME)).set_text("NOMBRE DISTINTO")
        press(app, "_Validate")
        app.see_text(starts("The SAT does not have it like this: %1"))
        app.see_text(re.compile(re.escape(_("Not valid on %2$s: %1$u thing to correct.").split("%")[0])))
    with story.step("what is corrected is no longer to blame"):
        app.entry(_(NAME)).set_text(RIGHT)
        app.unseen("label", starts("The SAT does not have it like this: %1"))
        press(app, "_Validate")
        app.see_text(starts("Valid on %s: the SAT’s register has it like this."))
    with story.step("the page was saved: leaving asks nothing"):
        app.action("win.back")
        app.unseen("text box", "RFC")


def main():
    story = Story("sat")
    service = Instrument("sat")
    try:
        with Facturador() as app:
            story.app = app
            app.resize(1240, 900)
            open_own(story, app, service)
            validates(story, app)
    finally:
        service.end()
    story.done()


main()
