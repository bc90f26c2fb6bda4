// All of spec/examples.md: its objects, its texts, its poster and its verdicts.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { AuthorityRecord } from '../source/authority-record.js';
import { decodeBase41 } from '../source/base41.js';
import { parsePass, parsePresentation } from '../source/pass.js';
import { StatusList } from '../source/status-list.js';
import { TrustList } from '../source/trust-list.js';
import { PublicKey } from '../source/ed25519.js';
import { message } from '../source/signature.js';
import { lines, object, publicKeys, table } from './chapter.js';
import { Door, field } from './door.js';

const anchors = new Map(table('anchor'));
const anchor = table('anchor')[0][1];
const southmark = anchors.get('domain digest of Southmark');
const bundle = decodeBase41(Buffer.from(lines('bundle-text')[0]));
const record1 = object('record-1');
const record2 = object('record-2');
const list = object('list');

test('the objects are well-formed, and what they say is read', () => {
  assert.equal(new AuthorityRecord(record1).digest.toString('hex'), anchor);
  assert.equal(new AuthorityRecord(record2).digest.toString('hex'), anchors.get('digest of record 2'));
  assert.equal(new TrustList(list).rules.length, 2);
  assert.equal(new StatusList(object('status-list')).revoked.count, 3);
  assert.equal(parsePass(object('pass')).serial, 1001);
  assert.equal(parsePresentation(object('presentation')).pass.serial, 1015);
  assert.throws(() => parsePass(object('broken')));
});

test('the bundle is the two records and the list', () => {
  const parts = [record1, record2, list].map((part) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    return Buffer.concat([length, part]);
  });
  assert.deepEqual(bundle, Buffer.concat([Buffer.of(0x16), ...parts]));
});

test('the texts are those of the objects', () => {
  assert.deepEqual(decodeBase41(Buffer.from(lines('pass-text')[0])), object('pass'));
  assert.deepEqual(decodeBase41(Buffer.from(lines('presentation-text')[0])), object('presentation'));
  assert.deepEqual(decodeBase41(Buffer.from(lines('request-text')[0])), object('request'));
});

test('what a signature covers', () => {
  const { signedBytes } = parsePass(object('pass'));
  assert.equal(message(signedBytes, Buffer.from(anchor, 'hex')).toString('hex'), lines('signed').join(''));
});

test('the keys are vetted', () => {
  assert.ok(publicKeys.length > 0);
  for (const key of publicKeys) assert.ok(new PublicKey(key).isVetted());
});

test('loading, from either anchor, as bytes and as text', () => {
  const door = new Door();
  const loaded = door.load(door.open(anchor), bundle);
  assert.equal(loaded.digest, createHash('sha256').update(bundle).digest('hex'));
  const text = Buffer.from(lines('bundle-text')[0]);
  assert.equal(door.ask('load', door.open(anchor), 'text', field(text)).answer, `loaded ${loaded.digest} -`);
  const later = door.load(door.open(anchors.get('anchor at record 2')), bundle);
  assert.equal(later.refusal, null);
  assert.notEqual(later.digest, loaded.digest);
  const status = Buffer.concat([Buffer.from('1600000071', 'hex'), object('status-list')]);
  assert.equal(door.load(loaded.id, status).answer, `loaded ${loaded.digest} 1:status-key-not-yet-known`);
});

test('the poster, in any order, and not without one of its parts', () => {
  const door = new Door();
  const state = door.open(anchor);
  const [one, two] = lines('poster').map((text) => field(Buffer.from(text)));
  const digest = createHash('sha256').update(bundle).digest('hex');
  const none = createHash('sha256').digest('hex');
  assert.equal(door.ask('poster', state, `${one},${two}`).answer, `loaded ${digest} -`);
  assert.equal(door.ask('poster', state, `${two},${one},${two}`).answer, `loaded ${digest} -`);
  assert.equal(door.ask('poster', state, one).answer, `nothing ${none}`);
  assert.equal(door.ask('poster', state, '-').answer, `nothing ${none}`);
});

const texts = new Map();
for (let i = 0, rows = lines('pass-texts'); i < rows.length; i += 2) texts.set(rows[i], rows[i + 1]);

const door = `${anchor}:1,${anchor}:2`;
const policies = {
  door: { scopes: door },
  'visitors only': { scopes: `${anchor}:1` },
  'home Southmark': { scopes: door, home: southmark },
  'tag 0x1c': { scopes: `${anchor}:1,${anchor}:2:1c` },
  challenge: { scopes: door, challenge: '000102030405060708090a0b0c0d0e0f' },
  bare: { scopes: door, bare: 'yes' },
};

test('the verdicts', () => {
  const rows = table('verdicts');
  assert.ok(rows.length > 0);
  const session = new Door();
  const { id } = session.load(session.open(anchor), bundle);
  for (const [pass, earliest, latest, policy, outcome, reason, instant, authentic, advisories] of rows) {
    const answer = session.verify({
      states: id,
      ...policies[policy.replaceAll('*', '')],
      earliest: seconds(earliest),
      latest: seconds(latest),
      form: 'text',
      input: Buffer.from(texts.get(pass)),
    });
    const expected = [
      outcome, reason || '-', authentic === 'yes' ? 'authentic' : 'not-authentic', advisories || '-',
      instant ? seconds(instant) : '-',
    ];
    assert.equal(answer, expected.join(' '), `${pass} at ${earliest}, ${policy}`);
  }
});

function seconds(time) {
  return Date.parse(time) / 1000;
}
