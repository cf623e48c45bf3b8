import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { consentRoutes, eventStream, serviceNames } from '@skein/contracts';
import { type Check, checksOf } from './checks.ts';
import { loadNetwork } from './load/index.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { demonstrationNetwork } from './network/index.ts';
import { type SignedIn, signIn } from './sign-in.ts';
import type { System } from './system.ts';
import { runTurn, type TurnReport } from './turn/index.ts';

/** What the first start noted, so that a later one goes on from there. */
interface Notes {
  readonly begun: string;
  readonly members: number;
  readonly loaded: boolean;
}

export interface MainJob {
  readonly admin: SignedIn;
  /** Where the administrator's sign-in links go. */
  readonly address: string;
  readonly mailbox: Mailbox;
  readonly members: number;
  readonly communities: number;
}

const readNotes = (file: string): Promise<Notes | undefined> =>
  readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Notes,
    () => undefined,
  );

const writeNotes = async (file: string, notes: Notes): Promise<void> => {
  await writeFile(`${file}.new`, JSON.stringify(notes));
  await rename(`${file}.new`, file);
};

/** Makes sure that the demonstration network is there, and signs its administrator in. */
export const prepare = async (
  system: System,
  { dataDir, members, report }: { dataDir: string; members: number; report: (line: string) => void },
): Promise<MainJob> => {
  const file = join(dataDir, 'demonstration.json');
  const notes = (await readNotes(file)) ?? { begun: new Date().toISOString(), members, loaded: false };
  await writeNotes(file, notes);
  const begun = new Date(notes.begun);
  const network = demonstrationNetwork({ members: notes.members, now: begun });
  const adminKey = network.networkRoles.find(({ role }) => role === 'admin')?.person;
  const person = network.people.find(({ key }) => key === adminKey);
  if (!person) throw new Error('The demonstration network has no administrator.');
  const mailbox = openMailbox(system.mailboxUrl);
  if (!notes.loaded) {
    const asked = ['--network', network.key, '--email', person.email, '--name', person.name];
    await system.run('services/membership/src/commands/first-admin.ts', ...asked);
  }
  const admin = await signIn(system.url, mailbox, person.email);
  if (!notes.loaded) {
    const who = { key: person.key, id: admin.actor.person };
    await loadNetwork({ client: admin.client, network, admin: who, begun, report });
    await writeNotes(file, { ...notes, loaded: true });
  }
  const { members: count } = await admin.client.call(consentRoutes.summarizeConsents);
  return { admin, address: person.email, mailbox, members: count, communities: network.communities.length };
};

export interface Outcome {
  readonly turn: TurnReport;
  readonly checks: readonly Check[];
  readonly members: number;
}

/** One turn of the network's life, and whether all of it held. */
export const turnOnce = async (
  system: System,
  { admin, mailbox }: MainJob,
  label: string,
  report: (line: string) => void,
): Promise<Outcome> => {
  const group = 'reimagining-health-care';
  const instrument = 'confirmation-practice';
  const turn = await runTurn({
    baseUrl: system.url,
    host: admin.client,
    mailbox,
    label,
    group,
    instrument,
    report,
  });
  const summary = await admin.client.call(consentRoutes.summarizeConsents);
  const consenting = summary.purposes.find(({ purpose }) => purpose === 'digest')?.agreed ?? 0;
  const duplicates = await mailbox.duplicates();
  return { turn, checks: checksOf(turn, consenting, duplicates.length), members: summary.members };
};

/** How many events the services have published, as the streams count them. */
export const countEvents = async (natsUrl: string): Promise<number> => {
  const connection = await connect({ servers: natsUrl });
  const jsm = await jetstreamManager(connection);
  const infos = await Promise.all(
    serviceNames.map((service) => jsm.streams.info(eventStream('skein', service))),
  );
  await connection.drain();
  return infos.reduce((sum, { state }) => sum + state.messages, 0);
};
