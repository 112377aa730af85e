/* SPDX-License-Identifier: GPL-3.0-or-later */
'use strict';
/* openapi-document.cjs MODULES FROM TO: the document as JSON for the judge. It calls itself 3.1 and says "nullable" as 3.0
 * did, which 3.1 ignores: that is written as 3.1 means it. Nothing else is changed. */
const fs = require('fs');
const path = require('path');

const [modules, from, to] = process.argv.slice(2);
const yaml = require(path.join(modules, 'js-yaml'));
const schema = yaml.JSON_SCHEMA; // a timestamp stays text

function walk(node) {
  if (Array.isArray(node)) return node.map(walk);
  if (node === null || typeof node !== 'object') return node;
  const copy = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, walk(value)]));
  if (copy.nullable !== true) return copy;
  delete copy.nullable;
  if (copy.enum) copy.enum = [...copy.enum, null];
  if (typeof copy.type === 'string') copy.type = [copy.type, 'null'];
  return copy.type ? copy : { anyOf: [copy, { type: 'null' }] };
}

fs.writeFileSync(to, JSON.stringify(walk(yaml.load(fs.readFileSync(from, 'utf8'), { schema }))));
