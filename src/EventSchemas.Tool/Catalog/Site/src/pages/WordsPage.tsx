import { glossary, wordsById } from '../data/glossary';
import { toWords } from '../data/routes';

export function WordsPage({ chosen }: { chosen: string | undefined }) {
  return (
    <div class="page">
      <div class="page-head">
        <h1 tabIndex={-1}>Words</h1>
        <p class="lead">What the words of this catalogue mean.</p>
      </div>
      {glossary.map(group => (
        <section key={group.title} class="section" aria-label={group.title}>
          <h2>{group.title}</h2>
          <div class="words">
            {group.words.map(({ id, word, text, see }) => (
              <div key={id} class={id === chosen ? 'word word-chosen' : 'word'} data-section={id}>
                <h3 tabIndex={-1}>{word}</h3>
                {text.map((paragraph, i) => <p key={i}>{paragraph}</p>)}
                {see && (
                  <p class="muted">
                    See also {see.map((other, i) => (
                      <span key={other}>{i > 0 && ', '}<a href={toWords(other)}>{wordsById.get(other)!.word}</a></span>
                    ))}
                  </p>
                )}
              </div>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
