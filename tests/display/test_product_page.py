#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a product as a person uses it: facts, prices, what was sold, when and to whom; by keyboard."""
from service import Service
from steps import (_, CUSTOMER, PATIENCE, PRODUCT, Facturador, Story, ask_to_stamp, go, key, keys, new_customer, new_product,
                   open_practice, queue_says, re, time, until, write_invoice)

NAME = re.compile("^" + re.escape(PRODUCT["description"]))
DOCUMENT = "%'u document", "%'u documents"


def sell(service, product, quantity, **more):
    return service.ask("POST", "/invoices", {
        "type": "I", "customer": service.only("customers")["id"], "items": [{"quantity": quantity, "product": product}],
        "use": "G03", "payment_method": "PUE", "payment_form": "03", **more})


def open_page(app):
    go(app, 4, "Products")
    app.see_text(NAME)
    app.heard()
    key("Down", "Return")
    app.see_text(_("Without taxes"))
    app.unseen("tree grid")     # the page has slid in


def words(app, *texts):
    """Each is somewhere on the page."""
    for text in texts:
        app.find("label", re.compile(re.escape(text)))


def main():
    story = Story("product-page")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company with a customer and a product", picture=False):
            open_practice(app)
            new_customer(app)
            new_product(app)
            queue_says(app, "Up to date")
        walk(story, app)
    story.done()


def walk(story, app):
    service = Service(app)
    product = service.only("products")["id"]
    with story.step("Enter in the list opens the page: keys in words, both prices, nothing sold"):
        open_page(app)
        words(app, "27111602 · ", "H87 · ", "02 · ", "IVA 16", _("Without taxes"), _("Including taxes"), "$289.88", _("Not Sold Yet"))
    with story.step("Ctrl+Shift+N begins an invoice with one line of it; the customer comes next"):
        key("ctrl+shift+n")
        app.see("search box", _("Customer"), states=("focused",))
        app.see_text("289.88")
        keys(CUSTOMER["typed"][:4])
        app.see_text(CUSTOMER["tax_id"])
        key("Return")
        app.find("label", _("Ready to stamp"))
        app.action("win.back")
        app.see("button", _("Edit product"))
    with story.step("the draft lies apart: it is not sold"):
        words(app, _("Not Sold Yet"), _("Not Stamped Yet"))
    with story.step("sold elsewhere, by its id and by its words, in two currencies; a cancelled one does not count"):
        sell(service, product, 2)
        sell(service, product, 5, currency="USD", exchange=18)
        gone = sell(service, product, 1)
        service.ask("DELETE", f"/invoices/{gone['id']}?motive=02")
        key("F5")
        words(app, _("Sold in all"), _("Quantity: %s") % "2", _("Quantity: %s") % "5", " USD", _("Cancelled"))
        assert app.find("list", _("Sales in all")).children[0].labels(), "totals"
        words(app, _("Who Buys Most"), _("By Month"))
    with story.step("a sale opens from its row, and the page is there again"):
        row = app.find("list", _("Documents that sell it")).children[0]
        row.reveal().mouse()
        app.find("label", _("History"))
        app.action("win.back")
        app.see("button", _("Edit product"))
    with story.step("the customer too"):
        app.find("list", _("Customers who buy most")).children[0].reveal().mouse()
        app.see("button", _("Edit customer"))
        app.action("win.back")
        app.see("button", _("Edit product"))
    with story.step("Ctrl+E edits: a SKU and a barcode to be copied"):
        key("ctrl+e")
        app.see("text box", _("Description"))
        for field, text in ((_("SKU or own key"), "MAR-16"), (_("Barcode"), "7501031311309")):
            app.find("text box", field).reveal().focus()
            keys(text)
        key("ctrl+s")
        app.see("button", _("Edit product"))
        app.see("button", _("Copy SKU")).click()
        app.see("button", _("Copy barcode"))
        words(app, "MAR-16", "7501031311309")
    with story.step("what names it by its SKU alone is sold of it"):
        sell(service, {"description": "Con otras palabras", "product_key": "27111602", "sku": "MAR-16", "price": 10,
                       "tax_included": False}, 1)
        key("F5")
        words(app, _("Quantity: %s") % "3")
    for width, height in ((360, 640), (1240, 760)):
        with story.step(f"at {width} px"):
            app.resize(width, height)
            time.sleep(0.4)
            told = app.audit()
            assert not told["wide"], told["wide"]
            app.find("list", _("Documents that sell it")).reveal()
    with story.step("duplicated: a new product without SKU"):
        app.see("button", _("More")).click()
        app.see("menu item", re.compile(re.escape(_("D_uplicate").replace("_", "")) + "|" + re.escape(_("D_uplicate")))).act()
        app.see("text box", _("Description"))
        app.action("win.back")
        if app.seen("button", _("_Discard")):
            app.see("button", _("_Discard")).act()
    for number, text in ((3, "mar16"), (3, "75010313"), (3, "27111602"), (3, "H87"), (3, PRODUCT["price"])):
        with story.step(f"found by {text}", picture=False):
            go(app, number, "Products")
            key("ctrl+f")
            keys(text)
            app.see_text(NAME)
            key("Escape")
    with story.step("deletion says what becomes of the documents, and can be undone"):
        open_page(app)
        app.see("button", _("Copy SKU")).mouse()    # a pointer that rests where a new page's menu comes opens nothing
        app.see_toast(_("SKU copied"))
        app.see("button", _("More")).click()
        app.see("menu item", re.compile(re.escape(_("_Delete…")))).act()
        question = app.wait_question()
        assert any("5" in text for text in question.labels()), question.labels()
        with app.toasts_held():
            question.find("button", _("_Delete")).act()
            app.press_in_toast(_("_Undo"))
        app.see_text(NAME)
        queue_says(app, "Up to date")


main()
