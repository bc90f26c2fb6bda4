// Revoked serials, status lists and deltas.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Malformed } from '../source/bytes.js';
import { encodeSerials } from '../source/serial-writer.js';
import { END, RevokedSerials } from '../source/serials.js';
import { Door } from './door.js';
import {
  bundle, encode, issuer, passKey, record, statusDelta, statusKey, statusList, trustList,
} from './world.js';

function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function randomSet(draw, count, first, range) {
  const set = new Set();
  while (set.size < count) set.add(first + draw(range));
  return [...set].sort((a, b) => a - b);
}

function rowOf(serials) {
  const iterator = serials.values();
  return { next: () => iterator.next().value ?? END };
}

function allOf(serials) {
  const all = [];
  for (let serial = serials.next(); serial !== END; serial = serials.next()) all.push(serial);
  return all;
}

const SETS = [[], [0], [2 ** 32 - 1], [0, 2 ** 32 - 1], [5, 9, 200], Array.from({ length: 600 }, (_, i) => i)];
const draw = random(7);
for (let i = 0; i < 40; i++) SETS.push(randomSet(draw, 1 + draw(700), draw(50), 1000 + draw(2 ** 31)));
for (let i = 0; i < 20; i++) SETS.push([...randomSet(draw, 300, 0, 400), ...randomSet(draw, 5, 1000, 2 ** 31)]);

test('sets are read, looked up and written in their one encoding', () => {
  for (const set of SETS) {
    const firstLive = Math.max(0, (set[0] ?? 0) - draw(3));
    const bytes = encode(set, firstLive);
    const revoked = new RevokedSerials(bytes, firstLive);
    assert.deepEqual(allOf(revoked.from(0)), set);
    for (const serial of set) {
      assert.equal(revoked.has(serial), true);
      assert.equal(revoked.has(serial + 1), set.includes(serial + 1));
    }
    const written = encodeSerials({
      serials: rowOf(set), count: set.length, greatest: set.at(-1), firstLive, limit: bytes.length,
    });
    assert.deepEqual(written, bytes);
  }
});

test('a changed byte is refused, or is the one encoding of another set', () => {
  let refused = 0;
  for (const set of SETS.slice(1, 12)) {
    const bytes = encode(set, 0);
    for (let i = 0; i < 400; i++) {
      const changed = Buffer.from(bytes);
      changed[draw(changed.length)] ^= 1 << draw(8);
      try {
        assert.deepEqual(encode(allOf(new RevokedSerials(changed, 0).from(0)), 0), changed);
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        refused++;
      }
    }
  }
  assert.ok(refused > 0);
});

test('the writer stops at its limit', () => {
  const serials = Array.from({ length: 10_000 }, (_, i) => 1000 * i);
  assert.throws(() => encodeSerials({
    serials: rowOf(serials), count: serials.length, greatest: serials.at(-1), firstLive: 0, limit: 1000,
  }), Malformed);
});

const first = record();
const domain = first.digest;
const issuers = [issuer({ keys: [passKey(), statusKey(), statusKey({ number: 2, acceptUntil: 900 })] })];
const trusted = trustList({ domain, issuers });
const make = (fields) => statusList({ domain, ...fields });

function doorWith(...parts) {
  const door = new Door();
  const { id, refusal } = door.load(door.open(domain.toString('hex')), bundle(first.bytes, trusted, ...parts));
  assert.equal(refusal, null);
  return { load: (...more) => door.load(id, bundle(...more)).statusRefusals, door, id };
}

test('each refusal of a status list', () => {
  const held = make({ number: 5, firstLive: 4, serials: [5, 9, 200] });
  const { load } = doorWith(held);
  const lists = {
    'status-malformed': Buffer.concat([held, Buffer.of(0)]),
    'status-foreign-domain': statusList({ domain: Buffer.alloc(32, 1), number: 6 }),
    'status-key-not-yet-known': make({ key: 8 }),
    'status-key-withdrawn': make({ key: 7 }),
    'status-other-generation': make({ generation: 1 }),
    'status-rollback': make({ number: 4 }),
    'status-conflict': make({ number: 5 }),
    'status-bad-signature': make({ number: 6, seed: 'key 2' }),
    'status-key-not-for-this': make({ number: 6, key: 0 }),
    'status-too-long': make({ number: 6, key: 2 }),
    'status-first-live': make({ number: 6, firstLive: 3, serials: [5, 9, 200] }),
    'status-not-contained': make({ number: 6, firstLive: 4, serials: [5, 200] }),
  };
  for (const [refusal, list] of Object.entries(lists)) assert.equal(load(list), `1:${refusal}`);
  const all = Object.keys(lists).map((refusal, i) => `${i + 2}:${refusal}`).join(',');
  assert.equal(load(held, ...Object.values(lists)), all);
  assert.equal(load(make({ number: 6, firstLive: 6, serials: [9, 200] })), '-');
});

test('deltas', () => {
  const base = make({ number: 5, firstLive: 4, serials: [5, 9, 200] });
  const newer = make({ number: 7, firstLive: 6, serials: [7, 9, 200, 300] });
  const delta = statusDelta(newer, 5, [7, 300]);
  const { load, door, id } = doorWith(base);
  const whole = door.load(id, bundle(newer));
  const patched = door.load(id, bundle(delta));
  assert.equal(patched.answer, whole.answer);
  assert.equal(door.load(patched.id, bundle(delta)).answer, patched.answer);
  assert.equal(door.load(patched.id, bundle(statusDelta(newer, 5, [8]))).statusRefusals, '1:status-conflict');
  assert.equal(load(statusDelta(newer, 4, [7, 300])), '1:status-base-missing');
  assert.equal(load(statusDelta(newer, 5, [7])), '1:status-bad-signature');
  assert.equal(load(statusDelta(newer, 5, [7, 9, 300])), '1:status-malformed');
  assert.equal(load(statusDelta(newer, 7, [7])), '1:status-malformed');
  assert.equal(load(statusDelta(newer, 5, [7]), delta), '1:status-bad-signature,2:status-base-missing');
  assert.equal(load(statusDelta(make({ number: 4, firstLive: 4 }), 3, [])), '1:status-rollback');
});

test('held lists that a new trust list does not support are dropped', () => {
  const held = make({ serials: [3] });
  const { door, id } = doorWith(held);
  const state = (list) => door.load(id, bundle(list));
  const renewed = (fields, keyFields) => trustList({
    domain, number: 2, issuers: [issuer({ keys: [passKey(), statusKey(keyFields), statusKey({ number: 2, acceptUntil: 900 })], ...fields })],
  });
  const sizes = [
    renewed({}, {}),
    renewed({ demand: 1 }, { flags: 3 }),
    renewed({ generation: 1, demand: 1 }, {}),
    renewed({}, { acceptUntil: 999 }),
  ].map((list) => {
    const { id: loaded, refusal } = state(list);
    assert.equal(refusal, null);
    return door.load(loaded, bundle(held)).statusRefusals;
  });
  assert.deepEqual(sizes, ['-', '1:status-key-compromised', '1:status-other-generation', '1:status-too-long']);
  const alone = door.load(door.open(domain.toString('hex')), bundle(first.bytes, renewed({}, { acceptUntil: 999 })));
  assert.equal(state(renewed({}, { acceptUntil: 999 })).digest, alone.digest);
});
