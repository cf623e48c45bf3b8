import { communitiesContract, type Digest, eventSubject } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, type Ground, until } from '@skein/service-kit/testing';
import { newLetter } from '../delivery/ledger/new-letter.ts';
import type { LetterRow } from '../delivery/ledger/row.ts';
import { addLetters } from '../delivery/ledger/store.ts';
import { begin } from '../digest/decide.ts';
import type { DigestRow } from '../digest/row.ts';
import { answerSections, foundCommunity, freshMonth, putMembers, section, startStage } from './stage.ts';

/** Notification with one service that answers for the digest, and messages that nobody can read. */
export const startGround = async () => {
  const stage = await startStage({ SKEIN_DIGEST_ANSWERS: '1' });
  const { admin, side } = stage;
  const { url, context } = stage.service;
  const endAnswers = answerSections(stage, 'meeting', [section('Coming', { title: 'A', detail: 'B' })]);
  // An issue that nobody would get is not sent.
  await putMembers(stage, 1);
  const buried = new Set<number>();
  return {
    network: 'testing',
    community: await foundCommunity(stage, 'Care homes'),
    neighbour: newId(),
    db: context.db,
    digest: async (): Promise<string> => {
      const body = { month: freshMonth(), title: 'News' };
      return (await call<Digest>(url, 'POST', '/digests', { as: admin, body })).body.id;
    },
    /** An issue that is sent, with one letter that may have arrived. */
    sentDigest: async (): Promise<string> => {
      const [id, person, now] = [newId(), newId(), new Date()];
      const issue = { network: 'testing', month: freshMonth(), title: 'News', introduction: '' };
      const letter = newLetter({ network: 'testing', kind: 'digest', cause: id, person }, now, 'example.org');
      const row: DigestRow = { ...begin(issue, [], now, id), status: 'sent' };
      await context.db.collection<DigestRow>('digests').insertOne(row);
      const unknown: LetterRow = { ...letter, status: 'unknown', settledAt: now };
      await addLetters({ db: context.db, network: 'testing' }, [unknown]);
      return id;
    },
    /** The cause of one invitation that may have arrived. */
    unknownInvitation: async (): Promise<string> => {
      const [cause, person, now] = [newId(), newId(), new Date()];
      const letter = newLetter({ network: 'testing', kind: 'invitation', cause, person }, now, 'example.org');
      await addLetters({ db: context.db, network: 'testing' }, [
        { ...letter, status: 'unknown', settledAt: now },
      ]);
      return cause;
    },
    /** A dead letter that no other request has taken. */
    deadLetter: async (): Promise<number> => {
      const subject = eventSubject(
        stage.environment.SKEIN_PREFIX ?? '',
        'testing',
        communitiesContract.events.communityChanged,
      );
      const before = new Set(buried);
      await side.nats.js.publish(subject, '{"no": "event"}', { msgID: newId() });
      const found = await until('it is set aside', async () => {
        const page = await call<{ items: { sequence: number }[] }>(url, 'GET', '/dead-letters?limit=200', {
          as: admin,
        });
        return page.body.items.find(({ sequence }) => !before.has(sequence));
      });
      buried.add(found.sequence);
      return found.sequence;
    },
    urlOf: () => url,
    tokenFor: (actor) => side.tokenFor(actor),
    stop: async () => {
      endAnswers();
      await stage.stop();
    },
  } satisfies Ground & Record<string, unknown>;
};

/** What notification's routes are walked on. */
export type NotificationGround = Awaited<ReturnType<typeof startGround>>;
