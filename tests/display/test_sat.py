#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the SAT says of customers: each error on its field, the list of article 69-B, the link, without a network."""
from instrument import Instrument
from steps import (_, CUSTOMER, PATIENCE, Facturador, Story, connect, go, key, keys, new_customer, pick, queue_says, re,
                   starts, until)

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
    go(app, 3, "Customers")
    app.see_text(re.compile(re.escape(words))).mouse()
    key("ctrl+e")
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


def listed(story, app, service):
    with story.step("the list of article 69-B: an RFC that is not in it"):
        open_customer(app, CUSTOMER["tax_id"])
        press(app, "_Look Up")
        app.see_text(_("Not in the list"))
    for prefix, words in SITUATIONS:
        with story.step(f"the list of article 69-B: {prefix}, in plain words, with its evidence"):
            app.entry("RFC").set_text(f"{prefix}010101AB1")
            app.see_text(_("Not looked up yet."))
            press(app, "_Look Up")
            app.see_text(_(words))
    with story.step("the evidence is in view, can be copied, and what was asked is kept"):
        app.entry("RFC").set_text("EFD010101AB1")
        app.see_text(_(SITUATIONS[0][1]))
        app.see_text(_("List of article 69-B (EFOS)")).mouse()
        app.see_text(_("What it means"))
        app.see_text("30/06/2025")
        app.find("label", _("Published in the DOF as Definitivo"))      # further down
        app.see("button", _("Copy the evidence")).click()
        app.see_toast(_("Evidence copied"))
        app.entry("RFC").set_text(CUSTOMER["tax_id"])
        app.see_text(_("Not in the list"))
        app.action("win.back")
        app.unseen("text box", "RFC")


def link(story, app, service):
    with story.step("the link: to whom, what it is, and that it left"):
        open_customer(app, CUSTOMER["tax_id"])
        app.see("button", _("_Send Link…")).click()
        app.wait_question()
        assert not app.windows[1].find("button", _("_Send")).has("sensitive")
        keys("alguien@example.com")
        key("Return")
        app.wait_answered()
        app.see_text(starts("Sent to %s. It serves once, for 7 days; what the customer writes comes back by itself."))
        assert len(service.ask("GET", "/_sandbox/mail")["data"]) == 1


def link_of_refused(story, app, service):
    with story.step("a customer that the service refuses: why is on its field"):
        go(app, 2, "Customers")
        key("ctrl+n")
        app.see("text box", "RFC")
        for name, text in (("RFC", "EKU9003173C9"), (_(NAME), "NOMBRE DISTINTO"), (_("Fiscal postal code"), "42501")):
            app.entry(name).set_text(text)
        app.entry(_(NAME)).focus()
        key("Tab")
        pick(app, _("Régimen fiscal"), "601 ")
        press(app, "_Validate")
        app.see_text(starts("The SAT does not have it like this: %1"))
    with story.step("what it lacks then the customer itself can write: the link leaves all the same"):
        app.entry("RFC").set_text("")
        app.entry(_("Fiscal postal code")).set_text("")
        press(app, "_Send Link…")
        app.wait_question()
        keys("otro@example.com")
        key("Return")
        app.wait_answered()
        app.see_text(starts("Sent to %s. It serves once, for 7 days; what the customer writes comes back by itself."))
        assert len(service.ask("GET", "/_sandbox/mail")["data"]) == 2
        app.action("win.back")
        until(lambda: app.entry(_(NAME)).text == RIGHT, PATIENCE, "the customer of before")


def test_key(story, app, service):
    with story.step("a service that keeps this for Live keys: nothing is wrong with the customer"):
        service.fault("401", path="*/tax-info-validation")
        press(app, "_Validate")
        app.see_text(_("The service asks the SAT’s register only with a Live key, and this organization works with a Test key."
                       " Nothing is wrong with your key or with the customer."))
        queue_says(app, "Up to date")
        service.clear()
        app.action("win.back")
        app.unseen("text box", "RFC")


def offline(story, app):
    with story.step("without a network it says so, shows what was known, and lets one type"):
        app.resize(1240, 900)
        app.see("text box", "RFC")          # the program comes back to the customer that was open
        app.see_text(_("Asking needs a connection."))
        app.see_text(starts("Valid on %s: the SAT’s register has it like this."))
        for name in ("_Validate", "_Look Up", "_Send Link…"):
            assert not app.find("button", _(name)).has("sensitive"), name     # what is dim is not hit
        app.entry(_(NAME)).set_text("OTRA COSA")
        until(lambda: app.entry(_(NAME)).text == "OTRA COSA", PATIENCE, "the name")
        app.entry(_(NAME)).set_text("CLIENTE NUMERO C")
        app.action("win.back")
        app.unseen("text box", "RFC")


def add_many(service, n):
    for i in range(n):
        service.ask("POST", "/customers", {"legal_name": f"CLIENTE NUMERO {chr(65 + i)}", "tax_id": f"CNU{i + 10:02d}0101AB1",
                                           "tax_system": "601", "address": {"zip": "06000"}})


def bulk(story, app, service):
    with story.step("all customers: from the list's menu"):
        go(app, 3, "Customers")
        app.see("button", _("More"), nth=1).click()
        app.see("menu item", _("_Validate All with the SAT…")).click()
        app.see_text(_("Valid: %u · not valid: %u · not asked: %u").split("%")[0].strip())
    with story.step("with pause, which the service's slowness does not end"):
        app.see("button", starts("_Validate %'u Customer")).click()
        app.see("button", _("_Pause")).click()
        app.see_text(starts("Paused: %u of %u"))
        service.fault("429", path="*/tax-info-validation", count=1)
        app.see("button", _("_Continue")).click()
        app.see_text(_("The service asked to go slower."))
    with story.step("to its end: each that the SAT does not have like this, and why"):
        app.see_text(starts("Done. What the SAT said is kept, with its date."), timeout=PATIENCE * 3)
    with story.step("the report can be copied"):
        app.see("button", _("Copy the report")).click()
        app.see_toast(_("Report copied"))
    with story.step("360 pixels wide"):
        app.resize(360, 640)
    with story.step("a row opens its customer"):
        app.resize(1240, 900)
        app.see_text("CLIENTE NUMERO C").mouse()
        until(lambda: app.entry(_(NAME)).text == "CLIENTE NUMERO C", PATIENCE, "the customer")
        app.see_text(starts("Valid on %s: the SAT’s register has it like this."))
    with story.step("360 pixels wide: the customer's group"):
        app.resize(360, 640)
        app.see("text box", "RFC")


def main():
    story = Story("sat")
    service = Instrument("sat")
    add_many(service, 12)
    try:
        with Facturador() as app:
            story.app = app
            app.resize(1240, 900)
            open_own(story, app, service)
            validates(story, app)
            listed(story, app, service)
            link(story, app, service)
            link_of_refused(story, app, service)
            test_key(story, app, service)
            bulk(story, app, service)
            assert app.quit() == 0
        with Facturador("--offline") as app:
            story.app = app
            offline(story, app)
            assert app.quit() == 0
    finally:
        service.end()
    story.done()


main()
