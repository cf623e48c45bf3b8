import type { Mailbox } from '../mailbox.ts';
import type { DemonstrationNetwork, PersonKey } from '../network/index.ts';
import { type SignedIn, signIn } from '../sign-in.ts';

/** Signs somebody in, once for all that they do while the network is loaded. */
export type Sessions = (person: PersonKey) => Promise<SignedIn>;

export const emailIn = ({ people }: DemonstrationNetwork, person: PersonKey | undefined): string =>
  people.find(({ key }) => key === person)?.email ?? '';

export const sessionsIn = (baseUrl: string, mailbox: Mailbox, network: DemonstrationNetwork): Sessions => {
  const sessions = new Map<PersonKey, Promise<SignedIn>>();
  return (person) => {
    const session = sessions.get(person) ?? signIn(baseUrl, mailbox, emailIn(network, person));
    sessions.set(person, session);
    return session;
  };
};
