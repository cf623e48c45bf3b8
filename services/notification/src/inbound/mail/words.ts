/** What somebody wrote themselves: neither what they quote, nor what stands below every letter of theirs. */
export const ownWords = (text: string): string => {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const end = lines.findIndex((one) => one === '-- ' || one === '--');
  const own = end < 0 ? lines : lines.slice(0, end);
  return own
    .filter((one) => !one.startsWith('>'))
    .join('\n')
    .trim();
};
