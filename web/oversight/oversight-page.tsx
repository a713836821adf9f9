import { TASK_KINDS } from '../../src/collection/levy-contract.js'
import { OVERSIGHT_PATH, type OversightAnswer } from '../../src/oversight/contract.js'
import { amountText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { OVERSIGHT } from './words.js'

type Month = OversightAnswer['months'][number]

/** 监督汇总。Counts and days by agency and month; nobody is named here, and the look is written down all the same. */
export function OversightPage() {
  const { say } = useLanguage()
  const totals = useAsk<OversightAnswer>(OVERSIGHT_PATH, {})
  return (
    <Page title={say(OVERSIGHT.title)} lead={say(OVERSIGHT.lead)}>
      <Answer of={totals} rows={8}>
        {(answer) => (
          <>
            <section aria-label={say(OVERSIGHT.evidence)}>
              <h2>{say(OVERSIGHT.evidence)}</h2>
              <p>{evidenceText(answer, say)}</p>
            </section>
            <section aria-label={say(OVERSIGHT.months)}>
              <h2>{say(OVERSIGHT.months)}</h2>
              <DataTable
                caption={say(OVERSIGHT.months)}
                rows={answer.months}
                keyOf={({ agency, month }) => `${agency}/${month}`}
                columns={monthColumns(answer, say)}
              />
            </section>
            <section aria-label={say(OVERSIGHT.open)}>
              <h2>{say(OVERSIGHT.open)}</h2>
              <ul>
                {answer.tasks.map(({ agency, kind, open }) => (
                  <li key={`${agency}/${kind}`}>
                    {agencyName(answer, agency, say)} ·{' '}
                    {say(TASK_KINDS[kind as keyof typeof TASK_KINDS] ?? { zh: kind, en: kind })} · {open}
                  </li>
                ))}
                {answer.suspense.map(({ agency, rows, amount }) => (
                  <li key={`${agency}/suspense`}>
                    {agencyName(answer, agency, say)} · {say(OVERSIGHT.suspense)} · {rows} ·{' '}
                    <span className="number">{amountText(amount)}</span>
                  </li>
                ))}
              </ul>
            </section>
          </>
        )}
      </Answer>
    </Page>
  )
}

type Say = ReturnType<typeof useLanguage>['say']

function monthColumns(answer: OversightAnswer, say: Say): readonly Column<Month>[] {
  const count = (name: 'submissions' | 'rowsIn' | 'refused' | 'returned' | 'posted'): Column<Month> => ({
    name,
    title: OVERSIGHT[name],
    cell: (month) => month[name],
    amount: true,
  })
  return [
    { name: 'month', title: OVERSIGHT.month, cell: ({ month }) => month },
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

function agencyName({ agencies }: OversightAnswer, code: string, say: Say): string {
  const found = agencies.find((agency) => agency.code === code)
  return found === undefined ? code : say({ zh: found.name, en: found.english })
}

function evidenceText({ evidence }: OversightAnswer, say: Say): string {
  const { postings, looks, control } = evidence
  return say({
    zh: `事实之树 ${postings} 叶，查阅之树 ${looks} 叶，管控之树 ${control} 叶，均有签名的检查点。`,
    en: `The trees hold ${postings} postings, ${looks} batches of looks and ${control} control leaves, each under a signed checkpoint.`,
  })
}
