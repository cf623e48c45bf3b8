import type { ServiceConfig } from './config.ts';
import type { ServiceContext } from './context.ts';
import type { BrowserPage } from './http/browser-pages.ts';
import type { Implementation } from './http/routes.ts';
import type { Background } from './loop.ts';
import type { ConsumerDeclaration } from './messaging/event-consumer.ts';
import type { AnsweredQuestion } from './messaging/questions.ts';
import type { ReadModel } from './messaging/read-models.ts';
import type { Irrecoverable, Refill } from './messaging/refill.ts';
import type { HeldElsewhere } from './people/carry-out.ts';
import type { CollectionDeclaration } from './storage/collections.ts';
import type { Migration } from './storage/migrations.ts';

/**
 * One thing that a service can do, whole: what it keeps, what it answers, what it follows and what it does by itself.
 * Each capability's folder has one, in `capability.ts`; a service is the list of them.
 */
export interface Capability<C extends ServiceConfig = ServiceConfig> {
  /** The business word that its folder is called by. */
  readonly name: string;
  readonly collections?: readonly CollectionDeclaration[];
  readonly routes?: (context: ServiceContext<C>) => readonly Implementation[];
  /** What it shows to browsers outside of the API. */
  readonly pages?: (context: ServiceContext<C>) => readonly BrowserPage[];
  readonly consumers?: (context: ServiceContext<C>) => readonly ConsumerDeclaration[];
  readonly readModels?: (context: ServiceContext<C>) => readonly ReadModel[];
  readonly questions?: (context: ServiceContext<C>) => readonly AnsweredQuestion[];
  /** What brings data of earlier versions to what this one declares. */
  readonly migrations?: readonly Migration<ServiceContext<C>>[];
  /** How the buckets of its contract are filled again after they were lost, or why nothing can. */
  readonly refills?: (context: ServiceContext<C>) => readonly (Refill | Irrecoverable)[];
  /** What there must be before anything else of the service runs; safe to repeat, and in several processes at once. */
  readonly prepare?: (context: ServiceContext<C>) => Promise<void>;
  /** What it does by itself, until the service stops. */
  readonly loops?: (context: ServiceContext<C>) => readonly Background[] | Promise<readonly Background[]>;
  /** What it holds of people outside of the service's database. */
  readonly elsewhere?: (context: ServiceContext<C>) => readonly HeldElsewhere[];
}
