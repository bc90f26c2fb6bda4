// The bytes and tables of spec/examples.md.

import { readFileSync } from 'node:fs';

const chapter = readFileSync(new URL('../../../spec/examples.md', import.meta.url), 'utf8');

/** What stands between the chapter's marks of that name. */
function block(name) {
  const match = new RegExp(`<!-- begin ${name} -->\\n([\\s\\S]*?)<!-- end -->`).exec(chapter);
  if (!match) throw new Error(`spec/examples.md has no block ${name}`);
  return match[1];
}

/** The cells of a block's table, row by row, without its head. */
export function table(name) {
  const rows = block(name).split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) => row.split('|').slice(1, -1).map((cell) => cell.trim().replace(/`/g, '')));
}

/** The bytes of an object that a block shows field by field. */
export function object(name) {
  const lines = block(name).split('\n').map((line) => /^ +\d+ {2}([0-9a-f]+)(?: |$)/.exec(line)?.[1]);
  return Buffer.from(lines.filter(Boolean).join(''), 'hex');
}

/** The lines of a block's fence. */
export function lines(name) {
  return /```text\n([\s\S]*?)\n```/.exec(block(name))[1].split('\n').filter(Boolean);
}

export const seeds = new Map(table('keys').map(([name, seed]) => [name, seed.slice(0, 2)]));
export const publicKeys = table('keys').map(([, , key]) => Buffer.from(key, 'hex'));
