#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The door of Facturapi, with a server of our own behind the address of the advanced options."""
import json
import os
import subprocess
import time
import urllib.request

from steps import (_, CUSTOMER, PATIENCE, SANDBOX, SLOWER, Facturador, Story, connect, go, key, keys, queue_says,
                   re, until)


def ask(hello, path, body=None):
    request = urllib.request.Request(hello["url"] + path, data=json.dumps(body).encode() if body else None,
                                     headers={"Authorization": "Bearer " + hello["test_key"],
                                              "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=SLOWER * 20) as answer:
        return json.load(answer)


def holds(folder, secret):
    """Files below @folder that hold @secret."""
    found = []
    for place, _dirs, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            try:
                with open(path, "rb") as f:
                    if secret.encode() in f.read():
                        found.append(path)
            except OSError:
                pass
    return found


def main():
    story = Story("facturapi-door")
    session = os.environ["RUN_GUI_DIR"]
    state = os.path.join("/tmp", f"facturador-door-{os.getpid()}")
    server = subprocess.Popen([SANDBOX, "--listen", "127.0.0.1:0", "--state", state], stdout=subprocess.PIPE)
    try:
        hello = json.loads(server.stdout.readline())
        ask(hello, "/customers", {"legal_name": CUSTOMER["name"], "tax_id": CUSTOMER["tax_id"], "tax_system": "601",
                                  "address": {"zip": CUSTOMER["zip"]}})
        ask(hello, "/products", {"description": "Pala redonda", "product_key": "27112004", "price": 310.5})
        with Facturador() as app:
            story.app = app
            with story.step("a key that is not valid is explained"):
                row = app.see("list item", _("Connect to Facturapi"))
                row.mouse()
                connect(app, "sk_test_wrong000000000000000000000000", hello["url"])
                app.see_text(re.compile("^(The key|La llave de acceso) (is not valid|no es válida)"))
            with story.step("the right key connects"):
                connect(app, hello["test_key"], None)
                until(lambda: len(app.windows) == 1, PATIENCE * 2, "the window to close")
                app.see("list", _("Places"))
                app.see_text(_("Test · no fiscal validity"))
            with story.step("customers arrive by the first pull"):
                queue_says(app, "Up to date")
                go(app, 2, "Customers")
                app.see_text(CUSTOMER["tax_id"])
            with story.step("products too"):
                go(app, 3, "Products")
                app.see_text("Pala redonda")
            with story.step("quits", picture=False):
                assert app.quit() == 0
        with Facturador() as app:
            story.app = app
            with story.step("started again, the key comes from the keyring"):
                queue_says(app, "Up to date")
                go(app, 2, "Customers")
                app.see_text(CUSTOMER["tax_id"])
            with story.step("what is open stays in its organization when another one is opened"):
                key("ctrl+n")
                app.see("text box", "RFC")
                keys("EKU9003173C9")
                time.sleep(1.2)
                app.see("button", re.compile(r"^(Organization|Organización): "), nth=1).click()
                app.see("button", _("Open the _Practice Company")).click()
                app.see("list", _("Places"))
                queue_says(app, "Up to date")
                time.sleep(0.5)
                assert not [n for w in app.windows for n in w.walk(depth=3) if n.type_name == "AdwToastWidget"]
            with story.step("quits once more", picture=False):
                assert app.quit() == 0
            story.app = None
        with story.step("no file of the home holds the key", picture=False):
            found = holds(session, hello["test_key"])
            assert not found, found
        with story.step("the keyring does", picture=False):
            said = subprocess.run(["gdbus", "call", "--session", "--dest", "org.freedesktop.secrets", "--object-path",
                                   "/org/freedesktop/secrets/collection/login", "--method",
                                   "org.freedesktop.DBus.Properties.Get", "org.freedesktop.Secret.Collection", "Items"],
                                  capture_output=True, text=True, timeout=SLOWER * 20).stdout
            assert "/login/" in said, said
    finally:
        server.terminate()
        server.wait(SLOWER * 20)
        subprocess.run(["rm", "-rf", state], check=False)
    story.done()


main()
