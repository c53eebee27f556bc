import { recovery } from '../api/index.ts';
import { type PageProps, useStep } from './page-props.ts';

/** Asks for a fresh request each time; a link and a QR code are never the same request (D24). */
export const useWallet = (props: Pick<PageProps<'present'>, 'show' | 'refresh'>) => {
  const step = useStep(props);
  const openHere = () =>
    void step.run(
      () => recovery.present('this'),
      ({ address }) => {
        location.assign(address);
        // A wallet app opens over this page and leaves it standing; then it shows that it waits.
        setTimeout(() => void props.refresh(), 1500);
      },
    );
  const showCode = () =>
    void step.run(
      () => recovery.present('other'),
      () => void props.refresh(),
    );
  return { ...step, openHere, showCode };
};
