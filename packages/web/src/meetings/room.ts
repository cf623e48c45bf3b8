import type { Note, NoteWritten } from '@skein/contracts';
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVectorFromUpdate, mergeUpdates } from 'yjs';
import { client } from '../session/client.ts';
import { followed, NotFollowed, pause } from '../session/follow.ts';
import { routes } from '../session/routes.ts';
import { base64Of, bytesIn } from './base64.ts';

/** How what is typed stands: with everybody, on its way, waiting for a connection, or refused for good. */
export type Standing = 'loading' | 'saved' | 'saving' | 'away' | 'closed';

/** What was not typed here. */
const others = Symbol('others');
const textName = 'note';
/** What is typed within this goes at once, milliseconds; others see it soon after. */
const gatherMs = 80;
const [first, longest] = [500, 15_000];
/** So long after their last letter somebody counts as writing. */
const writingMs = 5_000;

/** What is answered to who may not follow, or where there is nothing to follow any more. */
const refusedForGood: ReadonlySet<number> = new Set([403, 404, 409]);

const keptAs = (meeting: string, item: string): string => `skein-note-${meeting}-${item}`;

/** The note of one item as it is here. */
export interface OpenNote {
  readonly doc: Doc;
  readonly text: ReturnType<Doc['getText']>;
}

/**
 * The notes of one meeting, written with others: what is typed is stored by the service before it counts as saved, what
 * others type comes by server-sent events, and what was typed without a connection goes once there is one.
 */
export class Room {
  readonly #meeting: string;
  readonly #notes = new Map<string, OpenNote>();
  readonly #unsent = new Map<string, Uint8Array[]>();
  readonly #writing = new Map<string, Map<string, number>>();
  readonly #listeners = new Set<() => void>();
  readonly #leaving = new AbortController();
  #standing: Standing = 'loading';
  #sending: ReturnType<typeof setTimeout> | undefined;
  #underWay = false;
  #wait = first;

  constructor(meeting: string) {
    this.#meeting = meeting;
    void this.#follow();
  }

  /** The note of an item; what was typed and not sent before the page was left is in it again. */
  note(item: string): OpenNote {
    const known = this.#notes.get(item);
    if (known) return known;
    const doc = new Doc();
    const note = { doc, text: doc.getText(textName) };
    this.#notes.set(item, note);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === others) return this.#tell();
      this.#keep(item, [...(this.#unsent.get(item) ?? []), update]);
      this.#send(gatherMs);
    });
    const kept = sessionStorage.getItem(keptAs(this.#meeting, item));
    if (kept) applyUpdate(doc, bytesIn(kept), 'kept');
    return note;
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** Who is writing into a note just now, by their ids. */
  writing(item: string): string[] {
    const since = Date.now() - writingMs;
    return [...(this.#writing.get(item) ?? [])].flatMap(([person, at]) => (at > since ? [person] : []));
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  leave(): void {
    this.#leaving.abort();
    clearTimeout(this.#sending);
    void this.#sendAll();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #stands(standing: Standing): void {
    if (this.#standing === standing) return;
    this.#standing = standing;
    this.#tell();
  }

  /** Remembers in this tab what has not been sent. */
  #keep(item: string, updates: Uint8Array[]): void {
    const key = keptAs(this.#meeting, item);
    if (updates.length === 0) {
      this.#unsent.delete(item);
      sessionStorage.removeItem(key);
    } else {
      this.#unsent.set(item, updates);
      sessionStorage.setItem(key, base64Of(mergeUpdates(updates)));
    }
  }

  #send(afterMs: number): void {
    if (this.#standing === 'closed') return;
    this.#stands(this.#standing === 'away' ? 'away' : 'saving');
    this.#sending ??= setTimeout(() => {
      this.#sending = undefined;
      void this.#sendAll();
    }, afterMs);
  }

  async #sendAll(): Promise<void> {
    if (this.#underWay) return;
    this.#underWay = true;
    try {
      for (const [item, updates] of [...this.#unsent]) {
        const body = { update: base64Of(mergeUpdates(updates)) };
        const params = { id: this.#meeting, item };
        const answer = await client.writeNote.attempt({ params, body });
        if (!answer.ok && ['closed', 'not-found', 'forbidden'].includes(answer.problem.code))
          return this.#stands('closed');
        if (!answer.ok) throw new Error(answer.problem.detail);
        // What was typed meanwhile is still to be sent.
        this.#keep(
          item,
          (this.#unsent.get(item) ?? []).filter((one) => !updates.includes(one)),
        );
      }
      this.#wait = first;
      if (this.#unsent.size === 0) this.#stands('saved');
    } catch {
      this.#stands('away');
      this.#wait = Math.min(longest, 2 * this.#wait);
    } finally {
      this.#underWay = false;
    }
    if (this.#unsent.size > 0 && !this.#leaving.signal.aborted)
      this.#send(this.#standing === 'away' ? this.#wait : gatherMs);
  }

  /** Takes in all that the service has, and sends what it has not. */
  async #catchUp(): Promise<void> {
    const { items } = await client.readNotes({ params: { id: this.#meeting } });
    const known = new Map(items.map((note: Note) => [note.item, bytesIn(note.update)]));
    for (const [item, update] of known) applyUpdate(this.note(item).doc, update, others);
    for (const [item, { doc }] of this.#notes) {
      const there = known.get(item);
      const missing = encodeStateAsUpdate(doc, there && encodeStateVectorFromUpdate(there));
      const isNothing = missing.length <= 2;
      if (!isNothing && this.#unsent.has(item)) this.#keep(item, [missing]);
    }
    if (this.#unsent.size > 0) this.#send(0);
    else this.#stands('saved');
    this.#tell();
  }

  #hear({ item, update, by }: NoteWritten): void {
    applyUpdate(this.note(item).doc, bytesIn(update), others);
    if (by === undefined) return;
    const writing = this.#writing.get(item) ?? new Map<string, number>();
    this.#writing.set(item, writing.set(by, Date.now()));
    this.#tell();
  }

  /** Follows until the connection ends; true where it was refused for good. */
  async #followOnce(signal: AbortSignal): Promise<boolean> {
    const address = routes.followNotes.path.replace(':id', encodeURIComponent(this.#meeting));
    try {
      for await (const { event, data } of followed(address, signal)) {
        // Read once one hears what comes after it, so that nothing falls between.
        if (event === 'here') await this.#catchUp();
        if (event === 'written') this.#hear(JSON.parse(data) as NoteWritten);
        if (event === 'over') break;
      }
      return false;
    } catch (error) {
      if (error instanceof NotFollowed && refusedForGood.has(error.status)) return true;
      if (!signal.aborted) this.#stands('away');
      return false;
    }
  }

  async #follow(): Promise<void> {
    const { signal } = this.#leaving;
    let wait = first;
    while (!signal.aborted) {
      const began = Date.now();
      if (await this.#followOnce(signal)) {
        await this.#catchUp().catch(() => undefined);
        return this.#stands('closed');
      }
      wait = Date.now() - began > longest ? first : Math.min(longest, 2 * wait);
      await pause(wait * (0.5 + Math.random() / 2));
    }
  }
}

const rooms = new Map<string, { readonly room: Room; used: number }>();

/** The room of a meeting, for as long as somebody on the page is in it. */
export const enterRoom = (meeting: string): Room => {
  const known = rooms.get(meeting) ?? { room: new Room(meeting), used: 0 };
  rooms.set(meeting, known);
  known.used += 1;
  return known.room;
};

export const leaveRoom = (meeting: string): void => {
  const known = rooms.get(meeting);
  if (!known) return;
  known.used -= 1;
  if (known.used > 0) return;
  rooms.delete(meeting);
  known.room.leave();
};
