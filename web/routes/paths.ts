/** 审核路线的接口，照合同所写。 */
export const ROUTE_PATHS = {
  matrix: '/api/desk/routes',
  changes: '/api/desk/route-changes',
  apply: '/api/desk/route-changes/:id/apply',
} as const
