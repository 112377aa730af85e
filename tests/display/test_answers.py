#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service says of the key and the account, a keyring that is locked, what left the queue: told with what to do."""
import subprocess

from gui import dbus
from instrument import Instrument
from steps import (_, CUSTOMER, PATIENCE, PRODUCT, SLOWER, Facturador, Story, ask_to_stamp, connect, go, key,
                   keys, new_customer, put_third_party, queue_says, re, set_offline, starts, until, write_invoice)

KEY_REFUSED = ("The service refuses the key of this organization. It may have been replaced or revoked.")
ACCOUNT = ("The account at the service needs attention: its plan or its payment. "
           "Your work waits here until that is settled.")
NO_KEY = ("The key of this organization is not in the keyring. You can keep working; nothing is sent until you enter the key.")
LOCKED = ("The keyring is locked or does not answer. You can keep working; nothing is sent until it is unlocked.")
OTHER = {"tax_id": "XIA190128J61", "typed": "xenon industrial articles", "name": "XENON INDUSTRIAL ARTICLES", "zip": "76343"}
SECRETS = "org.freedesktop.secrets"
LOGIN = "/org/freedesktop/secrets/collection/login"


def banners(story, app, service):
    with story.step("401: the banner says that the key is refused, and where to enter another"):
        service.fault("401")
        key("F5")
        app.see_text(_(KEY_REFUSED))
        queue_says(app, "Key refused")
        go(app, 3, "Customers")
        app.see_text(CUSTOMER["tax_id"])        # what is here is still shown
        app.see("button", _("_Enter Key…"))
    with story.step("accepted again: F5 goes on", picture=False):
        service.clear()
        key("F5")
        queue_says(app, "Up to date")
        app.unseen("label", _(KEY_REFUSED))
    with story.step("402: the banner says what to settle"):
        service.fault("402")
        key("F5")
        app.see_text(_(ACCOUNT))
        queue_says(app, "The account needs attention")
    with story.step("settled: its button goes on", picture=False):
        service.clear()
        app.see("button", _("_Try Again")).click()
        queue_says(app, "Up to date")
        app.unseen("label", _(ACCOUNT))


def unsure(story, app, service):
    with story.step("500: it is told when it is tried next, and the person may say now"):
        service.fault("500", path="*/customers", method="POST")
        new_customer(app, OTHER)
        app.action("win.show-queue")
        app.see_text(re.compile(starts("it may have arrived; next check %s").pattern.removeprefix("^")))
        retry = app.see("button", _("_Retry"))
        service.clear()
        retry.act()
        queue_says(app, "Up to date")
        app.action("win.back")


def unsure_mail(story, app, service):
    with story.step("an e-mail of which nobody knows whether it left: the person decides"):
        party = {"legal_name": CUSTOMER["name"], "tax_id": CUSTOMER["tax_id"], "tax_system": "601",
                 "address": {"zip": CUSTOMER["zip"]}}
        line = {"product": {"description": PRODUCT["description"], "product_key": "27111602", "price": 249.9}}
        service.ask("POST", "/invoices", {"customer": party, "items": [line], "payment_form": "03", "use": "G03"})
        key("F5")
        go(app, 1, "Invoices")
        app.see_text(_("Stamped"))
        key("Down", "Return")
        app.see("button", _("E-_mail…"))
        service.fault("execute_then_cut", path="*/email", method="POST")
        app.see("button", _("E-_mail…")).click()
        app.wait_question("the dialog")
        key("ctrl+a")
        keys("compras@example.com")
        app.see("button", _("_Send")).click()
        app.wait_answered("the dialog")
        queue_says(app, "%u needs attention")
        app.action("win.show-queue")
        app.see_text(re.compile(re.escape(_("it is not known whether it left: you decide"))))
        app.see("button", _("_Send Again"))
        service.clear()
        app.see("button", _("_Take as Sent")).click()
        app.see_text(_("Everything has been sent."))
        key("F5")
        queue_says(app, "Up to date")
        assert len(service.ask("GET", "/_sandbox/mail")["data"]) == 1
        app.action("win.back")
        app.action("win.back")


def mixed(story, app):
    with story.step("two invoices wait, one of which the SAT will not take"):
        go(app, 1, "Invoices")
        write_invoice(app)
        ask_to_stamp(app)
        app.action("win.back")
        write_invoice(app)
        put_third_party(app)
        app.find("label", _("Ready to stamp"))
        ask_to_stamp(app)
        queue_says(app, "Offline · %u to send")
        go(app, 3, "Customers")
    with story.step("one summary tells both"):
        with app.toasts_held():
            set_offline(app, False)
            app.see_toast(re.compile("^1 (stamped|timbrada), 1 "), timeout=PATIENCE * 3)
        queue_says(app, "%u needs attention")


def dates(story, app):
    with story.step("a draft of yesterday says how long it may keep its date"):
        write_invoice(app)
        app.find(("button", "list item", "toggle button"), _("More Data")).reveal()
        date = app.find("text box", _("Date (YYYY-MM-DD HH:MM; empty: when it is stamped)"))
        yesterday = subprocess.run(["date", "-d", "25 hours ago", "+%Y-%m-%d %H:%M"], capture_output=True, text=True,
                                   check=True).stdout.strip()
        date.set_text(yesterday)
        app.find("label", re.compile(starts("It can keep this date for %u more hour.").pattern + r"[3-6]\d "))
    with story.step("one that is too old says so and can be dated anew"):
        date.set_text("2026-01-02 10:00")
        app.see_text(_("The SAT no longer takes this date: it is more than 72 hours old."))
        app.see_text(_("The date is more than 72 hours ago. The SAT does not accept older documents.")).mouse()
        app.see("button", _("_Re-Date")).click()
        until(lambda: date.text == "", PATIENCE, "the date to be that of the stamp")
        app.find("label", _("Ready to stamp"))
        app.action("win.back")


def lock():
    dbus(SECRETS, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Lock", "(ao)", ([LOGIN],))


def unlock():
    from gi.repository import GLib
    _unused, session = dbus(SECRETS, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "OpenSession", "(sv)",
                            ("plain", GLib.Variant("s", "")))
    dbus(SECRETS, "/org/freedesktop/secrets", "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
         "UnlockWithMasterPassword", "(o(oayays))", (LOGIN, (session, b"", b"run-gui", "text/plain")))


def forget_key(app):
    key("ctrl+comma")
    app.wait_question("the preferences")
    app.find("button", _("_Forget…")).act()
    app.find("button", _("_Forget")).act()


def leave_preferences(app):
    app.find("list item", _("Key")).mouse()     # the keyboard may be with the window below
    key("Escape")
    app.wait_answered("the preferences")


def locked(story):
    lock()
    with Facturador() as app:
        story.app = app
        with story.step("a locked keyring: the window waits for it and does not ask for the key"):
            app.see_text(_(LOCKED), timeout=PATIENCE * 3)
            go(app, 3, "Customers")
            app.see_text(CUSTOMER["tax_id"])
            app.see("button", _("_Try Again"))
            assert not app.seen("button", _("_Enter Key…"))
        with story.step("what is locked is not forgotten"):
            forget_key(app)
            app.see_text(_("The Key Was Not Forgotten"))
            key("Escape")
            app.unseen("label", _("The Key Was Not Forgotten"))
            app.find("label", _("In the keyring of this computer"))
            leave_preferences(app)
        with story.step("unlocked, it goes on"):
            unlock()
            queue_says(app, "Up to date", "%u needs attention")
            app.unseen("label", _(LOCKED))
        with story.step("forgotten, it is asked for again; what is here stays"):
            forget_key(app)
            app.find("label", _("Not in the keyring of this computer"))
            assert not app.find("button", _("_Forget…")).has("sensitive")
            leave_preferences(app)
            app.see_text(_(NO_KEY))
            app.see("button", _("_Enter Key…"))
            app.see_text(CUSTOMER["tax_id"])
            assert app.quit() == 0
    with Facturador() as app:
        story.app = app
        with story.step("it stays forgotten", picture=False):
            app.see_text(_(NO_KEY), timeout=PATIENCE * 3)
            assert app.quit() == 0
    story.app = None


def main():
    story = Story("answers")
    service = Instrument("answers")
    try:
        service.ask("POST", "/customers", {"legal_name": CUSTOMER["name"], "tax_id": CUSTOMER["tax_id"], "tax_system": "601",
                                           "address": {"zip": CUSTOMER["zip"]}})
        service.ask("POST", "/products", {"description": PRODUCT["description"], "product_key": "27111602", "price": 249.9})
        with Facturador() as app:
            story.app = app
            with story.step("connected to a service of our own", picture=False):
                app.see("list item", _("Connect to Facturapi")).mouse()
                connect(app, service.hello["test_key"], service.hello["url"])
                until(lambda: len(app.windows) == 1, PATIENCE * 2, "the window to close")
                queue_says(app, "Up to date")
                go(app, 3, "Customers")
                app.see_text(CUSTOMER["tax_id"])
            banners(story, app, service)
            unsure(story, app, service)
            unsure_mail(story, app, service)
            dates(story, app)
            assert app.quit() == 0
        with Facturador("--offline") as app:
            story.app = app
            app.resize(1240, 760)
            mixed(story, app)
            assert app.quit() == 0
        story.app = None
        locked(story)
    finally:
        service.end()
    story.done()


main()
