/**
 * `/record`: who has looked at a person's record, for the person, for those they let see it, and for
 * a privacy officer. Without a person it leads the reader to their own record, or lets them choose.
 */
import { useViewer } from '../page/viewer';
import { PageBar } from '../page/PageBar';
import { SignInFirst } from '../page/SignInFirst';
import { OwnRecords } from './OwnRecords';
import { WhoLooked } from './WhoLooked';

export function RecordPage({ personId }: { readonly personId: string | undefined }) {
  const [viewer, loadViewer] = useViewer();
  if (viewer.kind === 'signedIn' && personId !== undefined) {
    return <WhoLooked key={personId} personId={personId} viewer={viewer.viewer} />;
  }
  return (
    <>
      <header>
        <PageBar title="Who has looked" links={[{ to: '/', words: 'Start' }]} />
      </header>
      <main className="plain" id="main">
        {viewer.kind === 'signedIn' ? (
          <OwnRecords key={viewer.viewer.id} role={viewer.viewer.role} path="/record" />
        ) : (
          <SignInFirst viewer={viewer} onRetry={() => void loadViewer()} />
        )}
      </main>
    </>
  );
}
