import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { eventStream, serviceNames } from '@skein/contracts';
import { type Check, checksOf } from './checks.ts';
import type { Installation } from './installation.ts';
import { loadNetwork } from './load/index.ts';
import { loadMaturity } from './load/maturity.ts';
import { ensureImportWaits } from './load/membership/imports.ts';
import { findLoaded, loadMembership } from './load/membership/index.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { membershipChecks } from './membership-checks.ts';
import { type DemonstrationNetwork, demonstrationNetwork } from './network/index.ts';
import { type SignedIn, signIn } from './sign-in.ts';
import { surveyChecks } from './survey-checks.ts';
import { runTurn, type TurnReport } from './turn/index.ts';

/** What the first start noted, so that a later one goes on from there. */
interface Notes {
  readonly begun: string;
  readonly members: number;
  readonly loaded: boolean;
  /** Whether what goes on around belonging is loaded too; data of an earlier version has none of it. */
  readonly belonging?: boolean;
  /** Whether the assessments of maturity are; as above. */
  readonly assessed?: boolean;
}

export interface MainJob {
  readonly admin: SignedIn;
  /** Where the administrator's sign-in links go. */
  readonly address: string;
  readonly mailbox: Mailbox;
  readonly members: number;
  readonly communities: number;
  readonly network: DemonstrationNetwork;
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
  system: Installation,
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
  const { client } = admin;
  const options = { client, network, begun, report, baseUrl: system.url, mailbox };
  if (!notes.loaded) {
    await loadNetwork({ ...options, admin: { key: person.key, id: admin.actor.person } });
  } else if (!notes.belonging || !notes.assessed) {
    const found = await findLoaded(client, network);
    if (!notes.belonging) await loadMembership(options, found);
    if (!notes.assessed) await loadMaturity(client, network, { ...found, begun });
  }
  await writeNotes(file, { ...notes, loaded: true, belonging: true, assessed: true });
  await ensureImportWaits(client, network.life.listed);
  const { members: count } = await client.summarizeConsents();
  const { length: communities } = await client.listCommunities.all().toArray();
  return { admin, address: person.email, mailbox, members: count, communities, network };
};

export interface Outcome {
  readonly turn: TurnReport;
  readonly checks: readonly Check[];
  readonly members: number;
}

/** One turn of the network's life, and whether all of it held. */
export const turnOnce = async (
  system: Installation,
  { admin, mailbox, network }: MainJob,
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
  const summary = await admin.client.summarizeConsents();
  const consenting = summary.purposes.find(({ purpose }) => purpose === 'digest')?.agreed ?? 0;
  const duplicates = await mailbox.duplicates();
  const checks = [
    ...checksOf(turn, consenting, duplicates.length),
    ...(await membershipChecks(admin.client, network)),
    ...(await surveyChecks(admin.client, network)),
  ];
  return { turn, checks, members: summary.members };
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
