// The program over its pipe, faulty requests, and hostile input.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decodeBase41 } from '../source/base41.js';
import { Lines } from '../source/lines.js';
import { assemble } from '../source/poster.js';
import { Session } from '../source/protocol.js';
import { lines, object, table } from './chapter.js';
import { Door, field } from './door.js';
import { sha256 } from './world.js';

const anchor = table('anchor')[0][1];
const bundle = decodeBase41(Buffer.from(lines('bundle-text')[0]));
const pass = object('pass');
const program = fileURLToPath(new URL('../verifier', import.meta.url));

test('the program answers a transcript and ends with exit code 0', () => {
  const none = sha256(Buffer.alloc(0)).toString('hex');
  const digest = sha256(bundle).toString('hex');
  const text = Buffer.from(lines('pass-text')[0]);
  const requests = [
    '0 hello 1', `1 open ${anchor.toUpperCase()}`, `2 load 1 bytes ${field(bundle)}`,
    `3 verify 2 ${anchor}:1,${anchor}:2 - - - - no 1804680000 1804680000 text ${field(text)}`,
    `4 verify 2 ${anchor}:1 - 1024 60 - no 1804680000 1804680000 text ${field(text)}`,
    '5 load 2 bytes 17', '6 drop 5', '7 drop 5',
  ];
  const { status, stdout, stderr } = spawnSync(program, { input: requests.map((line) => `${line}\n`).join('') });
  assert.equal(stderr.toString(), '');
  const [hello, ...answers] = stdout.toString().split('\n');
  assert.match(hello, /^0 hello 1 \S+ \S+ core,text,presentations,status-lists,deltas,posters \d+ \d+ \d+$/);
  assert.deepEqual(answers, [
    `1 state ${none}`, `2 loaded ${digest} -`, '3 accepted - authentic - -', '4 rejected not-accepted-here authentic - -',
    `5 refused malformed ${digest}`, '6 dropped', '7 error no such state', '',
  ]);
  assert.equal(status, 0);
});

test('faulty requests get an error, and the session goes on', () => {
  const session = new Session();
  session.answer(Buffer.from(`1 open ${anchor}`));
  const verify = (change) => {
    const fields = ['1', `${anchor}:1`, '-', '-', '-', '-', 'no', '5', '5', 'bytes', '11'];
    for (const [place, value] of Object.entries(change)) fields[place] = value;
    return `9 verify ${fields.join(' ')}`;
  };
  assert.match(session.answer(Buffer.from(verify({}))), /^9 rejected malformed /);
  const faulty = [
    '9', '9 ', '9 toString', '9 open', '9 open  ', `9 open ${anchor} `, `9 open ${anchor}:`, '9 open 00', `1 open ${anchor}`,
    '9 load 2 bytes 16', '9 load 1 byte 16', '9 load 1 bytes 1', '9 load 1 bytes 1G', '9 load 1 bytes AA', '9 load 01 bytes 16',
    '9 hello 2', '9 drop -', `9 poster 1 0,`, verify({ 0: '1,1' }), verify({ 0: '7' }), verify({ 1: `${anchor}:1,${anchor}:1` }),
    verify({ 1: `${anchor}:65536` }), verify({ 1: `${anchor}:1:` }), verify({ 2: '00' }), verify({ 3: '01' }), verify({ 4: '4294967296' }),
    verify({ 5: 'aa'.repeat(33) }), verify({ 6: 'maybe' }), verify({ 7: '6' }), verify({ 7: '-0' }), verify({ 7: '1e3' }),
    verify({ 9: 'Text' }), verify({ 10: '' }),
  ];
  for (const line of faulty) assert.match(session.answer(Buffer.from(line)), /^[19] error [ -~]+$/, line);
  for (const line of ['', 'x', '-1 drop 1', '01 drop 1', '4294967296 drop 1', ' 1 drop 1']) {
    assert.match(session.answer(Buffer.from(line)), /^0 error /, line);
  }
  for (let id = 10; id < 100; id++) session.answer(Buffer.from(`${id} open ${anchor}`));
  assert.equal(session.answer(Buffer.from(`100 open ${anchor}`)), '100 error no room for another state');
  assert.equal(session.answer(Buffer.from('10 drop 10')), '10 dropped');
  assert.match(session.answer(Buffer.from(`101 open ${anchor}`)), /^101 state /);
});

test('lines come whole out of any chunks, and cut where they are too long', () => {
  const input = Buffer.from('one\n\nthree\n12345678\n1234567\nlast');
  for (let size = 1; size <= input.length; size++) {
    const reader = new Lines(8);
    const found = [];
    for (let at = 0; at < input.length; at += size) found.push(...reader.add(input.subarray(at, at + size)));
    const whole = found.map(({ bytes, isWhole }) => (isWhole ? bytes.toString() : null));
    assert.deepEqual(whole, ['one', '', 'three', null, '1234567']);
  }
});

test('changed bytes never cause a fault', (context) => {
  const faults = context.mock.method(console, 'error', () => {});
  const door = new Door();
  const empty = door.open(anchor);
  const { id } = door.load(empty, bundle);
  const inputs = [bundle, pass, object('presentation'), Buffer.concat([Buffer.from('1600000071', 'hex'), object('status-list')])];
  const draw = (below) => Math.floor(Math.random() * below);
  for (let i = 0; i < 1_500; i++) {
    const changed = Buffer.from(inputs[i % inputs.length]);
    for (let n = draw(3); n >= 0; n--) changed[draw(changed.length)] = draw(256);
    const input = changed.subarray(0, draw(2) ? changed.length : draw(changed.length));
    const verdict = door.verify({ states: id, scopes: `${anchor}:2`, earliest: 1804680000, input });
    assert.match(verdict, /^(accepted|undecided|rejected) /);
    const loaded = door.load(i % 2 ? id : empty, input);
    assert.match(loaded.answer, /^(loaded|refused) /);
    door.ask('drop', loaded.id);
  }
  assert.equal(faults.mock.callCount(), 0);
});

test('a poster is put together only from parts that belong together', () => {
  const parts = lines('poster').map((text) => Buffer.from(text));
  const [one, two] = parts;
  const wrong = Buffer.from(one);
  wrong[wrong.length - 1] = one.at(-1) === 0x30 ? 0x31 : 0x30;
  assert.deepEqual(assemble([two, one, two]), [bundle]);
  assert.deepEqual(assemble([Buffer.from('MP1:00'), Buffer.alloc(0), one, two]), [bundle]);
  assert.deepEqual(assemble([one, one]), []);
  assert.deepEqual(assemble([wrong, two]), []);
  assert.deepEqual(assemble([one, wrong, two]), []);
  assert.deepEqual(assemble([wrong, one, two]), []);
  assert.deepEqual(assemble([one, Buffer.concat([two, Buffer.from('0')])]), []);
});
