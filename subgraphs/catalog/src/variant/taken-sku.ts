/** Which of these stock keeping units is taken: one that stands here twice, else one of those that there are. */
export function takenSku(variants: readonly { readonly sku?: string | null | undefined }[]): string {
  const skus = variants.map(({ sku }) => sku?.trim()).filter((sku) => sku !== undefined);
  return skus.find((sku, index) => skus.indexOf(sku) < index) ?? skus.join(', ');
}
