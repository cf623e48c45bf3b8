import type { IntroductionAnswer } from '@skein/contracts';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../session/client.ts';
import { useActor } from '../session/store.ts';

const asked = ['me', 'introductions'] as const;

const askedQuery = queryOptions({
  queryKey: asked,
  queryFn: async ({ signal }) => (await client.listAskedIntroductions({ signal })).items,
});

/** The introductions that wait for the answer of who is signed in. */
export const useAskedIntroductions = () => {
  const { data = [], isError, isLoading } = useQuery({ ...askedQuery, enabled: useActor() !== undefined });
  return { introductions: data, failed: isError, loaded: !isLoading };
};

export const useIntroductionAnswer = () => {
  const queries = useQueryClient();
  return async (id: string, answer: IntroductionAnswer) => {
    const reply = await client.answerOwnIntroduction.attempt({ params: { id }, body: { answer } });
    await queries.invalidateQueries({ queryKey: asked });
    return reply;
  };
};
