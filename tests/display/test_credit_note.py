#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credit notes of an invoice: an amount offline, a line, and the rest of it; each is stamped, and the page tells."""
from steps import (_, PATIENCE, Facturador, Story, ask_to_stamp, document_choice, key, keys, new_customer,
                   new_product, open_practice, queue_says, re, set_offline, write_invoice)


def ask(app, *choices):
    document_choice(app, "Credit _Note…")
    app.wait_question("the dialog")
    for choice in choices:
        app.find("checkbox", _(choice)).click()


def write(app):
    button = app.find("button", _("_Write Draft"))
    assert button.has("sensitive")
    button.click()
    app.wait_answered("the dialog")
    app.see("grid", _("Lines"))


def stamped(app):
    app.see_text(_("XML stored and verified · seal valid"), timeout=PATIENCE * 2)


def amount(story, app):
    with story.step("offline: more than the invoice is refused in words"):
        set_offline(app, True)
        ask(app, "An amount")
        keys("99999999")
        app.find("label", _("That is more than what earlier credit notes left."))
        assert not app.find("button", _("_Write Draft")).has("sensitive")
    with story.step("offline: a discount of an amount is a draft of type E"):
        key("ctrl+a")
        keys("100")
        app.see_text(re.compile(r"\$100\.00"))
        story.picture("an amount")
        write(app)
        app.see_text(re.compile(r"^100\.00|[^0-9]100\.00"))
    with story.step("it is stamped when there is a connection"):
        ask_to_stamp(app)
        set_offline(app, False)
        stamped(app)
        app.see_text(re.compile("^" + _("Credit note") + " .+"))
        app.see_text(re.compile(re.escape(_("Named by this one: %s") % "")))
    app.action("win.back")
    with story.step("the invoice tells what was credited"):
        app.see_text(_("Related documents"))
        app.see_text(re.compile(re.escape(_("It names this one: %s") % "")))
        app.see_text(re.compile(re.escape(_("Left after credit notes $%s") % "")))


def lines(story, app):
    with story.step("one piece comes back"):
        ask(app, "Goods come back", "Some lines")
        entry = app.find("text box", re.compile(re.escape(_("Quantity that comes back of %s") % "")))
        entry.focus()
        keys("9")
        app.find("label", _("That is more than what earlier credit notes left."))
        key("ctrl+a")
        keys("1")
        app.wait_gone("label", _("That is more than what earlier credit notes left."))
        story.picture("a line")
        write(app)
        ask_to_stamp(app)
        stamped(app)
    app.action("win.back")


def rest(story, app):
    with story.step("the rest"):
        ask(app)
        story.picture("all that is left")
        write(app)
        ask_to_stamp(app)
        stamped(app)
    app.action("win.back")
    with story.step("then nothing is left"):
        app.see_text(_("Left after credit notes $%s") % "0.00")
        ask(app)
        app.find("label", re.compile(re.escape(_("Earlier credit notes took all of it."))))
        assert not app.find("button", _("_Write Draft")).has("sensitive")
        key("Escape")
        app.wait_answered("the dialog")


def main():
    story = Story("credit-note")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company with an invoice of three pieces", picture=False):
            app.resize(1240, 900)
            open_practice(app)
            new_customer(app)
            new_product(app)
            queue_says(app, "Up to date")
            write_invoice(app, quantity="3")
            ask_to_stamp(app)
            stamped(app)
        amount(story, app)
        lines(story, app)
        rest(story, app)
        story.narrow()
    story.done()


main()
