import type { Findings } from './check.ts';
import type { House } from './house/house.ts';

const knownFile = 'packages/boundaries/src/known.ts';

/** What the command prints: each broken wall with its remedy, what to strike from the list, and a line of sums. */
export const report = (house: House, { all, broken, mended }: Findings): string[] => {
  const count = (rule: string) => all.filter((one) => one.rule === rule).length;
  const imports = [...house.files.values()].reduce((sum, file) => sum + file.imports.length, 0);
  const sums = [
    `${house.files.size} files`,
    `${imports} imports`,
    `${count('circle')} files and ${count('folder-circle')} folders in circles`,
    `${count('arrow-back')} arrows back`,
    `${all.length - broken.length} known`,
  ];
  return [
    ...broken.flatMap(({ file, line, rule, message, remedy }) => [
      `${file}:${line}  ${rule}: ${message}`,
      `    Remedy: ${remedy}`,
    ]),
    ...mended.flatMap((entry) => [
      `${knownFile}  mended: "${entry}"`,
      '    Remedy: strike it from the list (npm run lint:boundaries -- --shrink does).',
    ]),
    `boundaries: ${sums.join(', ')}`,
  ];
};
