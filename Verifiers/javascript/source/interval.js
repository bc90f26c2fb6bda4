// Clock readings and the conditions on them (spec/rules.md).

export const PROVEN = 'proven';
export const REFUTED = 'refuted';
export const CANNOT_TELL = 'cannot tell'; // TIME-5

/** The seconds from earliest to latest, both included. */
export class Interval {
  constructor(earliest, latest) {
    this.earliest = earliest;
    this.latest = latest;
  }

  /** TIME-2. The floor is not above latest. */
  raisedTo(floor) {
    return new Interval(Math.max(this.earliest, floor), this.latest);
  }

  /** The condition that fails at t where t >= instant. */
  isBefore(instant) {
    if (this.latest < instant) return PROVEN;
    return this.earliest >= instant ? REFUTED : CANNOT_TELL;
  }

  /** The condition that fails at t where t < instant. */
  hasReached(instant) {
    if (this.earliest >= instant) return PROVEN;
    return this.latest < instant ? REFUTED : CANNOT_TELL;
  }

  /** Whether every second of the interval is in [begin, end). */
  isWithin({ begin, end }) {
    return begin <= this.earliest && this.latest < end;
  }

  /** Whether some second of the interval is in [begin, end). */
  meets({ begin, end }) {
    return begin < end && begin <= this.latest && this.earliest < end;
  }
}
