# SPDX-License-Identifier: GPL-3.0-or-later
"""A service of our own, beside the program's, with the instrument that makes it fail."""
import json
import os
import subprocess
import urllib.request

from steps import SANDBOX, SLOWER


class Instrument:
    def __init__(self, name):
        self.state = os.path.join("/tmp", f"facturador-{name}-{os.getpid()}")
        self.server = subprocess.Popen([SANDBOX, "--listen", "127.0.0.1:0", "--state", self.state, "--control"],
                                       stdout=subprocess.PIPE)
        self.hello = json.loads(self.server.stdout.readline())

    def ask(self, method, path, body=None):
        url = self.hello["url"]
        if path.startswith("/_sandbox"):
            url = url.removesuffix("/v2")
        request = urllib.request.Request(url + path, data=json.dumps(body).encode() if body else None, method=method,
                                         headers={"Authorization": "Bearer " + self.hello["test_key"],
                                                  "X-Control-Token": self.hello["control_token"],
                                                  "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=SLOWER * 20) as answer:
            return json.loads(answer.read() or b"null")

    def fault(self, fault, path="*", **more):
        self.ask("POST", "/_sandbox/faults", {"path": path, "fault": fault, **more})

    def clear(self):
        self.ask("DELETE", "/_sandbox/faults")

    def end(self):
        self.server.terminate()
        self.server.wait(SLOWER * 20)
        subprocess.run(["rm", "-rf", self.state], check=False)
