import type { AgendaPart } from '@skein/contracts';
import type { z } from 'zod';
import type { AgendaTemplateRow } from './row.ts';

type Parts = z.infer<typeof AgendaPart>[];

const usualMinutes = [5, 55, 20, 10] as const;
/** What the usual parts are called, in the languages that the pages have. */
const usualTitles: Readonly<Record<string, readonly string[]>> = {
  en: ['Check-in', 'Learning discussion', 'Tactical', 'Check-out'],
  fr: ['Tour d’arrivée', 'Échange d’apprentissage', 'Questions pratiques', 'Tour de clôture'],
  sv: ['Incheckning', 'Lärande samtal', 'Praktiskt', 'Utcheckning'],
};

/** The parts that many communities have found to work, in the first of these languages that has words for them. */
export const usualParts = (languages: readonly string[] = []): Parts => {
  const language = languages.map((tag) => tag.slice(0, 2)).find((one) => one in usualTitles) ?? 'en';
  const titles = usualTitles[language] ?? [];
  return usualMinutes.map((minutes, part) => ({ title: titles[part] ?? '', minutes }));
};

/** Shorter, a call has no time for parts. */
const leastOfPart = 2;

/** Parts in proportion to how long a call is, to the minute; none where it is too short for them. */
export const scaledTo = (parts: Readonly<Parts>, minutes: number): Parts => {
  const total = parts.reduce((sum, part) => sum + part.minutes, 0);
  if (minutes < leastOfPart * parts.length) return [];
  let until = 0;
  let given = 0;
  return parts.map((part, index) => {
    until += part.minutes;
    const left = parts.length - 1 - index;
    // By where each ends, so that the sum is right; each has a minute, and leaves one to those that follow.
    const end = Math.min(minutes - left, Math.max(given + 1, Math.round((until / total) * minutes)));
    const mine = end - given;
    given = end;
    return { ...part, minutes: mine };
  });
};

interface Timed {
  readonly kind: string;
  readonly minutes: number;
  readonly allDay?: true | undefined;
}

/** Whether a meeting has the usual parts where it has none of its own: a call of some hours, and no festival. */
export const hasUsualParts = ({ kind, minutes, allDay }: Timed): boolean =>
  kind === 'call' && !allDay && minutes <= 8 * 60;

/** The parts of a call of a community: those that it saved, else the usual ones. */
export const partsFor = (
  saved: AgendaTemplateRow | null,
  languages: readonly string[] | undefined,
  minutes: number,
): Parts => scaledTo(saved?.parts ?? usualParts(languages), minutes);
