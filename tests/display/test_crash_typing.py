#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Killed in the middle of typing: what was typed a second ago is there again.  Deletions can be undone."""
import random

from steps import (_, CUSTOMER, PATIENCE, SLOWER, Facturador, Story, go, key, keys, new_customer, new_product,
                   open_practice, re, time, until, write_invoice)

WAIT = SLOWER * 1.05      # the promise: within a second of the last key


def settle_and_kill(app):
    """The second begins when the program has the key, which a busy machine may bring late."""
    app.heard()
    time.sleep(WAIT + random.random() * 0.5)
    app.heard()
    app.kill_hard()


def holds(app, name, text):
    until(lambda: app.entry(name).text == text, PATIENCE, f"{name} to hold {text!r}")


def again(story):
    app = Facturador()
    story.app = app
    return app


def main():
    story = Story("crash-typing")
    app = again(story)
    with story.step("the practice company with a customer and a product", picture=False):
        open_practice(app)
        new_customer(app)
        new_product(app)
    with story.step("Escape asks about what is half written, and once more goes on with it"):
        go(app, 3, "Customers")
        key("ctrl+n")
        app.see("text box", "RFC")
        keys("EKU9003173C1")
        key("Escape")
        app.wait_question()
        app.see_text(_("Discard Changes?"))
        key("Escape")
        app.wait_answered()
        holds(app, "RFC", "EKU9003173C1")
    with story.step("discarded, and a new one begins empty"):
        key("Escape")
        app.see("button", _("_Discard")).click()
        until(lambda: not app.seen("text box", "RFC"), PATIENCE, "the form to close")
        app.see_text(CUSTOMER["tax_id"])
        assert not app.seen("label", re.compile("EKU9003173C1"))
        key("ctrl+n")
        holds(app, "RFC", "")
        key("Escape")
        until(lambda: not app.seen("text box", "RFC"), PATIENCE, "the empty form to close, unasked")
    with story.step("killed while a customer is written"):
        go(app, 3, "Customers")
        key("ctrl+n")
        app.see("text box", "RFC")
        keys("EKU9003173C9")
        key("Tab")
        keys("escuela kem")
        settle_and_kill(app)
    app = again(story)
    with story.step("the half-written customer is open where it was left"):
        holds(app, "RFC", "EKU9003173C9")
        holds(app, _("Name or razón social"), "escuela kem")
    with story.step("killed while a product is written"):
        go(app, 4, "Products")
        key("ctrl+n")
        app.see("text box", _("Description"))
        keys("Desarmador de cru")
        settle_and_kill(app)
    app = again(story)
    with story.step("the half-written product is open where it was left"):
        holds(app, _("Description"), "Desarmador de cru")
    with story.step("killed while a cell of an invoice is open"):
        write_invoice(app)
        grid = app.see("grid", _("Lines"))
        until(lambda: grid.has("focused"), PATIENCE, "the focus in the lines")
        keys("300.5")
        settle_and_kill(app)
    app = again(story)
    with story.step("the draft is open where it was left, with the price that was being typed"):
        app.see_text(re.compile("1,045.74"))
        key("Escape")
        go(app, 1, "Invoices")
        app.see_text(CUSTOMER["name"])
        app.see_text(_("Draft"))
        app.see_text("1,045.74")
    with story.step("a deleted draft comes back by Undo"):
        with app.toasts_held():
            key("Down", "Delete")
            app.see_toast(_("The draft was deleted"))
            until(lambda: not app.seen("label", "1,045.74"), PATIENCE, "the draft to go")
            app.press_in_toast(_("_Undo"))
        app.see_text("1,045.74")
    with story.step("a deleted draft stays deleted after a kill"):
        key("Down", "Delete")
        until(lambda: not app.seen("label", "1,045.74"), PATIENCE, "the draft to go")
        settle_and_kill(app)
    app = again(story)
    with story.step("and is not there any more"):
        go(app, 1, "Invoices")
        app.see_text(_("No Invoices Yet"))
    with story.step("quits", picture=False):
        assert app.quit() == 0
    story.done()


main()
