// judge(input, states, policy, clock reading) -> verdict (spec/verification.md).

import { areValid, isIgnorable, isUnderstood } from './claims.js';
import { PublicKey } from './ed25519.js';
import { CANNOT_TELL, PROVEN, REFUTED } from './interval.js';
import { HOLDER_KEY, PROFILES, REJECTIONS, isPrivateProfile } from './registry.js';
import { CLOSED, NOT_OPEN, TOO_COARSE, UNCERTAIN, UNREADABLE, judgeRules } from './rules.js';
import { openShowing } from './showing.js';
import { message } from './signature.js';

/**
 * The policy has `scopes`, a function from domain and profile to the set of private tags
 * understood there, or undefined out of scope; `home`, a domain digest or null; `sizeLimit`;
 * `greatestAge`; `challenge`, or null; and `allowsBare`.
 */
export function judge({ input, isText, states, policy, clock }) {
  const shown = openShowing(input, isText, policy.sizeLimit);                   // 1 to 3
  if (shown.reason) return verdict(shown.reason);
  const { pass, presentation } = shown;
  const signer = findSigner(pass, states);                                      // 4 to 7
  if (signer.reason) return verdict(signer.reason);
  const { state, key } = signer;
  if (key.isCompromised) return verdict('key-compromised');                     // 8: VERIFY-11
  if (key.isForStatus || !key.issuer.profiles.has(pass.profile)) {
    return verdict('key-not-for-this');                                         // 9: VERIFY-12, VERIFY-13
  }
  const facts = gatherFacts({ pass, presentation, state, key, states, policy, clock });
  const { reason = null, instant = null } = findRejection(facts) ?? findDoubt(facts) ?? {};
  return { ...verdict(reason, instant), isAuthentic: true, advisories: advisories(facts) };
}

/** A verdict that is not authentic, unless its caller knows better (VERIFY-23). */
function verdict(reason, instant = null) {
  return { outcome: outcomeOf(reason), reason, instant, isAuthentic: false, advisories: [] };
}

function outcomeOf(reason) {
  if (reason === null) return 'accepted';
  return REJECTIONS.has(reason) ? 'rejected' : 'undecided';
}

/** Steps 4 to 7: the state and the key under which the signature is good (VERIFY-22). */
function findSigner(pass, states) {
  const named = states.filter((state) => state.domainTag.equals(pass.domainTag));
  if (named.length === 0) return { reason: 'unknown-domain' };                  // VERIFY-7
  const reasons = new Set();
  for (const state of named) {
    const key = state.list?.keys.get(pass.keyNumber);
    if (pass.keyNumber >= (state.list?.nextKeyNumber ?? 0)) reasons.add('key-not-yet-known'); // VERIFY-8
    else if (!key) reasons.add('key-withdrawn');                                // VERIFY-9
    else if (!isSignedBy(pass, key.publicKey, state)) reasons.add('bad-signature'); // VERIFY-10
    else return { state, key };
  }
  const order = ['key-not-yet-known', 'key-withdrawn', 'bad-signature'];
  return { reason: order.find((reason) => reasons.has(reason)) };
}

function isSignedBy({ signedBytes, signature }, publicKey, state) {
  return publicKey.signed(message(signedBytes, state.domain), signature);
}

const NO_TAGS = new Set(); // out of scope no tag for private use is understood

/** What the steps from 10 on look at. */
function gatherFacts({ pass, presentation, state, key, states, policy, clock }) {
  const { list } = state;
  const statusList = state.statusLists.of(key.issuer);
  const dated = statusList ? [list, statusList.head] : [list];
  const own = gatherDomainFacts(list, dated, pass, clock);

  const homeCounts = policy.home !== null && !policy.home.equals(state.domain)
    && !isPrivateProfile(pass.profile);
  const homeList = homeCounts ? states.find(({ domain }) => domain.equals(policy.home))?.list : null;
  const home = homeList ? gatherDomainFacts(homeList, [homeList], pass, clock) : null;

  const privateTags = policy.scopes(state.domain, pass.profile);
  const notUnderstood = [...pass.claims.keys()]
    .filter((tag) => !isUnderstood(tag, pass.profile, privateTags ?? NO_TAGS));
  const { statusDemand } = key.issuer;
  const demanded = statusDemand > 0 && statusList?.head.number >= statusDemand ? statusList.head : null;

  return {
    pass, presentation, state, key, policy, clock, own, home, homeCounts, statusList,
    isInScope: privateTags !== undefined,
    notUnderstood, statusDemand, demanded,
    holderKey: pass.claims.get(HOLDER_KEY) ?? null,
  };
}

/**
 * A domain's list, the interval of its conditions and what its rules say. Where the clock is
 * behind the date of one of these nothing is decided by it: the interval is null (TIME-3, TIME-4).
 */
function gatherDomainFacts(list, dated, pass, clock) {
  const floor = Math.max(...dated.map(({ issuedAt }) => issuedAt), pass.issuedAt);
  const interval = clock.latest < floor ? null : clock.raisedTo(floor);
  const rules = interval ? judgeRules(list, pass, interval) : []; // RULE-5, RULE-16
  const unexpired = interval?.isBefore(list.expiresAt);
  return { list, interval, rules, unexpired };
}

/** Steps 10 to 15. */
function findRejection(facts) {
  const { pass, presentation, key, own, home, statusList } = facts;
  if (!facts.isInScope) return { reason: 'not-accepted-here' };                 // 10: VERIFY-14
  if (statusList?.revoked.has(pass.serial)) return { reason: 'revoked' };       // 11: STATUS-25
  for (const end of [pass.end, key.acceptUntil]) {                              // 12: VERIFY-15, VERIFY-16
    if (own.interval?.isBefore(end) === REFUTED) return { reason: 'expired', instant: end };
  }
  if (statusList && pass.serial < statusList.head.firstLive) {                  // 12: STATUS-26
    return { reason: 'expired', instant: statusList.head.issuedAt };
  }
  if (!areValid(pass.claims, pass.profile)) return { reason: 'invalid-claims' }; // 13
  if (presentation && !isHoldersOwn(facts)) return { reason: 'bad-holder-proof' }; // 14
  for (const domain of [own, home]) {                                           // 15: RULE-11, RULE-12
    const closed = domain?.unexpired === PROVEN && domain.rules.find((rule) => rule.answer === CLOSED);
    if (closed) return { reason: 'rule-expired', instant: closed.instant };
  }
  return null;
}

/** PRESENT-4, PRESENT-5. */
function isHoldersOwn({ presentation, holderKey, state }) {
  if (!holderKey) return false;
  const key = new PublicKey(holderKey);
  return key.isVetted() && isSignedBy(presentation, key, state);
}

/** Steps 16 to 31. */
function findDoubt(facts) {
  return findLackOfLearning(facts)
    ?? findFaultOfClock(facts)
    ?? findDoubtOfLists(facts)
    ?? findDoubtOfShowing(facts)
    ?? findDoubtOfStatus(facts);
}

function findLackOfLearning({ pass, notUnderstood }) {
  if (!PROFILES.has(pass.profile) && !isPrivateProfile(pass.profile)) {
    return { reason: 'unsupported-profile' };                                   // 16: VERIFY-17
  }
  if (!notUnderstood.every(isIgnorable)) return { reason: 'unsupported-claim' }; // 17: CLAIM-4
  return null;
}

function findFaultOfClock(facts) {
  const { pass, own, home, statusList, clock } = facts;
  const dated = [own.list, statusList?.head, home?.list];
  const ahead = dated.find((object) => object && clock.latest < object.issuedAt);
  if (ahead) return { reason: 'clock-behind', instant: ahead.issuedAt };        // 18: TIME-3, STATUS-28
  if (clock.latest < pass.issuedAt) {
    return { reason: 'pass-from-future', instant: pass.issuedAt };              // 19: TIME-4
  }
  const uncertain = conditions(facts).find(({ answer }) => answer === CANNOT_TELL);
  return uncertain ? { reason: 'clock-uncertain', instant: uncertain.instant } : null; // 20: TIME-5
}

/** Every condition on time, in the order of their instants. */
function conditions({ pass, key, own, home, demanded }) {
  const { interval } = own;
  return [
    { answer: interval.isBefore(pass.end), instant: pass.end },
    { answer: interval.isBefore(key.acceptUntil), instant: key.acceptUntil },
    { answer: interval.hasReached(pass.start), instant: pass.start },
    ...conditionsOfDomain(own),
    ...(home ? conditionsOfDomain(home) : []),
    ...(demanded ? [{ answer: interval.isBefore(demanded.expiresAt), instant: demanded.expiresAt }] : []),
  ];
}

function conditionsOfDomain({ list, unexpired, rules }) {
  return [
    { answer: unexpired, instant: list.expiresAt },
    ...rules.filter(({ answer }) => answer === UNCERTAIN)
      .map(({ instant }) => ({ answer: CANNOT_TELL, instant })),
  ];
}

function findDoubtOfLists({ pass, own, home, homeCounts }) {
  const domains = home ? [own, home] : [own];
  const expired = domains.find(({ unexpired }) => unexpired === REFUTED);
  if (expired) return { reason: 'trust-list-expired', instant: expired.list.expiresAt }; // 21: VERIFY-18
  if (homeCounts && !home) return { reason: 'home-list-missing' };              // 22: VERIFY-19
  const rules = domains.flatMap((domain) => domain.rules);
  const saying = (answer) => rules.find((rule) => rule.answer === answer);
  if (saying(UNREADABLE)) return { reason: 'unsupported-rule' };                // 23: RULE-10
  if (saying(TOO_COARSE)) return { reason: 'date-too-coarse' };                 // 24: RULE-14
  if (own.interval.hasReached(pass.start) === REFUTED) {
    return { reason: 'not-yet-valid', instant: pass.start };                    // 25: VERIFY-20
  }
  const notOpen = saying(NOT_OPEN);
  return notOpen ? { reason: 'rule-not-yet-open', instant: notOpen.instant } : null; // 26: RULE-13
}

function findDoubtOfShowing({ presentation, holderKey, policy, clock }) {
  if (!presentation) {
    const isRefused = holderKey && !policy.allowsBare;
    return isRefused ? { reason: 'presentation-needed' } : null;                // 27: PRESENT-6
  }
  const { presentedAt, challenge } = presentation;
  if (policy.challenge) {
    return challenge.equals(policy.challenge) ? null : { reason: 'wrong-challenge' }; // 28: PRESENT-7
  }
  // 29: PRESENT-8
  if (clock.latest < presentedAt) return { reason: 'presentation-stale', instant: presentedAt };
  const staleFrom = presentedAt + policy.greatestAge;
  if (clock.latest >= staleFrom) return { reason: 'presentation-stale', instant: staleFrom };
  return null;
}

function findDoubtOfStatus({ own, statusDemand, demanded }) {
  if (statusDemand === 0) return null;
  if (!demanded) return { reason: 'status-list-missing' };                      // 30: VERIFY-21
  return own.interval.isBefore(demanded.expiresAt) === REFUTED
    ? { reason: 'status-list-expired', instant: demanded.expiresAt }            // 31: STATUS-27
    : null;
}

function advisories({ own, home, notUnderstood, clock }) {
  const found = [];
  const isDue = ({ list }) => clock.latest >= list.refreshAfter;
  if (isDue(own) || (home && isDue(home))) found.push('refresh-due');           // VERIFY-25
  if (notUnderstood.some(isIgnorable)) found.push('unknown-claim-ignored');     // VERIFY-26
  return found;
}
