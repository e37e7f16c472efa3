/** Where a page sent whoever pressed its button; null: it showed another page and sent nobody anywhere. */
export interface Visit {
  readonly cameBackTo: string | null;
}

/**
 * Does what a browser does when somebody opens a page and presses a button of its form. Goes no further than the first
 * page that the form leads to: where it sends people back to is the shop's own.
 * @param label what is written on the button
 * @throws when the page, the button or what follows is not there
 */
export async function pressButton(pageUrl: string, label: string): Promise<Visit> {
  const page = await fetch(pageUrl, { headers: { accept: 'text/html' } });
  const html = await page.text();
  if (!page.ok) throw new Error(`${pageUrl} answers ${page.status}`);
  const form = /<form\b([^>]*)>/.exec(html)?.[1];
  const button = [...html.matchAll(/<button\b([^>]*)>([^<]*)<\/button>/g)].find(([, , text]) => text?.trim() === label);
  if (form === undefined || button === undefined) throw new Error(`${pageUrl} has no button “${label}”`);
  const answer = await fetch(new URL(attribute(form, 'action') ?? '', page.url), {
    method: attribute(form, 'method') ?? 'get',
    body: new URLSearchParams({ [attribute(button[1], 'name') ?? '']: attribute(button[1], 'value') ?? '' }),
    redirect: 'manual',
  });
  if (answer.status >= 400) throw new Error(`“${label}” on ${pageUrl} is answered ${answer.status}`);
  return { cameBackTo: answer.headers.get('location') };
}

const attribute = (tag: string | undefined, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag ?? '')?.[1];
