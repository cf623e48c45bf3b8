import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

const text = '09:37:16 From  Ann Lee : https://example.org/rota';

const ofMeeting = async ({ community, meeting }: MeetingGround) => ({
  target: { community },
  params: { id: await meeting() },
});

const ofChat = async ({ community, chat }: MeetingGround) => ({
  target: { community },
  params: { id: await chat(text) },
});

export const fixtures: Fixtures<MeetingGround> = {
  previewChat: { prepare: async (ground) => ({ ...(await ofMeeting(ground)), body: { text } }) },
  takeInChat: { prepare: async (ground) => ({ ...(await ofMeeting(ground)), body: { text } }) },
  listChat: { prepare: ofChat },
  listChatLinks: { prepare: ofChat },
  removeChat: { prepare: ofChat },
};
