import { createHash } from 'node:crypto';
import { isRefusal, pastContract, type Refusal, refuse } from '@skein/contracts';
import { refuseCommunity, unknownPeople } from '@skein/known';
import {
  handle,
  type Implementation,
  missing,
  read,
  type ServiceContext,
  type Tx,
  write,
} from '@skein/service-kit';
import { presentMeeting } from '../../gathering/meetings/present.ts';
import { findToRead } from '../chats/find.ts';
import { askWho } from '../people/ask.ts';
import { refuseNamed } from '../people/decide.ts';
import { presentFindings, presentReading } from './present.ts';
import { namesOf, readPast } from './read.ts';
import { savePast } from './record.ts';
import { findByDigest, findPast } from './store.ts';

/** The same notes are the same, whatever their line ends and the space around them. */
const digestOf = (text: string): string =>
  createHash('sha256').update(text.replaceAll(/\s+/g, ' ').trim()).digest('base64url');

const refuseAgain = async (tx: Tx, community: string, digest: string): Promise<Refusal | undefined> =>
  (await findByDigest(tx, community, digest))
    ? refuse('already-exists', 'These notes have been taken in for this community already.')
    : undefined;

export const pastRoutes = (context: ServiceContext): Implementation[] => [
  handle(pastContract.routes.previewPastMeeting, async ({ body, deny, reader }) => {
    const { community, text, places } = body;
    const unable = deny('meeting.plan', { community }) ?? (await refuseCommunity(reader, community));
    const found = unable ?? readPast(text, places);
    if (isRefusal(found)) return found;
    const people = await askWho(context, reader, community, namesOf(found.record));
    return { ...presentReading(found), people };
  }),

  write(pastContract.routes.takeInPastMeeting, async ({ body, deny, actor, tx }) => {
    const { community, text, places, people } = body;
    const unable = deny('meeting.plan', { community }) ?? (await refuseCommunity(tx, community));
    if (unable) return unable;
    const strangers = await unknownPeople(
      tx,
      people.map(({ person }) => person),
    );
    const digest = digestOf(text);
    const refused = refuseNamed(people, strangers) ?? (await refuseAgain(tx, community, digest));
    const found = refused ?? readPast(text, places);
    if (isRefusal(found)) return found;
    const known = new Map(people.map(({ name, person }) => [name, person]));
    const meeting = await savePast(tx, { ...found, known, digest, actor, facts: body });
    return isRefusal(meeting) ? meeting : presentMeeting(meeting);
  }),

  read(pastContract.routes.readPastFindings, async (call) => {
    const meeting = await findToRead(call.reader, call);
    if (isRefusal(meeting)) return meeting;
    const found = await findPast(call.reader, meeting._id);
    return found ? presentFindings(found) : missing('record of the past of the meeting', meeting._id);
  }),
];
