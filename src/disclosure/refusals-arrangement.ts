import { refusal } from '../kernel/refusal.js'

/** 长期安排、对方与接口的不予办理情形。 */
export const noRecipient = refusal(
  'recipient.unknown',
  'missing',
  () => '没有登记这个对方单位。请先登记。',
  () => 'This recipient is not on the register. Enter it first.',
)

export const recipientThere = refusal(
  'recipient.there',
  'conflict',
  () => '这个代号已登记给别的单位。请换一个代号，或者直接使用已登记的。',
  () => 'This code belongs to another recipient already. Take another code, or use the one entered.',
)

export const agreementMissing = refusal(
  'recipient.agreement',
  'invalid',
  () => '保密协议须有编号与起止日期，止日不早于起日。请补充。',
  () => 'A confidentiality agreement needs its number and its days, the last not before the first. Add them.',
)

export const resumeBySupervisor = refusal(
  'recipient.resume',
  'denied',
  () => '恢复已停用的对方，由行政监督办理。请报行政监督。',
  () => 'Only the supervisor resumes a recipient that was suspended. Ask the supervisor.',
)

export const notUsable = refusal<{ state: string; stateEn: string }>(
  'recipient.not-usable',
  'denied',
  ({ state }) => `对方单位${state}，不能查询。请先续签协议或者办理恢复。`,
  ({ stateEn }) => `The recipient cannot query: ${stateEn}. Renew the agreement or have it resumed first.`,
)

export const noArrangement = refusal(
  'arrangement.unknown',
  'missing',
  () => '没有这项长期安排。请核对编号。',
  () => 'There is no such arrangement. Check its number.',
)

export const wrongArrangement = refusal<{ why: string; whyEn: string }>(
  'arrangement.wrong',
  'invalid',
  ({ why }) => `安排有误：${why}。请改正后再登记。`,
  ({ whyEn }) => `Something is wrong with the arrangement: ${whyEn}. Correct it and enter it again.`,
)

export const arrangementMoved = refusal<{ state: string; stateEn: string }>(
  'arrangement.state',
  'conflict',
  ({ state }) => `这项安排现为“${state}”，不能办这一步。请刷新后再看。`,
  ({ stateEn }) => `This arrangement is now “${stateEn}”; this step cannot be taken. Reload it.`,
)

export const sameApplicant = refusal(
  'arrangement.same-person',
  'conflict',
  () => '登记申请的人不能自行批准。请换人办理。',
  () => 'Whoever entered the application cannot approve it; another person must.',
)

export const unproven = refusal(
  'partner.unproven',
  'denied',
  () => '安排编号与签名未能核实，未作处理。请核对编号、密钥与被签的文字（见接口说明）。',
  () =>
    'Arrangement and signature could not be proved. Check the number, the key and the signed text (see the documentation).',
)

export const outsideWindow = refusal<{ minutes: number }>(
  'partner.outside-window',
  'denied',
  ({ minutes }) => `请求所写时间与系统时间相差超过${minutes}分钟。请校时后重新签名。`,
  ({ minutes }) => `The time of the request is more than ${minutes} minutes off. Set your clock and sign it again.`,
)

export const replayed = refusal(
  'partner.replayed',
  'conflict',
  () => '这个一次性随机数已经用过，未作处理。请换一个随机数重新签名。',
  () => 'This nonce has been used. Take a new one and sign it again.',
)

export const quotaSpent = refusal<{ quota: number }>(
  'partner.quota',
  'conflict',
  ({ quota }) => `本期的${quota}次已经用完。请下一期再查，或者申请变更安排。`,
  ({ quota }) => `The ${quota} calls of this period are used up. Wait for the next, or apply for a change.`,
)

export const notInForce = refusal(
  'partner.not-in-force',
  'denied',
  () => '这项安排未经批准、已撤销或者不在起止日期之内。请向市级经办机构核实。',
  () => 'This arrangement is not approved, was revoked, or is outside its days. Ask the city agency.',
)

export const noEntry = refusal(
  'register.unknown',
  'missing',
  () => '登记簿里没有这一条，或者不归您所在的机构。请核对备案编号。',
  () => 'The register has no such entry, or it is not of your agency. Check the filing number.',
)
