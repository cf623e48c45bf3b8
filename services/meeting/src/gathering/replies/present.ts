import type { OutsideAnswer } from '@skein/contracts';
import type { OutsideAnswerRow } from './row.ts';

export const presentOutsideAnswer = ({
  _id: id,
  version,
  meeting,
  name,
  email,
  answer,
  status,
  through,
  at,
}: OutsideAnswerRow): OutsideAnswer => ({
  ...{ id, version, meeting, email, answer, status, at: at.toISOString() },
  ...(name && { name }),
  ...(through && { through }),
});
