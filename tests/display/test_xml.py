#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The XML to be read: a tree by keyboard with words of the SAT's keys, a search, the text; and the QR code."""
from service import Service
from steps import (_, PATIENCE, Facturador, Story, go, key, keys, new_customer, open_practice, queue_says, re, time, until)

LINES = 600


def lines(n):
    product = {"product_key": "26121600", "price": 10, "tax_included": False, "taxes": [{"type": "IVA", "rate": 0.16}]}
    return [{"quantity": 1 + i % 3, "product": {"description": f"Cable {i + 1}", **product}} for i in range(n)]


def main():
    story = Story("xml")
    with Facturador() as app:
        story.app = app
        with story.step("a stamped invoice of many lines", picture=False):
            app.resize(1240, 900)
            open_practice(app)
            new_customer(app)
            queue_says(app, "Up to date")
            service = Service(app)
            customer = service.only("customers")["id"]
            service.ask("POST", "/invoices", {"type": "I", "customer": customer, "items": lines(LINES), "use": "G03",
                                              "payment_method": "PUE", "payment_form": "03"})
            go(app, 1, "Invoices")
            key("F5")
            app.see_text(re.compile("^1 "), timeout=PATIENCE * 2)
            queue_says(app, "Up to date")
            key("Home", "Return")
            app.see_text(_("XML stored and verified · seal valid"), timeout=PATIENCE * 3)
        with story.step("why the SAT does not know it, and its QR code"):
            app.see_text(_("Not in Test: such a document has no fiscal validity and never reached the SAT"))
            app.find(("button", "list item"), _("QR code")).mouse()
            app.find("image", _("QR code of the verification at the SAT"))
        with story.step("the tree, with the words of keys"):
            app.find("button", _("Read the XML")).act()
            app.wait_question("the window")
            app.see_text("cfdi:Comprobante")
            app.see_text("Transferencia electrónica de fondos")
        with story.step("by keyboard: closed, opened"):
            app.see("list", _("What the XML says"))
            key("Home", "Left")
            app.unseen("label", "FormaPago")
            key("Right")
            app.see_text("FormaPago")
        with story.step("what is looked for is opened and found"):
            key("ctrl+f")
            keys("cable 599")
            app.see_text("Cable 599")
            keys("x")
            app.see_text(_("Not found"))
            key("BackSpace")
        with story.step("as text, in lines"):
            key("ctrl+t")
            app.see_text(re.compile(r'Descripcion="Cable 599"'))
            key("ctrl+Home")
        with story.step("copied", picture=False):
            key("ctrl+shift+c")
            app.see_toast(_("The XML was copied"))
            key("Escape", "Escape")
            until(lambda: len(app.windows) == 1, PATIENCE, "the window to go")
    story.done()


main()
