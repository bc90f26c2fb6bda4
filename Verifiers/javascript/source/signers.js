// Signer bits and the signatures behind them (spec/trust.md).

/** One signature for each bit set, from bit 0 up, as pairs of index and signature. */
export function takeSignatures(reader, bits) {
  const signatures = [];
  for (let index = 0; index < 16; index++) {
    if ((bits >> index) & 1) signatures.push({ index, signature: reader.take(64) });
  }
  return signatures;
}

/** Whether exactly `threshold` of the keys signed, each with a good signature. */
export function isSignedBy(signatures, keys, threshold, message) {
  return signatures.length === threshold
    // A bit at or above the count of the keys is no signer.
    && signatures.every(({ index, signature }) => keys[index]?.signed(message, signature));
}
