import { libraryContract } from '@skein/contracts';
import { type Implementation, newId, read, unknownReference, write } from '@skein/service-kit';
import { draftInstrument } from '../definitions/decide.ts';
import { takeSlug } from '../definitions/record.ts';
import { templates } from './templates.ts';

export const libraryRoutes = (): Implementation[] => [
  read(libraryContract.routes.listTemplates, async () => ({ items: [...templates] })),

  write(libraryContract.routes.adoptTemplate, async ({ network, body, tx }) => {
    const template = templates.find(({ key }) => key === body.template);
    if (!template) return unknownReference('template', 'template', body.template);
    const { key, version, content } = template;
    const origin = { kind: 'library' as const, template: key, version };
    return takeSlug(tx, draftInstrument({ ...content, slug: body.slug ?? key }, network, newId(), origin));
  }),
];
