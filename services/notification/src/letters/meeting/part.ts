import { MeetingLetterPart } from '@skein/contracts';

interface Cause {
  readonly meeting: string;
  readonly part: MeetingLetterPart;
  /** What it follows from: the version of an answer, or a notice. */
  readonly mark: string;
}

/** The cause of a letter about a meeting. */
export const causeOf = ({ meeting, part, mark }: Cause): string => [meeting, part, mark].join('/');

export const partOf = (cause: string): Cause => {
  const [meeting = '', part, mark = ''] = cause.split('/');
  return { meeting, part: MeetingLetterPart.parse(part), mark };
};
