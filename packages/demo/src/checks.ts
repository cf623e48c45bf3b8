import type { TurnReport } from './turn/index.ts';

/** Something that must hold after a turn, and whether it did. */
export interface Check {
  readonly what: string;
  readonly holds: boolean;
}

/** How many agreed to the whole letter, and how many to that or to its events. */
export interface Readers {
  readonly whole: number;
  readonly any: number;
}

/** What must hold of a turn, whatever died meanwhile. */
export const checksOf = (turn: TurnReport, { whole, any }: Readers, duplicates: number): Check[] => {
  const { recipients, sent, failed, unknown, missing } = turn.digest;
  return [
    { what: `${turn.attendees} attended, and all were asked`, holds: turn.responsesSent === turn.attendees },
    { what: 'every accepted response is counted once', holds: turn.responsesCounted === turn.responsesSent },
    { what: 'every tally is what was answered', holds: turn.talliesExact },
    { what: 'the meeting’s two steps are in the workstream table', holds: turn.steps === 2 },
    { what: 'every service gave its part of the digest', holds: missing.length === 0 },
    {
      what: 'everyone who agreed to the digest is a recipient, and others for its events alone',
      holds: recipients >= whole && recipients <= any,
    },
    { what: 'every letter is settled, none failed', holds: failed === 0 && sent + unknown === recipients },
    { what: 'no letter arrived twice', holds: duplicates === 0 },
  ];
};
