#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiles the tables of this folder to the read-only database that the layer `catalog` opens."""
import csv
import os
import sqlite3
import sys
import unicodedata

# Numbers are part of the format: entries of catalogue n have the ids n * 1,000,000 and above.
CATALOGS = [
    'tax_systems', 'cfdi_uses', 'payment_forms', 'payment_methods', 'currencies', 'taxability',
    'export_codes', 'relation_types', 'invoice_types', 'periodicities', 'months', 'countries',
    'states', 'products', 'units', 'nomina_earnings', 'nomina_deductions', 'nomina_other_payments',
    'complement_keys', 'service_values',
]

SCHEMA = """
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA user_version = 1;
CREATE TABLE entries (id INTEGER PRIMARY KEY, catalog TEXT NOT NULL, key TEXT NOT NULL, es TEXT NOT NULL, en TEXT,
  valid_from TEXT, valid_to TEXT, persons INTEGER, systems TEXT, decimals INTEGER, names TEXT,
  folded TEXT NOT NULL,
  UNIQUE (catalog, key));
CREATE INDEX entries_key ON entries (key);
CREATE TABLE zip_prefixes (prefix TEXT PRIMARY KEY, state TEXT NOT NULL, zone TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE everyday (words TEXT NOT NULL, keys TEXT NOT NULL);
CREATE TABLE synonyms (words TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (text, content='', detail=none, prefix='1 2 3',
  tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE spelling USING fts5vocab (words, row);
"""


def read(path):
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))


def persons(row):
    if 'fisica' not in row:
        return None
    return int(row['fisica']) + 2 * int(row['moral'])


def fold(text):
    """As fac_text_fold() does: lower case, without accents."""
    letters = unicodedata.normalize('NFKD', text.casefold())
    return ' '.join(''.join(c for c in letters if not unicodedata.combining(c)).split())


def other_names(name, row):
    """Its other words, with '|' between what is a name of its own; of a unit each word is one."""
    words = row.get('words') or ''
    return '|'.join(words.split()) if name == 'units' else words


def add_catalog(database, number, name, rows):
    if name == 'products':
        # the order of equally good answers of a search: the usual ones, then short, general names
        rows.sort(key=lambda row: (int(row['top'] or 1000), len(row['es']), row['key']))
    for position, row in enumerate(rows):
        number_of_row = number * 1000000 + position
        names = other_names(name, row)
        folded = fold('|'.join(text for text in [row['es'], row['en'], names] if text))
        database.execute(
            'INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
            (number_of_row, name, row['key'], row['es'], row['en'] or None, row['from'] or None,
             row['to'] or None, persons(row), row.get('systems'), row.get('decimals'), names, folded))
        database.execute('INSERT INTO words (rowid, text) VALUES (?, ?)', (number_of_row, folded))


def main():
    output, *inputs = sys.argv[1:]
    tables = {os.path.splitext(os.path.basename(path))[0]: path for path in inputs}
    if os.path.exists(output):
        os.unlink(output)
    database = sqlite3.connect(output)
    database.executescript(SCHEMA)
    for number, name in enumerate(CATALOGS, 1):
        add_catalog(database, number, name, read(tables[name]))
    for row in read(tables['everyday']):
        database.execute('INSERT INTO everyday VALUES (?, ?)', (row['words'], row['keys']))
    for row in read(tables['synonyms']):
        database.execute('INSERT INTO synonyms VALUES (?)', (row['words'],))
    for row in read(tables['zip_prefixes']):
        database.execute('INSERT INTO zip_prefixes VALUES (?, ?, ?)', (row['key'], row['state'], row['zone']))
    database.execute("INSERT INTO words (words) VALUES ('optimize')")
    database.commit()
    database.execute('VACUUM')
    database.close()


main()
