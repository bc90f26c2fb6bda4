#!/usr/bin/env node
// Where a Mapae verifier in JavaScript begins.
//
// It speaks the protocol of spec/conformance.md and reads the text form. It judges no pass yet: where a
// text decodes to an object that may be good, it answers `error`, so it lets nobody in. What is missing
// is marked MISSING, with the chapter that says it.
'use strict';

const { createHash } = require('node:crypto');
const { createInterface } = require('node:readline');

const HELLO = 'my-verifier 0.1 core,text 16 16777216 8';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:';

/** A reason or a refusal, by its name in spec/registries.md. */
class Decided extends Error {}

/** What this program cannot answer yet. */
class NotWritten extends Error {}

// Text (spec/text.md)

function decodeText(text) {
  if (text.subarray(0, 4).toString('latin1') !== 'MP1:') throw new Decided('unsupported-version'); // TEXT-1
  const digits = text.subarray(4);
  const decoded = [];
  for (let start = 0; start < digits.length; start += 3) {
    decoded.push(...decodeGroup(digits.subarray(start, start + 3)));
  }
  return Buffer.from(decoded);
}

function decodeGroup(group) {
  const values = [...group].map((character) => DIGITS.indexOf(String.fromCharCode(character)));
  if (values.includes(-1)) throw new Decided('malformed'); // TEXT-2
  const number = values.reduce((sum, value) => sum * 41 + value, 0);
  switch (group.length) {
    case 3:
      if (number > 65535) throw new Decided('malformed'); // TEXT-3
      return [number >> 8, number & 255];
    case 2:
      if (number > 255) throw new Decided('malformed'); // TEXT-3
      return [number];
    default:
      throw new Decided('malformed'); // TEXT-4
  }
}

// Loading (spec/trust.md, "Loading")

/** The bytes of the new state. A state that holds nothing has no bytes. */
function load(bundle, state) {
  if (bundle.length === 0) throw new Decided('malformed'); // step 1
  if (bundle[0] >> 4 !== 1) throw new Decided('unsupported-version'); // TRUST-20
  if (bundle[0] !== 0x16) throw new Decided('malformed'); // TRUST-19
  if (state.length > 0) throw new NotWritten('a second load');
  // MISSING: the rest of step 2, and steps 3 to 12. Until they are written, this believes any bundle
  // that is loaded first. That is why `judge` never accepts.
  return bundle;
}

// Verdicts (spec/verification.md, "Steps")

const OUTCOMES = { 'unsupported-version': 'undecided', malformed: 'rejected' };

function judge(shown) {
  if (shown.length === 0) throw new Decided('malformed'); // step 1, PASS-1
  if (shown[0] < 0x11 || shown[0] > 0x18) throw new Decided('unsupported-version'); // step 1, VERIFY-5
  // MISSING: steps 2 to 31. An acceptance has no reason: `accepted - authentic - -`.
  throw new NotWritten('the verdict on a pass');
}

// The protocol (spec/conformance.md)

const states = new Map(); // by handle

function keep(id, state) {
  states.set(id, state);
  return createHash('sha256').update(state).digest('hex');
}

function stateOf(handle) {
  if (!states.has(handle)) throw new Error('no such state');
  return states.get(handle);
}

function read(form, given) {
  const bytes = Buffer.from(given === '-' ? '' : given, 'hex');
  return form === 'text' ? decodeText(bytes) : bytes;
}

const verbs = {
  hello: (id, protocol) => `hello ${protocol} ${HELLO}`,

  // MISSING: keep the anchor, which step 3 and step 4 of a load need.
  open: (id, anchor) => `state ${keep(id, Buffer.alloc(0))}`,

  load(id, handle, form, given) {
    const state = stateOf(handle);
    try {
      return `loaded ${keep(id, load(read(form, given), state))} -`;
    } catch (fault) {
      if (!(fault instanceof Decided)) throw fault;
      return `refused ${fault.message} ${keep(id, state)}`;
    }
  },

  verify(id, handles, scopes, home, size, age, challenge, bare, earliest, latest, form, given) {
    try {
      return judge(read(form, given));
    } catch (fault) {
      if (!(fault instanceof Decided)) throw fault;
      return `${OUTCOMES[fault.message]} ${fault.message} not-authentic - -`;
    }
  },

  drop(id, handle) {
    stateOf(handle);
    states.delete(handle);
    return 'dropped';
  },
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const [id, verb, ...fields] = line.split(' ');
  let answer;
  try {
    if (!Object.hasOwn(verbs, verb)) throw new NotWritten(verb);
    answer = verbs[verb](id, ...fields);
  } catch (fault) {
    answer = `error ${fault.constructor.name}: ${fault.message}`; // whatever happens, each request has its answer
  }
  process.stdout.write(`${id} ${answer}\n`);
});
