import type { Language } from '../kernel/refusal.js'
import type { Doubt } from '../records/doubts.js'
import { deemedFigure, subsidyFigures, transferFigures } from '../records/kept-figures.js'
import { hasYears } from '../records/narrowed.js'
import { placeIn } from '../records/path.js'
import type { RightsRecord } from '../records/rights-record.js'
import { accountView } from './account-view-service.js'
import { benefitView } from './benefit-view-service.js'
import type { RecordSections } from './contract.js'
import { figureView } from './figure-view-service.js'
import { rulingView } from './ruling-view-service.js'
import type { DeemedView, DoubtView, SubsidyView, TransferView, YearsView } from './section-contract.js'

type Sections = Pick<
  RecordSections,
  'benefits' | 'years' | 'accounts' | 'deemed' | 'subsidies' | 'transfers' | 'rulings' | 'doubts'
>

/** 权益记录的其余各节，each where its disclosure section is allowed; one with nothing in it is left out. */
export function otherSections(record: RightsRecord, allowed: ReadonlySet<string>, language: Language): Sections {
  const may = (section: string) => allowed.has(section)
  const benefits = may('benefit') ? record.benefits.map((one) => benefitView(one, language)).reverse() : []
  const rulings = may('benefit') ? record.rulings.map((one) => rulingView(one, language)).reverse() : []
  const accounts = may('account') ? accountsOf(record, language) : []
  const deemed = may('account') ? deemedOf(record, language) : []
  const transfers = may('account') ? transfersOf(record, language) : []
  const subsidies = may('contribution') ? subsidiesOf(record, language) : []
  const doubts = record.doubts.filter((one) => may(sectionOf(one))).map(doubtView)
  return {
    ...(may('account') && hasYears(record) ? { years: yearsOf(record, language) } : {}),
    ...(benefits.length > 0 && { benefits }),
    ...(rulings.length > 0 && { rulings }),
    ...(accounts.length > 0 && { accounts }),
    ...(deemed.length > 0 && { deemed }),
    ...(transfers.length > 0 && { transfers }),
    ...(subsidies.length > 0 && { subsidies }),
    ...(doubts.length > 0 && { doubts }),
  }
}

/** 矛盾属于哪一类信息：it is told to whoever sees the figures it concerns. */
function sectionOf({ key }: Doubt): string {
  switch (key) {
    case 'deathBeforeBirth':
    case 'twoDeaths':
      return 'registration'
    case 'outsideEnrolment':
    case 'afterDeath':
      return 'contribution'
    case 'afterRetirement':
    case 'twoRetirements':
    case 'differsFromRule':
      return 'benefit'
    default:
      return 'account'
  }
}

function yearsOf({ years }: RightsRecord, language: Language): YearsView {
  const figure = (name: Exclude<keyof typeof years, 'stretches'>) => figureView(years[name], `years/${name}`, language)
  const occurring = (['broughtIn', 'deemed', 'converted', 'lumpSum', 'resident'] as const).filter(
    (name) => years[name].value > 0,
  )
  return {
    total: figure('total'),
    actual: figure('actual'),
    ...Object.fromEntries(occurring.map((name) => [name, figure(name)])),
  }
}

function accountsOf({ accounts, insurances }: RightsRecord, language: Language) {
  return accounts.map((account) => {
    const keeping = insurances.find(({ insurance }) => insurance === account.insurance)?.keeping
    return accountView(account, keeping ?? { side: 'unknown', connected: true }, language)
  })
}

function deemedOf({ deemed }: RightsRecord, language: Language): DeemedView[] {
  return deemed.map((one, i) => ({
    insurance: one.insurance,
    kind: one.deemedKind,
    from: one.fromMonth,
    through: one.throughMonth,
    months: figureView(deemedFigure(one), `deemed/${placeIn(one, i)}/months`, language),
    document: one.document,
  }))
}

function subsidiesOf({ subsidies }: RightsRecord, language: Language): SubsidyView[] {
  return subsidies.map((one, i) => {
    const { amount, toAccount } = subsidyFigures(one)
    return {
      insurance: one.insurance,
      kind: one.subsidyKind,
      payer: one.payer,
      month: one.contributionMonth,
      amount: figureView(amount, `subsidy/${placeIn(one, i)}/amount`, language),
      toAccount: figureView(toAccount, `subsidy/${placeIn(one, i)}/toAccount`, language),
    }
  })
}

function transfersOf({ transfers }: RightsRecord, language: Language): TransferView[] {
  return transfers.map((one, i) => {
    const { months, toAccount, pooled } = transferFigures(one)
    const figure = (name: string, of: typeof months) => figureView(of, `transfer/${placeIn(one, i)}/${name}`, language)
    return {
      insurance: one.insurance,
      direction: one.direction,
      month: one.month,
      otherArea: one.otherArea,
      otherAgency: one.otherAgency,
      from: one.fromMonth,
      through: one.throughMonth,
      months: figure('months', months),
      toAccount: figure('toAccount', toAccount),
      pooled: figure('pooled', pooled),
    }
  })
}

function doubtView({ key, zh, en, insurance, months, paths, facts }: Doubt): DoubtView {
  return {
    ...{ key, zh, en, months: [...months], paths: [...paths] },
    ...(insurance === undefined ? {} : { insurance }),
    facts: facts.map(({ posting, ordinal }) => ({ posting, ordinal })),
  }
}
