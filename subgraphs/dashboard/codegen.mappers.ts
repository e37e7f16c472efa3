/** What the resolvers of each type get as their parent; paths are seen from src/__generated__. */
export const mappers = {
  ShopDashboard: '../dashboard/dashboard.store.ts#Dashboard',
  BestSeller: '../dashboard/dashboard.store.ts#BestSellerRow',
};

export const contextType = '../context.ts#Context';
