import { Segmented } from 'antd'
import { useState } from 'react'
import { type Comparison, DIFFERENCES, type Difference } from '../../src/collection/review-contract.js'
import { amountText, monthText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { DESK_PATHS } from './paths.js'
import { DESK } from './words.js'

type Row = Comparison['rows'][number]

interface Props {
  readonly id: string
  readonly month?: string | undefined
}

/** 差异视图：what stands against what comes, person by person, risks first. */
export function ComparisonView({ id, month }: Props) {
  const { say, language } = useLanguage()
  const compared = useAsk<Comparison>(pathOf(DESK_PATHS.compare, { id }))
  const against = compared.data?.against
  const aside =
    against &&
    month &&
    say(DESK.compareAgainst, { before: monthText(against, language), now: monthText(month, language) })
  return (
    <Section title={say(DESK.compare)} aside={aside && <span className="desk-note">{aside}</span>}>
      <Answer of={compared}>{(comparison) => <Differences comparison={comparison} />}</Answer>
    </Section>
  )
}

function Differences({ comparison }: { readonly comparison: Comparison }) {
  const { say } = useLanguage()
  const { counts, rows } = comparison
  const [shown, setShown] = useState('differing')
  if (rows.length === 0) return <p className="desk-note">{say(DESK.compareNothing)}</p>
  const isShown = ({ difference }: Row) => (shown === 'differing' ? difference !== 'same' : difference === shown)
  const chosen = rows.filter(isShown)
  const total = counts.reduce((sum, { difference, count }) => sum + (difference === 'same' ? 0 : count), 0)
  return (
    <>
      <div className="scroll-x no-print">
        <Segmented
          size="small"
          value={shown}
          options={[
            { value: 'differing', label: `${say(DESK.withoutSame)} ${total}` },
            ...counts.map(({ difference, count, says }) => ({ value: difference, label: `${say(says)} ${count}` })),
          ]}
          onChange={setShown}
        />
      </div>
      {chosen.length === 0 ? <p className="desk-note">{say(DESK.none)}</p> : <DifferenceRows rows={chosen} />}
    </>
  )
}

function DifferenceRows({ rows }: { readonly rows: readonly Row[] }) {
  const { say } = useLanguage()
  const columns: Column<Row>[] = [
    {
      name: 'what',
      title: DESK.what,
      cell: ({ difference }) => (
        <span className={`tag ${TONES[difference] ?? ''}`}>{say(DIFFERENCES[difference])}</span>
      ),
    },
    {
      name: 'person',
      title: DESK.person,
      cell: ({ fullName, identityNumber }) => (
        <>
          {fullName} <small className="number">{identityNumber}</small>
        </>
      ),
    },
    { name: 'wageBefore', title: DESK.wageBefore, amount: true, cell: ({ wageBefore }) => yuan(wageBefore) },
    { name: 'wageNow', title: DESK.wageNow, amount: true, cell: ({ wageNow }) => yuan(wageNow) },
    { name: 'change', title: DESK.change, amount: true, cell: changeText },
    { name: 'dueBefore', title: DESK.dueBefore, amount: true, cell: ({ amountBefore }) => yuan(amountBefore) },
    { name: 'dueNow', title: DESK.dueNow, amount: true, cell: ({ amountNow }) => yuan(amountNow) },
  ]
  return (
    <DataTable
      caption={say(DESK.compare)}
      columns={columns}
      rows={rows}
      keyOf={({ identityNumber, fullName, row }, i) => `${identityNumber}${fullName}${row ?? ''}/${i}`}
      toneOf={({ difference }) => ROW_TONES[difference]}
      step={60}
    />
  )
}

const TONES: Partial<Record<Difference, string>> = {
  gone: 'tag-bad',
  wageFell: 'tag-bad',
  wageRose: 'tag-warn',
  earlierMonth: 'tag-warn',
  fresh: 'tag-good',
}
const ROW_TONES: Partial<Record<Difference, 'bad' | 'warn' | 'quiet'>> = {
  gone: 'bad',
  wageFell: 'bad',
  wageRose: 'warn',
  earlierMonth: 'warn',
  same: 'quiet',
}

function yuan(amount: number | undefined): string {
  return amount === undefined ? '—' : amountText(amount)
}

/** +12% or -35%: the whole percent, as a reviewer reads it. */
function changeText({ wageBefore, wageNow }: Row): string {
  if (wageBefore === undefined || wageNow === undefined || wageBefore === 0) return ''
  const percent = Math.round(((wageNow - wageBefore) * 100) / wageBefore)
  return percent === 0 ? '' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)}%`
}
