// The tables of source/registry.js against spec/registry/*.json.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PROFILES, REJECTIONS, exclusions, isPrivateProfile, registeredClaim } from '../source/registry.js';

function read(name) {
  return JSON.parse(readFileSync(new URL(`../../../spec/registry/${name}.json`, import.meta.url), 'utf8'));
}

const { claims } = read('claims');
const { profiles, privateUse } = read('profiles');
const numberOf = new Map(profiles.map(({ name, number }) => [name, number]));

test('each profile has the claims of the registry, and no others', () => {
  for (const { number, name } of profiles) {
    assert.equal(PROFILES.get(number).name, name);
    for (let tag = 0; tag < 256; tag++) {
      const listed = claims.find((claim) => claim.tag === tag && ['common', name].includes(claim.profile));
      const known = registeredClaim(tag, number);
      assert.deepEqual(known && [known.name, known.type], listed && [listed.name, listed.type]);
      const max = listed?.type === 'text' || listed?.type === 'latin' || listed?.type === 'bytes' ? listed.max : undefined;
      assert.equal(known?.max, max);
    }
  }
  assert.equal(PROFILES.size, profiles.length);
});

test('claims that a profile requires', () => {
  for (const { number, name, required } of profiles) {
    const tagOf = (claim) => claims.find((c) => c.name === claim && c.profile === name).tag;
    assert.deepEqual(PROFILES.get(number).required, required.map((either) => either.map(tagOf)));
  }
});

test('claims that exclude each other', () => {
  for (const { number, name } of profiles) {
    const own = claims.filter((claim) => ['common', name].includes(claim.profile));
    const listed = own.filter((claim) => claim.excludes).map((claim) => pair(claim.tag, own.find((c) => c.name === claim.excludes).tag));
    assert.deepEqual(new Set(exclusions(number).map(([a, b]) => pair(a, b))), new Set(listed));
  }
  assert.deepEqual(exclusions(61440), exclusions(numberOf.get('access')));
});

test('the reasons that reject', () => {
  const { reasons } = read('reasons');
  const rejecting = reasons.filter((reason) => reason.outcome === 'rejected').map((reason) => reason.name);
  assert.deepEqual(REJECTIONS, new Set(rejecting));
});

test('profiles for private use', () => {
  assert.equal(isPrivateProfile(privateUse.first - 1), false);
  assert.equal(isPrivateProfile(privateUse.first), true);
});

function pair(a, b) {
  return [a, b].sort((x, y) => x - y).join();
}
