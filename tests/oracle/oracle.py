# SPDX-License-Identifier: GPL-3.0-or-later
"""What the oracles share: the service under test, the programs of others, and TAP."""
import fcntl
import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.environ["FACTURADOR_BUILD"]
CACHE = os.path.join(BUILD, "oracle")
THOROUGH = "FACTURADOR_THOROUGH" in os.environ


def skip(reason):
    """Loud: the line stands in the summary of build-aux/check."""
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)


def shared(name):
    path = os.path.join(os.environ.get("FACTURADOR_SHARED", ""), name)
    return path if os.path.exists(path) else None


def artifacts():
    folder = os.path.join(os.environ.get("FACTURADOR_ARTIFACTS", os.path.join(BUILD, "artifacts")), "oracle")
    os.makedirs(folder, exist_ok=True)
    return folder


def npm_packages():
    """The node_modules folder with what package.json names, from the cache or the registry."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        skip("npm and Node are not here: nothing was compared")
    folder = os.path.join(CACHE, "npm")
    os.makedirs(folder, exist_ok=True)
    wanted = os.path.join(HERE, "package.json")
    modules = os.path.join(folder, "node_modules")
    with open(wanted, encoding="utf-8") as text:
        names = json.load(text)["dependencies"]
    with open(os.path.join(folder, ".lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if all(installed(modules, name) == version for name, version in names.items()):
            return modules
        shutil.copy(wanted, folder)
        done = subprocess.run([npm, "install", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder,
                              capture_output=True, text=True)
    if done.returncode:
        skip("the packages of the registry cannot be had: " + (done.stderr.strip().splitlines() or ["?"])[-1])
    return modules


def openapi_document():
    """The service's document as JSON (a path), or None where it or what reads YAML is not here."""
    source = shared("reference/openapi/openapi_v2.en.yaml")
    if source is None or not shutil.which("npm") or not shutil.which("node"):
        return None
    document = os.path.join(CACHE, "openapi.json")
    subprocess.run(["node", os.path.join(HERE, "openapi-document.cjs"), npm_packages(), source, document], check=True)
    return document


def installed(modules, name):
    try:
        with open(os.path.join(modules, name, "package.json"), encoding="utf-8") as text:
            return json.load(text)["version"]
    except OSError:
        return None


class Sandbox:
    """The service of this build, with the instrument."""

    def __init__(self, program, state, *options, env=None):
        self.program, self.state, self.options, self.env = program, state, options, env
        self.start()

    def start(self):
        theirs, self.lifeline = os.pipe()  # however this ends, it ends
        self.process = subprocess.Popen([self.program, "--listen", "127.0.0.1:0", "--state", self.state, "--control",
                                         "--lifeline", str(theirs), *self.options], stdout=subprocess.PIPE, text=True,
                                        env=self.env, pass_fds=[theirs])
        os.close(theirs)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the service did not start: {self.process.wait()}")
        self.ready = json.loads(line)
        self.url = self.ready["url"]
        self.base = self.url[:-len("/v2")]

    def stop(self):
        self.process.terminate()
        status = self.process.wait(60)
        os.close(self.lifeline)
        return status

    def call(self, method, path, body=None, key="test_key", url=None):
        """(status, body read as JSON where it is JSON)"""
        request = urllib.request.Request((url or self.url) + path, method=method,
                                         data=json.dumps(body).encode() if body is not None else None)
        request.add_header("Authorization", "Bearer " + self.ready[key])
        request.add_header("X-Control-Token", self.ready["control_token"])
        if body is not None:
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                status, data = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, data = error.code, error.read()
        try:
            return status, json.loads(data)
        except ValueError:
            return status, data


def mint(folder, name, subject):
    """A certificate and its encrypted key, both DER, as the SAT hands them out."""
    key, cer, pem = (os.path.join(folder, name + end) for end in (".key", ".cer", ".pem"))
    run = lambda *command: subprocess.run(["openssl", *command], check=True, capture_output=True)
    run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", pem, "-out", cer, "-outform", "DER", "-days", "700",
        "-utf8", "-set_serial", "0x3330303031303030303030353030303037373737", "-subj", subject)
    run("pkcs8", "-topk8", "-in", pem, "-outform", "DER", "-out", key, "-v2", "aes-256-cbc", "-passout",
        "pass:12345678a")
    os.remove(pem)
    return cer, key
