/** What GraphiQL opens with: it works without a login. */
export const DEFAULT_QUERY = `# Yoyaku: reservations and orders, one GraphQL endpoint.
#
# Run this (Ctrl-Enter) and pick a shop's id. Then log in, and put the token into the Headers tab below:
#   { "authorization": "Bearer eyJ..." }

query Shops {
  shops(first: 5) {
    nodes {
      id
      name
      kind
      currency
    }
  }
}

# mutation LogIn {
#   logIn(input: { email: "...", password: "..." }) {
#     __typename
#     ... on Session { accessToken }
#   }
# }

# subscription Order {
#   orderChanged(orderId: "ord_...") {
#     state
#     lines { quantity variant { name product { name } } }
#     payment { state }
#   }
# }
`;
