#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The queue in words, one summary when it has left, an answer with its details, and the history of a document as text."""
import os

from steps import (_, CUSTOMER, PATIENCE, Facturador, Story, ask_to_stamp, go, key, keys, new_customer, new_product,
                   open_practice, queue_says, re, save_as, set_offline, starts, until, write_invoice)

HISTORY = "/tmp/facturador-history-%d.txt" % os.getpid()
# a name that the SAT does not have for this RFC
STRANGER = {"tax_id": "XIA190128J61", "typed": "quien sabe quien", "name": "QUIEN SABE QUIEN", "zip": "76343"}


def queued_invoice(app, customer=CUSTOMER):
    write_invoice(app, customer)
    ask_to_stamp(app)
    app.see_text(re.compile(re.escape(_("Queued"))))
    app.action("win.back")


def words(story, app):
    with story.step("offline: what waits, for which document, and for what"):
        set_offline(app, True)
        queued_invoice(app)
        queued_invoice(app)
        # each is a draft to send and a stamping, and for the person one invoice
        app.see_text(re.compile("^" + re.escape(_("Offline · %u to send") % 2) + "$"))
        app.action("win.show-queue")
        app.see_text(_("Stamp the invoice for %s") % CUSTOMER["name"])
        app.see_text(re.compile(r"869\.65.*·"))
        app.see("button", re.compile(re.escape(_("Waits for: %s") % (_("Send the draft for %s") % CUSTOMER["name"]))))
    story.narrow()
    app.action("win.back")
    with story.step("discarding one says what becomes of it"):
        stamping = re.compile(re.escape(_("It will not be stamped. It stays on this computer as a draft.")))
        app.action("win.show-queue")
        app.see("button", _("_Discard…"), nth=3).click()
        question = app.wait_question()
        question.find("label", stamping)
        question.find("label", re.compile(re.escape(_("Stamp the invoice for %s") % CUSTOMER["name"])))
        story.picture("what becomes of it")
        key("Escape")
        app.wait_answered()
        assert len(app.seen("button", _("_Discard…"))) == 4
        app.see("button", _("_Discard…"), nth=3).click()
        app.wait_question().find("button", _("_Discard")).click()
        app.wait_answered()
        until(lambda: len(app.seen("button", _("_Discard…"))) == 3, PATIENCE, "the operation to go")
    with story.step("it is a draft, and is queued again"):
        app.see("button", _("_Edit"), nth=2).click()
        app.see_text(re.compile("^" + re.escape(_("%s · saved") % _("Draft"))))
        ask_to_stamp(app)
        app.see_text(re.compile(re.escape(_("Queued"))))
        app.action("win.back")
        app.action("win.back")
    with story.step("one in the queue is edited and queued again"):
        app.action("win.show-queue")
        app.see("button", _("_Edit"), nth=1).click()
        app.see("grid", _("Lines")).focus()
        keys("7")
        key("Tab")
        app.see_text(re.compile(re.escape(_("%s · saved") % _("Draft"))))
        ask_to_stamp(app)
        app.see_text(re.compile(re.escape(_("Queued"))))
        app.action("win.back")
        app.action("win.back")
        app.see_text(re.compile("^" + re.escape(_("Offline · %u to send") % 2) + "$"))
    with story.step("online again: one summary of both"):
        with app.toasts_held():
            set_offline(app, False)
            app.see_toast(re.compile("^2 (stamped|timbradas)$"), timeout=PATIENCE * 2)
        queue_says(app, "Up to date")


def details(story, app):
    with story.step("refused: the answer in words, and its details"):
        new_customer(app, STRANGER)
        write_invoice(app, STRANGER)
        ask_to_stamp(app)
        queue_says(app, "%u needs attention")
        app.action("win.back")
        app.action("win.show-queue")
        app.see("button", _("Details of the answer"), timeout=PATIENCE * 2)
        app.see_text(_("_Details")).mouse()
        app.see_text(starts("Answer: %s"))
        app.see_text(re.compile(re.escape(_("Code: %s").split("%")[0])))
        app.see("button", _("_Copy")).click()
        app.see_toast(_("Details copied"))


def history(story, app):
    with story.step("the history of a document, saved as text"):
        go(app, 1, "Invoices")
        app.see_text(_("Stamped"))
        key("Down", "Down", "Return")
        app.find("label", _("Draft sent to the service"))
        key("ctrl+plus")            # also while the focus is beside the paper
        app.see_text(re.compile(r"^\d+ %$"))
        key("ctrl+s")
        app.see("menu item", _("Save _History…")).click()
        app.wait_window(_("Save History"))
        save_as(app, HISTORY)
        with open(HISTORY, encoding="utf-8") as f:
            text = f.read()
        for word in ("Draft created", "Put in the queue", "Sent", "Stamped"):
            assert _(word) in text, text
        assert CUSTOMER["name"] in text and re.search(r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-", text), text


def main():
    story = Story("queue")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company with a customer and a product", picture=False):
            app.resize(1240, 760)
            open_practice(app)
            new_customer(app)
            new_product(app)
            queue_says(app, "Up to date")
        words(story, app)
        history(story, app)
        details(story, app)
    story.done()


main()
