import type { Sentence } from './kinds.js'

/** 增员的原因（AAE160）。 */
export const JOIN_REASONS = {
  '111': { zh: '新参保', en: 'new' },
  '121': { zh: '恢复', en: 'resumed' },
  '131': { zh: '外地转入', en: 'moved in from another place' },
  '141': { zh: '本地转入', en: 'moved in from within' },
} as const satisfies Record<string, Sentence>

/** 减员的原因（AAE160）。 */
export const LEAVE_REASONS = {
  '221': { zh: '合同终止', en: 'contract ended' },
  '222': { zh: '辞职', en: 'resigned' },
  '223': { zh: '辞退', en: 'dismissed' },
  '224': { zh: '参军', en: 'joined the army' },
  '225': { zh: '上学', en: 'study' },
  '226': { zh: '服刑', en: 'imprisonment' },
  '227': { zh: '失踪', en: 'missing' },
  '228': { zh: '停薪留职', en: 'leave without pay' },
  '229': { zh: '其他中断', en: 'other interruption' },
  '231': { zh: '转往外地', en: 'moved to another place' },
  '241': { zh: '转往本地其他单位', en: 'moved within' },
  '211': { zh: '在职死亡', en: 'died in work' },
  '212': { zh: '出国（境）定居', en: 'settled abroad' },
  '251': { zh: '退休', en: 'retired' },
  '269': { zh: '其他终止', en: 'other termination' },
} as const satisfies Record<string, Sentence>

/** 终止而非暂停的原因。 */
const ENDING: readonly string[] = ['211', '212', '251', '269']

export function leavingBy(reason: string): 'suspend' | 'end' {
  return ENDING.includes(reason) ? 'end' : 'suspend'
}
