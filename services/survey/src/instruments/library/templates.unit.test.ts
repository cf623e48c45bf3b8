import { Template } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { compileCheck } from '../../taking/intake/check-answers.ts';
import { refuseFaulty } from '../definitions/faults.ts';
import { templates } from './templates.ts';

const contentOf = (key: string) => templates.find((template) => template.key === key)?.content;

describe('the library', () => {
  it('has what the documents use, each once, with its source', () => {
    expect(templates.map(({ key }) => key)).toEqual([
      'confirmation-practice',
      'community-readiness',
      'network-maturity',
      'shared-purpose',
      'event-evaluation',
      'exit-survey',
      'life-cycle-stage',
      'after-action-review',
      'who-joins-what',
    ]);
    for (const { content } of templates) expect(content.source).toMatch(/\d{4}$/);
  });

  it.each(templates)('$key may be drafted as it is, and answered', (template) => {
    expect(Template.parse(template)).toEqual(template);
    expect(refuseFaulty(template.content)).toBeUndefined();
    const required = template.content.questions.filter((question) => question.required);
    expect(compileCheck(template.content)({}) === undefined).toBe(required.length === 0);
  });

  it('has the structures of the documents', () => {
    expect(contentOf('confirmation-practice')?.questions).toHaveLength(7);
    expect(contentOf('confirmation-practice')?.questions).toMatchObject(Array(7).fill({ from: 1, to: 5 }));
    expect(contentOf('community-readiness')?.questions.map(({ kind }) => kind)).toEqual([
      'text',
      'multiple',
      'text',
      'text',
      'text',
    ]);
    expect(contentOf('community-readiness')?.questions[1]).toMatchObject({ choices: { length: 7 } });
    const [matrix] = contentOf('network-maturity')?.questions ?? [];
    expect(matrix).toMatchObject({ kind: 'levels-matrix', rows: Array(8).fill({ levels: { length: 5 } }) });
    expect(contentOf('after-action-review')?.questions).toHaveLength(4);
  });
});
