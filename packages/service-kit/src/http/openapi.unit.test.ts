import { Validator } from '@seriousme/openapi-schema-validator';
import { routeCatalogue } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from './openapi.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
}

const document = openApiDocument('0.1.0') as {
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    // The validator resolves references in place, so it is given a copy.
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('has every route, once', () => {
    expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(
      routeCatalogue.map(({ id }) => id).toSorted(),
    );
  });

  it('says of every operation what it does, in a line of its own', () => {
    const summaries = operations.map(({ summary }) => summary);
    expect(summaries.filter((summary) => summary.length < 10 || summary.includes('\n'))).toEqual([]);
    expect(summaries.length - new Set(summaries).size).toBe(0);
  });

  it('names only parameters that are in the path', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of Object.values(methods) as { parameters?: { in: string; name: string }[] }[]) {
        const declared = (operation.parameters ?? [])
          .filter((one) => one.in === 'path')
          .map(({ name }) => name);
        expect([path, declared.toSorted()]).toEqual([path, named.toSorted()]);
      }
    }
  });
});
