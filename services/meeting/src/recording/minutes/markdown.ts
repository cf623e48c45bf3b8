import type { Minutes } from '@skein/contracts';

/** What somebody wrote as one line of plain text, so that nothing in it is taken for Markdown. */
const plain = (text: string): string => text.replaceAll(/[\\`*_[\]<>#|~]/g, String.raw`\$&`);

type NameOf = (person: string) => string;

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? [`## ${title}`, lines.join('\n')] : [];

const peopleAs = (people: readonly string[], nameOf: NameOf): string[] =>
  people.map((person) => `- ${plain(nameOf(person))}`);

const noteUnder = ({ notes }: Minutes, item: string): string =>
  notes.find((note) => note.item === item)?.text.trim() ?? '';

const itemsAs = (minutes: Minutes): string[] =>
  minutes.items.map((item) => {
    const state = item.done ? '' : item.carriedTo ? ' (goes on to the next date)' : ' (not reached)';
    const heading = `### ${plain(item.title)}${state}`;
    const note = noteUnder(minutes, item.id);
    return note ? `${heading}\n\n${note}\n` : `${heading}\n`;
  });

const stepsAs = ({ steps }: Minutes, nameOf: NameOf): string[] =>
  steps.map(({ title, owners, due }) => {
    const who = owners.map((owner) => plain(nameOf(owner))).join(', ');
    return `- ${plain(title)}${who && ` – ${who}`}${due ? `, by ${due}` : ''}`;
  });

const day = (moment: string): string => moment.slice(0, 10);

/** Minutes as a document in Markdown. What people wrote as Markdown stays so; all else they wrote is plain text. */
export const minutesAsMarkdown = (minutes: Minutes, nameOf: NameOf): string => {
  const { meeting, status, approvedAt, amendUntil, amendments, decisions, cases } = minutes;
  const general = [meeting.notes.trim(), noteUnder(minutes, meeting.id)].filter(Boolean);
  return `${[
    `# ${plain(meeting.title)}`,
    `${meeting.startsAt.slice(0, 16).replace('T', ' ')} UTC, ${meeting.minutes} minutes. ${
      status === 'approved' && approvedAt
        ? `Approved on ${day(approvedAt)}.`
        : `A draft, to be amended until ${day(amendUntil)}.`
    }`,
    ...section('Present', peopleAs(meeting.present, nameOf)),
    ...section('Could not come', peopleAs(meeting.apologies, nameOf)),
    ...section('Agenda', itemsAs(minutes)),
    ...section('Notes', general),
    ...section(
      'Decisions',
      decisions.map(({ what }) => `- ${plain(what.replaceAll(/\s+/g, ' '))}`),
    ),
    ...section('Next steps', stepsAs(minutes, nameOf)),
    ...section(
      'Learning cases',
      cases.map(
        ({ title, broughtBy }) =>
          `- ${plain(title)}${broughtBy ? `, brought by ${plain(nameOf(broughtBy))}` : ''}`,
      ),
    ),
    ...section(
      'Amendments',
      amendments.map(
        ({ by, at, text }) =>
          `- ${day(at)}${by ? `, ${plain(nameOf(by))}` : ''}: ${plain(text.replaceAll(/\s+/g, ' '))}`,
      ),
    ),
  ].join('\n\n')}\n`;
};
