import { peopleContract, type Refusal, refuse } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';

/** So many names are asked for at once. */
const mostNames = 1_000;

/** What these people are called, for a document that those who may see them are handed. */
export const askNames = async (
  ask: ServiceContext['ask'],
  network: string,
  people: readonly string[],
): Promise<Map<string, string> | Refusal> => {
  const names = new Map<string, string>();
  const each = [...new Set(people)];
  for (let from = 0; from < each.length; from += mostNames) {
    const some = each.slice(from, from + mostNames);
    const told = await ask(peopleContract.questions.names, { network, people: some });
    if (!told) return refuse('unavailable', 'The names in it are not to be had just now. Try again shortly.');
    for (const { person, name } of told.names) names.set(person, name);
  }
  return names;
};
