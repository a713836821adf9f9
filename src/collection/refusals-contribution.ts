import { fen, yuanText } from '../kernel/money.js'
import { refusal } from '../kernel/refusal.js'

/** 缴费业务的不予办理情形。 */
export const seasonNotOpen = refusal<{ payYear: number; opens: string; current: number }>(
  'base.season-not-open',
  'invalid',
  ({ payYear, opens, current }) =>
    `${payYear} 年度的申报季还没有开放或已不在办理之列，现办理 ${current} 年度（下一季 ${opens} 开放）。请刷新后办理。`,
  ({ payYear, opens, current }) =>
    `The season of ${payYear} is not open; it is ${current} now (the next opens on ${opens}). Refresh and go on.`,
)

export const lateWithoutReason = refusal<{ closes: string }>(
  'base.late-without-reason',
  'invalid',
  ({ closes }) => `申报季已于 ${closes} 截止，逾期申报请写明理由（至少两个字）。`,
  ({ closes }) => `The season closed on ${closes}; a late declaration needs a reason.`,
)

export const wageChangedMeanwhile = refusal<object>(
  'base.wage-changed',
  'conflict',
  () => '您看到之后，单位改了所报的工资，或这一行已不在。请刷新后再答复。',
  () => 'The employer changed the wage after you saw it, or the row is gone. Refresh, then answer.',
)

export const disputeWithoutReason = refusal<object>(
  'base.dispute-without-reason',
  'invalid',
  () => '有异议的，请写明您认为的工资或理由（至少两个字）。',
  () => 'To dispute it, say what you think the wage was, or why.',
)

export const notYourStaff = refusal<{ rows: number }>(
  'base.not-your-staff',
  'invalid',
  ({ rows }) => `有 ${rows} 行不是本单位本月在保的职工，整次未保存。请刷新名册后重填。`,
  ({ rows }) => `${rows} rows are not staff insured with you this month; nothing was saved. Refresh the list.`,
)

export const vouchDisputed = refusal<{ names: string }>(
  'base.disputed',
  'conflict',
  ({ names }) => `${names}对所报工资有异议，单位不能以签名表代为确认。请改正工资，或请职工与经办机构核对。`,
  ({ names }) => `${names} dispute the wage; the employer cannot vouch for it. Correct it, or let the agency look.`,
)

export const nothingToDeclare = refusal<object>(
  'base.nothing-to-declare',
  'invalid',
  () => '没有可以提交的行：须填写工资，且经职工确认或单位以签名表担保；已提交或已记账而未改的不重复提交。',
  () =>
    'Nothing can be submitted: a wage must be filled in and confirmed or vouched for; what was sent is not sent again.',
)

export const nobodyEnrolled = refusal<{ month: string }>(
  'dues.nobody-enrolled',
  'missing',
  ({ month }) => `${month} 没有在本单位参保的职工，无从生成应缴。请核对月份，或先办理增员。`,
  ({ month }) => `Nobody is insured with you in ${month}; check the month, or report the joins first.`,
)

export const allFiled = refusal<{ month: string; persons: number }>(
  'dues.all-filed',
  'conflict',
  ({ month, persons }) => `${month} 的 ${persons} 人都已申报并记账，无须再生成。需要更改的，请办理补差或更正。`,
  ({ month, persons }) =>
    `All ${persons} persons of ${month} have been filed and posted; use a difference or correction.`,
)

export const allLeftOut = refusal<{ month: string; persons: number }>(
  'dues.all-left-out',
  'invalid',
  ({ month, persons }) => `${month} 尚未申报的 ${persons} 人都不列入，没有可以申报的行。请至少保留一人，或不作申报。`,
  ({ month, persons }) =>
    `All ${persons} persons of ${month} not yet filed are left out, so nothing can be filed. Keep at least one.`,
)

export const suspenseGone = refusal<object>(
  'suspense.gone',
  'missing',
  () => '找不到这笔待认领的款项，或它已被认领、退还。请刷新列表。',
  () => 'This money was not found in suspense, or was claimed or refunded already. Refresh the list.',
)

export const whichInsurance = refusal<{ given: string }>(
  'suspense.which-insurance',
  'invalid',
  ({ given }) => `来文的险种“${given.slice(0, 20)}”不是险种代码，认领时请写明是哪一险种。`,
  ({ given }) => `The file's insurance “${given.slice(0, 20)}” is no code; say which insurance the money is of.`,
)

export const claimUnclear = refusal<object>(
  'suspense.claim-unclear',
  'invalid',
  () => '请写明归于何人（证件号码与姓名），或写明退还缴款人（缴款人与文书编号），二者择一。',
  () =>
    'Say whom it belongs to (number and name), or that it goes back to the payer (payer and document): one of the two.',
)

export const claimUnnamed = refusal<object>(
  'suspense.no-such-person',
  'invalid',
  () => '该证件号码与姓名不是任何登记的参保人。请核对，或先办理个人登记。',
  () => 'That number and name belong to no registered person. Check them, or register the person first.',
)

export const reliefTooMuch = refusal<{ insurance: string; month: string; asked: string; room: string }>(
  'relief.more-than-arrears',
  'invalid',
  ({ insurance, month, asked, room }) =>
    `${insurance} ${month} 单位部分尚欠 ${room} 元，减免 ${asked} 元多于所欠。个人应缴不得减免。请核对批复。`,
  ({ insurance, month, asked, room }) =>
    `The employer's own part of ${insurance} in ${month} lacks ${room} yuan; ${asked} is more. A personal part is never let off.`,
)

export const eventGone = refusal<object>(
  'employer-event.gone',
  'missing',
  () => '找不到该单位的这一行，或它已被红冲。请从单位事项的列表中重新选择。',
  () => "This row of the employer was not found, or is reversed already. Choose it again from the employer's list.",
)

export const balanceNotOver = refusal<{ month: string }>(
  'balance.month-not-over',
  'invalid',
  ({ month }) => `${month} 还没有结束，不能签认月末平衡。请在次月办理。`,
  ({ month }) => `${month} is not over; its balance is signed in the month after.`,
)

export const balanceChanged = refusal<object>(
  'balance.changed',
  'conflict',
  () => '您看到之后，数字又有变动。请刷新核对后再签认。',
  () => 'The figures have changed since you saw them. Refresh, check, then sign.',
)

export const balanceOutOfTurn = refusal<{ zh: string; en: string }>(
  'balance.out-of-turn',
  'conflict',
  ({ zh }) => `月末平衡依次由出纳、会计、会计主管各一人签认，现轮到${zh}。`,
  ({ en }) => `Cashier, accountant and chief accountant sign in this order, each another person; now it is the ${en}.`,
)

export const balanceUnexplained = refusal<{ rows: number }>(
  'balance.unexplained',
  'invalid',
  ({ rows }) => `有 ${rows} 处不平，签认时请逐项写明原因与处理（至少十个字）。`,
  ({ rows }) => `${rows} entries do not balance; say why and what is done about it (ten characters at least).`,
)

export const depositMissing = refusal<{ account: string; serial: string }>(
  'bank.deposit-missing',
  'missing',
  ({ account, serial }) => `专户 ${account} 没有本机构所入的流水号 ${serial}，或这一笔已经红冲。请核对账号与流水号。`,
  ({ account, serial }) =>
    `Account ${account} holds no standing deposit of this agency with serial ${serial}. Check account and serial.`,
)

export const depositUsed = refusal<{ posted: number; left: number }>(
  'bank.deposit-used',
  'conflict',
  ({ posted, left }) =>
    `这笔入账的税票已有 ${yuanText(fen(posted))} 元记入各月，红冲之后专户只剩 ${yuanText(fen(left))} 元。请先补录正确的入账流水；钱确实没有到的，请先更正记入各月的实缴，再红冲这一笔。`,
  ({ posted, left }) =>
    `Under the tax voucher of this deposit ${yuanText(fen(posted))} yuan are credited to months; without it the account holds ${yuanText(fen(left))}. First enter the right deposit; where the money did not arrive, first correct what was credited.`,
)
