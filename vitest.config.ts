import { defineConfig } from 'vitest/config';

const testsOf = (kind: string) => [
  `packages/*/src/**/*.${kind}.test.ts`,
  `services/*/src/**/*.${kind}.test.ts`,
];

export default defineConfig({
  test: {
    // Two cores: more workers only take time from each other and from the servers under test.
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: testsOf('unit') } },
      {
        test: {
          name: 'integration',
          include: testsOf('int'),
          // Each file has databases and streams of its own; loading all that they run anew for each would take longer
          // than many of them do.
          isolate: false,
          globalSetup: './packages/local-runtime/src/testing/global-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: testsOf('e2e'),
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
