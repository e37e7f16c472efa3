/** What our resolvers return for each GraphQL type; paths are relative to src/__generated__. */
export const mappers = {
  Account: '../account/account.entity.ts#SeenAccount',
  Shop: '../shop/shop.entity.ts#ShopRow',
  ShopConnection: '../shop/shop.entity.ts#ShopPage',
  ShopEdge: '../shop/shop.entity.ts#ShopPageEdge',
  Membership: '../membership/membership.entity.ts#MembershipRow',
  MembershipConnection: '../membership/membership.entity.ts#MembershipPage',
  MembershipEdge: '../membership/membership.entity.ts#MembershipPageEdge',
  Session: '../session/session.entity.ts#OpenSession',
};

export const contextType = '../context.ts#Context';
