import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import { TASK_KINDS } from '../../src/collection/levy-contract.js'
import type { Language } from '../../src/kernel/refusal.js'
import { type BehindQuery, OVERSIGHT_PATH, type OversightAnswer } from '../../src/oversight/contract.js'
import { Calendar } from '../exchange/calendar-page.js'
import { OutageAccountsCard } from '../intake/outage-accounts.js'
import { amountText, countText, dayText, monthText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer } from '../shell/states.js'
import { BusyAgents } from './agents.js'
import { Drilling, Figure } from './behind.js'
import { ChannelAlarm, ChannelComparisons } from './channels.js'
import { Delays } from './delays.js'
import { KeepingProblems } from './keeping.js'
import { StampUse } from './stamp-use.js'
import { Ungranted } from './ungranted.js'
import { UnhandledAgencies } from './unhandled.js'
import { OVERSIGHT } from './words.js'

/** Rows shown at once: the latest half year of two agencies; the rest come when asked for. */
const FIRST_MONTHS = 12

type Month = OversightAnswer['months'][number]

/** 监督汇总。Counts and days by agency and month; nobody is named here, and the look is written down all the same. */
export function OversightPage() {
  const { say, language } = useLanguage()
  const { can } = useSession()
  const totals = useAsk<OversightAnswer>(OVERSIGHT_PATH, {})
  return (
    <Page title={say(OVERSIGHT.title)} lead={say(OVERSIGHT.lead)}>
      <Answer of={totals} rows={8}>
        {(answer) => (
          <Drilling>
            <ChannelAlarm />
            <Section title={say(OVERSIGHT.evidence)}>
              <p>{evidenceText(answer, say)}</p>
            </Section>
            <Section title={say(OVERSIGHT.network)}>
              <p>
                {answer.zones.length === 0 ? say(OVERSIGHT.onlyHere) : answer.zones.join(say({ zh: '、', en: ', ' }))}
              </p>
            </Section>
            <Ungranted answer={answer} />
            <UnhandledAgencies answer={answer} />
            <Papers papers={answer.papers} />
            <KeepingProblems answer={answer} />
            <Section title={say(OVERSIGHT.sample)}>
              <p className="section-lead">
                {say(OVERSIGHT.sampleLead, {
                  share: answer.sample.share / 10_000,
                  high: answer.sample.highShare / 10_000,
                  since: dayText(answer.sample.since, language),
                })}
              </p>
              <DataTable
                caption={say(OVERSIGHT.sample)}
                rows={answer.sample.postings}
                keyOf={({ voucherId, businessDay }) => `${voucherId}/${businessDay}`}
                columns={[
                  { name: 'day', title: OVERSIGHT.day, cell: ({ businessDay }) => dayText(businessDay, language) },
                  { name: 'agency', title: OVERSIGHT.agency, cell: ({ agency }) => agencyName(answer, agency, say) },
                  { name: 'kind', title: OVERSIGHT.what, cell: ({ kind }) => say(kindName(kind)) },
                  { name: 'voucher', title: OVERSIGHT.voucher, cell: ({ voucherId }) => <code>{voucherId}</code> },
                  { name: 'rows', title: OVERSIGHT.facts, amount: true, cell: ({ rows }) => countText(rows) },
                ]}
              />
            </Section>
            {can('exchange.approve') && <Calendar />}
            <ChannelComparisons />
            <OutageAccountsCard />
            <Delays answer={answer} />
            <StampUse answer={answer} />
            <BusyAgents agencies={answer.agencies} />
            <Section title={say(OVERSIGHT.open)}>
              <DataTable
                caption={say(OVERSIGHT.open)}
                rows={openWork(answer)}
                keyOf={({ agency, what }) => `${agency}/${what.en}`}
                columns={[
                  { name: 'agency', title: OVERSIGHT.agency, cell: ({ agency }) => agencyName(answer, agency, say) },
                  { name: 'what', title: OVERSIGHT.what, cell: ({ what }) => say(what) },
                  {
                    ...{ name: 'count', title: OVERSIGHT.count, amount: true },
                    cell: ({ agency, what, count, query }) => (
                      <Figure value={count} title={`${agencyName(answer, agency, say)} ${say(what)}`} query={query} />
                    ),
                  },
                  { name: 'amount', title: OVERSIGHT.amount, amount: true, cell: ({ amount }) => amount },
                ]}
              />
            </Section>
            <Section title={say(OVERSIGHT.months)}>
              <DataTable
                caption={say(OVERSIGHT.months)}
                rows={answer.months}
                keyOf={({ agency, month }) => `${agency}/${month}`}
                columns={monthColumns(answer, say, language)}
                step={FIRST_MONTHS}
              />
            </Section>
          </Drilling>
        )}
      </Answer>
    </Page>
  )
}

function kindName(kind: string): Both {
  const { policyRelease, yearClose } = OVERSIGHT
  const kinds: Readonly<Record<string, Both>> = { ...SUBMISSION_KINDS, policyRelease, yearClose }
  return kinds[kind] ?? { zh: kind, en: kind }
}

type Say = ReturnType<typeof useLanguage>['say']

function monthColumns(answer: OversightAnswer, say: Say, language: Language): readonly Column<Month>[] {
  const count = (name: 'submissions' | 'rowsIn' | 'refused' | 'returned' | 'posted'): Column<Month> => ({
    name,
    title: OVERSIGHT[name],
    cell: (one) =>
      name === 'rowsIn' ? (
        countText(one.rowsIn)
      ) : (
        <Figure
          value={one[name]}
          title={`${agencyName(answer, one.agency, say)} ${monthText(one.month, language)} ${say(OVERSIGHT[name])}`}
          query={{ agency: one.agency, what: name, month: one.month }}
        />
      ),
    amount: true,
  })
  return [
    { name: 'month', title: OVERSIGHT.month, cell: ({ month }) => monthText(month, language) },
    { name: 'agency', title: OVERSIGHT.agency, cell: ({ agency }) => agencyName(answer, agency, say) },
    ...(['submissions', 'rowsIn', 'refused', 'returned', 'posted'] as const).map(count),
    {
      name: 'days',
      title: OVERSIGHT.days,
      cell: ({ days }) => (days === undefined ? '—' : days.toFixed(2)),
      amount: true,
    },
  ]
}

interface OpenWork {
  readonly agency: string
  readonly what: Both
  readonly count: number
  readonly amount: string
  readonly query: BehindQuery
}

function openWork({ tasks, suspense }: OversightAnswer): OpenWork[] {
  const kinds: Readonly<Record<string, Both>> = TASK_KINDS
  return [
    ...tasks.map(({ agency, kind, open }) => ({
      ...{ agency, what: kinds[kind] ?? { zh: kind, en: kind } },
      ...{ count: open, amount: '—', query: { agency, what: 'tasks' as const, kind } },
    })),
    ...suspense.map(({ agency, rows, amount }) => ({
      ...{ agency, what: OVERSIGHT.suspense },
      ...{ count: rows, amount: amountText(amount), query: { agency, what: 'suspense' as const } },
    })),
  ]
}

function agencyName({ agencies }: OversightAnswer, code: string, say: Say): string {
  const found = agencies.find((agency) => agency.code === code)
  return found === undefined ? code : say({ zh: found.name, en: found.english })
}

function evidenceText({ evidence }: OversightAnswer, say: Say): string {
  const { postings, looks, control } = evidence
  return say({
    zh: `事实之树 ${countText(postings)} 叶，查阅之树 ${countText(looks)} 叶，管控之树 ${countText(control)} 叶，均有签名的检查点。`,
    en: `The trees hold ${countText(postings)} postings, ${countText(looks)} batches of looks and ${countText(control)} control leaves, each under a signed checkpoint.`,
  })
}

/** 原始资料：no scanner and a missed readability run are said aloud. */
function Papers({ papers }: { readonly papers: OversightAnswer['papers'] }) {
  const { say, language } = useLanguage()
  const { scanner, waiting, notScanned, readingMissed, readingNextBy, openProblems } = papers
  const day = readingNextBy === undefined ? '—' : dayText(readingNextBy, language)
  return (
    <Section title={say({ zh: '原始资料', en: 'Source papers' })}>
      <p role={scanner === 'none' ? 'alert' : undefined}>
        {scanner === 'none'
          ? say(
              {
                zh: '没有接查毒程序，{n} 份资料未经查毒。',
                en: 'No virus scanner is connected; {n} papers are not scanned.',
              },
              { n: notScanned },
            )
          : say(
              { zh: '查毒程序 {scanner}，待查 {n} 份。', en: 'Virus scanner {scanner}; {n} papers wait.' },
              { scanner, n: waiting },
            )}
      </p>
      <p role={readingMissed ? 'alert' : undefined}>
        {readingMissed
          ? say(
              {
                zh: '可读性检查逾期未做，应不晚于 {day}。',
                en: 'The readability run was missed; it was due by {day}.',
              },
              { day },
            )
          : say({ zh: '下次可读性检查不晚于 {day}。', en: 'The next readability run is due by {day}.' }, { day })}{' '}
        {say({ zh: '档案待办问题 {n} 件。', en: '{n} archive problems are open.' }, { n: openProblems })}
      </p>
    </Section>
  )
}
