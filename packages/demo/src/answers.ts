import type { Client } from '@skein/client';
import type { Answers } from '@skein/contracts';

/** The single answers of a survey, as those may read them who export it: results of a confidential one tell figures. */
export const answersIn = async (host: Client, survey: string): Promise<Answers[]> => {
  const answers: Answers[] = [];
  for (let after: string | undefined, more = true; more; ) {
    const page = await host.readResponses({ params: { id: survey }, query: { ...(after && { after }) } });
    answers.push(...page.items.map((item) => item.answers));
    ({ next: after, more } = page);
  }
  return answers;
};

/** How often each choice of a question was made. */
export const choicesIn = (answers: readonly Answers[], question: string): Record<string, number> => {
  const chosen = answers.flatMap(({ [question]: given = [] }) =>
    Array.isArray(given) ? given : [String(given)],
  );
  return Object.fromEntries(
    [...Map.groupBy(chosen, (choice) => choice)].map(([choice, of]) => [choice, of.length]),
  );
};
