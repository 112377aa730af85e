/* SPDX-License-Identifier: GPL-3.0-or-later */
'use strict';
/* The official client through every method it has. Its files are as they came; only its own BASE_URL is set. */
const assert = require('assert');
const fs = require('fs');
const http = require('http');
const path = require('path');
const client = require(process.env.FACTURAPI_MODULE);
const shape = require('./node-types.cjs')(path.join(process.env.FACTURAPI_MODULE, 'dist', 'types'));
const documents = require('./node-documents.cjs')(process.env.DOCUMENTS);

const Facturapi = client.default;
const env = (name) => process.env[`SANDBOX_${name}`];
const RESOURCES = ['customers', 'products', 'invoices', 'organizations', 'catalogs', 'cartaPorteCatalogs',
  'comercioExteriorCatalogs', 'receipts', 'retentions', 'tools', 'webhooks'];
const called = new Set();

/* Each method of a resource notes that it was used. */
function connect(key) {
  const api = new Facturapi(key);
  api.BASE_URL = env('URL');
  for (const name of RESOURCES)
    for (const method of methods(api[name])) {
      const original = api[name][method];
      api[name][method] = function (...args) {
        called.add(`${name}.${method}`);
        return original.apply(this, args);
      };
    }
  return api;
}

function methods(resource) {
  return Object.getOwnPropertyNames(Object.getPrototypeOf(resource)).filter((name) => name !== 'constructor');
}

function fits(type, value) {
  assert.deepStrictEqual(shape(type, value), [], `members that the client's ${type} declares`);
  return value;
}

function list(type, answer) {
  assert.ok(Array.isArray(answer.data), 'a list has data');
  answer.data.forEach((each) => fits(type, each));
  return answer;
}

async function refused(promise, status, code) {
  const error = await promise.then(() => assert.fail(`expected ${status} ${code}`), (thrown) => thrown);
  assert.ok(error instanceof client.FacturapiError, String(error));
  assert.strictEqual(error.status, status);
  assert.strictEqual(error.code, code);
  assert.ok(error.logId, 'the log id arrives');
  assert.ok(error.message.length > 0);
  return error;
}

async function bytes(download) {
  if (download instanceof Blob) return Buffer.from(await download.arrayBuffer());
  const parts = [];
  for await (const part of download) parts.push(part);
  return Buffer.concat(parts);
}

async function file(promise, start) {
  const data = await bytes(await promise);
  assert.strictEqual(data.subarray(0, start.length).toString('latin1'), start);
  return data;
}

/* What a download-url leads to, fetched as a browser would: without a key. */
async function linked(promise, start) {
  const link = fits('SignedDownloadUrl', await promise);
  const answer = await fetch(link.url);
  assert.strictEqual(answer.status, 200);
  assert.strictEqual(answer.headers.get('content-type').split(';')[0], link.content_type);
  assert.ok(new Date(link.expires_at) > new Date());
  return file(answer.blob(), start);
}

const PDF = '%PDF-', XML = '<?xml', ZIP = 'PK';
const CLIENT = { legal_name: 'CAFETERIA DEL CENTRO', tax_id: 'CCE150310AB1', tax_system: '601',
  email: 'caja@cafeteria.example', address: { zip: '06600' } };
const COFFEE = { description: 'Café de olla', product_key: '50201706', price: 116, sku: 'CAF-1' };
const SALE = { items: [{ quantity: 2, product: COFFEE }], payment_form: '28' };

const test = connect(env('TEST_KEY')), live = connect(env('LIVE_KEY')), user = connect(env('USER_KEY'));
const organization = env('ORGANIZATION');
const tests = [];
const add = (name, run) => tests.push({ name, run });

async function control(method, where, body) {
  const answer = await fetch(env('BASE') + '/_sandbox' + where, { method, body: body && JSON.stringify(body),
    headers: { 'X-Control-Token': env('CONTROL_TOKEN'), 'Content-Type': 'application/json' } });
  assert.strictEqual(answer.status, 200);
  return answer.json();
}

let customer, invoice;

add('customers', async () => {
  customer = fits('Customer', await test.customers.create(CLIENT));
  fits('Customer', await test.customers.create({ ...CLIENT, email: 'otra@cafeteria.example' }, { createEditLink: true }));
  const found = list('Customer', await test.customers.list({ q: 'cafeteria', limit: 1, page: 1 }));
  assert.strictEqual(found.data.length, 1);
  assert.strictEqual(found.total_pages, 2);
  assert.deepStrictEqual(list('Customer', await test.customers.list({ date: { gt: new Date() } })).data, []);
  const first = list('Customer', await test.customers.list({ pagination: 'cursor', limit: 1 }));
  const next = list('Customer', await test.customers.list({ after: first.next_cursor, limit: 1 }));
  assert.notStrictEqual(first.data[0].id, next.data[0].id);
  const back = list('Customer', await test.customers.list({ before: next.previous_cursor, limit: 1 }));
  assert.strictEqual(first.data[0].id, back.data[0].id);
  assert.strictEqual(fits('Customer', await test.customers.retrieve(customer.id)).id, customer.id);
  const changed = await test.customers.update(customer.id, { phone: '5555555555' }, { createEditLink: true });
  assert.strictEqual(fits('Customer', changed).phone, '5555555555');
  assert.ok(changed.edit_link.startsWith('http'));
  assert.strictEqual(fits('TaxInfoValidation', await test.customers.validateTaxInfo(customer.id)).is_valid, true);
  assert.strictEqual((await test.customers.sendEditLinkByEmail(customer.id, { email: 'a@example.com' })).ok, true);
  const gone = await test.customers.create({ ...CLIENT, legal_name: 'PANADERIA LA ESPIGA', tax_id: 'PES150310AB1' });
  assert.strictEqual(fits('Customer', await test.customers.del(gone.id)).id, gone.id);
  await refused(test.customers.retrieve(gone.id), 404, 'customer_not_found');
  const error = await refused(test.customers.create({ ...CLIENT, legal_name: 'cafeteria' }), 400, 'legal_name_mismatch');
  assert.strictEqual(error.errors[0].path, error.path);
  await assert.rejects(test.customers.retrieve(), /id is required/);
});

add('products', async () => {
  const product = fits('Product', await test.products.create(COFFEE));
  const found = list('Product', await test.products.list({ q: 'cafe' }));
  assert.strictEqual(found.data[0].id, product.id);
  assert.strictEqual(fits('Product', await test.products.retrieve(product.id)).price, 116);
  assert.strictEqual(fits('Product', await test.products.update(product.id, { price: 120.5 })).price, 120.5);
  fits('Product', await test.products.del(product.id));
  await refused(test.products.retrieve(product.id), 404, 'product_not_found');
  const error = await refused(test.products.create({ ...COFFEE, colour: 'red' }), 400, 'invalid_request');
  assert.deepStrictEqual([error.errors[0].code, error.path, error.location], ['unknown_field', 'colour', 'body']);
});

for (const name of documents.names)
  add(`documents: ${name}`, async () => {
    const body = documents.body(name);
    const [resource, type] = body.cve_retenc ? [test.retentions, 'Retention'] : [test.invoices, 'Invoice'];
    const made = fits(type, await resource.create(body));
    assert.strictEqual(made.status, client.InvoiceStatus.VALID);
    if (type === 'Invoice') assert.strictEqual(made.type, body.type || client.InvoiceType.INGRESO);
    assert.ok((await file(resource.downloadXml(made.id), XML)).includes(made.uuid.toUpperCase()));
    await file(resource.downloadPdf(made.id), PDF);
  });

add('invoices: credit note', async () => {
  const sale = await test.invoices.create({ ...SALE, customer: customer.id });
  const note = fits('Invoice', await test.invoices.create({ ...SALE, type: Facturapi.InvoiceType.EGRESO,
    customer: customer.id, use: 'G02',
    related_documents: [{ relationship: Facturapi.InvoiceRelation.NOTA_DE_CREDITO, documents: [sale.uuid] }] }));
  assert.strictEqual(note.type, 'E');
  assert.strictEqual(note.customer.id, customer.id);
});

add('invoices: drafts', async () => {
  const draft = fits('Invoice', await test.invoices.create({ ...SALE, customer: customer.id, status: 'draft' }));
  assert.strictEqual(draft.is_ready_to_stamp, true);
  await refused(test.invoices.downloadXml(draft.id), 400, 'invoice_not_stamped');
  const edited = fits('Invoice', await test.invoices.updateDraft(draft.id, { payment_form: '03' }));
  assert.strictEqual(edited.payment_form, Facturapi.PaymentForm.TRANSFERENCIA_ELECTRONICA_DE_FONDOS);
  const copy = fits('Invoice', await test.invoices.copyToDraft(draft.id));
  assert.notStrictEqual(copy.id, draft.id);
  invoice = fits('Invoice', await test.invoices.stampDraft(draft.id));
  assert.strictEqual(invoice.status, 'valid');
  await refused(test.invoices.updateDraft(draft.id, { use: 'G01' }), 409, 'invoice_not_draft');
  const later = fits('Invoice', await test.invoices.stampDraft(copy.id, { async: true }));
  assert.strictEqual(later.status, 'pending');
  await control('POST', '/clock', { advance_seconds: 5 });
  assert.strictEqual((await test.invoices.retrieve(copy.id)).status, 'valid');
  const asked = await test.invoices.create({ ...SALE, customer: customer.id }, { async: true });
  assert.strictEqual(asked.status, 'pending');
});

add('invoices: lists', async () => {
  const found = list('Invoice', await test.invoices.list());
  assert.ok(found.data.length > 1);
  const some = await test.invoices.list({ cancellation_status: ['none', 'accepted'], type: 'I', customer: customer.id,
    date: { gte: '2020-01-01', lt: new Date(Date.now() + 1e9) }, q: 'cafeteria', limit: 2 });
  assert.strictEqual(some.data.length, 2);
  let cursor, seen = new Set();
  do {
    const page = await test.invoices.list(cursor ? { after: cursor, limit: 7 } : { pagination: 'cursor', limit: 7 });
    page.data.forEach((each) => seen.add(each.id));
    cursor = page.next_cursor;
  } while (cursor);
  assert.strictEqual(seen.size, found.total_results);
  await refused(test.invoices.list({ page: 31 }), 400, 'page_too_large');
});

add('invoices: files and mail', async () => {
  const zip = await file(test.invoices.downloadZip(invoice.id), ZIP);
  assert.ok(zip.length > 1000);
  await linked(test.invoices.downloadPdfUrl(invoice.id), PDF);
  await linked(test.invoices.downloadXmlUrl(invoice.id), XML);
  await linked(test.invoices.downloadZipUrl(invoice.id), ZIP);
  await file(test.invoices.previewPdf({ ...SALE, customer: customer.id }), PDF);
  await linked(test.invoices.previewPdfUrl({ ...SALE, customer: customer.id }), PDF);
  assert.strictEqual((await test.invoices.sendByEmail(invoice.id)).ok, true);
  assert.strictEqual((await test.invoices.sendByEmail(invoice.id, { email: ['a@example.com', 'b@example.com'] })).ok,
    true);
});

add('invoices: payments', async () => {
  const owed = await test.invoices.create({ ...SALE, customer: customer.id, payment_form: '99',
    payment_method: Facturapi.PaymentMethod.PAGO_EN_PARCIALIDADES_DIFERIDO });
  assert.strictEqual(owed.amount_due, 232);
  const summary = fits('PaymentSummary', await test.invoices.paymentSummary(owed.id, { amount: 100 }));
  assert.deepStrictEqual([summary.uuid, summary.installment, summary.last_balance], [owed.uuid, 1, 232]);
  const { uuid, amount, installment, last_balance, taxes } = summary;
  const payment = fits('Invoice', await test.invoices.create({ type: 'P', customer: customer.id,
    complements: [{ type: client.InvoiceComplementType.PAGO,
      data: [{ payment_form: '03', related_documents: [{ uuid, amount, installment, last_balance, taxes }] }] }] }));
  assert.strictEqual(payment.type, 'P');
  const now = await test.invoices.retrieve(owed.id);
  assert.strictEqual(now.amount_due, 132);
  assert.deepStrictEqual(now.received_payment_ids, [payment.id]);
});

add('invoices: cancellation', async () => {
  const gone = fits('Invoice', await test.invoices.cancel(invoice.id, { motive: client.CancellationMotive.ERRORES_SIN_RELACION }));
  assert.strictEqual(gone.status, client.InvoiceStatus.CANCELED);
  assert.strictEqual(gone.cancellation_status, client.CancellationStatus.ACCEPTED);
  await file(test.invoices.downloadCancellationReceiptXml(invoice.id), XML);
  await file(test.invoices.downloadCancellationReceiptPdf(invoice.id), PDF);
  await linked(test.invoices.downloadCancellationReceiptXmlUrl(invoice.id), XML);
  await linked(test.invoices.downloadCancellationReceiptPdfUrl(invoice.id), PDF);
  assert.strictEqual(fits('Invoice', await test.invoices.updateStatus(invoice.id)).status, 'canceled');
  await refused(test.invoices.cancel(invoice.id, { motive: '02' }), 409, 'invoice_not_cancelable');
  const old = await test.invoices.create({ ...SALE, customer: customer.id });
  const substitute = await test.invoices.create({ ...SALE, customer: customer.id,
    related_documents: [{ relationship: '04', documents: [old.uuid] }] });
  const replaced = await test.invoices.cancel(old.id, { motive: '01', substitution: substitute.id });
  assert.strictEqual(replaced.cancellation.motive, '01');
  await refused(test.invoices.cancel(substitute.id, { motive: '01' }), 400, 'substitution_invoice_required');
});

add('invoices: ZIP requests', async () => {
  const made = await live.invoices.create({ ...SALE, customer: CLIENT });
  const when = new Date(made.date);
  const asked = fits('ZipRequest', await live.invoices.createZipRequest({ year: when.getUTCFullYear(),
    month: when.getUTCMonth() + 1, issuer_type: client.IssuingType.ISSUING, invoice_types: ['I'] }));
  assert.ok(list('ZipRequest', await live.invoices.listZipRequests({ limit: 5 })).data.some((r) => r.id === asked.id));
  for (let turn = 0, { status } = asked; status !== 'finished'; turn++) {
    assert.ok(turn < 5, status);
    await control('POST', '/clock', { advance_seconds: 60 });
    status = fits('ZipRequest', await live.invoices.retrieveZipRequest(asked.id)).status;
  }
  await file(live.invoices.downloadZipRequest(asked.id), ZIP);
  await linked(live.invoices.downloadZipRequestUrl(asked.id), ZIP);
  await refused(test.invoices.createZipRequest({ year: 2026, month: 1, issuer_type: 'issuing' }), 402,
    'subscription_live_access_required');
});

add('receipts', async () => {
  const sell = (more) => test.receipts.create({ ...SALE, ...more });
  const one = fits('Receipt', await sell({ branch: 'Centro' })), two = await sell(), three = await sell();
  fits('Receipt', await test.receipts.retrieve(one.id));
  assert.strictEqual(list('Receipt', await test.receipts.list({ q: 'cafe' })).total_results, 3);
  await file(test.receipts.downloadPdf(one.id), PDF);
  await linked(test.receipts.downloadPdfUrl(one.id), PDF);
  assert.strictEqual((await test.receipts.sendByEmail(one.id, { email: 'a@example.com' })).ok, true);
  fits('Invoice', await test.receipts.invoice(one.id, { customer: customer.id, use: 'G03' }));
  assert.strictEqual((await test.receipts.retrieve(one.id)).status, client.ReceiptStatus.INVOICED_TO_CUSTOMER);
  const keys = [two.key, three.key];
  const summary = await test.receipts.toInvoice({ keys, customer: customer.id, dry_run: true });
  assert.strictEqual(summary.total, 464);
  await file(test.receipts.previewToInvoicePdf({ keys, customer: customer.id }), PDF);
  await linked(test.receipts.previewToInvoicePdfUrl({ keys, customer: customer.id }), PDF);
  fits('Invoice', await test.receipts.toInvoice({ keys, customer: customer.id, use: 'G03' }));
  const four = await sell();
  assert.strictEqual(fits('Receipt', await test.receipts.cancel(four.id)).status, client.ReceiptStatus.CANCELED);
  const five = await sell();
  await control('POST', '/clock', { advance_seconds: 60 });
  const month = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Mexico_City', year: 'numeric', month: '2-digit' })
    .format(new Date());
  const all = fits('Invoice', await test.receipts.createGlobalInvoice({
    periodicity: client.GlobalInvoicePeriodicity.MONTH, from: `${month}-01` }));
  assert.strictEqual(all.global.periodicity, client.InvoicingPeriod.MONTH);
  assert.strictEqual((await test.receipts.retrieve(five.id)).status, client.ReceiptStatus.INVOICED_GLOBALLY);
});

add('retentions', async () => {
  const body = { customer: customer.id, cve_retenc: '01', periodo: { mes_ini: 1, mes_fin: 2, ejerc: 2026 },
    totales: { monto_tot_operacion: 1000, monto_tot_exent: 0,
      imp_retenidos: [{ base_ret: 1000, impuesto: 'ISR', monto_ret: 100, tipo_pago_ret: '04' }] } };
  const made = fits('Retention', await test.retentions.create(body));
  assert.strictEqual(fits('Retention', await test.retentions.retrieve(made.id)).uuid, made.uuid);
  list('Retention', await test.retentions.list({ q: 'cafeteria' }));
  await file(test.retentions.downloadPdf(made.id), PDF);
  await file(test.retentions.downloadXml(made.id), XML);
  await file(test.retentions.downloadZip(made.id), ZIP);
  await linked(test.retentions.downloadPdfUrl(made.id), PDF);
  await linked(test.retentions.downloadXmlUrl(made.id), XML);
  await linked(test.retentions.downloadZipUrl(made.id), ZIP);
  assert.strictEqual((await test.retentions.sendByEmail(made.id, { email: 'a@example.com' })).ok, true);
  const copy = fits('Retention', await test.retentions.copyToDraft(made.id));
  assert.strictEqual(copy.status, 'draft');
  assert.strictEqual((await test.retentions.updateDraft(copy.id, { folio_int: 'R2' })).folio_int, 'R2');
  assert.strictEqual(fits('Retention', await test.retentions.stampDraft(copy.id)).status, 'valid');
  assert.strictEqual((await test.retentions.cancel(copy.id, { motive: '02' })).status, 'canceled');
  assert.strictEqual((await test.retentions.cancel(made.id, { motive: '03' })).status, 'canceled');
});

add('catalogs', async () => {
  const found = await test.catalogs.searchProducts({ q: 'cafe' });
  assert.ok(found.data.length && found.data[0].key && found.data[0].description);
  assert.ok((await test.catalogs.searchUnits({ q: 'pieza' })).data.length);
  for (const method of methods(test.cartaPorteCatalogs))
    assert.ok(Array.isArray((await test.cartaPorteCatalogs[method]({ q: 'a', limit: 2 })).data), method);
  assert.ok(Array.isArray((await test.comercioExteriorCatalogs.searchTariffFractions({ q: '94' })).data));
});

add('tools', async () => {
  assert.strictEqual((await test.tools.validateTaxId('CCE150310AB1')).efos.is_valid, true);
  await refused(test.tools.validateTaxId('X'), 400, 'invalid_request');
});

module.exports = { add, assert, bytes, client, connect, control, customer: () => customer, env, file, fits, fs, http, list,
  live, organization, refused, RESOURCES, SALE, called, methods, test, user };
require('./node-organizations.cjs');
require('./node-webhooks.cjs');

add('every method was used', async () => {
  const all = RESOURCES.flatMap((name) => methods(test[name]).map((method) => `${name}.${method}`));
  assert.deepStrictEqual(all.filter((name) => !called.has(name)), []);
  assert.ok(all.length > 100, `${all.length} methods`);
});

(async () => {
  let failed = 0, number = 0;
  console.log(`1..${tests.length}`);
  for (const { name, run } of tests) {
    const error = await run().then(() => null, (thrown) => thrown);
    number++;
    console.log(`${error ? 'not ok' : 'ok'} ${number} ${name}`);
    if (error) {
      failed++;
      const more = error.errors ? '\n' + JSON.stringify(error.errors) : '';
      console.log(String(error.stack + more).replace(/^/gm, '# '));
    }
  }
  process.exit(failed ? 1 : 0);
})();
