import { useTranslation } from '../language/index.ts';

export const Loading = () => <p role="status">{useTranslation().t('layout.loading')}</p>;
