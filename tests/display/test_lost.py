#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The database of a known organization is gone: it is told, and what the service has comes again."""
import glob
import os

from steps import _, CUSTOMER, DATA, Facturador, Story, go, key, new_customer, open_practice, queue_says

TOLD = _("Your data was not on this computer")


def main():
    story = Story("lost")
    with Facturador() as app:
        story.app = app
        with story.step("the practice company with a customer", picture=False):
            open_practice(app)
            new_customer(app)
            queue_says(app, "Up to date")
    for file in glob.glob(os.path.join(DATA, "**", "empresa-de-prueba*", "**", "facturador.db*"), recursive=True):
        os.unlink(file)
    with Facturador() as app:
        story.app = app
        with story.step("it is told that the data was not there"):
            app.see_text(TOLD)
        with story.step("what the service has comes again"):
            key("Escape")
            app.wait_answered()
            go(app, 3, "Customers")
            app.see_text(CUSTOMER["tax_id"])
            queue_says(app, "Up to date")
    with Facturador() as app:
        story.app = app
        with story.step("it is told once", picture=False):
            go(app, 3, "Customers")
            app.see_text(CUSTOMER["tax_id"])
            assert not app.seen("label", TOLD)
    story.done()


main()
