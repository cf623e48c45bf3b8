import type { ConsentPurpose } from '@skein/contracts';
import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { client } from '../session/client.ts';
import { useMember } from '../session/member.ts';
import { makePasskey } from '../session/passkeys.ts';
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

export const asSeenQuery = (id: string) =>
  queryOptions({
    queryKey: ['me', 'as-seen', id],
    queryFn: async ({ signal }) => (await client.readAsSeen({ params: { id }, signal })).items,
  });

/** What would follow if one asked to be forgotten, and how that stands. */
export const erasureQuery = queryOptions({
  queryKey: ['me', 'erasure'],
  queryFn: ({ signal }) => client.readMyErasure({ signal }),
});

export const rolesQuery = (holder: string) =>
  queryOptions({
    queryKey: ['me', 'roles', holder],
    queryFn: ({ signal }) => client.listRoles.all({ query: { holder }, signal }).toArray(),
  });

/** All that one asked for: to join, to found, to have put right. */
export const requestsQuery = (me: string) =>
  queryOptions({
    queryKey: ['me', 'requests', me],
    queryFn: async ({ signal }) => {
      const [joining, proposals, introductions] = await Promise.all([
        client.listMyJoinRequests.all({ signal }).toArray(),
        client.listProposals.all({ query: { proposer: me }, signal }).toArray(),
        client.listIntroductions.all({ query: { person: me }, signal }).toArray(),
      ]);
      return { joining, proposals, introductions };
    },
  });

/** All that is held of one, as the archive has it; made anew each time, so that it is never an older one. */
export const heldQuery = (id: string) =>
  queryOptions({
    queryKey: ['me', 'held', id],
    queryFn: ({ signal }) => client.readHeld({ params: { id }, signal }),
    staleTime: 60_000,
  });

/** Who one is; whoever is not signed in is asked to. */
export const useMyId = (): string => useMember().person;

export const useMe = () => useSuspenseQuery(personQuery(useMyId())).data;

type Edit = Parameters<typeof client.editPerson>[0];

export const useMyChanges = () => {
  const queries = useQueryClient();
  // Nobody any more once one is forgotten.
  const id = useActor()?.person ?? '';
  const settled = async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: ['me'] });
    await queries.invalidateQueries({ queryKey: ['people'] });
    return answer;
  };
  return {
    edit: (version: number, body: Edit['body']) =>
      settled(client.editPerson.attempt({ params: { id }, ifMatch: version, body })),
    /** What one’s profile is now, whatever this page holds. */
    latest: () => queries.fetchQuery({ ...personQuery(id), staleTime: 0 }),
    consent: (purpose: ConsentPurpose, given: boolean, textVersion: string) =>
      settled(client.recordConsent.attempt({ params: { id }, body: { purpose, given, textVersion } })),
    stopEverything: () => settled(client.stopEverything.attempt()),
    wish: (what: string) => settled(client.askForRectification.attempt({ body: { person: id, what } })),
    addPasskey: (name: string) => settled(makePasskey(name)),
    removePasskey: (passkey: string) => settled(client.removePasskey.attempt({ params: { id: passkey } })),
    depict: (version: number, file: Blob) =>
      settled(client.setPhoto.attempt({ params: { id }, ifMatch: version, file })),
    undepict: (version: number) => settled(client.removePhoto.attempt({ params: { id }, ifMatch: version })),
    forgetMe: () => settled(client.askForMyErasure.attempt()),
    stay: (request: string) => settled(client.withdrawErasure.attempt({ params: { id: request } })),
    readdress: (email: string) => client.changeAddress.attempt({ params: { id }, body: { email } }),
    signOutOf: (session: string) => settled(client.endSession.attempt({ params: { id: session } })),
    signOutEverywhere: async () => {
      await client.signOutEverywhere();
      becomeVisitor();
    },
    archive: () => client.exportPerson.attempt({ params: { id } }),
  };
};
