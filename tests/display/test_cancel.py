#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cancelling to the end, with its receipt; an e-mail that arrives; both offline, and taken back."""
import glob
import os

from steps import (_, CUSTOMER, PATIENCE, Facturador, Story, ask_to_stamp, document_choice, key, keys,
                   new_customer, new_product, open_practice, queue_says, re, save_as, set_offline, time,
                   until, write_invoice)

ACUSE = "/tmp/facturador-acuse-%d.xml" % os.getpid()
MAILS = os.path.join(os.environ["XDG_DATA_HOME"], "**", "mail", "*.eml")
# a total of more than $1,000.00 whose cents make the practice SAT ask a receiver who agrees after a minute
ASKED = "50"


def stamp(app, quantity):
    write_invoice(app, quantity=quantity)
    ask_to_stamp(app)
    app.see_text(_("XML stored and verified · seal valid"), timeout=PATIENCE * 2)


def choose(app, motive):
    document_choice(app, "_Cancel…")
    app.wait_question("the dialog")
    app.find("checkbox", _(motive)).click()


def confirm(app):
    app.see("button", _("_Cancel Invoice")).click()
    app.wait_answered("the dialog")


def no_toast(app, text):
    """Undo is gone with what it would take back."""
    until(lambda: not app.toasts(_(text)), PATIENCE, f"the toast {text!r} to go")


def cancelled(story, app):
    with story.step("why, what it means and what will happen"):
        stamp(app, ASKED)
        document_choice(app, "_Cancel…")
        app.wait_question("the dialog")
        assert not app.find("button", _("_Cancel Invoice")).has("sensitive")
        app.see_text(_("What happens then"))
        key("Escape")
        app.wait_answered("the dialog")
    with story.step("taken back before it leaves"):
        set_offline(app, True)      # what may be taken back leaves after eleven seconds: it waits longer without network
        with app.toasts_held():
            choose(app, "It has errors, and nothing replaces it")
            confirm(app)
            app.see_text(_("Cancellation in the queue"))
            toast = app.see_toast(_("The cancellation is in the queue"))
            assert _("_Undo") in [n.name for n in toast.walk() if n.role == "button"]
            app.see("button", _("_Take Back")).click()
            app.wait_gone("button", _("_Take Back"))
            no_toast(app, "The cancellation is in the queue")
        set_offline(app, False)
    with story.step("the receiver is asked"):
        with app.toasts_held():
            choose(app, "The operation did not take place")
            confirm(app)
            app.see_text(_("Cancellation under way"), timeout=PATIENCE * 2)
            no_toast(app, "The cancellation is in the queue")
        app.see_text(_("Being cancelled"))
        app.see("button", _("_Update"))
    with story.step("and agrees: cancelled, with the receipt of it"):
        def ask():
            for button in app.seen("button", _("_Update")):
                if button.has("sensitive"):
                    button.click()
            time.sleep(2)
            return app.seen("label", _("Receipt of the cancellation"))
        until(ask, 150, "the cancellation")
        app.see_text(_("The SAT’s acuse is stored on this computer"), timeout=PATIENCE * 2)
        app.see_text(_("Cancelled"))
    with story.step("the receipt is saved"):
        app.see("button", _("Save the receipt of the cancellation")).click()
        app.see("menu item", _("Save _XML…")).click()
        app.wait_window(_("Save XML"))
        save_as(app, ACUSE)
        with open(ACUSE, encoding="utf-8") as f:
            text = f.read()
        assert "Acuse" in text and re.search(r"[0-9A-F]{8}-[0-9A-F]{4}-", text), text


def mailed(story, app):
    with story.step("an address that is none does not leave"):
        set_offline(app, True)
        document_choice(app, "E-_mail…")
        app.wait_question("the dialog")
        key("ctrl+a")
        keys("compras en example.com")
        app.see_text(re.compile(re.escape(_("“%s” is not an e-mail address.") % "compras en example.com")))
        assert not app.find("button", _("_Send")).has("sensitive")
    with story.step("an e-mail with both files"):
        key("ctrl+a")
        keys("compras@example.com, pagos@example.com")
        with app.toasts_held():
            app.see("button", _("_Send")).click()
            app.wait_answered("the dialog")
            app.see_toast(_("The e-mail is in the queue"))
            app.see_text(_("E-mail in the queue"))
            set_offline(app, False)
            app.find("label", _("Sent by e-mail"), timeout=PATIENCE * 2)
            no_toast(app, "The e-mail is in the queue")
            app.find("label", "compras@example.com, pagos@example.com")
        found = until(lambda: glob.glob(MAILS, recursive=True), PATIENCE, "the message")
        assert len(found) == 1, found
        with open(found[0], encoding="utf-8", errors="replace") as f:
            text = f.read()
        assert "compras@example.com" in text and "pagos@example.com" in text, text[:2000]
        assert ".pdf" in text and ".xml" in text, text[:2000]
    app.action("win.back")


def replaced(story, app):
    with story.step("offline: cancelled by an invoice that is written now"):
        stamp(app, "1")
        set_offline(app, True)
        choose(app, "It has errors, and another invoice replaces it")
        app.see_text(_("There is no connection now: it waits in the queue."))
        story.picture("what replaces it")
        confirm(app)
        app.see("grid", _("Lines"))
        ask_to_stamp(app)
        app.action("win.back")
        app.action("win.show-queue")
        app.see_text(_("Cancel the document for %s") % CUSTOMER["name"])
        app.see("button", _("Waits for: the stamp of the invoice that replaces it"))
    story.narrow()
    app.action("win.back")
    with story.step("online: stamped, then the other is cancelled by itself"):
        set_offline(app, False)
        queue_says(app, "Up to date")
        app.see_text(_("The SAT’s acuse is stored on this computer"), timeout=PATIENCE * 2)


def main():
    story = Story("cancel")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company with a customer and a product", picture=False):
            app.resize(1240, 900)
            open_practice(app)
            new_customer(app)
            new_product(app)
            queue_says(app, "Up to date")
        cancelled(story, app)
        mailed(story, app)
        replaced(story, app)
    story.done()


main()
