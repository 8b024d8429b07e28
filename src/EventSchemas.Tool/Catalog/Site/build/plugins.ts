import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const root = join(import.meta.dirname, '..');
const notSource = new Set(['node_modules', 'dist']);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => folder !== root || !notSource.has(entry.name))
    .flatMap(entry => entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]);
}

/** SHA-256 of a line "<SHA-256 of the file> <path>" for each source file, by path: SiteTests.cs computes the same. */
function hashOfSources(): string {
  const lines = filesBelow(root)
    .map(file => ({ file, path: relative(root, file).split(sep).join('/') }))
    .sort((a, b) => a.path < b.path ? -1 : 1)
    .map(({ file, path }) => `${hash('hex', readFileSync(file, 'utf8').replaceAll('\r\n', '\n'))} ${path}\n`);
  return hash('hex', lines.join(''));
}

function hash(encoding: 'hex' | 'base64', text: string): string {
  return createHash('sha256').update(text, 'utf8').digest(encoding);
}

export function sourceHash(): Plugin {
  return {
    name: 'source-hash',
    transformIndexHtml: () => [{ tag: 'meta', attrs: { name: 'source-sha256', content: hashOfSources() }, injectTo: 'head' }],
  };
}

/** While the page is worked on, it has the catalogue of the tests' services, which "npm run data" makes. */
export function testData(): Plugin {
  const data = join(root, 'node_modules/.acme/catalog.json');
  return {
    name: 'test-data',
    apply: 'serve',
    transformIndexHtml: html => html
      .replace('__CATALOG_TITLE__', 'Development')
      .replace('__CATALOG_DATA__', () => gzipSync(readFileSync(data)).toString('base64')),
  };
}

/** Only the script and the style that were built may run, and nothing may be loaded. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    enforce: 'post',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset' || typeof page.source !== 'string') {
          this.error('The build has no index.html.');
        }
        page.source = withPolicy(page.source);
      },
    },
  };
}

function withPolicy(html: string): string {
  const hashes = (pattern: RegExp) => [...html.matchAll(pattern)].map(found => `'sha256-${hash('base64', found[1]!)}'`).join(' ');
  const policy = [
    "default-src 'none'",
    `script-src ${hashes(/<script type="module"[^>]*>([\s\S]*?)<\/script>/g)}`,
    `style-src ${hashes(/<style[^>]*>([\s\S]*?)<\/style>/g)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const charset = '<meta charset="utf-8" />';
  return html.replace(charset, () => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`);
}
