import type { House, Violation } from './house/house.ts';
import { fileCircles, folderCircles } from './rules/circles.ts';
import { checkScripts, dependenciesDeclared } from './rules/declared.ts';
import { besideManifest, foldersFlat, namesTell } from './rules/kinds.ts';
import { arrowsBack, undeclaredAreas } from './rules/order.ts';
import { collectionsOwned } from './rules/owners.ts';
import { decisionsNameNothing, decisionsReachNothing, rowsAlone } from './rules/purity.ts';
import { contractsAlone, packagesByName, servicesApart, testsApart } from './rules/walls.ts';

const rules: readonly ((house: House) => Violation[])[] = [
  fileCircles,
  folderCircles,
  arrowsBack,
  undeclaredAreas,
  contractsAlone,
  servicesApart,
  packagesByName,
  testsApart,
  dependenciesDeclared,
  checkScripts,
  decisionsReachNothing,
  decisionsNameNothing,
  rowsAlone,
  collectionsOwned,
  besideManifest,
  foldersFlat,
  namesTell,
];

export interface Findings {
  /** Every broken wall, known or not. */
  readonly all: readonly Violation[];
  readonly broken: readonly Violation[];
  /** Entries of the known list that no longer hold. */
  readonly mended: readonly string[];
}

export const entryOf = ({ rule, key }: Violation): string => `${rule} ${key}`;

export const check = (house: House, known: readonly string[]): Findings => {
  const all = rules.flatMap((rule) => rule(house));
  const found = new Set(all.map(entryOf));
  return {
    all,
    broken: all.filter((one) => !known.includes(entryOf(one))),
    mended: known.filter((entry) => !found.has(entry)),
  };
};
