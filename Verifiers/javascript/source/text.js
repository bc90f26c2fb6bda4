// Text in objects: UTF-8 without the forbidden code points (spec/conventions.md).

// Frozen for version 1. Noncharacters at the end of each plane are looked for apart.
const FORBIDDEN_RANGES = [
  [0x0000, 0x001f], [0x007f, 0x009f],                                     // control characters
  [0x00ad, 0x00ad], [0x180e, 0x180e], [0x200b, 0x200b], [0x2060, 0x2064], // invisible
  [0xfeff, 0xfeff],
  [0x061c, 0x061c], [0x200e, 0x200f], [0x202a, 0x202e], [0x2066, 0x206f], // direction
  [0x2028, 0x2029],                                                       // separators
  [0xfff9, 0xfffb],                                                       // annotation
  [0xfdd0, 0xfdef],                                                       // noncharacters
  [0xe0000, 0xe007f],                                                     // invisible tags
];

/** Whether the bytes are text of at most `limit` bytes (BASE-7). */
export function isText(bytes, limit) {
  if (bytes.length < 1 || bytes.length > limit) return false;
  const text = bytes.toString('utf8');
  // Decoding puts U+FFFD for whatever is no UTF-8, so only UTF-8 comes back as the same bytes.
  if (!Buffer.from(text, 'utf8').equals(bytes)) return false;
  for (const character of text) {
    if (isForbidden(character.codePointAt(0))) return false;
  }
  return true;
}

function isForbidden(codePoint) {
  return (codePoint & 0xfffe) === 0xfffe
    || FORBIDDEN_RANGES.some(([first, last]) => first <= codePoint && codePoint <= last);
}
