import { mask } from '../kernel/mask.js'
import { insuranceName } from '../kernel/terms.js'
import type { EmployerRegistration } from '../ledger/fact.js'
import { same } from './computed.js'
import type { ContentField, ContentLine } from './content.js'
import { told } from './content-facts.js'
import type {
  BaseLine,
  ClaimLine,
  ContributionBusinessLine,
  CorrectionEffects,
  DepositLine,
  EmployerCorrectionLine,
  ReliefLine,
} from './contribution-lines.js'
import { fieldOfBoth } from './fact-fields.js'
import { CORRECTION_REASONS, type CorrectionReason, type Sentence, SUBMISSION_KINDS } from './kinds.js'
import { EVENT_NAMES, RELIEF_KINDS } from './relief-words.js'

/** 缴费业务各类的行 → 审核所见；undefined for a line of another business. */
export function contributionContent(line: object): ContentLine | undefined {
  const of = line as ContributionBusinessLine
  if ('declaration' in of) return baseBlock(of)
  if ('claim' in of) return claimBlock(of)
  if ('relief' in of) return reliefBlock(of)
  if ('wrongEvent' in of) return eventBlock(of)
  if ('deposit' in of) return depositBlock(of)
  return undefined
}

interface StaffNotes {
  readonly doubts?: readonly Sentence[]
  readonly base?: { readonly declaredWage: number; readonly throughMonth: string }
}

/** 增员的一行另有的：what reviewers must look at, and the wage the new worker begins with. */
export function withStaffNotes(line: object, blocks: ContentLine[]): ContentLine[] {
  const { doubts = [], base } = line as StaffNotes
  const [first, ...rest] = blocks
  if (first === undefined || (doubts.length === 0 && base === undefined)) return blocks
  const wage =
    base === undefined
      ? []
      : [
          ...fieldOfBoth('declaredWage', true, undefined, base.declaredWage),
          ...fieldOfBoth('throughMonth', false, undefined, base.throughMonth),
        ]
  return [{ ...first, fields: [...first.fields, ...wage], notes: [...first.notes, ...doubts] }, ...rest]
}

function baseBlock({
  row,
  fullName,
  identityNumber,
  declaration,
  wageBefore,
  former,
  lateReason,
}: BaseLine): ContentLine {
  const { fromMonth, throughMonth, declaredWage, confirmedDay, document } = declaration
  const before = former?.declaredWage ?? wageBefore
  return {
    ...{ row, fullName, identityNumber: mask(identityNumber), computed: [] },
    says: saysOf('baseDeclaration'),
    fields: [
      ...plain({ fromMonth, throughMonth }),
      ...fieldOfBoth('declaredWage', true, before, declaredWage),
      ...labelled('confirmedDay', CONFIRMED, confirmedDay ?? undefined, NOT_CONFIRMED),
      ...plain({ document }),
    ],
    notes: [
      ...(former === undefined ? [] : [CHANGED]),
      ...(confirmedDay === undefined ? [VOUCHED] : []),
      ...(lateReason === undefined
        ? []
        : [{ zh: `逾期申报，理由：${lateReason}`, en: `Declared after the season; reason: ${lateReason}` }]),
    ],
  }
}

const CONFIRMED: Sentence = { zh: '职工确认之日', en: 'Confirmed by the person on' }
const NOT_CONFIRMED: Sentence = { zh: '职工未确认', en: 'not confirmed by the person' }
const VOUCHED: Sentence = {
  zh: '职工未在线确认，单位以所附公示或签名表担保',
  en: 'not confirmed online; the employer vouches with the paper attached',
}
const CHANGED: Sentence = {
  zh: '更改本年度已有的申报：原行红冲',
  en: 'changes a declaration of this year: the former row is reversed',
}

function claimBlock({ row, claim, paid, owner, refund, explanation }: ClaimLine): ContentLine {
  const { insurance, contributionMonth, employerAmount, personAmount, levyVoucher, arrivalDay } = claim
  const reason: Sentence = { zh: `依据：${explanation}`, en: `Ground: ${explanation}` }
  return {
    ...{ row, computed: [] },
    fullName: owner?.fullName ?? claim.fullName,
    identityNumber: mask(owner?.identityNumber ?? claim.identityNumber),
    says: refund === undefined ? saysOf('suspenseClaim') : { zh: '退还缴款人', en: 'refund to the payer' },
    fields: [
      ...labelled('nameGiven', { zh: '姓名', en: 'Name' }, claim.fullName, same(''), owner?.fullName),
      ...labelled(
        ...(['numberGiven', { zh: '证件号码', en: 'Identity number' }, mask(claim.identityNumber), same('')] as const),
        owner === undefined ? undefined : mask(owner.identityNumber),
      ),
      ...labelled(
        'payerEmployer',
        { zh: '单位', en: 'Employer' },
        claim.creditCode || '—',
        same(''),
        owner?.employerName,
      ),
      ...named(insurance),
      ...plain({ contributionMonth, levyVoucher, arrivalDay }),
      ...fieldOfBoth('employerAmount', true, employerAmount, paid?.employerAmount ?? 0),
      ...fieldOfBoth('personAmount', true, personAmount, paid?.personAmount ?? 0),
      ...(paid === undefined ? [] : fieldOfBoth('personToAccount', true, undefined, paid.personToAccount)),
    ],
    notes: [
      reason,
      ...(paid !== undefined && !paid.fitsRule
        ? [{ zh: '与应缴不符，记账后成为任务', en: 'differs from what was due; becomes a task' }]
        : []),
      ...(refund === undefined
        ? []
        : [{ zh: `退给 ${refund.payer}（${refund.document}）`, en: `back to ${refund.payer} (${refund.document})` }]),
    ],
  }
}

function reliefBlock({ row, creditCode, employerName, relief, arrears }: ReliefLine): ContentLine {
  const { insurance, reliefKind, contributionMonth, amount, document } = relief
  return {
    ...{ row, fullName: employerName, identityNumber: creditCode, computed: [], notes: [ONLY_EMPLOYER] },
    says: RELIEF_KINDS[reliefKind],
    fields: [
      ...named(insurance),
      ...plain({ contributionMonth }),
      ...fieldOfBoth('arrears', true, arrears, arrears - amount).map((field) => ({ ...field, label: ARREARS })),
      ...fieldOfBoth('amount', true, undefined, amount),
      ...plain({ document }),
    ],
  }
}

const ARREARS: Sentence = { zh: '单位欠缴', en: "Employer's arrears" }
const ONLY_EMPLOYER: Sentence = {
  zh: '只及于单位应缴的部分，个人应缴的一分不减',
  en: "only the employer's own part; nothing of anybody's personal part is let off",
}

function eventBlock({
  row,
  creditCode,
  employerName,
  wrongEvent,
  reason,
  explanation,
  effects = {},
}: EmployerCorrectionLine): ContentLine {
  const { zh, en } = EVENT_NAMES[wrongEvent.kind]
  const why = CORRECTION_REASONS[reason as CorrectionReason] ?? same(reason)
  const fact = told(wrongEvent)
  const amounts = ['arrears', 'amount'].filter((name) => name in fact)
  const others = ['insurance', 'contributionMonth', 'fromMonth', 'throughMonth', 'untilDay', 'paidDay', 'document']
  return {
    ...{ row, fullName: employerName, identityNumber: creditCode, computed: [] },
    says: { zh: `红冲${zh}`, en: `reversal of a ${en}` },
    fields: [
      ...others.flatMap((name) => fieldOfBoth(name, false, fact[name], undefined)),
      ...(wrongEvent.kind === 'employerRegistration' ? registrationFields(wrongEvent) : []),
      ...amounts.flatMap((name) => fieldOfBoth(name, true, fact[name], undefined)),
    ].map((field) => ({ ...field, changed: true })),
    notes: [{ zh: `${why.zh}：${explanation}`, en: `${why.en}: ${explanation}` }, ...effectNotes(effects)],
  }
}

function registrationFields({
  name,
  creditCode,
  employerType,
  injuryClass,
  status,
}: EmployerRegistration): ContentField[] {
  const [ended, stands] = [
    { zh: '注销', en: 'cancelled' },
    { zh: '在册', en: 'registered' },
  ]
  return [
    ...labelled('name', { zh: '单位名称', en: 'Employer' }, name, same('')),
    ...labelled('creditCode', { zh: '统一社会信用代码', en: 'Credit code' }, creditCode, same('')),
    ...labelled('employerType', { zh: '单位类型代码', en: 'Type code' }, employerType, same('')),
    ...labelled('injuryClass', { zh: '工伤风险类别', en: 'Injury risk class' }, String(injuryClass), same('')),
    ...labelled('status', { zh: '状态', en: 'State' }, status === 'ended' ? ended : stands, same('')),
  ]
}

function effectNotes({ dues, fromMonth, endedStaff }: CorrectionEffects): Sentence[] {
  return [
    ...(dues === undefined
      ? []
      : [
          {
            zh: `自 ${fromMonth} 起 ${dues} 个月的应缴须核对`,
            en: `${dues} months of dues from ${fromMonth} need a check`,
          },
        ]),
    ...(endedStaff === undefined
      ? []
      : [{ zh: `随注销停保的 ${endedStaff} 人须核对`, en: `${endedStaff} persons ended with it need a check` }]),
  ]
}

/** 红冲一笔入账：the row as it stands; nothing is posted in its place. */
function reversalBlock(row: number, { stood, explanation }: NonNullable<DepositLine['reversal']>): ContentLine {
  const { account, serial, levyVoucher, insurance, amount, arrivalDay } = stood
  const note = { zh: `红冲这一笔入账：${explanation}`, en: `Reverses this deposit: ${explanation}` }
  return {
    ...{ row, fullName: '', identityNumber: account, computed: [], notes: [note] },
    says: { zh: '红冲专户入账', en: 'reversal of a deposit' },
    fields: [
      ...named(insurance),
      ...labelled('serial', { zh: '银行流水号', en: 'Bank serial' }, serial, same('')),
      ...plain({ levyVoucher, arrivalDay }),
      ...fieldOfBoth('amount', true, amount, undefined).map((field) => ({ ...field, changed: true })),
    ],
  }
}

function depositBlock({ row, deposit, days, isLate, reversal }: DepositLine): ContentLine {
  if (reversal !== undefined) return reversalBlock(row, reversal)

  const { account, serial, levyVoucher, insurance, amount, arrivalDay, depositDay } = deposit
  const late: Sentence = {
    zh: `到账 ${days} 日后才存入专户，超过期限`,
    en: `deposited ${days} days after arrival, over the limit`,
  }
  return {
    ...{ row, fullName: '', identityNumber: account, computed: [], notes: isLate ? [late] : [] },
    says: saysOf('bankStatement'),
    fields: [
      ...named(insurance),
      ...labelled('serial', { zh: '银行流水号', en: 'Bank serial' }, serial, same('')),
      ...plain({ levyVoucher, arrivalDay }),
      ...labelled('depositDay', { zh: '存入专户之日', en: 'Deposited on' }, depositDay, same('')),
      ...fieldOfBoth('amount', true, undefined, amount),
    ],
  }
}

function saysOf(kind: 'baseDeclaration' | 'suspenseClaim' | 'bankStatement'): Sentence {
  const { zh, en } = SUBMISSION_KINDS[kind]
  return { zh, en }
}

function named(insurance: string): ContentField[] {
  const name = insuranceName(insurance)
  return labelled('insurance', { zh: '险种', en: 'Insurance' }, name, same(''))
}

function plain(values: Readonly<Record<string, unknown>>): ContentField[] {
  return Object.entries(values).flatMap(([name, value]) => fieldOfBoth(name, false, undefined, value))
}

/** A field of its own name: what it is, or what was there and what is to be. */
function labelled(
  name: string,
  label: Sentence,
  value: string | Sentence | undefined,
  absent: Sentence,
  becomes?: string,
): ContentField[] {
  const read = (one: string | Sentence): Sentence => (typeof one === 'string' ? same(one) : { zh: one.zh, en: one.en })
  const shown = value === undefined ? absent : read(value)
  if (becomes === undefined) return [{ name, label, after: shown, changed: false, isAmount: false }]
  return [{ name, label, before: shown, after: read(becomes), changed: becomes !== value, isAmount: false }]
}
