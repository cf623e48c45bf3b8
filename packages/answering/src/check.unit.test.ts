import type { Answers, Question } from '@skein/contracts';
import { describe, expect, it } from 'vitest';
import { faultsNow } from './check.ts';
import { everyAnswer, everyKind } from './testing/every-kind.ts';

const questions = everyKind.questions as unknown as Question[];
const faultsOf = (answers: object, hidden: string[] = ['why-not']) =>
  faultsNow(questions, { answers: answers as Answers, hidden: new Set(hidden) }, []);

describe('what the page can tell by itself', () => {
  it('is nothing where all is well', () => {
    expect(faultsOf(everyAnswer)).toEqual([]);
  });

  it.each<[wrong: object, says: string]>([
    [{ mood: undefined }, '“How are you?” must be answered.'],
    [{ years: -1 }, '“For how long?” must be at least 0.'],
    [{ years: 61 }, '“For how long?” must be at most 60.'],
    [{ years: 'two' }, '“For how long?” must be a number.'],
    [{ ways: ['one', 'two', 'three', 'other'] }, '“Which ways?” must hold at most 3.'],
    [{ order: ['one'] }, '“Which comes first?” must have all of them in an order.'],
  ])('names %j', (wrong, says) => {
    expect(faultsOf({ ...everyAnswer, ...wrong }).map(({ text }) => text)).toEqual([says]);
  });

  it('wants each row of a required matrix, unless one is enough', () => {
    const rooms = questions.find(({ key }) => key === 'rooms') as Question;
    const told = (more: object) =>
      faultsNow(
        [{ ...rooms, required: true, ...more } as Question],
        { answers: { rooms: { here: 1 } }, hidden: new Set() },
        [],
      ).map(({ text }) => text);
    expect(told({})).toEqual(['“How is it?” must be answered in every row; “There” is not.']);
    expect(told({ oneRowIsEnough: true })).toEqual([]);
  });

  describe('of words', () => {
    const told = (more: object, answer: string | undefined, fits?: () => boolean | undefined) =>
      faultsNow(
        [{ kind: 'text', key: 'code', text: 'Code?', required: true, maxLength: 100, ...more } as Question],
        { answers: answer === undefined ? { other: 1 } : { code: answer }, hidden: new Set() },
        [],
        fits,
      ).map(({ text }) => text);

    it('is how they are written: as long, as an address, as a pattern says', () => {
      expect(told({ minLength: 3 }, 'ab')).toEqual(['“Code?” must have at least 3 characters.']);
      expect(told({ format: 'email' }, 'ada@example')).toEqual(['“Code?” is not an e-mail address.']);
      expect(told({ format: 'email' }, 'ada@example.org')).toEqual([]);
      expect(told({ pattern: 'x' }, 'ab', () => false)).toEqual(['“Code?” is not written as it must be.']);
      expect(told({ pattern: 'x' }, 'ab', () => undefined)).toEqual([]);
    });

    it('is told in the author’s words, but of what is missing', () => {
      const errorText = 'Zwei Buchstaben, bitte.';
      expect(told({ minLength: 3, errorText }, 'ab')).toEqual(['“Code?”: Zwei Buchstaben, bitte.']);
      expect(told({ errorText }, undefined)).toEqual(['“Code?” must be answered.']);
    });
  });

  it('says nothing of what is hidden, and wants at least one answer', () => {
    const all = questions.map(({ key }) => key);
    expect(faultsOf({}, all)).toEqual([{ text: 'Answer at least one question.' }]);
  });
});
