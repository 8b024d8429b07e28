import type { JustifiedBreak } from '../../data/catalog';
import { breakStateWord, dayText } from '../../data/words';
import { Name, Section, Table, WordChip } from '../../parts/basics';
import { RuleLink } from '../../parts/RuleLink';

export function JustifiedSection({ breaks }: { breaks: JustifiedBreak[] }) {
  return (
    <Section id="justified" title="Justified breaks">
      <Table label="Justified breaks" head={['What', 'Rule', 'Expires']}>
        {breaks.map((one, i) => (
          <tr key={i}>
            <th scope="row"><code><Name>{one.subject}</Name></code></th>
            <td><RuleLink id={one.rule} long /></td>
            <td><WordChip word={breakStateWord(one)} /> {one.expires && <time dateTime={one.expires}>{dayText(one.expires)}</time>}</td>
          </tr>
        ))}
      </Table>
    </Section>
  );
}
