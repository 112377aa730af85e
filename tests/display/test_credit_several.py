#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One credit note of two invoices of a customer, whole; both invoices tell it, and nothing is left of either."""
from steps import (_, PATIENCE, Facturador, Story, ask_to_stamp, document_choice, key, new_customer, new_product,
                   open_practice, queue_says, re, write_invoice)

INVOICE = re.compile("^" + re.escape(_("Invoice %s")).replace("%s", ".+") + "$")


def stamped(app):
    app.see_text(_("XML stored and verified · seal valid"), timeout=PATIENCE * 2)


def sold(app, quantity):
    write_invoice(app, quantity=quantity)
    ask_to_stamp(app)
    stamped(app)
    queue_says(app, "Up to date")


def both(story, app):
    with story.step("the dialog offers the customer's other invoice"):
        document_choice(app, "Credit _Note…")
        app.wait_question("the dialog")
        boxes = app.all("checkbox", INVOICE)
        assert len(boxes) == 2, [box.name for box in boxes]
        assert [box.has("sensitive") for box in boxes].count(True) == 1, [box.states for box in boxes]
        other = next(box for box in boxes if box.has("sensitive"))
        assert not other.has("checked")
        other.click()
        app.see_text(re.compile(re.escape("$")))
        story.picture("two invoices")
    with story.step("the draft has the lines of both"):
        app.find("button", _("_Write Draft")).click()
        app.wait_answered("the dialog")
        app.see("grid", _("Lines"))
        assert len(app.find("grid", _("Lines")).rows()) >= 2, app.find("grid", _("Lines")).rows()
    with story.step("stamped, it names both"):
        ask_to_stamp(app)
        stamped(app)
        app.see_text(re.compile("^" + _("Credit note") + " .+"))
        named = re.compile(re.escape(_("Named by this one: %s") % ""))
        assert len(app.all("label", named)) == 2, [row.name for row in app.all("label", named)]
        story.picture("the note")


def nothing_left(story, app):
    app.action("win.back")
    with story.step("nothing is left of the invoice"):
        app.see_text(re.compile(re.escape(_("It names this one: %s") % "")))
        app.see_text(_("Left after credit notes $%s") % "0.00")
    with story.step("and a further note is refused in words"):
        document_choice(app, "Credit _Note…")
        app.wait_question("the dialog")
        app.find("label", re.compile(re.escape(_("Earlier credit notes took all of it."))))
        assert not app.find("button", _("_Write Draft")).has("sensitive")
        key("Escape")
        app.wait_answered("the dialog")


def main():
    story = Story("credit-several")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company with two invoices of one customer", picture=False):
            app.resize(1240, 900)
            open_practice(app)
            new_customer(app)
            new_product(app)
            queue_says(app, "Up to date")
            sold(app, "3")
            sold(app, "2")
        both(story, app)
        nothing_left(story, app)
        story.narrow()
    story.done()


main()
