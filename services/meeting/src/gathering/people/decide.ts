import { type Refusal, refuse } from '@skein/contracts';

/** A request may name twenty thousand people; a person reads the first mistakes. */
const mistakesTold = 100;

type Field = [path: string, detail: string];

const refusal = (code: 'invalid-request' | 'unknown-reference', detail: string, fields: Field[]): Refusal =>
  refuse(code, detail, ...fields.slice(0, mistakesTold));

/** A refusal of lists that name somebody twice, each place by its path: `apologies.3`. */
export const refuseRepeated = (lists: Readonly<Record<string, readonly string[]>>): Refusal | undefined => {
  const places = new Map<string, string>();
  const repeated: Field[] = [];
  for (const [list, people] of Object.entries(lists)) {
    for (const [index, person] of people.entries()) {
      const place = `${list}.${index}`;
      const earlier = places.get(person);
      if (earlier === undefined) places.set(person, place);
      else repeated.push([place, `is the same person as ${earlier}`]);
    }
  }
  if (repeated.length === 0) return undefined;
  return refusal('invalid-request', 'Each person can be named once.', repeated);
};

/** A refusal of lists that name somebody who is no member of the network, each place by its path. */
export const refuseStrangers = (
  lists: Readonly<Record<string, readonly string[]>>,
  strangers: readonly string[],
): Refusal | undefined => {
  const unknown = new Set(strangers);
  const fields = Object.entries(lists).flatMap(([list, people]) =>
    people.flatMap((person, index): Field[] =>
      unknown.has(person) ? [[`${list}.${index}`, 'is no member of this network']] : [],
    ),
  );
  if (fields.length === 0) return undefined;
  return refusal('unknown-reference', `${unknown.size} of the people named are no members.`, fields);
};
