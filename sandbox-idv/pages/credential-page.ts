import { html } from './html.ts';
import { layout } from './layout.ts';
import type { PageContext } from './page-context.ts';
import { qrCode } from './qr-code.ts';

/** The offer: wallet button, transaction code, and for a wallet elsewhere a QR code and an address. */
export function offerPage(
  context: PageContext,
  page: {
    readonly state: 'offered' | 'redeemed';
    readonly txCode: string;
    readonly walletAddress: string;
    /** `openid-credential-offer://…`, for wallets on another device. */
    readonly offerAddress: string;
    readonly leaveAddress: string;
  },
): string {
  const { t } = context;
  const grouped = `${page.txCode.slice(0, 3)} ${page.txCode.slice(3)}`;
  return layout(context, {
    title: t('credential.title'),
    step: 4,
    script: 'offer',
    refreshSeconds: 5,
    body: html`<p>${t('credential.intro')}</p>
<dl class="code"><dt>${t('credential.code')}</dt><dd dir="ltr" data-tx-code="${page.txCode}">${grouped}</dd></dl>
<p class="actions"><a class="button primary" href="${page.walletAddress}" target="_blank" rel="noopener">${t(
      'credential.open',
    )}</a></p>
<p class="hint">${t('credential.newTab')}</p>
<p class="live" role="status" data-offer-state="${page.state}">${t(`credential.${page.state === 'offered' ? 'waiting' : 'redeemed'}`)}</p>
<details class="own">
<summary>${t('credential.elsewhere')}</summary>
<p>${t('credential.scan')}</p>
${qrCode(page.offerAddress, t('credential.qr'))}
<div class="field">
<label for="offer-address">${t('credential.address')}</label>
<input id="offer-address" dir="ltr" readonly value="${page.offerAddress}">
<button type="button" class="secondary" data-copy data-copied="${t('credential.copied')}" hidden>${t('credential.copy')}</button>
</div>
</details>
<p class="quiet"><a href="${page.leaveAddress}">${t('credential.leave')}</a></p>`,
  });
}

export function offerEndedPage(context: PageContext, leaveAddress: string): string {
  const { t } = context;
  return layout(context, {
    title: t('credential.deadTitle'),
    step: 4,
    body: html`<p>${t('credential.dead')}</p>
<form method="post" action="/check/offer"><p class="actions"><button class="primary">${t('credential.renew')}</button></p></form>
<p class="quiet"><a href="${leaveAddress}">${t('credential.leave')}</a></p>`,
  });
}

export function issuedPage(context: PageContext, returnAddress: string): string {
  const { t, relyingParty } = context;
  return layout(context, {
    title: t('credential.doneTitle'),
    step: 4,
    body: html`<p>${t('credential.done')}</p>
<p class="actions"><a class="button primary" href="${returnAddress}">${t('credential.goBack', { relyingParty })}</a></p>`,
  });
}
