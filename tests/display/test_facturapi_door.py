#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The door of Facturapi, with a server of our own behind the address of the advanced options."""
import base64
import json
import os
import sqlite3
import subprocess
import time
import urllib.request

from steps import (_, CUSTOMER, PATIENCE, SANDBOX, SLOWER, Facturador, Story, ask_to_stamp, connect, go, key, keys,
                   queue_says, re, until, write_invoice, xdo)


def ask(hello, path, body=None):
    request = urllib.request.Request(hello["url"] + path, data=json.dumps(body).encode() if body else None,
                                     headers={"Authorization": "Bearer " + hello["test_key"],
                                              "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=SLOWER * 20) as answer:
        return json.load(answer)


def secrets_of(hello, state, webhook):
    """Whatever gives access to something at this service: as text, or as a private key is written."""
    with sqlite3.connect(os.path.join(state, "sandbox.db")) as db:
        found = [row[0].encode() for row in db.execute("SELECT secret FROM api_keys")]
        found += [row[0].encode() for row in db.execute("SELECT value FROM settings WHERE name = 'key_password'")]
        keys = [bytes(row[0]) for row in db.execute("SELECT key FROM certificates")]
    db.close()
    found += [hello[name].encode() for name in ("test_key", "live_key", "user_key", "control_token") if name in hello]
    found += [k[-256:] for k in keys] + [base64.b64encode(k[len(k) % 3:])[-256:] for k in keys]
    assert len(keys) >= 2 and all(len(secret) >= 16 for secret in found), [len(secret) for secret in found]
    return sorted(set(found + [webhook.encode()]))


def holds(folder, secret):
    """Files below @folder that hold @secret."""
    found = []
    for place, _dirs, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            try:
                with open(path, "rb") as f:
                    if secret in f.read():
                        found.append(path)
            except OSError:
                pass
    return found


def toasts(app):
    return [n for w in app.windows for n in w.walk(depth=3) if n.type_name == "AdwToastWidget"]


def main():
    story = Story("facturapi-door")
    session = os.environ["RUN_GUI_DIR"]
    state = os.path.join("/tmp", f"facturador-door-{os.getpid()}")
    server = subprocess.Popen([SANDBOX, "--listen", "127.0.0.1:0", "--state", state], stdout=subprocess.PIPE)
    try:
        hello = json.loads(server.stdout.readline())
        ask(hello, "/customers", {"legal_name": CUSTOMER["name"], "tax_id": CUSTOMER["tax_id"], "tax_system": "601",
                                  "address": {"zip": CUSTOMER["zip"]}})
        ask(hello, "/products", {"description": "Pala redonda", "product_key": "27111602", "price": 310.5})
        webhook = ask(hello, "/webhooks", {"url": "http://127.0.0.1:9/", "enabled_events": ["receipt.status_updated"]})
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
                go(app, 3, "Customers")
                app.see_text(CUSTOMER["tax_id"])
            with story.step("products too"):
                go(app, 4, "Products")
                app.see_text("Pala redonda")
            with story.step("quits", picture=False):
                assert app.quit() == 0
        with Facturador() as app:
            story.app = app
            with story.step("started again, the key comes from the keyring"):
                queue_says(app, "Up to date")
                go(app, 3, "Customers")
                app.see_text(CUSTOMER["tax_id"])
            with story.step("a whole sale through that door"):
                write_invoice(app, CUSTOMER, {"words": "pala"})
                ask_to_stamp(app)
                queue_says(app, "Up to date")
                app.see_text(_("Stamped"))
            with story.step("what comes of a second one is told on another page"):
                write_invoice(app, CUSTOMER, {"words": "pala"})
                ask_to_stamp(app)
                go(app, 3, "Customers")
                x, y, width, height = until(lambda: toasts(app), PATIENCE, "the stamped invoice")[0].screen()
                # as long as the pointer is over it, it does not go by itself
                xdo("mousemove", x + width // 2, y + height // 2)
            with story.step("what is open stays in its organization when another one is opened"):
                key("ctrl+n")
                app.see("text box", "RFC")
                keys("EKU9003173C9")
                time.sleep(1.2)
                app.see("button", re.compile(r"^(Organization|Organización): "), nth=1).click()
                app.see("button", _("Open the _Practice Company")).click()
                app.see("list", _("Places"))
                until(lambda: not toasts(app), 3, "the former organization's toast to go")
                queue_says(app, "Up to date")
                assert not toasts(app)
            with story.step("quits once more", picture=False):
                assert app.quit() == 0
            story.app = None
        with story.step("no file of the home, of the logs or of the pictures holds a secret", picture=False):
            secrets = secrets_of(hello, state, webhook["secret"])
            found = {path for secret in secrets for folder in (session, story.folder) for path in holds(folder, secret)}
            assert not found, found
            assert holds(state, webhook["secret"].encode()), "nothing would be found"
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
