import { libraryContract } from '@skein/contracts';
import { type Implementation, newId, read, unknownReference, write } from '@skein/service-kit';
import { draftInstrument } from '../definitions/decide.ts';
import { refuseOwner } from '../definitions/owner.ts';
import { takeSlug } from '../definitions/record.ts';
import { templates } from './templates.ts';

export const libraryRoutes = (): Implementation[] => [
  read(libraryContract.routes.listTemplates, async () => ({ items: [...templates] })),

  write(libraryContract.routes.adoptTemplate, async (call) => {
    const { network, body, tx } = call;
    const refused = await refuseOwner(call, body.community);
    if (refused) return refused;
    const template = templates.find(({ key }) => key === body.template);
    if (!template) return unknownReference('template', 'template', body.template);
    const { key, version, content } = template;
    const origin = { kind: 'library' as const, template: key, version };
    const { slug = key, community } = body;
    return takeSlug(tx, draftInstrument({ ...content, slug, community }, network, newId(), origin));
  }),
];
