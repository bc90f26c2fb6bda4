// Expiry rules: their bytes, what they read, and how they are judged (spec/rules.md).

import { Reader, demand } from './bytes.js';
import { readDate, sizeClass } from './claims.js';

const WINDOW = 1; // the only kind of rule that version 1 knows yet
const LENGTH = 23;
const LENGTH_WITH_CONDITION = 27;
const IN_FORCE_FROM = 4; // offset of the two in-force times, the length byte counted
const BODY = 14;

const ANCHOR_ISSUED_AT = 0x00;
const ANCHOR_VALID_FROM = 0x01;
const NO_OFFSET = 64;
const DATE_SIZE = 2; // the size class of tags that can be read as dates
const LONG = 3;      // the size class of tags that cannot be read as integers

const KEPT = 'kept';
export const CLOSED = 'closed';
export const NOT_OPEN = 'not open';
export const UNCERTAIN = 'cannot be told';
export const TOO_COARSE = 'the date is too coarse';
export const UNREADABLE = 'cannot be read';

/** One rule of a list (RULE-1, RULE-2). */
export function readRule(list) {
  const length = list.u8();
  demand(length >= 13, 'length of a rule');
  const bytes = Buffer.concat([Buffer.of(length), list.take(length)]);

  const reader = new Reader(bytes);
  reader.u8();
  const rule = { bytes, kind: reader.u8(), profile: reader.u16(), begin: reader.u40(), end: reader.u40() };
  demand(rule.begin < rule.end, 'in-force times');
  // What a later rule may differ in and still keep tie 8: the two in-force times.
  rule.content = Buffer.concat([bytes.subarray(0, IN_FORCE_FROM), bytes.subarray(BODY)]);
  if (rule.kind === WINDOW) readWindow(rule, reader);
  return rule;
}

function readWindow(rule, reader) {
  const length = rule.bytes[0];
  demand(length === LENGTH || length === LENGTH_WITH_CONDITION, 'length of a rule');
  rule.anchor = reader.u8();
  rule.opensAfter = reader.u32();
  rule.closesAfter = reader.u32();
  demand(rule.closesAfter > rule.opensAfter, 'window');
  const offset = reader.u8();
  demand(offset >= 16 && offset <= 120, 'UTC offset');
  const isInstant = rule.anchor === ANCHOR_ISSUED_AT || rule.anchor === ANCHOR_VALID_FROM;
  demand(!isInstant || offset === NO_OFFSET, 'UTC offset');
  rule.offsetSeconds = 900 * (offset - NO_OFFSET);
  if (length === LENGTH_WITH_CONDITION) {
    rule.condition = { tag: reader.u8(), limit: reader.u24() };
  }
}

/** What all rules of the pass's profile say, in the order of the list (RULE-3). */
export function judgeRules(list, pass, interval) {
  return list.rules
    .filter((rule) => rule.profile === pass.profile && interval.meets(rule))
    .map((rule) => judgeRule(rule, pass, interval));
}

/** The answer of a rule that is in force at some second, with the instant that decides. */
function judgeRule(rule, pass, interval) {
  const unreadable = { answer: UNREADABLE, instant: null };
  if (rule.kind !== WINDOW) return unreadable;                               // RULE-6
  if (rule.condition && sizeClass(rule.condition.tag) === LONG) return unreadable; // RULE-6
  if (!isConditionMet(rule, pass)) return { answer: KEPT, instant: null };   // RULE-8
  const anchor = readAnchor(rule, pass);
  if (!anchor) return unreadable;                                            // RULE-9

  const first = judgeWindow(rule, anchor.first, interval);
  const last = judgeWindow(rule, anchor.last, interval);
  return first.answer === last.answer ? last : { answer: TOO_COARSE, instant: null }; // RULE-14
}

function isConditionMet({ condition }, pass) {
  const value = condition && pass.claims.get(condition.tag);
  return !value || value.readUIntBE(0, value.length) < condition.limit; // RULE-7
}

/** The anchor's instants for the first and the last day that it may mean, or null. */
function readAnchor(rule, pass) {
  if (rule.anchor === ANCHOR_ISSUED_AT) return { first: pass.issuedAt, last: pass.issuedAt };
  if (rule.anchor === ANCHOR_VALID_FROM) return { first: pass.start, last: pass.start };
  const value = sizeClass(rule.anchor) === DATE_SIZE ? pass.claims.get(rule.anchor) : undefined;
  const date = value && readDate(value);
  if (!date) return null;
  const midnight = (day) => 86_400 * day - rule.offsetSeconds;
  return { first: midnight(date.first), last: midnight(date.last) };
}

/** How a rule is judged whose window is counted from an exact instant. */
function judgeWindow(rule, anchor, interval) {
  const closed = { begin: Math.max(rule.begin, anchor + rule.closesAfter), end: rule.end };
  const notOpen = { begin: rule.begin, end: Math.min(rule.end, anchor + rule.opensAfter) };
  if (interval.isWithin(closed)) return { answer: CLOSED, instant: closed.begin };
  if (interval.isWithin(notOpen)) return { answer: NOT_OPEN, instant: notOpen.end };
  const failing = [closed, notOpen].find((seconds) => interval.meets(seconds));
  if (!failing) return { answer: KEPT, instant: null };
  return {
    answer: UNCERTAIN,
    instant: failing.begin > interval.earliest ? failing.begin : failing.end,
  };
}
