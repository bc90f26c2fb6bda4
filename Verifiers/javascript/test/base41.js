// Base41 against the table of spec/text.md, and both ways for all groups.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decodeBase41 } from '../source/base41.js';

const chapter = readFileSync(new URL('../../../spec/text.md', import.meta.url), 'utf8');
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:';

const decode = (digits) => decodeBase41(Buffer.from(`MP1:${digits}`)).toString('hex');

test('the table of the chapter', () => {
  const rows = [...chapter.matchAll(/^\| `([0-9a-f]+)` \| `(\S+)` \|$/gm)];
  assert.ok(rows.length > 0);
  for (const [, bytes, digits] of rows) assert.equal(decode(digits), bytes);
  assert.equal(decode(''), '');
});

test('each group has its value, and spare groups are refused', () => {
  const digits = [...ALPHABET];
  let value = 0;
  for (const x of digits) {
    for (const y of digits) {
      if (x === '0') {
        const pair = digits.indexOf(y) + 41 * digits.indexOf(x);
        assert.equal(decode(x + y), pair.toString(16).padStart(2, '0'));
      }
      for (const z of digits) {
        const group = x + y + z;
        if (value <= 0xffff) assert.equal(decode(group), value.toString(16).padStart(4, '0'));
        else assert.throws(() => decode(group));
        value++;
      }
    }
  }
  assert.equal(decode('69'), 'ff');
  for (const text of ['6A', '::', '0', '0000', 'a00', '00 ', '00\n', '000\u00e9', '%00']) assert.throws(() => decode(text), text);
});
