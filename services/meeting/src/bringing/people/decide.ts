import { type RecordedName, type Refusal, refuse } from '@skein/contracts';
import { wordsIn } from '@skein/contracts/words';
import { refuseStrangers } from '../../gathering/people/decide.ts';

/** A member of the community, by the name that the directory has. */
export interface NamedMember {
  readonly person: string;
  readonly name: string;
}

const mostCandidates = 6;

const key = (name: string): string => wordsIn(name).join(' ');
const initialsOf = (words: readonly string[]): string => words.map((word) => word[0] ?? '').join('');

/** How likely a name that is written means this member; 0 where it does not. */
const likeness = (written: readonly string[], name: string): number => {
  const words = wordsIn(name);
  const [only = '', ...more] = written;
  if (written.length > 1 && written.every((word, at) => words[at]?.startsWith(word))) return 4;
  if (written.length > 1 && words[0] === only && more.at(-1)?.[0] === words.at(-1)?.[0]) return 2;
  if (written.length > 1) return 0;
  if (words[0] === only) return 3;
  const together = words.join('');
  if (only.length >= 5 && (together.startsWith(only) || only.startsWith(words[0] ?? '\n'))) return 2;
  return only.length > 1 && only === initialsOf(words) ? 1 : 0;
};

/** Who of the members the names in a record are: only where it is the whole name of one alone. Of the others, who may be. */
export const whoTheyAre = (names: readonly string[], members: readonly NamedMember[]): RecordedName[] => {
  const byName = Map.groupBy(members, ({ name }) => key(name));
  return [...new Set(names)].map((name) => {
    const written = wordsIn(name);
    const exact = written.length > 1 ? (byName.get(key(name)) ?? []) : [];
    const likely = members
      .map((member) => ({ member, score: likeness(written, member.name) }))
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score || one.member.name.localeCompare(other.member.name));
    const candidates = exact.length ? exact : likely.slice(0, mostCandidates).map(({ member }) => member);
    const [sure] = exact.length === 1 ? exact : [];
    return { name, ...(sure && { person: sure.person }), candidates: candidates.map((one) => ({ ...one })) };
  });
};

type Named = readonly { readonly name: string; readonly person: string }[];

/** A refusal of people who were said to be who they cannot be: the same name twice, or no member. */
export const refuseNamed = (people: Named, strangers: readonly string[]): Refusal | undefined => {
  const repeated = people.findIndex(({ name }, at) => people.findIndex((one) => one.name === name) !== at);
  if (repeated >= 0)
    return refuse('invalid-request', 'Each name is somebody’s once.', [
      `people.${repeated}.name`,
      'is named before',
    ]);
  const refused = refuseStrangers({ people: people.map(({ person }) => person) }, strangers);
  return refused && { ...refused, errors: (refused.errors ?? []).map(at) };
};

const at = ({ pointer, detail }: { pointer: string; detail: string }) => ({
  pointer: `${pointer}/person`,
  detail,
});
