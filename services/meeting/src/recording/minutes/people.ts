import type { Minutes } from '@skein/contracts';

/** Whom minutes name. */
export const peopleIn = ({ meeting, steps, cases, amendments }: Minutes): string[] => [
  ...new Set([
    ...meeting.present,
    ...meeting.apologies,
    ...steps.flatMap(({ owners }) => owners),
    ...cases.flatMap(({ broughtBy = [] }) => broughtBy),
    ...amendments.flatMap(({ by = [] }) => by),
  ]),
];
