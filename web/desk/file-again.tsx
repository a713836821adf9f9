import { Link } from 'react-router'
import type { SubmissionDetail, SubmissionKind } from '../../src/collection/contract.js'
import { useLanguage } from '../shell/language.js'

/** 何处重办：the entry page opens on the form of the kind; files are handed in again where they came in. */
const WHERE: Readonly<Partial<Record<SubmissionKind, string>>> = {
  ...{ singleContribution: 'contribution', backPay: 'contribution', enrolmentChange: 'enrolment' },
  ...{ personRegistration: 'person', employerRegistration: 'employer', deferral: 'deferral' },
  ...{ residentPayment: 'residentPayment', subsidy: 'subsidy', deemedPeriod: 'deemedPeriod' },
  ...{ openingBalance: 'openingBalance', transfer: 'transfer', lifeEvent: 'lifeEvent' },
  ...{ benefitDetermination: 'benefitDetermination', benefitPayment: 'benefitPayment' },
  ...{ personChange: 'personChange', employerChange: 'employerChange', succession: 'succession' },
  ...{ employerCancellation: 'employerCancellation', personCategory: 'personCategory', guardianship: 'guardianship' },
  ...{ benefitChange: 'benefitChange', entitlementCheck: 'entitlementCheck', specialWork: 'specialWork' },
  ...{ ruling: 'ruling', mandate: 'mandate', protection: 'protection' },
}

/** 各有其页的。 */
const ON_PAGE: Readonly<Partial<Record<SubmissionKind, string>>> = {
  ...{ suspenseClaim: '/suspense', relief: '/reliefs', personSplit: '/splits', personMerge: '/merges' },
  ...{ batchChange: '/batch-changes' },
}

/** 单位窗口所办的。 */
const AT_COUNTER: Readonly<Partial<Record<SubmissionKind, string>>> = {
  ...{ staffChange: 'changes', provenJoin: 'changes', baseDeclaration: 'wages' },
}

/** 退回后重办。There only for whoever entered it, and only while it is returned. */
export function FileAgain({ detail }: { readonly detail: SubmissionDetail }) {
  const { say } = useLanguage()
  if (!detail.abilities.includes('resubmit')) return null
  const to = whereOf(detail)
  if (to === undefined) return null
  return (
    <section className="card no-print">
      <Link to={to}>{say({ zh: '改正后重新提交', en: 'Correct it and file again' })}</Link>
    </section>
  )
}

function whereOf({ id, kind, fileName, employer }: SubmissionDetail): string | undefined {
  if (kind === 'levyResult') return '/levy'
  if (kind === 'benefitPayment' && fileName !== undefined) return '/entry?kind=paymentFile'
  const page = ON_PAGE[kind]
  if (page !== undefined) return `${page}?resubmits=${id}`
  if (kind === 'monthlyFiling') return `/counter?what=month&creditCode=${employer?.creditCode ?? ''}`
  const [counter, form] = [AT_COUNTER[kind], WHERE[kind]]
  if (counter !== undefined) return `/counter?what=${counter}&creditCode=${employer?.creditCode ?? ''}&resubmits=${id}`
  return form === undefined ? undefined : `/entry?kind=${form}&resubmits=${id}`
}
