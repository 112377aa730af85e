#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The precise editor of a product's taxes: how the IEPS counts for the IVA is chosen, shown in the price, and sent."""
from service import Service
from steps import _, PATIENCE, Facturador, Story, go, key, keys, open_practice, queue_says, re, until

BEER = {"description": "Cerveza clara", "product_key": "50202201", "price": 100, "tax_included": False,
        "taxes": [{"type": "IVA", "rate": 0.16}, {"type": "IEPS", "rate": 0.265}]}


def ieps(service):
    return next(t for t in service.only("products")["taxes"] if t["type"] == "IEPS")


def open_form(app):
    go(app, 4, "Products")
    app.see_text(BEER["description"])
    app.heard()
    key("Down", "ctrl+e")
    app.see("text box", _("Description"))


def taxes(app):
    """What the preset and the detail come to, in words."""
    return app.find("list item", _("Taxes in Detail")).labels()


def rates(story, app, service):
    with story.step("the button adds the next tax that is sensible, never one that is there"):
        key("ctrl+n")
        app.see("text box", _("Description"))
        add = app.find("button", _("Add a tax")).reveal()
        for words in ("IVA ret. 10.6667 %", "ISR ret. 10 %", "IEPS 8 %", "IEPS 3 %"):
            add.act()
            until(lambda w=words: any(text.endswith(w) for text in taxes(app)), PATIENCE, words)
    with story.step("a rate out of the SAT's list, by keyboard"):
        rows = app.all("text box", _("Rate or amount"))
        assert len(rows) == 5, rows
        rows[4].reveal().focus()
        key("alt+Down")
        app.see(("menu item", "radio menu item", "radio"), re.compile("^26.5 %$"))
        key("Home", *["Down"] * 7, "Return")
        until(lambda: rows[4].text == "26.5", PATIENCE, "the rate to be 26.5")
    with story.step("a range stays typed, with its limits told"):
        app.find("label", _("The SAT allows from %1$s %% to %2$s %%.").replace("%1$s", "0").replace("%2$s", "35")
                 .replace("%%", "%")).reveal()
        rows[2].focus()
        key("ctrl+a")
        keys("35.5")
        until(lambda: any(_("The SAT does not allow %1.").split("%1")[0] in n.name for n in app.all(("label", "alert"))),
              PATIENCE, "what the SAT does not allow")
        key("ctrl+a")
        keys("7.5")
        until(lambda: any("ISR" in text and "7.5 %" in text for text in taxes(app)), PATIENCE, "7.5 %")
    with story.step("nothing of it is kept", picture=False):
        key("Escape")
        app.wait_question()
        app.see("button", _("_Discard")).click()
        app.wait_answered()
        app.unseen("text box", _("Description"))


def walk(story, app):
    service = Service(app)
    with story.step("a product of elsewhere with IEPS", picture=False):
        service.ask("POST", "/products", BEER)
        key("F5")
        open_form(app)
        app.see_text("146.74")      # IVA also on the IEPS
    with story.step("IVA without the IEPS: the price follows"):
        app.find("list item", _("Taxes in Detail")).reveal().mouse()
        modes = app.find("combo box", _("How the IEPS counts"))
        until(lambda: modes.extents[3] > 10, PATIENCE, "the taxes to be open")
        modes.reveal().choose(_("IVA without the IEPS"))
        app.find("label", "142.50")
    with story.step("a tax that is not IEPS is not asked that", picture=False):
        assert len(app.all("combo box", _("How the IEPS counts"))) == 1
    story.narrow()
    with story.step("saved, the service has it"):
        key("ctrl+s")
        app.unseen("text box", _("Description"))
        until(lambda: ieps(service).get("ieps_mode") == "break_down", PATIENCE * 2, "the mode at the service")
        queue_says(app, "Up to date")
    rates(story, app, service)
    with story.step("and the form shows it again"):
        open_form(app)
        until(lambda: _("IVA without the IEPS") in app.find("combo box", _("How the IEPS counts")).labels(), PATIENCE,
              "the mode to be shown")


def main():
    story = Story("product-taxes")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company", picture=False):
            open_practice(app)
        walk(story, app)
    story.done()


main()
