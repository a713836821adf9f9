import { lazy, Suspense } from 'react'
import type { RecordAnswer } from '../../src/query/contract.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { Loading } from '../shell/states.js'
import { AccountYears } from './account-years.js'
import { Contributions } from './contributions.js'
import { About, Enrolments } from './registration.js'
import { Summary } from './summary.js'
import { RECORD } from './words.js'

const YearsChart = lazy(async () => ({ default: (await import('./years-chart.js')).YearsChart }))

/** 权益记录的各节。A section the answer leaves out is not shown. */
export function RecordView({ answer }: { readonly answer: RecordAnswer }) {
  const { say } = useLanguage()
  const { registration, contributions, account } = answer.sections
  const { charts } = answer
  return (
    <div className="record">
      {account && <Summary account={account} />}
      {registration && <Enrolments enrolments={registration.enrolments} />}
      {charts && charts.contributions.length > 0 && (
        <Suspense fallback={<Loading rows={6} />}>
          <YearsChart charts={charts} />
        </Suspense>
      )}
      {contributions && (
        <Section title={say(RECORD.contributions)}>
          <Contributions contributions={contributions} />
        </Section>
      )}
      {account && (
        <Section title={say(RECORD.account)}>
          <AccountYears years={account.years} />
        </Section>
      )}
      {registration && <About registration={registration} />}
    </div>
  )
}
