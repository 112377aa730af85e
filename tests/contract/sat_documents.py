# SPDX-License-Identifier: GPL-3.0-or-later
"""One good body of each kind of fiscal document (sat-documents.json), and how they are changed."""
import copy
import json
import os
import re


def read_documents():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "sat-documents.json"), encoding="utf-8") as text:
        return json.load(text)


def document_of(documents, name):
    """A document may be another one with changes: {"of": name, "edits": [...]}."""
    body = copy.deepcopy(documents[name])
    if "of" in body:
        edits = body["edits"]
        body = document_of(documents, body["of"])
        for edit in edits:
            edit_json(body, edit)
    return body


def edit_json(body, edit):
    """path=value sets (a new index appends), path- removes; "$" is complements.0.data."""
    edit = re.sub(r"^\$", "complements.0.data", edit)
    removes = "=" not in edit
    path, value = (edit[:-1], None) if removes else edit.split("=", 1)
    steps = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps[:-1]:
        body = body[step]
    if removes:
        del body[steps[-1]]
    elif isinstance(body, list) and steps[-1] == len(body):
        body.append(json.loads(value))
    else:
        body[steps[-1]] = json.loads(value)
