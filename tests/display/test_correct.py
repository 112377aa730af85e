#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An invoice is corrected and replaced: begun without network, found again after a kill, given up, and to the end."""
from steps import (_, PATIENCE, Facturador, Story, ask_to_stamp, document_choice, go, key, new_customer,
                   new_product, open_practice, queue_says, set_offline, starts, time, write_invoice)

ABOVE_DRAFT = "It replaces invoice %s, which is cancelled by itself when this one is stamped."
ABOVE_ORIGINAL = "A draft is to replace this invoice. When it is stamped, this one is cancelled by itself."


def begin(app):
    document_choice(app, "Correct and _Replace…")
    app.wait_question()
    app.see_text(starts("A draft with the same content opens. Correct it and stamp it: it is related to this invoice, "
                        "and this one is cancelled by itself. Until then you can give it up."))
    key("Return")
    app.wait_answered()
    app.see("grid", _("Lines"))
    app.see_text(starts(ABOVE_DRAFT))


def open_newest(app):
    go(app, 1, "Invoices")
    time.sleep(1)
    key("Home")
    key("Return")


def main():
    story = Story("correct")
    with Facturador() as app:
        story.app = app
        with story.step("a stamped invoice", picture=False):
            app.resize(1240, 900)
            open_practice(app)
            new_customer(app)
            new_product(app)
            write_invoice(app, quantity="1")
            ask_to_stamp(app)
            app.see_text(_("XML stored and verified · seal valid"), timeout=PATIENCE * 2)
        with story.step("its correction, begun without network"):
            set_offline(app, True)
            begin(app)
        with story.step("said above the invoice too"):
            app.action("win.back")
            app.see_text(_(ABOVE_ORIGINAL))
        story.narrow()
        with story.step("gone on with, not begun twice"):
            document_choice(app, "Correct and _Replace…")
            app.see("grid", _("Lines"))
            app.see_text(starts(ABOVE_DRAFT))
        with story.step("killed a second later", picture=False):
            time.sleep(1)
            app.kill_hard()
    with Facturador() as app:
        story.app = app
        with story.step("where it was", picture=True):
            app.resize(1240, 900)
            app.see("grid", _("Lines"), timeout=PATIENCE * 2)
            app.see_text(starts(ABOVE_DRAFT))
        with story.step("given up"):
            app.see("button", _("_Give Up…")).click()
            app.wait_question()
            story.picture("what giving up means")
            app.see("button", _("_Give Up")).click()
            app.wait_answered()
            app.see_toast(_("The draft was deleted"))
        with story.step("and begun again, stamped without network"):
            open_newest(app)
            app.see("button", _("M_ore"))
            assert not app.seen("label", _(ABOVE_ORIGINAL))
            begin(app)
            ask_to_stamp(app)
            app.see_text(starts(ABOVE_DRAFT))
        with story.step("online: stamped, and the other one is cancelled"):
            set_offline(app, False)
            app.see_text(starts("It replaces invoice %s, which is cancelled."), timeout=PATIENCE * 3)
            queue_says(app, "Up to date")
        with story.step("each leads to the other"):
            app.see("button", _("_Open")).click()
            app.see_text(starts("Invoice %s replaces this one."))
            app.see_text(_("Cancelled"))
        story.narrow()
    story.done()


main()
