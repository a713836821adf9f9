/** 参数的接口，照合同所写。 */
export const PARAMETER_PATHS = {
  book: '/api/desk/parameters',
  parameter: '/api/desk/parameters/:area/:parameter',
  changes: '/api/desk/parameter-changes',
  change: '/api/desk/parameter-changes/:id',
  papers: '/api/desk/parameter-changes/papers',
  whatIf: '/api/desk/parameter-changes/:id/what-if',
  apply: '/api/desk/parameter-changes/:id/apply',
} as const
