import { useLingui } from '@lingui/react/macro';
import { useMoments } from '../words/moments.ts';

const mega = 1024 * 1024;

/** How large a file is, for who reads. */
export const useSizes = () => {
  const { t } = useLingui();
  const { number } = useMoments();
  const size = (bytes: number): string => {
    const kilobytes = number(Math.ceil(bytes / 1024));
    const megabytes = number(Math.round(bytes / (mega / 10)) / 10);
    return bytes < mega ? t`${kilobytes} kB` : t`${megabytes} MB`;
  };
  return { size };
};
