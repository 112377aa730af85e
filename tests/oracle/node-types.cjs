/* SPDX-License-Identifier: GPL-3.0-or-later */
'use strict';
/* The client's own declarations of what it gets, read as far as "interface X { member?: type }" goes: an answer must have
 * every member that is not optional there. */
const fs = require('fs');
const path = require('path');

function declarations(folder) {
  const found = new Map();
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.d.ts'))) {
    const text = fs.readFileSync(path.join(folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    const open = [];
    for (const line of text.split('\n')) {
      const top = line.match(/^export interface (\w+)/);
      const member = line.match(/^\s+(\w+)(\?)?: (.*)$/);
      if (top) {
        found.set(top[1], []);
        open.push(found.get(top[1]));
      } else if (member && open.length) {
        const entry = { name: member[1], optional: Boolean(member[2]), type: member[3], members: null };
        open[open.length - 1].push(entry);
        if (/\{\s*$/.test(member[3])) {
          entry.members = [];
          open.push(entry.members);
        }
      } else if (/^\s*\}/.test(line)) {
        open.pop();
      }
    }
  }
  return found;
}

function missing(types, members, value, at, list) {
  if (value === null || typeof value !== 'object') return list;
  if (Array.isArray(value)) {
    value.forEach((each, i) => missing(types, members, each, `${at}[${i}]`, list));
    return list;
  }
  for (const member of members) {
    const here = `${at}.${member.name}`;
    if (value[member.name] === undefined) {
      if (!member.optional) list.push(here);
      continue;
    }
    const named = [...member.type.matchAll(/\w+/g)].map((word) => types.get(word[0])).find(Boolean);
    if (member.members || named) missing(types, member.members || named, value[member.name], here, list);
  }
  return list;
}

/* Members that the declarations promise and the OpenAPI document does not: an answer may leave them out. The contract's
 * rule is that what is absent and what is null are the same. */
const OPTIONAL = [
  /\.(product\.(sku|unit_name|taxes\[\d+\]\.amount)|customs_keys|third_party|complement|parts|property_tax_account)$/,
  /\.parts\[\d+\]\.(unit_name|sku)$/,
  /^Product\.taxes\[\d+\]\.amount$/,
  /\.customer\.tax_system$/, // a customer abroad has none
  /^(Invoice|Retention)\.related_documents\[\d+\]\.uuid$/, // the document: documents[]
  /^Invoice\.address\.country$/, // the organization's address has no country
  /^Invoice\.complements\[\d+\]\./, // told back as they were sent
  /^Receipt\.api_version$/,
  /^Retention\..*\.pago_provisional$/,
  /^Retention\.totales\.imp_retenidos\[\d+\]\.\w+$/, // told back as they were sent
  /^Organization\.(plan|add_ons|pending_plan_update)$/, // what the account pays for
  /^Organization\.(legal|self_invoice)\.\w+$/, // not yet given
  /^Organization\.legal\.address\.country$/,
];

module.exports = (folder) => {
  const types = declarations(folder);
  return (name, value) => missing(types, types.get(name), value, name, [])
    .filter((member) => !OPTIONAL.some((pattern) => pattern.test(member)));
};
