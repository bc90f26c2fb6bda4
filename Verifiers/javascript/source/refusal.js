// Why a bundle, a status list or a delta is not taken; names of spec/registry/refusals.json.

export class Refused extends Error {
  constructor(refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

export function refuse(refusal) {
  throw new Refused(refusal);
}
