// Verdicts that spec/examples.md does not show.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Door } from './door.js';
import {
  VACCINATION, bundle, issuer, keyOf, pass, passKey, presentation, record, rule, statusKey, statusList, trustList,
} from './world.js';

const first = record();
const domain = first.digest;
const anchor = domain.toString('hex');
const home = record({ domain: Buffer.alloc(32, 9) });
const homeAnchor = home.digest.toString('hex');
const HOLDER = `6220${keyOf('holder').publicKey.toString('hex')}`;
const BOUND = VACCINATION + HOLDER;

const keys = [passKey(), statusKey()];

/** The answer at a door that holds the list (and status list), at 300 if the policy names no time. */
function ask(input, { issuers = [issuer({ keys })], list = {}, status = null, homeList = null, ...policy } = {}) {
  const door = new Door();
  const parts = [first.bytes, trustList({ domain, issuers, ...list }), ...(status ? [statusList({ domain, ...status })] : [])];
  const loaded = door.load(door.open(anchor), bundle(...parts));
  assert.equal(`${loaded.refusal} ${loaded.statusRefusals}`, 'null -');
  let states = `${loaded.id}`;
  if (homeList) {
    const other = door.load(door.open(homeAnchor), bundle(home.bytes, trustList({ domain: home.digest, ...homeList })));
    assert.equal(other.refusal, null);
    states += `,${other.id}`;
  }
  return door.verify({ states, scopes: `${anchor}:2,${anchor}:61440,${anchor}:9`, earliest: 300, input, ...policy });
}

function check(cases) {
  for (const [expected, input, policy] of cases) {
    assert.equal(ask(input, policy), expected, JSON.stringify(policy));
  }
}

const plain = pass({ domain });
const GOOD = 'accepted - authentic - -';
const late = { list: { refreshAfter: 1_000 } }; // so that no refresh is due
const on = (fields) => ({ list: { refreshAfter: 1_000, ...fields } });

test('before the signature', () => {
  const long = pass({ domain, claims: `${VACCINATION}60a0${'41'.repeat(160)}` });
  check([
    [GOOD, plain, late],
    ['accepted - authentic refresh-due -', plain],
    ['undecided unsupported-version not-authentic - -', Buffer.of(0x19)],
    ['undecided unsupported-version not-authentic - -', Buffer.of(0x21)],
    ['rejected malformed not-authentic - -', Buffer.alloc(0)],
    ['rejected malformed not-authentic - -', Buffer.of(0x13)],
    ['rejected malformed not-authentic - -', Buffer.alloc(1025, 0x11), { size: 256 }],
    ['undecided device-limit not-authentic - -', Buffer.alloc(1024, 0x11), { size: 1023 }],
    ['undecided device-limit not-authentic - -', Buffer.alloc(1127, 0x12), { size: 1023 }],
    ['rejected malformed not-authentic - -', Buffer.alloc(1024, 0x11), { size: 9999 }],
    ['undecided device-limit not-authentic - -', long, { size: 1 }],
    [GOOD, long, { size: 262, ...late }],
    ['rejected malformed not-authentic - -', pass({ domain, lifetime: 0 })],
    ['rejected malformed not-authentic - -', pass({ domain, claims: '10011001' })],
    ['rejected malformed not-authentic - -', pass({ domain, claims: '6000' })],
    ['rejected malformed not-authentic - -', pass({ domain, claims: '60' })],
    ['rejected malformed not-authentic - -', pass({ domain, claims: '600241' })],
    ['undecided unknown-domain not-authentic - -', pass({ domain: Buffer.alloc(32, 3) })],
    ['undecided key-not-yet-known not-authentic - -', pass({ domain, key: 8 })],
    ['rejected key-withdrawn not-authentic - -', pass({ domain, key: 7 })],
    ['rejected bad-signature not-authentic - -', pass({ domain, seed: 'other' })],
    ['rejected key-not-for-this not-authentic - -', pass({ domain, key: 1 })],
    ['rejected key-not-for-this not-authentic - -', pass({ domain, profile: 1 })],
  ]);
});

test('several domains of one tag are each tried', () => {
  const door = new Door();
  const { id } = door.load(door.open(anchor), bundle(first.bytes, trustList({ domain, issuers: [issuer({ keys })] })));
  const twin = `${anchor.slice(0, 8)}${'00'.repeat(28)}`;
  const answer = (states, input) => door.verify({ states, scopes: `${anchor}:2`, earliest: 300, input });
  const other = door.open(twin);
  for (const states of [`${id},${other}`, `${other},${id}`]) {
    assert.equal(answer(states, plain), 'accepted - authentic refresh-due -');
    assert.equal(answer(states, pass({ domain, seed: 'other' })), 'undecided key-not-yet-known not-authentic - -');
  }
});

test('claims', () => {
  const authentic = (claims, fields = {}) => [pass({ domain, claims, ...fields }), { ...late, issuers: [issuer({ keys, profiles: [2, 9, 61440] })] }];
  const bad = 'rejected invalid-claims authentic - -';
  check([
    [bad, ...authentic('1001')],
    [bad, ...authentic(`1001500fca52700141`)],
    [bad, ...authentic('1001500fca5f')],
    [bad, ...authentic('1001304131500fca52')],
    [bad, ...authentic(`${VACCINATION}6001ff`)],
    [bad, ...authentic(`${VACCINATION}e1023c41`)],
    [bad, ...authentic(`${VACCINATION}620141`)],
    [GOOD, ...authentic(`${VACCINATION}e10341413c`)],
    [GOOD, ...authentic('10ff31ffff500fca52')],
    ['undecided unsupported-claim authentic - -', ...authentic(`1001130150${'0fca52'}`)],
    ['accepted - authentic unknown-claim-ignored -', ...authentic(`${VACCINATION}9001`)],
    ['undecided unsupported-profile authentic - -', ...authentic('', { profile: 9 })],
    [GOOD, ...authentic('', { profile: 61440 })],
    ['undecided unsupported-claim authentic - -', ...authentic('1001', { profile: 61440 })],
    ['rejected invalid-claims authentic - -', ...authentic('400fca5f', { profile: 61440 })],
  ]);
  const tags = { scopes: `${anchor}:61440:10+13`, ...late, issuers: [issuer({ keys, profiles: [61440] })] };
  check([
    [GOOD, pass({ domain, profile: 61440, claims: '1001' }), tags],
    ['undecided unsupported-claim authentic - -', pass({ domain, profile: 61440, claims: '0301' }), tags],
  ]);
});

test('the clock', () => {
  const at = (earliest, latest = earliest) => ({ earliest, latest, ...late });
  check([
    ['undecided clock-behind authentic - 100', plain, at(99)],
    ['undecided clock-behind authentic - 100', plain, at(-5, 99)],
    ['undecided pass-from-future authentic - 200', plain, at(199)],
    [GOOD, plain, at('-9223372036854775808', 200)],
    ['undecided clock-uncertain authentic refresh-due 700', plain, at(200, '9223372036854775807')],
    [GOOD, plain, at(699)],
    ['rejected expired authentic - 700', plain, at(700)],
    ['undecided clock-uncertain authentic - 700', plain, at(699, 700)],
    ['rejected expired authentic - 300', plain, { ...at(300), issuers: [issuer({ keys: [passKey({ acceptUntil: 300 })] })] }],
    ['undecided clock-uncertain authentic - 300', plain, { ...at(299, 300), issuers: [issuer({ keys: [passKey({ acceptUntil: 300 })] })] }],
    ['undecided not-yet-valid authentic - 210', pass({ domain, validFrom: 10 }), at(209)],
    ['undecided trust-list-expired authentic refresh-due 300', plain, { list: { expiresAt: 300 } }],
  ]);
});

test('status lists', () => {
  const demanding = (demand) => [issuer({ keys, demand })];
  const held = { number: 2, issuedAt: 150, expiresAt: 400, firstLive: 5, serials: [7, 11] };
  check([
    [GOOD, plain, { ...late, status: held }],
    ['rejected revoked authentic - -', pass({ domain, serial: 7 }), { ...late, status: held }],
    ['rejected revoked authentic refresh-due -', pass({ domain, serial: 7 }), { ...late, status: held, earliest: 5_000 }],
    ['rejected expired authentic - 150', pass({ domain, serial: 4 }), { ...late, status: held }],
    ['rejected expired authentic - 150', pass({ domain, serial: 4 }), { ...late, status: held, earliest: 99 }],
    ['undecided clock-behind authentic - 150', plain, { ...late, status: held, earliest: 149 }],
    ['undecided status-list-missing authentic - -', plain, { ...late, issuers: demanding(1) }],
    ['undecided status-list-missing authentic - -', plain, { ...late, issuers: demanding(3), status: held, earliest: 500 }],
    [GOOD, plain, { ...late, issuers: demanding(2), status: held }],
    ['undecided status-list-expired authentic - 400', plain, { ...late, issuers: demanding(2), status: held, earliest: 400 }],
    ['undecided clock-uncertain authentic - 400', plain, { ...late, issuers: demanding(2), status: held, earliest: 399, latest: 400 }],
    [GOOD, plain, { ...late, status: held, earliest: 450 }],
  ]);
});

test('presentations', () => {
  const bound = pass({ domain, claims: BOUND });
  const shown = (fields) => presentation({ domain, pass: bound, ...fields });
  check([
    ['undecided presentation-needed authentic - -', bound, late],
    [GOOD, bound, { ...late, bare: 'yes' }],
    [GOOD, shown(), late],
    ['rejected bad-holder-proof authentic - -', shown({ seed: 'other' }), late],
    ['rejected bad-holder-proof authentic - -', presentation({ domain, pass: plain }), late],
    ['rejected bad-holder-proof authentic - -', presentation({ domain, pass: pass({ domain, claims: `${VACCINATION}6220${'00'.repeat(32)}` }) }), late],
    ['undecided presentation-stale authentic - 301', shown({ presentedAt: 301 }), late],
    ['undecided presentation-stale authentic - 300', shown({ presentedAt: 240 }), late],
    [GOOD, shown({ presentedAt: 241 }), late],
    ['undecided presentation-stale authentic - 300', shown(), { ...late, age: 0 }],
    [GOOD, shown({ presentedAt: 5, challenge: 'abcd' }), { ...late, challenge: 'abcd' }],
    ['undecided wrong-challenge authentic - -', shown({ challenge: 'abce' }), { ...late, challenge: 'abcd' }],
    ['rejected malformed not-authentic - -', shown({ challenge: 'aa'.repeat(33) }), late],
    [GOOD, shown({ challenge: 'aa'.repeat(32) }), late],
  ]);
});

test('rules, own and home', () => {
  const closed = rule({ closes: 90 });      // from 290 on, for a pass issued at 200
  const notOpen = rule({ opens: 150, closes: 500 });
  const unknown = rule({ kind: 9 });
  const homeOf = (fields) => ({ home: homeAnchor, homeList: { refreshAfter: 1_000, issuers: [], ...fields }, ...late });
  check([
    ['rejected rule-expired authentic - 290', plain, on({ rules: [closed] })],
    ['undecided trust-list-expired authentic refresh-due 300', plain, { list: { expiresAt: 300, rules: [closed] } }],
    ['undecided clock-uncertain authentic - 290', plain, { earliest: 289, latest: 290, ...on({ rules: [closed] }) }],
    ['undecided rule-not-yet-open authentic - 350', plain, on({ rules: [notOpen] })],
    ['undecided unsupported-rule authentic - -', plain, on({ rules: [unknown, notOpen] })],
    [GOOD, plain, homeOf({})],
    ['rejected rule-expired authentic - 290', plain, homeOf({ rules: [closed] })],
    ['undecided unsupported-rule authentic - -', plain, homeOf({ rules: [unknown] })],
    ['undecided trust-list-expired authentic refresh-due 299', plain, homeOf({ expiresAt: 299, refreshAfter: 299 })],
    ['undecided clock-behind authentic - 301', plain, homeOf({ issuedAt: 301, rules: [closed] })],
    ['undecided home-list-missing authentic - -', plain, { ...late, home: homeAnchor }],
    [GOOD, plain, { ...late, home: anchor }],
    [GOOD, pass({ domain, profile: 61440 , claims: '' }), { ...homeOf({ rules: [closed] }), issuers: [issuer({ keys, profiles: [61440] })] }],
    ['rejected not-accepted-here authentic - -', plain, { ...late, scopes: `${homeAnchor}:2` }],
  ]);
});
