import { z } from 'zod';

const MongoUrl = z.url({ protocol: /^mongodb$/ });

/** What the preparation of MongoDB reads from its environment. */
export const PrepareMongoConfig = z.object({
  /** Each service's address of MongoDB: whom it signs in as. */
  SKEIN_MONGO_URL_MEMBERSHIP: MongoUrl,
  SKEIN_MONGO_URL_MEETING: MongoUrl,
  SKEIN_MONGO_URL_SURVEY: MongoUrl,
  SKEIN_MONGO_URL_NOTIFICATION: MongoUrl,
  SKEIN_MONGO_ROOT_PASSWORD: z.string().min(16),
  SKEIN_MONGO_REPLICA_SET: z.string().default('skein'),
  /** The name by which the services reach the one member of the set. */
  SKEIN_MONGO_MEMBER: z.string().default('mongo:27017'),
  /** What leads the name of every database. */
  SKEIN_PREFIX: z.string().default('skein'),
});
export type PrepareMongoConfig = z.infer<typeof PrepareMongoConfig>;

/** What the preparation of NATS reads from its environment. */
export const PrepareNatsConfig = z.object({
  /** The address of whoever may do all. */
  SKEIN_NATS_URL: z.string(),
  SKEIN_PREFIX: z.string().default('skein'),
});
