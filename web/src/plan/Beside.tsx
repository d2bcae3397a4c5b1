/** The draft of a section beside what is published, so that nobody mistakes one for the other. */

export interface BesideProps {
  readonly draft: readonly string[];
  readonly published: readonly string[];
  readonly hasVersion: boolean;
}

export function Beside({ draft, published, hasVersion }: BesideProps) {
  const isSame = hasVersion && draft.join('\n') === published.join('\n');
  if (isSame) {
    return (
      <div className="beside beside--same">
        <Lines heading="Published, and unchanged in the draft" lines={published} />
      </div>
    );
  }
  return (
    <div className="beside">
      <Lines heading="Draft: crews do not see this" lines={draft} />
      <Lines
        heading="Published: what crews see"
        lines={hasVersion ? published : ['Nothing has been published.']}
      />
    </div>
  );
}

function Lines({
  heading,
  lines,
}: {
  readonly heading: string;
  readonly lines: readonly string[];
}) {
  return (
    <div>
      <h3>{heading}</h3>
      {lines.map((line, index) => (
        <p key={`${index} ${line}`}>{line}</p>
      ))}
    </div>
  );
}
