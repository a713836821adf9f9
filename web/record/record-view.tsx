import { lazy, Suspense } from 'react'
import type { RecordAnswer } from '../../src/query/contract.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { Loading } from '../shell/states.js'
import { Accounts } from './accounts.js'
import { Benefits } from './benefits.js'
import { Contributions } from './contributions.js'
import { Doubts, doubtsAt } from './doubts.js'
import { Deemed, Subsidies, Transfers } from './kept.js'
import { About, Enrolments } from './registration.js'
import { RULINGS } from './ruling-words.js'
import { Rulings } from './rulings.js'
import { SECTIONS } from './section-words.js'
import './sections.css'
import { Summary } from './summary.js'
import { RECORD } from './words.js'

const YearsChart = lazy(async () => ({ default: (await import('./years-chart.js')).YearsChart }))

/** 权益记录的各节。A section the answer leaves out is not shown; what is doubtful is named beside what it concerns. */
export function RecordView({ answer }: { readonly answer: RecordAnswer }) {
  const { say } = useLanguage()
  const { registration, contributions, account, benefits, rulings, years, accounts = [], doubts } = answer.sections
  const { charts } = answer
  return (
    <div className="record">
      {account && <Summary account={account} years={years} accounts={accounts} />}
      <Doubts doubts={[...doubtsAt(doubts, 'person'), ...doubtsAt(doubts, 'years/')]} />
      {benefits && (
        <Section title={say(SECTIONS.benefits)}>
          <Doubts doubts={doubtsAt(doubts, 'benefit')} />
          <Benefits benefits={benefits} />
        </Section>
      )}
      {rulings && (
        <Section title={say(RULINGS.title)}>
          <Rulings rulings={rulings} />
        </Section>
      )}
      {registration && <Enrolments enrolments={registration.enrolments} />}
      {charts && charts.contributions.length > 0 && (
        <Suspense fallback={<Loading rows={6} />}>
          <YearsChart charts={charts} />
        </Suspense>
      )}
      {contributions && (
        <Section title={say(RECORD.contributions)}>
          <Doubts doubts={doubtsAt(doubts, 'contribution/')} />
          <Contributions contributions={contributions} />
        </Section>
      )}
      {account && (
        <Section title={say(SECTIONS.accounts)}>
          <Doubts doubts={doubtsAt(doubts, 'accounts/')} />
          <Accounts accounts={accounts} />
        </Section>
      )}
      <KeptSections sections={answer.sections} />
      {registration && <About registration={registration} />}
    </div>
  )
}

/** 视同、补贴与转移：what was approved, given or moved, as it is kept. */
function KeptSections({ sections }: Pick<RecordAnswer, 'sections'>) {
  const { say } = useLanguage()
  const { deemed, subsidies, transfers } = sections
  return (
    <>
      {deemed && (
        <Section title={say(SECTIONS.deemed)}>
          <Deemed deemed={deemed} />
        </Section>
      )}
      {subsidies && (
        <Section title={say(SECTIONS.subsidies)}>
          <Subsidies subsidies={subsidies} />
        </Section>
      )}
      {transfers && (
        <Section title={say(SECTIONS.transfers)}>
          <Transfers transfers={transfers} />
        </Section>
      )}
    </>
  )
}
