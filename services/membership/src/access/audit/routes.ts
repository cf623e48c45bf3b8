import { auditContract, isRefusal, type ServiceName, serviceNames } from '@skein/contracts';
import { cursorOf, type Implementation, read, type ServiceContext, searchAudit } from '@skein/service-kit';
import { mergePages, type Said } from './decide.ts';

/** How long a service has to answer before it is named as missing. */
const patienceMs = 3_000;

export const auditRoutes = ({ ask }: ServiceContext): Implementation[] => [
  read(auditContract.routes.searchAudit, async ({ network, query, reader }) => {
    const { service: only, ...search } = query;
    const question = { ...search, network };
    const own = await searchAudit(reader, 'membership', search);
    if (isRefusal(own)) return own;
    const asked = serviceNames.filter((service) => only === undefined || service === only);
    const pageOf = async (service: ServiceName): Promise<Said> => {
      if (service === 'membership') return { service, page: own };
      return {
        service,
        page: await ask(auditContract.questions.search[service], question, patienceMs),
      };
    };
    const { items, last, missing } = mergePages(await Promise.all(asked.map(pageOf)), search.limit);
    return { items, missing, ...(last && { next: cursorOf([new Date(last.at), last.id]) }) };
  }),
];
