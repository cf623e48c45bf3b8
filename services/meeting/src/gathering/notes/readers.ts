import { PassThrough } from 'node:stream';
import { type Actor, type noteMessages, type Refusal, refuse } from '@skein/contracts';

/** Somebody who follows the notes of a meeting. */
export interface NoteReader {
  readonly network: string;
  readonly meeting: string;
  readonly communities: readonly string[];
  readonly actor: Actor;
  readonly since: number;
  readonly stream: PassThrough;
}

/** So many of one person, and of all in one process. */
const mostOfOne = 12;
const mostOfAll = 2_000;
/** Whoever reads no more of it than this has left; they read the notes anew when they come back. */
const mostUnread = 1024 * 1024;

const message = (event: keyof typeof noteMessages, data: string): string =>
  `event: ${event}\ndata: ${data}\n\n`;

/** Everybody who follows notes at one process. Any number of processes may run: each hears what is written. */
export class NoteReaders {
  readonly #all = new Set<NoteReader>();

  /** Lets somebody follow; refuses where there are too many. */
  follow(reader: Omit<NoteReader, 'stream'>): PassThrough | Refusal {
    const theirs = [...this.#all].filter(({ actor }) => actor.person === reader.actor.person);
    if (theirs.length >= mostOfOne)
      return { ...refuse('rate-limited', 'Too many of your pages follow notes at once.'), retryAfter: 60 };
    if (this.#all.size >= mostOfAll)
      return { ...refuse('unavailable', 'Too many people follow notes just now.'), retryAfter: 60 };
    const stream = new PassThrough();
    const one = { ...reader, stream };
    this.#all.add(one);
    stream.once('close', () => this.#all.delete(one));
    stream.write(message('here', '{}'));
    return stream;
  }

  /** Tells those who follow a meeting what somebody wrote there; the text is what they are told. */
  tell(network: string, meeting: string, text: string): void {
    const told = message('written', text);
    for (const one of this.#all) {
      if (one.meeting !== meeting || one.network !== network) continue;
      if (one.stream.readableLength > mostUnread) one.stream.destroy();
      else one.stream.write(told);
    }
  }

  /** Keeps connections open that nothing is said on. */
  beat(): void {
    for (const { stream } of this.#all) stream.write(': here\n\n');
  }

  /** Those who follow, by their network. */
  byNetwork(): Map<string, NoteReader[]> {
    return Map.groupBy(this.#all, ({ network }) => network);
  }

  end(one: NoteReader): void {
    if (one.stream.writableEnded) return;
    one.stream.end(message('over', '{}'));
    this.#all.delete(one);
  }

  get count(): number {
    return this.#all.size;
  }

  stop(): void {
    for (const { stream } of this.#all) stream.end();
  }
}
