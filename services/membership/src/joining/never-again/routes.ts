import { isRefusal, neverAgainContract } from '@skein/contracts';
import {
  type Implementation,
  ofOtherNetwork,
  type ServiceContext,
  verifyLink,
  write,
} from '@skein/service-kit';
import { keepHashAway } from '../../core/kept-away/store.ts';

export const neverAgainRoutes = ({ keys }: ServiceContext): Implementation[] => [
  write(neverAgainContract.routes.neverWriteAgain, async ({ network, query, tx }) => {
    const link = await verifyLink(keys, 'membership', 'never-again', query.token);
    if (isRefusal(link)) return link;
    const { net, sub } = link.claims;
    if (net !== network) return ofOtherNetwork();
    await keepHashAway(tx, sub);
    return { status: 'never-again' as const };
  }),
];
