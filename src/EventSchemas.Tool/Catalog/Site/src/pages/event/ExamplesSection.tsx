import type { ComponentChildren } from 'preact';
import type { CatalogEvent } from '../../data/catalog';
import { CopyButton, Empty, Section } from '../../parts/basics';
import { JsonText } from '../../parts/JsonText';

export function ExamplesSection({ event }: { event: CatalogEvent }) {
  const { json, code } = event.examples ?? {};
  const text = json === undefined ? undefined : JSON.stringify(json, null, 2);
  return (
    <Section id="examples" title="Examples">
      {text === undefined && code === undefined
        ? <Empty title="There is no example">None can be made from its schema.</Empty>
        : (
          <div class="halves examples">
            {text !== undefined && <CodeBlock title="JSON" copy={text}><JsonText text={text} /></CodeBlock>}
            {code !== undefined && <CodeBlock title="C#" copy={code}>{code}</CodeBlock>}
          </div>
        )}
    </Section>
  );
}

function CodeBlock({ title, copy, children }: { title: string; copy: string; children: ComponentChildren }) {
  return (
    <figure class="code">
      <figcaption>{title}<CopyButton text={copy} what={`the ${title} example`} /></figcaption>
      <pre tabIndex={0} role="group" aria-label={`${title} example`}><code>{children}</code></pre>
    </figure>
  );
}
