import type { JustifiedBreak } from '../../data/catalog';
import { versionName } from '../../data/index';
import { breakStateWord, dayText } from '../../data/words';
import { Name, Section, Table, WordChip } from '../../parts/basics';
import { RuleLink } from '../../parts/RuleLink';

export function JustifiedSection({ breaks }: { breaks: JustifiedBreak[] }) {
  return (
    <Section id="justified" title="Justified breaks" word="justified">
      <Table label="Justified breaks" head={['What', 'Between', 'Rule', 'Reason', 'Expires']}>
        {breaks.map((one, i) => (
          <tr key={i}>
            <th scope="row"><code><Name>{one.subject}</Name></code></th>
            <td>{one.to === undefined ? 'no known versions' : `${versionName(one.from)} and ${versionName(one.to)}`}</td>
            <td><RuleLink id={one.rule} long /></td>
            <td><Reason justified={one} /></td>
            <td><WordChip word={breakStateWord(one)} /> {one.expires && <time dateTime={one.expires}>{dayText(one.expires)}</time>}</td>
          </tr>
        ))}
      </Table>
    </Section>
  );
}

export function Reason({ justified }: { justified: JustifiedBreak }) {
  return (
    <>
      {justified.reason ?? <span class="muted">not known: an earlier version of the package built it</span>}
      {justified.agreedBy && <span class="use-line muted">agreed by {justified.agreedBy}</span>}
    </>
  );
}
