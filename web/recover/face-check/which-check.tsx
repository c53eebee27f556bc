import { lazy, Suspense } from 'react';
import { loadVisitTexts } from '../../language/index.ts';
import { Loading } from '../../ui/index.ts';
import type { PageProps } from '../page-props.ts';
import { CameraCheck } from './camera-check.tsx';

/** Few organisations have a vendor: a file of its own, and texts of its own (D39). */
const HostedCheck = lazy(async () => {
  await loadVisitTexts();
  return { default: (await import('./hosted-check.tsx')).HostedCheck };
});

/** Our own camera page, or the way to a vendor's. */
export const FaceCheck = (props: PageProps<'faceCheck'>) =>
  props.now.client.kind === 'camera' ? (
    <CameraCheck {...props} />
  ) : (
    <Suspense fallback={<Loading />}>
      <HostedCheck {...props} />
    </Suspense>
  );
