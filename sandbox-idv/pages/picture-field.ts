import { type Html, html } from './html.ts';
import type { PageContext } from './page-context.ts';

/**
 * A file field, which `client/picture.js` extends by the camera and a preview. The script puts the camera's
 * picture into the field, so the form is the same one with and without it.
 */
export function pictureField({ t }: PageContext, label: string): Html {
  return html`<div class="field" data-picture>
<label for="picture">${label}</label>
<input id="picture" type="file" name="picture" accept="image/jpeg,image/png" required aria-describedby="picture-hint">
<p class="hint" id="picture-hint">${t('picture.hint')}</p>
<div data-camera hidden>
<button type="button" class="secondary" data-camera-open>${t('picture.camera')}</button>
<div class="viewfinder" data-viewfinder hidden>
<video playsinline muted data-video></video>
<button type="button" class="secondary" data-camera-take>${t('picture.take')}</button>
</div>
<p class="hint" data-no-camera hidden>${t('picture.noCamera')}</p>
</div>
<div data-preview hidden><canvas class="preview" data-canvas></canvas><p class="hint" role="status">${t('picture.taken')}</p></div>
</div>`;
}
