#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The self-invoice and the tax-info page in Chromium, by keyboard alone, at the width of a telephone and of a desk."""
import argparse
import os
import shutil
import sys
import tempfile
import time
import urllib.error
import urllib.request

from oracle import Sandbox, artifacts, skip
from webdriver import Browser

TAB, ENTER = "\ue004", "\ue007"
SALE = {"items": [{"quantity": 2, "product": {"description": "Café de olla", "product_key": "50201706", "price": 58}}],
        "payment_form": "28"}
RIGHT = {"tax_id": "CCE150310AB1", "legal_name": "CAFETERIA DEL CENTRO", "zip": "06600", "tax_system": "601", "use": "G03",
         "email": "caja@cafeteria.example"}
# contrast by the formula of WCAG 2, of each text against the nearest background that is not transparent
CONTRAST = """
const light = (text) => { const [r, g, b] = text.match(/[\\d.]+/g).map((n) => { n /= 255;
  return n <= 0.03928 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const ground = (node) => { for (; node; node = node.parentElement) { const color = getComputedStyle(node).backgroundColor;
  if (!/^rgba\\(.*, 0\\)$/.test(color)) return color; } return 'rgb(255, 255, 255)'; };
const low = [];
for (const node of document.querySelectorAll('body *')) {
  if (![...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim())) continue;
  const a = light(getComputedStyle(node).color), b = light(ground(node));
  if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5) low.push(node.outerHTML.slice(0, 80));
}
return low;"""
BASICS = """return {lang: document.documentElement.lang, title: document.title, main: document.querySelectorAll('main').length,
  h1: document.querySelectorAll('h1').length, wide: document.documentElement.scrollWidth > innerWidth,
  small: [...document.querySelectorAll('input:not([type=hidden]), select, button')].filter((e) => e.offsetHeight < 24)
    .map((e) => e.outerHTML.slice(0, 60))};"""
FOCUS = """const e = document.activeElement, s = getComputedStyle(e);
  return {name: e.name || e.id || e.tagName, tag: e.tagName, seen: s.outlineStyle !== 'none' || s.boxShadow !== 'none'};"""


class Pages:
    def __init__(self, browser):
        self.browser, self.number, self.failed = browser, 0, 0

    def tell(self, good, name, note=""):
        self.number += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.number} {name}{' # ' + str(note) if not good else ''}", flush=True)

    def look(self, name, width):
        """What any page must be."""
        found = self.browser.run(BASICS)
        self.tell(found["lang"].startswith("es") and found["title"] and found["main"] == 1 and found["h1"] == 1
                  and not found["wide"] and not found["small"], f"{name}: language, title, one heading, no scroll sideways", found)
        low = self.browser.run(CONTRAST)
        self.tell(not low, f"{name}: contrast", low)
        self.browser.picture(os.path.join(artifacts(), f"{name.replace(' ', '-')}-{width}.png"))

    def fill(self, values):
        """By keyboard: Tab to each field, the first letters choose in a list, Enter sends."""
        unseen, visited = [], []
        self.browser.run("const h = document.querySelector('h1'); h.tabIndex = -1; h.focus(); window.here = true")
        for _ in range(30):
            self.browser.keys(TAB)
            focus = self.browser.run(FOCUS)
            visited.append(focus["name"])
            if not focus["seen"]:
                unseen.append(focus["name"])
            if focus["tag"] == "BUTTON":
                break
            if focus["tag"] == "INPUT":
                self.browser.run("document.activeElement.select()")
                self.browser.keys(values.get(focus["name"], "") or "\ue017")
            elif focus["tag"] == "SELECT":
                self.browser.keys(values.get(focus["name"], "Elija"))
        self.tell(not unseen, "the focus is seen everywhere", unseen)
        self.tell(all(name in visited for name in values), "Tab reaches every field", visited)
        self.browser.keys(ENTER)
        for _ in range(100):  # the next page, or the browser's own words about a field
            if self.browser.run("return !window.here && document.readyState === 'complete'"
                                " || document.activeElement.matches('input:invalid, select:invalid')"):
                return
            time.sleep(0.1)
        self.tell(False, "the form was sent")

    def names(self, fields):
        wrong = []
        for name in fields:
            role, label = self.browser.accessible(f"[name={name}]")
            if not label or role not in ("textbox", "combobox", "listbox"):
                wrong.append((name, role, label))
        self.tell(not wrong, "every field has a role and a name", wrong)


def fetch(url):
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, b""


def self_invoice(pages, sandbox, width):
    receipt = sandbox.call("POST", "/receipts", SALE)[1]
    pages.browser.open(receipt["self_invoice_url"])
    pages.look("self invoice", width)
    pages.names(RIGHT)
    pages.fill({"tax_id": "NOE150310AB1"})
    stopped = pages.browser.run("return document.activeElement.matches(':invalid')")
    pages.tell(stopped, "what is missing keeps the focus")
    pages.fill(dict(RIGHT, tax_id="NOE150310AB1"))
    alert = pages.browser.run("const e = document.querySelector('[role=alert]');"
                              " return e && e.textContent")
    pages.tell(bool(alert), "mistakes are told", alert)
    bad = pages.browser.run("return [...document.querySelectorAll('[aria-invalid=true]')].filter((e) => (e.getAttribute("
                            "'aria-describedby') || '').split(' ').some((id) => document.getElementById(id))).length")
    pages.tell(bad > 0, "and at their fields", bad)
    pages.look("self invoice mistakes", width)
    pages.fill(RIGHT)
    pages.look("self invoice done", width)
    links = pages.browser.run("return [...document.querySelectorAll('main a')].map((a) => a.href)")
    files = [fetch(link) for link in links if link.endswith(("/pdf", "/xml"))]
    pages.tell(len(files) == 2 and any(data[:5] == b"%PDF-" for _, data in files)
               and any(b"CCE150310AB1" in data for _, data in files), "its PDF and XML are there", links)
    status = sandbox.call("GET", "/receipts/" + receipt["id"])[1]["status"]
    pages.tell(status == "invoiced_to_customer", "the receipt is invoiced", status)


def tax_info(pages, sandbox, width):
    customer = sandbox.call("POST", "/customers?createEditLink=true", {"legal_name": "X", "email": "x@example.com"})[1]
    fields = {name: value for name, value in RIGHT.items() if name != "use"}
    pages.browser.open(customer["edit_link"])
    pages.look("tax info", width)
    pages.names(fields)
    pages.fill(dict(fields, legal_name="NOMBRE DISTINTO"))
    pages.tell(bool(pages.browser.run("return document.querySelector('[role=alert]')")), "mistakes are told")
    pages.fill(fields)
    pages.look("tax info done", width)
    now = sandbox.call("GET", "/customers/" + customer["id"])[1]
    pages.tell(now.get("tax_id") == RIGHT["tax_id"], "the customer has them", now)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sandbox", required=True)
    arguments = parser.parse_args()
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        skip("chromium and chromium-driver are not here: the pages were not driven in a browser")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        sandbox = Sandbox(arguments.sandbox, os.path.join(folder, "state"))
        browser = Browser(folder)
        pages = Pages(browser)
        try:
            for width, height in ((360, 740), (1280, 900)):
                browser.size(width, height)
                self_invoice(pages, sandbox, width)
                tax_info(pages, sandbox, width)
        finally:
            browser.close()
            sandbox.stop()
    print(f"1..{pages.number}")
    return 1 if pages.failed else 0


if __name__ == "__main__":
    sys.exit(main())
