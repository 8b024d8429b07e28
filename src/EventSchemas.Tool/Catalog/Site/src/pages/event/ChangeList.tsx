import type { Change } from '../../data/catalog';
import { breakWords } from '../../data/words';
import { Chip, Empty, Name, WordChip } from '../../parts/basics';
import { useCatalog } from '../../parts/context';
import { RuleLink } from '../../parts/RuleLink';

export function ChangeList({ changes }: { changes: Change[] | undefined }) {
  if (!changes) {
    return <Empty title="These two aren’t compared">Of many versions, only neighbours and the newest are. Compare neighbours.</Empty>;
  }
  if (changes.length === 0) {
    return <p class="muted">Nothing that a reader or a writer sees has changed.</p>;
  }
  return <ul class="changes">{changes.map((change, i) => <ChangeItem key={i} change={change} />)}</ul>;
}

function ChangeItem({ change }: { change: Change }) {
  const { texts } = useCatalog().catalog;
  return (
    <li>
      <span class="change-text"><Name>{change.text}</Name></span>
      <span class="chips">
        {change.breaks ? change.breaks.map(one => <WordChip key={one} word={breakWords[one]} />) : <Chip tone="good">Breaks nobody</Chip>}
      </span>
      {change.effects && (
        <ul class="effects">
          {change.effects.map((effect, i) => (
            <li key={i}>
              {effect.who !== undefined && <>{sentence(texts[effect.who] ?? '')} </>}
              {effect.rule && <RuleLink id={effect.rule} />}
              {effect.transport && <> on {effect.transport}</>}
              {effect.levels && <>, forbidden by {effect.levels.join(', ')}</>}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

export function sentence(text: string): string {
  return text && text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');
}
