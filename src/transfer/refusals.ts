import { refusal } from '../kernel/refusal.js'

/** 关系转移的不予办理情形。 */
interface Why {
  readonly why: string
  readonly whyEn: string
}

export const unreadablePackage = refusal<Why>(
  'transfer.unreadable',
  'invalid',
  ({ why }) => `转移文件读不懂：${why}。请与对方核对文件，重新索取。`,
  ({ whyEn }) => `This transfer file cannot be read: ${whyEn}. Ask the other agency for it again.`,
)

export const wrongPackage = refusal<Why>(
  'transfer.wrong',
  'invalid',
  ({ why }) => `转移文件不符：${why}。不予收下，请退回对方改正。`,
  ({ whyEn }) => `This transfer file does not hold: ${whyEn}. It is not taken; return it to the other agency.`,
)

export const unknownSender = refusal<{ partner: string }>(
  'transfer.unknown-sender',
  'denied',
  ({ partner }) => `发件机构“${partner}”没有登记为交换对方，或签名不是它的。请先登记对方及其公钥。`,
  ({ partner }) => `“${partner}” is not registered as a partner, or the signature is not its own; register it first.`,
)

export const unknownCase = refusal<object>(
  'transfer.missing',
  'missing',
  () => '找不到这件转移。请从列表中重新打开，或核对联系函编号。',
  () => 'This transfer was not found; open it again from the list, or check the number of the letter.',
)

export const openAlready = refusal<{ letterNumber: string }>(
  'transfer.open-already',
  'conflict',
  ({ letterNumber }) => `此人的这个险种已有一件转移在办（${letterNumber}）。请在那一件上继续。`,
  ({ letterNumber }) => `A transfer of this insurance is open already (${letterNumber}); go on with that one.`,
)

export const notNow = refusal<{ state: string; stateEn: string }>(
  'transfer.not-now',
  'conflict',
  ({ state }) => `本件现为“${state}”，还不能办这一步。请刷新后按次序办理。`,
  ({ stateEn }) => `This is at “${stateEn}”, so this step cannot be taken now; refresh and go in order.`,
)

export const notTransferable = refusal<Why>(
  'transfer.not-possible',
  'conflict',
  ({ why }) => `不能转移：${why}。`,
  ({ whyEn }) => `This cannot be transferred: ${whyEn}.`,
)

export const moneyDiffers = refusal<{ told: string; arrived: string }>(
  'transfer.money-differs',
  'conflict',
  ({ told, arrived }) => `到账 ${arrived} 元，信息表为 ${told} 元，两者不等。请与对方核对，相等之后再办。`,
  ({ told, arrived }) => `${arrived} CNY arrived but the form says ${told} CNY. Clear it with the other agency first.`,
)

export const overlapsOpen = refusal<{ months: string }>(
  'transfer.overlap-undecided',
  'conflict',
  ({ months }) => `两地都有缴费的月份还没有决定：${months}。一个月只计一次，请逐月决定保留哪一边。`,
  ({ months }) => `Months paid in both places are undecided: ${months}. A month counts once; decide each of them.`,
)

export const nothingToSupplement = refusal<object>(
  'transfer.nothing-new',
  'conflict',
  () => '依现在的记录编制的信息表与已发的相同，没有可补充的。请先办结更正，再编制补充信息表。',
  () => 'The form derived from the record is the one that was sent; finish the correction first, then supplement.',
)
