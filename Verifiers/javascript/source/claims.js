// Claims: their form, their types, and which of them are understood (spec/pass.md).

import { demand } from './bytes.js';
import { PROFILES, exclusions, isPrivateTag, registeredClaim } from './registry.js';
import { isText } from './text.js';

const LENGTH_BYTE = 3; // the size class of values that have one

export function sizeClass(tag) {
  return (tag >> 5) & 3;
}

export function isIgnorable(tag) {
  return tag >= 0x80;
}

/** All that is left of the reader, as a map from tags to values. */
export function readClaims(reader) {
  const claims = new Map();
  let last = -1;
  while (reader.left > 0) { // CLAIM-1
    const tag = reader.u8();
    demand(tag > last, 'tags are not strictly ascending'); // CLAIM-2
    last = tag;
    const length = sizeClass(tag) === LENGTH_BYTE ? reader.u8() : sizeClass(tag) + 1;
    demand(length > 0, 'a length byte of 0'); // CLAIM-3
    claims.set(tag, reader.take(length));
  }
  return claims;
}

/** Whether the claims understood are valid together (CLAIM-6 to CLAIM-8). */
export function areValid(claims, profile) {
  for (const [tag, value] of claims) {
    const claim = registeredClaim(tag, profile);
    if (claim && !IS_OF_TYPE[claim.type](value, claim.max)) return false; // CLAIM-6
  }
  const isThere = (tag) => claims.has(tag);
  if (exclusions(profile).some((pair) => pair.every(isThere))) return false; // CLAIM-7
  const required = PROFILES.get(profile)?.required ?? [];
  return required.every((either) => either.some(isThere)); // CLAIM-8
}

/** Whether a claim is understood, with the tags for private use that the scope names. */
export function isUnderstood(tag, profile, privateTags) {
  return isPrivateTag(tag, profile)
    ? privateTags.has(tag)
    : registeredClaim(tag, profile) !== undefined;
}

// The size of integers, codes, dates and countries follows from their tags.
const IS_OF_TYPE = {
  text: isText,
  latin: (value, max) => value.length <= max && /^[A-Z][A-Z<]*$/.test(value.toString('latin1')),
  integer: () => true,
  date: (value) => readDate(value) !== null,
  code: () => true, // CLAIM-9
  country: (value) => /^[A-Z]{2}$/.test(value.toString('latin1')),
  bytes: (value, max) => value.length === max,
};

/** The first and the last day that a date may mean, counted from 1970-01-01, or null. */
export function readDate(value) {
  const bits = value.readUIntBE(0, 3);
  const [year, month, day] = [bits >> 9, (bits >> 5) & 15, bits & 31];
  if (year < 1 || year > 9999 || month > 12) return null; // bit 23 makes a year above 9999
  if (month === 0) {
    return day === 0 ? { first: dayNumber(year, 1, 1), last: dayNumber(year, 12, 31) } : null;
  }
  const length = daysInMonth(year, month);
  if (day > length) return null;
  return day === 0
    ? { first: dayNumber(year, month, 1), last: dayNumber(year, month, length) }
    : { first: dayNumber(year, month, day), last: dayNumber(year, month, day) };
}

function isLeap(year) {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysInMonth(year, month) {
  return [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

const DAYS_TO_1970 = 719162; // from 0001-01-01, in the Gregorian calendar

function dayNumber(year, month, day) {
  const before = year - 1;
  let days = 365 * before + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  for (let m = 1; m < month; m++) days += daysInMonth(year, m);
  return days + day - 1 - DAYS_TO_1970;
}
