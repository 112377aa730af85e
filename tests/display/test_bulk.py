#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many documents at once: chosen by pointer and keys, saved under names of one's own, sent, printed, discarded."""
import glob
import os
import shutil
import zipfile

from service import Service
from steps import (_, CUSTOMER, PATIENCE, Facturador, Story, go, key, keys, new_customer, open_practice,
                   queue_says, re, set_offline, time, until)

FOLDER = "/tmp/facturador-bulk-%d" % os.getpid()
MAILS = os.path.join(os.environ["XDG_DATA_HOME"], "**", "mail", "*.eml")
STAMPED, DRAFTS = 3, 2
INVOICED = _("Invoiced: %s").replace("%s", "")


def document(service, customer, price, **more):
    line = {"quantity": 1, "product": {"description": "Cable", "product_key": "26121600", "price": price,
                                       "tax_included": False, "taxes": [{"type": "IVA", "rate": 0.16}]}}
    return service.ask("POST", "/invoices", {"type": "I", "customer": customer, "items": [line], "use": "G03",
                                             "payment_method": "PUE", "payment_form": "03", **more})


def chosen(app, n):
    app.see_text(re.compile("^" + re.escape(_("%'u chosen").replace("%'u", str(n)))))


def all_chosen(app):
    """Of the list that has the focus."""
    go(app, 1, "Invoices")
    time.sleep(0.5)
    key("ctrl+a")
    chosen(app, STAMPED + DRAFTS)


def choose(story, app):
    with story.step("Ctrl+A, Shift and Esc"):
        go(app, 1, "Invoices")
        time.sleep(0.5)
        assert not app.seen("button", _("Save all of them"))
        key("Home", "shift+Down")
        chosen(app, 2)
        key("ctrl+a")
        chosen(app, STAMPED + DRAFTS)
        app.see_text(re.compile("^" + re.escape(INVOICED) + r"\$.* MXN"))
        key("Escape")
        app.unseen("button", _("Save all of them"))
    with story.step("a mode in which a click chooses"):
        app.see("button", _("Choose several")).click()
        chosen(app, 0)
        rows = [n for n in app.seen("label", re.compile(re.escape(CUSTOMER["name"])))]
        rows[0].click()
        rows[1].click()
        chosen(app, 2)
        rows[0].click()
        chosen(app, 1)
    with story.step("another order shows other documents in those places: none of them is chosen", picture=False):
        header = app.see("column header", _("Total"))
        header.mouse()
        app.unseen("label", re.compile("^" + re.escape(INVOICED)))
        rows[0].click()
        chosen(app, 1)
        rows[DRAFTS].click()
        chosen(app, 2)
        # a draft is not invoiced
        app.see_text(INVOICED + "$1,160.00 MXN")
        header.mouse()
        app.unseen("label", re.compile("^" + re.escape(INVOICED)))
        app.see("column header", _("Date")).mouse()
        key("Escape")
        app.unseen("button", _("Save all of them"))


def offline(story, app):
    with story.step("what cannot be is said before it begins"):
        all_chosen(app)
        app.see("button", _("Save all of them")).click()
        app.wait_question("the dialog")
        combo = app.find("combo box", _("Files"))
        combo.focus()
        key("space")
        time.sleep(0.3)
        key("Down", "Return")
        app.see_text(re.compile("^%d " % DRAFTS))
    with story.step("an unknown word is no name"):
        entry = app.entry(_("Names of the files"))
        entry.focus()
        key("ctrl+a")
        keys("{folio} {clientes}")
        app.see_text(_("“%s” is no word of a name.") % "clientes")
        assert not app.find("button", _("_Save…")).has("sensitive")
        entry.focus()
        key("ctrl+a")
        keys("{fecha} {cliente}/{total}")
        app.see_text(re.compile(re.escape(CUSTOMER["name"]) + r"-.*\.xml"))
    with story.step("XML in one archive, without network", picture=False):
        app.find("switch", _("One ZIP archive")).act()
        app.see("button", _("_Save…")).click()
        path = os.path.join(FOLDER, "todo.zip")
        app.wait_window(_("Save the Archive"))
        time.sleep(1)       # its own choice of the name without its ending comes late
        key("ctrl+a")
        keys(path)
        key("Return")
        until(lambda: zipfile.is_zipfile(path), PATIENCE, "the archive")
        with zipfile.ZipFile(path) as z:
            assert z.testzip() is None
            names = z.namelist()
        assert len(names) == STAMPED and all(n.endswith(".xml") and "/" not in n for n in names), names
        app.wait_answered("the dialog")


def discarded(story, app):
    with story.step("drafts are discarded, and come back"):
        all_chosen(app)
        with app.toasts_held():
            app.see("button", _("More with all of them")).click()
            app.see("menu item", _("_Discard Drafts…")).click()
            app.wait_question("the dialog")
            story.picture("which are left out")
            app.see("button", _("_Discard")).click()
            app.wait_answered("the dialog")
            app.press_in_toast(_("_Undo"))
        app.see_text(re.compile("^%d " % (STAMPED + DRAFTS)))


def mailed(story, app):
    with story.step("e-mails of what is stamped"):
        all_chosen(app)
        app.see("button", _("E-mail all of them")).click()
        app.wait_question("the dialog")
        app.see("button", _("_Send")).click()
        found = until(lambda: len(f := glob.glob(MAILS, recursive=True)) >= STAMPED and f, PATIENCE * 3, "the messages")
        assert len(found) == STAMPED, found


def stamped(story, app):
    with story.step("drafts are stamped"):
        all_chosen(app)
        app.see("button", _("More with all of them")).click()
        app.see("menu item", _("S_tamp…")).click()
        app.wait_question("the dialog")
        app.see_text(_("Test: each is checked, and gets a stamp without fiscal validity."))
        app.see("button", _("S_tamp")).click()
        app.wait_answered("the dialog")
        queue_says(app, "Up to date")
        until(lambda: len(app.seen("label", _("Stamped"))) >= STAMPED + DRAFTS, PATIENCE * 2, "the stamps")


def main():
    story = Story("bulk")
    os.makedirs(FOLDER)
    with Facturador() as app:
        story.app = app
        with story.step("the practice company with stamped invoices and drafts", picture=False):
            app.resize(1240, 760)
            open_practice(app)
            new_customer(app)
            queue_says(app, "Up to date")
            service = Service(app)
            customer = service.only("customers")["id"]
            service.ask("PUT", f"/customers/{customer}", {"email": "compras@example.com"})
            for n in range(STAMPED):
                document(service, customer, 1000 + n)
            for n in range(DRAFTS):
                document(service, customer, 10 + n, status="draft")
            go(app, 1, "Invoices")
            key("F5")
            app.see_text(re.compile("^%d " % (STAMPED + DRAFTS)), timeout=PATIENCE * 2)
            queue_says(app, "Up to date")
        choose(story, app)
        set_offline(app, True)
        offline(story, app)
        discarded(story, app)
        set_offline(app, False)
        mailed(story, app)
        stamped(story, app)
        all_chosen(app)
        story.narrow()
    shutil.rmtree(FOLDER)
    story.done()


main()
