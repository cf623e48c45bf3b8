import { describe, expect, it } from 'vitest';
import { renamed, unnamed } from './pointers.ts';

const row = {
  _id: '1',
  at: new Date(0),
  owner: 'ada',
  present: ['ben', 'ada', 'cy'],
  tables: [
    { host: 'ada', guests: ['ada', 'ben'] },
    { host: 'ben', guests: [] },
  ],
  feedback: { by: 'ada', said: 'ada' },
};
const paths = ['owner', 'present', 'tables.host', 'tables.guests', 'feedback.by', 'nowhere.at'];

describe('the places where a row names a person', () => {
  it('name another one instead, once in each list, and nothing else changes', () => {
    expect(renamed(row, paths, 'ada', 'ben')).toEqual({
      ...row,
      owner: 'ben',
      present: ['ben', 'cy'],
      tables: [
        { host: 'ben', guests: ['ben'] },
        { host: 'ben', guests: [] },
      ],
      feedback: { by: 'ben', said: 'ada' },
    });
    expect(renamed(row, paths, 'ada', 'dot').present).toEqual(['ben', 'dot', 'cy']);
  });

  it('name nobody', () => {
    expect(unnamed(row, paths, 'ada')).toEqual({
      _id: '1',
      at: row.at,
      present: ['ben', 'cy'],
      tables: [{ guests: ['ben'] }, { host: 'ben', guests: [] }],
      feedback: { said: 'ada' },
    });
  });

  it('stay as they are where they name somebody else', () => {
    expect(unnamed(row, paths, 'eve')).toEqual(row);
    expect(renamed(row, paths, 'eve', 'ada')).toEqual(row);
  });

  it('are where they are said to be, not wherever the text occurs', () => {
    expect(unnamed(row, ['feedback.by'], 'ada').feedback).toEqual({ said: 'ada' });
  });
});
