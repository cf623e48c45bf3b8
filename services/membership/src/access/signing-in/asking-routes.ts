import { isRefusal, type LetterNow, lettersContract, type Refusal, sessionsContract } from '@skein/contracts';
import {
  countedUse,
  countUse,
  handle,
  type Implementation,
  originOf,
  publicUrlOf,
  type Reader,
  type ServiceContext,
  signLink,
  type Tx,
  transact,
  verifyLink,
} from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import type { PersonRow } from '../../core/people/row.ts';
import { findByEmail } from '../../core/people/store.ts';
import { linkMs } from '../sessions/decide.ts';
import { hashOf, newSecret } from '../sessions/secrets.ts';
import { insertLink, isKnownBrowser } from '../sessions/store.ts';
import { askingBrowser, browserIn, cookiesOf } from './cookies.ts';
import { letterFor, passMs } from './decide.ts';

const tenMinutes = 600;
const hour = 3600;

/** Who asks for a link, as far as a browser tells. */
interface Asking {
  readonly network: string;
  readonly email: string;
  readonly ip: string;
  /** What the browser goes by from now on. */
  readonly browser: string;
  /** What it went by before, and what a letter gave it to ask with. */
  readonly known: string | undefined;
  readonly pass: string | undefined;
  readonly now: Date;
}

/** How somebody asks for a link to sign in with. */
export const askingRoutes = (context: ServiceContext<MembershipConfig>): Implementation[] => {
  const { db, ask, config, keys, log, readerOf, signingKey } = context;

  /** Counted by address and origin together, so that nobody uses up what another may ask. */
  const limit = async ({ network, email, ip }: Asking): Promise<Refusal | undefined> =>
    (await countUse(db, 'sign-in-asked', `${network} ${email} ${originOf(ip)}`, 5, tenMinutes)) ??
    (await countUse(db, 'sign-in-origin', originOf(ip), 600, tenMinutes));

  /** Whether the person asks, rather than anybody who knows their address. */
  const isTheirs = async (reader: Reader, person: string, { known, pass, now }: Asking): Promise<boolean> => {
    if (known && (await isKnownBrowser(reader, person, known, now))) return true;
    if (!pass) return false;
    const link = await verifyLink(keys, 'membership', 'ask-to-sign-in', pass);
    return !isRefusal(link) && link.claims.sub === person && link.claims.net === reader.network;
  };

  const send = async ({ _id: person, name, email, network }: PersonRow, letter: LetterNow, path: string) => {
    const link = `${publicUrlOf(config, network)}/sign-in#${path}`;
    const question = { network, letter, to: { name, email }, link };
    const sent = await ask(lettersContract.questions.sendNow, question, 15_000);
    if (sent?.outcome !== 'sent') log.warn({ person, letter }, 'a letter for signing in could not be sent');
  };

  const sendLink = async (person: PersonRow, { browser, now }: Asking, done: (tx: Tx) => Promise<void>) => {
    const token = newSecret();
    const { _id, network } = person;
    const expires = new Date(now.getTime() + linkMs);
    const row = { _id: hashOf(token), network, person: _id, browser: hashOf(browser), expires };
    await transact(context, { network, now }, async (tx) => {
      await insertLink(tx, row);
      tx.concerned.add(_id);
      await done(tx);
    });
    await send(person, 'sign-in', `token=${token}`);
  };

  const sendPause = async (person: PersonRow, now: Date) => {
    const claims = { net: person.network, sub: person._id };
    const pass = await signLink(signingKey, 'ask-to-sign-in', claims, new Date(now.getTime() + passMs));
    await send(person, 'sign-in-pause', `pass=${pass}`);
  };

  const answerByLetter = async (asking: Asking, done: (tx: Tx) => Promise<void>): Promise<void> => {
    const { network, email, now } = asking;
    const reader = readerOf(network);
    const person = await findByEmail(reader, email);
    if (!person) return;
    const theirs = await isTheirs(reader, person._id, asking);
    const asked = `${network} ${person._id}`;
    const letter = letterFor(
      await countedUse(db, theirs ? 'sign-in-own' : 'sign-in-letters', asked, hour),
      theirs,
    );
    if (letter === 'link') await sendLink(person, asking, done);
    if (letter === 'pause') await sendPause(person, now);
  };

  return [
    handle(sessionsContract.routes.askForSignInLink, async ({ network, body, now, request, reply, done }) => {
      const known = browserIn(request);
      const browser = askingBrowser(request);
      const asking = { network, ...body, pass: body.pass, ip: request.ip, browser, known, now };
      const limited = await limit(asking);
      if (limited) return limited;
      cookiesOf(config, network).setBrowser(reply, browser);
      // Not awaited: how long the answer takes must not tell whether the address is a member's.
      answerByLetter(asking, done).catch((err: unknown) => log.error({ err }, 'a sign-in link failed'));
      return { status: 'letter-sent' as const };
    }),
  ];
};
