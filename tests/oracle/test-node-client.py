#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The official Node client, as its registry has it, against the service: node-client.cjs does the work."""
import argparse
import os
import subprocess
import sys
import tempfile

from oracle import HERE, Sandbox, mint, npm_packages


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sandbox", required=True)
    arguments = parser.parse_args()
    modules = npm_packages()
    with tempfile.TemporaryDirectory() as folder:
        state = os.path.join(folder, "state")
        csd = mint(folder, "csd", "/CN=ESCUELA KEMPER URGATE/name=ESCUELA KEMPER URGATE/O=ESCUELA KEMPER URGATE"
                   "/x500UniqueIdentifier=EKU9003173C9/OU=Sucursal 1")
        sandbox = Sandbox(arguments.sandbox, state)
        environment = dict(os.environ, FACTURAPI_MODULE=os.path.join(modules, "facturapi"), SANDBOX_BASE=sandbox.base,
                           SANDBOX_ORGANIZATION=sandbox.ready["organization"], CSD_CER=csd[0], CSD_KEY=csd[1],
                           DOCUMENTS=os.path.join(HERE, "..", "contract", "sat-documents.json"),
                           **{"SANDBOX_" + name.upper(): sandbox.ready[name]
                              for name in ("url", "test_key", "live_key", "user_key", "control_token")})
        result = subprocess.run(["node", os.path.join(HERE, "node-client.cjs")], env=environment).returncode
        sandbox.stop()
    return result


if __name__ == "__main__":
    sys.exit(main())
