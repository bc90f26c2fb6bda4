// Step 12 of loading: status lists and deltas, each taken or refused alone (spec/status.md).

import { Malformed } from './bytes.js';
import { own } from './bundle.js';
import { Refused, refuse } from './refusal.js';
import { STATUS_DELTA } from './signature.js';
import { StatusLists } from './state.js';
import { StatusDelta, StatusList } from './status-list.js';

/** The status lists to hold, and the refusals as pairs of place in the bundle and name. */
export function takeStatusParts(parts, trustList, state) {
  const loading = new StatusLoading(trustList, state);
  const results = parts.map((part) => loading.take(part));
  const refusals = results.map((result, i) => [i + 1, loading.refusalAtTheEnd(result)]);
  return { statusLists: loading.held, refusals: refusals.filter(([, refusal]) => refusal !== null) };
}

function refusalOf(error) {
  if (error instanceof Malformed) return 'status-malformed';
  if (error instanceof Refused) return error.refusal;
  throw error;
}

class StatusLoading {
  #trustList;
  #domain;
  #domainTag;
  #issuersWithDelta = new Set(); // those of which a delta came to step 5

  constructor(trustList, state) {
    this.#trustList = trustList;
    this.#domain = state.domain;
    this.#domainTag = state.domainTag;
    this.held = new StatusLists(state.statusLists.all().flatMap((held) => this.#supported(held)));
  }

  /** What became of a part: a refusal, a delta that was passed over, or null where it was taken (LOAD-19). */
  take(part) {
    try {
      return part[0] === STATUS_DELTA ? this.takeDelta(part) : this.takeList(part);
    } catch (error) {
      return { refusal: refusalOf(error) };
    }
  }

  /** The name of the refusal, or null. Only behind the last part it is clear whether a delta lacked its base. */
  refusalAtTheEnd(result) {
    if (!result?.passedOver) return result?.refusal ?? null;
    const { issuer, number } = result.passedOver;
    const isHeld = this.held.of(issuer)?.head.number >= number;
    return isHeld ? null : 'status-base-missing';                               // STATUS-34
  }

  /** A held list with its key as the trust list has it, or nothing (STATUS-23). */
  #supported({ statusList, key: before }) {
    const { head } = statusList;
    const key = this.#trustList.keys.get(before.number);
    const isSameKey = key?.issuer.id === before.issuer.id
      && key.publicKey.bytes.equals(before.publicKey.bytes);
    if (!isSameKey || head.generation !== key.issuer.statusGeneration) return [];
    return faultOfKey(key, head) === null ? [{ statusList, key }] : [];
  }

  /** The steps of Loading a status list. */
  takeList(bytes) {
    const statusList = new StatusList(own(bytes));                              // 1
    const { head } = statusList;
    const key = this.#keyOf(head);                                              // 2, 3
    this.#checkGeneration(head, key);                                           // 4
    const before = this.held.of(key.issuer);
    if (before) {                                                               // 5
      checkNumber(head, before);
      if (head.number === before.head.number) {
        if (!statusList.signedBytes.equals(before.signedBytes)) refuse('status-conflict'); // STATUS-15
        return null;
      }
    }
    if (!statusList.isSignedBy(key.publicKey, this.#domain)) refuse('status-bad-signature'); // STATUS-16
    const fault = faultOfKey(key, head);                                        // 7
    if (fault) refuse(fault);
    if (before) {                                                               // 8
      if (head.firstLive < before.head.firstLive) refuse('status-first-live');  // STATUS-20
      if (!statusList.contains(before)) refuse('status-not-contained');         // STATUS-21
    }
    if (!this.held.hasRoomFor({ statusList, key })) refuse('status-no-room');   // STATUS-22
    this.held.put({ statusList, key });
    return null;
  }

  /** The steps of Deltas. */
  takeDelta(bytes) {
    const delta = new StatusDelta(bytes);                                       // 1
    const { head } = delta;
    const key = this.#keyOf(head);                                              // 2: STATUS-32
    this.#checkGeneration(head, key);
    const base = this.held.of(key.issuer);
    if (base) checkNumber(head, base);
    if (base?.head.number === head.number) {                                    // 3
      if (!delta.isOf(base)) refuse('status-conflict');                         // STATUS-33
      return null;
    }
    const hadDelta = this.#issuersWithDelta.has(key.issuer.id);
    if (base?.head.number !== delta.baseNumber || hadDelta) {                   // 4
      return { passedOver: { issuer: key.issuer, number: head.number } };
    }
    this.#issuersWithDelta.add(key.issuer.id);
    return this.takeList(delta.applyTo(base));                                  // 5, 6: STATUS-36
  }

  #keyOf({ domainTag, keyNumber }) {
    if (!domainTag.equals(this.#domainTag)) refuse('status-foreign-domain');    // STATUS-10
    if (keyNumber >= (this.#trustList?.nextKeyNumber ?? 0)) refuse('status-key-not-yet-known'); // STATUS-11
    return this.#trustList.keys.get(keyNumber) ?? refuse('status-key-withdrawn'); // STATUS-12
  }

  #checkGeneration(head, key) {
    if (head.generation !== key.issuer.statusGeneration) refuse('status-other-generation'); // STATUS-13
  }
}

function checkNumber(head, before) {
  if (head.number < before.head.number) refuse('status-rollback');              // STATUS-14
}

/** Why a key cannot sign a list of this head, or null. */
function faultOfKey(key, head) {
  if (key.isCompromised) return 'status-key-compromised';                       // STATUS-17
  if (!key.isForStatus) return 'status-key-not-for-this';                       // STATUS-18
  if (head.expiresAt > key.acceptUntil) return 'status-too-long';               // STATUS-19
  return null;
}
