import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  type InstrumentVersion,
  isRefusal,
  pastResponsesContract,
  type Refusal,
  refuse,
} from '@skein/contracts';
import { refuseCommunity } from '@skein/known';
import {
  handle,
  type Implementation,
  newIdAt,
  type Reader,
  type ServiceContext,
  transact,
  unknownReference,
} from '@skein/service-kit';
import { readWhole, tableFile, UnreadableTable } from '@skein/tables';
import { findInstrument, findVersion } from '../../instruments/definitions/store.ts';
import { badRows, type Checked, checkRows, countsOf, presentCheck, type Reading } from './check.ts';
import { unknownTargets } from './columns.ts';
import { type Bringing, faultOf, pastSurvey, rowsFault } from './decide.ts';
import { presentBroughtIn, writePast } from './record.ts';

const limits = { rows: 20_001, columns: 1_000, cells: 2_000_000 } as const;

type Version = Pick<InstrumentVersion, 'number' | 'translations' | 'questions' | 'sections'>;

const versionOf = async (
  reader: Reader,
  { instrument: id, number }: Pick<Bringing, 'instrument' | 'number'>,
): Promise<Version | Refusal> => {
  const instrument = await findInstrument(reader, id);
  if (!instrument) return unknownReference('instrument', 'instrument', id);
  const wanted = number ?? instrument.published;
  if (wanted === 0)
    return refuse(
      'conflict',
      'The instrument has no published version yet: publish the one that was asked.',
      ['instrument', 'is a draft'],
    );
  const version = await findVersion(reader, id, wanted);
  return (
    version ??
    refuse('unknown-reference', `There is no version ${wanted} of the instrument.`, [
      'number',
      `must be ${instrument.published} at most`,
    ])
  );
};

const targetsFault = (version: Version, { columns = {}, values = {} }: Reading): Refusal | undefined => {
  const [column] = unknownTargets(
    version,
    Object.values(columns).filter((name) => name !== null),
  );
  if (column !== undefined)
    return refuse('invalid-request', `The version asks nothing that is called ${column}.`, [
      'columns',
      `leads to ${column}, which is no question of this version or no part of one`,
    ]);
  const [value] = unknownTargets(version, Object.keys(values));
  return value === undefined
    ? undefined
    : refuse('invalid-request', `The version asks nothing that is called ${value}.`, [
        'values',
        `names ${value}, which is no question of this version or no part of one`,
      ]);
};

type Asked = Pick<
  Bringing,
  'instrument' | 'number' | 'file' | 'columns' | 'values' | 'encoding' | 'separator'
>;

/** The table as it is read, against the version that it answers. */
const checked = async (
  reader: Reader,
  asked: Asked,
): Promise<{ readonly version: Version; readonly checked: Checked; readonly bytes: Buffer } | Refusal> => {
  const version = await versionOf(reader, asked);
  if (isRefusal(version)) return version;
  const faulty = targetsFault(version, asked);
  if (faulty) return faulty;
  const bytes = Buffer.from(asked.file, 'base64');
  try {
    const { encoding, separator } = asked;
    const [table = []] = (await readWhole(bytes, { encoding, separator }, limits)).values();
    return { version, checked: checkRows(version, table, asked), bytes };
  } catch (error) {
    if (error instanceof UnreadableTable)
      return refuse('invalid-request', error.fault.detail, ['file', 'cannot be read as a table']);
    throw error;
  }
};

/** Responses of earlier surveys, given elsewhere, beside the later ones. */
export const pastResponsesRoutes = (context: ServiceContext): Implementation[] => [
  handle(pastResponsesContract.routes.checkPastResponses, async ({ reader, body, deny }) => {
    const denied = deny('survey.run', { community: body.community });
    if (denied) return denied;
    const read = await checked(reader, body);
    return isRefusal(read) ? read : presentCheck(read.version, read.checked);
  }),

  handle(pastResponsesContract.routes.downloadBadResponses, async ({ reader, body, query, deny }) => {
    const denied = deny('survey.run', { community: body.community });
    if (denied) return denied;
    const read = await checked(reader, body);
    return isRefusal(read) ? read : tableFile(Readable.from(badRows(read.checked)), 'bad-rows', query);
  }),

  handle(pastResponsesContract.routes.bringInResponses, async (call) => {
    const { network, now, reader, body, deny, once } = call;
    const denied = deny('survey.run', { community: body.community }) ?? faultOf(body, now);
    if (denied) return denied;
    const read = await checked(reader, body);
    if (isRefusal(read)) return read;
    const rows = countsOf(read.checked);
    const faulty = rowsFault(rows, body.goodRowsOnly);
    if (faulty) return faulty;
    const digest = createHash('sha256').update(read.bytes).digest('hex');
    const { number } = read.version;
    const survey = pastSurvey(body, { _id: newIdAt(new Date(body.opensAt)), network, number, digest });
    return transact(context, { network, now }, (tx) =>
      once(tx, async () => {
        const unknown = body.community === undefined ? undefined : await refuseCommunity(tx, body.community);
        const refused = unknown ?? (await writePast(tx, survey, read.checked));
        return refused ?? presentBroughtIn(survey, rows, now);
      }),
    );
  }),
];
