import { PassThrough } from 'node:stream';
import { type Actor, type LiveKind, type liveMessages, type Refusal, refuse } from '@skein/contracts';
import { endsFor, kindsFor, type News } from './decide.ts';

/** Somebody who follows, with what they are to be told next. */
interface Follower {
  readonly actor: Actor & { readonly session: string };
  readonly stream: PassThrough;
  readonly kinds: Set<LiveKind>;
}

/** So many pages of one person, and of all in one process; a browser shares one among its tabs. */
const mostOfOne = 12;
const mostOfAll = 5_000;
/** What is remembered of what came, for those who were cut off a moment. */
const mostRemembered = 1_000;
/** Whoever reads no more of it than this has left. */
const mostUnread = 64 * 1024;
/** Others may have been told of what came so close to each other in another order, milliseconds. */
const leewayMs = 2_000;

const message = (event: keyof typeof liveMessages, data: object, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Everybody who follows changes at one process. Any number of processes may run: each hears all that happens. */
export class Followers {
  readonly #all = new Set<Follower>();
  readonly #remembered: { readonly news: News; readonly at: number }[] = [];
  #last: string | undefined;

  /** Lets somebody follow, from what they heard last on; refuses where there are too many. */
  follow(actor: Follower['actor'], heard: string | undefined): PassThrough | Refusal {
    const theirs = [...this.#all].filter((one) => one.actor.person === actor.person);
    if (theirs.length >= mostOfOne)
      return { ...refuse('rate-limited', 'Too many of your pages follow changes at once.'), retryAfter: 60 };
    if (this.#all.size >= mostOfAll)
      return { ...refuse('unavailable', 'Too many people follow changes just now.'), retryAfter: 60 };
    const follower: Follower = { actor, stream: new PassThrough(), kinds: new Set() };
    this.#all.add(follower);
    follower.stream.once('close', () => this.#all.delete(follower));
    this.#say(follower, 'here', {}, this.#last);
    if (heard !== undefined) this.#catchUp(follower, heard);
    return follower.stream;
  }

  #catchUp(follower: Follower, heard: string): void {
    const index = this.#remembered.findLastIndex(({ news }) => news.id === heard);
    const since = this.#remembered[index]?.at;
    if (since === undefined) this.#say(follower, 'anew', {});
    else for (const { news, at } of this.#remembered) if (at >= since - leewayMs) this.#note(follower, news);
  }

  /** Takes in what happened; it is told with the next round. */
  hear(news: News, now: number): void {
    this.#last = news.id;
    this.#remembered.push({ news, at: now });
    if (this.#remembered.length > mostRemembered) this.#remembered.shift();
    for (const follower of this.#all) this.#note(follower, news);
  }

  #note(follower: Follower, news: News): void {
    for (const kind of kindsFor(news, follower.actor)) follower.kinds.add(kind);
    if (endsFor(news, follower.actor)) this.#end(follower);
  }

  /** Tells everybody at once what has come since the last round: many changes are one message. */
  tell(): void {
    for (const follower of this.#all) {
      if (follower.kinds.size === 0) continue;
      this.#say(follower, 'changed', { kinds: [...follower.kinds] }, this.#last);
      follower.kinds.clear();
    }
  }

  /** Keeps connections open that nothing is said on. */
  beat(): void {
    for (const { stream } of this.#all) stream.write(': here\n\n');
  }

  /** The sessions that are followed by, for each network. */
  sessions(): Map<string, string[]> {
    const of = Map.groupBy(this.#all, ({ actor }) => actor.network);
    return new Map(
      [...of].map(([network, all]) => [network, [...new Set(all.map(({ actor }) => actor.session))]]),
    );
  }

  /** Ends what is followed by sessions that are no more. */
  keepOnly(network: string, open: ReadonlySet<string>): void {
    for (const one of this.#all)
      if (one.actor.network === network && !open.has(one.actor.session)) this.#end(one);
  }

  /** How many follow. */
  get count(): number {
    return this.#all.size;
  }

  stop(): void {
    for (const { stream } of this.#all) stream.end();
  }

  #end(follower: Follower): void {
    if (follower.stream.writableEnded) return;
    follower.stream.end(message('over', {}));
    this.#all.delete(follower);
  }

  #say(follower: Follower, event: keyof typeof liveMessages, data: object, id?: string): void {
    if (follower.stream.readableLength > mostUnread) follower.stream.destroy();
    else follower.stream.write(message(event, data, id));
  }
}
