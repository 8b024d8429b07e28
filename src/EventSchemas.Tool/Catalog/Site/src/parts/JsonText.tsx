const texts = /("(?:[^"\\]|\\.)*"(?:\s*:)?)/;
const values = /(-?\d[\d.eE+-]*|true|false|null)/;

/** JSON with its names, texts and numbers in colours of their own. */
export function JsonText({ text }: { text: string }) {
  return (
    <>
      {text.split(texts).map((token, i) => i % 2 === 0
        ? token.split(values).map((part, j) => j % 2 === 0 ? part : <span key={`${i}.${j}`} class="json-value">{part}</span>)
        : <span key={i} class={token.endsWith(':') ? 'json-name' : 'json-text'}>{token}</span>)}
    </>
  );
}
