import type { Briefing, Meeting, MeetingRole, RoleHeld } from '@skein/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';
import { statementsIn } from './scores.ts';

const meetings = ['meetings'] as const;

/** Who does what at a meeting. */
export const rolesQuery = (id: string) =>
  queryOptions({
    queryKey: [...meetings, 'roles', id],
    queryFn: async ({ signal }) => (await client.listMeetingRoles({ params: { id }, signal })).roles,
  });

/** The questions to prepare a meeting with, and what is answered. */
export const briefingQuery = (id: string) =>
  queryOptions({
    queryKey: [...meetings, 'briefing', id],
    queryFn: ({ signal }) => client.readBriefing({ params: { id }, signal }),
  });

/** The links that a community keeps, to be read before a meeting. */
export const readableQuery = (community: string) =>
  queryOptions({
    queryKey: ['library', 'readable', community],
    queryFn: async ({ signal }) =>
      (await client.listResources({ query: { community, limit: 100 }, signal })).items,
  });

/** What the check-outs of a community’s meetings said, where this one had one. */
export const checkOutScoresQuery = ({ id: meeting, community }: Meeting) =>
  queryOptions({
    queryKey: ['surveys', 'check-outs', meeting],
    queryFn: async ({ signal }) => {
      const { items } = await client.listSurveys({ query: { meeting, limit: 1 }, signal });
      const [checkOut] = items;
      if (!checkOut) return [];
      const params = { id: checkOut.instrument };
      return statementsIn(await client.compareWaves({ params, query: { community }, signal }));
    },
  });

const useSettled = () => {
  const queries = useQueryClient();
  return async <T>(step: Promise<T>): Promise<T> => {
    const answer = await step;
    await queries.invalidateQueries({ queryKey: meetings });
    return answer;
  };
};

export const useRoleSteps = ({ id, series = '' }: Meeting) => {
  const settled = useSettled();
  /** One after the other, up to the first that is refused. */
  const give = async (changed: readonly (readonly [RoleHeld, string | null])[]) => {
    for (const [{ role, version }, person] of changed) {
      const params = { id, role };
      const answer = await client.giveRole.attempt({ params, ifMatch: version, body: { person } });
      if (!answer.ok) return answer;
    }
    return { ok: true as const };
  };
  return {
    give: (changed: Parameters<typeof give>[0]) => settled(give(changed)),
    rotate: (role: MeetingRole, version: number, people: readonly string[]) =>
      settled(
        client.rotateRole.attempt({
          params: { id: series, role },
          ifMatch: version,
          body: { people: [...people] },
        }),
      ),
  };
};

export const useBriefingSteps = ({ id }: Meeting, briefing: Briefing | undefined) => {
  const settled = useSettled();
  const params = { id };
  return {
    ask: (questions: { id?: string; text: string }[]) =>
      settled(client.askBefore.attempt({ params, ifMatch: briefing?.version ?? 0, body: { questions } })),
    answer: (answers: { question: string; text: string }[]) =>
      settled(
        client.answerBefore.attempt({ params, ifMatch: briefing?.mine.version ?? 0, body: { answers } }),
      ),
  };
};

export const useReadingSteps = ({ id, version, reading }: Meeting) => {
  const settled = useSettled();
  const change = (lines: string[]) =>
    settled(client.editMeeting.attempt({ params: { id }, ifMatch: version, body: { reading: lines } }));
  return {
    add: (line: string) => change([...reading, line]),
    remove: (line: string) => change(reading.filter((one) => one !== line)),
  };
};
