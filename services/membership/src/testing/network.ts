import {
  type Campaign,
  type Community,
  type ConsentPurpose,
  consentText,
  type Preferences,
} from '@skein/contracts';
import { newId, type RunningService, signLink, startService } from '@skein/service-kit';
import { call, testEnvironment, tokenFor } from '@skein/service-kit/testing';
import { membership } from '../app.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** A running membership with an administrator, and what tests of consent do in it. */
export const startNetwork = async (environment = testEnvironment()) => {
  const service: RunningService = await startService(membership, environment);
  const admin = await tokenFor(service, { roles: ['admin'] });
  const { url, context } = service;

  const post = async <T>(path: string, body?: unknown, as: string | undefined = admin) =>
    call<T>(url, 'POST', path, { as, body });

  return {
    environment,
    service,
    admin,
    url,
    db: context.db,
    post,
    /** Takes people in with these consents; gives their ids. */
    takeIn: async (
      count: number,
      consents: ConsentPurpose[],
      communities: string[] = [],
    ): Promise<string[]> => {
      const people = Array.from({ length: count }, () => ({
        name: 'Wilhelmina',
        email: `${newId()}@example.org`,
        consents,
        communities: communities.map((community) => ({ community, role: 'member' })),
      }));
      const { body } = await post<{ people: { id: string }[] }>('/people/import', { people });
      return body.people.map(({ id }) => id);
    },
    found: async (): Promise<string> => {
      const slug = `c-${newId()}`;
      const body = { slug, name: slug, domain: 'Learning', description: '', joining: 'open' };
      return (await post<Community>('/communities', body)).body.id;
    },
    preferenceToken: (person: string, expires = new Date(Date.now() + dayMs), network = 'testing') =>
      signLink(context.signingKey, 'preferences', { net: network, sub: person }, expires),
    answerToken: (campaign: string, person: string, expires = new Date(Date.now() + dayMs)) =>
      signLink(context.signingKey, 'campaign-answer', { net: 'testing', sub: person, campaign }, expires),
    preferences: async (token: string): Promise<Preferences> =>
      (await call<Preferences>(url, 'GET', `/preferences?token=${token}`)).body,
    ledgerOf: (person: string) =>
      context.db.collection('consents').find({ person }).sort({ _id: 1 }).toArray(),
    erasureOf: (person: string) => context.db.collection('erasure_requests').findOne({ person }),
    draft: async (over: object = {}): Promise<Campaign> => {
      const body = {
        title: 'May we go on writing to you?',
        text: 'Dear all,\nwe ask you again.',
        purpose: 'digest',
        textVersion: consentText.version,
        audience: { kind: 'agreed' },
        deadline: new Date(Date.now() + 30 * dayMs).toISOString(),
        reminders: [14, 3],
        ...over,
      };
      return (await post<Campaign>('/campaigns', body)).body;
    },
    start: ({ id, version }: Campaign) =>
      call<Campaign>(url, 'POST', `/campaigns/${id}/start`, { as: admin, ifMatch: version }),
    read: async (id: string): Promise<Campaign> =>
      (await call<Campaign>(url, 'GET', `/campaigns/${id}`, { as: admin })).body,
    /** Lets the service believe that days have passed. */
    letPass: (days: number): void => {
      context.now = () => new Date(Date.now() + days * dayMs);
    },
    stop: () => service.stop(),
  };
};
export type Network = Awaited<ReturnType<typeof startNetwork>>;
