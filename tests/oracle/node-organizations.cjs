/* SPDX-License-Identifier: GPL-3.0-or-later */
'use strict';
/* Organizations, their files, keys, series and team through the official client. */
const { add, assert, client, connect, fits, fs, list, live, organization, refused, test, user } = require('./node-client.cjs');

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==',
  'base64');

add('organizations: settings', async () => {
  const made = fits('Organization', await user.organizations.create({ name: 'Taller «El Águila»' }));
  assert.ok(list('Organization', await user.organizations.list({ q: 'aguila' })).data.some((o) => o.id === made.id));
  assert.strictEqual(fits('Organization', await user.organizations.retrieve(organization)).id, organization);
  assert.strictEqual(fits('Organization', await test.organizations.me()).id, organization);
  const legal = fits('Organization', await user.organizations.updateLegal(made.id, { name: 'Taller',
    legal_name: 'TALLER EL AGUILA', tax_system: '601', support_email: 'soporte@taller.example',
    address: { zip: '22000', street: 'Calle 5' } }));
  assert.strictEqual(legal.timezone, 'America/Tijuana');
  const look = fits('Organization', await user.organizations.updateCustomization(made.id, { color: '336699',
    pdf_extra: { codes: true, repeat_signature: true } }));
  assert.strictEqual(look.customization.pdf_extra.repeat_signature, true);
  assert.strictEqual(fits('Organization', await user.organizations.updateReceiptSettings(made.id,
    { periodicity: client.GlobalInvoicePeriodicity.WEEK, duration_days: 3 })).receipts.duration_days, 3);
  assert.strictEqual((await user.organizations.checkDomainIsAvailable({ domain: 'aguila' })).available, true);
  assert.strictEqual(fits('Organization', await user.organizations.updateDomain(made.id, { domain: 'aguila' })).domain,
    'aguila');
  assert.strictEqual((await user.organizations.checkDomainIsAvailable({ domain: 'aguila' })).available, false);
  const own = await user.organizations.updateSelfInvoiceSettings(made.id, { allowed_cfdi_uses: ['G01', 'G03'] });
  assert.deepStrictEqual(fits('Organization', own).self_invoice.allowed_cfdi_uses, ['G01', 'G03']);
  assert.strictEqual((await user.organizations.del(made.id)).id, made.id);
  await refused(user.organizations.retrieve(made.id), 404, 'organization_not_found');
  await refused(test.organizations.create({ name: 'x' }), 403, 'api_key_not_allowed');
});

add('organizations: files', async () => {
  const cer = fs.readFileSync(process.env.CSD_CER), key = fs.readFileSync(process.env.CSD_KEY);
  const { id } = await user.organizations.create({ name: 'Escuela' });
  fits('Organization', await user.organizations.uploadLogo(id, PIXEL));
  fits('Organization', await user.organizations.uploadLogo(id, new Blob([PIXEL])));
  await refused(user.organizations.uploadLogo(id, Buffer.from('nothing')), 400, 'invalid_image_file');
  await refused(user.organizations.uploadCertificate(id, cer, key, 'wrong'), 400, 'private_key_password_incorrect');
  const sealed = fits('Organization', await user.organizations.uploadCertificate(id, fs.createReadStream(process.env.CSD_CER),
    new Uint8Array(key), '12345678a'));
  assert.strictEqual(sealed.certificate.has_certificate, true);
  assert.strictEqual(sealed.legal.tax_id, 'EKU9003173C9');
  assert.strictEqual((await user.organizations.deleteCertificate(id)).certificate.has_certificate, false);
  await user.organizations.del(id);
});

add('organizations: keys', async () => {
  const { id } = await user.organizations.create({ name: 'Llaves' });
  const old = await user.organizations.getTestApiKey(id);
  assert.match(old, /^sk_test_/);
  const renewed = await user.organizations.renewTestApiKey(id);
  assert.strictEqual((await connect(renewed).organizations.me()).id, id);
  await refused(connect(old).organizations.me(), 401, 'api_key_invalid');
  const secret = await user.organizations.renewLiveApiKey(id);
  assert.match(secret, /^sk_live_/);
  const keys = await user.organizations.listLiveApiKeys(id);
  keys.forEach((key) => fits('ApiKeys', key));
  assert.strictEqual(keys[0].first_12, secret.slice(0, 12));
  assert.deepStrictEqual(await user.organizations.deleteLiveApiKey(id, keys[0].id), []);
  await user.organizations.del(id);
});

add('organizations: series', async () => {
  const series = (answer) => (Array.isArray(answer) ? answer : answer.data);
  fits('Series', await live.organizations.createSeriesGroup('me', { series: 'NODE', next_folio: 7, next_folio_test: 9 }));
  assert.ok(series(await live.organizations.listSeriesGroup('me')).map((s) => fits('Series', s)).some((s) => s.series === 'NODE'));
  assert.strictEqual((await live.organizations.updateSeriesGroup('me', 'NODE', { next_folio: 70 })).next_folio, 70);
  const before = (await live.organizations.me()).customization.default_series.I;
  await live.organizations.updateDefaultSeries('me', { type: 'I', series: 'NODE' });
  assert.strictEqual((await live.organizations.me()).customization.default_series.I, 'NODE');
  await live.organizations.updateDefaultSeries('me', { type: 'I', series: before });
  await live.organizations.deleteSeriesGroup('me', 'NODE');
});

add('organizations: team', async () => {
  const team = user.organizations;
  (await team.listTeamAccess(organization)).forEach((access) => fits('OrganizationUserAccess', access));
  (await team.listTeamRoleTemplates(organization)).forEach((template) => fits('OrganizationTeamRoleTemplate', template));
  assert.ok((await team.listTeamRoleOperations(organization)).includes('write.invoices.create'));
  const role = fits('OrganizationTeamRole', await team.createTeamRole(organization, { name: 'Ventas',
    template_code: 'org-billing' }));
  (await team.listTeamRoles(organization)).forEach((each) => fits('OrganizationTeamRole', each));
  fits('OrganizationTeamRole', await team.retrieveTeamRole(organization, role.id));
  assert.strictEqual((await team.updateTeamRole(organization, role.id, { name: 'Caja' })).name, 'Caja');
  const lost = fits('OrganizationInvite', await team.inviteUserToTeam(organization, { email: 'eva@taller.example' }));
  await team.cancelTeamInvite(organization, lost.id);
  const invite = await team.inviteUserToTeam(organization, { email: 'ana@taller.example', role: role.id });
  (await team.listSentTeamInvites(organization)).forEach((each) => fits('OrganizationInvite', each));
  assert.ok((await team.listReceivedTeamInvites()).some((each) => each.id === invite.id));
  await team.respondTeamInvite(invite.id, { accept: true });
  const ana = (await team.listTeamAccess(organization)).find((each) => each.email === 'ana@taller.example');
  assert.strictEqual(fits('OrganizationUserAccess', await team.retrieveTeamAccess(organization, ana.id)).role_name, 'Caja');
  assert.strictEqual((await team.updateTeamAccessRole(organization, ana.id, 'org-readonly')).role, 'org-readonly');
  await team.removeTeamAccess(organization, ana.id);
  assert.strictEqual((await team.deleteTeamRole(organization, role.id)).ok, true);
});
