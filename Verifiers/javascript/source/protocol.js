// The program's side of spec/conformance.md: one answer for each request.

import { Interval } from './interval.js';
import {
  RequestError, expect, isNothing, readBytes, readDecimal, readDigest, readList, readSize, readTime,
  readWord, splitLine,
} from './fields.js';
import { load, loadText } from './load.js';
import { assemble } from './poster.js';
import { inBundle } from './bundle.js';
import { State } from './state.js';
import { judge } from './verdict.js';

const NAME = 'mapae-javascript';
const VERSION = '1.0.0';
const CAPABILITIES = ['core', 'text', 'presentations', 'status-lists', 'deltas', 'posters'];
const WINDOW = 64;
export const LONGEST_LINE = 268_435_456;
const MOST_STATES = 64;

const U16 = 2 ** 16 - 1;
const U32 = 2 ** 32 - 1;
const MOST_FIELDS = 13;

// No date of an object, and no sum of them, comes near. So a reading beyond says the same.
const FAR = 2n ** 50n;

export class Session {
  #states = new Map();

  /** The answer to a line, both without their line feeds. It throws nothing (SEC-5). */
  answer(line, isWhole = true) {
    const id = idOf(line);
    try {
      expect(id !== null, 'no id');
      expect(isWhole, 'the line is too long');
      const [, verb, ...fields] = splitLine(line, MOST_FIELDS);
      // CONF-3: the longest is of a load with 65,536 refusals, some 2,000,000 characters.
      return `${id} ${this.#dispatch(Number(id), verb, fields)}`;
    } catch (error) {
      if (!(error instanceof RequestError)) console.error(error);
      const words = error instanceof RequestError ? error.message : 'internal fault';
      return `${id ?? 0} error ${words}`;
    }
  }

  #dispatch(id, verb, fields) {
    const request = REQUESTS[verb?.toString('latin1')];
    expect(request, 'no such verb');
    expect(fields.length === request.fields, 'another count of fields');
    return request.answer(this, id, fields);
  }

  hello([version]) {
    readWord(version, ['1']);
    return `hello 1 ${NAME} ${VERSION} ${CAPABILITIES.join(',')} ${WINDOW} ${LONGEST_LINE} ${MOST_STATES}`;
  }

  open(id, [anchor]) {
    const state = new State(readAnchor(anchor));
    this.#keep(id, state);
    return `state ${hex(state.digest)}`;
  }

  load(id, [handle, form, input]) {
    const state = this.#state(handle);
    const isText = readForm(form);
    const bytes = readBytes(input);
    return this.#loaded(id, isText ? loadText(bytes, state) : load(bytes, state));
  }

  poster(id, [handle, texts]) {
    const state = this.#state(handle);
    const wholes = assemble(readList(texts).map(readBytes));
    expect(wholes.length <= 1, 'more than one whole poster');
    if (wholes.length === 1) return this.#loaded(id, load(inBundle(wholes[0]), state));
    this.#keep(id, state);
    return `nothing ${hex(state.digest)}`;
  }

  verify([states, scopes, home, size, age, challenge, bare, earliest, latest, form, input]) {
    const verdict = judge({
      states: this.#statesOfDomains(states),
      policy: {
        scopes: readScopes(scopes),
        home: isNothing(home) ? null : readDigest(home),
        sizeLimit: isNothing(size) ? Infinity : readSize(size),
        greatestAge: isNothing(age) ? 60 : readDecimal(age, U32),
        challenge: readChallenge(challenge),
        allowsBare: readWord(bare, ['yes', 'no']) === 'yes',
      },
      clock: readClock(earliest, latest),
      isText: readForm(form),
      input: readBytes(input),
    });
    return [
      verdict.outcome,
      verdict.reason ?? '-',
      verdict.isAuthentic ? 'authentic' : 'not-authentic',
      verdict.advisories.join(',') || '-',
      verdict.instant ?? '-',
    ].join(' ');
  }

  drop([handle]) {
    this.#state(handle);
    this.#states.delete(readDecimal(handle, U32));
    return 'dropped';
  }

  #loaded(id, { state, refusal, statusRefusals }) {
    this.#keep(id, state);
    if (refusal) return `refused ${refusal} ${hex(state.digest)}`;
    const refusals = statusRefusals.map(([place, name]) => `${place}:${name}`).join(',') || '-';
    return `loaded ${hex(state.digest)} ${refusals}`;
  }

  #keep(id, state) {
    expect(!this.#states.has(id), 'the id names a state already');
    expect(this.#states.size < MOST_STATES, 'no room for another state');
    this.#states.set(id, state);
  }

  #state(handle) {
    return this.#states.get(readDecimal(handle, U32)) ?? expect(false, 'no such state');
  }

  #statesOfDomains(handles) {
    const states = readList(handles).map((handle) => this.#state(handle));
    const domains = new Set(states.map((state) => hex(state.domain)));
    expect(domains.size === states.length, 'two states of one domain');
    return states;
  }
}

// With a null prototype, so that no verb names what objects inherit.
const REQUESTS = {
  __proto__: null,
  hello: { fields: 1, answer: (session, id, fields) => session.hello(fields) },
  open: { fields: 1, answer: (session, id, fields) => session.open(id, fields) },
  load: { fields: 3, answer: (session, id, fields) => session.load(id, fields) },
  poster: { fields: 2, answer: (session, id, fields) => session.poster(id, fields) },
  verify: { fields: 11, answer: (session, id, fields) => session.verify(fields) },
  drop: { fields: 1, answer: (session, id, fields) => session.drop(fields) },
};

function hex(bytes) {
  return bytes.toString('hex');
}

/** The digits of a line's id, or null. */
function idOf(line) {
  const [digits] = /^(0|[1-9][0-9]{0,9})(?= |$)/.exec(line.toString('latin1', 0, 11)) ?? [];
  return digits !== undefined && Number(digits) <= U32 ? digits : null;
}

function readAnchor(field) {
  const digits = field.toString('latin1');
  expect(/^[0-9a-fA-F]{64}(:[0-9a-fA-F]{64})?$/.test(digits), 'no anchor');
  const [domain, record = domain] = digits.split(':').map((digest) => Buffer.from(digest, 'hex'));
  return { domain, record };
}

function readForm(field) {
  return readWord(field, ['bytes', 'text']) === 'text';
}

function readChallenge(field) {
  if (isNothing(field)) return null;
  const challenge = readBytes(field);
  expect(challenge.length <= 32, 'a challenge of more than 32 bytes');
  return challenge;
}

function readClock(earliestField, latestField) {
  const [earliest, latest] = [readTime(earliestField), readTime(latestField)];
  expect(earliest <= latest, 'earliest above latest');
  return new Interval(near(earliest), near(latest));
}

function near(time) {
  if (time > FAR) return Number(FAR);
  return Number(time < -FAR ? -FAR : time);
}

const SCOPE = /^(?<domain>[0-9a-f]{64}):(?<profile>0|[1-9][0-9]{0,4})(:(?<tags>[0-9a-f]{2}(\+[0-9a-f]{2})*))?$/;

/** The scopes as a function from domain and profile to the private tags understood there. */
function readScopes(field) {
  const scopes = new Map();
  for (const entry of readList(field)) {
    const match = SCOPE.exec(entry.toString('latin1'));
    expect(match && Number(match.groups.profile) <= U16, 'no scope');
    const { domain, profile, tags } = match.groups;
    const name = `${domain}:${profile}`;
    expect(!scopes.has(name), 'a pair stands twice in the scopes');
    scopes.set(name, new Set(tags?.split('+').map((tag) => parseInt(tag, 16))));
  }
  return (domain, profile) => scopes.get(`${hex(domain)}:${profile}`);
}
