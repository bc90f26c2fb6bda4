// Answers the requests on standard input, one by one (spec/conformance.md).

import { Lines } from './lines.js';
import { LONGEST_LINE, Session } from './protocol.js';

process.stdout.on('error', () => process.exit(1)); // whoever asks has gone

const session = new Session();
const lines = new Lines(LONGEST_LINE);
for await (const chunk of process.stdin) {
  for (const { bytes, isWhole } of lines.add(chunk)) {
    process.stdout.write(`${session.answer(bytes, isWhole)}\n`); // CONF-1, CONF-2, CONF-4
  }
}
