import { isRefusal } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { refuseFaulty } from '../definitions/faults.ts';
import { importedFrom } from './carry.ts';

const csv = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n'));

const imported = async (rows: readonly (readonly string[])[]) => {
  const result = await importedFrom(csv(rows), 'Pulse');
  if (isRefusal(result)) throw new Error(result.detail);
  expect(refuseFaulty(result.content)).toBeUndefined();
  return result;
};

const notes = (result: Awaited<ReturnType<typeof imported>>, effect: string): string[] =>
  result.notCarried
    .filter((note) => note.effect === effect)
    .flatMap(({ path, also = [], detail }) => [path, ...also].map((at) => `${at}: ${detail}`));

const times = <T>(count: number, row: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => row(index));

describe('a form that is drafted from answers', () => {
  it('of Google Forms has its questions, and neither when nor by whom they were answered', async () => {
    const result = await imported([
      [
        'Timestamp',
        'Email Address',
        'Your role?',
        'Which ways?',
        'How good? [Speed]',
        'How good? [Care]',
        'How well are you?',
        'Would you come again?',
        'What else?',
        'Since when?',
        'Full name',
      ],
      ...times(12, (index) => [
        `3/${index + 1}/2024 10:00:00`,
        `person${index}@example.org`,
        ['Nurse', 'Doctor', 'Ward clerk'][index % 3] as string,
        ['Mail', 'Mail, Phone', 'Phone, Letter', 'Letter'][index % 4] as string,
        ['Good', 'Fair', 'Poor'][index % 3] as string,
        ['Poor', 'Good', 'Excellent'][index % 3] as string,
        String((index % 5) + 1),
        index % 2 ? 'Yes' : 'No',
        `A thought of number ${index}, which goes on for a while so that nobody could take it for one choice of many`,
        `2020-01-${String(index + 10)}`,
        ['Ann', 'Ben'][index % 2] as string,
      ]),
    ]);
    expect(result.program).toBe('google-forms');
    expect(result.content).toMatchObject({
      title: 'Pulse',
      questions: [
        {
          kind: 'single',
          text: 'Your role?',
          choices: [{ label: 'Nurse' }, { label: 'Doctor' }, { label: 'Ward clerk' }],
        },
        { kind: 'multiple', choices: [{ label: 'Mail' }, { label: 'Phone' }, { label: 'Letter' }] },
        {
          kind: 'matrix',
          text: 'How good?',
          rows: [{ label: 'Speed' }, { label: 'Care' }],
          pointLabels: [{ label: 'Poor' }, { label: 'Fair' }, { label: 'Good' }, { label: 'Excellent' }],
        },
        { kind: 'scale', from: 1, to: 5 },
        { kind: 'yes-no' },
        { kind: 'text' },
        { kind: 'date' },
        { kind: 'text', text: 'Full name' },
      ],
    });
    expect(notes(result, 'left-out')).toEqual([
      'column 1, “Timestamp”: is noted by the program, and nobody is asked',
      'column 2, “Email Address”: says who answered',
    ]);
    expect(notes(result, 'changed')).toEqual(
      expect.arrayContaining([
        'column 3, “Your role?”: is guessed to be a choice among those that were chosen, in the order in which they first were',
        'column 7, “How well are you?”: is guessed to be a scale from 1 to 5',
      ]),
    );
    expect(JSON.stringify(result)).not.toMatch(/example\.org|"Ann"|thought of number/);
  });

  it('of Microsoft Forms knows several choices and rankings by their semicolons', async () => {
    const result = await imported([
      ['ID', 'Start time', 'Completion time', 'Email', 'Name', 'Topics', 'Order', 'Points - Topics'],
      ...times(6, (index) => [
        String(index + 1),
        '2024-03-01 10:00:00',
        '2024-03-01 10:05:00',
        'anonymous',
        '',
        index % 2 ? 'Pay;Rest, and sleep;' : 'Pay;Home;',
        index % 2 ? 'A;B;C;' : 'C;A;B;',
        '0',
      ]),
    ]);
    expect(result.program).toBe('microsoft-forms');
    expect(result.content.questions).toMatchObject([
      { kind: 'multiple', choices: [{ label: 'Pay' }, { label: 'Home' }, { label: 'Rest, and sleep' }] },
      { kind: 'ranking', choices: [{ label: 'A' }, { label: 'B' }, { label: 'C' }] },
    ]);
    expect(notes(result, 'left-out')).toHaveLength(6);
  });

  it('makes no choice of what one person alone said', async () => {
    const said = [
      'Nurse',
      'Nurse',
      'Doctor',
      'Doctor',
      'Nurse',
      'Doctor',
      'Nurse',
      'Head of a very small ward',
    ];
    const result = await imported([['Your role?'], ...said.map((one) => [one])]);
    expect(result).toMatchObject({
      program: 'table',
      content: {
        questions: [{ kind: 'single', choices: [{ label: 'Nurse' }, { label: 'Doctor' }, { other: true }] }],
      },
    });
    expect(JSON.stringify(result)).not.toContain('very small ward');
  });

  it('asks in words what nothing can be told of', async () => {
    const { content } = await imported([['What?', 'How?', '']]);
    expect(content.questions).toMatchObject([{ kind: 'text' }, { kind: 'text' }]);
  });
});
