import type { NoticeKind } from '../access/notice-port.js'
import { INSURANCE_NAMES } from '../kernel/terms.js'

/**
 * 短信的话。Somebody else may read the screen: no amount, no kind of insurance, no employer, no address to click, no more
 * than the last four digits of a number.
 */
export const SMS: Readonly<Record<NoticeKind, string>> = {
  statementReady: '您的年度权益记录单已可取用，请登录网上平台或到窗口、自助终端打印。',
  addressMissing: '您的通讯地址不全，记录单和信件无法寄送，请登录网上平台或到窗口补充。',
  employerEnrolled: '有用人单位为您办理了参保登记。如非本人知情，请登录网上平台核对或到窗口反映。',
  employerStopped: '用人单位已停止为您参保。请登录网上平台核对，或到窗口咨询如何接续。',
  monthInArrears: '您的记录中有已过期限、尚未缴足的月份，请登录网上平台查看。',
  backPayPosted: '您的记录中新增了补缴，请登录网上平台查看。',
  baseSet: '您新年度的缴费基数已确定，请登录网上平台核对。',
  transferStep: '您的关系转移接续有了新的进展，请登录网上平台查看。',
  objectionReceived: '您提出的异议已收到，可在网上平台查看办理进度。',
  objectionDecided: '您提出的异议已有处理结果，请登录网上平台或到窗口查看。',
  recordQueried: '有人查看了您的权益记录，是谁、为何，可登录网上平台在“谁查过我的记录”中查看。',
  entitlementDue: '您的待遇资格认证即将到期，请及时办理，可登录网上平台或到窗口。',
  benefitFirstPaid: '您的待遇已核定，请登录网上平台或到窗口查看。',
  benefitChanged: '您的待遇有变更，请登录网上平台或到窗口查看。',
  benefitStopped: '您的待遇已停发，原因请登录网上平台或到窗口查看。',
  detailsChanged: '您的登记信息有变更，请登录网上平台核对。如非本人办理，请尽快到经办机构反映。',
  paperChanged: '您先前出具的记录单或证明，所载的记录已有变化，请登录网上平台查看，需要时重新出具。',
  mandateMade: '已登记他人代您办理社会保险事务。如非本人授权，请登录网上平台撤销或尽快到经办机构反映。',
  mandateEnded: '他人代您办理社会保险事务的授权已终止，可登录网上平台查看。',
  passwordChanged: '您的登录密码或查询密码已重新设定。如非本人所为，请尽快到经办机构核对。',
  newDevice: '您的账户在一台新的设备上登录。如非本人所为，请登录网上平台更改密码，或到经办机构核对。',
  phoneChanged: '您登记的手机号码已变更，此号码不再接收通知。如非本人所为，请尽快到经办机构核对。',
}

export const SIGN = '【社会保险】'

/** 查询状态的回复。 */
export const REPLIES = {
  enrolled: '（尾号{tail}）您的社会保险关系为参保缴费状态。详情请登录网上平台，或到窗口、自助终端查询。',
  suspended: '（尾号{tail}）您的社会保险关系为暂停缴费状态。详情请登录网上平台，或到窗口、自助终端查询。',
  ended: '（尾号{tail}）您的社会保险关系已终止。详情请登录网上平台，或到窗口、自助终端查询。',
  none: '（尾号{tail}）没有查到您的参保记录。详情请登录网上平台，或到窗口查询。',
  stopped: '已停止向此号码发送短信。需要恢复的，请登录网上平台重新核实号码。',
  help: '查询参保状态请回复 CX，停止接收请回复 TD。',
} as const

const STATE_REPLIES = ['enrolled', 'suspended', 'ended'] as const

/** 状态的回复：of all insurances together, the liveliest state; the last four digits say whose. */
export function stateReply(states: readonly string[], number: string): string {
  const state = STATE_REPLIES.find((one) => states.includes(one)) ?? 'none'
  return SIGN + REPLIES[state].replace('{tail}', number.slice(-4))
}

/** 由回复读回状态; undefined where it is none of these. */
export function stateInReply(text: string): string | undefined {
  const [sign, body] = [text.slice(0, SIGN.length), text.slice(SIGN.length).replace(/^（尾号.{0,4}）/, '')]
  if (sign !== SIGN) return undefined
  const words = (one: keyof typeof REPLIES) => REPLIES[one].replace('（尾号{tail}）', '')
  return [...STATE_REPLIES, 'none' as const].find((one) => words(one) === body)
}

export const CODE = '验证码 {code}，用于核实接收通知的手机号码，请勿告诉他人，工作人员不会索取。'

/** 六位验证码分成两组：no run of more than four digits in any message. */
export function codeWords(code: string): string {
  return SIGN + CODE.replace('{code}', `${code.slice(0, 3)} ${code.slice(3)}`)
}

const KINDS = Object.values(INSURANCE_NAMES).flatMap(({ zh, en }) => [zh, en])
const FORBIDDEN: readonly (readonly [fault: string, pattern: RegExp])[] = [
  ['digits', /\d{5}/],
  ['amount', /\d\s*(元|角|分|yuan)|[¥￥]/],
  ['link', /https?:|www\.|[a-z0-9-]+\.(cn|com|net|org|gov)\b/i],
  ['insurance', /养老|医疗|失业|工伤|生育|大病|年金|pension|medical|unemployment|injury|maternity/i],
  ['employer', /公司|有限|集团|工厂|Ltd|Inc\b|Co\./],
]

/** 短信的内容规则：what a text has that no message may have. */
export function faultsOf(text: string): string[] {
  const named = KINDS.some((name) => text.includes(name)) ? ['insurance'] : []
  return [...new Set([...named, ...FORBIDDEN.flatMap(([fault, pattern]) => (pattern.test(text) ? [fault] : []))])]
}
