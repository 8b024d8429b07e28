// Makes the catalogue of the tests' services, with which the page is worked on, as SampleCatalogs.cs does.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../../../../..');
const services = join(repository, 'tests/EventSchemas.Catalog.Tests/Data/acme');
const output = join(import.meta.dirname, '../node_modules');
const { before, now, dayBefore, day } = JSON.parse(readFileSync(join(services, 'arguments.json'), 'utf8'));

function catalog(onDay, ...options) {
  const { status } = spawnSync('dotnet', ['run', '--project', join(repository, 'src/EventSchemas.Tool'), '--', 'catalog', ...options], {
    cwd: services,
    env: { ...process.env, SOURCE_DATE_EPOCH: String(Date.parse(onDay) / 1000) },
    stdio: 'inherit',
  });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

catalog(dayBefore, ...before, '--output', join(output, '.acme-before'));
catalog(day, ...now, '--previous', join(output, '.acme-before'), '--output', join(output, '.acme'));
