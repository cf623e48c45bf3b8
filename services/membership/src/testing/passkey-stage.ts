import type { Passkey, Session } from '@skein/contracts';
import { startService } from '@skein/service-kit';
import { call, testEnvironment } from '@skein/service-kit/testing';
import type { SessionRow } from '../access/sessions/row.ts';
import { membership } from '../app.ts';
import { type Authenticator, startBrowser, startPage } from './authenticator.ts';
import { catchLetters, makeMember, type Visitor, visitor } from './visitor.ts';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly browser: Visitor;
  readonly device: Authenticator;
  session: Session;
}
export type Registered = { readonly passkey: Passkey; readonly session: Session };

/** A membership that asks for passkeys, at the address of a page in a real browser. */
export const passkeyStage = async () => {
  const stack = new AsyncDisposableStack();
  const [page, elsewhere, browser] = await Promise.all([startPage(), startPage(), startBrowser()]);
  stack.defer(() => void page.server.close());
  stack.defer(() => void elsewhere.server.close());
  stack.defer(() => browser.close());
  const pageUrl = page.url;
  const environment = { ...testEnvironment(), SKEIN_PUBLIC_URL: pageUrl, SKEIN_REQUIRE_PASSKEY: 'true' };
  const service = await startService(membership, environment);
  stack.defer(() => service.stop());
  const letters = catchLetters(service);
  stack.defer(() => letters.stop());
  const { authenticator } = browser;

  /** A member who has just signed in by a link, with an authenticator at hand. */
  const signedIn = async (...roles: string[]): Promise<Person> => {
    const member = await makeMember(service, ...roles);
    const browser = visitor(service.url, letters);
    const [session, device] = await Promise.all([browser.signIn(member.email), authenticator(pageUrl)]);
    return { ...member, browser, device, session };
  };

  const post = <T = never>({ session }: Pick<Person, 'session'>, path: string, body?: unknown) =>
    call<T>(service.url, 'POST', path, { as: session.accessToken, ...(body !== undefined && { body }) });

  type Registered = { readonly passkey: Passkey; readonly session: Session };
  const optionsToRegister = async (person: Person) =>
    (await post<object>(person, '/passkeys/registration-options')).body;
  const optionsToUse = async (person: Person) =>
    (
      await post<{ challenge: string; allowCredentials: object[] }>(
        person,
        '/sessions/current/passkey-options',
      )
    ).body;
  const register = async (person: Person, name = 'Laptop'): Promise<Registered> => {
    const credential = await person.device.create(await optionsToRegister(person));
    const reply = await post<Registered>(person, '/passkeys', { name, credential });
    if (reply.status !== 201) throw new Error(reply.problem.detail);
    person.session = reply.body.session;
    return reply.body;
  };
  const give = (person: Person, credential: unknown) =>
    post<Session>(person, '/sessions/current/passkey', { credential });
  /** Signs in again by a link, with what the person registered before. */
  const again = async (person: Person): Promise<Person> => ({
    ...person,
    session: await person.browser.signIn(person.email),
  });
  const withPasskey = async (...roles: string[]): Promise<Person> => {
    const person = await signedIn(...roles);
    await register(person);
    return again(person);
  };
  const listed = async ({ session }: Person) =>
    (await call<{ items: Passkey[] }>(service.url, 'GET', '/passkeys', { as: session.accessToken })).body
      .items;
  const remove = (person: Person, id: string) =>
    call(service.url, 'DELETE', `/passkeys/${id}`, { as: person.session.accessToken });
  const dropProof = (person: Person, minutes: number) =>
    service.context.db
      .collection<SessionRow>('sessions')
      .updateMany({ person: person.id }, { $set: { provenAt: new Date(Date.now() - minutes * 60_000) } });

  const auditOf = ({ id }: Person) =>
    service.context.db.collection('audit').find({ actor: id }).sort({ _id: 1 }).toArray();

  return {
    service,
    letters,
    pageUrl,
    elsewhereUrl: elsewhere.url,
    authenticator: () => authenticator(pageUrl),
    signedIn,
    post,
    optionsToRegister,
    optionsToUse,
    register,
    give,
    withPasskey,
    listed,
    remove,
    dropProof,
    auditOf,
    stop: () => stack.disposeAsync(),
  };
};
export type PasskeyStage = Awaited<ReturnType<typeof passkeyStage>>;
