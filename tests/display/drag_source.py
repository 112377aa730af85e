#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window from which a file can be dragged, as from a file manager: drag_source.py FILE"""
import pathlib
import sys

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, GLib, Gtk       # noqa: E402

address = pathlib.Path(sys.argv[1]).as_uri()


def started(app):
    label = Gtk.Label(label=sys.argv[1], hexpand=True, vexpand=True)
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.connect("prepare", lambda *_unused: Gdk.ContentProvider.new_union([
        Gdk.ContentProvider.new_for_bytes("text/uri-list", GLib.Bytes.new((address + "\r\n").encode())),
        Gdk.ContentProvider.new_for_value(sys.argv[1])]))
    label.add_controller(source)
    window = Gtk.ApplicationWindow(application=app, title="drag-source", default_width=200, default_height=120,
                                   decorated=False, child=label)
    window.present()


app = Gtk.Application(application_id="org.example.DragSource")
app.connect("activate", started)
app.run([])
