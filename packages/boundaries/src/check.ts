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

/** Every wall of the house that is broken. */
export const check = (house: House): Violation[] => rules.flatMap((rule) => rule(house));
