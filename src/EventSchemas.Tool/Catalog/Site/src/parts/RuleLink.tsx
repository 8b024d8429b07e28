import { OutLink } from './basics';
import { useCatalog } from './context';

export function RuleLink({ id, long = false }: { id: string; long?: boolean }) {
  const rule = useCatalog().catalog.rules?.[id];
  return (
    <span title={rule?.title}>
      <OutLink url={rule?.url}><code>{id}</code></OutLink>{long && rule && <> {rule.title}</>}
    </span>
  );
}
