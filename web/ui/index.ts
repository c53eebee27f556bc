/**
 * The parts every page is made of: layout, headings, buttons, fields, notices, step list, QR code.
 *
 * Owns: how things look and behave for keyboard and screen reader. Does not own: any page, any text.
 * Styles are files (`*.css`), never attributes: the policy is `style-src 'self'` (D38).
 * Called by: every page folder and `main.tsx`.
 */
import './tokens.css';
import './elements.css';
import './layout.css';
import './parts.css';

export { Button, Choice, PageLink } from './button.tsx';
export { CopyButton } from './copy-button.tsx';
export { Field } from './field.tsx';
export { HelpDesk } from './help-desk.tsx';
export { Layout } from './layout.tsx';
export { Loading } from './loading.tsx';
export { Notice } from './notice.tsx';
export { OrganisationContext, showAccent, unknownOrganisation, useOrganisation } from './organisation.ts';
export { Page } from './page.tsx';
export { QrCode } from './qr-code.tsx';
export { RefusalNotice, useRefusalText } from './refusal-notice.tsx';
export { StepList } from './step-list.tsx';
export { type Call, useCall } from './use-call.ts';
export { useEnded } from './use-ended.ts';
export { useHistoryStep } from './use-history-step.ts';
export { Waiting } from './waiting.tsx';
