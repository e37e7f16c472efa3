import { formatMoney, isCurrency } from '@yoyaku/platform/money';
import type { Charge } from './books.ts';

/** The page that asks the customer; plain HTML with two buttons. */
export function approvalPage({ amount, currency, reference }: Charge): string {
  const sum = isCurrency(currency) ? formatMoney({ amount, currency }).amount : String(amount);
  return layout(`
    <p>The shop asks for</p>
    <p class="sum">${escapeHtml(sum)} ${escapeHtml(currency)}</p>
    <p>Payment ${escapeHtml(reference)}</p>
    <form method="post">
      <button name="decision" value="approve">Approve</button>
      <button name="decision" value="decline" class="quiet">Decline</button>
    </form>`);
}

export function messagePage(message: string): string {
  return layout(`<p>${escapeHtml(message)}</p>`);
}

function layout(content: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Payment simulator</title>
    <style>
      body { font-family: system-ui, sans-serif; max-width: 24rem; margin: 4rem auto; padding: 0 1rem; text-align: center }
      .sum { font-size: 2rem; font-weight: 600 }
      button { font: inherit; padding: .6rem 1.4rem; margin: .2rem; border-radius: .4rem; border: 1px solid #225; background: #225; color: #fff }
      button.quiet { background: #fff; color: #225 }
      small { color: #555 }
    </style>
  </head>
  <body>
    <h1>Payment</h1>
    ${content}
    <p><small>This is a simulator: no money moves.</small></p>
  </body>
</html>
`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
