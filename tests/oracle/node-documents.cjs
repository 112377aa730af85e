/* SPDX-License-Identifier: GPL-3.0-or-later */
'use strict';
/* The good documents of the contract tests; {"of": name, "edits": [...]} is another one with changes. */
const fs = require('fs');

function edit(body, change) {
  const [where, value] = change.includes('=') ? change.split(/=(.*)/s) : [change.slice(0, -1)];
  const steps = where.split('.');
  const last = steps.pop();
  const holder = steps.reduce((node, step) => node[step], body);
  if (value === undefined) delete holder[last];
  else holder[last] = JSON.parse(value);
}

module.exports = (file) => {
  const all = JSON.parse(fs.readFileSync(file, 'utf8'));
  const body = (name) => {
    const made = structuredClone(all[name]);
    if (!made.of) return made;
    const base = body(made.of);
    made.edits.forEach((change) => edit(base, change));
    return base;
  };
  return { names: Object.keys(all), body };
};
