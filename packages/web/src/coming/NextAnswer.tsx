import type { MeetingNotice } from '@skein/contracts';
import { Answer } from './Answer.tsx';
import { useComing } from './queries.ts';

/** Whether one comes to the next meeting; nothing where that is not for them, or over. */
export const NextAnswer = ({ meeting }: { meeting: MeetingNotice }) => {
  const coming = useComing([meeting]).get(meeting.id);
  return coming?.open ? <Answer meeting={meeting} coming={coming} /> : null;
};
