import { HAZARDOUS_KINDS } from '../policy/hazardous-work.js'
import { EXPERT_CONCLUSIONS, EXPERT_MATTERS } from './expert-words.js'
import type { Sentence } from './kinds.js'

export { HAZARDOUS_KINDS } from '../policy/hazardous-work.js'

/** 待遇的停、复、终，与资格认证的说法。The ledger keeps the words on the left. */
export const BENEFIT_CHANGES = {
  suspend: { zh: '暂停', en: 'suspend' },
  resume: { zh: '恢复', en: 'resume' },
  end: { zh: '终止', en: 'end' },
} as const
export type BenefitChangeName = keyof typeof BENEFIT_CHANGES

/** 变动原因，and for which changes each stands. */
export const BENEFIT_REASONS = {
  noCheck: { zh: '未按期认证', en: 'no entitlement check in time', of: ['suspend'] },
  deathSignal: { zh: '疑似死亡，待核查', en: 'signs of death, to be looked into', of: ['suspend'] },
  comparison: { zh: '部门比对存疑', en: 'doubt from a comparison', of: ['suspend'] },
  imprisonment: { zh: '服刑', en: 'imprisonment', of: ['suspend', 'end'] },
  foundWork: { zh: '重新就业', en: 'found work', of: ['suspend', 'end'] },
  abroad: { zh: '出国（境）未归', en: 'abroad, not returned', of: ['suspend', 'end'] },
  ownWish: { zh: '本人申请', en: 'own wish', of: ['suspend', 'resume', 'end'] },
  checkPassed: { zh: '认证通过', en: 'check passed', of: ['resume'] },
  cleared: { zh: '核查无误', en: 'found in order', of: ['resume'] },
  released: { zh: '刑满释放', en: 'released', of: ['resume'] },
  lostWork: { zh: '再次失业', en: 'lost work again', of: ['resume'] },
  death: { zh: '死亡', en: 'death', of: ['end'] },
  termOver: { zh: '期满', en: 'term over', of: ['end'] },
  lostGround: { zh: '丧失领取条件', en: 'conditions no longer met', of: ['end'] },
  other: { zh: '其他', en: 'other', of: ['suspend', 'resume', 'end'] },
} as const satisfies Record<string, Sentence & { readonly of: readonly BenefitChangeName[] }>
export type BenefitReason = keyof typeof BENEFIT_REASONS

export function isReasonFor(change: BenefitChangeName, reason: string): boolean {
  if (!Object.hasOwn(BENEFIT_REASONS, reason)) return false
  return (BENEFIT_REASONS[reason as BenefitReason].of as readonly string[]).includes(change)
}

export const CHECK_METHODS = {
  counter: { zh: '窗口', en: 'counter' },
  face: { zh: '人脸识别', en: 'face recognition' },
  homeVisit: { zh: '上门', en: 'home visit' },
  comparison: { zh: '数据比对', en: 'data comparison' },
  abroad: { zh: '境外', en: 'abroad' },
} as const

export const CHECK_RESULTS = { passed: { zh: '通过', en: 'passed' }, failed: { zh: '未通过', en: 'failed' } } as const

/** 代码 → 说法，of the facts of benefits. */
export const BENEFIT_CODES: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = {
  method: CHECK_METHODS,
  result: CHECK_RESULTS,
  workKind: HAZARDOUS_KINDS,
  matter: EXPERT_MATTERS,
  conclusion: EXPERT_CONCLUSIONS,
  reason: BENEFIT_REASONS,
}

export const BENEFIT_FIELDS: Readonly<Record<string, Sentence>> = {
  method: { zh: '认证方式', en: 'Method' },
  result: { zh: '结果', en: 'Result' },
  checkedDay: { zh: '认证日期', en: 'Checked on' },
  validThrough: { zh: '有效期至', en: 'Valid through' },
  workKind: { zh: '工种类别', en: 'Kind of work' },
  matter: { zh: '鉴定事项', en: 'Matter' },
  conclusion: { zh: '结论', en: 'Conclusion' },
  opinionDigest: { zh: '意见书摘要', en: 'Digest of the opinion' },
}
