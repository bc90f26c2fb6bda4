// What ties a trust list to the one held, under one authority record (spec/trust.md, Ties).

import { refuse } from './refusal.js';

export function checkTies(list, held) {
  const ties = [
    [datesDoNotFall, 'tie-dates'],             // TIE-1
    [nextKeyDoesNotFall, 'tie-next-key'],      // TIE-2
    [keysEnterAtNextKey, 'tie-key-entered'],   // TIE-3
    [keysDoNotChange, 'tie-key-changed'],      // TIE-4
    [nothingWidens, 'tie-widened'],            // TIE-5
    [statusDoesNotFall, 'tie-status'],         // TIE-6
    [keysLeaveWhenOver, 'tie-key-left'],       // TIE-7
    [rulesStay, 'tie-rule'],                   // TIE-8
  ];
  for (const [isKept, refusal] of ties) {
    if (!isKept(list, held)) refuse(refusal);
  }
}

function datesDoNotFall(list, held) {
  return list.issuedAt >= held.issuedAt && list.expiresAt >= held.expiresAt;
}

function nextKeyDoesNotFall(list, held) {
  return list.nextKeyNumber >= held.nextKeyNumber;
}

function keysEnterAtNextKey(list, held) {
  return every(list.keys, (key) => held.keys.has(key.number) || key.number >= held.nextKeyNumber);
}

function keysDoNotChange(list, held) {
  return everyInBoth(list.keys, held.keys, (key, before) => (
    key.issuer.id === before.issuer.id
    && key.isForStatus === before.isForStatus
    && key.publicKey.bytes.equals(before.publicKey.bytes)
  ));
}

function nothingWidens(list, held) {
  return everyInBoth(list.issuers, held.issuers, (issuer, before) => (
    every(issuer.profiles, (profile) => before.profiles.has(profile))
  )) && everyInBoth(list.keys, held.keys, (key, before) => (
    key.acceptUntil <= before.acceptUntil && (key.isCompromised || !before.isCompromised)
  ));
}

function statusDoesNotFall(list, held) {
  return everyInBoth(list.issuers, held.issuers, (issuer, before) => (
    issuer.statusGeneration >= before.statusGeneration && issuer.statusDemand >= before.statusDemand
  ));
}

function keysLeaveWhenOver(list, held) {
  return every(held.keys, (key) => list.keys.has(key.number) || key.acceptUntil <= list.issuedAt);
}

function rulesStay(list, held) {
  return held.rules.every((rule) => {
    const begin = Math.max(rule.begin, list.issuedAt);
    const end = Math.min(rule.end, held.expiresAt);
    return begin >= end || list.rules.some((later) => later.content.equals(rule.content)
      && later.begin <= begin && later.end >= end);
  });
}

function every(collection, holds) {
  for (const item of collection.values()) {
    if (!holds(item)) return false;
  }
  return true;
}

/** Whether it holds for all that stand in both maps under one number. */
function everyInBoth(now, before, holds) {
  for (const [number, item] of now) {
    if (before.has(number) && !holds(item, before.get(number))) return false;
  }
  return true;
}
