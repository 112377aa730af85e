#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prices of all that is listed, changed by a percentage: before and after, and taken back as one."""
from service import Service
from steps import _, PATIENCE, Facturador, Story, go, key, keys, open_practice, queue_says, re, stands_in, until


def product(service, description, price):
    return service.ask("POST", "/products", {"description": description, "product_key": "26121600", "price": price,
                                             "tax_included": False})


FALL = "Nothing would be left of the prices: write more than −100"
RISE = "That is too much: write 1,000 at most"
UNREAD = "This is not a percentage: write it like 5 or −2.5"
STAYS = "Zero leaves every price as it is"
EMPTY = "Write a percentage, such as 5 or −5"


def keys_in(app, typed):
    app.see("text box", _("Percentage, such as 5 or −5")).focus()
    key("ctrl+a")
    keys(typed)


def prices(service):
    return {p["description"]: p["price"] for p in service.ask("GET", "/products")["data"]}


def open_prices(app, typed="10"):
    go(app, 4, "Products")
    app.see_text("Cable rojo")
    key("Down", "shift+F10")
    app.see("menu item", re.compile(re.escape(_("Change _Prices of What Is Listed…")))).click()
    app.see("text box", _("Percentage, such as 5 or −5"))
    until(lambda: stands_in(app, "percent"), PATIENCE, "the focus in the percentage")
    if typed:
        keys(typed)


def walk(story, app):
    service = Service(app)
    with story.step("four products", picture=False):
        for name, price in (("Cable rojo", 99.99), ("Cable azul", 50), ("Clavo", 1), ("Tornillo a granel", 0.0125)):
            product(service, name, price)
        key("F5")
        go(app, 4, "Products")
        app.see_text("Cable rojo")
    with story.step("what becomes of each is shown before, and one is left out"):
        open_prices(app)
        app.see_text("$99.99 → $109.99")
        app.see_text("$50.00 → $55.00")
        app.see("list item", "Clavo").mouse()
    with story.step("a price with more than two decimals keeps as many, unless cents are asked for"):
        app.see_text("$0.0125 → $0.0138")
        app.see_text(_("Prices with more than two decimals keep as many."))
        app.see("combo box", _("Round to")).choose(_("Cents"))
        app.see_text("$0.0125 → $0.01")
        app.see("combo box", _("Round to")).choose(_("Decimals that each price has"))
        app.see_text("$0.0125 → $0.0138")
    with story.step("a price is no percentage, and a percentage no price"):
        app.see("text box", _("Percentage, such as 5 or −5")).mouse()
        until(lambda: stands_in(app, "percent"), PATIENCE, "the focus in the percentage")
        key("ctrl+a")
        keys("$10")
        app.unseen("label", "$99.99 → $109.99")
        key("ctrl+a")
        keys("10 %")
        app.see_text("$99.99 → $109.99")
    with story.step("a percentage that cannot be is told in words, and nothing can be pressed"):
        field = app.see("text box", _("Percentage, such as 5 or −5"))
        for typed, words in (("-100", FALL), ("-250.5", FALL), ("1e3", UNREAD), ("5..5", UNREAD), ("9" * 20, RISE),
                             ("1000.01", RISE), ("0", STAYS), ("", EMPTY)):
            field.focus()
            key("ctrl+a", "BackSpace")
            keys(typed)
            app.see_text(_(words))
            assert not app.find("button", _("C_hange")).has("sensitive"), typed
    with story.step("asked for by keyboard before anything is written: the same words", picture=False):
        app.action("win.back")
        app.unseen("text box", _("Percentage, such as 5 or −5"))
        open_prices(app, "")
        assert not app.seen("label", _(EMPTY))
        key("ctrl+Return")
        app.see_text(_(EMPTY))
        app.see("list item", "Clavo").mouse()
    with story.step("a price that stays as it is: told, and not offered"):
        keys_in(app, "0.001")
        app.find("label", _("$%s · no change") % "99.99")
        app.see_text(_("That changes none of these prices"))
        assert not app.find("button", _("C_hange")).has("sensitive")
        keys_in(app, "1.2")
        app.see_text("$99.99 → $101.19")
        app.unseen("label", _("That changes none of these prices"))
        assert app.find("button", _("C_hange")).has("sensitive")
        keys_in(app, "10")
        app.see_text("$99.99 → $109.99")
    story.narrow()
    with story.step("changed, and taken back as one"):
        with app.toasts_held():
            key("ctrl+Return")
            app.press_in_toast(_("_Undo"))
        app.see_text("99.99")
        queue_says(app, "Up to date")
        assert prices(service)["Cable rojo"] == 99.99
    with story.step("changed: the service has them"):
        open_prices(app)
        key("ctrl+Return")
        app.see_text("109.99")
        until(lambda: prices(service)["Cable azul"] == 55, PATIENCE * 3, "the price at the service")
        queue_says(app, "Up to date")
        assert prices(service) == {"Cable rojo": 109.99, "Cable azul": 55, "Clavo": 1.1, "Tornillo a granel": 0.0138}, prices(service)


def main():
    story = Story("prices")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company", picture=False):
            open_practice(app)
        walk(story, app)
    story.done()


main()
