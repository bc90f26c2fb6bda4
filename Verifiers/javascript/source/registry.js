// The registries that fix verdicts, written out from spec/registry/*.json. The self-test
// compares the two.

export const HOLDER_KEY = 0x62;

const COMMON_CLAIMS = claims([
  [0x40, 'birth-date', 'date'],
  [0x60, 'family-name', 'text', 160],
  [0x61, 'given-name', 'text', 160],
  [HOLDER_KEY, 'holder-key', 'bytes', 32],
  [0x63, 'birth-date-text', 'text', 32],
  [0xe0, 'family-name-latin', 'latin', 80],
  [0xe1, 'given-name-latin', 'latin', 80],
  [0xe2, 'issuer-name', 'text', 128],
  [0xe3, 'document-id', 'text', 80],
]);

/** `required` lists tags of which one must be there; so does each entry of it. */
export const PROFILES = new Map([
  [1, {
    name: 'access',
    required: [],
    claims: claims([
      [0x70, 'area', 'text', 64],
      [0x71, 'role', 'text', 64],
    ]),
  }],
  [2, {
    name: 'vaccination',
    required: [[0x10, 0x70], [0x50]],
    claims: claims([
      [0x10, 'disease', 'code'],
      [0x11, 'dose-number', 'integer'],
      [0x12, 'series-doses', 'integer'],
      [0x30, 'country', 'country'],
      [0x31, 'product', 'code'],
      [0x50, 'dose-date', 'date'],
      [0x70, 'disease-text', 'text', 64],
      [0x71, 'product-text', 'text', 64],
      [0x93, 'vaccine', 'code'],
      [0xb2, 'manufacturer', 'code'],
      [0xf2, 'vaccine-text', 'text', 64],
      [0xf3, 'manufacturer-text', 'text', 64],
    ]),
  }],
  [3, {
    name: 'test',
    required: [[0x10, 0x70], [0x11]],
    claims: claims([
      [0x10, 'disease', 'code'],
      [0x11, 'result', 'code'],
      [0x30, 'country', 'country'],
      [0x50, 'sample-date', 'date'],
      [0x70, 'disease-text', 'text', 64],
      [0x92, 'test-type', 'code'],
      [0xf1, 'test-type-text', 'text', 64],
      [0xf2, 'test-centre', 'text', 80],
    ]),
  }],
  [4, {
    name: 'ticket',
    required: [[0x70]],
    claims: claims([
      [0x10, 'admits', 'integer'],
      [0x50, 'event-date', 'date'],
      [0x70, 'event', 'text', 80],
      [0x71, 'venue', 'text', 80],
      [0x72, 'seat', 'text', 32],
    ]),
  }],
]);

/** Pairs of common claims, and of each profile's, that exclude each other. */
const COMMON_EXCLUSIONS = [[0x40, 0x63]];
const EXCLUSIONS = new Map([
  [2, [[0x10, 0x70], [0x31, 0x71], [0x93, 0xf2], [0xb2, 0xf3]]],
  [3, [[0x10, 0x70], [0x92, 0xf1]]],
]);

/** The reasons that reject; all others leave undecided. */
export const REJECTIONS = new Set([
  'malformed', 'key-withdrawn', 'bad-signature', 'key-compromised', 'key-not-for-this',
  'not-accepted-here', 'revoked', 'expired', 'invalid-claims', 'bad-holder-proof', 'rule-expired',
]);

export function isPrivateProfile(profile) {
  return profile >= 61440;
}

export function isPrivateTag(tag, profile) {
  const number = tag & 31;
  return (number & 15) >= 12 || (number >= 16 && isPrivateProfile(profile));
}

/** The registry's claim of a tag in a pass of a profile, if it has one. */
export function registeredClaim(tag, profile) {
  return COMMON_CLAIMS.get(tag) ?? PROFILES.get(profile)?.claims.get(tag);
}

export function exclusions(profile) {
  return [...COMMON_EXCLUSIONS, ...(EXCLUSIONS.get(profile) ?? [])];
}

function claims(rows) {
  return new Map(rows.map(([tag, name, type, max]) => [tag, { tag, name, type, max }]));
}
