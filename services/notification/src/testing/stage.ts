import {
  type ConsentPurpose,
  type Digest,
  type DigestSection,
  digestsContract,
  questionSubject,
} from '@skein/contracts';
import { type Mailbox, startMailbox } from '@skein/mailbox';
import { newId, type RunningService, startService } from '@skein/service-kit';
import { call, membershipSide, testEnvironment, until } from '@skein/service-kit/testing';
import { notification } from '../app.ts';
import type { NotificationConfig } from '../config.ts';
import type { LetterRow, LetterStatus } from '../delivery/ledger/row.ts';

export interface Member {
  readonly id: string;
  readonly email: string;
}

type MembershipSide = Awaited<ReturnType<typeof membershipSide>>;

/** Everything around a running notification: its mailbox, membership's side of the backbone, and who signs in. */
export interface Stage {
  readonly environment: Record<string, string>;
  readonly side: MembershipSide;
  readonly mailbox: Mailbox;
  readonly admin: string;
  service: RunningService<NotificationConfig>;
  /** Stops notification and leaves the rest. */
  pause(): Promise<void>;
  /** Starts it again, stopping it first where it runs. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts notification with real servers and a mailbox; `environment` changes what it reads. */
export const startStage = async (environment: Record<string, string> = {}): Promise<Stage> => {
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0 });
  const whole = {
    ...testEnvironment(),
    SKEIN_SMTP_URL: mailbox.smtpUrl,
    SKEIN_PUBLIC_URL: 'https://letters.example.org',
    SKEIN_MAIL_FROM: 'The Network <letters@example.org>',
    ...environment,
  };
  const side = await membershipSide(whole);
  let runs = true;
  const stage: Stage = {
    environment: whole,
    side,
    mailbox,
    admin: await side.tokenFor({ roles: ['admin'] }),
    service: await startService(notification, whole),
    pause: async () => {
      if (runs) await stage.service.stop();
      runs = false;
    },
    restart: async () => {
      await stage.pause();
      stage.service = await startService(notification, whole);
      runs = true;
    },
    stop: async () => {
      await stage.pause();
      await side.stop();
      await mailbox.stop();
    },
  };
  return stage;
};

/** Publishes a community, and resolves once notification knows it. */
export const foundCommunity = async ({ side, service }: Stage, name: string): Promise<string> => {
  const community = newId();
  await side.found(community, { name, domain: 'Learning', status: 'forming' });
  await until('the community', () => service.context.db.collection('known_communities').findOne({ name }));
  return community;
};

/** Puts members into the directory, and resolves once notification knows them all. */
export const putMembers = async (
  { side, service }: Stage,
  count: number,
  describe: (index: number) => {
    name?: string;
    email?: string;
    communities?: string[];
    consents?: ConsentPurpose[];
  } = () => ({}),
): Promise<Member[]> => {
  const members: Member[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = newId();
    const { name = `Member ${index}`, communities = [], consents = ['digest'], ...rest } = describe(index);
    const email = rest.email ?? `m${index}-${id}@example.org`;
    members.push({ id, email });
    await side.putMember({ id, network: 'testing', version: 1, name, email, communities, consents });
  }
  // Several processes share the events, so that the last member may come before another.
  const put = { _id: { $in: members.map(({ id }) => id) } };
  await until('all members', async () => {
    const known = await service.context.db.collection<{ _id: string }>('members').countDocuments(put);
    return known === members.length;
  });
  return members;
};

/** Answers for a service when sections are collected; the result ends it. */
export const answerSections = (
  { side, environment }: Stage,
  service: string,
  sections: readonly DigestSection[],
): (() => void) => {
  const subject = questionSubject(environment.SKEIN_PREFIX ?? '', '*', digestsContract.questions.section);
  const subscription = side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      message.respond(JSON.stringify({ answer: { service, sections } }));
    },
  });
  return () => subscription.unsubscribe();
};

export const section = (title: string, ...items: DigestSection['items']): DigestSection => ({
  service: 'meeting',
  title,
  items,
});

let month = 0;
/** A month that no other digest of the run is for. */
export const freshMonth = (): string => {
  month += 1;
  return `${2030 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
};

/** Begins an issue with these sections and sends it. */
export const sendDigest = async (stage: Stage, sections: readonly DigestSection[]): Promise<Digest> => {
  const as = stage.admin;
  const body = { month: freshMonth(), title: 'News of the month' };
  const begun = await call<Digest>(stage.service.url, 'POST', '/digests', { as, body });
  const path = `/digests/${begun.body.id}`;
  const edit = { as, body: { sections }, ifMatch: 1 };
  const edited = await call<Digest>(stage.service.url, 'PATCH', path, edit);
  const { version } = edited.body;
  return (await call<Digest>(stage.service.url, 'POST', `${path}/sending`, { as, ifMatch: version })).body;
};

export const readDigest = async ({ service, admin }: Stage, id: string): Promise<Digest> =>
  (await call<Digest>(service.url, 'GET', `/digests/${id}`, { as: admin })).body;

/** The issue once every letter of it is settled. */
export const whenSent = (stage: Stage, id: string): Promise<Digest> =>
  until(
    'the digest is sent',
    async () => {
      const digest = await readDigest(stage, id);
      return digest.status === 'sent' && digest;
    },
    50_000,
  );

export const lettersOf = ({ service }: Stage, cause: string, status?: LetterStatus): Promise<LetterRow[]> =>
  service.context.db
    .collection<LetterRow>('letters')
    .find({ cause, ...(status && { status }) })
    .toArray();
