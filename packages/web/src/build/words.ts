import { getConfig } from '@lingui/conf';
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import { root } from '../server/folders.ts';

/**
 * Vite's plugins for the catalogues and for sentences where they are said. By Babel: Lingui's transform in native code is
 * left out by npm wherever an older Node than ours does the installing.
 */
export const words = () => {
  process.env.LINGUI_SUPPRESS_BABEL_WARNING = '1';
  return [
    lingui({ cwd: root, failOnCompileError: true }),
    babel({
      presets: [linguiTransformerBabelPreset({ linguiConfig: getConfig({ cwd: root }) }, { cwd: root })],
    }),
  ];
};
