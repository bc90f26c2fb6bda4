// Authority records, trust lists, bundles, and the ties.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Door } from './door.js';
import { bundle, issuer, keyOf, passKey, record, rule, statusKey, trustList, u } from './world.js';

const first = record();
const domain = first.digest;
const anchor = domain.toString('hex');
const list = (fields) => trustList({ domain, ...fields });
const second = record({
  number: 2, domain, issuedAt: 50, roots: [keyOf('root 2')], listKeys: [keyOf('list 2')], previous: { 0: keyOf('root') },
});
const badKey = passKey({ publicKey: Buffer.alloc(32) });

function loadAfter(before, ...parts) {
  const door = new Door();
  let state = door.open(anchor);
  if (before) state = door.load(state, bundle(...before)).id;
  return door.load(state, bundle(...parts)).refusal;
}

test('refusals of a state that holds nothing', () => {
  const cases = [
    [null, [first.bytes]],
    [null, [first.bytes, list()]],
    [null, [first.bytes, second.bytes]],
    ['malformed', []],
    ['malformed', [list(), first.bytes]],
    ['malformed', [first.bytes, first.bytes]],
    ['malformed', [list(), list()]],
    ['malformed', [Buffer.of(0x23)]],
    ['malformed', [first.bytes, Buffer.concat([list(), Buffer.of(0)])]],
    ['malformed', [record({ own: { 1: keyOf('root') } }).bytes]],
    ['malformed', [record({ roots: [keyOf('a'), keyOf('b')], listKeys: [keyOf('a')] }).bytes]],
    ['foreign-domain', [record({ domain: Buffer.alloc(32, 8) }).bytes]],
    ['foreign-domain', [first.bytes, trustList({ domain: Buffer.alloc(32, 8) })]],
    ['anchor-missing', [list()]],
    ['anchor-missing', [second.bytes]],
    ['bad-signature', [record({ own: {} }).bytes]],
    ['bad-signature', [record({ own: { 0: keyOf('list') } }).bytes]],
    ['record-gap', [first.bytes, record({ number: 3, domain, previous: { 0: keyOf('root') } }).bytes]],
    ['bad-signature', [first.bytes, record({ number: 2, domain, previous: { 0: keyOf('list') } }).bytes]],
    ['bad-signature', [first.bytes, record({ number: 2, domain, previous: { 1: keyOf('root') } }).bytes]],
    ['bad-key', [first.bytes, record({ number: 2, domain, previous: { 0: keyOf('root') }, listKeys: [badKey] }).bytes]],
    ['wrong-authority', [first.bytes, second.bytes, list()]],
    ['bad-signature', [first.bytes, list({ signers: { 0: keyOf('root') } })]],
    ['bad-signature', [first.bytes, list({ signers: { 1: keyOf('list') } })]],
    ['list-too-long', [first.bytes, list({ expiresAt: 10_001, issuers: [issuer({ keys: [badKey] })] })]],
    ['bad-key', [first.bytes, list({ issuers: [issuer({ keys: [badKey] })] })]],
  ];
  for (const [refusal, parts] of cases) assert.equal(loadAfter(null, ...parts), refusal, parts.length);
  const door = new Door();
  const load = (bytes) => door.load(door.open(anchor), Buffer.from(bytes, 'hex')).refusal;
  assert.deepEqual(['', '26', '0600', '17', '16', '1600000000', '160000000513'].map(load), [
    'malformed', 'unsupported-version', 'unsupported-version', 'malformed', 'malformed', 'malformed', 'malformed',
  ]);
});

test('malformed lists', () => {
  const bad = [
    { number: 0 }, { authority: 0 }, { nextKey: 2 ** 24 + 1 }, { refreshAfter: 99 }, { refreshAfter: 1001 }, { expiresAt: 100 },
    { expiresAt: 100 + 34_560_001 }, { nextKey: 0 }, { signers: {} },
    { issuers: [issuer(), issuer()] }, { issuers: [issuer({ name: '' })] }, { issuers: [issuer({ name: 'a\u200b' })] },
    { issuers: [issuer({ name: 'x'.repeat(129) })] }, { issuers: [issuer({ profiles: [2, 2] })] },
    { issuers: [issuer({ generation: 1 })] }, { issuers: [issuer({ keys: [statusKey({ flags: 3 })] })] },
    { issuers: [issuer({ keys: [passKey({ flags: 4 })] })] }, { issuers: [issuer({ keys: [passKey(), passKey()] })] },
    { issuers: [issuer({ keys: [passKey(), passKey({ number: 1, seed: 'key 0' })] })] },
    { issuers: [issuer(), issuer({ id: 2, keys: [passKey({ seed: 'other' })] })] },
    { rules: [rule({}), rule({})] }, { rules: [rule({ from: 5, until: 5 })] }, { rules: [rule({ opens: 1 })] },
    { rules: [rule({ offset: 65 })] }, { rules: [rule({ anchor: 0x50, offset: 15 })] }, { rules: [rule({ anchor: 0x50, offset: 121 })] },
    { rules: [Buffer.concat([u(1, 24), rule({}).subarray(1), u(1, 0)])] },
  ];
  for (const fields of bad) assert.equal(loadAfter(null, first.bytes, list(fields)), 'malformed', JSON.stringify(fields));
  const good = [
    { issuers: [] }, { issuers: [issuer({ keys: [], profiles: [] })] }, { rules: [rule({ anchor: 0x50, offset: 120 })] },
    { rules: [rule({ kind: 2, opens: 9 })] }, { nextKey: 2 ** 24 }, { issuers: [issuer({ name: 'x'.repeat(128) })] },
  ];
  for (const fields of good) assert.equal(loadAfter(null, first.bytes, list(fields)), null, JSON.stringify(fields));
});

test('refusals beside what is held', () => {
  const held = [first.bytes, list({ number: 5 })];
  const under2 = (fields) => list({ authority: 2, signers: { 0: keyOf('list 2') }, ...fields });
  assert.equal(loadAfter(held, list({ number: 4 })), 'rollback');
  assert.equal(loadAfter(held, list({ number: 5, nextKey: 9 })), 'list-conflict');
  assert.equal(loadAfter(held, list({ number: 5 })), null);
  assert.equal(loadAfter(held, first.bytes, second.bytes), 'list-missing');
  assert.equal(loadAfter(held, first.bytes, second.bytes, list({ number: 5 })), 'wrong-authority');
  assert.equal(loadAfter(held, second.bytes, under2({ nextKey: 1, issuers: [] })), null);
  const other = record({ number: 2, domain, issuedAt: 51, previous: { 0: keyOf('root') } });
  assert.equal(loadAfter([first.bytes, second.bytes], other.bytes), 'record-conflict');
});

test('records before the anchor\'s are passed over, unsigned as they may be', () => {
  const door = new Door();
  const state = door.open(`${anchor}:${second.digest.toString('hex')}`);
  const loaded = door.load(state, bundle(record({ own: {} }).bytes, second.bytes));
  assert.equal(loaded.refusal, null);
  assert.equal(door.load(loaded.id, bundle(first.bytes)).digest, loaded.digest);
});

test('held bytes are kept where signatures differ', () => {
  const keys = [keyOf('root'), keyOf('other root')];
  const twin = (own) => record({ roots: keys, own });
  const door = new Door();
  const state = door.open(twin({}).digest.toString('hex'));
  const loaded = door.load(state, bundle(twin({ 0: keys[0] }).bytes));
  assert.equal(door.load(loaded.id, bundle(twin({ 1: keys[1] }).bytes)).digest, loaded.digest);
});

test('the ties', () => {
  const R = { from: 0, until: 2 ** 40 - 1, closes: 9 };
  const rules = [rule(R)];
  const keys = [passKey(), statusKey()];
  const base = { issuedAt: 100, expiresAt: 1000, nextKey: 2, rules, issuers: [issuer({ keys, demand: 3, profiles: [1, 2] })] };
  const next = { ...base, number: 2, issuedAt: 200, expiresAt: 1100 };
  const withIssuer = (fields) => ({ ...next, issuers: [issuer({ keys, demand: 3, profiles: [1, 2], ...fields })] });
  const cases = [
    [null, next],
    ['tie-dates', { ...next, issuedAt: 99 }],
    ['tie-dates', { ...next, expiresAt: 999 }],
    ['tie-next-key', { ...next, nextKey: 1, issuers: [] }],
    ['tie-key-entered', { ...withIssuer({ keys: [...keys, passKey({ number: 4 })] }), nextKey: 5 }, { ...base, nextKey: 5 }],
    [null, { ...withIssuer({ keys: [...keys, passKey({ number: 4 })] }), nextKey: 5 }],
    ['tie-key-changed', withIssuer({ keys: [passKey({ seed: 'new' }), statusKey()] })],
    ['tie-key-changed', withIssuer({ keys: [passKey(), passKey({ number: 1 })] })],
    ['tie-key-changed', withIssuer({ id: 2 })],
    ['tie-widened', withIssuer({ profiles: [1, 2, 3] })],
    ['tie-widened', withIssuer({ keys: [passKey({ acceptUntil: 5_001 }), statusKey()] })],
    ['tie-status', withIssuer({ demand: 2 })],
    ['tie-key-left', withIssuer({ keys: [passKey()] })],
    [null, { ...withIssuer({ keys: [passKey()] }), issuedAt: 5_000, expiresAt: 5_001 }],
    ['tie-rule', { ...next, rules: [] }],
    [null, { ...next, issuedAt: 1000, rules: [] }],
    ['tie-rule', { ...next, rules: [rule({ ...R, closes: 10 })] }],
    ['tie-rule', { ...next, rules: [rule({ ...R, until: 999 })] }],
    [null, { ...next, rules: [rule({ ...R, from: 200, until: 1000 })] }],
    ['tie-rule', { ...next, rules: [rule({ ...R, until: 500 }), rule({ ...R, from: 500 })] }],
  ];
  for (const [refusal, fields, before = base] of cases) {
    assert.equal(loadAfter([first.bytes, list(before)], list(fields)), refusal, JSON.stringify({ ...fields, issuers: 0, rules: 0 }));
  }
});
