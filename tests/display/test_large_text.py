#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Captions of the forms are whole on a telephone with large text."""
from service import Service
from steps import _, PATIENCE, Facturador, Story, go, key, open_practice, re, stands_in, time, until

CAPTIONS = ("RFC", "Name or razón social", "Fiscal postal code", "Decimals that each price has",
            "Percentage, such as 5 or −5", "Round to")


def whole(app, name, empty=True):
    """Nothing of the captions is shortened or cut, also those that lie below. An entry that is not @empty paints the
    smaller of its two captions."""
    captions = {_(caption) for caption in CAPTIONS}
    time.sleep(0.4)
    told = app.audit()
    assert not told["wide"], told["wide"]
    wrong = [fields for fields in told["text"] if fields[-1] in captions and (empty or "#empty_title " not in fields[1])]
    assert not wrong, (name, wrong)


story = Story("large-text")


def main():
    with Facturador() as app:
        story.app = app
        with story.step("the practice company and a product", picture=False):
            open_practice(app)
            Service(app).ask("POST", "/products", {"description": "Cable", "product_key": "26121600", "price": 9.5})
            key("F5")
        with story.step("the form of a customer"):
            go(app, 3, "Customers")
            key("ctrl+n")
            app.see("text box", "RFC")
            until(lambda: stands_in(app, "tax_id"), PATIENCE, "the focus in the RFC")
            app.resize(360, 640)
            whole(app, "empty")
            app.find("text box", "RFC").set_text("URE180429TM6")
            code = app.find("text box", _("Fiscal postal code"))
            # states with long names beside it
            for text in ("86991", "64000", "20000", "23000", "91000", "06700"):
                code.set_text(text)
                code.reveal()
                whole(app, text, empty=False)
        with story.step("taxes of a product", picture=False):
            key("Escape")
            app.wait_question()
            app.see("button", _("_Discard")).click()
            app.wait_answered()
            app.resize(1240, 760)
            go(app, 4, "Products")
            app.see_text("Cable")
            key("ctrl+n")
            app.see("text box", _("Description"))
            until(lambda: stands_in(app, "description"), PATIENCE, "the focus in the description")
            app.find("button", _("Add a tax")).act()
            app.resize(360, 640)
            app.all("text box", _("Rate or amount"))[1].reveal()
            whole(app, "taxes")
            app.resize(1240, 760)
        with story.step("prices that change", picture=False):
            key("Escape")
            app.wait_question()
            app.see("button", _("_Discard")).click()
            app.wait_answered()
            app.see_text("Cable")
            key("Down", "shift+F10")
            app.see("menu item", re.compile(re.escape(_("Change _Prices of What Is Listed…")))).click()
            app.see("text box", _("Percentage, such as 5 or −5"))
        with story.step("prices that change, on a telephone"):
            app.resize(360, 640)
            app.find("label", _("Decimals that each price has"))
            whole(app, "prices")
    story.done()


main()
