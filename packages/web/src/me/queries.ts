import type { ConsentPurpose } from '@skein/contracts';
import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { client } from '../session/client.ts';
import { personQuery } from '../session/queries.ts';
import { becomeVisitor, useActor } from '../session/store.ts';

export const consentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['me', 'consents', id],
    queryFn: ({ signal }) => client.listConsents({ params: { id }, signal }),
  });

/** Every wording that was shown, so that each agreement stands with the words that it was given to. */
export const wordingsQuery = queryOptions({
  queryKey: ['consent-texts'],
  queryFn: async ({ signal }) => (await client.listConsentTexts({ signal })).items,
});

export const sessionsQuery = queryOptions({
  queryKey: ['me', 'sessions'],
  queryFn: ({ signal }) => client.listSessions.all({ signal }).toArray(),
});

export const wishesQuery = (person: string) =>
  queryOptions({
    queryKey: ['me', 'wishes', person],
    queryFn: ({ signal }) => client.listRectifications.all({ query: { person }, signal }).toArray(),
  });

/** Who one is; for pages that only who is signed in reaches, since the API refuses all others. */
export const useMyId = (): string => useActor()?.person ?? '';

export const useMe = () => useSuspenseQuery(personQuery(useMyId())).data;

type Edit = Parameters<typeof client.editPerson>[0];

export const useMyChanges = () => {
  const queries = useQueryClient();
  const id = useMyId();
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: ['me'] });
    await queries.invalidateQueries({ queryKey: ['people'] });
    return answer;
  };
  return {
    edit: (version: number, body: Edit['body']) =>
      settled(client.editPerson.attempt({ params: { id }, ifMatch: version, body })),
    consent: (purpose: ConsentPurpose, given: boolean, textVersion: string) =>
      settled(client.recordConsent.attempt({ params: { id }, body: { purpose, given, textVersion } })),
    wish: (what: string) => settled(client.askForRectification.attempt({ body: { person: id, what } })),
    removePasskey: (passkey: string) => settled(client.removePasskey.attempt({ params: { id: passkey } })),
    signOutEverywhere: async () => {
      await client.signOutEverywhere();
      becomeVisitor();
    },
    archive: () => client.exportPerson.attempt({ params: { id } }),
  };
};
