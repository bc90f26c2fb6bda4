// A session that is asked as the runner of spec/conformance.md asks.

import { Session } from '../source/protocol.js';

export class Door {
  #session = new Session();
  #id = 0;

  /** The words of the answer, and the id of the request in front. */
  ask(...words) {
    const id = this.#id++;
    const answer = this.#session.answer(Buffer.from([id, ...words].join(' '))).split(' ');
    if (answer.shift() !== `${id}`) throw new Error('an answer to another request');
    return { id, answer: answer.join(' ') };
  }

  open(anchor) {
    return this.ask('open', anchor).id;
  }

  load(state, bytes) {
    const { id, answer } = this.ask('load', state, 'bytes', field(bytes));
    const [word, second, third] = answer.split(' ');
    return word === 'loaded'
      ? { id, answer, refusal: null, digest: second, statusRefusals: third }
      : { id, answer, refusal: second, digest: third };
  }

  /** The outcome, the reason and so on, in one line. */
  verify({
    states, scopes = '-', home = '-', size = '-', age = '-', challenge = '-', bare = 'no', earliest, latest = earliest,
    form = 'bytes', input,
  }) {
    return this.ask('verify', states, scopes, home, size, age, challenge, bare, earliest, latest, form, field(input)).answer;
  }
}

export function field(bytes) {
  return bytes.length > 0 ? bytes.toString('hex') : '-';
}
