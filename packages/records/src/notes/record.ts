import type { LinePlace as Place } from '@skein/contracts';
import type { Chat } from '../chat/read.ts';
import type { Link } from '../links.ts';
import type { WrittenDay } from './dates.ts';
import type { Mark } from './marks.ts';

/** Something that a document says, and the line on which it says so. */
export interface Said {
  readonly text: string;
  readonly line: number;
}

export interface PastCase {
  readonly title: string;
  readonly by?: string;
  readonly line: number;
  readonly situation: readonly Said[];
  readonly observations: readonly Said[];
  readonly insights: readonly Said[];
}

/** A row of the table of work: a step, or a piece of work without one. */
export interface PastStep {
  readonly workstream: string;
  readonly leads: readonly string[];
  readonly title?: string;
  readonly owners: readonly string[];
  readonly notes: string;
  /** What the column of what is done says. */
  readonly done?: string;
  readonly lines: readonly number[];
}

export interface PastStatement {
  readonly number: number;
  readonly statement: string;
  readonly line: number;
  readonly marks: readonly (Mark & { readonly line: number })[];
}

/** A meeting as its notes tell of it. Each line of them is in one of these, or in `notes`. */
export interface PastRecord {
  readonly title?: Said;
  readonly day?: WrittenDay;
  readonly present: readonly Said[];
  readonly apologies: readonly Said[];
  readonly agenda: readonly { readonly title: string; readonly minutes: number; readonly line: number }[];
  readonly reading: readonly Said[];
  readonly cases: readonly PastCase[];
  readonly steps: readonly PastStep[];
  readonly statements: readonly PastStatement[];
  readonly chat: Chat;
  readonly links: readonly Link[];
  readonly notes: string;
  /** Where each line came to be: as it was placed, or in the notes where it says nothing of that kind. */
  readonly places: readonly Place[];
}
