import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id } from '../id.ts';
import { defineRoute } from '../route.ts';
import { Person } from './people.ts';

/** What a photo may be; it is known by its bytes, whatever the request calls it. */
export const PhotoType = z.enum(['image/jpeg', 'image/png', 'image/webp']);
export type PhotoType = z.infer<typeof PhotoType>;

export const photoLimits = { bytes: 512 * 1024, pixels: 4096 } as const;

/** The longer side of a photo as it is kept, and of the small one for lists. */
export const photoSides = { large: 640, small: 128 } as const;

const one = z.object({ id: Id });

const routes = {
  readPhoto: defineRoute({
    id: 'readPhoto',
    service: 'membership',
    method: 'GET',
    path: '/people/:id/photo',
    summary: 'The photo of a member, for whom they show it to; `If-None-Match` saves loading it again',
    right: 'people.read',
    params: one,
    query: z.object({
      size: z.enum(['large', 'small']).default('large').meta({ description: 'Small for lists' }),
    }),
    produces: PhotoType.options,
    reply: z.unknown(),
    status: 200,
  }),
  setPhoto: defineRoute({
    id: 'setPhoto',
    service: 'membership',
    method: 'PUT',
    path: '/people/:id/photo',
    summary:
      'Set a photo: JPEG, PNG or WebP, at most 512 KiB and 4096 × 4096 pixels. It is drawn anew, so that place, time, camera and whatever else was in it are gone',
    right: 'people.edit',
    params: one,
    consumes: [...PhotoType.options, 'application/octet-stream'],
    reply: Person,
    status: 200,
    ifMatch: true,
    problems: ['too-large', 'unsupported-media-type', 'rate-limited'],
    bodyLimit: photoLimits.bytes,
  }),
  removePhoto: defineRoute({
    id: 'removePhoto',
    service: 'membership',
    method: 'DELETE',
    path: '/people/:id/photo',
    summary: 'Take the photo of a member away',
    right: 'people.edit',
    params: one,
    reply: Person,
    status: 200,
    ifMatch: true,
  }),
};

export const photosContract = defineCapability({ name: 'photos', service: 'membership', routes });
