import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import type { LinePlace } from '@skein/contracts';

/** What each place is called; asked for in a component, so that it follows the language. */
export const usePlaceNames = (): Readonly<Record<LinePlace, string>> => {
  // Subscribes to the language.
  useLingui();
  return {
    blank: t`Empty`,
    heading: t`Heading`,
    title: t`Title`,
    present: t`Present`,
    apologies: t`Apologies`,
    part: t`Timed part`,
    reading: t`Reading`,
    case: t`Case`,
    situation: t`Case: situation`,
    observation: t`Case: observation`,
    insight: t`Case: insight`,
    table: t`Table of work`,
    statement: t`Statement`,
    score: t`Scores`,
    link: t`Link`,
    chat: t`Chat`,
    withheld: t`Left out`,
    notes: t`Stays in the notes`,
  };
};

/** Where a person may put a line; the table and the chat are read as wholes. */
export const movable: readonly LinePlace[] = [
  ...(['notes', 'title', 'present', 'apologies', 'part', 'reading'] as const),
  ...(['case', 'situation', 'observation', 'insight', 'statement', 'score', 'link'] as const),
];

/** The kinds that are told apart by colour, beside their word. */
export const toneOf = (place: LinePlace): 'kept' | 'placed' | 'whole' | 'out' => {
  if (place === 'notes') return 'kept';
  if (place === 'withheld') return 'out';
  return place === 'table' || place === 'chat' || place === 'heading' ? 'whole' : 'placed';
};
