import { meetingsContract } from '@skein/contracts';
import { eventConsumer, on, type ReadModel } from '@skein/service-kit';
import { jointMeetingsCollection, putJointMeeting } from './store.ts';

/** The read model of the meetings that communities held together: planned by several, and closed. */
export const jointMeetings = (): ReadModel => ({
  name: 'joint-meetings',
  collections: [jointMeetingsCollection.name],
  consumer: eventConsumer(
    'membership-joint-meetings',
    on(meetingsContract.events.meetingClosed, async ({ data, network, aggregateversion: version }, tx) => {
      const { meeting: _id, community, withCommunities = [], startsAt } = data;
      if (withCommunities.length === 0) return;
      const communities = [community, ...withCommunities].toSorted();
      const row = { _id, network, version, communities, startsAt: new Date(startsAt) };
      await putJointMeeting(tx, row);
    }),
  ),
});
