// Dates, and rules against a model that looks at every second.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reader } from '../source/bytes.js';
import { readDate } from '../source/claims.js';
import { Interval } from '../source/interval.js';
import { judgeRules, readRule } from '../source/rules.js';
import { isText } from '../source/text.js';
import { rule, u } from './world.js';

const dateOf = (year, month, day) => readDate(u(3, year * 512 + month * 32 + day));

test('dates are those of the calendar', () => {
  for (const year of [1, 4, 99, 100, 1600, 1900, 1970, 2000, 2023, 2024, 9999]) {
    for (let month = 0; month < 16; month++) {
      for (let day = 0; day < 32; day++) {
        const time = new Date(0);
        time.setUTCFullYear(year, month - 1, day);
        const exists = month > 0 && day > 0 && time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
        const number = time / 86_400_000;
        if (month > 0 && day > 0) assert.deepEqual(dateOf(year, month, day), exists ? { first: number, last: number } : null);
        if (month === 0 && day > 0) assert.equal(dateOf(year, month, day), null);
      }
    }
  }
  assert.deepEqual(dateOf(2024, 2, 0), { first: 19754, last: 19782 });
  assert.deepEqual(dateOf(1970, 0, 0), { first: 0, last: 364 });
  for (const [year, month] of [[0, 1], [10_000, 1], [2024, 13]]) assert.equal(dateOf(year, month, 0), null);
  assert.equal(readDate(Buffer.from('8fca52', 'hex')), null);
});

test('a rule is judged as by looking at every second', () => {
  const seen = new Set();
  for (let i = 0; i < 20_000; i++) {
    const draw = (below) => Math.floor(Math.random() * below);
    const [from, opens, anchor, earliest] = [draw(12), draw(12), draw(12), draw(24)];
    const [until, closes, latest] = [from + 1 + draw(12), opens + 1 + draw(12), earliest + draw(8)];
    const bytes = rule({ from, until, opens, closes });
    const list = { rules: [readRule(new Reader(bytes))] };
    const pass = { profile: 2, issuedAt: anchor, claims: new Map() };
    const said = judgeRules(list, pass, new Interval(earliest, latest))[0] ?? { answer: 'kept', instant: null };

    const isClosed = (t) => from <= t && t < until && t >= anchor + closes;
    const isNotOpen = (t) => from <= t && t < until && t < anchor + opens;
    const seconds = Array.from({ length: latest - earliest + 1 }, (_, n) => earliest + n);
    const all = Array.from({ length: 60 }, (_, t) => t);
    const firstBehind = (fails) => all.findLast(fails) + 1;
    let expected;
    if (!seconds.some((t) => isClosed(t) || isNotOpen(t))) expected = { answer: 'kept', instant: null };
    else if (seconds.every(isClosed)) expected = { answer: 'closed', instant: all.find(isClosed) };
    else if (seconds.every(isNotOpen)) expected = { answer: 'not open', instant: firstBehind(isNotOpen) };
    else {
      const fails = seconds.some(isClosed) ? isClosed : isNotOpen;
      const begin = all.find(fails);
      expected = { answer: 'cannot be told', instant: begin > earliest ? begin : firstBehind(fails) };
    }
    seen.add(expected.answer);
    assert.deepEqual(said, expected);
  }
  assert.equal(seen.size, 4);
});

test('what a rule reads', () => {
  const answers = (fields, claims = {}) => {
    const list = { rules: [readRule(new Reader(rule({ closes: 1000, ...fields })))] };
    const map = new Map(Object.entries(claims).map(([tag, value]) => [Number(tag), Buffer.from(value, 'hex')]));
    const pass = { profile: 2, issuedAt: 0, start: 5000, claims: map };
    return judgeRules(list, pass, new Interval(100, 100)).map(({ answer }) => answer).join();
  };
  const day = '0f6421'; // 1970-01-01
  assert.equal(answers({}), 'kept');
  assert.equal(answers({ profile: 3 }), '');
  assert.equal(answers({ from: 101 }), '');
  assert.equal(answers({ until: 100 }), '');
  assert.equal(answers({ kind: 2 }), 'cannot be read');
  assert.equal(answers({ anchor: 1, closes: 9, opens: 1 }), 'not open');
  assert.equal(answers({ anchor: 0x50 }), 'cannot be read');
  assert.equal(answers({ anchor: 0x50 }, { 0x50: day }), 'kept');
  assert.equal(answers({ anchor: 0xd0 }, { 0xd0: day }), 'kept');
  assert.equal(answers({ anchor: 0x50, offset: 65 }, { 0x50: day }), 'closed'); // 900 s earlier
  assert.equal(answers({ anchor: 0x50 }, { 0x50: '0f6420' }), 'the date is too coarse');
  assert.equal(answers({ anchor: 0x30 }, { 0x30: '4154' }), 'cannot be read');
  assert.equal(answers({ closes: 1, condition: [0x11, 3] }), 'closed');
  assert.equal(answers({ closes: 1, condition: [0x11, 3] }, { 0x11: '02' }), 'closed');
  assert.equal(answers({ closes: 1, condition: [0x11, 3] }, { 0x11: '03' }), 'kept');
  assert.equal(answers({ anchor: 0x50, condition: [0x11, 3] }, { 0x11: '03' }), 'kept');
  assert.equal(answers({ condition: [0x60, 3] }), 'cannot be read');
  assert.equal(answers({ closes: 1, condition: [0x31, 0x000100] }, { 0x31: '0100' }), 'kept');
});

test('text', () => {
  const allowed = ['a', '\u200c', '\u200d', '\ufe0f', '\u{e0100}', '\u2065', '\ufffd', '한', '\u{1f600}'];
  const forbidden = ['\0', '\x1f', '\x7f', '\x9f', '\xad', '\u180e', '\u200b', '\u2060', '\ufeff', '\u061c', '\u200f', '\u202e', '\u206f',
    '\u2029', '\ufffb', '\ufdd0', '\uffff', '\u{1fffe}', '\u{10ffff}', '\u{e007f}'];
  for (const text of allowed) assert.equal(isText(Buffer.from(text), 4), true, text);
  for (const text of forbidden) assert.equal(isText(Buffer.from(text), 4), false, JSON.stringify(text));
  for (const bytes of ['', 'c0af', 'eda080', 'f4908080', 'ff', 'e4b8', '80', '6161616161']) {
    assert.equal(isText(Buffer.from(bytes, 'hex'), 4), false, bytes);
  }
});
