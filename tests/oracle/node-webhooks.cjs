/* SPDX-License-Identifier: GPL-3.0-or-later */
'use strict';
/* A webhook from its making to a delivery whose signature the client itself checks; and the client as in a browser. */
const { add, assert, bytes, client, customer, fits, http, list, refused, SALE, test } = require('./node-client.cjs');

let secret, delivery;

add('webhooks: delivery', async () => {
  let arrived;
  const arrival = new Promise((resolve) => { arrived = resolve; });
  const server = http.createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part)).on('end', () => {
      response.end();
      arrived({ signature: request.headers['facturapi-signature'], payload: Buffer.concat(parts) });
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/avisos`;
  const hook = fits('Webhook', await test.webhooks.create({ url,
    enabled_events: [client.ApiEventType.RECEIPT_STATUS_UPDATED] }));
  secret = hook.secret;
  list('Webhook', await test.webhooks.list({ limit: 10 }));
  assert.strictEqual(fits('Webhook', await test.webhooks.retrieve(hook.id)).url, url);
  const receipt = await test.receipts.create(SALE);
  await test.receipts.cancel(receipt.id);
  delivery = await arrival;
  server.close();
  const event = fits('ApiEvent', await test.webhooks.validateSignature({ secret, ...delivery }));
  assert.strictEqual(event.type, client.ApiEventType.RECEIPT_STATUS_UPDATED);
  assert.strictEqual(event.data.type, client.ApiEventDataType.RECEIPT);
  assert.strictEqual(event.data.object.id, receipt.id);
  await test.webhooks.validateSignature({ secret, ...delivery, payload: event });
  await assert.rejects(test.webhooks.validateSignature({ secret: 'whsec_x', ...delivery }), /Invalid signature/);
  const off = await test.webhooks.update(hook.id, { enabled_events: ['*'],
    status: client.WebhookEndpointStatus.DISABLED });
  assert.strictEqual(off.status, 'disabled');
  fits('Webhook', await test.webhooks.del(hook.id));
  await refused(test.webhooks.retrieve(hook.id), 404, 'webhook_not_found');
});

/* Without Buffer the client does as in a browser: Blobs, and signatures by SubtleCrypto or by the service. Node's own
 * fetch needs Buffer, so that it gets it back while it works. */
async function withoutNode(run) {
  const own = { Buffer: globalThis.Buffer, fetch: globalThis.fetch };
  const fetchWhole = async (...args) => {
    globalThis.Buffer = own.Buffer;
    const answer = await own.fetch(...args);
    const blob = await answer.blob();
    const text = await blob.text();
    globalThis.Buffer = undefined;
    return { ok: answer.ok, status: answer.status, headers: answer.headers, blob: async () => blob,
      text: async () => text, json: async () => JSON.parse(text) };
  };
  Object.assign(globalThis, { Buffer: undefined, fetch: fetchWhole });
  try {
    return await run();
  } finally {
    Object.assign(globalThis, own);
  }
}

add('webhooks and files as in a browser', async () => {
  const crypto = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  const signed = { secret, signature: delivery.signature, payload: delivery.payload.toString() };
  const forged = { ...signed, signature: '00'.repeat(32) };
  const pdf = await withoutNode(async () => {
    await test.webhooks.validateSignature(signed);
    await assert.rejects(test.webhooks.validateSignature(forged), /Invalid signature/);
    return test.invoices.previewPdf({ ...SALE, customer: customer().id });
  });
  assert.ok(pdf instanceof Blob);
  assert.strictEqual(pdf.type, 'application/pdf');
  assert.strictEqual((await bytes(pdf)).subarray(0, 5).toString(), '%PDF-');
  Object.defineProperty(globalThis, 'crypto', { value: undefined, configurable: true });
  try {
    const event = await withoutNode(() => test.webhooks.validateSignature(signed));
    assert.strictEqual(event.type, client.ApiEventType.RECEIPT_STATUS_UPDATED);
    await withoutNode(() => refused(test.webhooks.validateSignature(forged), 400, 'webhook_signature_invalid'));
  } finally {
    Object.defineProperty(globalThis, 'crypto', crypto);
  }
});
