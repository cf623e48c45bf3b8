import type { StateOfPlayLine } from '@skein/contracts';

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
  'Last meeting',
  'Next meeting',
];

const names = (people: readonly { readonly name: string }[]): string =>
  people.map(({ name }) => name).join('; ');
/** `2026-12-01 12:30`, in UTC: what spreadsheets take for a time. */
const moment = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

const steps = ({ nextSteps }: StateOfPlayLine): string => {
  if (!nextSteps) return 'not available just now';
  return nextSteps
    .map(({ title, owners, due }) => {
      const who = owners.length ? ` (${owners.join(', ')})` : '';
      return `${title}${who}${due ? `, due ${due}` : ''}`;
    })
    .join('; ');
};

const last = ({ lastMeeting }: StateOfPlayLine): string => {
  if (!lastMeeting) return '';
  return `${moment(lastMeeting.startsAt)}${lastMeeting.held ? '' : ' (planned; not opened)'}`;
};

/** A line of the table as the cells of a file. */
export const cellsOf = (line: StateOfPlayLine): string[] => [
  line.name,
  line.domain,
  line.status,
  line.since.slice(0, 10),
  names(line.facilitators),
  names(line.core),
  String(line.members),
  String(line.openSteps),
  steps(line),
  last(line),
  line.nextMeeting ? moment(line.nextMeeting.startsAt) : '',
];
