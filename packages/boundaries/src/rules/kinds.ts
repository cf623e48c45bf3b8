import { basename, dirname } from 'node:path/posix';
import { type House, partsBelowSrc, type SourceFile, type Violation } from '../house/house.ts';

/** What a manifest names: each is its capability's, and one of several of a kind has a word before it. */
const ofManifest =
  /^(?:[a-z-]+-)?(?:browser-pages|consume|elsewhere|migrate|questions|refill|rounds|routes|store)\.ts$|^rights\.fixture\.ts$/;

/** These would hold whatever finds no place. */
const sayNothing = /(?:^|-)(?:common|constants|helpers?|misc|shared|types|utils?)\.[a-z.]+$/;

const ofService = (house: House): SourceFile[] =>
  [...house.files.values()].filter(({ path }) => path.startsWith('services/'));

/** What a manifest names stands beside one, so that whoever reads the manifest has seen it all. */
export const besideManifest = (house: House): Violation[] =>
  ofService(house)
    .filter(({ path }) => ofManifest.test(basename(path)))
    .filter(({ path }) => !house.files.has(`${dirname(path)}/capability.ts`))
    .map((file) =>
      broken('no-manifest', file, {
        message: `${basename(file.path)} stands beside no capability.ts`,
        remedy:
          'Give the folder its manifest, or the file the name of what it holds (CONTRIBUTING, “File kinds”).',
      }),
    );

/** A manifest stands in its capability's folder, which is an area's or the service's, and has no folders in it. */
export const foldersFlat = (house: House): Violation[] => {
  const folders = new Set(
    ofService(house)
      .filter(({ path }) => basename(path) === 'capability.ts')
      .map(({ path }) => dirname(path)),
  );
  return ofService(house)
    .filter(({ path }) => {
      const depth = (partsBelowSrc(house, path)?.length ?? 0) - 1;
      const isManifest = basename(path) === 'capability.ts';
      return (isManifest && (depth < 1 || depth > 2)) || folders.has(dirname(dirname(path)));
    })
    .map((file) =>
      broken('capability-folder', file, {
        message: 'is no part of a capability’s folder in an area',
        remedy:
          'A service has areas, an area has capabilities, a capability has files: src/<area>/<capability>/.',
      }),
    );
};

/** A file is found by its name. */
export const namesTell = (house: House): Violation[] =>
  [...house.files.values()]
    .filter(({ path }) => sayNothing.test(basename(path)))
    .map((file) =>
      broken('name', file, {
        message: 'has a name that says nothing of what it holds',
        remedy: 'Name it by what it holds; where that is several things, make it several files.',
      }),
    );

const broken = (
  rule: string,
  { path }: SourceFile,
  says: Pick<Violation, 'message' | 'remedy'>,
): Violation => ({ rule, file: path, line: 1, ...says });
