import type { Minutes } from '@skein/contracts';
import { type Block, fromWritten, heading, type PrintDocument, paragraph, points } from '@skein/prints';
import type { Paper } from '../paper/sheet.ts';
import { dayIn, spanIn } from '../paper/words.ts';
import { meetingWords } from './words.ts';

const section = (title: string, blocks: readonly Block[]): Block[] =>
  blocks.length > 0 ? [heading(2, title), ...blocks] : [];

/** Minutes as a printed document. `community`: what the community is called. */
export const minutesPrint = (
  minutes: Minutes,
  { look, zone, words }: Paper,
  community: string,
  nameOf: (person: string) => string | undefined,
): PrintDocument => {
  const said = words(meetingWords);
  const { language } = look;
  const { meeting, status, approvedAt, amendUntil, amendments, notes, items, decisions, steps, cases } =
    minutes;
  const named = (person: string): string => nameOf(person) ?? said.left;
  const people = (list: readonly string[]): Block[] =>
    list.length > 0 ? [paragraph(list.map(named).join(', '))] : [];
  const noteOf = (item: string): Block[] =>
    fromWritten(notes.find((note) => note.item === item)?.text.trim() ?? '');
  const stands = ({ done, carriedTo }: Minutes['items'][number]): string => {
    if (done) return '';
    return carriedTo ? said.goesOn : said.notReached;
  };
  const state =
    status === 'approved' && approvedAt
      ? said.approvedOn(dayIn(language, approvedAt))
      : said.draftUntil(dayIn(language, amendUntil));
  return {
    look,
    title: meeting.title,
    above: `${said.minutes} · ${community}`,
    foot: `${look.network} · ${said.minutes} · ${community}`,
    blocks: [
      paragraph(spanIn(language, new Date(meeting.startsAt), meeting.minutes, meeting.zone ?? zone)),
      paragraph(state, { quiet: true }),
      ...section(said.present, people(meeting.present)),
      ...section(said.apologies, people(meeting.apologies)),
      ...section(
        said.agenda,
        items.flatMap((item) => [heading(3, item.title, stands(item)), ...noteOf(item.id)]),
      ),
      ...section(said.notes, [...fromWritten(meeting.notes), ...noteOf(meeting.id)]),
      ...section(said.decisions, decisions.length > 0 ? [points(decisions.map(({ what }) => what))] : []),
      ...section(
        said.steps,
        steps.length > 0
          ? [
              {
                kind: 'table',
                head: [said.step, said.who, said.by],
                rows: steps.map(({ title, owners, due }) => [
                  title,
                  owners.map(named).join(', '),
                  due ? dayIn(language, due) : '',
                ]),
                numbers: 0,
              },
            ]
          : [],
      ),
      ...section(
        said.cases,
        cases.length > 0
          ? [
              points(
                cases.map(({ title, broughtBy }) =>
                  broughtBy ? `${title}, ${said.broughtBy(named(broughtBy))}` : title,
                ),
              ),
            ]
          : [],
      ),
      ...section(
        said.amendments,
        amendments.flatMap(({ by, at, text }) => [
          paragraph([dayIn(language, at), ...(by ? [named(by)] : [])].join(' · '), { quiet: true }),
          paragraph(text),
        ]),
      ),
    ],
  };
};
