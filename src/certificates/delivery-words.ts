/** 一件的状态。`isEnd`: nothing more is to be done; posted is never one. */
export const PIECE_STATES = {
  waiting: { zh: '待交付', en: 'to be delivered', isEnd: false },
  noAddress: { zh: '待补址', en: 'waits for an address', isEnd: false },
  noGuardian: { zh: '待明确监护人', en: 'waits for a guardian', isEnd: false },
  posted: { zh: '已交寄', en: 'posted', isEnd: false },
  returned: { zh: '退回待改址', en: 'returned, address to be repaired', isEnd: false },
  delivered: { zh: '送达', en: 'delivered', isEnd: true },
  guardian: { zh: '监护人代收', en: 'delivered to the guardian', isEnd: true },
  digital: { zh: '电子（本人选择）', en: 'digital by choice', isEnd: true },
  handed: { zh: '当面交付', en: 'handed over', isEnd: true },
  undeliverable: { zh: '无法送达', en: 'undeliverable', isEnd: true },
  excluded: { zh: '不在范围', en: 'excluded', isEnd: true },
} as const
export type PieceState = keyof typeof PIECE_STATES
export const PIECE_STATE_NAMES = Object.keys(PIECE_STATES) as PieceState[]

export function isEnd(state: PieceState): boolean {
  return PIECE_STATES[state].isEnd
}

/** 送达方式；不在范围的没有。 */
export type PieceWay = 'post' | 'counter' | 'digital' | 'none'

/** 状态的缘由。 */
export const PIECE_REASONS = {
  '': { zh: '', en: '' },
  noAddress: { zh: '没有通讯地址', en: 'no mailing address' },
  badPostcode: { zh: '邮政编码不是六位数字', en: 'the postal code is not six digits' },
  addressWaits: { zh: '新地址未满等候期', en: 'the new address is still in its waiting time' },
  noGuardian: { zh: '未满十八周岁，没有现行的监护人', en: 'under eighteen with no guardian in force' },
  notPrinted: { zh: '记录单印不出来，见步骤', en: 'the statement could not be printed; see the steps' },
  atCounter: { zh: '本人选择到窗口领取', en: 'chose to fetch it at the counter' },
  ownChoice: { zh: '本人选择电子送达', en: 'chose digital delivery' },
  dead: { zh: '已死亡', en: 'dead' },
  merged: { zh: '已并入另一编号', en: 'merged into another number' },
  elsewhere: {
    zh: '年末由另一机构经办，由其寄送',
    en: 'another agency keeps the relation at the end of the year and sends it',
  },
  unregistered: { zh: '没有个人登记', en: 'no registration of the person' },
  receipt: { zh: '有回执', en: 'a receipt came' },
  noReturn: { zh: '期满未退回', en: 'no return within the days set' },
  refused: { zh: '收件人拒收', en: 'refused by the addressee' },
  movedAway: { zh: '迁移新址不明', en: 'moved, new address unknown' },
  noSuchAddress: { zh: '查无此址或地址不详', en: 'no such address, or incomplete' },
  noSuchPerson: { zh: '查无此人', en: 'no such person there' },
  unclaimed: { zh: '逾期未领', en: 'not claimed in time' },
  otherReturn: { zh: '其他原因退回', en: 'returned for another reason' },
  atWindow: { zh: '本人到窗口领取', en: 'fetched at the window' },
} as const
export type PieceReason = keyof typeof PIECE_REASONS

/** 退回的原因，as the post office names them. */
export const RETURN_REASONS = [
  ...(['refused', 'movedAway', 'noSuchAddress', 'noSuchPerson', 'unclaimed', 'otherReturn'] as const),
] as const
export type ReturnReason = (typeof RETURN_REASONS)[number]

/** 步骤。`byHand`: what a clerk does to one piece. */
export const PIECE_STEPS = {
  gathered: { zh: '列入', en: 'gathered', byHand: false },
  looked: { zh: '复核收件人与地址', en: 'addressee looked up again', byHand: true },
  notPrinted: { zh: '未能印出', en: 'could not be printed', byHand: false },
  posted: { zh: '交寄', en: 'posted', byHand: true },
  received: { zh: '回执妥投', en: 'receipt', byHand: true },
  noReturn: { zh: '期满未退回，视为送达', en: 'no return in time: taken as delivered', byHand: false },
  returned: { zh: '退回', en: 'returned', byHand: true },
  readdressed: { zh: '改址，待再寄', en: 'address repaired, to be posted again', byHand: true },
  handed: { zh: '当面交付', en: 'handed over', byHand: true },
} as const
export type PieceStep = keyof typeof PIECE_STEPS
export const HAND_STEPS = ['looked', 'posted', 'received', 'returned', 'readdressed', 'handed'] as const
export type HandStep = (typeof HAND_STEPS)[number]

/** 某状态下可办的步骤。 */
const OPEN_STEPS: Readonly<Record<PieceState, readonly HandStep[]>> = {
  waiting: ['posted', 'handed', 'looked'],
  noAddress: ['looked', 'handed'],
  noGuardian: ['looked', 'handed'],
  posted: ['received', 'returned'],
  returned: ['readdressed', 'handed'],
  delivered: ['returned'],
  guardian: ['returned'],
  digital: [],
  handed: [],
  undeliverable: ['handed'],
  excluded: [],
}

interface Standing {
  readonly state: PieceState
  readonly reason: string
  readonly way: string
}

/**
 * 可办的步骤：a button exists only where the request would pass. One taken for delivered only because nothing came back may
 * still come back; one to be fetched, or whose new address must wait, is not posted.
 */
export function stepsFrom({ state, reason, way }: Standing): readonly HandStep[] {
  const mayReturn = state === 'posted' || reason === 'noReturn'
  const mayPost = way === 'post' && reason !== 'addressWaits'
  return OPEN_STEPS[state].filter((step) => (step !== 'returned' || mayReturn) && (step !== 'posted' || mayPost))
}

/** 批次的状态。 */
export const DELIVERY_STATES = {
  gathering: { zh: '列入中', en: 'gathering' },
  gathered: { zh: '已列齐', en: 'gathered' },
} as const
export type DeliveryState = keyof typeof DELIVERY_STATES
