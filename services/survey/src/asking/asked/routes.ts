import { askedSurveysContract, isRefusal, refuse } from '@skein/contracts';
import {
  type Implementation,
  missing,
  publicUrlOf,
  type Reader,
  read,
  type ServiceContext,
} from '@skein/service-kit';
import { addressOf } from '../invitations/address.ts';
import { marksAmong } from '../invitations/ballot-marks-store.ts';
import { personalLinks } from '../invitations/links.ts';
import { invitationOf, invitationsOf } from '../invitations/store.ts';
import { isUsed } from '../invitations/used-links-store.ts';
import { keptOf } from '../kept/kept.ts';
import { needsLink, stillPreparing } from '../surveys/decide.ts';
import type { SurveyRow } from '../surveys/row.ts';
import { findSurvey, listSurveys } from '../surveys/store.ts';
import { askedSurvey, type OwnLink } from './decide.ts';

const ownLink = async (
  reader: Reader,
  row: SurveyRow,
  link: string | undefined,
): Promise<OwnLink | undefined> => {
  if (link === undefined) return undefined;
  const of = keptOf(row);
  if (row.mode !== 'anonymous') return { id: link, used: await isUsed(reader, of, link), marked: false };
  return { id: link, used: false, marked: (await marksAmong(reader, of, [link])).has(link) };
};

export const askedRoutes = (context: ServiceContext): Implementation[] => [
  read(askedSurveysContract.routes.listAskedSurveys, async ({ reader, query, actor, now }) => {
    const invited = await invitationsOf(reader, actor?.person ?? '');
    const links = new Map(invited.map(({ survey, _id }) => [survey, _id]));
    const found = await listSurveys(reader, { ...query, among: [...links.keys()] }, now, (row) => row);
    if (isRefusal(found)) return found;
    const items = await Promise.all(
      found.items.map(async (row) => askedSurvey(row, await ownLink(reader, row, links.get(row._id)), now)),
    );
    return { ...found, items };
  }),

  read(askedSurveysContract.routes.readOwnLink, async ({ reader, network, params, actor }) => {
    const row = await findSurvey(reader, params.id);
    if (!row) return missing('survey', params.id);
    if (row.status === 'preparing') return stillPreparing;
    if (!needsLink(row)) return { url: `${publicUrlOf(context.config, network)}${addressOf(row._id)}` };
    const invitation = await invitationOf(reader, row._id, actor?.person ?? '');
    if (!invitation) return refuse('forbidden', 'This survey asks others.');
    const [{ url } = { url: '' }] = await personalLinks(context, row, [invitation]);
    return { url };
  }),
];
