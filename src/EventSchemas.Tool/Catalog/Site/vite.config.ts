import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { contentSecurityPolicy, sourceHash, testData } from './build/plugins';

export default defineConfig({
  base: './',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none' },
  build: { target: 'es2023', modulePreload: false },
  plugins: [viteSingleFile({ removeViteModuleLoader: true }), sourceHash(), testData(), contentSecurityPolicy()],
});
