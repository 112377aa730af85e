# SPDX-License-Identifier: GPL-3.0-or-later
"""A file that is dragged from beside the window, as out of a file manager."""
import contextlib
import os
import subprocess
import time

from steps import PATIENCE, until, xdo


@contextlib.contextmanager
def file_beside(path):
    """A file manager at the edge of the screen; gives what drags the file to a place of the screen."""
    with subprocess.Popen(["/usr/bin/python3", os.path.join(os.path.dirname(__file__), "drag_source.py"), path]) as proc:
        xid = until(lambda: subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^drag-source$"],
                                           capture_output=True, text=True).stdout.split(), PATIENCE, "the drag source")[-1]
        xdo("windowmove", xid, 1280, 900)
        time.sleep(0.5)

        def drag(x, y):
            xdo("mousemove", 1350, 950, "mousedown", 1)
            for step in range(1, 21):
                xdo("mousemove", 1350 + (x - 1350) * step // 20, 950 + (y - 950) * step // 20)
                time.sleep(0.02)
            time.sleep(0.5)
            xdo("mouseup", 1)
        try:
            yield drag
        finally:
            proc.terminate()
