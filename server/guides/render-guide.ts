/** Nothing of a text is markup by itself. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * A guide of `docs/` as HTML: what those texts use of Markdown (CommonMark, tables of GitHub's), and no more. Everything is escaped
 * first, so a text cannot bring markup along; links lead to another guide or to https.
 */
export function renderGuide(markdown: string): { readonly title: string; readonly html: string } {
  const blocks = splitBlocks(markdown.replaceAll('\r\n', '\n'));
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? '';
  return { title, html: blocks.map(renderBlock).join('\n') };
}

function splitBlocks(text: string): readonly string[] {
  const blocks: string[] = [];
  let fence: string[] | null = null;
  let block: string[] = [];
  const end = () => {
    if (block.length > 0) blocks.push(block.join('\n'));
    block = [];
  };
  for (const line of text.split('\n')) {
    if (fence !== null) {
      fence.push(line);
      if (!line.startsWith('```')) continue;
      blocks.push(fence.join('\n'));
      fence = null;
    } else if (line.startsWith('```')) {
      end();
      fence = [line];
    } else if (line.trim() === '') end();
    else if (/^#{1,4} /.test(line)) {
      end();
      blocks.push(line);
    } else block.push(line);
  }
  end();
  return blocks;
}

function renderBlock(block: string): string {
  const heading = /^(#{1,4}) (.+)$/.exec(block);
  if (heading !== null) return `<h${heading[1]!.length}>${renderLine(heading[2]!)}</h${heading[1]!.length}>`;
  if (block.startsWith('```')) {
    const code = block.split('\n').slice(1, -1).join('\n');
    return `<pre><code>${escapeHtml(code)}</code></pre>`;
  }
  const lines = block.split('\n');
  if (lines.length > 1 && /^\|[\s|:-]+\|$/.test(lines[1]!)) return renderTable(lines);
  if (/^([-*]|\d+\.) /.test(block)) return renderList(lines);
  return `<p>${renderLine(lines.join(' '))}</p>`;
}

function renderTable([head = '', , ...rows]: readonly string[]): string {
  const cells = (line: string, tag: 'th' | 'td') =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => `<${tag}>${renderLine(cell.trim())}</${tag}>`)
      .join('');
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
  return `<table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${body}</tbody></table>`;
}

/** Lines without a mark of their own belong to the item before. */
function renderList(lines: readonly string[]): string {
  const tag = /^\d+\. /.test(lines[0] ?? '') ? 'ol' : 'ul';
  const items: string[] = [];
  for (const line of lines) {
    const item = /^(?:[-*]|\d+\.) (.*)$/.exec(line)?.[1];
    if (item !== undefined) items.push(item);
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return `<${tag}>${items.map((item) => `<li>${renderLine(item)}</li>`).join('')}</${tag}>`;
}

function renderLine(text: string): string {
  // What stands in backticks is nothing but text; the rest lies between.
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith('`') && part.length > 1
        ? `<code>${escapeHtml(part.slice(1, -1))}</code>`
        : escapeHtml(part)
            .replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, words: string, to: string) => link(words, to))
            .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
            .replaceAll(/\*([^*]+)\*/g, '<em>$1</em>'),
    )
    .join('');
}

function link(words: string, to: string): string {
  const guide = /^(?:\.\.\/(for-admins|for-people)\/)?([a-z-]+)\.md$/.exec(to);
  if (guide !== null) {
    const [, audience, name = ''] = guide;
    return `<a href="${audience === undefined ? name : `../${audience}/${name}`}">${words}</a>`;
  }
  return /^https:\/\//.test(to) ? `<a href="${to}" rel="noreferrer">${words}</a>` : words;
}
