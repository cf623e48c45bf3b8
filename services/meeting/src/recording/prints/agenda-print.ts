import { type Block, heading, type PrintDocument, paragraph, points } from '@skein/prints';
import type { AgendaItemRow } from '../../gathering/agenda/row.ts';
import type { MeetingRow } from '../../gathering/meetings/row.ts';
import type { Paper } from '../paper/sheet.ts';
import { spanIn, timeIn } from '../paper/words.ts';
import { meetingWords } from './words.ts';

/** What the agenda of who runs the meeting has beside it. */
export interface ForHost {
  readonly comes: readonly string[];
  readonly maybe: readonly string[];
  /** How many there are of each in all. */
  readonly counts: { readonly comes: number; readonly maybe: number };
  readonly nameOf: (person: string) => string | undefined;
}

/** The lines to write on under an item. */
const room = 3;

/** When each part begins. */
const beginnings = ({ agenda, openedAt, startsAt }: MeetingRow): Date[] => {
  let at = (openedAt ?? startsAt).getTime();
  return agenda.map(({ minutes }) => {
    const begins = new Date(at);
    at += minutes * 60_000;
    return begins;
  });
};

/** An agenda as a printed document; with `host`, as who runs the meeting has it. */
export const agendaPrint = (
  meeting: MeetingRow,
  items: readonly AgendaItemRow[],
  { look, zone: usual, words }: Paper,
  community: string,
  host?: ForHost,
): PrintDocument => {
  const said = words(meetingWords);
  const { language } = look;
  const zone = meeting.zone ?? usual;
  const title = host ? said.agendaForHost : said.agenda;
  const begins = beginnings(meeting);
  const lastPart = Math.max(0, meeting.agenda.length - 1);

  const itemsOf = (part: number): Block[] => {
    const here = items.filter((item) => Math.min(item.part, lastPart) === part);
    if (!host) return here.length > 0 ? [points(here.map((item) => item.title))] : [];
    return here.flatMap((item): Block[] => {
      const by = item.proposedBy ? host.nameOf(item.proposedBy) : undefined;
      const beside = [...(by ? [by] : []), ...(item.carriedFrom ? [said.fromBefore] : [])];
      return [heading(3, item.title, beside.join(' · ')), { kind: 'room', lines: room }];
    });
  };
  const people = (list: readonly string[], of: number): string => {
    const names = list.map((person) => host?.nameOf(person) ?? said.left).join(', ');
    return of > list.length ? `${names} ${said.andMore(of - list.length)}` : names;
  };
  const coming: Block[] = host
    ? [
        ...(host.counts.comes > 0
          ? [heading(2, said.comes(host.counts.comes)), paragraph(people(host.comes, host.counts.comes))]
          : [heading(2, said.comes(0)), paragraph(said.nobodyYet)]),
        ...(host.counts.maybe > 0
          ? [heading(2, said.maybe(host.counts.maybe)), paragraph(people(host.maybe, host.counts.maybe))]
          : []),
      ]
    : [];

  return {
    look,
    title: meeting.title,
    above: `${title} · ${community}`,
    foot: `${look.network} · ${title} · ${community}`,
    blocks: [
      paragraph(spanIn(language, meeting.startsAt, meeting.minutes, zone)),
      ...(meeting.place ? [paragraph(meeting.place)] : []),
      ...(host ? [paragraph(said.forHost, { quiet: true })] : []),
      ...(meeting.reading.length > 0 ? [heading(2, said.reading), points(meeting.reading)] : []),
      ...coming,
      ...(meeting.agenda.length > 0
        ? meeting.agenda.flatMap((part, place): Block[] => {
            const at = begins[place];
            const time = at ? `${timeIn(language, at, zone)} · ` : '';
            return [heading(2, part.title, `${time}${said.duration(part.minutes)}`), ...itemsOf(place)];
          })
        : [heading(2, said.agenda), ...itemsOf(0)]),
      ...(host ? [heading(2, said.notes), { kind: 'room' as const, lines: 8 }] : []),
    ],
  };
};
