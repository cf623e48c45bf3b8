import type { LinePlace } from '@skein/contracts';
import type { Preview } from './queries.ts';

/** What somebody brings and how they corrected it, kept in this tab until it is taken in. */
export interface PastDraft {
  readonly text: string;
  readonly checking: boolean;
  readonly places: readonly LinePlace[] | null;
  /** Who somebody said people are: an id, or nobody by an empty word. */
  readonly people: Readonly<Record<string, string>>;
  readonly title: string;
  readonly day: string;
  readonly time: string;
  readonly minutes: string;
}

export const nothing: PastDraft = {
  ...{ text: '', checking: false, places: null, people: {} },
  ...{ title: '', day: '', time: '', minutes: '' },
};

const two = (value: number): string => String(value).padStart(2, '0');

/** The day that the notes name, where they name its year too. */
const dayOf = ({ day }: Preview): string =>
  day?.year === undefined ? '' : `${day.year}-${two(day.month)}-${two(day.day)}`;

/** How long the meeting was: what its timed parts come to, else an hour. */
const minutesOf = ({ agenda }: Preview): number =>
  agenda.reduce((sum, { minutes }) => sum + minutes, 0) || 60;

/** What the form says: as somebody wrote it, else as the notes do. */
export const factsOf = (draft: PastDraft, preview: Preview) => ({
  title: draft.title || preview.title || '',
  day: draft.day || dayOf(preview),
  time: draft.time || '12:00',
  minutes: draft.minutes || String(minutesOf(preview)),
});

/** Who each name is: as somebody said, else as it can only be; '' is nobody. */
export const whoIs = (draft: PastDraft, preview: Preview, name: string): string =>
  draft.people[name] ?? preview.people.find((one) => one.name === name)?.person ?? '';

/** The places with one line put elsewhere. */
export const movedTo = (preview: Preview, at: number, place: LinePlace): LinePlace[] =>
  preview.lines.map((line, index) => (index === at ? place : line.place));

/** What is sent; who is nobody stays as it is written. */
export const sentBy = (draft: PastDraft, preview: Preview, community: string) => {
  const { title, day, time, minutes } = factsOf(draft, preview);
  return {
    community,
    title: title.trim(),
    startsAt: new Date(`${day}T${time}`).toISOString(),
    minutes: Number(minutes),
    text: draft.text,
    places: preview.lines.map(({ place }) => place),
    people: preview.people.flatMap(({ name }) => {
      const person = whoIs(draft, preview, name);
      return person ? [{ name, person }] : [];
    }),
  };
};
