# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice service as another program of the same organization uses it."""
import glob
import json
import os
import sqlite3
import urllib.request

from steps import DATA, SLOWER


class Service:
    def __init__(self, app):
        self.url = f"http://127.0.0.1:{self._port(app.sandboxes()[0])}/v2"
        file = glob.glob(os.path.join(DATA, "sandbox", "*.db"))[0]
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
            self.key = db.execute("SELECT secret FROM api_keys WHERE secret LIKE 'sk_test_%'").fetchone()[0]
        db.close()

    @staticmethod
    def _port(pid):
        sockets = {os.readlink(f"/proc/{pid}/fd/{fd}") for fd in os.listdir(f"/proc/{pid}/fd")}
        with open(f"/proc/{pid}/net/tcp") as f:
            for line in list(f)[1:]:
                fields = line.split()
                if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets:
                    return int(fields[1].split(":")[1], 16)
        raise AssertionError("the service listens nowhere")

    def ask(self, method, path, body=None):
        request = urllib.request.Request(self.url + path, data=json.dumps(body).encode() if body else None, method=method,
                                         headers={"Authorization": "Bearer " + self.key, "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=SLOWER * 20) as answer:
            return json.load(answer)

    def only(self, what):
        data = self.ask("GET", f"/{what}")["data"]
        assert len(data) == 1, data
        return data[0]
