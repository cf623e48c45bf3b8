import { ServiceConfig, withPublicAddress } from '@skein/service-kit';
import { z } from 'zod';

/** What notification reads from its environment, beyond what every service does. */
export const NotificationConfig = withPublicAddress(
  ServiceConfig.extend({
    /** The mail server, `smtp://` or `smtps://`, with user and password in it where it asks for them. */
    SKEIN_SMTP_URL: z.url({ protocol: /^smtps?$/ }).default('smtp://127.0.0.1:1025'),
    SKEIN_MAIL_FROM: z
      .string()
      .regex(/^[^<>"\r\n]+ <[^<>@\s]+@[^<>@\s]+>$/, 'is not of the form: Name <address>')
      .default('Skein <letters@skein.example>'),
    /** Letters a second that one process sends at most; without it as many as the mail server takes. */
    SKEIN_MAIL_RATE: z.coerce.number().min(1).optional(),
    SKEIN_MAIL_CONNECTIONS: z.coerce.number().int().min(1).max(100).default(5),
    /** How long one letter may be under way before it counts as perhaps delivered, in seconds. */
    SKEIN_MAIL_LEASE: z.coerce.number().min(1).default(180),
    /** The domain of the addresses that mail comes in to, as `in.skein.example`; without it letters name none. */
    SKEIN_MAIL_IN_DOMAIN: z
      .string()
      .toLowerCase()
      .regex(
        /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/,
        'is no domain, such as in.skein.example',
      )
      .optional(),
    /** Where this process takes that mail by SMTP; without a port it takes none. */
    SKEIN_MAIL_IN_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
    SKEIN_MAIL_IN_HOST: z.string().default('127.0.0.1'),
    /** How many answer with sections for the digest: the three services, and an operator's own. */
    SKEIN_DIGEST_ANSWERS: z.coerce.number().int().min(1).default(3),
  }),
);
export type NotificationConfig = z.infer<typeof NotificationConfig>;
