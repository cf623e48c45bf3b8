import type { House, Violation } from './house/house.ts';

/** What the command prints: each broken wall with its remedy, and a line of sums. */
export const report = (house: House, broken: readonly Violation[]): string[] => {
  const count = (rule: string) => broken.filter((one) => one.rule === rule).length;
  const imports = [...house.files.values()].reduce((sum, file) => sum + file.imports.length, 0);
  const sums = [
    `${house.files.size} files`,
    `${imports} imports`,
    `${count('circle')} files and ${count('folder-circle')} folders in circles`,
    `${count('arrow-back')} arrows back`,
    `${broken.length} broken in all`,
  ];
  return [
    ...broken.flatMap(({ file, line, rule, message, remedy }) => [
      `${file}:${line}  ${rule}: ${message}`,
      `    Remedy: ${remedy}`,
    ]),
    `boundaries: ${sums.join(', ')}`,
  ];
};
