/** The mutations of products and variants as the tests send them. */
const FAILURES = `... on Failure { code message retryable } ... on InvalidInput { field } ... on NotFound { id }`;
const CONFLICT = '... on VersionConflict { currentVersion }';
export const UPDATE = `mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { __typename ${FAILURES} ${CONFLICT}
  ... on Product { name description imageUrl closeWhenSoldOut version category { name } } } }`;
export const DELETE = `mutation ($input: DeleteProductInput!) { deleteProduct(input: $input) { __typename ${FAILURES} ${CONFLICT}
  ... on ProductDeleted { id } ... on ProductInUse { productId } } }`;
export const move = (
  verb: string,
) => `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) {
  __typename ${FAILURES} ${CONFLICT} ... on Product { status discontinuedReason version }
  ... on InvalidStateTransition { from to allowed } } }`;
export const CREATE_VARIANT = `mutation ($input: CreateVariantInput!) { createVariant(input: $input) { __typename ${FAILURES}
  ... on SkuTaken { sku } ... on Variant { id name sku price { amount currency } available product { name } } } }`;
export const UPDATE_VARIANT = `mutation ($input: UpdateVariantInput!) { updateVariant(input: $input) { __typename ${FAILURES} ${CONFLICT}
  ... on SkuTaken { sku } ... on Variant { name sku price { amount currency } version } } }`;
export const DELETE_VARIANT = `mutation ($input: DeleteVariantInput!) { deleteVariant(input: $input) { __typename ${FAILURES} ${CONFLICT}
  ... on VariantDeleted { id } ... on ProductInUse { productId } } }`;

export const yen = (amount: string) => ({ amount, currency: 'JPY' });
