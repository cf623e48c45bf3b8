import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

const at = async ({ community, meeting }: MeetingGround) => ({
  target: { community },
  params: { id: await meeting() },
});

export const fixtures: Fixtures<MeetingGround> = {
  readBriefing: { prepare: at },
  askBefore: {
    prepare: async (ground) => ({
      ...(await at(ground)),
      body: { questions: [{ text: 'What do you bring?' }] },
      ifMatch: 0,
    }),
  },
  answerBefore: { prepare: async (ground) => ({ ...(await at(ground)), body: { answers: [] }, ifMatch: 0 }) },
};
