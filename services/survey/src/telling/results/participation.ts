import type { Results } from '@skein/contracts';
import { groupsToHide } from '../../asking/groups/decide.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { communityTally, roleTally, withdrawnTally } from '../../taking/responses/place.ts';
import type { Tally } from '../../taking/responses/tallies.ts';
import { figureOf, type Veil } from '../figures/decide.ts';

/** Who answered, by group; those with few people asked are left out, so that nobody is told to be silent. */
const participationOf = <G extends { readonly invited: number }>(
  { mode }: SurveyRow,
  groups: readonly G[],
  answeredIn: (group: G) => number,
  smallestGroup: number,
): (G & { answered: number; share: number })[] => {
  const sizes = groups.map(({ invited }) => invited);
  const hidden = mode === 'named' ? new Set<number>() : groupsToHide(sizes, smallestGroup);
  return groups.flatMap((group, index) => {
    if (!hidden || hidden.has(index)) return [];
    const answered = answeredIn(group);
    return [{ ...group, answered, share: answered / group.invited }];
  });
};

/**
 * How many of so many were counted, as it is told. Here no keys are summed, since they would join a response to its
 * group: the count itself stands in their place.
 */
const toldAmong = (veil: Veil | undefined, name: string, count: number, most: number): number =>
  veil ? figureOf({ ...veil, people: most }, { name: `${name} ${count}`, count, key: 0 }) : count;

/** The same by community, and by role where the survey groups by it. */
export const groupsTold = (
  survey: SurveyRow,
  tallies: ReadonlyMap<string, Tally>,
  smallestGroup: number,
  veil: Veil | undefined,
): Pick<Results, 'communities' | 'roles' | 'withdrawn'> => {
  const { groups, roles, mode } = survey;
  // Who answered an anonymous one is not known by any group.
  if (mode === 'anonymous') return {};
  const among = (tally: string, key: string, invited: number): number =>
    toldAmong(veil, `${tally} ${key}`, tallies.get(tally)?.counts.get(key) ?? 0, invited);
  const count = tallies.get(withdrawnTally)?.answered ?? 0;
  const withdrawn = toldAmong(veil, withdrawnTally, count, survey.invited);
  return {
    ...(withdrawn > 0 && { withdrawn }),
    ...(groups && {
      communities: participationOf(
        survey,
        groups,
        ({ community, invited }) => among(communityTally, community, invited),
        smallestGroup,
      ),
    }),
    ...(roles && {
      roles: participationOf(
        survey,
        roles,
        ({ role, invited }) => among(roleTally, role, invited),
        smallestGroup,
      ),
    }),
  };
};
