import type { PastFindings, PastPreview } from '@skein/contracts';
import { presentFound, presentLink, presentSummary } from '../chats/present.ts';
import type { PastReading } from './read.ts';
import type { PastRow } from './row.ts';

const textsOf = (said: readonly { readonly text: string }[]): string[] => said.map(({ text }) => text);

/** What notes would become, before anybody said who the people in them are. */
export const presentReading = ({ lines, record }: PastReading): Omit<PastPreview, 'people'> => ({
  lines: lines.map(({ text }, at) => {
    const place = record.places[at] ?? 'notes';
    return { text: place === 'withheld' ? '' : text, place };
  }),
  ...(record.title && { title: record.title.text }),
  ...(record.day && { day: record.day }),
  present: textsOf(record.present),
  apologies: textsOf(record.apologies),
  agenda: record.agenda.map(({ title, minutes }) => ({ title, minutes })),
  reading: textsOf(record.reading),
  cases: record.cases.map(({ title, by, situation, observations, insights }) => ({
    title,
    ...(by && { by }),
    situation: textsOf(situation).join('\n'),
    observations: textsOf(observations),
    insights: textsOf(insights),
  })),
  steps: record.steps.map(({ lines: _, leads, owners, ...step }) => ({
    ...step,
    leads: [...leads],
    owners: [...owners],
  })),
  statements: record.statements.map(({ statement, marks }) => ({
    statement,
    marks: marks.map(({ line: _, ...mark }) => mark),
  })),
  chat: presentSummary(record.chat),
  links: record.links.map(presentFound),
  notes: record.notes,
});

const scores = [1, 2, 3, 4, 5];

export const presentFindings = ({ statements, links, takenInAt }: PastRow): PastFindings => ({
  statements: statements.map(({ statement, marks }) => ({
    statement,
    scores: scores.map((score) => marks.filter((mark) => mark.score === score).length),
  })),
  links: links.map(presentLink),
  takenInAt: takenInAt.toISOString(),
});
