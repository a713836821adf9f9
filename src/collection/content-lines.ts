import { mask } from '../kernel/mask.js'
import type { Ppm } from '../kernel/money.js'
import { insuranceName } from '../kernel/terms.js'
import { same } from './computed.js'
import { contactBlock } from './contact-content.js'
import type { ContentField, ContentLine } from './content.js'
import { catalogueBlock } from './content-catalogue.js'
import { factBlocks, told } from './content-facts.js'
import { mergeBlock, splitBlock } from './content-maintenance.js'
import { parameterBlock, parameterFileBlock } from './content-parameters.js'
import { alsoFields, guardianField, personChangeBlock, successionBlock } from './content-registration.js'
import { routeBlock } from './content-routing.js'
import type { Standing } from './content-standing.js'
import { contributionContent, withStaffNotes } from './contribution-content.js'
import { factFields, fieldOfBoth } from './fact-fields.js'
import { FACT_CODES } from './fact-words.js'
import {
  CORRECTABLE,
  CORRECTION_REASONS,
  type CorrectionReason,
  DIFFERENCES,
  type Sentence,
  SUBMISSION_KINDS,
} from './kinds.js'
import { legacyBlock } from './legacy-content.js'
import { LEVY_REASONS, type LevyReason } from './levy-match.js'
import type {
  ContributionLine,
  CorrectionLine,
  DeferralLine,
  EmployerLine,
  LevyLine,
  Line,
  RegistrationLine,
} from './lines.js'
import { otherPersonIn, personsIn } from './other-person.js'

/** 一行怎样给审核人看。`standing` is what the ledger says now; `marked` is the change of wage worth a second look. */
export interface ContentTerms {
  readonly standing: Standing
  readonly marked: Ppm
  readonly settlementMonth?: string | undefined
}

/** 各类凭证的行 → 审核所见。Told by what a line carries, so that a kind of its own only adds a line type and a branch. */
export function contentOf(line: Line, terms: ContentTerms): ContentLine[] {
  if ('items' in line) return [contributionBlock(line, terms)]
  if ('legacy' in line) return [legacyBlock(line)]
  if ('merge' in line) return [mergeBlock(line)]
  if ('split' in line) return [splitBlock(line)]
  if ('outcome' in line) return [levyBlock(line, terms)]
  if ('former' in line && 'registration' in line) return [personChangeBlock(line)]
  if ('succession' in line) return [successionBlock(line)]
  if ('contact' in line) return [contactBlock(line)]
  if ('enrolments' in line) return withStaffNotes(line, registrationBlocks(line, terms))
  if ('reverses' in line) return [correctionBlock(line)]
  if ('entry' in line) return [catalogueBlock(line)]
  if ('deferral' in line) return [deferralBlock(line)]
  if ('facts' in line)
    return factBlocks(line, terms.standing.factsOf(line.personId), terms.standing.unfitOther(line.row))
  if ('parameter' in line) return [parameterBlock(line)]
  if ('text' in line) return [parameterFileBlock(line)]
  if ('routeOf' in line) return [routeBlock(line)]
  const business = contributionContent(line)
  return business === undefined ? [employerBlock(line as EmployerLine, terms)] : [business]
}

const FILED: Sentence = { zh: '缴费申报', en: 'contribution filed' }
const NO_MORE = { notes: [] as Sentence[], computed: [] }

function whose({ row, fullName, identityNumber }: { row: number; fullName: string; identityNumber: string }) {
  return { row, fullName, identityNumber: mask(identityNumber) }
}

function contributionBlock(line: ContributionLine, { standing, marked, settlementMonth }: ContentTerms): ContentLine {
  const before = line.asked === undefined ? standing.duesBefore(line.personId) : []
  const wage = before[0]?.declaredWage
  const isEarlier = settlementMonth !== undefined && line.contributionMonth < settlementMonth
  const fields = [
    ...fieldOfBoth(
      'contributionMonth',
      false,
      undefined,
      line.contributionMonth,
      isEarlier ? DIFFERENCES.earlierMonth : undefined,
    ),
    ...fieldOfBoth('contributionKind', false, undefined, line.contributionKind),
    ...fieldOfBoth('declaredWage', true, wage, line.declaredWage, riskOfWage(wage, line.declaredWage, marked)),
    ...line.items.flatMap((item) => {
      const was = before.find(({ insurance }) => insurance === item.insurance)
      return [
        ...named(item.insurance, 'base', was?.base, item.base),
        ...named(item.insurance, 'employerAmount', was?.employerAmount, item.employer),
        ...named(item.insurance, 'personAmount', was?.personAmount, item.person),
      ]
    }),
  ]
  const says = line.asked === undefined ? FILED : (FACT_CODES['contributionKind']?.[line.contributionKind] ?? FILED)
  return { ...whose(line), ...NO_MORE, says: { zh: says.zh, en: says.en }, fields }
}

/** An amount of one insurance: its name stands before the field's. */
function named(insurance: string, name: string, before: unknown, after: unknown, risk?: Sentence): ContentField[] {
  const of = insuranceName(insurance)
  return fieldOfBoth(name, true, before, after, risk).map((field) => ({
    ...field,
    name: `${insurance}.${name}`,
    label: { zh: `${of.zh}·${field.label.zh}`, en: `${of.en}: ${field.label.en}` },
  }))
}

function riskOfWage(before: number | undefined, now: number, marked: Ppm): Sentence | undefined {
  if (before === undefined || before === 0) return undefined
  const change = BigInt(now - before) * 1_000_000n
  const limit = BigInt(before) * BigInt(marked)
  if (change < -limit) return DIFFERENCES.wageFell
  return change > limit ? DIFFERENCES.wageRose : undefined
}

function levyBlock(line: LevyLine, { standing }: ContentTerms): ContentLine {
  const { insurance, contributionMonth, contributionKind, outcome, reason, levyVoucher, arrivalDay } = line
  const due = line.personId === undefined ? undefined : standing.dueOf(line.personId, line)
  const says = reason === undefined ? undefined : LEVY_REASONS[reason as LevyReason]
  const fields = [
    ...fieldOfBoth('contributionMonth', false, undefined, contributionMonth),
    ...fieldOfBoth('contributionKind', false, undefined, contributionKind),
    ...fieldOfBoth('levyVoucher', false, undefined, levyVoucher),
    ...fieldOfBoth('arrivalDay', false, undefined, arrivalDay),
    ...named(insurance, 'base', due?.base, line.base, says),
    ...named(insurance, 'employerAmount', due?.employerAmount, line.employerAmount, says),
    ...named(insurance, 'personAmount', due?.personAmount, line.personAmount, says),
    ...named(insurance, 'personToAccount', due?.personToAccount, line.personToAccount),
  ]
  const notes = outcome === 'fitting' || says === undefined ? [] : [{ zh: says.zh, en: says.en }]
  return { ...whose(line), says: { zh: '到账', en: 'money arrived' }, fields, notes, computed: [] }
}

const ENROLLED = { zh: '在保', en: 'insured' }
const NOT_ENROLLED = { zh: '未参保', en: 'not insured' }
const CHANGED_TO: Readonly<Record<string, Sentence>> = {
  enrol: { zh: '参保', en: 'enrol' },
  suspend: { zh: '暂停', en: 'suspend' },
  resume: { zh: '恢复', en: 'resume' },
  end: { zh: '终止', en: 'end' },
}
/** What a registration tells beside name and number. */
const TOLD = [
  'sex',
  'birthDate',
  'nationality',
  'workStartDate',
  'mobilePhone',
  'mailingAddress',
  'bankAccount',
] as const
const TOLD_LABELS: Readonly<Record<(typeof TOLD)[number], Sentence>> = {
  sex: { zh: '性别', en: 'Sex' },
  birthDate: { zh: '出生日期', en: 'Date of birth' },
  nationality: { zh: '国籍', en: 'Nationality' },
  workStartDate: { zh: '参加工作日期', en: 'Started work on' },
  mobilePhone: { zh: '手机', en: 'Mobile' },
  mailingAddress: { zh: '通讯地址', en: 'Mailing address' },
  bankAccount: { zh: '银行账号', en: 'Bank account' },
}

function registrationBlocks(line: RegistrationLine, { standing }: ContentTerms): ContentLine[] {
  const { registration, enrolments, personId } = line
  const registered = TOLD.flatMap((name) =>
    fieldOfBoth(name, false, undefined, registration?.[name]).map((field) => ({ ...field, label: TOLD_LABELS[name] })),
  )
  const changes = enrolments.flatMap(({ insurance, change, fromMonth, employerId, reason, personKind }) => {
    const isActive = standing.isActive(personId, insurance, employerId, fromMonth)
    const of = insuranceName(insurance)
    const to = CHANGED_TO[change]!
    return [
      {
        name: `enrolment.${insurance}`,
        label: { zh: of.zh, en: of.en },
        before: isActive ? ENROLLED : NOT_ENROLLED,
        after: { zh: `${fromMonth} ${to.zh}（${reason}）`, en: `${to.en} from ${fromMonth} (${reason})` },
        changed: true,
        isAmount: false,
      },
      ...fieldOfBoth('personKind', false, undefined, personKind).map((field) => ({
        ...field,
        name: `personKind.${insurance}`,
      })),
    ]
  })
  const kinds = [...guardianField(line, standing.unfitOther(line.row)), ...alsoFields(line.also)]
  const says = registration === undefined ? { zh: '参保变动', en: 'enrolment' } : { zh: '个人登记', en: 'registration' }
  return [{ ...whose(line), ...NO_MORE, says, fields: [...registered, ...kinds, ...changes] }]
}

const EMPLOYER_LABELS: Readonly<Record<string, Sentence>> = {
  creditCode: { zh: '统一社会信用代码', en: 'Credit code' },
  name: { zh: '单位名称', en: 'Name' },
  employerType: { zh: '单位类型', en: 'Type' },
  industryCode: { zh: '行业代码', en: 'Industry code' },
  injuryClass: { zh: '工伤风险类别', en: 'Injury risk class' },
  injuryFloat: { zh: '浮动系数（百万分之一）', en: 'Float factor (ppm)' },
  status: { zh: '状态', en: 'Status' },
  fromMonth: { zh: '起始年月', en: 'From month' },
}

function employerBlock({ row, registration }: EmployerLine, { standing }: ContentTerms): ContentLine {
  const last = standing.employer(registration.employerId)
  const fields = Object.entries(EMPLOYER_LABELS).flatMap(([name, label]) =>
    fieldOfBoth(name, false, last && told(last)[name], told(registration)[name]).map((field) => ({ ...field, label })),
  )
  const says = last === undefined ? { zh: '单位登记', en: 'new employer' } : { zh: '单位变更', en: 'employer changed' }
  return { row, fullName: registration.name, identityNumber: registration.creditCode, ...NO_MORE, says, fields }
}

function deferralBlock({ row, creditCode, employerName, deferral }: DeferralLine): ContentLine {
  const { insurance, fromMonth, throughMonth, untilDay, document } = deferral
  const told = { insurance, fromMonth, throughMonth, untilDay, document }
  const fields = Object.entries(told).flatMap(([name, value]) => fieldOfBoth(name, false, undefined, value))
  const { zh, en } = SUBMISSION_KINDS.deferral
  return { row, fullName: employerName, identityNumber: creditCode, ...NO_MORE, says: { zh, en }, fields }
}

const WHOLE: Sentence = { zh: '整行红冲，不另记新行', en: 'reversed whole; nothing is posted in its place' }

function correctionBlock({ row, original, replacement, reason, explanation }: CorrectionLine): ContentLine {
  const { zh, en } = CORRECTABLE[original.kind]
  const why = CORRECTION_REASONS[reason as CorrectionReason] ?? same(reason)
  const fields = factFields(original.kind, told(original), replacement && told(replacement))
  return {
    ...{ row, fullName: '', identityNumber: '' },
    says: { zh: `更正${zh}`, en: `correction of a ${en}` },
    fields: replacement === undefined ? fields.map((field) => ({ ...field, changed: true })) : fields,
    notes: [
      { zh: `${why.zh}：${explanation}`, en: `${why.en}: ${explanation}` },
      ...(replacement === undefined ? [WHOLE] : []),
    ],
    computed: [],
  }
}

/** 行里提到的人，the guardian, the agent and the relative among them. */
export function personsOf(lines: readonly Line[]): string[] {
  const ids = lines.flatMap((line) => {
    if ('original' in line) return personsIn(line.original)
    if ('merge' in line) return [line.personId, line.merge.personId]
    // Whoever is registered by the voucher is nobody yet.
    if ('split' in line) return [line.personId, ...(line.split.register === undefined ? [line.split.personId] : [])]
    const facts = [...(('also' in line && line.also) || []), ...('facts' in line ? line.facts : [])]
    return 'personId' in line && line.personId !== undefined
      ? [line.personId, ...facts.flatMap((fact) => otherPersonIn(fact) ?? [])]
      : []
  })
  return [...new Set(ids)]
}
