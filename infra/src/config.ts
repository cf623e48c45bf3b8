import { z } from 'zod';

/** What the preparation of MongoDB reads from its environment. */
export const PrepareMongoConfig = z.object({
  /** The services' address of MongoDB: whom they sign in as. */
  SKEIN_MONGO_URL: z.url({ protocol: /^mongodb$/ }),
  SKEIN_MONGO_ROOT_PASSWORD: z.string().min(16),
  SKEIN_MONGO_REPLICA_SET: z.string().default('skein'),
  /** The name by which the services reach the one member of the set. */
  SKEIN_MONGO_MEMBER: z.string().default('mongo:27017'),
});
export type PrepareMongoConfig = z.infer<typeof PrepareMongoConfig>;
