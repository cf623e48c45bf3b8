import { peopleContract, type Refusal, refuse } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';

/** So many names are asked for at once. */
const mostNames = 1_000;

/** What people are called, as membership says; a refusal where it is not to be had. Who has left is not among them. */
export const namesOf = async (
  { ask }: Pick<ServiceContext, 'ask'>,
  network: string,
  people: readonly string[],
): Promise<Map<string, string> | Refusal> => {
  const names = new Map<string, string>();
  for (let from = 0; from < people.length; from += mostNames) {
    const some = people.slice(from, from + mostNames);
    const told = await ask(peopleContract.questions.names, { network, people: some });
    if (!told) return refuse('unavailable', 'Names are not to be had just now. Try again shortly.');
    for (const { person, name } of told.names) names.set(person, name);
  }
  return names;
};
