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
}

/** 退回后重办。There only for whoever entered it, and only while it is returned. */
export function FileAgain({ detail }: { readonly detail: SubmissionDetail }) {
  const { say } = useLanguage()
  const { id, kind, abilities, fileName } = detail
  if (!abilities.includes('resubmit')) return null
  const form = WHERE[kind]
  const to =
    kind === 'levyResult'
      ? '/levy'
      : form === undefined
        ? undefined
        : fileName !== undefined && kind === 'benefitPayment'
          ? '/entry?kind=paymentFile'
          : `/entry?kind=${form}&resubmits=${id}`
  if (to === undefined) return null
  return (
    <section className="card no-print">
      <Link to={to}>{say({ zh: '改正后重新提交', en: 'Correct it and file again' })}</Link>
    </section>
  )
}
