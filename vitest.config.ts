import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const testsOf = (kind: string) => [
  `infra/src/**/*.${kind}.test.ts`,
  `packages/*/src/**/*.${kind}.test.ts`,
  `services/*/src/**/*.${kind}.test.ts`,
];

/** What takes longest, by its name: begun last, it would keep one worker at work alone. */
const long =
  /[/-](faults|killed|rights|memory|hostile|delivery|wrong-files|take-back|secrecy|results-pages)\./;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => long.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    // Integration tests wait for leases that end and for what comes by message: four at a time keep two cores at work,
    // where three left a third of them idle. What runs the whole installation has enough in three (package.json).
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // Decisions keep nothing from one test to the next; loading all they import for each file would take longest.
        test: { name: 'unit', include: testsOf('unit'), isolate: false },
      },
      {
        test: {
          name: 'integration',
          include: testsOf('int'),
          // Each file has databases and streams of its own; loading all that they run anew for each would take longer
          // than many of them do.
          isolate: false,
          globalSetup: [
            './packages/local-runtime/src/testing/global-setup.ts',
            './packages/web/src/build/global-setup.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: testsOf('e2e'),
          globalSetup: ['./packages/demo/src/testing/global-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
