import { type MeetingStatus, meetingsContract, type StepStatus, workstreamsContract } from '@skein/contracts';
import {
  type CollectionDeclaration,
  eventConsumer,
  holdsNobody,
  on,
  putIfNewer,
  type ReadModel,
  type Tx,
} from '@skein/service-kit';

/** When a community meets, as meeting's events tell. */
export interface KnownMeeting {
  readonly _id: string;
  readonly network: string;
  readonly version: number;
  readonly community: string;
  readonly startsAt: Date;
  readonly status: MeetingStatus;
}

/** That there is a step, and whether it is open: its title no event tells. */
export interface KnownStep {
  readonly _id: string;
  readonly network: string;
  readonly version: number;
  readonly community: string;
  readonly status: StepStatus;
}

export const meetingsCollections: CollectionDeclaration[] = [
  {
    name: 'known_meetings',
    indexes: [{ key: { network: 1, community: 1, startsAt: 1 } }],
    people: holdsNobody('when communities meet'),
  },
  {
    name: 'known_steps',
    indexes: [{ key: { network: 1, community: 1, status: 1 } }],
    people: holdsNobody('that there are steps, and which are open'),
  },
];

interface Told {
  readonly network: string;
  readonly aggregateversion: number;
  readonly data: { readonly meeting: string; readonly community: string; readonly startsAt: string };
}

const putMeeting = async (tx: Tx, event: Told, status?: MeetingStatus): Promise<void> => {
  const known = tx.db.collection<KnownMeeting>('known_meetings');
  const { meeting: _id, community, startsAt } = event.data;
  // A change says nothing of the state, which stays as it was.
  const before = status ? undefined : await known.findOne({ _id }, { session: tx.session });
  const row = {
    ...{ _id, network: event.network, version: event.aggregateversion, community },
    startsAt: new Date(startsAt),
    status: status ?? before?.status ?? 'planned',
  };
  await putIfNewer(known, row, tx);
};

interface ToldStep {
  readonly network: string;
  readonly aggregateversion: number;
  readonly data: { readonly step: string; readonly community: string; readonly status: StepStatus };
}

const putStep = (tx: Tx, { network, aggregateversion: version, data }: ToldStep): Promise<void> => {
  const { step: _id, community, status } = data;
  const row = { _id, network, version, community, status };
  return putIfNewer(tx.db.collection<KnownStep>('known_steps'), row, tx);
};

/** When communities meet, and how much they have to do, from meeting's events. */
export const meetingsReadModel: ReadModel = {
  name: 'meetings',
  collections: meetingsCollections.map(({ name }) => name),
  consumer: eventConsumer(
    'membership-meetings',
    on(meetingsContract.events.meetingPlanned, (event, tx) => putMeeting(tx, event, 'planned')),
    on(meetingsContract.events.meetingChanged, (event, tx) => putMeeting(tx, event)),
    on(meetingsContract.events.meetingOpened, (event, tx) => putMeeting(tx, event, 'running')),
    on(meetingsContract.events.meetingClosed, (event, tx) => putMeeting(tx, event, 'closed')),
    on(workstreamsContract.events.stepAdded, (event, tx) => putStep(tx, event)),
    on(workstreamsContract.events.stepChanged, (event, tx) => putStep(tx, event)),
  ),
};
