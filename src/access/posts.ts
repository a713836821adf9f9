/** 账户种类（第二十六条第一款）。Each account is of exactly one of the four kinds. */
export type AccountKind = 'systemAdmin' | 'databaseAdmin' | 'business' | 'query'

interface PostEntry {
  readonly zh: string
  readonly en: string
  readonly kind: AccountKind
}

/** 岗位。Rights are tied to posts, posts to natural persons. */
export const POSTS = {
  systemAdmin: { zh: '系统管理员', en: 'system administrator', kind: 'systemAdmin' },
  permissionMaintainer: { zh: '权限维护', en: 'permission maintainer', kind: 'systemAdmin' },
  databaseAdmin: { zh: '数据库管理员', en: 'database administrator', kind: 'databaseAdmin' },
  parameterMaintainer: { zh: '参数维护', en: 'parameter maintainer', kind: 'business' },
  frontDesk: { zh: '前台采集', en: 'front desk', kind: 'business' },
  initialReviewer: { zh: '初审', en: 'initial reviewer', kind: 'business' },
  reviewer: { zh: '审核', en: 'reviewer', kind: 'business' },
  rechecker: { zh: '复核', en: 're-checker', kind: 'business' },
  approver: { zh: '审批', en: 'approver', kind: 'business' },
  cashier: { zh: '出纳', en: 'cashier', kind: 'business' },
  accountant: { zh: '会计', en: 'accountant', kind: 'business' },
  chiefAccountant: { zh: '会计主管', en: 'chief accountant', kind: 'business' },
  archivist: { zh: '档案管理', en: 'archivist', kind: 'business' },
  scanVendor: { zh: '外包扫描', en: 'outside scanning', kind: 'business' },
  expertSecretary: { zh: '专家秘书', en: 'secretary of the experts', kind: 'business' },
  stampKeeper: { zh: '印章保管', en: 'stamp keeper', kind: 'business' },
  protectedHandler: { zh: '保密人员专办', en: 'protected-person handler', kind: 'business' },
  qualityInspector: { zh: '质量检查', en: 'quality inspector', kind: 'query' },
  query: { zh: '信息查询', en: 'query user', kind: 'query' },
  queryApprover: { zh: '查询审批', en: 'query approver', kind: 'query' },
  auditor: { zh: '稽核内控', en: 'audit and internal control', kind: 'query' },
  supervisor: { zh: '行政监督', en: 'supervisor', kind: 'query' },
} as const satisfies Record<string, PostEntry>

export type Post = keyof typeof POSTS

export const POST_NAMES = Object.keys(POSTS) as Post[]

/** 岗位的名称，of a list as a leaf or a step keeps it; what is no post is left out. */
export function postNames(listed: string): { readonly zh: string; readonly en: string }[] {
  return listed.split(',').flatMap((one) => (isPost(one) ? [{ zh: POSTS[one].zh, en: POSTS[one].en }] : []))
}

export function isPost(text: string): text is Post {
  return Object.hasOwn(POSTS, text)
}

export function kindOf(post: Post): AccountKind {
  return POSTS[post].kind
}
