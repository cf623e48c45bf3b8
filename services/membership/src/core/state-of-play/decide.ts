import type { StateOfPlayLine } from '@skein/contracts';
import type { Cell } from '@skein/tables';

export const tableHeadings: readonly string[] = [
  'Community',
  'Domain',
  'Status',
  'Since',
  'Facilitators',
  'Core group',
  'Members',
  'Open steps',
  'Next steps',
  'Last meeting (UTC)',
  'Last meeting was held',
  'Next meeting (UTC)',
];

const names = (people: readonly { readonly name: string }[]): string =>
  people.map(({ name }) => name).join('; ');
const steps = ({ nextSteps }: StateOfPlayLine): string => {
  if (!nextSteps) return 'not available just now';
  return nextSteps
    .map(({ title, owners, due }) => {
      const who = owners.length ? ` (${owners.join(', ')})` : '';
      return `${title}${who}${due ? `, due ${due}` : ''}`;
    })
    .join('; ');
};

const moment = (instant: string | undefined): Cell => (instant ? new Date(instant) : undefined);

/** A line of the table as the cells of a file. */
export const cellsOf = (line: StateOfPlayLine): Cell[] => [
  line.name,
  line.domain,
  line.status,
  { day: line.since.slice(0, 10) },
  line.unledSince ? `nobody since ${line.unledSince.slice(0, 10)}` : names(line.facilitators),
  names(line.core),
  line.members,
  line.openSteps,
  steps(line),
  moment(line.lastMeeting?.startsAt),
  line.lastMeeting?.held,
  moment(line.nextMeeting?.startsAt),
];
